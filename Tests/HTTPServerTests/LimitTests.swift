import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(10))) struct `A client that takes its time` {
    private func limits(_ change: (inout HTTPServerLimits) -> Void) -> HTTPServerLimits {
        var limits = HTTPServerLimits()
        change(&limits)
        return limits
    }

    @Test(arguments: ["G", "GET / HTTP/1.1\r\nHost: a\r\n"])
    func `with the header gets 408`(_ text: String) throws {
        let server = try RunningServer(
            limits: limits { $0.headerTimeout = .milliseconds(50) },
            handler: ClosureHandler()
        )
        #expect(try server.answer(to: text.utf8).hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `and sends a byte now and then gets 408 all the same`() throws {
        let server = try RunningServer(
            limits: limits { $0.headerTimeout = .milliseconds(300) },
            handler: ClosureHandler()
        )
        let client = try server.client()
        client.send("GET / HTTP/1.1\r\nX: ")
        var count = 0
        while count < 500, !client.hasArrived(within: 20), client.send("y") { count += 1 }
        #expect(client.receiveAll().hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `with the body gets 408`() throws {
        let server = try RunningServer(limits: limits { $0.bodyTimeout = .milliseconds(50) }, handler: ClosureHandler())
        let text = try server.answer(to: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc".utf8)
        #expect(text.hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `with its first byte is let go`() throws {
        let server = try RunningServer(
            limits: limits { $0.headerTimeout = .milliseconds(50) },
            handler: ClosureHandler()
        )
        #expect(try server.client().receive() == [])
    }

    @Test func `with its next request is let go`() throws {
        let server = try RunningServer(limits: limits { $0.idleTimeout = .milliseconds(50) }, handler: ClosureHandler())
        let client = try server.client()
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.receiveAnswer().status == 200)
        #expect(client.receive() == [])
    }

    @Test func `with reading is let go`() throws {
        let length = 64 << 20
        let handler = ClosureHandler(onRequest: { _, responder in
            responder.send(HTTPResponse(status: 200, body: [UInt8](repeating: 0, count: length)))
        })
        let server = try RunningServer(limits: limits { $0.writeTimeout = .milliseconds(50) }, handler: handler)
        let client = try RawClient(port: server.server.port, receiveBuffer: 4_096)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        // Shut down with much time, the server can end only by letting this client go.
        #expect(client.hasArrived(within: 20_000))
        server.server.shutDown(within: .seconds(3_600))
        #expect(server.waitForEnd())
    }
}

@Suite(.timeLimit(.minutes(10))) struct `A handler that takes its time` {
    @Test func `is answered for with 503`() throws {
        var limits = HTTPServerLimits()
        limits.requestTimeout = .milliseconds(50)
        let kept = Events<HTTPResponder>()
        let refusals = Events<Int>()
        let server = try RunningServer(
            limits: limits,
            handler: ClosureHandler(onRequest: { kept.add($1) }, onRefusal: { status, _, _ in refusals.add(status) })
        )
        let text = try server.answer(to: "GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        #expect(text.hasPrefix("HTTP/1.1 503 ") && text.contains("Connection: close\r\n"))
        #expect(refusals.all == [503])
        for responder in kept.all { responder.send(.text(200, "too late")) }
    }
}

@Suite(.timeLimit(.minutes(10))) struct `A client too many` {
    private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `takes the place of one that has been idle`() throws {
        var limits = HTTPServerLimits()
        limits.connections = 1
        let server = try RunningServer(limits: limits, handler: ClosureHandler())
        let first = try server.client()
        first.send(get)
        #expect(try first.receiveAnswer().status == 200)
        let second = try server.client()
        second.send(get)
        #expect(try second.receiveAnswer().status == 200)
        #expect(first.receive() == [])
    }

    @Test(arguments: ["", "G", "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"])
    func `takes the place of one that does not go on`(_ start: String) throws {
        var limits = HTTPServerLimits()
        limits.connections = 3
        let server = try RunningServer(limits: limits, handler: ClosureHandler())
        let slow = try (0..<6).map { _ in
            let client = try server.client()
            client.send(start)
            return client
        }
        let clock = ContinuousClock()
        let begin = clock.now
        let last = try server.client()
        last.send(get)
        #expect(try last.receiveAnswer().status == 200)
        // Long before the first of the others would have been told that it takes too long.
        #expect(clock.now - begin < limits.headerTimeout)
        withExtendedLifetime(slow) {}
    }

    @Test func `waits while the others are busy`() throws {
        var limits = HTTPServerLimits()
        limits.connections = 2
        let requests = Events<(String, HTTPResponder)>()
        let server = try RunningServer(
            limits: limits,
            handler: ClosureHandler(onRequest: { requests.add(($0.path, $1)) })
        )
        var clients: [RawClient] = []
        for index in 0..<2 {
            let client = try server.client()
            client.send("GET /\(index) HTTP/1.0\r\n\r\n")
            #expect(requests.waitForNext())
            clients.append(client)
        }
        let third = try server.client()
        third.send("GET /2 HTTP/1.0\r\n\r\n")
        // The server has gone round since, and has not taken the third.
        requests.all[0].1.send(.text(200, "done"))
        #expect(clients[0].receiveAll().hasPrefix("HTTP/1.1 200"))
        #expect(requests.waitForNext())
        #expect(requests.all.map(\.0) == ["/0", "/1", "/2"])
        requests.all[2].1.send(.text(200, "done"))
        #expect(third.receiveAll().hasPrefix("HTTP/1.1 200"))
        requests.all[1].1.send(.text(200, "done"))
    }

    @Test func `gets 503 for a body for which there is no memory`() throws {
        var limits = HTTPServerLimits()
        limits.bufferedBytes = 100_000
        let server = try RunningServer(limits: limits, handler: ClosureHandler())
        let first = try server.client()
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n"
        first.send(head)
        first.send([UInt8](repeating: 0, count: 300_000))
        #expect(first.receiveAll().hasPrefix("HTTP/1.1 503 "))
        let second = try server.client()
        second.send(get)
        #expect(try second.receiveAnswer().status == 200)
    }
}
