import Foundation
import Synchronization
import Testing

@testable import HTTPServer

@Suite struct `An HTTP date` {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `has the preferred form`(_ seconds: Int, _ text: String) {
        #expect(HTTPDate.text(secondsSince1970: seconds) == text)
    }

    @Test func `is what Foundation makes of each day of four centuries`() {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        for day in stride(from: 0, to: 146_097, by: 13) {
            let seconds = day * 86_400 + day % 86_400
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(HTTPDate.text(secondsSince1970: seconds) == formatter.string(from: date))
        }
    }
}

@Suite struct `Header fields` {
    @Test func `keep their order and spelling, and are found in any case`() {
        var headers: HTTPHeaders = ["Content-Type": "text/plain", "set-cookie": "a"]
        headers.append("Set-Cookie", "b")
        #expect(headers["CONTENT-TYPE"] == "text/plain")
        #expect(headers.values(of: "SET-cookie") == ["a", "b"])
        #expect(
            headers.map { "\($0.name)=\($0.value)" } == ["Content-Type=text/plain", "set-cookie=a", "Set-Cookie=b"]
        )
        #expect(headers == ["content-type": "text/plain", "Set-Cookie": "a", "set-cookie": "b"])
        #expect(headers != ["content-type": "text/plain", "Set-Cookie": "b", "set-cookie": "a"])
    }

    @Test func `cannot be ended by their value`() {
        let headers: HTTPHeaders = ["Location": "/a\r\nSet-Cookie: b\0\u{7F}é\tc"]
        #expect(headers["Location"] == "/a  Set-Cookie: b  é\tc")
    }

    @Test func `have a token as their name`() async {
        await #expect(processExitsWith: .failure) {
            var headers = HTTPHeaders()
            headers.append("a b", "c")
        }
    }
}

@Suite struct `A pipeline of answers` {
    private static func entry(heldBytes: Int) -> ResponsePipeline.Entry {
        ResponsePipeline.Entry(isHead: false, isHTTP10: false, keepsAlive: true, heldBytes: heldBytes, deadline: .max)
    }

    @Test func `keeps the order of requests, however long it is never empty`() {
        var pipeline = ResponsePipeline()
        var sequence = pipeline.append(Self.entry(heldBytes: 0))
        for number in 1..<1_000 {
            let following = pipeline.append(Self.entry(heldBytes: number))
            let isTurn = pipeline.answer(sequence, .text(200, "\(number)"))
            let (left, early) = (pipeline.next(), pipeline.next())
            #expect(isTurn && left?.entry.heldBytes == number - 1 && early == nil)
            #expect(left?.response.body == Array("\(number)".utf8))
            #expect(pipeline.count == 1 && pipeline.heldBytes == number)
            sequence = following
        }
    }
}

@Suite struct `An answer` {
    private func written(
        _ response: HTTPResponse,
        isHead: Bool = false,
        isHTTP10: Bool = false,
        isLast: Bool = false
    ) -> String {
        var writer = ResponseWriter()
        writer.setDate(secondsSince1970: 0)
        let entry = ResponsePipeline.Entry(
            isHead: isHead,
            isHTTP10: isHTTP10,
            keepsAlive: true,
            heldBytes: 0,
            deadline: 0
        )
        _ = writer.append(response, to: entry, isLast: isLast)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private let date = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"

    @Test func `is written with date and length`() {
        #expect(
            written(HTTPResponse(status: 404, headers: ["X": "y"], body: Array("abc".utf8)))
                == "HTTP/1.1 404 Not Found\r\n\(date)Content-Length: 3\r\nX: y\r\n\r\nabc"
        )
        #expect(written(HTTPResponse(status: 299)) == "HTTP/1.1 299 \r\n\(date)Content-Length: 0\r\n\r\n")
    }

    @Test func `has no body where there can be none`() {
        let body = Array("0123456789".utf8)
        #expect(
            written(HTTPResponse(status: 200, body: body), isHead: true)
                == "HTTP/1.1 200 OK\r\n\(date)Content-Length: 10\r\n\r\n"
        )
        #expect(written(HTTPResponse(status: 204, body: body)) == "HTTP/1.1 204 No Content\r\n\(date)\r\n")
        #expect(written(HTTPResponse(status: 304, body: body)) == "HTTP/1.1 304 Not Modified\r\n\(date)\r\n")
    }

    @Test func `leaves the framing to the server`() {
        let headers: HTTPHeaders = [
            "content-length": "7", "Transfer-Encoding": "chunked", "Connection": "upgrade", "date": "now",
        ]
        #expect(
            written(HTTPResponse(status: 200, headers: headers))
                == "HTTP/1.1 200 OK\r\n\(date)Content-Length: 0\r\n\r\n"
        )
    }

    @Test func `says whether the connection goes on`() {
        #expect(written(HTTPResponse(status: 200), isLast: true).contains("\r\nConnection: close\r\n"))
        #expect(written(HTTPResponse(status: 200), isHTTP10: true).contains("\r\nConnection: keep-alive\r\n"))
        #expect(
            written(HTTPResponse(status: 200, headers: ["connection": "Close"]), isHTTP10: true)
                .contains("\r\nConnection: close\r\n")
        )
    }

    @Test(arguments: [0, 100, 101, 199, 600, -1, Int.max])
    func `with another status than a final one is an internal error`(_ status: Int) {
        #expect(written(HTTPResponse(status: status)).hasPrefix("HTTP/1.1 500 "))
    }
}

@Suite struct `A responder without a server` {
    @Test func `passes the first answer on`() {
        let statuses = Mutex<[Int]>([])
        let responder = HTTPResponder { response in statuses.withLock { $0.append(response.status) } }
        responder.send(HTTPResponse(status: 200))
        responder.send(HTTPResponse(status: 500))
        #expect(statuses.withLock { $0 } == [200])
    }
}
