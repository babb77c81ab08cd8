/// An image that was pushed to a customer's registry, and what has become of it here.
///
/// Everything that happens is an ``Event``, and ``apply(_:at:)`` says what becomes of the image. What the registry tells may
/// come twice and in any order; the outcome is the same.
public struct Image: Sendable, Hashable {
    /// How far the image is.
    public enum State: Sendable, Hashable {
        /// It is not to be analyzed.
        case ignored(reason: String)
        /// It waits for its turn.
        case queued
        /// It is being pulled or analyzed.
        case pulling
        /// The analyzer has it.
        case handedOff
        /// It could not be pulled or analyzed, and is not tried again until somebody asks.
        case failed(reason: String)
        /// The registry has it no more.
        case deleted
    }

    /// Which image this is.
    public let id: ImageID

    /// How far the image is.
    public internal(set) var state: State = .ignored(reason: "nothing is known of it")
    /// When each tag was pushed and deleted last.
    var tags: [ImageTag: Presence] = [:]
    /// The same for the image itself, by its digest.
    var untagged = Presence()
    /// The events that have been taken in, the last ones.
    var eventIDs: [String] = []
    /// The index that this image is a part of, if one is known.
    public internal(set) var index: ImageDigest?
    /// What the manifest says; known once it was read.
    public internal(set) var content: ImageContent?
    /// What the analyzer said.
    public internal(set) var analysis: ImageAnalysis?
    /// How often pulling or analyzing has failed since the image was queued.
    public internal(set) var failures = 0
    /// Why it failed last, while it is tried again.
    public internal(set) var lastFailure: String?
    /// When it is its turn, while it is queued.
    public internal(set) var dueAt = Timestamp(milliseconds: 0)
    /// When anything last changed.
    public internal(set) var updatedAt: Timestamp

    /// An image of which nothing is known yet.
    public init(id: ImageID, createdAt: Timestamp) {
        self.id = id
        updatedAt = createdAt
    }

    /// When something was last pushed and deleted.
    struct Presence: Sendable, Hashable {
        var pushedAt: Timestamp?
        var deletedAt: Timestamp?
    }
}

/// What the manifest of an image, or the manifests of its index, say.
public struct ImageContent: Sendable, Hashable {
    /// The media type of the manifest or index.
    public let mediaType: String
    /// The platforms, as `os/architecture` or `os/architecture/variant`.
    public let platforms: [String]
    /// What manifests, configurations and layers have together, each counted once, in bytes.
    public let size: Int64
    /// How many layers there are, each counted once.
    public let layers: Int

    /// What an image consists of.
    public init(mediaType: String, platforms: [String], size: Int64, layers: Int) {
        self.mediaType = mediaType
        self.platforms = platforms
        self.size = size
        self.layers = layers
    }
}

/// What came of handing an image to the analyzer.
public struct ImageAnalysis: Sendable, Hashable {
    /// How the analyzer's process ended.
    public let exitCode: Int
    /// The end of what it printed.
    public let summary: String
    /// How long it took, in seconds.
    public let seconds: Double
    /// When it ended.
    public let endedAt: Timestamp

    /// An analyzer's outcome.
    public init(exitCode: Int, summary: String, seconds: Double, endedAt: Timestamp) {
        self.exitCode = exitCode
        self.summary = summary
        self.seconds = seconds
        self.endedAt = endedAt
    }
}

extension Image {
    /// The tags of the image that are known to be there, in order. A tag that was moved to another image is one of them;
    /// ``TagOwners`` knows.
    public var presentTags: [ImageTag] {
        tags.keys.filter(has).sorted { $0.text < $1.text }
    }

    /// The id of the event that was taken in last; `nil` where none was.
    public var lastEventID: String? { eventIDs.last }

    /// When the image, or a tag of it, was last pushed.
    public var pushedAt: Timestamp? {
        (tags.values.compactMap(\.pushedAt) + [untagged.pushedAt].compactMap(\.self)).max()
    }

    /// When a tag was last pushed.
    public func pushedAt(_ tag: ImageTag) -> Timestamp? { tags[tag]?.pushedAt }

    func has(_ tag: ImageTag) -> Bool {
        guard let presence = tags[tag], let pushedAt = presence.pushedAt else { return false }
        return pushedAt.isAfter(presence.deletedAt) && pushedAt.isAfter(untagged.deletedAt)
    }

    /// Whether the registry has the image, as far as it has told.
    ///
    /// The last tag takes the image with it.
    ///
    /// - Source: Amazon ECR API Reference, "BatchDeleteImage".
    var isPresent: Bool {
        if tags.keys.contains(where: has) { return true }
        guard let pushedAt = untagged.pushedAt else { return false }
        return pushedAt.isAfter(untagged.deletedAt) && tags.values.allSatisfy { pushedAt.isAfter($0.deletedAt) }
    }
}

extension Timestamp {
    fileprivate func isAfter(_ other: Timestamp?) -> Bool { other.map { self > $0 } ?? true }
}

extension [Image] {
    /// The last pushed first.
    package func sortedByPush() -> [Image] {
        sorted { left, right in
            (right.pushedAt?.milliseconds ?? .min, left.id.digest.text)
                < (left.pushedAt?.milliseconds ?? .min, right.id.digest.text)
        }
    }
}
