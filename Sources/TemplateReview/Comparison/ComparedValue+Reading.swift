import CloudFormation

extension ComparedValue {
    /// The value of a node, by the rules of the property that it belongs to.
    init(_ node: Node, _ rules: PropertyRules = .none) {
        switch node.content {
        case .null:
            self.init(.null, source: node)
        case .bool, .number:
            self.init(.scalar(node.value.scalarSpelling ?? ""), source: node)
        case .string(let text):
            self.init(JSONDocument(text)?.content(at: node) ?? .scalar(text), source: node)
        case .array(let elements):
            let order: Order = rules.isUnordered ? .insignificant : .significant
            let elementRules = rules.elements
            self.init(.list(elements.map { ComparedValue($0, elementRules) }, order: order), source: node)
        case .object(let members):
            self.init(Self.object(members, rules, node), source: node)
        }
    }

    /// Whether two nodes mean the same; a missing one means something else than any that is there.
    static func mean(theSame old: Node?, _ new: Node?) -> Bool {
        switch (old, new) {
        case (nil, nil): true
        case (let old?, let new?): ComparedValue(old).means(the: ComparedValue(new))
        default: false
        }
    }

    private static func object(_ members: [Node.Member], _ rules: PropertyRules, _ node: Node) -> Content {
        if members.count == 1, let content = function(members[0], rules) { return content }
        if PolicyReader.isPolicy(members) { return PolicyReader.content(of: members) }
        return .object(members.map { Entry(key: $0.key, value: ComparedValue($0.value, rules.of($0.key))) })
    }

    /// A function call in one of its spellings.
    private static func function(_ member: Node.Member, _ rules: PropertyRules) -> Content? {
        switch member.key {
        case "Fn::GetAtt":
            guard let path = attributePath(member.value) else { return nil }
            return .object([Entry(key: member.key, value: ComparedValue(.scalar(path), source: member.value))])
        case "Fn::Sub":
            return substitution(member)
        case "Fn::If":
            return choice(member, rules)
        default:
            return nil
        }
    }

    /// `Resource.Attribute`, which may be written as text or as a list.
    private static func attributePath(_ node: Node) -> String? {
        guard let parts = node.arrayElements else { return node.stringValue }
        let names = parts.compactMap(\.stringValue)
        return names.count == parts.count ? names.joined(separator: ".") : nil
    }

    /// Without variables of its own, `Fn::Sub` may have a list or not; without references it is its text.
    private static func substitution(_ member: Node.Member) -> Content? {
        var text = member.value
        if let parts = member.value.arrayElements, let first = parts.first {
            guard parts.count == 1 || parts.count == 2 && parts[1].objectMembers?.isEmpty == true else { return nil }
            text = first
        }
        guard let template = text.stringValue else { return nil }
        if !template.utf8.contains(UInt8(ascii: "$")) { return .scalar(template) }
        if let reference = reference(template, at: text) { return reference }
        return .object([Entry(key: member.key, value: ComparedValue(text))])
    }

    /// `${Name}` alone is `Ref`, and `${Name.Attribute}` alone is `Fn::GetAtt`.
    private static func reference(_ template: String, at node: Node) -> Content? {
        guard template.hasPrefix("${"), template.hasSuffix("}"), !template.hasPrefix("${!") else { return nil }
        let name = template.dropFirst(2).dropLast()
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "$") }) else {
            return nil
        }
        let key = name.contains(".") ? "Fn::GetAtt" : "Ref"
        return .object([Entry(key: key, value: ComparedValue(.scalar(String(name)), source: node))])
    }

    /// Both values of `Fn::If` stand for the property, so its rules hold for them.
    private static func choice(_ member: Node.Member, _ rules: PropertyRules) -> Content? {
        guard let parts = member.value.arrayElements, parts.count == 3 else { return nil }
        let values = [ComparedValue(parts[0]), ComparedValue(parts[1], rules), ComparedValue(parts[2], rules)]
        let list = ComparedValue(.list(values, order: .significant), source: member.value)
        return .object([Entry(key: member.key, value: list)])
    }
}

/// Text that holds a JSON object or array.
struct JSONDocument {
    private let root: Node

    /// The document in a text, or `nil` where there is none.
    init?(_ text: String) {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        guard let node = try? JSONReader.read(Array(text.utf8), name: "") else { return nil }
        root = node
    }

    /// The document's content; all of it stands where the text stands.
    func content(at place: Node) -> ComparedValue.Content {
        ComparedValue(Self.node(root, at: place.range), .none).content
    }

