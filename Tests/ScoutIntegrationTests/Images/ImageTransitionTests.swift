import CloudFormation
import Testing

@testable import ScoutIntegration

private let integration = IntegrationID.random()
private let digits = String(repeating: "a", count: 64)

private func event(
    _ action: ImageEvent.Action,
    _ tag: String?,
    at seconds: Int64,
    id: String? = nil,
    type: String? = nil
) -> ImageEvent {
    guard let repository = try? RepositoryName("team/app"), let digest = try? ImageDigest("sha256:\(digits)") else {
        preconditionFailure("the names are right")
    }
    return ImageEvent(
        id: id ?? "\(action)-\(tag ?? "")-\(seconds)",
        action: action,
        repository: repository,
        digest: digest,
        tag: tag.flatMap { try? ImageTag($0) },
        time: Timestamp(seconds: seconds),
        artifactType: type
    )
}

private func push(_ tag: String?, at seconds: Int64, type: String? = nil) -> ImageEvent {
    event(.push, tag, at: seconds, type: type)
}

private func delete(_ tag: String?, at seconds: Int64) -> ImageEvent { event(.delete, tag, at: seconds) }

private func image(_ events: [ImageEvent], isActive: Bool = true, at now: Int64 = 100) -> Image {
    let event = push(nil, at: 0)
    var image = Image(
        id: ImageID(integration: integration, repository: event.repository, digest: event.digest),
        createdAt: Timestamp(seconds: now)
    )
    for event in events { image.apply(.changed(event, isActive: isActive), at: Timestamp(seconds: now)) }
    return image
}

@Suite struct `An image of a registry` {
    @Test func `is queued at once with a tag, and without one after an index could have come`() {
        let tagged = image([push("v1", at: 10)])
        #expect(tagged.state == .queued)
        #expect(tagged.dueAt == Timestamp(seconds: 100))
        let untagged = image([push(nil, at: 10)])
        #expect(untagged.state == .queued)
        #expect(untagged.dueAt == Timestamp(seconds: 100 + Image.secondsUntilUntagged))
        #expect(image([push(nil, at: 10), push("v1", at: 11)]).dueAt == Timestamp(seconds: 100))
    }

    @Test func `is ignored in a repository that is not activated, until it is pushed after that`() {
        var ignored = image([push("v1", at: 10)], isActive: false)
        #expect(ignored.state == .ignored(reason: Image.inactiveRepository))
        ignored.apply(.changed(push("v1", at: 20), isActive: true), at: Timestamp(seconds: 100))
        #expect(ignored.state == .queued)
    }

    @Test(arguments: [
        ("application/vnd.oci.image.config.v1+json", true),
        ("application/vnd.docker.container.image.v1+json", true),
        ("application/vnd.oci.image.index.v1+json", true),
        ("application/vnd.cncf.helm.config.v1+json", false),
        ("application/vnd.dev.cosign.artifact.sig.v1+json", false),
    ])
    func `is ignored where the event says that it is another artifact`(_ type: String, _ isImage: Bool) {
        let state = image([push("v1", at: 10, type: type)]).state
        #expect(isImage ? state == .queued : state == .ignored(reason: "it is no image but \(type)"))
    }

    @Test func `goes with its last tag`() {
        let both = [push("v1", at: 10), push("v2", at: 11)]
        #expect(image(both + [delete("v1", at: 12)]).state == .queued)
        #expect(image(both + [delete("v1", at: 12)]).presentTags.map(\.text) == ["v2"])
        #expect(image(both + [delete("v1", at: 12), delete("v2", at: 13)]).state == .deleted)
    }

    @Test func `goes with all its tags when it is deleted by its digest`() {
        let gone = image([push("v1", at: 10), push("v2", at: 11), delete(nil, at: 12)])
        #expect(gone.state == .deleted)
        #expect(gone.presentTags == [])
    }

    @Test func `is not called back by a deletion that was overtaken by a push`() {
        #expect(image([push("v1", at: 20), delete("v1", at: 10)]).state == .queued)
        #expect(image([delete("v1", at: 20), push("v1", at: 10)]).state == .deleted)
    }

    @Test func `takes events of the same second in the order in which they come`() {
        #expect(image([push("v1", at: 10), delete("v1", at: 10)]).state == .deleted)
        #expect(image([delete("v1", at: 10), push("v1", at: 10)]).state == .queued)
        #expect(image([push("v1", at: 10), delete(nil, at: 10)]).state == .deleted)
        #expect(image([delete(nil, at: 10), push("v1", at: 10)]).state == .queued)
    }

    @Test func `takes each event once`() {
        let again = image([push("v1", at: 10), delete("v1", at: 10), push("v1", at: 10)])
        #expect(again.state == .deleted)
        #expect(again.eventIDs.count == 2)
    }

    /// Whatever the order and however often, the registry's story has one end.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `comes to the same end whatever order its events come in`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let tags = ["v1", "v2", nil]
        let story = (0..<8).map { number in
            let tag = tags.randomElement(using: &generator) ?? nil
            return Bool.random(using: &generator)
                ? push(tag, at: Int64(number + 1)) : delete(tag, at: Int64(number + 1))
        }
        let told = image(story)
        for _ in 0..<10 {
            let shuffled = (story + story.shuffled(using: &generator).prefix(4)).shuffled(using: &generator)
            let found = image(shuffled)
            #expect(found.isPresent == told.isPresent)
            #expect(found.presentTags == told.presentTags)
            #expect(found.state.name == told.state.name, "\(shuffled.map(\.id))")
            #expect(found.pushedAt == told.pushedAt)
        }
    }
}

