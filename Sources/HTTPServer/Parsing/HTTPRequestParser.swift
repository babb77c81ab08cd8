/// Reads the requests of one connection out of bytes that arrive in any pieces.
///
/// A pure value: ``feed(_:)`` adds bytes, ``next()`` gives what they say. After an error there is nothing more to read.
/// It holds the bytes that were fed and not yet read, the request that they belong to, and nothing for bytes that were
/// only announced.
///
/// - Source: RFC 9112.
struct HTTPRequestParser: Sendable {
    enum Event: Sendable {
        /// The client waits for `100 Continue` before it sends the body.
        case continueExpected
        case request(ReceivedRequest)
    }

    /// How far the present request has come.
    enum Phase: Sendable, Hashable {
        /// No byte of it has arrived.
        case idle
        case header
        case body
    }

    enum State: Sendable {
        case requestLine
        case fields
        case body(remaining: Int)
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd
        case trailers
        case failed(HTTPParseError)
    }

    let limits: HTTPServerLimits
    let peer: String
    var state = State.requestLine

    /// Bytes of this and following requests; what is before `base` is no longer needed.
    var buffer: [UInt8] = []
    private(set) var base = 0
    /// The first byte that was not yet understood.
    private(set) var cursor = 0
    /// Up to where no end of a line was found.
    private var searched = 0

    var line: RequestLine?
    var hasSkippedEmptyLine = false
    var fieldsStart = 0
    var fields: [HTTPHeaders.Field] = []
    var framing = MessageFraming()
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    /// The bytes and lines of the trailer section and of chunks' extensions.
    var overheadBytes = 0
    var trailerCount = 0

    init(limits: HTTPServerLimits, peer: String = "") {
        self.limits = limits
        self.peer = peer
    }

    /// How far the present request has come.
    var phase: Phase {
        switch state {
        case .requestLine: cursor < buffer.count ? .header : .idle
        case .fields, .failed: .header
        case .body, .chunkSize, .chunk, .chunkEnd, .trailers: .body
        }
    }

    /// How many bytes the parser holds.
    var heldBytes: Int { buffer.count + body.count }

    /// Adds bytes that have arrived.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        var bytes = bytes[...]
        if case .body(let remaining) = state, cursor == buffer.count {
            // Large bodies need not pass through the buffer.
            body.append(contentsOf: bytes.prefix(remaining))
            state = .body(remaining: remaining - min(remaining, bytes.count))
            bytes = bytes.dropFirst(remaining)
        }
        if base > 0 { dropUnneededBytes() }
        buffer.append(contentsOf: bytes)
    }

    /// The next thing that the bytes fed so far say; nothing when more are needed.
    mutating func next() throws(HTTPParseError) -> Event? {
        do {
            while true {
                switch try step() {
                case .waits: return nil
                case .goesOn: continue
                case .gives(let event): return event
                }
            }
        } catch {
            fail(with: error)
            throw error
        }
    }

    /// Reads no more, and lets go of what it holds.
    mutating func fail(with error: HTTPParseError) {
        state = .failed(error)
        (buffer, body, fields) = ([], [], [])
        (base, cursor, searched) = (0, 0, 0)
    }

    enum Step {
        case waits
        case goesOn
        case gives(Event)
    }

    private mutating func step() throws(HTTPParseError) -> Step {
        switch state {
        case .requestLine: try readRequestLine()
        case .fields: try readField()
        case .body(let remaining): readBody(remaining)
        case .chunkSize: try readChunkSize()
        case .chunk(let remaining): readChunk(remaining)
        case .chunkEnd: try readChunkEnd()
        case .trailers: try readTrailer()
        case .failed(let error): throw error
        }
    }

    // MARK: - Bytes

    /// How many bytes were fed and not yet understood.
    var unreadBytes: Int { buffer.count - cursor }

    /// Moves past bytes that are no longer needed afterwards.
    mutating func consume(_ count: Int) {
        cursor += count
        searched = cursor
        base = cursor
    }

    /// The next line without CRLF, which stays in the buffer; nothing when its end has not arrived.
    ///
    /// - Parameters:
    ///   - maximum: how many bytes it may have.
    ///   - excess: what to refuse a longer one with.
    mutating func nextLine(maximum: Int, excess: HTTPParseError) throws(HTTPParseError) -> ArraySlice<UInt8>? {
        guard let end = buffer[searched...].firstIndex(of: .lineFeed) else {
            searched = buffer.count
            // One more than the line, for the carriage return.
            guard unreadBytes <= maximum + 1 else { throw excess }
            return nil
        }
        guard end - cursor <= maximum + 1 else { throw excess }
        // RFC 9112, section 2.2, lets a server accept a bare line feed; what a proxy makes of it is unknown.
        guard end > cursor, buffer[end - 1] == .carriageReturn else {
            throw .badRequest("A line must end with CR and LF")
        }
        let line = buffer[cursor..<(end - 1)]
        cursor = end + 1
        searched = cursor
        return line
    }

    /// Gives the request away and makes ready for the next one.
    mutating func finish() -> Step {
        guard let line else { return .waits }  // a body is read only after a request line
        let request = HTTPRequest(line, headers: headers, body: body, peer: peer)
        let received = ReceivedRequest(
            request: request,
            keepsAlive: framing.keepsAlive(isHTTP10: line.isHTTP10),
            isHTTP10: line.isHTTP10
        )
        state = .requestLine
        self.line = nil
        hasSkippedEmptyLine = false
        framing = MessageFraming()
        headers = HTTPHeaders()
        body = []
        (overheadBytes, trailerCount) = (0, 0)
        consume(0)
        if cursor == buffer.count { dropUnneededBytes() }
        return .gives(.request(received))
    }

    /// The capacity that an idle connection keeps.
    private static let keptCapacity = 2_048

    private mutating func dropUnneededBytes() {
        if base == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        } else {
            buffer.removeSubrange(..<base)
        }
        cursor -= base
        searched -= base
        fieldsStart -= base
        base = 0
    }
}

/// A request with what the connection needs to know to answer it.
struct ReceivedRequest: Sendable {
    let request: HTTPRequest
    /// Whether another request may follow on the connection.
    let keepsAlive: Bool
    let isHTTP10: Bool
}
