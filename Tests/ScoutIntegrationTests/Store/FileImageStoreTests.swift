import Foundation
import Testing

@testable import ScoutIntegration

private func event(
    _ repository: String = "team/app",
    _ number: Int = 0,
    action: ImageEvent.Action = .push,
    at seconds: Int64 = 10
) throws -> ImageEvent {
    let digits = String(number, radix: 16)
    return ImageEvent(
        id: "\(repository)-\(number)-\(action)-\(seconds)",
        action: action,
        repository: try RepositoryName(repository),
        digest: try ImageDigest("sha256:" + String(repeating: "0", count: 64 - digits.count) + digits),
        tag: try ImageTag("v\(number)"),
        time: Timestamp(seconds: seconds)
    )
}

@Suite struct `The store of images` {
    private let data: TemporaryData
    private let store: FileImageStore
    private let integration = IntegrationID.random()

    init() throws {
        data = try TemporaryData()
        store = try FileImageStore(in: data.folder)
    }

    @discardableResult
    private func apply(_ events: [ImageEvent], in store: FileImageStore? = nil, isActive: Bool = true) throws -> [Image]
    {
        try (store ?? self.store).apply(events, to: integration, at: Timestamp(seconds: 100)) { _ in isActive }
    }

    private func id(_ event: ImageEvent) -> ImageID {
        ImageID(integration: integration, repository: event.repository, digest: event.digest)
    }

    @Test func `gives back what was told, by repository`() throws {
        try apply([event("team/app", 1), event("team/app", 2, at: 20), event("other", 3)])
        let other = try FileImageStore(in: data.folder)
        #expect(try other.repositories(of: integration).map(\.text) == ["other", "team/app"])
        #expect(
            try other.images(of: integration, in: RepositoryName("team/app")).map { $0.presentTags[0].text } == [
                "v2", "v1",
            ]
        )
        #expect(try other.count(of: integration, in: RepositoryName("team/app")) == 2)
        #expect(try other.repositories(of: .random()) == [])
        #expect(try other.images(of: .random(), in: RepositoryName("team/app")) == [])
        #expect(try other.image(id(event("team/app", 9))) == nil)
    }

    @Test func `makes nothing for a change of what is not known`() throws {
        let unknown = try id(event())
        #expect(try store.update(unknown) { _ in } == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.folder.path + "/images") == [])
        #expect(try store.update(unknown, creating: true) { _ in }?.before == nil)
        #expect(try store.update(unknown) { $0.apply(.pullBegan, at: Timestamp(seconds: 1)) }?.before != nil)
    }

    @Test func `takes repositories whose names are too long for a file`() throws {
        let name = String(repeating: "a", count: 250) + "/b"
        try apply([event(name)])
        #expect(try store.repositories(of: integration).map(\.text) == [name])
        #expect(try store.images(of: integration, in: RepositoryName(name)).count == 1)
    }

    @Test func `has each image that waits in its queue, first the one whose turn is first`() throws {
        try apply([event("a", 1), event("b", 2)])
        try store.update(id(event("a", 1))) {
            $0.apply(.attemptFailed(reason: "no", retryAt: Timestamp(seconds: 500)), at: .now)
        }
        let entries = try store.queue.first(10)
        #expect(entries.map(\.image.repository.text) == ["b", "a"])
        #expect(entries.map(\.dueAt) == [Timestamp(seconds: 100), Timestamp(seconds: 500)])
        #expect(try store.queue.first(1).count == 1)
        #expect(try store.queue.first(10) { $0.repository.text == "b" }.map(\.image.repository.text) == ["a"])
        #expect(try store.queue.count() == 2)
    }

    @Test func `has no image in its queue that is done, ignored or gone`() throws {
        try apply([event("a", 1), event("b", 2)])
        try apply([event("c", 3)], isActive: false)
        try apply([event("a", 1, action: .delete, at: 20)])
        #expect(try store.queue.first(10).map(\.image.repository.text) == ["b"])
        try store.update(id(event("b", 2))) {
            $0.apply(.handedOff(ImageAnalysis(exitCode: 0, summary: "", seconds: 0, endedAt: .now)), at: .now)
        }
        #expect(try store.queue.count() == 0)
    }

    /// A process that was killed had perhaps written the image, and not the entry.
    @Test func `puts an image back into the queue when its events are taken in again`() throws {
        let told = try event("a", 1)
        try apply([told])
        let entry = try #require(try store.queue.first(1).first)
        store.queue.remove(entry.name)
        #expect(try store.queue.count() == 0)
        #expect(try apply([told]) == [])
        #expect(try store.queue.first(1) == [entry])
    }

    @Test func `drops an entry that its image does not know, and no other`() throws {
        try apply([event("a", 1)])
        let old = try #require(try store.queue.first(1).first)
        try store.dropStale(old)
        #expect(try store.queue.count() == 1)
        try store.update(old.image) {
            $0.apply(.attemptFailed(reason: "no", retryAt: Timestamp(seconds: 500)), at: .now)
        }
        let image = try #require(try store.image(old.image))
        #expect(!store.isCurrent(old, of: image))
        // As it would be had the process been killed before it was removed.
        var batch = FileBatch()
        store.queue.add(old.image, as: old.name, to: &batch)
        try batch.commit()
        #expect(try store.queue.count() == 2)
        try store.dropStale(old)
        let left = try store.queue.first(10)
        #expect(left.map(\.dueAt) == [Timestamp(seconds: 500)])
        #expect(store.isCurrent(try #require(left.first), of: image))
    }

    @Test func `is told of changes that another process makes`() throws {
        let before = store.queue.version
        try apply([event("a", 1)], in: FileImageStore(in: data.folder))
        #expect(store.queue.version != before)
        #expect(try store.queue.count() == 1)
    }

    @Test func `loses no update of many writers`() async throws {
        let folder = data.folder
        let told = try event("a", 1)
        try apply([told])
        let id = id(told)
        try await withThrowingTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    let store = try FileImageStore(in: folder)
                    for _ in 0..<10 {
                        try store.update(id) {
                            $0.apply(.attemptFailed(reason: "\(writer)", retryAt: Timestamp(seconds: 500)), at: .now)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.image(id)?.failures == 80)
        #expect(try store.queue.count() == 1)
    }

    @Test func `refuses a file that it does not understand, and names it`() throws {
        let told = try event("a", 1)
        try apply([told])
        let file = "\(data.folder.path)/images/\(integration.text)/a/\(told.digest.hexadecimal).json"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        #expect { try store.image(id(told)) } throws: { "\($0)".contains(file) }
    }

    /// The whole of it, in an order that is not the registry's, with a third of it twice.
    @Test func `takes in ten thousand events in disorder, none lost and none doubled`() throws {
        var events = try (0..<10_000).map { try event("r\($0 % 10)", $0) }
        events += try (0..<1_000).map { try event("r\($0 % 10)", $0, action: .delete, at: 20) }
        events += events.prefix(3_000)
        events.shuffle()
        for start in stride(from: 0, to: events.count, by: 4_000) {
            try apply(Array(events[start..<min(start + 4_000, events.count)]))
        }
        var states: [String: Int] = [:]
        for repository in try store.repositories(of: integration) {
            for image in try store.images(of: integration, in: repository) { states[image.state.name, default: 0] += 1 }
        }
        #expect(states == ["queued": 9_000, "deleted": 1_000])
        #expect(try store.queue.count() == 9_000)
    }
}
