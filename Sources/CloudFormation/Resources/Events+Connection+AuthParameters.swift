extension Events.Connection {
    /// The credentials of a connection: one of three kinds, and further parameters.
    public struct AuthParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            apiKeyAuthParameters: ApiKeyAuthParameters? = nil,
            basicAuthParameters: BasicAuthParameters? = nil,
            oAuthParameters: OAuthParameters? = nil,
            invocationHttpParameters: ConnectionHttpParameters? = nil,
            connectivityParameters: ConnectivityParameters? = nil
        ) {
            value = .properties(
                ("ApiKeyAuthParameters", apiKeyAuthParameters?.value),
                ("BasicAuthParameters", basicAuthParameters?.value),
                ("OAuthParameters", oAuthParameters?.value),
                ("InvocationHttpParameters", invocationHttpParameters?.value),
                ("ConnectivityParameters", connectivityParameters?.value)
            )
        }

        /// A header with a key.
        public var apiKeyAuthParameters: ApiKeyAuthParameters? {
            get { self["ApiKeyAuthParameters"] }
            set { self["ApiKeyAuthParameters"] = newValue }
        }
        /// User name and password.
        public var basicAuthParameters: BasicAuthParameters? {
            get { self["BasicAuthParameters"] }
            set { self["BasicAuthParameters"] = newValue }
        }
        /// Where and with what to get a token.
        public var oAuthParameters: OAuthParameters? {
            get { self["OAuthParameters"] }
            set { self["OAuthParameters"] = newValue }
        }
        /// What every request carries besides.
        public var invocationHttpParameters: ConnectionHttpParameters? {
            get { self["InvocationHttpParameters"] }
            set { self["InvocationHttpParameters"] = newValue }
        }
        /// The way to a token endpoint in a private network.
        public var connectivityParameters: ConnectivityParameters? {
            get { self["ConnectivityParameters"] }
            set { self["ConnectivityParameters"] = newValue }
        }
    }

    /// A header with a key.
    public struct ApiKeyAuthParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            apiKeyName: Property<String>,
            apiKeyValue: Property<String>
        ) {
            value = .properties(
                ("ApiKeyName", apiKeyName.value),
                ("ApiKeyValue", apiKeyValue.value)
            )
        }

        /// The header's name, at most 512 characters.
        public var apiKeyName: Property<String>? {
            get { self["ApiKeyName"] }
            set { self["ApiKeyName"] = newValue }
        }
        /// The key, at most 512 characters.
        public var apiKeyValue: Property<String>? {
            get { self["ApiKeyValue"] }
            set { self["ApiKeyValue"] = newValue }
        }
    }

    /// User name and password.
    public struct BasicAuthParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            username: Property<String>,
            password: Property<String>
        ) {
            value = .properties(
                ("Username", username.value),
                ("Password", password.value)
            )
        }

        /// The user name, at most 512 characters.
        public var username: Property<String>? {
            get { self["Username"] }
            set { self["Username"] = newValue }
        }
        /// The password, at most 512 characters.
        public var password: Property<String>? {
            get { self["Password"] }
            set { self["Password"] = newValue }
        }
    }

    /// Where and with what to get a token.
    public struct OAuthParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            authorizationEndpoint: Property<String>,
            clientParameters: ClientParameters,
            httpMethod: Property<OAuthHttpMethod>,
            oAuthHttpParameters: ConnectionHttpParameters? = nil
        ) {
            value = .properties(
                ("AuthorizationEndpoint", authorizationEndpoint.value),
                ("ClientParameters", clientParameters.value),
                ("HttpMethod", httpMethod.value),
                ("OAuthHttpParameters", oAuthHttpParameters?.value)
            )
        }

        /// The https URL of the token endpoint, at most 2,048 characters.
        public var authorizationEndpoint: Property<String>? {
            get { self["AuthorizationEndpoint"] }
            set { self["AuthorizationEndpoint"] = newValue }
        }
        /// The client's credentials.
        public var clientParameters: ClientParameters? {
            get { self["ClientParameters"] }
            set { self["ClientParameters"] = newValue }
        }
        /// The method of token requests.
        public var httpMethod: Property<OAuthHttpMethod>? {
            get { self["HttpMethod"] }
            set { self["HttpMethod"] = newValue }
        }
        /// What a token request carries besides.
        public var oAuthHttpParameters: ConnectionHttpParameters? {
            get { self["OAuthHttpParameters"] }
            set { self["OAuthHttpParameters"] = newValue }
        }
    }

    /// The credentials of an OAuth client.
    public struct ClientParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            clientID: Property<String>,
            clientSecret: Property<String>
        ) {
            value = .properties(
                ("ClientID", clientID.value),
                ("ClientSecret", clientSecret.value)
            )
        }

        /// The client's id, at most 512 characters.
        public var clientID: Property<String>? {
            get { self["ClientID"] }
            set { self["ClientID"] = newValue }
        }
        /// The client's secret, at most 512 characters.
        public var clientSecret: Property<String>? {
            get { self["ClientSecret"] }
            set { self["ClientSecret"] = newValue }
        }
    }

    /// The method of token requests.
    public struct OAuthHttpMethod: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The method of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What requests carry besides the credentials, at most 100 of each kind.
    public struct ConnectionHttpParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            bodyParameters: List<Parameter>? = nil,
            headerParameters: List<Parameter>? = nil,
            queryStringParameters: List<Parameter>? = nil
        ) {
            value = .properties(
                ("BodyParameters", bodyParameters?.value),
                ("HeaderParameters", headerParameters?.value),
                ("QueryStringParameters", queryStringParameters?.value)
            )
        }

        /// Members of the JSON body.
        public var bodyParameters: List<Parameter>? {
            get { self["BodyParameters"] }
            set { self["BodyParameters"] = newValue }
        }
        /// Headers.
        public var headerParameters: List<Parameter>? {
            get { self["HeaderParameters"] }
            set { self["HeaderParameters"] = newValue }
        }
        /// Parameters of the query.
        public var queryStringParameters: List<Parameter>? {
            get { self["QueryStringParameters"] }
            set { self["QueryStringParameters"] = newValue }
        }
    }

    /// Something that requests carry.
    public struct Parameter: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            key: Property<String>,
            value parameterValue: Property<String>,
            isValueSecret: Property<Bool>? = nil
        ) {
            value = .properties(
                ("Key", key.value),
                ("Value", parameterValue.value),
                ("IsValueSecret", isValueSecret?.value)
            )
        }

        /// The name, at most 512 characters.
        public var key: Property<String>? {
            get { self["Key"] }
            set { self["Key"] = newValue }
        }
        /// The text, at most 512 characters.
        public var parameterValue: Property<String>? {
            get { self["Value"] }
            set { self["Value"] = newValue }
        }
        /// Whether the text is kept in the connection's secret; true without.
        public var isValueSecret: Property<Bool>? {
            get { self["IsValueSecret"] }
            set { self["IsValueSecret"] = newValue }
        }
    }

    /// The way to a token endpoint in a private network.
    public struct ConnectivityParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            resourceParameters: ResourceParameters
        ) {
            value = .properties(
                ("ResourceParameters", resourceParameters.value)
            )
        }

        /// The resource configuration of VPC Lattice.
        public var resourceParameters: ResourceParameters? {
            get { self["ResourceParameters"] }
            set { self["ResourceParameters"] = newValue }
        }
    }

    /// The way to an endpoint in a private network.
    public struct InvocationConnectivityParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            resourceParameters: ResourceParameters
        ) {
            value = .properties(
                ("ResourceParameters", resourceParameters.value)
            )
        }

        /// The resource configuration of VPC Lattice.
        public var resourceParameters: ResourceParameters? {
            get { self["ResourceParameters"] }
            set { self["ResourceParameters"] = newValue }
        }
    }

    /// A resource configuration of VPC Lattice.
    public struct ResourceParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            resourceConfigurationArn: Property<String>,
            resourceAssociationArn: Property<String>? = nil
        ) {
            value = .properties(
                ("ResourceConfigurationArn", resourceConfigurationArn.value),
                ("ResourceAssociationArn", resourceAssociationArn?.value)
            )
        }

        /// The ARN of the configuration.
        public var resourceConfigurationArn: Property<String>? {
            get { self["ResourceConfigurationArn"] }
            set { self["ResourceConfigurationArn"] = newValue }
        }
        /// The ARN of the association, which EventBridge makes.
        public var resourceAssociationArn: Property<String>? {
            get { self["ResourceAssociationArn"] }
            set { self["ResourceAssociationArn"] = newValue }
        }
    }
}

extension Property<Events.Connection.OAuthHttpMethod> {
    /// `GET`
    public static let get = Self(rawValue: "GET")
    /// `POST`
    public static let post = Self(rawValue: "POST")
    /// `PUT`
    public static let put = Self(rawValue: "PUT")
}
