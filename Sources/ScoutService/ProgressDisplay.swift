import ImageEvents
import ScoutIntegration
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Shows on standard error how far a download is: on a terminal in one line that changes, elsewhere in few lines.
final class ProgressDisplay: Sendable {
    private struct State {
        var sizes: [ImageDigest: Int64] = [:]
        var received: [ImageDigest: Int64] = [:]
        var shownAt = ContinuousClock.now - .seconds(60)
        var startedAt = ContinuousClock.now
    }

    private let name: String
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// How often the line changes, and how often one is written elsewhere.
    private static let (terminalInterval, lineInterval) = (Duration.milliseconds(100), Duration.seconds(5))

    /// A display for a download of that name.
    convenience init(_ name: String) {
        self.init(name, isTerminal: isatty(STDERR_FILENO) == 1, write: StandardError.write)
    }

    init(_ name: String, isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
        self.name = name
        self.isTerminal = isTerminal
        self.write = write
    }

    /// Takes what has happened.
    func take(_ progress: PullProgress) {
        let line = state.withLock { state -> String? in
            switch progress {
            case .began(let blobs):
                for blob in blobs { state.sizes[blob.digest] = blob.size }
                state.startedAt = .now
            case .received(let digest, let bytes): state.received[digest] = bytes
            }
            let now = ContinuousClock.now
            guard now - state.shownAt >= (isTerminal ? Self.terminalInterval : Self.lineInterval) else { return nil }
            state.shownAt = now
            return Self.line(state, at: now)
        }
        if let line { show(line) }
    }

    /// Shows the end.
    func end() {
        show(state.withLock { Self.line($0, at: .now) })
        if isTerminal { write("\n") }
    }

    private func show(_ line: String) {
        // Back to the beginning of the line, and what is left of a longer one away.
        write(isTerminal ? "\r\(name): \(line)\u{1B}[K" : "\(name): \(line)\n")
    }

    private static func line(_ state: State, at now: ContinuousClock.Instant) -> String {
        let total = state.sizes.values.reduce(0, +)
        let received = state.received.values.reduce(0, +)
        let done = state.sizes.count { state.received[$0.key] == $0.value }
        let seconds = max((now - state.startedAt) / .seconds(1), 0.001)
        let percent = total > 0 ? received * 100 / total : 100
        return "\(done) of \(state.sizes.count) blobs, \(megabytes(received)) of \(megabytes(total)) MB (\(percent)%), "
            + "\(megabytes(Int64(Double(received) / seconds))) MB/s"
    }

    private static func megabytes(_ bytes: Int64) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
