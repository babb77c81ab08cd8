import AWSClient
import ImageEvents
import ScoutIntegration

/// What came of asking for something.
enum Finding<Value: Sendable>: Sendable {
    /// The answer.
    case found(Value)
    /// There was none, or a refusal.
    case failed(CallFailure)
    /// It was not asked for, since something that it takes is missing; why, as a phrase.
    case unasked(String)
}

/// Why something could not be had.
struct CallFailure: Error, Sendable, Hashable {
    /// What kind of failure it is.
    enum Kind: Sendable, Hashable, CaseIterable {
        /// The caller may not.
        case denied
        /// There is no such thing.
        case missing
        /// There are no credentials to ask with.
        case credentials
        /// No answer in time, or one that says that it cannot be given now.
        case unavailable
        /// Any other refusal, or an answer that cannot be used.
        case other
    }

    /// What kind of failure it is.
    let kind: Kind
    /// What happened, as a phrase without secrets and control characters.
    let reason: String
}

/// What was found out about an integration, before it is judged.
struct DoctorFindings: Sendable {
    /// The account of the vendor's credentials.
    var vendorAccount: Finding<String>
    /// What assuming the set-up role comes to.
    var setupRole: RoleFindings
    /// What assuming the role for images comes to.
    var ecrAccessRole: RoleFindings
    /// Whether a value could be stored beside the secret's current one.
    var secretWriting: Finding<Void>
    /// Whether Amazon ECR gave a login.
    var login: Finding<Void>
    /// The first repositories.
    var repositories: Finding<[String]>
    /// An image of one of them; `nil` where they have none.
    var image: Finding<FoundImage?>
    /// The digest of its manifest as the registry gave it.
    var manifest: Finding<ImageDigest>
    /// When the registry last sent an event that was accepted.
    var lastEvent: Timestamp?
    /// The template that customers deploy now.
    var publishedTemplate: Finding<NamedTemplate>
    /// What the customer's credentials show; `nil` where there are none.
    var customer: CustomerFindings?
}

/// What assuming a role comes to.
struct RoleFindings: Sendable {
    /// With the external id.
    var withExternalID: Finding<Void>
    /// Without one.
    var withoutExternalID: Finding<Void>
    /// With one that is not the integration's.
    var withOtherExternalID: Finding<Void>
}

/// What only credentials in the customer's account show.
struct CustomerFindings: Sendable {
    /// The account of those credentials.
    var account: Finding<String>
    /// The stack.
    var stack: Finding<CloudFormationClient.Stack>
    /// The subscriptions of the topic.
    var subscriptions: Finding<Named<[SNSClient.Subscription]>>
    /// The connection.
    var connection: Finding<Named<EventBridgeClient.Connection>>
    /// The rule's state.
    var rule: Finding<Named<String>>
    /// The API destination.
    var apiDestination: Finding<Named<EventBridgeClient.APIDestination>>
    /// The digest of the key that the secret holds.
    var keyDigest: Finding<CredentialDigest>
    /// The template that the stack was made of.
    var template: Finding<NamedTemplate>
}

/// Something with the name that it has in AWS.
struct Named<Value: Sendable>: Sendable {
    /// The name.
    let name: String
    /// What it is.
    let value: Value
}

/// An image of a repository.
struct FoundImage: Sendable, Hashable {
    /// The repository.
    let repository: String
    /// The digest, or what Amazon ECR says in its place.
    let digest: String
    /// One of its tags.
    let tag: String?

    /// `team/app:v1`, or with the digest where it has no tag.
    var name: String { tag.map { "\(repository):\($0)" } ?? "\(repository)@\(digest)" }
}

/// A template's text.
struct NamedTemplate: Sendable, Hashable {
    /// What it is called, for people.
    let name: String
    /// The document.
    let text: String
}

extension CallFailure {
    /// What a service of AWS said.
    init(_ error: AWSError) {
        reason = "\(error)"
        switch error.kind {
        case .credentials, .configuration: kind = .credentials
        case .transport: kind = .unavailable
        case .response: kind = .other
        case .service:
            if Self.denials.contains(error.code) {
                kind = .denied
            } else if Self.absences.contains(error.code) {
                kind = .missing
            } else {
                kind = error.isRetryable ? .unavailable : .other
            }
        }
    }

    /// What a registry said.
    init(_ error: RegistryError) {
        reason = "\(error)"
        kind =
            switch error.code {
            case .denied: .denied
            case .notFound: .missing
            case .throttled, .unavailable: .unavailable
            case .invalidAnswer, .digestMismatch, .tooLarge, .storage: .other
            }
    }

    /// Why there was no answer.
    init(_ error: TransportError) {
        reason = "\(error)"
        kind = .unavailable
    }

    private static let denials: Set<String> = [
        "AccessDenied", "AccessDeniedException", "AuthorizationError", "AuthorizationErrorException",
    ]
    private static let absences: Set<String> = [
        "ResourceNotFoundException", "NotFound", "NotFoundException", "ValidationError", "RepositoryNotFoundException",
    ]
}