    /// - Parameter isTyped: whether a number and its spelling as text are two things, as they are to the service that gets the
    ///   document; in a policy they are not.
    private static func node(_ node: Node, at range: SourceRange, isTyped: Bool = true) -> Node {
        switch node.content {
        case .array(let elements):
            return Node(.array(elements.map { self.node($0, at: range, isTyped: isTyped) }), range: range)
        case .object(let members):
            let isTyped = isTyped && !PolicyReader.isPolicy(members)
            return Node(
                .object(
                    members.map { member in
                        .init(
                            key: member.key,
                            keyRange: range,
                            value: self.node(member.value, at: range, isTyped: isTyped)
                        )
                    }
                ),
                range: range
            )
        case .string(let text) where isTyped && readsAsOther(text):
            // In quotes, by which no number and no word of JSON begins.
            return Node(.string(Value.string(text).json(.compact)), range: range)
        default:
            return Node(node.content, range: range)
        }
    }

    /// Whether a text is the spelling of a number, `true`, `false` or `null`, or has quotes of its own.
    private static func readsAsOther(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
        return first == UInt8(ascii: "\"") || ["true", "false", "null"].contains(text)
            || (first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first))
                && Double(text) != nil
    }
}

/// Reads policy documents, in which lists are sets and a list of one is its element.
///
/// - Source: IAM User Guide, "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language".
enum PolicyReader {
    /// Whether an object is a policy: it has statements, and one of them, maybe a conditional one, has an effect.
    static func isPolicy(_ members: [Node.Member]) -> Bool {
        guard let statement = members.first(where: { $0.key == "Statement" })?.value else { return false }
        return (statement.arrayElements ?? [statement]).contains { statement in
            statement["Effect"] != nil || statement["Fn::If"]?.arrayElements?.contains { $0["Effect"] != nil } == true
        }
    }

    static func content(of members: [Node.Member]) -> ComparedValue.Content {
        .object(
            members.map { member in
                let value = member.key == "Statement" ? set(member.value, of: statement) : ComparedValue(member.value)
                return ComparedValue.Entry(key: member.key, value: value)
            }
        )
    }

    private static func statement(_ node: Node) -> ComparedValue {
        if let choice = node["Fn::If"], let parts = choice.arrayElements, parts.count == 3 {
            let list = [ComparedValue(parts[0]), statement(parts[1]), statement(parts[2])]
            let entry = ComparedValue.Entry(
                key: "Fn::If",
                value: ComparedValue(.list(list, order: .significant), source: choice)
            )
            return ComparedValue(.object([entry]), source: node)
        }
        guard let members = node.objectMembers, node["Effect"] != nil else { return ComparedValue(node) }
        let entries = members.map { ComparedValue.Entry(key: $0.key, value: element($0.key, $0.value)) }
        return ComparedValue(.object(entries), source: node)
    }

    private static func element(_ key: String, _ node: Node) -> ComparedValue {
        switch key {
        case "Action", "NotAction", "Resource", "NotResource": set(node) { ComparedValue($0) }
        case "Principal", "NotPrincipal": sets(node, depth: 1)
        case "Condition": sets(node, depth: 2)
        default: ComparedValue(node)
        }
    }

    /// Objects down to a depth, and sets in them.
    private static func sets(_ node: Node, depth: Int) -> ComparedValue {
        guard depth > 0, let members = node.objectMembers, !node.isFunction else {
            return set(node) { ComparedValue($0) }
        }
        let entries = members.map { ComparedValue.Entry(key: $0.key, value: sets($0.value, depth: depth - 1)) }
        return ComparedValue(.object(entries), source: node)
    }

    /// A list, or a single element as a list of one.
    private static func set(_ node: Node, of element: (Node) -> ComparedValue) -> ComparedValue {
        ComparedValue(setOf: node.arrayElements ?? [node], element, source: node)
    }
}

extension ComparedValue {
    /// The elements as a set: their order means nothing, and one that stands twice says nothing more.
    init(setOf nodes: [Node], _ element: (Node) -> ComparedValue = { ComparedValue($0) }, source: Node) {
        var elements = nodes.map(element)
        if elements.count > 1 {
            var seen: Set<Int> = []
            elements.removeAll { !seen.insert($0.hash).inserted }
        }
        self.init(.list(elements, order: .insignificant), source: source)
    }
}

extension Node {
    /// Whether this is the call of an intrinsic function.
    fileprivate var isFunction: Bool {
        guard let members = objectMembers, members.count == 1 else { return false }
        return members[0].key == "Ref" || members[0].key.utf8.starts(with: "Fn::".utf8)
    }
}
