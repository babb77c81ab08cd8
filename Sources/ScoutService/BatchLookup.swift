import ScoutIntegration
import Synchronization

/// What is to be known of integrations, as they have been found a moment ago, so that a burst does not look at the file of each
/// again and again.
final class BatchLookup<Value: Sendable>: Sendable {
    private struct State {
        var found: [IntegrationID: Value] = [:]
        /// When the first of these was found.
        var since = ContinuousClock.now
        /// Whether a batch has ended since it was last seen to that nothing is too old.
        var isUnchecked = false

        mutating func find(_ id: IntegrationID, _ lasting: Duration) -> Value? {
            if isUnchecked, .now - since >= lasting { found.removeAll(keepingCapacity: true) }
            isUnchecked = false
            return found[id]
        }
    }

    private let store: FileIntegrationStore
    private let lasting: Duration
    private let valueOf: @Sendable (Integration) -> Value
    private let state = Mutex(State())

    /// A lookup in a store.
    ///
    /// - Parameters:
    ///   - lasting: for how long what was found counts after the end of its batch.
    ///   - valueOf: gives what is to be known of an integration.
    init(
        _ store: FileIntegrationStore,
        lasting: Duration = .zero,
        _ valueOf: @escaping @Sendable (Integration) -> Value
    ) {
        self.store = store
        self.lasting = lasting
        self.valueOf = valueOf
    }

    /// What is known of the integration of that id; `nil` where there is none.
    func find(_ id: IntegrationID) throws(StoreError) -> Value? {
        if let known = state.withLock({ $0.find(id, lasting) }) { return known }
        guard let found = try store.integration(id).map(valueOf) else { return nil }
        state.withLock { state in
            if state.found.isEmpty { state.since = .now }
            state.found[id] = found
        }
        return found
    }

    /// Tells that a batch has ended.
    func endOfBatch() { state.withLock { $0.isUnchecked = true } }
}
