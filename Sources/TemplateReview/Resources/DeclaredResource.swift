import CloudFormation

/// An entry of `Resources`: a resource, a loop, or whatever else stands there.
struct DeclaredResource: Sendable {
    let logicalID: String
    /// The resource type; `Fn::ForEach` for a loop, empty where there is none.
    let type: String
    let node: Node
    let keyRange: SourceRange
    let rules: PropertyRules
    /// The properties; the whole entry where it is no resource.
    let properties: ComparedValue?
    /// The resource attributes by name, in the template's order.
    let attributes: [ComparedValue.Entry]

    init(_ member: Node.Member, rules: inout RulesByType) {
        logicalID = member.key
        node = member.value
        keyRange = member.keyRange
        let isLoop = member.key.utf8.starts(with: "Fn::ForEach".utf8)
        let type = isLoop ? "Fn::ForEach" : member.value["Type"]?.stringValue ?? ""
        self.type = type
        let propertyRules = rules.of(type)
        self.rules = propertyRules
        guard !isLoop, let members = member.value.objectMembers else {
            properties = ComparedValue(member.value)
            attributes = []
            return
        }
        properties = member.value["Properties"].map { ComparedValue($0, propertyRules) }
        attributes = members.compactMap { member in
            guard member.key != "Type", member.key != "Properties" else { return nil }
            return ComparedValue.Entry(key: member.key, value: Self.attribute(member))
        }
    }

    /// `DependsOn` is a set, and one name may stand without a list.
    private static func attribute(_ member: Node.Member) -> ComparedValue {
        guard member.key == "DependsOn" else { return ComparedValue(member.value) }
        let names = (member.value.arrayElements ?? [member.value]).map { ComparedValue($0) }
        return ComparedValue(.list(names, order: .insignificant), source: member.value)
    }

    /// The attribute of that name.
    func attribute(_ name: String) -> ComparedValue? { attributes.first { $0.key == name }?.value }

    /// The attribute's text, for instance `Retain`.
    func attributeText(_ name: String) -> String? {
        if case .scalar(let text)? = attribute(name)?.content { text } else { nil }
    }
}
