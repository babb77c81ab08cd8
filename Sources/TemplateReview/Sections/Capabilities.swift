import CloudFormation

/// The capabilities that the owner of a stack has to acknowledge for a template.
///
/// - Source: CloudFormation API Reference, "CreateStack", `Capabilities`.
enum Capabilities {
    /// - Parameter callsMacros: what ``callsMacros(_:)`` says of the template.
    static func needed(by template: ReviewedTemplate, callsMacros: Bool) -> [String] {
        var needsIAM = false
        var needsNamedIAM = false
        for resource in template.entries(of: "Resources") {
            guard let type = resource.value["Type"]?.stringValue else { continue }
            if makesRole(type, resource.value["Properties"]) { needsIAM = true }
            guard let nameProperties = iamTypes[type] else { continue }
            needsIAM = true
            if nameProperties.contains(where: { resource.value["Properties"]?[$0] != nil }) { needsNamedIAM = true }
        }
        var capabilities: [String] = []
        if needsNamedIAM {
            capabilities.append("CAPABILITY_NAMED_IAM")
        } else if needsIAM {
            capabilities.append("CAPABILITY_IAM")
        }
        if callsMacros { capabilities.append("CAPABILITY_AUTO_EXPAND") }
        return capabilities
    }

    /// Whether macros, or loops, make something of a template.
    static func callsMacros(_ template: ReviewedTemplate) -> Bool {
        template.root["Transform"] != nil || hasMacro(template.root)
    }

    /// The types that need an acknowledgement, and the properties that give them names.
    private static let iamTypes: [String: [String]] = [
        "AWS::IAM::AccessKey": [], "AWS::IAM::Group": ["GroupName"],
        "AWS::IAM::InstanceProfile": ["InstanceProfileName"],
        "AWS::IAM::ManagedPolicy": ["ManagedPolicyName"], "AWS::IAM::Policy": [], "AWS::IAM::Role": ["RoleName"],
        "AWS::IAM::User": ["UserName"], "AWS::IAM::UserToGroupAddition": [], "AWS::IAM::RolePolicy": [],
        "AWS::IAM::UserPolicy": [], "AWS::IAM::GroupPolicy": [],
    ]

    /// Whether AWS SAM makes a role or a policy for a resource: unless it has a role, or always.
    ///
    /// - Source: AWS SAM Developer Guide, "Generated CloudFormation resources".
    private static func makesRole(_ type: String, _ properties: Node?) -> Bool {
        switch type {
        case "AWS::Serverless::Function", "AWS::Serverless::StateMachine": properties?["Role"] == nil
        case "AWS::Serverless::Connector", "AWS::Serverless::GraphQLApi": true
        default: false
        }
    }

    /// Whether a macro is called anywhere in the template.
    private static func hasMacro(_ node: Node) -> Bool {
        switch node.content {
        case .array(let elements): elements.contains(where: hasMacro)
        case .object(let members):
            members.contains { isMacro($0.key) || hasMacro($0.value) }
        default: false
        }
    }

    private static func isMacro(_ key: String) -> Bool {
        // The cheap test comes first, since every key of the template is asked.
        key.utf8.count > 10 && key.utf8.first == UInt8(ascii: "F")
            && (key == "Fn::Transform" || key.utf8.starts(with: "Fn::ForEach".utf8))
    }
}
