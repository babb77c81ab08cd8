/// The number of a connection, never given twice by one loop.
struct ConnectionID: Sendable, Hashable {
    /// Its place in the loop's table, which others had before it.
    let slot: Int
    let serial: UInt64
}

/// One client's connection; it belongs to one loop and its thread.
final class Connection {
    /// Where it stands among the loop's connections.
    var position = 0
    var state: ConnectionState

    init(_ state: consuming ConnectionState) { self.state = state }
}

/// What a connection is at. It is passed along while something is done with the connection, so that all of that is one access.
struct ConnectionState: ~Copyable {
    /// What the connection is at.
    enum Stage {
        case open
        /// All has been sent; what the client still sends is dropped for a while, so that it gets to read the answer.
        case lingering(budget: Int)
        case closed
    }

    let id: ConnectionID
    let descriptor: Descriptor
    let peer: String
    /// What the loop waits for; see ``wantedInterest``.
    var interest: Poller.Interest = []
    var stage = Stage.open

    var parser: HTTPRequestParser
    var pipeline = ResponsePipeline()
    /// What could not be sent at once, from `sentBytes` on.
    var output: [UInt8] = []
    var sentBytes = 0

    /// No further request is read: the last one ends the connection, or was refused.
    var isLastRequestRead = false
    /// The client sends no more.
    var isInputEnded = false
    /// The client is to be told to send the body, once the answers before are out.
    var owesContinue = false
    /// The connection ends when the output is out.
    var closesAfterOutput = false
    /// The client may still be sending what nobody will read.
    var mayStillReceive = false
    /// Requests wait in the parser for their turn.
    var isPaused = false

    var phase = HTTPRequestParser.Phase.idle
    /// Until when the present phase of a request is to be over.
    var inputDeadline: UInt64 = .max
    var outputDeadline: UInt64 = .max
    var lingerDeadline: UInt64 = .max
    /// When something last came or went.
    var lastActivity: UInt64 = 0
    /// When the first byte of the present request came.
    var requestStart: UInt64 = 0
    /// What it counts for in the loop's sum.
    var heldBytes = 0
    var isFirstRequest = true

    init(id: ConnectionID, descriptor: Descriptor, peer: String, limits: HTTPServerLimits) {
        self.id = id
        self.descriptor = descriptor
        self.peer = peer
        parser = HTTPRequestParser(limits: limits, peer: peer)
    }

    var isClosed: Bool { if case .closed = stage { true } else { false } }

    var isLingering: Bool { if case .lingering = stage { true } else { false } }

    var hasOutput: Bool { sentBytes < output.count }

    /// Whether nothing is under way: no part of a request, no answer owed or waiting to be sent.
    var isIdle: Bool { phase == .idle && pipeline.isEmpty && !hasOutput && !isLingering }

    /// Whether nothing is owed to the client, so that the server only waits for a request or the rest of one.
    var isAwaited: Bool { pipeline.isEmpty && !hasOutput && !isLingering }

    /// Since when the server waits for the client.
    var awaitedSince: UInt64 { phase == .idle ? lastActivity : requestStart }

    /// Whether further bytes are wanted.
    var isReading: Bool {
        switch stage {
        case .open: !isInputEnded && !isLastRequestRead && !isPaused
        case .lingering: true
        case .closed: false
        }
    }

    /// What the loop is to wait for.
    var wantedInterest: Poller.Interest {
        switch (isReading, hasOutput) {
        case (true, true): [.reading, .writing]
        case (true, false): .reading
        case (false, true): .writing
        case (false, false): []
        }
    }

    /// The nearest time at which something is to be over.
    var deadline: UInt64 {
        switch stage {
        case .closed: .max
        case .lingering: lingerDeadline
        case .open:
            min(
                pipeline.deadline ?? .max,
                hasOutput ? outputDeadline : .max,
                isAwaitingInput ? inputDeadline : .max
            )
        }
    }

    /// Whether it is the client's turn, so that its time runs.
    var isAwaitingInput: Bool { isReading && (phase != .idle || (pipeline.isEmpty && !hasOutput)) }
}
