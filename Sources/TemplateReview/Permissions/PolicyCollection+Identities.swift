import CloudFormation

/// Policies that say what a role, user or group may do.
///
/// - Source: IAM User Guide, "Policies and permissions in AWS Identity and Access Management".
extension PolicyCollection {
    /// Adds whatever policies a resource has.
    mutating func add(_ resource: PolicyResource) {
        switch resource.type {
        case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group": add(identity: resource)
        case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
            attach(resource, through: ["Roles": "RoleName", "Users": "UserName", "Groups": "GroupName"])
        case "AWS::IAM::RolePolicy": attach(resource, through: ["RoleName": "RoleName"])
        case "AWS::IAM::UserPolicy": attach(resource, through: ["UserName": "UserName"])
        case "AWS::IAM::GroupPolicy": attach(resource, through: ["GroupName": "GroupName"])
        case "AWS::IAM::UserToGroupAddition": add(members: resource)
        case "AWS::SSO::PermissionSet": add(permissionSet: resource)
        case "AWS::Serverless::Function", "AWS::Serverless::StateMachine": add(serverless: resource)
        default: add(resourcePoliciesOf: resource)
        }
    }

    private mutating func add(identity resource: PolicyResource) {
        let identity = Subject(kind: .identity, name: resource.logicalID)
        for policy in resource.elements("Policies") {
            add(policy.property("PolicyDocument"), to: identity)
        }
        for policy in resource.elements("ManagedPolicyArns") { attach(policy, to: identity) }
        for group in resource.elements("Groups") { attach(group, to: identity) }
        if let boundary = resource.property("PermissionsBoundary") {
            for boundary in boundary.elements {
                attach(boundary, to: Subject(kind: .boundary, name: resource.logicalID))
            }
        }
        add(
            resource.property("AssumeRolePolicyDocument"),
            to: Subject(kind: .trust, name: resource.logicalID)
        )
    }

    /// Adds a policy resource to each identity that one of its properties names.
    ///
    /// - Parameter properties: the properties with identities, each with the property that names such an identity.
    private mutating func attach(_ resource: PolicyResource, through properties: [String: String]) {
        guard let document = resource.property("PolicyDocument") else { return }
        for (property, naming) in properties.sorted(by: { $0.key < $1.key }) {
            for identity in resource.elements(property) {
                var document = document
                document.guards += identity.guards.filter { !document.guards.contains($0) }
                add(document, to: self.identity(of: identity.value, namedBy: naming))
                noteAttached(resource.logicalID)
            }
        }
    }

    /// Adds a group to each user that becomes a member.
    private mutating func add(members resource: PolicyResource) {
        guard let group = resource.property("GroupName") else { return }
        for user in resource.elements("Users") {
            var group = group
            group.guards += user.guards.filter { !group.guards.contains($0) }
            attach(group, to: identity(of: user.value, namedBy: "UserName"))
        }
    }

    /// Adds what whoever is assigned a permission set of IAM Identity Center may do.
    private mutating func add(permissionSet resource: PolicyResource) {
        let identity = Subject(kind: .identity, name: resource.logicalID)
        add(resource.property("InlinePolicy"), to: identity)
        for property in ["ManagedPolicies", "CustomerManagedPolicyReferences"] {
            for policy in resource.elements(property) { attach(policy, to: identity) }
        }
        if let boundary = resource.property("PermissionsBoundary") {
            attach(boundary, to: Subject(kind: .boundary, name: resource.logicalID))
        }
    }

    /// Adds the policies of the role that AWS SAM makes for a resource.
    ///
    /// - Source: AWS SAM Developer Guide, "AWS::Serverless::Function", `Policies`.
    private mutating func add(serverless resource: PolicyResource) {
        let identity = Subject(kind: .identity, name: resource.logicalID)
        for policy in resource.elements("Policies") {
            if policy.value["Statement"] != nil { add(policy, to: identity) } else { attach(policy, to: identity) }
        }
        add(
            resource.property("AssumeRolePolicyDocument"),
            to: Subject(kind: .trust, name: resource.logicalID)
        )
        if let boundary = resource.property("PermissionsBoundary") {
            attach(boundary, to: Subject(kind: .boundary, name: resource.logicalID))
        }
    }
}
