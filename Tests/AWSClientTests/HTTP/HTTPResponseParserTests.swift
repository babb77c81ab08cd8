import TestSupport
import Testing

@testable import AWSClient

/// Reads what arrives in pieces of that size, and then ends.
private func parse(
    _ bytes: [UInt8],
    pieces: Int = .max,
    method: String = "GET",
    limit: Int = 1000
) throws(HTTPResponseParser.Mistake) -> IncomingResponse? {
    var parser = HTTPResponseParser(to: method, maximumBodyBytes: limit)
    var rest = bytes[...]
    while !rest.isEmpty {
        let piece = rest.prefix(pieces)
        try parser.receive(piece)
        if let response = parser.complete { return response }
        rest = rest.dropFirst(piece.count)
    }
    try parser.end()
    return parser.complete
}

private let answers: [(text: String, status: Int, body: String)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc"),
    ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, ""),
    ("HTTP/1.0 404 Not Found\r\n\r\nall of it", 404, "all of it"),
    ("HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", 200, "abc"), ("HTTP/1.1 204 No\r\n\r\n", 204, ""),
    ("HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n", 304, ""),
    (
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
        200, "a"
    ),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0A \r\n0123456789\r\n0\r\nT: x\r\n\r\n",
        200, "abc0123456789"
    ),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\na", 200, "a"),
]

@Suite struct `The reader of HTTP responses` {
    @Test(arguments: answers)
    func `reads a response however it is cut into pieces`(_ text: String, _ status: Int, _ body: String) throws {
        for pieces in [1, 2, 3, 7, Int.max] {
            let response = try parse(Array(text.utf8), pieces: pieces)
            #expect(response?.status == status)
            #expect(response.map { String(decoding: $0.body, as: UTF8.self) } == body)
        }
    }

    @Test func `expects no body after HEAD, and keeps the fields as they are`() throws {
        let text = "HTTP/1.1 200 OK\r\nX-A:  b c \r\nx-a: d\r\nContent-Length: 5\r\n\r\n"
        let response = try parse(Array(text.utf8), method: "HEAD")
        #expect(response?.headers.map { "\($0.name)=\($0.value)" } == ["X-A=b c", "x-a=d", "Content-Length=5"])
    }

    @Test(arguments: [
        "", "H", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 +20 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n",
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnothing\r\n\r\n", "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\nA : x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", "HTTP/1.1 200 OK\r\nA: \u{0}\r\n\r\n", "HTTP/1.1 101 Up\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 12_000), String(repeating: "x", count: 70_000),
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 10_000),
    ])
    func `refuses what is no response, or ends too early`(_ text: String) {
        #expect(throws: HTTPResponseParser.Mistake.malformed) { try parse(Array(text.utf8)) }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1001),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n"
            + String(repeating: "x", count: 1001),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: "1\r\nx\r\n", count: 1001),
    ])
    func `refuses a body beyond the limit`(_ text: String) {
        #expect(throws: HTTPResponseParser.Mistake.tooLarge) { try parse(Array(text.utf8)) }
    }

    @Test func `takes a body of the limit in the smallest chunks`() throws {
        let chunks = String(repeating: "1\r\nx\r\n", count: 100_000)
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)0\r\n\r\n"
        #expect(try parse(Array(text.utf8), limit: 100_000)?.body.count == 100_000)
    }

    @Test func `reads or refuses damaged responses, alike in every cut`() {
        var mutations = Mutations(seed: 6)
        let documents = answers.map { Array($0.text.utf8) }
        for _ in 0..<Mutations.rounds(3000) {
            let bytes = mutations.mutate(documents)
            let whole = Result { () throws(HTTPResponseParser.Mistake) in try parse(bytes) }
            let cut = Result { () throws(HTTPResponseParser.Mistake) in try parse(bytes, pieces: 1) }
            #expect(whole == cut)
        }
    }
}
