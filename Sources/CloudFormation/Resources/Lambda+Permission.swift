extension Lambda {
    /// A statement of a function's policy: who may call it.
    ///
    /// `Ref` gives nothing of use.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Lambda::Permission".
    public struct Permission: TypedResource {
        /// `AWS::Lambda::Permission`
        public static let resourceType = "AWS::Lambda::Permission"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            functionName: Property<String>,
            action: Property<String>,
            principal: Property<String>,
            sourceArn: Property<String>? = nil,
            sourceAccount: Property<String>? = nil,
            functionUrlAuthType: Property<FunctionUrlAuthType>? = nil,
            invokedViaFunctionUrl: Property<Bool>? = nil,
            principalOrgID: Property<String>? = nil,
            eventSourceToken: Property<String>? = nil
        ) {
            value = .properties(
                ("FunctionName", functionName.value),
                ("Action", action.value),
                ("Principal", principal.value),
                ("SourceArn", sourceArn?.value),
                ("SourceAccount", sourceAccount?.value),
                ("FunctionUrlAuthType", functionUrlAuthType?.value),
                ("InvokedViaFunctionUrl", invokedViaFunctionUrl?.value),
                ("PrincipalOrgID", principalOrgID?.value),
                ("EventSourceToken", eventSourceToken?.value)
            )
        }

        /// The function's name or ARN, also of a version or an alias.
        public var functionName: Property<String>? {
            get { self["FunctionName"] }
            set { self["FunctionName"] = newValue }
        }
        /// What is allowed, for instance `lambda:InvokeFunction`.
        public var action: Property<String>? {
            get { self["Action"] }
            set { self["Action"] = newValue }
        }
        /// A service, an account, or `*` for everybody.
        public var principal: Property<String>? {
            get { self["Principal"] }
            set { self["Principal"] = newValue }
        }
        /// The ARN of the resource on whose behalf a service calls.
        public var sourceArn: Property<String>? {
            get { self["SourceArn"] }
            set { self["SourceArn"] = newValue }
        }
        /// The account of that resource.
        public var sourceAccount: Property<String>? {
            get { self["SourceAccount"] }
            set { self["SourceAccount"] = newValue }
        }
        /// Holds for function URLs of that kind only.
        public var functionUrlAuthType: Property<FunctionUrlAuthType>? {
            get { self["FunctionUrlAuthType"] }
            set { self["FunctionUrlAuthType"] = newValue }
        }
        /// Holds for calls that come through a function URL only.
        public var invokedViaFunctionUrl: Property<Bool>? {
            get { self["InvokedViaFunctionUrl"] }
            set { self["InvokedViaFunctionUrl"] = newValue }
        }
        /// Holds for accounts of that organization only.
        public var principalOrgID: Property<String>? {
            get { self["PrincipalOrgID"] }
            set { self["PrincipalOrgID"] = newValue }
        }
        /// For Alexa: a secret of the skill.
        public var eventSourceToken: Property<String>? {
            get { self["EventSourceToken"] }
            set { self["EventSourceToken"] = newValue }
        }
    }
}

extension Lambda.Permission {
    /// Whether the callers of a function URL sign their requests.
    public struct FunctionUrlAuthType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Lambda.Permission.FunctionUrlAuthType> {
    /// They do.
    public static let awsIAM = Self(rawValue: "AWS_IAM")
    /// They do not.
    public static let noAuthentication = Self(rawValue: "NONE")
}
