import AWSClient
import AWSStore
import ScoutIntegration

/// The images of a table, of which those that come to wait for their turn are put into the queue as well.
struct QueueingImageStore: ImageStore {
    let images: DynamoDBImageStore
    let queues: WorkQueues
    let now: @Sendable () -> Timestamp

    func image(_ id: ImageID) async throws(StoreError) -> Image? { try await images.image(id) }

    func repositories(of integration: IntegrationID) async throws(StoreError) -> [RepositoryName] {
        try await images.repositories(of: integration)
    }

    func count(of integration: IntegrationID, in repository: RepositoryName) async throws(StoreError) -> Int {
        try await images.count(of: integration, in: repository)
    }

    func images(of integration: IntegrationID, in repository: RepositoryName) async throws(StoreError) -> [Image] {
        try await images.images(of: integration, in: repository)
    }

    func lastEvent(of integration: IntegrationID) async throws(StoreError) -> Timestamp? {
        try await images.lastEvent(of: integration)
    }

    @discardableResult
    func update(
        _ id: ImageID,
        creating: Bool,
        _ change: (inout Image) -> Void
    ) async throws(StoreError) -> (before: Image?, after: Image)? {
        guard let made = try await images.update(id, creating: creating, change) else { return nil }
        do throws(AWSError) {
            try await queues.leave(made.after, at: now())
        } catch {
            throw StoreError("cannot queue", id.digest.text, detail: error.description)
        }
        return made
    }
}
