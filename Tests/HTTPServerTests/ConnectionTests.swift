import Dispatch
import Foundation
import HTTPServer
import Synchronization
import Testing

private let get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"

@Suite(.timeLimit(.minutes(10))) struct `A connection` {
    @Test func `serves requests one after another`() throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        for index in 0..<20 {
            client.send("POST /\(index) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab")
            let answer = try client.receiveAnswer()
            #expect(answer.status == 200 && answer.body == "POST /\(index) ab" && answer["connection"] == nil)
            #expect(answer["date"]?.hasSuffix(" GMT") == true)
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "close"), ("GET / HTTP/1.0\r\n\r\n", "close"),
    ])
    func `ends after the answer where the client wants that`(_ request: String, _ field: String) throws {
        let client = try RunningServer(handler: ClosureHandler()).clientKeepingServer()
        client.client.send(request)
        let answer = try client.client.receiveAnswer()
        #expect(answer.status == 200 && answer["connection"] == field)
        #expect(client.client.receive() == [])
    }

    @Test func `goes on for a client of HTTP/1.0 that asks for it`() throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        for _ in 0..<2 {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try client.receiveAnswer()["connection"] == "keep-alive")
        }
    }

    @Test func `ends where the handler wants that`() throws {
        let handler = ClosureHandler(onRequest: { _, responder in
            responder.send(HTTPResponse(status: 200, headers: ["Connection": "close"]))
        })
        let server = try RunningServer(handler: handler)
        let text = try server.answer(to: (get + get).utf8)
        #expect(text.occurrences(of: "HTTP/1.1 200") == 1 && text.contains("Connection: close"))
    }

    @Test func `answers HEAD without a body`() throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get)
        let head = try client.receiveAnswer(hasBody: false)
        #expect(head.status == 200 && head["content-length"] == "10")
        #expect(try client.receiveAnswer().body == "GET /x ")
    }

    @Test func `answers pipelined requests in their order, however many`() throws {
        var limits = HTTPServerLimits()
        limits.pipelinedRequests = 4  // so that reading has to pause
        let server = try RunningServer(limits: limits, handler: ClosureHandler())
        let client = try server.client()
        let count = 3_000
        Thread {
            for index in 0..<count { client.send("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n") }
        }.start()
        for index in 0..<count {
            let body = try client.receiveAnswer().body
            guard body == "GET /\(index) " else {
                Issue.record("\(body) instead of the answer to \(index)")
                return
            }
        }
    }

    @Test(arguments: [1, 2])
    func `answers in order what other threads answer in another order`(_ loops: Int) throws {
        let waiting = Mutex<[(String, HTTPResponder)]>([])
        let handler = ClosureHandler(onRequest: { request, responder in
            let all = waiting.withLock { waiting in
                waiting.append((request.path, responder))
                return waiting.count == 8 ? waiting : []
            }
            for (path, responder) in all.reversed() {
                Thread {
                    responder.send(.text(200, path))
                    responder.send(.text(500, "a second answer"))
                }.start()
            }
        })
        let server = try RunningServer(loops: loops, handler: handler)
        let client = try server.client()
        client.send((0..<8).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        #expect(try (0..<8).map { _ in try client.receiveAnswer().body } == (0..<8).map { "/\($0)" })
    }

    @Test(arguments: [1, 2])
    func `answers many requests at once`(_ loops: Int) throws {
        let responders = Events<HTTPResponder>()
        let handler = ClosureHandler(onRequest: { responders.add($1) })
        let server = try RunningServer(loops: loops, handler: handler)
        let clients = try (0..<20).map { _ in try server.client() }
        for client in clients { client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
        while responders.all.count < clients.count { #expect(responders.waitForNext()) }
        let direct = Mutex<[String]>([])
        let callback = HTTPResponder { response in
            direct.withLock { $0.append(String(decoding: response.body, as: UTF8.self)) }
        }
        HTTPResponder.send(.text(200, "all"), to: responders.all + [callback])
        for client in clients { #expect(try client.receiveAnswer().body == "all") }
        #expect(direct.withLock { $0 } == ["all"])
    }

    @Test func `takes a chunked body in any pieces`() throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        let text =
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nT: 1\r\n\r\n"
        for byte in text.utf8 { client.send([byte]) }
        #expect(try client.receiveAnswer().body == "POST / abcde")
    }

    @Test func `tells a client that waits to send its body`() throws {
        let answers = Events<HTTPResponder>()
        let server = try RunningServer(
            handler: ClosureHandler(onRequest: { request, responder in
                request.path == "/first" ? answers.add(responder) : responder.send(.text(200, "second"))
            })
        )
        let client = try server.client()
        client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n")
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(answers.waitForNext())
        answers.all.first?.send(.text(200, "first"))
        // Only after the answer before.
        #expect(try client.receiveAnswer().body == "first")
        #expect(try client.receiveAnswer().head == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ab")
        #expect(try client.receiveAnswer().body == "second")
    }

    @Test func `answers a client that has ended sending`() throws {
        let answers = Events<HTTPResponder>()
        let server = try RunningServer(handler: ClosureHandler(onRequest: { answers.add($1) }))
        let client = try server.client()
        client.send(get + get)
        client.endSending()
        #expect(answers.waitForNext() && answers.waitForNext())
        for responder in answers.all { responder.send(.text(200, "late")) }
        let text = client.receiveAll()
        #expect(text.occurrences(of: "HTTP/1.1 200") == 2)
    }

    @Test(arguments: ["GET / HT", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc"])
    func `refuses what ends within a request`(_ text: String) throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        client.send(get + text)
        client.endSending()
        #expect(try client.receiveAnswer().status == 200)
        #expect(try client.receiveAnswer().status == 400)
        #expect(client.receive() == [])
    }

    @Test func `costs the others nothing when its client vanishes`() throws {
        let answers = Events<HTTPResponder>()
        let handler = ClosureHandler(onRequest: { request, responder in
            switch request.path {
            case "/waits": answers.add(responder)
            case "/large": responder.send(HTTPResponse(status: 200, body: Array(repeating: 0, count: 32 << 20)))
            default: responder.send(.text(200, "fine"))
            }
        })
        let server = try RunningServer(handler: handler)
        do {
            let before = try server.client()  // vanishes before the answer
            before.send("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(answers.waitForNext())
            before.resetOnClose()
            let within = try server.client()  // vanishes within the answer
            within.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(within.receive()?.isEmpty == false)
            within.resetOnClose()
            let uploading = try server.client()  // vanishes within its request
            uploading.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc")
        }
        for responder in answers.all {
            responder.send(HTTPResponse(status: 200, body: Array(repeating: 0, count: 1_000_000)))
        }
        let client = try server.client()
        for _ in 0..<3 {
            client.send(get)
            #expect(try client.receiveAnswer().body == "fine")
        }
    }

    @Test func `gets a large answer whole, however slowly it reads`() throws {
        let body = (0..<(6 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let server = try RunningServer(
            handler: ClosureHandler(onRequest: { _, responder in
                responder.send(HTTPResponse(status: 200, headers: ["Connection": "close"], body: body))
            })
        )
        let client = try RawClient(port: server.server.port, receiveBuffer: 4_096)
        client.send(get)
        var all: [UInt8] = []
        while let bytes = client.receive(), !bytes.isEmpty { all += bytes }
        #expect(all.suffix(body.count).elementsEqual(body))
    }

    @Test(.serialized, arguments: [1, 2])
    func `is one of 500 at once`(_ loops: Int) throws {
        let server = try RunningServer(loops: loops, handler: ClosureHandler())
        let clients = try (0..<500).map { _ in try server.client() }
        for round in 0..<2 {
            for (index, client) in clients.enumerated() {
                client.send("GET /\(round)/\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            for (index, client) in clients.enumerated() {
                #expect(try client.receiveAnswer().body == "GET /\(round)/\(index) ")
            }
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct `A refused request` {
    @Test(arguments: RefusedRequest.requestLines + RefusedRequest.fields + RefusedRequest.bodies)
    func `is answered, and the connection ends`(_ refused: RefusedRequest) throws {
        let refusals = Events<Int>()
        let server = try RunningServer(
            handler: ClosureHandler(
                onRequest: { _, responder in
                    responder.send(.text(200, "fine"))
                },
                onRefusal: { status, _, peer in if peer == "127.0.0.1" { refusals.add(status) } }
            )
        )
        let text = try server.answer(to: get.utf8 + refused.bytes)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(text.occurrences(of: "\r\nDate: ") == 2)
        #expect(text.contains("HTTP/1.1 \(refused.status) "))
        #expect(text.contains("Connection: close\r\n"))
        #expect(refusals.all == [refused.status])
    }

    @Test func `can be read by a client that goes on sending`() throws {
        let server = try RunningServer(handler: ClosureHandler())
        let client = try server.client()
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
        client.send([UInt8](repeating: 0, count: 800_000))
        #expect(client.receiveAll().hasPrefix("HTTP/1.1 413 "))
    }
}

extension RunningServer {
    /// A client that keeps the server alive.
    fileprivate func clientKeepingServer() throws -> (server: RunningServer, client: RawClient) {
        (self, try client())
    }
}
