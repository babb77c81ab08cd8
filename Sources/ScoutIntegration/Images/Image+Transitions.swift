extension Image {
    /// Something that happens to an image.
    public enum Event: Sendable, Hashable {
        /// The registry has told of a push or a deletion.
        ///
        /// - Parameter isActive: whether images of the repository are to be analyzed.
        case changed(ImageEvent, isActive: Bool)
        /// It is its turn.
        case pullBegan
        /// The manifest was read.
        case contentRead(ImageContent)
        /// The analyzer has had the image.
        case handedOff(ImageAnalysis)
        /// It could not be pulled or analyzed; it is tried again then, or not.
        case attemptFailed(reason: String, retryAt: Timestamp?)
        /// It is not to be analyzed, for a reason that its manifest or the settings give.
        case ignored(reason: String)
        /// The registry has it no more.
        case foundMissing
        /// An index has it as a part, and is analyzed as a whole.
        case foundInIndex(ImageDigest)
        /// Somebody asks to have it pulled and analyzed, although that has been done, has failed or was not to be.
        case retried
    }

    /// How long an image without a tag waits for an index that it is a part of, in seconds. An index is pushed right after
    /// its parts.
    public static let secondsUntilUntagged: Int64 = 10

    /// Why images of a repository that is not activated are ignored.
    package static let inactiveRepository = "the repository is not activated"

    private static let maximumEventIDs = 32
    /// What Amazon ECR allows, and some that were deleted.
    private static let maximumTags = 2_000

    /// Takes in what happened. An event that does not fit any more, because it comes twice or late, changes nothing.
    public mutating func apply(_ event: Event, at now: Timestamp) {
        let before = self
        switch event {
        case .changed(let event, let isActive): take(event, isActive: isActive, now)
        case .pullBegan: if state == .queued { state = .pulling }
        case .contentRead(let content): self.content = content
        case .handedOff(let analysis):
            self.analysis = analysis
            end(.handedOff)
        case .attemptFailed(let reason, let retryAt): fail(reason, retryAt)
        case .ignored(let reason): end(.ignored(reason: reason))
        case .foundMissing: end(.deleted)
        case .foundInIndex(let index): join(index)
        case .retried: retry(now)
        }
        if self != before { updatedAt = max(now, updatedAt) }
    }

    /// Whether the image waits for its turn or has it.
    public var isInQueue: Bool { state == .queued || state == .pulling }

    /// What the queue has come to, where the image is in it.
    private mutating func end(_ state: State) {
        guard isInQueue else { return }
        self.state = state
        lastFailure = nil
    }

    private mutating func enqueue(at due: Timestamp) {
        state = .queued
        failures = 0
        lastFailure = nil
        analysis = nil
        dueAt = due
    }

    private mutating func fail(_ reason: String, _ retryAt: Timestamp?) {
        guard isInQueue else { return }
        failures += 1
        lastFailure = reason
        if let retryAt {
            state = .queued
            dueAt = retryAt
        } else {
            state = .failed(reason: reason)
        }
    }

    private mutating func retry(_ now: Timestamp) {
        switch state {
        case .failed, .ignored, .handedOff: enqueue(at: now)
        case .queued: dueAt = min(dueAt, now)
        case .pulling, .deleted: break
        }
    }

    private mutating func join(_ index: ImageDigest) {
        self.index = index
        // With a tag of its own it is an image of its own.
        guard presentTags.isEmpty else { return }
        switch state {
        case .queued, .ignored: state = .ignored(reason: "it is a part of the index \(index.text)")
        case .pulling, .handedOff, .failed, .deleted: break
        }
    }
}

// MARK: - What the registry tells

extension Image {
    private mutating func take(_ event: ImageEvent, isActive: Bool, _ now: Timestamp) {
        guard !eventIDs.contains(event.id) else { return }
        eventIDs = (eventIDs + [event.id]).suffix(Self.maximumEventIDs)
        note(event)
        guard isPresent else {
            state = .deleted
            return
        }
        if event.action == .push { push(event, isActive: isActive, now) }
    }

    /// Keeps the newest push and deletion. Events of the same second count in the order in which they come.
    private mutating func note(_ event: ImageEvent) {
        func noted(_ presence: Presence) -> Presence {
            var presence = presence
            switch event.action {
            case .push:
                presence.pushedAt = max(presence.pushedAt ?? event.time, event.time)
                presence.deletedAt = presence.deletedAt?.before(event.time)
            case .delete: presence.deletedAt = max(presence.deletedAt ?? event.time, event.time)
            }
            return presence
        }
        guard let tag = event.tag else {
            untagged = noted(untagged)
            return
        }
        tags[tag] = noted(tags[tag] ?? Presence())
        if event.action == .push { untagged.deletedAt = untagged.deletedAt?.before(event.time) }
        if tags.count > Self.maximumTags, let oldest = tags.min(by: { $0.value.lastChange < $1.value.lastChange }) {
            tags[oldest.key] = nil
        }
    }

    private mutating func push(_ event: ImageEvent, isActive: Bool, _ now: Timestamp) {
        let due = event.tag == nil ? now.adding(seconds: Self.secondsUntilUntagged) : now
        switch state {
        case .queued: dueAt = min(dueAt, due)
        // The same content with another tag needs no other analysis.
        case .pulling, .handedOff: break
        case .deleted, .ignored, .failed:
            if let reason = reasonToIgnore(event, isActive: isActive) {
                state = .ignored(reason: reason)
            } else {
                enqueue(at: due)
            }
        }
    }

    private func reasonToIgnore(_ event: ImageEvent, isActive: Bool) -> String? {
        if !isActive { return Self.inactiveRepository }
        if let type = event.artifactType, !Self.isImage(artifactType: type) { return "it is no image but \(type)" }
        if let index, presentTags.isEmpty { return "it is a part of the index \(index.text)" }
        return nil
    }

    /// Whether an artifact of that type can be an image: its configuration is one of an image, or the artifact is an index.
    private static func isImage(artifactType: String) -> Bool {
        [
            "application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json",
        ].contains(artifactType)
    }
}

extension Image.Presence {
    fileprivate var lastChange: Timestamp {
        max(pushedAt ?? Timestamp(milliseconds: .min), deletedAt ?? Timestamp(milliseconds: .min))
    }
}

extension Timestamp {
    /// This moment, or the one right before another where both are the same.
    fileprivate func before(_ other: Timestamp) -> Timestamp {
        self == other ? Timestamp(milliseconds: milliseconds - 1) : self
    }
}
