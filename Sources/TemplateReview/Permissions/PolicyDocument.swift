import CloudFormation

/// The statements of a policy document, and what in it is no statement that can be compared.
struct PolicyDocument {
    /// The statements, in order.
    private(set) var statements: [PolicyStatement] = []
    /// What is not understood: a loop, a macro, a statement without effect or action.
    private(set) var opaque: [ConditionalValue] = []

    private let needsResource: Bool

    /// Reads documents: objects, `Fn::If` between objects, JSON text, and `Fn::Sub` with JSON text.
    ///
    /// - Parameter needsResource: whether a statement without a resource is none. Where the policy belongs to a resource,
    ///   that one is meant.
    init(_ documents: [ConditionalValue], needsResource: Bool, in context: TemplateContext) {
        self.needsResource = needsResource
        for document in documents { read(document, context) }
    }

    private mutating func read(_ document: ConditionalValue, _ context: TemplateContext) {
        for document in document.elements {
            var parsed = document
            if let value = JSONPolicy.value(of: document.value) {
                parsed.value = value
                parsed.isDerived = true
            }
            if let statements = parsed.property("Statement") {
                var context = context
                context.hasPolicyVariables = Self.hasVariables(parsed.value["Version"])
                read(statements: statements, context)
            } else if parsed.value.objectValue?.entries.first?.key.utf8.starts(with: "Fn::".utf8) == true
                || parsed.value.objectValue == nil || parsed.value["Ref"] != nil
            {
                opaque.append(document)
            }
        }
    }

    /// The version decides whether there are variables; the older one holds where none is named.
    ///
    /// - Source: IAM User Guide, "IAM JSON policy elements: Version".
    private static func hasVariables(_ version: Value?) -> Bool {
        guard let version else { return false }
        return version.scalarSpelling.map { $0 == "2012-10-17" } ?? true
    }

    private mutating func read(statements: ConditionalValue, _ context: TemplateContext) {
        for element in statements.elements {
            for alternative in element.alternatives {
                let hasResource = alternative.value["Resource"] != nil || alternative.value["NotResource"] != nil
                if hasResource || !needsResource,
                    var statement = PolicyStatement(alternative.value, at: alternative.place, in: context)
                {
                    for condition in alternative.guards {
                        statement.add(condition, in: context)
                    }
                    self.statements.append(statement)
                } else {
                    opaque.append(alternative)
                }
            }
        }
    }
}

extension PolicyStatement {
    /// Makes a condition of the template a condition of the statement.
    fileprivate mutating func add(_ condition: ConditionalValue.Guard, in context: TemplateContext) {
        let name = context.condition(condition.condition)
        let test = ConditionTest(templateCondition: name, is: condition.isMet)
        if !meaning.conditions.contains(test) { meaning.conditions.append(test) }
    }
}

/// Policies that are written as JSON text.
enum JSONPolicy {
    /// The document that a text or an `Fn::Sub` holds; `nil` where it holds none.
    static func value(of text: Value) -> Value? {
        if let literal = text.stringValue { return document(literal) }
        guard case .other("Fn::Sub", .string(let template))? = Intrinsic(text) else { return nil }
        return document(template).map(substituting)
    }

    private static func document(_ text: String) -> Value? {
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let node = try? JSONReader.read(Array(text.utf8), name: "policy")
        else { return nil }
        return node.value
    }

    /// What `Fn::Sub` over the text of a document does to the document's texts.
    private static func substituting(_ value: Value) -> Value {
        switch value {
        case .string(let text) where text.utf8.contains(UInt8(ascii: "$")): ["Fn::Sub": .string(text)]
        case .array(let elements): .array(elements.map(substituting))
        case .object(let object): .object(Object(object.map { ($0.key, substituting($0.value)) }))
        default: value
        }
    }
}
