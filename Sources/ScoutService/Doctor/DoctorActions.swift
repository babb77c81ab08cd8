import AWSClient
import ImageEvents
import ScoutIntegration

/// What the doctor asks of AWS and of a registry with the vendor's credentials.
///
/// Nothing is changed but for ``writeProbe``.
struct DoctorActions: Sendable {
    /// The account of the credentials.
    var account: @Sendable () async throws(CallFailure) -> String
    /// Credentials of a role of the customer's account, asked for with an external id or without.
    var assumeRole: @Sendable (ARN, ExternalID?) async throws(CallFailure) -> AWSCredentials
    /// Stores a value in the secret that no one uses, and leaves the current one as it is.
    ///
    /// The value becomes a version with the staging label `docker-scout-doctor` alone: the label `AWSCURRENT` moves only to
    /// a version that is stored with it or without any label, so the connection and whoever else reads the secret see the
    /// value of the set-up as before. The request's token and the value are always the same, so that however often it is
    /// asked there is one such version; Secrets Manager checks the permission and the secret all the same. Only a secret
    /// without any version would make it the current one, so it is not to be called before the set-up has written one.
    ///
    /// - Source: AWS Secrets Manager API Reference, "PutSecretValue", `ClientRequestToken` and `VersionStages`.
    var writeProbe: @Sendable (ARN, AWSCredentials) async throws(CallFailure) -> Void
    /// A login for the registry.
    var login: @Sendable (AWSCredentials) async throws(CallFailure) -> RegistryLogin
    /// The names of the first repositories.
    var repositories: @Sendable (AWSCredentials) async throws(CallFailure) -> [String]
    /// One of the first images of a repository, one with a tag before the others; `nil` where there is none.
    var image: @Sendable (String, AWSCredentials) async throws(CallFailure) -> FoundImage?
    /// The manifest of an image from the registry, and of it the digest, which is found to be right.
    var manifest: @Sendable (FoundImage, RegistryLogin) async throws(CallFailure) -> ImageDigest
    /// The template that customers deploy now; `nil` where nothing says what that is.
    var publishedTemplate: (@Sendable () async throws(CallFailure) -> NamedTemplate)?
    /// What is asked with credentials in the customer's account; `nil` where there are none.
    var customer: CustomerActions?
}

/// What the doctor asks with credentials in the customer's account. Nothing is changed.
struct CustomerActions: Sendable {
    /// The account of the credentials.
    var account: @Sendable () async throws(CallFailure) -> String
    /// A stack by its id.
    var stack: @Sendable (StackID) async throws(CallFailure) -> CloudFormationClient.Stack
    /// What a stack's resources are called in AWS, by their names in the template.
    var resources: @Sendable (StackID) async throws(CallFailure) -> [String: String]
    /// The subscriptions of a topic.
    var subscriptions: @Sendable (String) async throws(CallFailure) -> [SNSClient.Subscription]
    /// A connection by its name.
    var connection: @Sendable (String) async throws(CallFailure) -> EventBridgeClient.Connection
    /// The state of a rule by its name.
    var rule: @Sendable (String) async throws(CallFailure) -> String
    /// An API destination by its name.
    var apiDestination: @Sendable (String) async throws(CallFailure) -> EventBridgeClient.APIDestination
    /// The digest of the key that a secret holds.
    var keyDigest: @Sendable (ARN) async throws(CallFailure) -> CredentialDigest
    /// The template that a stack was made of.
    var template: @Sendable (StackID) async throws(CallFailure) -> NamedTemplate
}
