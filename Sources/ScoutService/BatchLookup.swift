import ScoutIntegration
import Synchronization

/// Integrations as one batch of requests has found them, so that a burst does not look at the file of each again and again.
final class BatchLookup: Sendable {
    private let store: FileIntegrationStore
    private let found = Mutex<[IntegrationID: Integration]>([:])

    init(_ store: FileIntegrationStore) { self.store = store }

    /// The integration of that id; `nil` where there is none.
    func integration(_ id: IntegrationID) throws(StoreError) -> Integration? {
        if let known = found.withLock({ $0[id] }) { return known }
        guard let integration = try store.integration(id) else { return nil }
        found.withLock { $0[id] = integration }
        return integration
    }

    /// Forgets what was found, at the end of the batch.
    func forget() { found.withLock { $0.removeAll(keepingCapacity: true) } }
}
