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
        if isAboutPermissions(type) || type.hasPrefix(securityGroups) { return resource.value }
        let properties = resource["Properties"]?.objectMembers ?? []
        return properties.contains { isAboutPermissions(property: $0.key) } ? resource.value : ["Type": .string(type)]
    }

    /// What the types of security groups and of their rules begin with.
    static let securityGroups = "AWS::EC2::SecurityGroup"

    /// Whether all resources of a type matter to what policies permit.
    static func isAboutPermissions(_ type: String) -> Bool {
        ["AWS::IAM::", "AWS::Serverless::"].contains(where: type.hasPrefix)
            || ["Policy", "Permission"].contains(where: type.hasSuffix) || type == "AWS::S3::Bucket"
    }

    /// Whether a property makes a resource of any type matter.
    private static func isAboutPermissions(property name: String) -> Bool {
        ["ManagedPolicyArns", "PermissionsBoundary"].contains(name) || PolicyCollection.isPolicyName(name)
    }
}
