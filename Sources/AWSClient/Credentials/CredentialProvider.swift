/// A place that credentials come from.
public protocol CredentialProvider: Sendable {
    /// The credentials of this place; nil when it is not set up here, so that the next place is asked.
    ///
    /// Throws when it is set up and has none: another place's credentials would be somebody else's.
    func credentials() async throws(CredentialError) -> AWSCredentials?
}

/// Why there are no credentials.
public struct CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The place: a variable, a profile, an endpoint.
    public let source: String

    /// What is wrong there, and what would be right; never with a secret.
    public let reason: String

    /// Whether asking again may help.
    public let isRetryable: Bool

    /// An error of that place.
    public init(_ source: String, _ reason: String, isRetryable: Bool = false) {
        self.source = source.displayable()
        self.reason = reason.displayable(1000)
        self.isRetryable = isRetryable
    }

    /// The message for a user.
    public var description: String { "\(source): \(reason)" }
}

/// Credentials that are known already.
public struct StaticCredentialProvider: CredentialProvider {
    private let known: AWSCredentials

    /// Gives those credentials.
    public init(_ credentials: AWSCredentials) { known = credentials }

    /// Gives them.
    public func credentials() async throws(CredentialError) -> AWSCredentials? { known }
}
