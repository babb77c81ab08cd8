import CloudFormation

/// A statement of a policy: who may, or may not, do what with what under which conditions.
///
/// - Source: IAM User Guide, "IAM JSON policy elements reference".
struct PolicyStatement: Sendable {
    /// Whether the statement permits or forbids.
    enum Effect: String, Sendable, Hashable {
        case allow = "Allow"
        case deny = "Deny"
    }

    /// The values of an element: `Action` and `NotAction`, and so on.
    struct Terms: Sendable, Hashable {
        /// The patterns in the author's order.
        var texts: [SymbolicText]
        /// Whether all is meant that no pattern matches.
        var isNegated = false

        /// Everything, which an absent element stands for.
        static let everything = Terms(texts: [SymbolicText("*")])

        /// Whether some value may be meant by both, as far as the beginnings of the patterns tell.
        func mayOverlap(_ other: Terms) -> Bool {
            if isNegated || other.isNegated { return true }
            return texts.contains { text in other.texts.contains { text.mayOverlap($0) } }
        }
    }

    /// What a statement means, without its name.
    struct Meaning: Sendable, Hashable {
        var effect: Effect
        var principals: Terms
        var actions: Terms
        var resources: Terms
        var conditions: [ConditionTest]
    }

    /// What the statement means.
    var meaning: Meaning
    /// Whether the statement itself says whom it means.
    var namesPrincipals = true
    /// Whether a parameter names the principal whose default is everybody.
    var isOpenByDefault = false
    /// The condition as compact JSON; empty without.
    var condition: String
    /// Where the statement stands.
    var place: Place
}

/// Where something stands in a template.
struct Place: Sendable, Hashable {
    /// The resource, by the name that it has in that template.
    var logicalID: String
    /// Keys and list positions from the template's root.
    var path: [Finding.PathComponent]

    /// The place of a value below.
    func appending(_ key: String) -> Place { Place(logicalID: logicalID, path: path + [.key(key)]) }

    /// The place of an element below.
    func appending(_ index: Int) -> Place { Place(logicalID: logicalID, path: path + [.index(index)]) }
}

extension PolicyStatement {
    /// The statement of a value without `Fn::If`; `nil` where it is none.
    init?(_ value: Value, at place: Place, in context: TemplateContext) {
        guard let effect = value["Effect"]?.stringValue.flatMap(Effect.init),
            let actions = Self.terms("Action", of: value, in: context)
        else { return nil }
        let principals = Self.principals(of: value, in: context)
        namesPrincipals = principals != nil
        isOpenByDefault = namesPrincipals && Self.namesEverybodyByDefault(value, in: context)
        meaning = Meaning(
            effect: effect,
            principals: principals ?? .everything,
            actions: actions,
            resources: Self.terms("Resource", of: value, in: context) ?? .everything,
            conditions: Self.conditions(of: value["Condition"], in: context)
        )
        condition = value["Condition"].map { $0 == .null || $0 == [:] ? "" : $0.json(.compact) } ?? ""
        self.place = place
    }

    /// An element or its opposite; `nil` where the statement has neither.
    private static func terms(_ name: String, of statement: Value, in context: TemplateContext) -> Terms? {
        for (key, isNegated) in [(name, false), ("Not\(name)", true)] {
            guard let value = statement[key], value != .null else { continue }
            var texts = (value.arrayValue ?? [value]).map { SymbolicText($0, in: context) }
            // Every action has a service and a name.
            if name == "Action" { texts = texts.map { $0.literal == "*:*" ? SymbolicText("*") : $0 } }
            return Terms(texts: texts, isNegated: isNegated)
        }
        return nil
    }

    private static func conditions(of value: Value?, in context: TemplateContext) -> [ConditionTest] {
        guard let value, value != .null else { return [] }
        guard let operators = value.objectValue, Intrinsic(value) == nil else {
            return [ConditionTest("Condition", key: "", value: .string(value.json(.compact)), in: context)]
        }
        var tests: [ConditionTest] = []
        for entry in operators {
            guard let keys = entry.value.objectValue, Intrinsic(entry.value) == nil else {
                let text = Value.string(entry.value.json(.compact))
                tests.append(ConditionTest("Condition \(entry.key)", key: "", value: text, in: context))
                continue
            }
            for key in keys {
                tests.append(ConditionTest(entry.key, key: key.key, value: key.value, in: context))
            }
        }
        return tests
    }
}

extension SymbolicText {
    /// Whether two patterns may match the same text, as far as what stands before their wildcards and symbols tells.
    fileprivate func mayOverlap(_ other: SymbolicText) -> Bool {
        guard case .text(let left) = pieces.first, case .text(let right) = other.pieces.first else { return true }
        for (own, others) in zip(left.utf8, right.utf8) {
            if Self.isSpecial(own) || Self.isSpecial(others) { return true }
            // Actions ignore case; to take resources for overlapping that are not does no harm.
            if own | 0x20 != others | 0x20 { return false }
        }
        return true
    }

    /// Whether a byte may stand for other text than itself.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "$")
    }
}
