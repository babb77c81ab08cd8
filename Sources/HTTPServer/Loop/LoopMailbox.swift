import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What other threads, and handlers on the loop's own, hand to a loop.
final class LoopMailbox: Sendable {
    /// The answer to one request.
    struct Answer: Sendable {
        let connection: ConnectionID
        let sequence: UInt64
        let response: HTTPResponse
    }

    fileprivate struct State {
        var answers: [Answer] = []
        var shutDownDeadline: UInt64?
        /// Whether the loop waits, so that it must be woken.
        var isAsleep = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakeReader: Descriptor
    private let wakeWriter: Descriptor

    init() throws(HTTPServerError) {
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutablePointer(to: &ends) { ends in
            ends.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
        }
        guard result == 0 else {
            throw HTTPServerError(.noResources, "cannot make a pipe: \(Platform.message(of: errno))")
        }
        wakeReader = Descriptor(ends.0)
        wakeWriter = Descriptor(ends.1)
        Descriptor.prepare(ends.0)
        Descriptor.prepare(ends.1)
    }

    /// What becomes readable when the loop is to wake.
    var wakeDescriptor: Int32 { wakeReader.number }

    /// Adds an answer, from any thread.
    func post(_ answer: Answer) { post { $0.append(answer) } }

    /// Adds answers, from any thread.
    func post(_ answers: [Answer]) { post { $0 += answers } }

    private func post(_ add: (inout [Answer]) -> Void) {
        let wakes = state.withLock { state in
            guard !state.isClosed else { return false }
            add(&state.answers)
            return state.takeAsleep()
        }
        if wakes { wake() }
    }

    /// Asks the loop to end by that time at the latest; of several times the earliest counts.
    func shutDown(by deadline: UInt64) {
        let wakes = state.withLock { state in
            state.shutDownDeadline = min(deadline, state.shutDownDeadline ?? deadline)
            return state.takeAsleep()
        }
        if wakes { wake() }
    }

    /// Prepares the loop to wait; `false` where there already is something to do.
    func fallAsleep(knownDeadline: UInt64?) -> Bool {
        state.withLock { state in
            guard state.answers.isEmpty, state.shutDownDeadline == knownDeadline else { return false }
            state.isAsleep = true
            return true
        }
    }

    /// Tells that the loop waits no more; gives until when it shall end, if it shall.
    func wakeUp() -> UInt64? {
        state.withLock { state in
            state.isAsleep = false
            return state.shutDownDeadline
        }
    }

    /// Moves the answers out, in the order in which they came, into an empty array; gives until when the loop shall
    /// end, if that was asked for before the last of them.
    func takeAnswers(into answers: inout [Answer]) -> UInt64? {
        state.withLock { state in
            swap(&state.answers, &answers)
            return state.shutDownDeadline
        }
    }

    /// Drops what is there and what will come.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.answers = []
        }
    }

    /// Makes the wake descriptor unreadable again, if no more than a few wakes have come; else it wakes once more.
    func drainWakes() {
        var bytes: UInt64 = 0
        _ = read(wakeReader.number, &bytes, 8)
    }

    private func wake() {
        var byte: UInt8 = 1
        // A full pipe wakes as well.
        _ = write(wakeWriter.number, &byte, 1)
    }
}

extension LoopMailbox.State {
    fileprivate mutating func takeAsleep() -> Bool {
        defer { isAsleep = false }
        return isAsleep
    }
}
