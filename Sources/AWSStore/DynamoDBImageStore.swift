import AWSClient
import CloudFormation
public import ScoutIntegration
import Synchronization

/// Images as items of a table, one each, those of a repository in one partition.
public struct DynamoDBImageStore: ImageStore {
    private let table: DynamoDBTable
    private let noted = Noted()

    private static let kind = DynamoDBTable.Kind<Image>(
        subject: "image",
        decode: { Image(stored: $0) },
        encode: { $0.stored }
    )
    private static let repositoryKind = DynamoDBTable.Kind<String>(
        subject: "repository",
        decode: { $0.stringValue },
        encode: { .string($0) }
    )
    private static let timeKind = DynamoDBTable.Kind<Timestamp>(
        subject: "time",
        decode: { $0.stringValue.flatMap { Timestamp(iso8601: $0) } },
        encode: { .string($0.iso8601) }
    )

    /// How far the time of the last event may lie behind, in seconds. So most events cost one write.
    private static let lastEventSeconds: Int64 = 60

    /// What this process has written already and need not write again.
    private final class Noted: Sendable {
        let repositories = Mutex<Set<String>>([])
        let lastEvents = Mutex<[IntegrationID: Timestamp]>([:])
    }

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    // MARK: Reading

    /// The image of that id; `nil` where nothing is known of it.
    public func image(_ id: ImageID) async throws(StoreError) -> Image? { try await table.read(.image(id), Self.kind) }

    /// The repositories that images were pushed to, by name.
    public func repositories(of integration: IntegrationID) async throws(StoreError) -> [RepositoryName] {
        let items = try await table.items(
            where: "pk = :pk AND begins_with(sk, :prefix)",
            [
                ":pk": .string(DynamoDBTable.Key.integration(integration).partition),
                ":prefix": .string(DynamoDBTable.Key.repositoryPrefix),
            ]
        )
        var repositories: [RepositoryName] = []
        for item in items {
            if let name = try? RepositoryName(try table.record(of: item, Self.repositoryKind)) {
                repositories.append(name)
            }
        }
        return repositories.sorted { $0.text < $1.text }
    }

    /// How many images of a repository are known.
    public func count(of integration: IntegrationID, in repository: RepositoryName) async throws(StoreError) -> Int {
        try await table.count(ofPartition: DynamoDBTable.Key.imagePartition(integration, repository))
    }

    /// The images of a repository, the last pushed first.
    public func images(
        of integration: IntegrationID,
        in repository: RepositoryName
    ) async throws(StoreError) -> [Image] {
        let items = try await table.items(
            where: "pk = :pk",
            [":pk": .string(DynamoDBTable.Key.imagePartition(integration, repository))]
        )
        var images: [Image] = []
        for item in items { images.append(try table.record(of: item, Self.kind)) }
        return images.sortedByPush()
    }

    /// When a registry last told anything, to a minute.
    public func lastEvent(of integration: IntegrationID) async throws(StoreError) -> Timestamp? {
        try await table.read(.lastEvent(integration), Self.timeKind)
    }

    // MARK: Changing

    /// Changes an image, and returns what was there and what is there now; `nil` where nothing is known of it.
    ///
    /// - Parameter creating: whether an image of which nothing is known is changed too.
    @discardableResult
    public func update(
        _ id: ImageID,
        creating: Bool,
        _ change: (inout Image) -> Void
    ) async throws(StoreError) -> (before: Image?, after: Image)? {
        try await update(id, creatingAt: creating ? .now : nil, change)
    }

    private func update(
        _ id: ImageID,
        creatingAt now: Timestamp?,
        _ change: (inout Image) -> Void
    ) async throws(StoreError) -> (before: Image?, after: Image)? {
        // First, so that no image is in a repository that nobody knows of.
        if now != nil { try await noteRepository(id.repository, of: id.integration) }
        let made = try await table.update(.image(id), Self.kind) { before in
            guard var image = before ?? now.map({ Image(id: id, createdAt: $0) }) else { return nil }
            change(&image)
            return image
        }
        return made.map { ($0.before, $0.after) }
    }

    /// Takes in what a registry has told of an image.
    ///
    /// To take in the same event again does no harm.
    ///
    /// - Parameter isActive: whether images of the repository are to be analyzed.
    /// - Returns: the image as it is now.
    public func apply(
        _ event: ImageEvent,
        to integration: IntegrationID,
        at now: Timestamp,
        isActive: Bool
    ) async throws(StoreError) -> Image {
        let id = ImageID(integration: integration, repository: event.repository, digest: event.digest)
        let change = try await update(id, creatingAt: now) { $0.apply(.changed(event, isActive: isActive), at: now) }
        // The image is written; that this is not must not bring the event again.
        try? await noteLastEvent(now, of: integration)
        guard let change else { throw StoreError("cannot write", event.digest.text, detail: "it was not made") }
        return change.after
    }

    private func noteRepository(_ name: RepositoryName, of integration: IntegrationID) async throws(StoreError) {
        let key = DynamoDBTable.Key.repository(name, integration)
        let text = "\(key.partition) \(key.sort)"
        if noted.repositories.withLock({ $0.contains(text) }) { return }
        try await table.update(key, Self.repositoryKind) { _ in name.text }
        noted.repositories.withLock { known in
            if known.count >= 10_000 { known.removeAll() }
            known.insert(text)
        }
    }

    private func noteLastEvent(_ now: Timestamp, of integration: IntegrationID) async throws(StoreError) {
        let known = noted.lastEvents.withLock { $0[integration] }
        if let known, now < known.adding(seconds: Self.lastEventSeconds) { return }
        // Many processes may come here at once, and one of them has to write.
        let made = try await table.update(.lastEvent(integration), Self.timeKind) { before in
            if let before, now < before.adding(seconds: Self.lastEventSeconds) { return nil }
            return now
        }
        noted.lastEvents.withLock { known in
            if known.count >= 10_000 { known.removeAll() }
            known[integration] = made?.after
        }
    }
}

extension DynamoDBTable.Key {
    static let repositoryPrefix = "repository#"

    static func repository(_ name: RepositoryName, _ integration: IntegrationID) -> Self {
        Self(partition: Self.integration(integration).partition, sort: repositoryPrefix + name.text)
    }

    static func lastEvent(_ integration: IntegrationID) -> Self {
        Self(partition: Self.integration(integration).partition, sort: "last-event")
    }

    static func imagePartition(_ integration: IntegrationID, _ repository: RepositoryName) -> String {
        "images#\(integration.text)#\(repository.text)"
    }

    static func image(_ id: ImageID) -> Self {
        Self(partition: imagePartition(id.integration, id.repository), sort: id.digest.text)
    }
}
