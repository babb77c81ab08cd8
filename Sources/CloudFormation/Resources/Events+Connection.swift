extension Events {
    /// Credentials with which EventBridge calls HTTP endpoints. It keeps a copy of them in a secret of its own.
    ///
    /// `Ref` gives the connection's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Events::Connection".
    public struct Connection: TypedResource {
        /// `AWS::Events::Connection`
        public static let resourceType = "AWS::Events::Connection"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            authorizationType: Property<AuthorizationType>? = nil,
            authParameters: AuthParameters? = nil,
            name: Property<String>? = nil,
            description: Property<String>? = nil,
            invocationConnectivityParameters: InvocationConnectivityParameters? = nil,
            kmsKeyIdentifier: Property<String>? = nil
        ) {
            value = .properties(
                ("AuthorizationType", authorizationType?.value),
                ("AuthParameters", authParameters?.value),
                ("Name", name?.value),
                ("Description", description?.value),
                ("InvocationConnectivityParameters", invocationConnectivityParameters?.value),
                ("KmsKeyIdentifier", kmsKeyIdentifier?.value)
            )
        }

        /// How requests are authorized.
        public var authorizationType: Property<AuthorizationType>? {
            get { self["AuthorizationType"] }
            set { self["AuthorizationType"] = newValue }
        }
        /// The credentials.
        public var authParameters: AuthParameters? {
            get { self["AuthParameters"] }
            set { self["AuthParameters"] = newValue }
        }
        /// The connection's name, at most 64 characters of letters, digits and `.-_`. CloudFormation makes one without.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// What the connection is, at most 512 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// The way to an endpoint in a private network.
        public var invocationConnectivityParameters: InvocationConnectivityParameters? {
            get { self["InvocationConnectivityParameters"] }
            set { self["InvocationConnectivityParameters"] = newValue }
        }
        /// The key that encrypts the credentials: an id, an ARN or an alias.
        public var kmsKeyIdentifier: Property<String>? {
            get { self["KmsKeyIdentifier"] }
            set { self["KmsKeyIdentifier"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Events.Connection {
    /// The connection's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The connection's ARN without the unique id at its end, as resource-based policies need it.
    public var arnForPolicy: Property<String> { attribute("ArnForPolicy") }
    /// The ARN of the secret in which the connection keeps its copy of the credentials.
    public var secretArn: Property<String> { attribute("SecretArn") }
}

extension Events.Connection {
    /// How requests are authorized.
    public struct AuthorizationType: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The type of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Events.Connection.AuthorizationType> {
    /// A header with a key.
    public static let apiKey = Self(rawValue: "API_KEY")
    /// User name and password.
    public static let basic = Self(rawValue: "BASIC")
    /// A token by OAuth's client credentials.
    public static let oauthClientCredentials = Self(rawValue: "OAUTH_CLIENT_CREDENTIALS")
}
