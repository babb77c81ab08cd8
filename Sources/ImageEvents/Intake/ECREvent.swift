import CloudFormation
public import ScoutIntegration

/// An event of Amazon ECR as EventBridge delivers it.
///
/// - Source: Amazon ECR User Guide, "Amazon ECR events and EventBridge", `ECR Image Action`; EventBridge User Guide,
///   "Event structure".
public struct ECREvent: Sendable, Hashable {
    /// The account of the registry.
    public let account: AccountID
    /// The region of the registry.
    public let region: String
    /// What happened.
    public let image: ImageEvent

    /// Reads a body. Members that are not known are passed over.
    public init(body: [UInt8]) throws(ECREventError) {
        let event: Node
        do {
            event = try JSONReader.read(body, name: "body")
        } catch {
            throw ECREventError("\(error)")
        }
        try self.init(event)
    }

    private init(_ event: Node) throws(ECREventError) {
        func text(_ node: Node?, _ name: String) throws(ECREventError) -> String {
            guard let text = node?[name]?.stringValue else { throw ECREventError("\(name) must be a string") }
            return text
        }
        func value<Value>(_ read: () throws(InvalidInput) -> Value) throws(ECREventError) -> Value {
            do throws(InvalidInput) {
                return try read()
            } catch {
                throw ECREventError("\(error)")
            }
        }
        func only(_ allowed: String, _ node: Node?, _ name: String) throws(ECREventError) {
            let given = try text(node, name)
            guard given == allowed else { throw ECREventError("\(name) \"\(given.displayable)\" must be \(allowed)") }
        }
        try only("aws.ecr", event, "source")
        try only("ECR Image Action", event, "detail-type")
        guard let detail = event["detail"], detail.objectMembers != nil else {
            throw ECREventError("detail must be an object")
        }
        try only("SUCCESS", detail, "result")
        let action = try text(detail, "action-type")
        guard let action = ImageEvent.Action(rawValue: action) else {
            throw ECREventError("action-type \"\(action.displayable)\" must be PUSH or DELETE")
        }
        let id = try text(event, "id")
        guard (1...ImageEvent.maximumTextSize).contains(id.utf8.count), id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw ECREventError("id must have 1 to \(ImageEvent.maximumTextSize) visible characters of ASCII") }
        let time = try text(event, "time")
        guard let time = Timestamp(iso8601: time) else {
            throw ECREventError("time \"\(time.displayable)\" must be in ISO 8601, such as 2026-01-31T23:59:59Z")
        }
        let (repository, digest) = (try text(detail, "repository-name"), try text(detail, "image-digest"))
        let accountText = try text(event, "account")
        region = try text(event, "region")
        account = try value { () throws(InvalidInput) in try AccountID(accountText) }
        image = ImageEvent(
            id: id,
            action: action,
            repository: try value { () throws(InvalidInput) in try RepositoryName(repository) },
            digest: try value { () throws(InvalidInput) in try ImageDigest(digest) },
            tag: try Self.tag(of: detail),
            time: time,
            artifactType: Self.artifactType(of: detail)
        )
    }

    /// An image that was pushed by its digest has no tag, or an empty one.
    private static func tag(of detail: Node) throws(ECREventError) -> ImageTag? {
        guard let node = detail["image-tag"], node.value != .null else { return nil }
        guard let text = node.stringValue else { throw ECREventError("image-tag must be a string") }
        if text.isEmpty { return nil }
        do {
            return try ImageTag(text)
        } catch {
            throw ECREventError("\(error)")
        }
    }

    private static func artifactType(of detail: Node) -> String? {
        guard let type = detail["artifact-media-type"]?.stringValue, MediaType.isMediaType(type) else { return nil }
        return type
    }
}

/// Why a body is no event of an image.
public struct ECREventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What would be right, as a sentence without a full stop.
    public let description: String

    init(_ description: String) { self.description = description }
}
