import ScoutIntegration
import Synchronization

/// How often something has failed of late, by address and in all, so that nobody can try it without end.
final class Attempts: Sendable {
    private struct State {
        var byPeer: [String: [Timestamp]] = [:]
        var all: [Timestamp] = []
    }

    private let state = Mutex(State())
    private let perPeer: Int
    private let inAll: Int

    /// How long a failure counts, in seconds.
    static let seconds: Int64 = 60
    private static let maximumPeers = 10_000

    /// So many failures in a minute.
    init(perPeer: Int = 10, inAll: Int = 300) {
        self.perPeer = perPeer
        self.inAll = inAll
    }

    /// Whether another attempt may be made.
    func isAllowed(_ peer: String, at now: Timestamp) -> Bool {
        let start = now.adding(seconds: -Self.seconds)
        return state.withLock { state in
            state.all.removeAll { $0 <= start }
            state.byPeer[peer]?.removeAll { $0 <= start }
            return state.all.count < inAll && (state.byPeer[peer]?.count ?? 0) < perPeer
        }
    }

    /// Notes a failure.
    func fail(_ peer: String, at now: Timestamp) {
        state.withLock { state in
            if state.byPeer.count >= Self.maximumPeers { state.byPeer.removeAll() }
            state.byPeer[peer, default: []].append(now)
            state.all.append(now)
        }
    }
}
