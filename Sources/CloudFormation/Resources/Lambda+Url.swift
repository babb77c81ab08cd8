extension Lambda {
    /// An https address of a function.
    ///
    /// `Ref` gives the function's ARN.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Lambda::Url".
    public struct Url: TypedResource {
        /// `AWS::Lambda::Url`
        public static let resourceType = "AWS::Lambda::Url"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            targetFunctionArn: Property<String>,
            authType: Property<AuthType>,
            cors: Cors? = nil,
            invokeMode: Property<InvokeMode>? = nil,
            qualifier: Property<String>? = nil
        ) {
            value = .properties(
                ("TargetFunctionArn", targetFunctionArn.value),
                ("AuthType", authType.value),
                ("Cors", cors?.value),
                ("InvokeMode", invokeMode?.value),
                ("Qualifier", qualifier?.value)
            )
        }

        /// The function's name or ARN.
        public var targetFunctionArn: Property<String>? {
            get { self["TargetFunctionArn"] }
            set { self["TargetFunctionArn"] = newValue }
        }
        /// Whether callers sign their requests.
        public var authType: Property<AuthType>? {
            get { self["AuthType"] }
            set { self["AuthType"] = newValue }
        }
        /// What pages of other origins may do.
        public var cors: Cors? {
            get { self["Cors"] }
            set { self["Cors"] = newValue }
        }
        /// Whether the answer is sent while it is made.
        public var invokeMode: Property<InvokeMode>? {
            get { self["InvokeMode"] }
            set { self["InvokeMode"] = newValue }
        }
        /// The name of an alias of the function.
        public var qualifier: Property<String>? {
            get { self["Qualifier"] }
            set { self["Qualifier"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Lambda.Url {
    /// The function's ARN.
    public var functionArn: Property<String> { attribute("FunctionArn") }
    /// The address: `https://ID.lambda-url.REGION.on.aws/`.
    public var functionUrl: Property<String> { attribute("FunctionUrl") }
}

extension Lambda.Url {
    /// What pages of other origins may do.
    public struct Cors: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            allowCredentials: Property<Bool>? = nil,
            allowHeaders: List<Property<String>>? = nil,
            allowMethods: List<Property<String>>? = nil,
            allowOrigins: List<Property<String>>? = nil,
            exposeHeaders: List<Property<String>>? = nil,
            maxAge: Property<Int>? = nil
        ) {
            value = .properties(
                ("AllowCredentials", allowCredentials?.value),
                ("AllowHeaders", allowHeaders?.value),
                ("AllowMethods", allowMethods?.value),
                ("AllowOrigins", allowOrigins?.value),
                ("ExposeHeaders", exposeHeaders?.value),
                ("MaxAge", maxAge?.value)
            )
        }

        /// Whether they may send cookies and credentials.
        public var allowCredentials: Property<Bool>? {
            get { self["AllowCredentials"] }
            set { self["AllowCredentials"] = newValue }
        }
        /// Request headers that they may set.
        public var allowHeaders: List<Property<String>>? {
            get { self["AllowHeaders"] }
            set { self["AllowHeaders"] = newValue }
        }
        /// Methods that they may use.
        public var allowMethods: List<Property<String>>? {
            get { self["AllowMethods"] }
            set { self["AllowMethods"] = newValue }
        }
        /// The origins.
        public var allowOrigins: List<Property<String>>? {
            get { self["AllowOrigins"] }
            set { self["AllowOrigins"] = newValue }
        }
        /// Response headers that they may read.
        public var exposeHeaders: List<Property<String>>? {
            get { self["ExposeHeaders"] }
            set { self["ExposeHeaders"] = newValue }
        }
        /// Seconds for which browsers keep these rules: 0 to 86,400.
        public var maxAge: Property<Int>? {
            get { self["MaxAge"] }
            set { self["MaxAge"] = newValue }
        }
    }
}

extension Lambda.Url {
    /// Whether callers sign their requests.
    public struct AuthType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether the answer is sent while it is made.
    public struct InvokeMode: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Lambda.Url.AuthType> {
    /// They do, and need permission.
    public static let awsIAM = Self(rawValue: "AWS_IAM")
    /// They do not: the function's policy decides, and the function checks.
    public static let noAuthentication = Self(rawValue: "NONE")
}

extension Property<Lambda.Url.InvokeMode> {
    /// It is sent when it is complete.
    public static let buffered = Self(rawValue: "BUFFERED")
    /// It is.
    public static let responseStream = Self(rawValue: "RESPONSE_STREAM")
}
