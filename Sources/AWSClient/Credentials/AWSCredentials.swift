/// What signs requests in somebody's name.
///
/// However it is printed, the secret and the token stay out of it.
public struct AWSCredentials: Sendable, Hashable {
    /// The access key's id, which is no secret.
    public let accessKeyID: String

    /// The secret access key.
    public let secretAccessKey: String

    /// The session token of temporary credentials.
    public let sessionToken: String?

    /// From when on they are refused; nil when that is not known or never.
    public let expiration: AWSTimestamp?

    /// Credentials of those parts; an empty token is none.
    public init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiration: AWSTimestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken?.isEmpty == true ? nil : sessionToken
        self.expiration = expiration
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key's id, and when it expires.
    public var description: String {
        "AWSCredentials(\(accessKeyID.displayable()), secret <redacted>\(expiration.map { ", until \($0)" } ?? ""))"
    }

    /// The same.
    public var debugDescription: String { description }

    /// Shows `dump` no more than the description.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
