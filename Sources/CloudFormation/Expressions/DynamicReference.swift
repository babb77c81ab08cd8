/// References to values that CloudFormation reads from other services when it makes or updates a resource.
///
/// - Source: CloudFormation User Guide, "Get values stored in other services using dynamic references".
public enum DynamicReference: Sendable {
    /// A secret, or one value of a secret that holds a JSON object.
    ///
    /// - Parameters:
    ///   - secretID: name or ARN of the secret; a name only within the stack's account.
    ///   - jsonKey: the key whose value to take; the whole secret string without.
    ///   - version: the version to read, by default the current one.
    public static func secretsManager(
        _ secretID: Property<String>,
        jsonKey: String = "",
        version: SecretVersion = .current
    ) -> Property<String> {
        switch version {
        case .current where jsonKey.isEmpty: "{{resolve:secretsmanager:\(secretID)}}"
        case .current: "{{resolve:secretsmanager:\(secretID):SecretString:\(jsonKey)}}"
        case .stage(let stage): "{{resolve:secretsmanager:\(secretID):SecretString:\(jsonKey):\(stage)}}"
        case .id(let id): "{{resolve:secretsmanager:\(secretID):SecretString:\(jsonKey)::\(id)}}"
        }
    }

    /// A plain parameter of Systems Manager's parameter store, by default in its latest version.
    public static func ssm(_ name: Property<String>, version: Int? = nil) -> Property<String> {
        if let version { "{{resolve:ssm:\(name):\(version)}}" } else { "{{resolve:ssm:\(name)}}" }
    }

    /// A secure string of Systems Manager's parameter store, by default in its latest version.
    public static func ssmSecure(_ name: Property<String>, version: Int? = nil) -> Property<String> {
        if let version { "{{resolve:ssm-secure:\(name):\(version)}}" } else { "{{resolve:ssm-secure:\(name)}}" }
    }

    /// Which version of a secret to read.
    public enum SecretVersion: Sendable, Hashable {
        /// The version with the staging label `AWSCURRENT`.
        case current
        /// The version with that staging label.
        case stage(String)
        /// The version of that id.
        case id(Property<String>)
    }
}
