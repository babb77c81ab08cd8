import TestSupport
import Testing

@testable import HTTPServer

/// What a parser says of bytes fed in pieces: requests, and the error that ends it.
private struct Reading: Equatable {
    var requests: [HTTPRequest] = []
    var keepsAlive: [Bool] = []
    var continues = 0
    var error: HTTPParseError?
    var phase = HTTPRequestParser.Phase.idle

    init(_ pieces: [ArraySlice<UInt8>], limits: HTTPServerLimits = HTTPServerLimits()) {
        var parser = HTTPRequestParser(limits: limits)
        do throws(HTTPParseError) {
            for piece in pieces {
                piece.withUnsafeBytes { parser.feed($0) }
                while let event = try parser.next() {
                    switch event {
                    case .continueExpected: continues += 1
                    case .request(let received):
                        requests.append(received.request)
                        keepsAlive.append(received.keepsAlive)
                    }
                }
            }
        } catch {
            self.error = error
        }
        phase = parser.phase
    }

    init(_ text: String, limits: HTTPServerLimits = HTTPServerLimits()) {
        self.init([Array(text.utf8)[...]], limits: limits)
    }

    /// Whether both say the same, apart from a client's wish to be told to go on, which depends on the pieces.
    func isSame(as other: Self) -> Bool {
        requests == other.requests && keepsAlive == other.keepsAlive && error == other.error && phase == other.phase
    }
}

@Suite struct `A request` {
    @Test func `has the parts that were sent`() throws {
        let reading = Reading(
            "PUT /a%20b?c=d?e HTTP/1.1\r\nHost: example.com\r\nX-Text: \t a b\t \r\nx-text:c\r\nContent-Length: 3\r\n\r\nabc"
        )
        let request = try #require(reading.requests.first)
        #expect(reading.error == nil)
        #expect(request.method == "PUT")
        #expect(request.path == "/a%20b")
        #expect(request.query == "c=d?e")
        #expect(request.host == "example.com")
        #expect(request.headers["x-TEXT"] == "a b")
        #expect(request.headers.values(of: "X-Text") == ["a b", "c"])
        #expect(request.headers.map(\.name) == ["Host", "X-Text", "x-text", "Content-Length"])
        #expect(request.headers["X"] == nil)
        #expect(request.body == Array("abc".utf8))
    }

    @Test(arguments: [
        ("GET http://a.example:80/p?q HTTP/1.1\r\nHost: b\r\n\r\n", "/p", "q", "a.example:80"),
        ("GET HTTPS://a.example?q HTTP/1.1\r\nHost: b\r\n\r\n", "/", "q", "a.example"),
        ("OPTIONS http://a.example HTTP/1.1\r\nHost: b\r\n\r\n", "*", nil, "a.example"),
        ("OPTIONS * HTTP/1.1\r\nHost: b\r\n\r\n", "*", nil, "b"),
        ("GET / HTTP/1.0\r\n\r\n", "/", nil, ""),
        ("GET /? HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "/", "", "[::1]:8080"),
    ])
    func `has the target's path, query and host`(_ text: String, _ path: String, _ query: String?, _ host: String) {
        let reading = Reading(text)
        #expect(reading.requests.map(\.path) == [path])
        #expect(reading.requests.map(\.query) == [query])
        #expect(reading.requests.map(\.host) == [host])
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: close\r\n", false),
        ("HTTP/1.1", "Connection: a, Close ,b\r\n", false), ("HTTP/1.1", "Connection: closed\r\n", true),
        ("HTTP/1.0", "", false), ("HTTP/1.0", "Connection: keep-alive\r\n", true),
        ("HTTP/1.0", "Connection: keep-alive\r\nConnection: close\r\n", false),
    ])
    func `says whether another one may follow`(_ version: String, _ field: String, _ keepsAlive: Bool) {
        #expect(Reading("GET / \(version)\r\nHost: a\r\n\(field)\r\n").keepsAlive == [keepsAlive])
    }

