import CloudFormation

/// An entry of `Resources`: a resource, a loop, or whatever else stands there.
struct DeclaredResource: Sendable {
    let logicalID: String
    /// The resource type; `Fn::ForEach` for a loop, empty where there is none.
    let type: String
    let node: Node
    let keyRange: SourceRange
    let rules: PropertyRules
    /// What `Properties` has, empty where there are none; the whole entry where it is no resource.
    let propertiesNode: Node
    /// The resource attributes by name, in the template's order.
    let attributes: [ComparedValue.Entry]

    init(_ member: Node.Member, rules: inout RulesByType) {
        logicalID = member.key
        node = member.value
        keyRange = member.keyRange
        let isLoop = member.key.utf8.starts(with: "Fn::ForEach".utf8)
        type = isLoop ? "Fn::ForEach" : member.value["Type"]?.stringValue ?? ""
        self.rules = rules.of(type)
        guard !isLoop, let members = member.value.objectMembers else {
            propertiesNode = member.value
            attributes = []
            return
        }
        propertiesNode = member.value["Properties"] ?? Node(.object([]), range: member.value.range)
        attributes = members.compactMap { member in
            guard member.key != "Type", member.key != "Properties" else { return nil }
            return Self.attribute(member).map { ComparedValue.Entry(key: member.key, value: $0) }
        }
    }

    /// The properties in the form in which they are compared. It is made when it is asked for, since most resources of two
    /// templates need no comparison.
    var properties: ComparedValue { ComparedValue(propertiesNode, rules) }

    /// `DependsOn` is a set, and one name may stand without a list; the empty set says as much as none.
    private static func attribute(_ member: Node.Member) -> ComparedValue? {
        guard member.key == "DependsOn" else { return ComparedValue(member.value) }
        let names = member.value.arrayElements ?? [member.value]
        return names.isEmpty ? nil : ComparedValue(setOf: names, source: member.value)
    }

    /// The attribute of that name.
    func attribute(_ name: String) -> ComparedValue? { attributes.first { $0.key == name }?.value }

    /// The attribute's text, for instance `Retain`.
    func attributeText(_ name: String) -> String? {
        if case .scalar(let text)? = attribute(name)?.content { text } else { nil }
    }
}
