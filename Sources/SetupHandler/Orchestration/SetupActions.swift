public import AWSClient
public import ScoutIntegration

/// What the set-up does outside: calls to AWS, and the answer to the stack.
///
/// Each may be done twice: what it does the second time is the same.
public struct SetupActions: Sendable {
    /// Confirms a subscription.
    public var confirm: @Sendable (SubscriptionConfirmation) async throws(ActionFailure) -> Void
    /// Assumes a role of the customer's account.
    public var assumeRole: @Sendable (ARN, ExternalID, Region) async throws(ActionFailure) -> AWSCredentials
    /// Writes a secret of the customer's account, with the credentials of an assumed role.
    public var writeSecret: @Sendable (SecretValue, AWSCredentials) async throws(ActionFailure) -> Void
    /// Answers a stack: the URL and the body.
    public var answer: @Sendable (String, [UInt8]) async throws(ActionFailure) -> Void

    /// Actions.
    public init(
        confirm: @escaping @Sendable (SubscriptionConfirmation) async throws(ActionFailure) -> Void,
        assumeRole: @escaping @Sendable (ARN, ExternalID, Region) async throws(ActionFailure) -> AWSCredentials,
        writeSecret: @escaping @Sendable (SecretValue, AWSCredentials) async throws(ActionFailure) -> Void,
        answer: @escaping @Sendable (String, [UInt8]) async throws(ActionFailure) -> Void
    ) {
        self.confirm = confirm
        self.assumeRole = assumeRole
        self.writeSecret = writeSecret
        self.answer = answer
    }
}

/// A value for a secret. Its description shows nothing of it.
public struct SecretValue: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The secret.
    public let secret: ARN
    /// Where the secret is.
    public let region: Region
    /// The value.
    public let text: String
    /// What makes writing the same value twice one change.
    ///
    /// - Shape: 32 to 64 characters.
    /// - Source: AWS Secrets Manager API Reference, "PutSecretValue", `ClientRequestToken`.
    public let requestToken: String

    /// A value for a secret.
    public init(secret: ARN, region: Region, text: String, requestToken: String) {
        self.secret = secret
        self.region = region
        self.text = text
        self.requestToken = requestToken
    }

    /// Which secret the value is for, and nothing of it.
    public var description: String { "a value for \(secret.text)" }

    /// The same.
    public var debugDescription: String { description }
}

/// Something outside that did not work.
public struct ActionFailure: Error, Sendable, Hashable {
    /// Why, as a sentence that the customer may read, without secrets.
    public let reason: String
    /// Whether it may work later: the network, a service that is down, a new role that is not known everywhere.
    public let isTransient: Bool

    /// A failure.
    public init(_ reason: String, isTransient: Bool) {
        self.reason = reason
        self.isTransient = isTransient
    }
}
