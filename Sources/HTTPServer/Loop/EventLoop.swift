/// Serves connections on one thread.
///
/// Each turn waits until something is ready, reads and hands over what has arrived, lets the handler finish the batch,
/// and then writes the answers.
struct EventLoop: ~Copyable {
    let handler: any HTTPHandler
    let limits: HTTPServerLimits
    let times: Times
    let mailbox: LoopMailbox
    /// How many connections this loop serves at once.
    let maximumConnections: Int
    /// How many connections are accepted in a turn.
    let acceptsPerTurn: Int

    var listener: ListeningSocket?
    var connections: ConnectionTable
    /// The time at which this turn began.
    var now: UInt64
    /// How many requests were handed over in this turn.
    var handledRequests = 0
    /// What all connections hold in memory together.
    var heldBytes = 0
    var isAcceptPaused = false
    /// When the deadlines are to be looked at again.
    var nextCheck: UInt64 = .max
    /// Until when the loop is to end, when it is to end.
    var shutDownDeadline: UInt64?

    /// Connections that became ready.
    var ready: [Connection] = []
    /// Connections whose waiting requests can be handed over now.
    var resumable: [ConnectionID] = []
    /// Connections that an answer can be written to.
    var answered: [ConnectionID] = []
    /// Connections to be removed at the end of the turn; until then their descriptors must not be given to others.
    var closed: [ConnectionID] = []
    var answers: [LoopMailbox.Answer] = []
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 16)
    var writer = ResponseWriter()

    /// The timeouts in nanoseconds.
    struct Times {
        let header: UInt64
        let body: UInt64
        let idle: UInt64
        let write: UInt64
        let request: UInt64
        let linger: UInt64

        init(_ limits: HTTPServerLimits) {
            header = limits.headerTimeout.clampedNanoseconds
            body = limits.bodyTimeout.clampedNanoseconds
            idle = limits.idleTimeout.clampedNanoseconds
            write = limits.writeTimeout.clampedNanoseconds
            request = limits.requestTimeout.clampedNanoseconds
            linger = limits.lingerTimeout.clampedNanoseconds
        }
    }

    init(
        handler: any HTTPHandler,
        limits: HTTPServerLimits,
        mailbox: LoopMailbox,
        listener: ListeningSocket?,
        loops: Int
    ) {
        self.handler = handler
        self.limits = limits
        self.mailbox = mailbox
        self.listener = listener
        times = Times(limits)
        maximumConnections = max(1, (limits.connections + loops - 1) / loops)
        // All loops poll the same socket. One that takes few connections leaves others to the others.
        acceptsPerTurn = loops == 1 ? 64 : 1
        connections = ConnectionTable(wakeDescriptor: mailbox.wakeDescriptor)
        connections.listen(on: listener?.descriptor.number)
        now = Platform.monotonicNanoseconds
    }

    deinit { input.deallocate() }

    /// Serves until it is to end and all that was accepted is finished, or the time is over.
    mutating func run() {
        while !isFinished { turn() }
        endBatch()
        endConnections()
        mailbox.close()
    }

    private mutating func turn() {
        let hasNewConnections = wait()
        for connection in ready { becomeReady(&connection.state) }
        ready.removeAll(keepingCapacity: true)
        resumeReading()
        if hasNewConnections { acceptConnections(atMost: acceptsPerTurn) }
        endBatch()
        if now >= nextCheck { checkDeadlines() }
        writeAnswers()
        removeClosedConnections()
    }

    /// Waits until something is ready; gives whether connections can be accepted.
    private mutating func wait() -> Bool {
        let mayWait = resumable.isEmpty && handledRequests == 0 && mailbox.fallAsleep(knownDeadline: shutDownDeadline)
        let readiness = connections.wait(milliseconds: mayWait ? millisecondsToNextCheck : 0, into: &ready)
        let deadline = mailbox.wakeUp()
        if readiness.isWoken { mailbox.drainWakes() }
        now = Platform.monotonicNanoseconds
        shutDown(by: deadline)
        return readiness.hasNewConnections && listener != nil
    }

    private var millisecondsToNextCheck: Int32 {
        guard nextCheck > now else { return 0 }
        // Rounded up, so that it is not looked at too early, again and again.
        return Int32(min((nextCheck - now) / 1_000_000 + 1, 60_000))
    }

    mutating func endBatch() {
        guard handledRequests > 0 else { return }
        handledRequests = 0
        handler.endOfBatch()
    }

    // MARK: - Connections

    /// Accepts what waits, while there is room.
    mutating func acceptConnections(atMost count: Int) {
        guard let listener else { return }
        for _ in 0..<count {
            guard connections.count - closed.count < maximumConnections || closeLongestAwaited() else {
                return pauseAccepting()
            }
            switch Socket.accept(from: listener.descriptor.number) {
            case .connection(let number, let peer):
                let connection = connections.add(Descriptor(number), peer: peer, limits: limits)
                connection.state.lastActivity = now
                connection.state.inputDeadline = later(times.header)
                settle(&connection.state)
            case .gone: continue
            case .none: return
            case .noResources: return pauseAccepting()
            }
        }
    }

    /// Leaves clients waiting until a connection ends; looks again soon, as others may have kept the server waiting by then.
    private mutating func pauseAccepting() {
        isAcceptPaused = true
        connections.listen(on: nil)
        nextCheck = min(nextCheck, later(1_000_000_000))
    }

    mutating func resumeAccepting() {
        guard isAcceptPaused, let listener else { return }
        isAcceptPaused = false
        connections.listen(on: listener.descriptor.number)
    }

    /// Makes room at the cost of the client that the server has waited for longest, if that is a second or more. So clients
    /// that send a byte now and then keep nobody out.
    private mutating func closeLongestAwaited() -> Bool {
        let longest = connections.members.lazy.filter { !$0.state.isClosed && $0.state.isAwaited }
            .min { $0.state.awaitedSince < $1.state.awaitedSince }
        guard let longest, longest.state.awaitedSince + 1_000_000_000 <= now else { return false }
        close(&longest.state)
        return true
    }

    /// The time that many nanoseconds, at most a hundred years, from now.
    func later(_ nanoseconds: UInt64) -> UInt64 { now + nanoseconds }

    /// Ends the connection at the end of this turn.
    mutating func close(_ connection: inout ConnectionState) {
        guard !connection.isClosed else { return }
        connection.stage = .closed
        heldBytes -= connection.heldBytes
        connection.heldBytes = 0
        connections.setInterest([], in: &connection)
        closed.append(connection.id)
    }

    private mutating func removeClosedConnections() {
        guard !closed.isEmpty else { return }
        for id in closed { connections.remove(id) }
        closed.removeAll(keepingCapacity: true)
        resumeAccepting()
    }

    /// Brings what depends on a connection's state up to date, after anything was done with it.
    mutating func settle(_ connection: inout ConnectionState) {
        guard !connection.isClosed else { return }
        if shutDownDeadline != nil, connection.isIdle { return close(&connection) }
        let held = connection.parser.heldBytes + connection.pipeline.heldBytes + connection.output.count
        heldBytes += held - connection.heldBytes
        connection.heldBytes = held
        connections.setInterest(connection.wantedInterest, in: &connection)
        nextCheck = min(nextCheck, connection.deadline)
    }
}
