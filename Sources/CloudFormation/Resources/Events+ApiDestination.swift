/// Amazon EventBridge.
public enum Events: Sendable {}

extension Events {
    /// An HTTP endpoint to which rules can send events.
    ///
    /// `Ref` gives the destination's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Events::ApiDestination".
    public struct ApiDestination: TypedResource {
        /// `AWS::Events::ApiDestination`
        public static let resourceType = "AWS::Events::ApiDestination"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            connectionArn: Property<String>,
            httpMethod: Property<HttpMethod>,
            invocationEndpoint: Property<String>,
            name: Property<String>? = nil,
            description: Property<String>? = nil,
            invocationRateLimitPerSecond: Property<Int>? = nil
        ) {
            value = .properties(
                ("ConnectionArn", connectionArn.value),
                ("HttpMethod", httpMethod.value),
                ("InvocationEndpoint", invocationEndpoint.value),
                ("Name", name?.value),
                ("Description", description?.value),
                ("InvocationRateLimitPerSecond", invocationRateLimitPerSecond?.value)
            )
        }

        /// The ARN of the connection whose credentials are sent.
        public var connectionArn: Property<String>? {
            get { self["ConnectionArn"] }
            set { self["ConnectionArn"] = newValue }
        }
        /// The method of the requests.
        public var httpMethod: Property<HttpMethod>? {
            get { self["HttpMethod"] }
            set { self["HttpMethod"] = newValue }
        }
        /// The https URL, at most 2,048 characters.
        public var invocationEndpoint: Property<String>? {
            get { self["InvocationEndpoint"] }
            set { self["InvocationEndpoint"] = newValue }
        }
        /// The destination's name, at most 64 characters of letters, digits and `.-_`. CloudFormation makes one
        /// without.
        public var name: Property<String>? {
            get { self["Name"] }
            set { self["Name"] = newValue }
        }
        /// What the destination is, at most 512 characters.
        public var description: Property<String>? {
            get { self["Description"] }
            set { self["Description"] = newValue }
        }
        /// The most requests in a second; 300 without.
        public var invocationRateLimitPerSecond: Property<Int>? {
            get { self["InvocationRateLimitPerSecond"] }
            set { self["InvocationRateLimitPerSecond"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Events.ApiDestination {
    /// The destination's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The destination's ARN without the unique id at its end, as resource-based policies need it.
    public var arnForPolicy: Property<String> { attribute("ArnForPolicy") }
}

extension Events.ApiDestination {
    /// The method of requests to a destination.
    public struct HttpMethod: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The method of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<Events.ApiDestination.HttpMethod> {
    /// `DELETE`
    public static let delete = Self(rawValue: "DELETE")
    /// `GET`
    public static let get = Self(rawValue: "GET")
    /// `HEAD`
    public static let head = Self(rawValue: "HEAD")
    /// `OPTIONS`
    public static let options = Self(rawValue: "OPTIONS")
    /// `PATCH`
    public static let patch = Self(rawValue: "PATCH")
    /// `POST`
    public static let post = Self(rawValue: "POST")
    /// `PUT`
    public static let put = Self(rawValue: "PUT")
}
