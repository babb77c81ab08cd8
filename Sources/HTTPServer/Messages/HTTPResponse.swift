/// An answer to a request.
public struct HTTPResponse: Sendable, Equatable {
    /// The status, from 200 to 599. The server answers 500 in the place of any other.
    public var status: Int

    /// The header's fields besides those that the server writes itself.
    ///
    /// `Content-Length`, `Date`, `Transfer-Encoding` and `Connection` are the server's and are left out, but
    /// `Connection: close` ends the connection after the answer.
    public var headers: HTTPHeaders

    /// The body, which is not sent in answer to `HEAD` and with statuses that have none (204, 304).
    public var body: [UInt8]

    /// An answer of these parts.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer with a plain text.
    public static func text(_ status: Int, _ text: String) -> Self {
        Self(status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }
}

extension HTTPResponse {
    /// The answer of the server itself to what it refuses.
    init(refusing error: HTTPParseError) {
        self = .text(error.status, "\(error.reason).\n")
    }

    /// The reason phrase of a status.
    ///
    /// - Source: RFC 9110, section 15; RFC 6585.
    static func reasonPhrase(of status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""  // the phrase may be empty, the space before it may not
        }
    }
}
