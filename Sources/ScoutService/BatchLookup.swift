import ScoutIntegration
import Synchronization

/// Integrations as they have been found a moment ago, so that a burst does not look at the file of each again and again.
final class BatchLookup: Sendable {
    /// An integration that was found, which several requests share.
    final class Found: Sendable {
        let integration: Integration

        init(_ integration: Integration) { self.integration = integration }
    }

    fileprivate struct State {
        var found: [IntegrationID: Found] = [:]
        /// When the first of these was found.
        var since = ContinuousClock.now
        /// Whether a batch has ended since it was last seen to that nothing is too old.
        var isUnchecked = false
    }

    private let store: FileIntegrationStore
    private let lasting: Duration
    private let state = Mutex(State())

    /// A lookup in a store.
    ///
    /// - Parameter lasting: for how long what was found counts after the end of its batch.
    init(_ store: FileIntegrationStore, lasting: Duration = .zero) {
        self.store = store
        self.lasting = lasting
    }

    /// The integration of that id; `nil` where there is none.
    func find(_ id: IntegrationID) throws(StoreError) -> Found? {
        if let known = state.withLock({ $0.find(id, lasting) }) { return known }
        guard let found = try store.integration(id).map(Found.init) else { return nil }
        state.withLock { state in
            if state.found.isEmpty { state.since = .now }
            state.found[id] = found
        }
        return found
    }

    /// Tells that a batch has ended.
    func endOfBatch() { state.withLock { $0.isUnchecked = true } }
}

extension BatchLookup.State {
    fileprivate mutating func find(_ id: IntegrationID, _ lasting: Duration) -> BatchLookup.Found? {
        if isUnchecked, .now - since >= lasting { found.removeAll(keepingCapacity: true) }
        isUnchecked = false
        return found[id]
    }
}
