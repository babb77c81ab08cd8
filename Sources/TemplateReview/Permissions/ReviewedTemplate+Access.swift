import CloudFormation

extension ReviewedTemplate {
    /// Two templates without what says nothing about access. What reads the same is one value, so that comparing it costs
    /// nothing.
    static func accessValues(old: ReviewedTemplate, new: ReviewedTemplate) -> (old: Value, new: Value) {
        let newValue = new.accessValue()
        guard let commonText = CommonText(old: old, new: new), old.root["Globals"] == nil, new.root["Globals"] == nil,
            let newValues = newValue["Resources"]?.objectValue
        else { return (old.accessValue(), newValue) }
        let newNodes = Dictionary(new.entries(of: "Resources").map { ($0.key, $0.value) }) { first, _ in first }
        let oldValue = old.accessValue { resource in
            guard let newNode = newNodes[resource.key], commonText.isSame(resource.value, newNode) else { return nil }
            return newValues[resource.key]
        }
        return (oldValue, newValue)
    }

    /// The template without what says nothing about access: of most resources only the type is left.
    ///
    /// - Parameter known: the value of a resource, where it is known already.
    func accessValue(_ known: (Node.Member) -> Value? = { _ in nil }) -> Value {
        guard let sections = root.objectMembers else { return root.value }
        let globals = root["Globals"]?["Function"]?.objectMembers ?? []
        return .object(
            Object(
                sections.compactMap { section in
                    switch section.key {
                    case "Resources":
                        guard let resources = section.value.objectMembers else { return (section.key, [:]) }
                        var values = Object(capacity: resources.count)
                        // The readers refuse a key that stands twice, so nothing needs to be looked up.
                        for resource in resources {
                            values.append(resource.key, known(resource) ?? Self.accessValue(resource.value, globals))
                        }
                        return (section.key, .object(values))
                    case "Parameters", "Mappings", "Conditions", "Transform": return (section.key, section.value.value)
                    default: return nil
                    }
                }
            )
        )
    }

    private static func accessValue(_ resource: Node, _ globals: [Node.Member]) -> Value {
        guard let type = resource["Type"]?.stringValue else { return resource.value }
        if !globals.isEmpty, type == "AWS::Serverless::Function" { return value(of: resource, with: globals) }
        if isAboutPermissions(type) || isAboutNetwork(type) { return resource.value }
        let properties = resource["Properties"]?.objectMembers ?? []
        return properties.contains { isAboutPermissions(property: $0.key) } ? resource.value : ["Type": .string(type)]
    }

    /// A function of AWS SAM with what all functions have.
    ///
    /// - Source: AWS SAM Developer Guide, "Globals section of the AWS SAM template".
    private static func value(of function: Node, with globals: [Node.Member]) -> Value {
        guard var value = function.value.objectValue else { return function.value }
        var properties = value["Properties"]?.objectValue ?? [:]
        for entry in globals where !properties.contains(entry.key) { properties[entry.key] = entry.value.value }
        value["Properties"] = .object(properties)
        return .object(value)
    }

    /// Whether all resources of a type matter to which traffic is let through.
    static func isAboutNetwork(_ type: String) -> Bool {
        type.hasPrefix("AWS::EC2::SecurityGroup") || type == "AWS::EC2::PrefixList"
    }

    /// Whether all resources of a type matter to what policies permit.
    static func isAboutPermissions(_ type: String) -> Bool {
        ["AWS::IAM::", "AWS::Serverless::", "AWS::SSO::PermissionSet"].contains(where: type.hasPrefix)
            || ["Policy", "Permission"].contains(where: type.hasSuffix)
            || AccessSetting.byType[type] != nil || NestedPolicy.paths[type] != nil || NestedTemplate.isType(type)
    }

    /// Whether a property makes a resource of any type matter.
    private static func isAboutPermissions(property name: String) -> Bool {
        ["ManagedPolicyArns", "PermissionsBoundary", "Fn::Transform"].contains(name)
            || PolicyCollection.isPolicyName(name)
    }
}
