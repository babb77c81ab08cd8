/// A request that has arrived whole and is well-formed.
///
/// - Source: RFC 9110, section 6; RFC 9112, section 3.
public struct HTTPRequest: Sendable, Equatable {
    /// The method as sent, such as `GET`; methods are case-sensitive.
    public var method: String

    /// The path as sent, percent-encoded: it begins with a slash, or is `*` for `OPTIONS`.
    public var path: String

    /// What follows the question mark, percent-encoded; nothing where there is none.
    public var query: String?

    /// The header's fields as sent.
    public var headers: HTTPHeaders

    /// The body, without the framing of chunks.
    public var body: [UInt8]

    /// The address that the connection comes from, such as `127.0.0.1` or `::1`: a proxy's, where there is one.
    public var peer: String

    /// The authority of a target in absolute form.
    var authority: String?

    /// A request, for those who test handlers without a server.
    public init(
        method: String,
        path: String,
        query: String? = nil,
        headers: HTTPHeaders = [:],
        body: [UInt8] = [],
        peer: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.peer = peer
    }

    /// A request that has arrived.
    init(_ line: RequestLine, headers: HTTPHeaders, body: [UInt8], peer: String) {
        (method, path, query, authority) = (line.method, line.path, line.query, line.authority)
        (self.headers, self.body, self.peer) = (headers, body, peer)
    }

    /// The host and port that the client asked for: the target's where it names them, or else the `Host` field's.
    ///
    /// - Source: RFC 9112, section 3.2.2.
    public var host: String { authority ?? headers["Host"] ?? "" }
}
