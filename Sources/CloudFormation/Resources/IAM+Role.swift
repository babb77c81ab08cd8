/// AWS Identity and Access Management.
public enum IAM: Sendable {}

extension IAM {
    /// A set of permissions that its trusted principals can take on for a while.
    ///
    /// `Ref` gives the role's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::IAM::Role".
    public struct Role: TypedResource {
        /// `AWS::IAM::Role`
        public static let resourceType = "AWS::IAM::Role"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            assumeRolePolicyDocument: IAM.PolicyDocument,
            description: Property<String>? = nil,
            policies: List<Policy>? = nil,
            managedPolicyArns: List<Property<String>>? = nil,
            maxSessionDuration: Property<Int>? = nil,
            path: Property<String>? = nil,
            permissionsBoundary: Property<String>? = nil,
            roleName: Property<String>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("AssumeRolePolicyDocument", assumeRolePolicyDocument.value),
                ("Description", description?.value),
                ("Policies", policies?.value),
                ("ManagedPolicyArns", managedPolicyArns?.value),
                ("MaxSessionDuration", maxSessionDuration?.value),
                ("Path", path?.value),
                ("PermissionsBoundary", permissionsBoundary?.value),
                ("RoleName", roleName?.value),
                ("Tags", tags?.value)
            )
        }

        /// Who may assume the role, and when.
        public var assumeRolePolicyDocument: IAM.PolicyDocument? {
            get { self["AssumeRolePolicyDocument"] }
            set { self["AssumeRolePolicyDocument"] = newValue }
        }
        /// What the role is for, at most 1,000 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// Permissions that belong to this role alone.
        public var policies: List<Policy>? {
            get { self["Policies"] }
            set { self["Policies"] = newValue }
        }
        /// ARNs of policies that several roles share.
        public var managedPolicyArns: List<Property<String>>? {
            get { self["ManagedPolicyArns"] }
            set { self["ManagedPolicyArns"] = newValue }
        }
        /// The longest session in seconds: 3,600 to 43,200; 3,600 without.
        public var maxSessionDuration: Property<Int>? {
            get { self["MaxSessionDuration"] }
            set { self["MaxSessionDuration"] = newValue }
        }
        /// A path for the role's name, with slashes at both ends; `/` without.
        public var path: Property<String>? {
            get { self["Path"] }
            set { self["Path"] = newValue }
        }
        /// The ARN of a policy that limits what the role's policies can allow.
        public var permissionsBoundary: Property<String>? {
            get { self["PermissionsBoundary"] }
            set { self["PermissionsBoundary"] = newValue }
        }
        /// The role's name, at most 64 characters. CloudFormation makes one without; with one the stack needs the
        /// capability `CAPABILITY_NAMED_IAM`.
        public var roleName: Property<String>? {
            get { self["RoleName"] }
            set { self["RoleName"] = newValue }
        }
        /// The role's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == IAM.Role {
    /// The role's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The role's unique id, for instance `AIDAJQABLZS4A3QDU576Q`.
    public var roleId: Property<String> { attribute("RoleId") }
}

extension IAM.Role {
    /// Permissions that belong to one role.
    public struct Policy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            policyName: Property<String>,
            policyDocument: IAM.PolicyDocument
        ) {
            value = .properties(
                ("PolicyName", policyName.value),
                ("PolicyDocument", policyDocument.value)
            )
        }

        /// The policy's name, unique in the role.
        public var policyName: Property<String>? {
            get { self["PolicyName"] }
            set { self["PolicyName"] = newValue }
        }
        /// What is allowed and denied.
        public var policyDocument: IAM.PolicyDocument? {
            get { self["PolicyDocument"] }
            set { self["PolicyDocument"] = newValue }
        }
    }
}