@Suite struct `An image in the queue` {
    private let analysis = ImageAnalysis(exitCode: 0, summary: "fine", seconds: 1, endedAt: Timestamp(seconds: 200))

    private func pulling() -> Image {
        var image = image([push("v1", at: 10)])
        image.apply(.pullBegan, at: Timestamp(seconds: 100))
        return image
    }

    @Test func `is pulled and handed off once`() {
        var image = pulling()
        #expect(image.state == .pulling)
        image.apply(.handedOff(analysis), at: Timestamp(seconds: 200))
        #expect(image.state == .handedOff)
        #expect(image.analysis == analysis)
        image.apply(.changed(push("v2", at: 300), isActive: true), at: Timestamp(seconds: 300))
        #expect(image.state == .handedOff, "another tag of the same content needs no other analysis")
        #expect(image.presentTags.map(\.text) == ["v1", "v2"])
    }

    @Test func `is queued again when it comes back after it was deleted`() {
        var image = pulling()
        image.apply(.handedOff(analysis), at: Timestamp(seconds: 200))
        image.apply(.changed(delete("v1", at: 300), isActive: true), at: Timestamp(seconds: 300))
        #expect(image.state == .deleted)
        image.apply(.changed(push("v1", at: 400), isActive: true), at: Timestamp(seconds: 400))
        #expect(image.state == .queued)
        #expect(image.analysis == nil)
    }

    @Test func `that was deleted while it was pulled stays deleted`() {
        var image = pulling()
        image.apply(.changed(delete("v1", at: 20), isActive: true), at: Timestamp(seconds: 110))
        for late in [Image.Event.handedOff(analysis), .attemptFailed(reason: "late", retryAt: nil), .foundMissing] {
            image.apply(late, at: Timestamp(seconds: 120))
            #expect(image.state == .deleted)
        }
    }

    @Test func `is tried again until nobody says when, and then when somebody asks`() {
        var image = pulling()
        image.apply(.attemptFailed(reason: "no route", retryAt: Timestamp(seconds: 150)), at: Timestamp(seconds: 100))
        #expect(image.state == .queued)
        #expect(image.dueAt == Timestamp(seconds: 150))
        #expect((image.failures, image.lastFailure) == (1, "no route"))
        image.apply(.pullBegan, at: Timestamp(seconds: 150))
        image.apply(.attemptFailed(reason: "no way", retryAt: nil), at: Timestamp(seconds: 160))
        #expect(image.state == .failed(reason: "no way"))
        image.apply(.retried, at: Timestamp(seconds: 500))
        #expect(image.state == .queued)
        #expect((image.failures, image.dueAt) == (0, Timestamp(seconds: 500)))
    }

    @Test func `is analyzed with its index, unless it has a tag of its own`() throws {
        let index = try ImageDigest("sha256:" + String(repeating: "b", count: 64))
        let reason = "it is a part of the index \(index.text)"
        var part = image([push(nil, at: 10)])
        part.apply(.foundInIndex(index), at: Timestamp(seconds: 101))
        #expect(part.state == .ignored(reason: reason))
        part.apply(.changed(push(nil, at: 11), isActive: true), at: Timestamp(seconds: 102))
        #expect(part.state == .ignored(reason: reason))
        part.apply(.changed(push("v1", at: 12), isActive: true), at: Timestamp(seconds: 103))
        #expect(part.state == .queued)

        var late = image([])
        late.apply(.foundInIndex(index), at: Timestamp(seconds: 90))
        late.apply(.changed(push(nil, at: 10), isActive: true), at: Timestamp(seconds: 100))
        #expect(late.state == .ignored(reason: reason), "the index may be read before its parts' events come")
    }

    @Test func `is the same after the store had it`() {
        var image = pulling()
        image.apply(
            .contentRead(ImageContent(mediaType: "m/t", platforms: ["linux/amd64"], size: 1 << 40, layers: 3)),
            at: Timestamp(seconds: 101)
        )
        #expect(Image(stored: image.stored) == image)
        image.apply(.attemptFailed(reason: "no", retryAt: Timestamp(seconds: 150)), at: Timestamp(seconds: 102))
        #expect(Image(stored: image.stored) == image)
        image.apply(.handedOff(analysis), at: Timestamp(seconds: 103))
        #expect(Image(stored: image.stored) == image)
        image.apply(.changed(delete("v1", at: 20), isActive: true), at: Timestamp(seconds: 110))
        #expect(Image(stored: image.stored) == image)
    }
}

@Suite struct `The tags of a repository` {
    private func image(_ digit: String, _ tags: [(String, Int64)]) throws -> Image {
        let repository = try RepositoryName("app")
        let digest = try ImageDigest("sha256:" + String(repeating: digit, count: 64))
        let id = ImageID(integration: integration, repository: repository, digest: digest)
        var image = Image(id: id, createdAt: Timestamp(seconds: 0))
        for (tag, time) in tags {
            let event = ImageEvent(
                id: "\(tag)-\(time)-\(digit)",
                action: .push,
                repository: repository,
                digest: digest,
                tag: try ImageTag(tag),
                time: Timestamp(seconds: time)
            )
            image.apply(.changed(event, isActive: true), at: Timestamp(seconds: time))
        }
        return image
    }

    /// The registry does not tell the image that a tag has left.
    @Test func `lead to the image that was pushed with them last`() throws {
        let (old, new) = (try image("a", [("latest", 1), ("v1", 1)]), try image("b", [("latest", 2), ("v2", 2)]))
        let owners = TagOwners([new, old])
        #expect(owners.tags(of: old).map(\.text) == ["v1"])
        #expect(owners.tags(of: new).map(\.text) == ["latest", "v2"])
        #expect(TagOwners([old, new]) == owners)
    }
}

/// Random numbers that are the same for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
