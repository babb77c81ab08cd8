import CloudFormation

/// The connection of one registry, an account and a region, of an organization to Scout.
///
/// Everything that happens is an ``Event``; ``apply(_:at:)`` says what becomes of the integration, and ``effects`` what is
/// left to do. Both are functions of the value alone, so that a service that was stopped at any moment goes on with what
/// the stored value says.
public struct Integration: Sendable, Hashable {
    /// How far the integration is.
    public enum Status: Sendable, Hashable {
        /// No stack has been set up yet.
        case pending
        /// A stack has credentials and sends events.
        case connected
        /// Something went wrong that a person has to look at.
        case error(reason: String)
        /// The stack is gone, or the vendor has withdrawn the integration.
        case removed
    }

    /// The id that the stack's URLs carry.
    public let id: IntegrationID
    /// The customer.
    public let organization: OrganizationName
    /// Where the stack is to be.
    public let region: Region
    /// What Scout shows to assume the stack's roles.
    public let externalID: ExternalID
    /// When the integration was made.
    public let createdAt: Timestamp

    /// How far the integration is.
    public internal(set) var status: Status = .pending
    /// The customer's account, known from the first verified message on.
    public internal(set) var account: AccountID?
    /// The stack that is connected, and what Scout uses of it.
    public internal(set) var stack: ConnectedStack?
    /// The digests of the credentials that events may show, newest first. During an update of the stack the former ones are
    /// still in use.
    public internal(set) var credentials: [CredentialDigest] = []
    /// The request of a stack that is being worked on.
    public internal(set) var attempt: SetupAttempt?
    /// Requests of other stacks that wait until ``attempt`` is done.
    public internal(set) var waiting: [SetupAttempt] = []
    /// Subscriptions to confirm.
    public internal(set) var confirmations: [SubscriptionConfirmation] = []
    /// Requests that have been answered, the last ones.
    public internal(set) var answered: [String] = []
    /// Stacks that are gone, the last ones.
    public internal(set) var deletedStacks: [String] = []
    /// What the resources of the stack are at.
    public internal(set) var progress: [ResourceProgress] = []
    /// What happened, the last entries.
    public internal(set) var history: [HistoryEntry] = []
    /// Whether the vendor has withdrawn the integration; nothing brings it back.
    public internal(set) var isWithdrawn = false
    /// When anything last changed.
    public internal(set) var updatedAt: Timestamp

    /// A new integration, pending.
    public init(
        id: IntegrationID = .random(),
        organization: OrganizationName,
        region: Region,
        externalID: ExternalID = .random(),
        createdAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.region = region
        self.externalID = externalID
        self.createdAt = createdAt
        updatedAt = createdAt
        history = [HistoryEntry(at: createdAt, text: "created for \(region.name)")]
    }

    /// What the custom resource of this integration is called in answers. It never changes, so that an update never makes
    /// CloudFormation delete the old one.
    public var physicalResourceID: String { "scout-integration-\(id.text)" }
}

/// A stack that sends events.
public struct ConnectedStack: Sendable, Hashable {
    /// The stack.
    public var id: StackID
    /// What Scout uses of it.
    public var resources: StackResources

    /// A stack with its resources.
    public init(id: StackID, resources: StackResources) {
        self.id = id
        self.resources = resources
    }
}

/// The SHA-256 digest of an API key, in hexadecimal. The key itself is stored nowhere.
public struct CredentialDigest: Sendable, Hashable {
    /// 64 hexadecimal digits.
    public let hexadecimal: String

    /// A digest of that spelling.
    public init(hexadecimal: String) { self.hexadecimal = hexadecimal }
}

/// A request of a stack and how far the work on it is.
public struct SetupAttempt: Sendable, Hashable {
    /// How far the work is. Each phase is stored before the work of the next one begins.
    public enum Phase: Sendable, Hashable {
        /// Nothing has been written.
        case accepted
        /// Credentials of this digest are being written, or have been; the stack does not use them before it is answered.
        case writing(CredentialDigest)
        /// The request is to be answered: with success, or with the reason of the failure.
        case answering(Outcome)
    }

    /// How a request ends.
    public enum Outcome: Sendable, Hashable {
        /// With new credentials, or with the ones that there are.
        case success(CredentialDigest?)
        /// Without, for a reason that the customer sees.
        case failure(reason: String)
    }

    /// The request.
    public var request: SetupRequest
    /// How far the work is.
    public var phase: Phase
    /// When the request came.
    public var startedAt: Timestamp

    /// Work on a request.
    public init(request: SetupRequest, phase: Phase, startedAt: Timestamp) {
        self.request = request
        self.phase = phase
        self.startedAt = startedAt
    }
}

/// A topic that wants to know whether the endpoint subscribes to it.
public struct SubscriptionConfirmation: Sendable, Hashable {
    /// The topic.
    public var topic: ARN
    /// What proves that the endpoint was asked. It is of no use for anything but this.
    public var token: String

    /// A subscription to confirm.
    public init(topic: ARN, token: String) {
        self.topic = topic
        self.token = token
    }
}

/// What a resource of the stack is at.
public struct ResourceProgress: Sendable, Hashable {
    /// The resource's name in the template.
    public var logicalResourceID: String
    /// The resource's type.
    public var resourceType: String
    /// What happens to it: `CREATE_IN_PROGRESS`, …
    public var status: String
    /// Why; empty mostly.
    public var reason: String
    /// When.
    public var at: Timestamp

    /// The state of a resource.
    public init(logicalResourceID: String, resourceType: String, status: String, reason: String, at: Timestamp) {
        self.logicalResourceID = logicalResourceID
        self.resourceType = resourceType
        self.status = status
        self.reason = reason
        self.at = at
    }
}

/// Something that happened to an integration.
public struct HistoryEntry: Sendable, Hashable {
    /// When.
    public var at: Timestamp
    /// What, as a phrase.
    public var text: String

    /// An entry.
    public init(at: Timestamp, text: String) {
        self.at = at
        self.text = text
    }
}
