/// A change of a registry that Amazon ECR has told of.
///
/// - Source: Amazon ECR User Guide, "Amazon ECR events and EventBridge", `ECR Image Action`.
public struct ImageEvent: Sendable, Hashable {
    /// What happened.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// An image, or another tag of it, was pushed.
        case push = "PUSH"
        /// An image, or a tag of it, was deleted.
        case delete = "DELETE"
    }

    /// What EventBridge calls the event; each delivery of the same event has it.
    public let id: String
    /// What happened.
    public let action: Action
    /// Where.
    public let repository: RepositoryName
    /// To which image.
    public let digest: ImageDigest
    /// The tag that was pushed or deleted; `nil` for the image itself, by its digest.
    public let tag: ImageTag?
    /// When it happened, to the second.
    public let time: Timestamp
    /// What kind of artifact was pushed, a media type; older events do not tell.
    public let artifactType: String?

    /// The longest id and the longest media type that are kept, in bytes.
    public static let maximumTextSize = 128

    /// An event.
    public init(
        id: String,
        action: Action,
        repository: RepositoryName,
        digest: ImageDigest,
        tag: ImageTag?,
        time: Timestamp,
        artifactType: String? = nil
    ) {
        self.id = id
        self.action = action
        self.repository = repository
        self.digest = digest
        self.tag = tag
        self.time = time
        self.artifactType = artifactType
    }
}