    @Test func `has a chunked body without the framing`() {
        let reading = Reading(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00b ;x=\"y\"\r\n, the world\r\n"
                + "0\r\nX-Trailer: 1\r\n\r\n"
        )
        #expect(reading.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["hello, the world"])
        #expect(reading.requests.first?.headers["X-Trailer"] == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1", "Content-Length: 3\r\n", 1), ("HTTP/1.1", "Transfer-Encoding: chunked\r\n", 1),
        ("HTTP/1.1", "Content-Length: 0\r\n", 0), ("HTTP/1.1", "", 0), ("HTTP/1.0", "Content-Length: 3\r\n", 0),
    ])
    func `may wait to be told to go on`(_ version: String, _ field: String, _ continues: Int) {
        #expect(Reading("POST / \(version)\r\nHost: a\r\nExpect: 100-continue\r\n\(field)\r\n").continues == continues)
        // Who has begun to send the body does not wait.
        #expect(Reading("POST / \(version)\r\nHost: a\r\nExpect: 100-continue\r\n\(field)\r\n1").continues == 0)
    }

    @Test(arguments: RefusedRequest.requestLines + RefusedRequest.fields + RefusedRequest.bodies)
    func `is refused`(_ refused: RefusedRequest) {
        let whole = Reading([refused.bytes[...]])
        #expect(whole.error?.status == refused.status)
        #expect(whole.requests.isEmpty)
        // Byte by byte as well.
        let pieces = Reading(refused.bytes.indices.map { refused.bytes[$0...$0] })
        #expect(pieces.error?.status == refused.status)
        #expect(pieces.requests.isEmpty)
    }

    @Test func `may be as large as the limits say`() {
        var limits = HTTPServerLimits()
        (limits.targetBytes, limits.headerBytes, limits.headerCount, limits.bodyBytes) = (4, 16, 2, 4)
        func error(_ text: String) -> Int? { Reading(text, limits: limits).error?.status }
        #expect(error("GET /abc HTTP/1.1\r\nHost: a\r\n\r\n") == nil)
        #expect(error("GET /abcd HTTP/1.1\r\nHost: a\r\n\r\n") == 414)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\r\n") == nil)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nX: bcd\r\n\r\n") == 431)
        #expect(error("GET / HTTP/1.1\r\nHost: a\r\nX:\r\nY:\r\n\r\n") == 431)
        limits.headerBytes = 100
        #expect(error("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd") == nil)
        #expect(error("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n") == 413)
        let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(error(chunked + "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n") == nil)
        #expect(error(chunked + "2\r\nab\r\n3\r\n") == 413)
    }

    @Test(arguments: ValidRequests.all)
    func `may arrive in any two pieces, and byte by byte`(_ bytes: [UInt8]) {
        let whole = Reading([bytes[...]])
        #expect(whole.error == nil && whole.requests.count == 1 && whole.phase == .idle)
        for index in bytes.indices {
            #expect(Reading([bytes[..<index], bytes[index...]]).isSame(as: whole), "cut at \(index)")
        }
        #expect(Reading(bytes.indices.map { bytes[$0...$0] }).isSame(as: whole))
    }

    @Test func `may follow another one without a pause`() {
        let bytes = Array(ValidRequests.all.joined())
        let whole = Reading([bytes[...]])
        #expect(whole.requests.count == ValidRequests.all.count && whole.error == nil)
        #expect(Reading(bytes.indices.map { bytes[$0...$0] }).isSame(as: whole))
    }

    @Test func `costs no memory for what it only announces`() {
        var parser = HTTPRequestParser(limits: HTTPServerLimits())
        for text in ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n", "abc"] {
            Array(text.utf8).withUnsafeBytes { parser.feed($0) }
            _ = try? parser.next()
        }
        #expect(parser.phase == .body)
        #expect(parser.body.capacity < 1_000 && parser.buffer.capacity < 10_000)
    }
}

@Suite struct `The request parser on damaged requests` {
    @Test(arguments: [UInt64(1), 2])
    func `says the same however they are cut`(_ seed: UInt64) {
        var mutations = Mutations(seed: seed)
        var generator = SplitMix64(seed: seed)
        let documents =
            ValidRequests.all + [Array(ValidRequests.all.joined())]
            + (RefusedRequest.requestLines + RefusedRequest.fields + RefusedRequest.bodies).map(\.bytes)
            .filter { $0.count < 1_000 }
        for _ in 0..<Mutations.rounds(3_000) {
            let bytes = mutations.mutate(documents)
            var pieces: [ArraySlice<UInt8>] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...max(1, min(rest.count, 60)), using: &generator)
                pieces.append(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(Reading(pieces).isSame(as: Reading([bytes[...]])), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
