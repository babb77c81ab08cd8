internal import Synchronization

/// A plain HTTP/1.1 client on a socket: http only, a connection and a thread for each request, no proxies.
///
/// For what is not encrypted: metadata endpoints and services on this machine. Foundation's client, where it is built on
/// libcurl, ends the process when such a server closes the connection within the header.
public struct SocketTransport: DownloadTransport {
    /// A transport that holds nothing.
    public init() {}

    /// Sends a request and waits for the whole response.
    public func send(
        _ request: OutgoingRequest,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        try await send(request, to: nil, within: seconds)
    }

    /// Asks for a part of a resource, and hands it on as it comes.
    public func download(
        _ request: OutgoingRequest,
        range: Range<Int64>,
        to sink: any BodySink,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        try await send(request.asking(for: range), to: sink, within: seconds)
    }

    private func send(
        _ request: OutgoingRequest,
        to sink: (any BodySink)?,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        let url = try RequestURL(request.url)
        guard url.scheme == "http" else {
            throw TransportError(.invalidRequest, host: url.authority, "only http is sent without encryption")
        }
        let message = try Self.message(request, url)
        let exchange = SocketExchange(url, message, request, sink, deadline: .now + .seconds(max(seconds, 0)))
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.begin(continuation)
                let timer = Task {
                    try await Task.sleep(for: .seconds(max(seconds, 0)))
                    exchange.finish(.failure(.timedOut(url.authority, seconds)))
                }
                // Sockets block their thread, and those of tasks must not be blocked.
                POSIX.detachThread {
                    exchange.run()
                    timer.cancel()
                }
            }
        } onCancel: {
            exchange.finish(.failure(.cancelled(url.authority)))
        }
        return try result.get()
    }

    /// The request as it goes on the wire.
    private static func message(_ request: OutgoingRequest, _ url: RequestURL) throws(TransportError) -> [UInt8] {
        var headers = request.headers
        if headers["Host"] == nil { headers.insert(HTTPHeader("Host", url.authority), at: 0) }
        if headers["User-Agent"] == nil { headers.set("User-Agent", "scout-ecr") }
        headers.set("Connection", "close")
        if !request.body.isEmpty || !["GET", "HEAD"].contains(request.method) {
            headers.set("Content-Length", "\(request.body.count)")
        }
        let isMethod = !request.method.isEmpty && request.method.utf8.allSatisfy { $0.isUnreserved }
        guard isMethod else { throw TransportError(.invalidRequest, host: url.authority, "the method must be a word") }
        if let wrong = headers.first(where: { !$0.isSendable }) { throw .unsendable(wrong, url) }
        let target = url.path + (url.query.map { "?\($0)" } ?? "")
        let lines = ["\(request.method) \(target) HTTP/1.1"] + headers.map { "\($0.name): \($0.value)" } + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + request.body
    }
}

/// One request on its way.
private final class SocketExchange: Sendable {
    typealias Outcome = Result<IncomingResponse, TransportError>

    private struct State {
        var continuation: CheckedContinuation<Outcome, Never>?
        var outcome: Outcome?
        var connection: SocketConnection?
    }

    private let url: RequestURL
    private let message: [UInt8]
    private let method: String
    private let limit: Int
    private let sink: (any BodySink)?
    private let deadline: ContinuousClock.Instant
    private let state = Mutex(State())

    /// How many bytes are received at once, and how many where a body is handed on.
    private static let (bufferSize, sinkBufferSize) = (16 << 10, 256 << 10)
    /// How long a server may send nothing of a body that is handed on.
    private static let idleLimit = Duration.seconds(30)

    init(
        _ url: RequestURL,
        _ message: [UInt8],
        _ request: OutgoingRequest,
        _ sink: (any BodySink)?,
        deadline: ContinuousClock.Instant
    ) {
        self.url = url
        self.message = message
        self.sink = sink
        self.deadline = deadline
        method = request.method
        limit = request.maximumResponseBytes
    }

