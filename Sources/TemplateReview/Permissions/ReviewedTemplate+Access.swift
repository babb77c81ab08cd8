import CloudFormation

extension ReviewedTemplate {
    /// The template without what says nothing about access: of most resources only the type is left.
    var accessValue: Value {
        guard let sections = root.objectMembers else { return root.value }
        return .object(
            Object(
                sections.compactMap { section in
                    switch section.key {
                    case "Resources":
                        guard let resources = section.value.objectMembers else { return (section.key, [:]) }
                        var values = Object(capacity: resources.count)
                        // The readers refuse a key that stands twice, so nothing needs to be looked up.
                        for resource in resources { values.append(resource.key, Self.accessValue(resource.value)) }
                        return (section.key, .object(values))
                    case "Parameters", "Mappings", "Conditions": return (section.key, section.value.value)
                    default: return nil
                    }
                }
            )
        )
    }

    private static func accessValue(_ resource: Node) -> Value {
        guard let type = resource["Type"]?.stringValue else { return resource.value }
        if isAboutAccess(type) { return resource.value }
        let properties = resource["Properties"]?.objectMembers ?? []
        return properties.contains { isAboutAccess(property: $0.key) } ? resource.value : ["Type": .string(type)]
    }

    /// Whether all resources of a type matter.
    private static func isAboutAccess(_ type: String) -> Bool {
        ["AWS::IAM::", "AWS::EC2::SecurityGroup", "AWS::Serverless::"].contains(where: type.hasPrefix)
            || ["Policy", "Permission"].contains(where: type.hasSuffix) || type == "AWS::S3::Bucket"
    }

    /// Whether a property makes a resource of any type matter.
    private static func isAboutAccess(property name: String) -> Bool {
        ["ManagedPolicyArns", "PermissionsBoundary"].contains(name) || PolicyCollection.isPolicyName(name)
    }
}
