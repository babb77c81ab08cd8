/// What sends HTTP requests.
///
/// - A redirect is not followed: the 3xx is the response.
/// - No cookie, cache entry or password outlives a request, and nothing is added that identifies a user.
/// - A body larger than the request's limit is given up, whatever was announced.
/// - When the time is over or the task is cancelled, the connection is closed and the call returns at once.
public protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole response.
    ///
    /// - Parameter seconds: the time for all of it, from looking up the name to the last byte.
    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse
}

/// A request to send.
public struct OutgoingRequest: Sendable, Hashable {
    /// The method, in upper case.
    public var method: String

    /// The absolute URL, percent-encoded as it goes on the wire.
    public var url: String

    /// The fields; `Host` and `Content-Length` are added. An empty `Content-Type` is sent as such.
    public var headers: [HTTPHeader]

    /// The body.
    public var body: [UInt8]

    /// How long the response's body may be, in bytes.
    public var maximumResponseBytes: Int

    /// A request with those parts.
    public init(
        _ method: String,
        _ url: String,
        headers: [HTTPHeader] = [],
        body: [UInt8] = [],
        maximumResponseBytes: Int = 1 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.maximumResponseBytes = maximumResponseBytes
    }
}

/// A response, received to its end.
public struct IncomingResponse: Sendable, Hashable {
    /// The status code.
    public var status: Int

    /// The fields; of those that came several times the values may be joined.
    public var headers: [HTTPHeader]

    /// The body.
    public var body: [UInt8]

    /// A response with those parts.
    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why there is no response.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, for programs; more may come.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The kind as one word.
        public let rawValue: String

        /// A kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The request cannot be sent as it is.
        public static let invalidRequest = Code(rawValue: "InvalidRequest")
        /// No connection, or it broke before the response was complete.
        public static let connection = Code(rawValue: "ConnectionFailed")
        /// The server's certificate is not trusted, or TLS failed.
        public static let tls = Code(rawValue: "TLSFailed")
        /// The time was over.
        public static let timeout = Code(rawValue: "Timeout")
        /// The body was longer than the request allows.
        public static let tooLarge = Code(rawValue: "ResponseTooLarge")
        /// What came is no HTTP.
        public static let invalidResponse = Code(rawValue: "InvalidResponse")
        /// The task was cancelled.
        public static let cancelled = Code(rawValue: "Cancelled")
        /// The receiver of the body gave up.
        public static let abandoned = Code(rawValue: "Abandoned")
    }

    /// What went wrong.
    public let code: Code

    /// The host, with a port that is not the scheme's; never more of the URL, whose query may be a signature.
    public let host: String

    /// What happened, in words.
    public let reason: String

    /// An error of that kind.
    public init(_ code: Code, host: String, _ reason: String) {
        self.code = code
        self.host = host
        self.reason = reason
    }

    /// The message for a user.
    public var description: String { host.isEmpty ? reason : "\(host): \(reason)" }

    /// Whether the same request may succeed soon.
    public var isRetryable: Bool { code == .connection || code == .timeout }
}

extension TransportError {
    package static func timedOut(_ host: String, _ seconds: Double) -> TransportError {
        let rounded = (seconds * 10).rounded() / 10
        return TransportError(.timeout, host: host, "no complete answer within \(rounded) seconds")
    }

    package static func cancelled(_ host: String) -> TransportError {
        TransportError(.cancelled, host: host, "the task was cancelled")
    }

    package static func tooLarge(_ host: String, _ limit: Int) -> TransportError {
        TransportError(.tooLarge, host: host, "the answer has more than \(limit) bytes")
    }

    package static func unsendable(_ header: HTTPHeader, _ url: RequestURL) -> TransportError {
        let name = header.name.displayable(60)
        return TransportError(.invalidRequest, host: url.authority, "header \(name) must be one line of text")
    }
}