    /// Waits for the outcome, which may be there already.
    func begin(_ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state in
            if state.outcome == nil { state.continuation = continuation }
            return state.outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    /// Only the first outcome counts; a connection that is still open is broken, so that its thread ends.
    func finish(_ outcome: Outcome) {
        let continuation = state.withLock { state in
            guard state.outcome == nil else { return nil as CheckedContinuation<Outcome, Never>? }
            state.outcome = outcome
            state.connection?.interrupt()
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: outcome)
    }

    /// Does all of it on this thread.
    func run() {
        let result = Result { () throws(SocketConnection.Failure) in try exchange() }
        // The descriptor's number may be given to another, so nobody may interrupt it once it is closed.
        state.withLock { state in
            state.connection?.close()
            state.connection = nil
        }
        finish(result.mapError(transportError))
    }

    private func exchange() throws(SocketConnection.Failure) -> IncomingResponse {
        let port = url.authority.hasSuffix("]") ? nil : url.authority.split(separator: ":").last.flatMap { UInt16($0) }
        for address in SocketAddress.resolve(url.host, port: port ?? 80) {
            guard let connection = SocketConnection(address) else { continue }
            let isOver = state.withLock { state in
                if state.outcome == nil { state.connection = connection }
                return state.outcome != nil
            }
            guard !isOver else {
                connection.close()
                throw .broken
            }
            do throws(SocketConnection.Failure) {
                try connection.connect(to: address, before: deadline)
            } catch {
                state.withLock { state in
                    state.connection = nil
                    connection.close()
                }
                guard error != .timedOut else { throw error }
                continue
            }
            return try talk(connection)
        }
        throw .unreachable
    }

    private func talk(_ connection: SocketConnection) throws(SocketConnection.Failure) -> IncomingResponse {
        try connection.send(message, before: deadline)
        let size = sink == nil ? Self.bufferSize : Self.sinkBufferSize
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        var intake = BodyIntake(
            HTTPResponseParser(to: method, maximumBodyBytes: sink == nil ? limit : .max),
            sink,
            limit
        )
        do {
            while true {
                let idleDeadline = sink == nil ? deadline : min(deadline, .now + Self.idleLimit)
                let count = try connection.receive(into: buffer, before: idleDeadline)
                if let response = try intake.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
                    return response
                }
            }
        } catch let mistake as HTTPResponseParser.Mistake {
            throw mistake == .tooLarge ? .tooLarge : .malformed
        } catch {
            throw error as? SocketConnection.Failure ?? .broken
        }
    }

    private func transportError(_ failure: SocketConnection.Failure) -> TransportError {
        let host = url.authority
        return switch failure {
        case .unreachable: TransportError(.connection, host: host, "no connection")
        case .broken: TransportError(.connection, host: host, "the connection broke")
        case .timedOut: TransportError(.timeout, host: host, "no complete answer in time")
        case .tooLarge: .tooLarge(host, limit)
        case .abandoned: TransportError(.abandoned, host: host, "what was received could not be taken")
        // A server that ends in the middle says the same as a broken connection: nothing reliable.
        case .malformed: TransportError(.connection, host: host, "the answer ended early, or is no HTTP")
        }
    }
}

/// Reads a response, and hands its body on where that is wanted.
private struct BodyIntake {
    private var parser: HTTPResponseParser
    private let sink: (any BodySink)?
    private let limit: Int
    /// Whether the sink wants the body; nil until the head is there.
    private var isHandedOn: Bool?

    init(_ parser: HTTPResponseParser, _ sink: (any BodySink)?, _ limit: Int) {
        self.parser = parser
        self.sink = sink
        self.limit = limit
    }

    /// Takes the next bytes, or the end where there are none; gives the response once it is complete.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) throws -> IncomingResponse? {
        if bytes.isEmpty { try parser.end() } else { try parser.receive(bytes) }
        if let sink { try handOn(to: sink) }
        return parser.complete
    }

    private mutating func handOn(to sink: any BodySink) throws {
        if isHandedOn == nil, var head = parser.head {
            head.body = []
            isHandedOn = sink.begin(head)
        }
        if isHandedOn == true {
            let body = parser.takeBody()
            guard body.isEmpty || body.withUnsafeBytes(sink.receive) else { throw SocketConnection.Failure.abandoned }
        } else if let head = parser.head, head.body.count > limit {
            throw HTTPResponseParser.Mistake.tooLarge
        }
    }
}
