import Testing

/// A request that must be refused, and how.
struct RefusedRequest: Sendable, CustomTestStringConvertible {
    let status: Int
    let bytes: [UInt8]
    let why: String

    init(_ status: Int, _ why: String, _ text: String) {
        self.status = status
        self.why = why
        bytes = Array(text.utf8)
    }

    init(_ status: Int, _ why: String, bytes: [UInt8]) {
        (self.status, self.why, self.bytes) = (status, why, bytes)
    }

    var testDescription: String { "\(status): \(why)" }

    private static let host = "Host: a\r\n"
    private static let post = "POST / HTTP/1.1\r\nHost: a\r\n"

    static let requestLines: [Self] = [
        Self(400, "bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        Self(400, "bare LF at first", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "two empty lines at first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "CR within the request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "blank at first", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "tab", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        Self(400, "no version, as in HTTP/0.9", "GET /\r\n\r\n"),
        Self(400, "method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "TLS", bytes: [0x16, 3, 1, 2, 0, 1, 0]),
        Self(400, "lower case in the version", "GET / http/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "version without a dot", "GET / HTTP/11\r\nHost: a\r\n\r\n"),
        Self(505, "2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        Self(505, "0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
        Self(505, "1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
        Self(505, "HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Self(501, "CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"),
        Self(501, "long method", String(repeating: "A", count: 33) + " / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "* for another method", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "target without a slash", "GET a/b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "absolute form without a host", "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "absolute form with a user", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "backslash", "GET /\\a HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "control character in the target", "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "beyond ASCII in the target", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "percent sign alone", "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(400, "percent sign without digits", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(414, "long target", "GET /" + String(repeating: "a", count: 8_192) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(414, "long target without end", "GET /" + String(repeating: "a", count: 9_000)),
    ]

    static let fields: [Self] = [
        Self(400, "no Host", "GET / HTTP/1.1\r\n\r\n"),
        Self(400, "two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        Self(400, "two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
        Self(400, "Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        Self(400, "Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        Self(400, "two hosts in one", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        Self(400, "Host's port is no number", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
        Self(400, "Host's bracket does not end", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        Self(400, "blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
        Self(400, "blank before the name", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        Self(400, "folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"),
        Self(400, "folded line with a tab", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n\tb\r\n\r\n"),
        Self(400, "no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
        Self(400, "no name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
        Self(400, "name that is no token", "GET / HTTP/1.1\r\nHost: a\r\nX(y): x\r\n\r\n"),
        Self(400, "name beyond ASCII", "GET / HTTP/1.1\r\nHost: a\r\né: x\r\n\r\n"),
        Self(400, "NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
        Self(400, "CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"),
        Self(400, "two CRs", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\r\n\r\n"),
        Self(400, "DEL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7F}\r\n\r\n"),
        Self(400, "bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
        Self(400, "bare LF at the header's end", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        Self(417, "unknown expectation", post + "Content-Length: 1\r\nExpect: tea\r\n\r\n"),
        Self(
            431,
            "large header",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 16_384) + "\r\n\r\n"
        ),
        Self(431, "large header without end", "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 17_000)),
        Self(
            431,
            "large header of small fields",
            "GET / HTTP/1.1\r\n" + String(repeating: "X: " + String(repeating: "a", count: 300) + "\r\n", count: 60)
        ),
        Self(431, "many fields", "GET / HTTP/1.1\r\n" + host + String(repeating: "X: a\r\n", count: 100) + "\r\n"),
    ]

    static let bodies: [Self] = [
        Self(400, "both lengths", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Self(400, "both lengths, otherwise", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        Self(400, "differing lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        Self(400, "equal lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
        Self(400, "list of lengths", post + "Content-Length: 1, 1\r\n\r\na"),
        Self(400, "signed length", post + "Content-Length: +1\r\n\r\na"),
        Self(400, "negative length", post + "Content-Length: -1\r\n\r\na"),
        Self(400, "hexadecimal length", post + "Content-Length: 0x1\r\n\r\na"),
        Self(400, "empty length", post + "Content-Length:\r\n\r\n"),
        Self(400, "other digits", post + "Content-Length: ١\r\n\r\na"),
        Self(413, "large length", post + "Content-Length: 4194305\r\n\r\n"),
        Self(413, "huge length", post + "Content-Length: 99999999999999999999999999\r\n\r\n"),
        Self(501, "another coding before chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Self(501, "another coding", post + "Transfer-Encoding: gzip\r\n\r\n"),
        Self(501, "identity", post + "Transfer-Encoding: identity\r\n\r\n"),
        Self(501, "coding like chunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Self(501, "another coding after chunked", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        Self(501, "chunked in quotes", post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
        Self(501, "coding with a parameter", post + "Transfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n"),
        Self(400, "no coding", post + "Transfer-Encoding:\r\n\r\n0\r\n\r\n"),
        Self(400, "chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        Self(
            400,
            "chunked in two fields",
            post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(400, "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        chunked(400, "no size", "\r\n"),
        chunked(400, "size in other digits", "g\r\n"),
        chunked(400, "size with a prefix", "0x1\r\na\r\n"),
        chunked(400, "signed size", "+1\r\na\r\n"),
        chunked(400, "blank before the size", " 1\r\na\r\n"),
        chunked(400, "blank after the size", "1 \r\na\r\n0\r\n\r\n"),
        chunked(400, "bare LF after the size", "1\na\r\n0\r\n\r\n"),
        chunked(400, "CR in an extension", "1;a\rb\r\na\r\n0\r\n\r\n"),
        chunked(400, "bare LF in an extension", "1;a\nb\r\na\r\n0\r\n\r\n"),
        chunked(400, "NUL in an extension", "1;\0\r\na\r\n0\r\n\r\n"),
        chunked(400, "chunk longer than its size", "1\r\nab\r\n0\r\n\r\n"),
        chunked(400, "bare LF after a chunk", "1\r\na\n0\r\n\r\n"),
        chunked(400, "size of many digits", "00000000000000001\r\na\r\n0\r\n\r\n"),
        chunked(413, "large size", "400001\r\n"),
        chunked(413, "huge size", "ffffffffffffffff\r\n"),
        chunked(400, "large extension", "1;" + String(repeating: "a", count: 17_000)),
        chunked(
            400,
            "many extensions",
            String(repeating: "1;" + String(repeating: "a", count: 1_000) + "\r\na\r\n", count: 17)
        ),
        chunked(400, "trailer without a colon", "0\r\nX\r\n\r\n"),
        chunked(400, "folded trailer", "0\r\nX: a\r\n b\r\n\r\n"),
        chunked(431, "large trailer", "0\r\nX: " + String(repeating: "a", count: 17_000)),
        chunked(431, "many trailers", "0\r\n" + String(repeating: "X: a\r\n", count: 101) + "\r\n"),
    ]

    private static func chunked(_ status: Int, _ why: String, _ body: String) -> Self {
        Self(status, why, post + "Transfer-Encoding: chunked\r\n\r\n" + body)
    }
}

/// Requests that must be understood.
enum ValidRequests {
    static let all: [[UInt8]] = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET /a/b%20c?x=1&y=%C3%A9?/ HTTP/1.1\r\nHost: example.com:8080\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
        "HEAD / HTTP/1.1\r\nhOST: [::1]:80\r\nConnection: x , CLOSE\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n",
        "OPTIONS http://a.example HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET HTTP://a.example:80?q HTTP/1.1\r\nHost: b\r\n\r\n",
        "GET https://a.example/p?q HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0005\r\n\r\nhello",
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\nabc",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0B \t; a=\"b\";c\r\n, the world\r\n000\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n",
        "PUT /x HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Blank: \t \r\nX-Text: \t a b\t \r\nX-Text: \u{e9}\r\n!#$%&'*+-.^_`|~: 1\r\n\r\n",
    ].map { Array($0.utf8) }
}
