import Dispatch
import HTTPServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct `The end of a batch` {
    private enum Event: Sendable, Equatable {
        case request(String)
        case end(isAnswered: Bool)
    }

    @Test func `comes once after many requests and before their answers`() throws {
        let events = Events<Event>()
        let watched = Mutex<RawClient?>(nil)
        let server = try RunningServer(
            handler: ClosureHandler(
                onRequest: { request, responder in
                    events.add(.request(request.path))
                    responder.send(.text(200, "done"))
                },
                onEndOfBatch: {
                    events.add(.end(isAnswered: watched.withLock { $0?.hasArrived() ?? true }))
                }
            )
        )
        let client = try server.client()
        watched.withLock { $0 = client }
        client.send((0..<5).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for _ in 0..<5 { #expect(try client.receiveAnswer().status == 200) }
        #expect(events.all == (0..<5).map { .request("/\($0)") } + [.end(isAnswered: false)])
        watched.withLock { $0 = nil }
    }

    @Test func `comes once for all connections that were ready`() throws {
        let events = Events<String>()
        let isHeld = DispatchSemaphore(value: 0)
        let server = try RunningServer(
            handler: ClosureHandler(
                onRequest: { request, responder in
                    events.add(request.path)
                    if request.path == "/holds" { _ = isHeld.wait(timeout: .now() + 20) }
                    responder.send(.text(200, "done"))
                },
                onEndOfBatch: { events.add("end") }
            )
        )
        let clients = try (0..<20).map { _ in try server.client() }
        for client in clients {
            client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveAnswer().status == 200)
        }
        let holding = try server.client()
        holding.send("GET /holds HTTP/1.1\r\nHost: a\r\n\r\n")
        while !events.all.contains("/holds") { #expect(events.waitForNext()) }
        // The loop is held: what is sent now is ready when it goes round again.
        for client in clients { client.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n") }
        isHeld.signal()
        for client in clients { #expect(try client.receiveAnswer().status == 200) }
        #expect(events.all.suffix(22) == ["end"] + Array(repeating: "/second", count: 20) + ["end"])
    }

    @Test func `can give the answers of its requests`() throws {
        let waiting = Mutex<[HTTPResponder]>([])
        let server = try RunningServer(
            handler: ClosureHandler(
                onRequest: { _, responder in waiting.withLock { $0.append(responder) } },
                onEndOfBatch: {
                    let responders = waiting.withLock { waiting in
                        defer { waiting = [] }
                        return waiting
                    }
                    for responder in responders { responder.send(.text(200, "\(responders.count)")) }
                }
            )
        )
        let client = try server.client()
        client.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 3))
        for _ in 0..<3 { #expect(try client.receiveAnswer().body == "3") }
    }
}
