import Dispatch
import Synchronization

/// Works on requests on a thread of its own, on all of a batch together, so that what they need to have made durable is synced
/// once (group commit). The loop that has received them reads on meanwhile.
///
/// - Source: D. DeWitt and others, "Implementation techniques for main memory database systems" (group commit).
final class BatchThread<Request: Sendable>: Sendable {
    private struct State {
        /// What is to be worked on next, and what has come since the last batch ended.
        var requests: [Request] = []
        /// How many requests are of batches that have ended.
        var endedCount = 0
        /// Whether the thread is at work, so that it will find what waits.
        var isWorking = false
    }

    private let state = Mutex(State())
    private let queue: DispatchQueue

    /// - Parameter name: the thread's name.
    init(_ name: String) { queue = DispatchQueue(label: name) }

    /// Gathers a request, which waits for ``endOfBatch(_:)``.
    func add(_ request: Request) { state.withLock { $0.requests.append(request) } }

    /// Has everything worked on that was gathered. Returns at once.
    ///
    /// - Parameter work: works on a batch; never called twice at once.
    func endOfBatch(_ work: @escaping @Sendable ([Request]) -> Void) {
        let begins = state.withLock { state in
            if state.endedCount == state.requests.count { return false }
            state.endedCount = state.requests.count
            defer { state.isWorking = true }
            return !state.isWorking
        }
        guard begins else { return }
        queue.async {
            while let batch = self.takeEnded() { work(batch) }
        }
    }

    /// Takes the requests of the batches that have ended.
    private func takeEnded() -> [Request]? {
        state.withLock { state in
            let count = state.endedCount
            guard count > 0 else {
                state.isWorking = false
                return nil
            }
            let later = state.requests[count...]
            var ended: [Request] = []
            swap(&ended, &state.requests)
            // As much will come again, most likely, and room for it is found faster at once.
            state.requests.reserveCapacity(count)
            state.requests += later
            state.endedCount = 0
            if !later.isEmpty { ended.removeLast(later.count) }
            return ended
        }
    }
}
