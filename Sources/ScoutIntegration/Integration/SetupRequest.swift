/// What CloudFormation asks the vendor to do for the custom resource of a stack.
///
/// - Source: CloudFormation User Guide, "Custom resource reference", "Request objects".
public struct SetupRequest: Sendable, Hashable {
    /// What is asked for.
    public enum Kind: String, Sendable, Hashable {
        /// The resource is new: write credentials.
        case create = "Create"
        /// The resource has changed: write credentials where the secret is another one.
        case update = "Update"
        /// The resource goes.
        case delete = "Delete"
    }

    /// What is asked for.
    public var kind: Kind
    /// CloudFormation's id of the request; a request that comes twice has the same.
    public var requestID: String
    /// The stack.
    public var stackID: StackID
    /// The resource's name in the template.
    public var logicalResourceID: String
    /// What an earlier answer called the resource; `nil` when it is new.
    public var physicalResourceID: String?
    /// Where the answer goes. Whoever knows this URL may answer, so it is a secret until then.
    public var responseURL: String
    /// The stack's roles and secret; `nil` when the resource goes.
    public var resources: StackResources?

    /// Pairs a request with what it is about.
    public init(
        kind: Kind,
        requestID: String,
        stackID: StackID,
        logicalResourceID: String,
        physicalResourceID: String?,
        responseURL: String,
        resources: StackResources?
    ) {
        self.kind = kind
        self.requestID = requestID
        self.stackID = stackID
        self.logicalResourceID = logicalResourceID
        self.physicalResourceID = physicalResourceID
        self.responseURL = responseURL
        self.resources = resources
    }
}

/// What Scout uses of a customer's stack.
public struct StackResources: Sendable, Hashable {
    /// The role with which credentials are written.
    public var setupRole: ARN
    /// The role with which images are read.
    public var ecrAccessRole: ARN
    /// The secret that holds the credentials.
    public var secret: ARN

    /// The resources of a stack.
    public init(setupRole: ARN, ecrAccessRole: ARN, secret: ARN) {
        self.setupRole = setupRole
        self.ecrAccessRole = ecrAccessRole
        self.secret = secret
    }
}

/// What a stack says about itself or one of its resources.
///
/// - Source: CloudFormation User Guide, "Monitor stack progress".
public struct StackEvent: Sendable, Hashable {
    /// The event's own id.
    public var eventID: String
    /// The stack.
    public var stackID: StackID
    /// When it happened.
    public var timestamp: Timestamp
    /// The resource's name in the template, or the stack's name.
    public var logicalResourceID: String
    /// The resource's name in AWS; empty while it has none.
    public var physicalResourceID: String
    /// The resource's type.
    public var resourceType: String
    /// What happens: `CREATE_COMPLETE`, `UPDATE_ROLLBACK_IN_PROGRESS`, …
    public var status: String
    /// Why; empty mostly.
    public var reason: String

    /// An event of a stack.
    public init(
        eventID: String,
        stackID: StackID,
        timestamp: Timestamp,
        logicalResourceID: String,
        physicalResourceID: String,
        resourceType: String,
        status: String,
        reason: String
    ) {
        self.eventID = eventID
        self.stackID = stackID
        self.timestamp = timestamp
        self.logicalResourceID = logicalResourceID
        self.physicalResourceID = physicalResourceID
        self.resourceType = resourceType
        self.status = status
        self.reason = reason
    }

    /// Whether the event is about the stack as a whole. A nested stack is a resource of another id.
    public var isAboutStack: Bool {
        resourceType == "AWS::CloudFormation::Stack" && physicalResourceID == stackID.arn
    }
}
