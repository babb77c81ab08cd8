/// Amazon CloudWatch Logs.
public enum Logs: Sendable {}

extension Logs {
    /// A group of log streams with common settings.
    ///
    /// `Ref` gives the log group's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Logs::LogGroup".
    public struct LogGroup: TypedResource {
        /// `AWS::Logs::LogGroup`
        public static let resourceType = "AWS::Logs::LogGroup"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            logGroupName: Property<String>? = nil,
            retentionInDays: Property<Int>? = nil,
            logGroupClass: Property<LogGroupClass>? = nil,
            kmsKeyId: Property<String>? = nil,
            deletionProtectionEnabled: Property<Bool>? = nil,
            dataProtectionPolicy: Value? = nil,
            fieldIndexPolicies: List<Value>? = nil,
            resourcePolicyDocument: Value? = nil,
            bearerTokenAuthenticationEnabled: Property<Bool>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("LogGroupName", logGroupName?.value),
                ("RetentionInDays", retentionInDays?.value),
                ("LogGroupClass", logGroupClass?.value),
                ("KmsKeyId", kmsKeyId?.value),
                ("DeletionProtectionEnabled", deletionProtectionEnabled?.value),
                ("DataProtectionPolicy", dataProtectionPolicy),
                ("FieldIndexPolicies", fieldIndexPolicies?.value),
                ("ResourcePolicyDocument", resourcePolicyDocument),
                ("BearerTokenAuthenticationEnabled", bearerTokenAuthenticationEnabled?.value),
                ("Tags", tags?.value)
            )
        }

        /// The name, at most 512 characters of letters, digits and `.-_/#`. CloudFormation makes one without.
        public var logGroupName: Property<String>? {
            get { self["LogGroupName"] }
            set { self["LogGroupName"] = newValue }
        }
        /// How many days log events are kept: 1, 3, 5, 7, 14, 30, 60, 90, …; for good without.
        public var retentionInDays: Property<Int>? {
            get { self["RetentionInDays"] }
            set { self["RetentionInDays"] = newValue }
        }
        /// Which features it has, and at what price.
        public var logGroupClass: Property<LogGroupClass>? {
            get { self["LogGroupClass"] }
            set { self["LogGroupClass"] = newValue }
        }
        /// The ARN of the key that encrypts log events.
        public var kmsKeyId: Property<String>? {
            get { self["KmsKeyId"] }
            set { self["KmsKeyId"] = newValue }
        }
        /// Whether deleting the log group is refused.
        public var deletionProtectionEnabled: Property<Bool>? {
            get { self["DeletionProtectionEnabled"] }
            set { self["DeletionProtectionEnabled"] = newValue }
        }
        /// A policy that finds and masks personal data.
        public var dataProtectionPolicy: Value? {
            get { self["DataProtectionPolicy"] }
            set { self["DataProtectionPolicy"] = newValue }
        }
        /// Policies that index fields of log events.
        public var fieldIndexPolicies: List<Value>? {
            get { self["FieldIndexPolicies"] }
            set { self["FieldIndexPolicies"] = newValue }
        }
        /// Who may use the log group, beside what identities may.
        public var resourcePolicyDocument: Value? {
            get { self["ResourcePolicyDocument"] }
            set { self["ResourcePolicyDocument"] = newValue }
        }
        /// Whether log events may be sent with a bearer token.
        public var bearerTokenAuthenticationEnabled: Property<Bool>? {
            get { self["BearerTokenAuthenticationEnabled"] }
            set { self["BearerTokenAuthenticationEnabled"] = newValue }
        }
        /// The log group's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Logs.LogGroup {
    /// The log group's ARN, which ends in `:*`.
    public var arn: Property<String> { attribute("Arn") }
}

extension Logs.LogGroup {
    /// Which features a log group has.
    public struct LogGroupClass: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The class of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Logs.LogGroup.LogGroupClass> {
    /// Those for delivery to other services.
    public static let delivery = Self(rawValue: "DELIVERY")
    /// Few, for logs that are seldom read.
    public static let infrequentAccess = Self(rawValue: "INFREQUENT_ACCESS")
    /// All.
    public static let standard = Self(rawValue: "STANDARD")
}
