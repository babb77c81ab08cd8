import Foundation
import HTTPServer
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

@Suite(.timeLimit(.minutes(10))) struct `A server that shuts down` {
    @Test(arguments: [1, 2])
    func `finishes what it has accepted`(_ loops: Int) throws {
        let requests = Events<HTTPResponder>()
        let server = try RunningServer(
            loops: loops,
            handler: ClosureHandler(onRequest: { request, responder in
                request.path == "/waits" ? requests.add(responder) : responder.send(.text(200, "done"))
            })
        )
        let idle = try server.client()
        idle.send(get)
        #expect(try idle.receiveAnswer().status == 200)
        let waiting = try server.client()
        waiting.send("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(requests.waitForNext())
        let sending = try server.client()
        sending.send(get + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
        #expect(try sending.receiveAnswer()["connection"] == nil)

        server.server.shutDown(within: .seconds(60))
        #expect(idle.receive() == [])
        #expect(try server.refusesConnections())
        requests.all.first?.send(.text(200, "in time"))
        let answer = try waiting.receiveAnswer()
        #expect(answer.body == "in time" && answer["connection"] == "close")
        #expect(waiting.receive() == [])
        sending.send("cd")
        #expect(sending.receiveAll().contains("Connection: close\r\n"))
        withExtendedLifetime(idle) { #expect(server.waitForEnd()) }
    }

    @Test func `answers all that was sent before`() throws {
        let requests = Events<HTTPResponder>()
        let server = try RunningServer(handler: ClosureHandler(onRequest: { requests.add($1) }))
        let client = try server.client()
        client.send(get + get + get)
        for _ in 0..<3 { #expect(requests.waitForNext()) }
        server.server.shutDown(within: .seconds(60))
        for responder in requests.all.reversed() { responder.send(.text(200, "done")) }
        let text = client.receiveAll()
        #expect(text.occurrences(of: "HTTP/1.1 200 ") == 3)
        #expect(text.occurrences(of: "Connection: close") == 1)
        #expect(server.waitForEnd())
    }

    @Test func `answers 503 for a handler that does not end in time`() throws {
        let requests = Events<HTTPResponder>()
        let server = try RunningServer(handler: ClosureHandler(onRequest: { requests.add($1) }))
        let client = try server.client()
        client.send(get)
        #expect(requests.waitForNext())
        server.server.shutDown(within: .seconds(60))
        server.server.shutDown(within: .milliseconds(20))  // the second call shortens the time
        #expect(client.receiveAll().hasPrefix("HTTP/1.1 503 "))
        #expect(server.waitForEnd())
        requests.all.first?.send(.text(200, "too late"))
    }

    @Test func `before it runs returns at once`() throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, handler: ClosureHandler())
        server.shutDown(within: .seconds(60))
        server.run()
        #expect(throws: ClientFailure.self) { try RawClient(port: server.port) }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `can do so upon a signal`(_ number: Int32) async throws {
        if number == SIGTERM {
            await #expect(processExitsWith: .exitCode(7)) { try endByCount(SIGTERM) }
        } else {
            await #expect(processExitsWith: .exitCode(7)) { try endByCount(SIGINT) }
        }
    }
}

/// Runs a server until the second of two signals, and exits with 7.
private func endByCount(_ number: Int32) throws {
    let server = try HTTPServer(host: "127.0.0.1", port: 0, handler: ClosureHandler())
    let counts = Events<Int>()
    try TerminationSignals.observe { count in
        counts.add(count)
        if count == 2 { server.shutDown(within: .seconds(60)) }
    }
    let broken = Pipe()
    try broken.fileHandleForReading.close()
    _ = write(broken.fileHandleForWriting.fileDescriptor, "x", 1)  // would end the process by SIGPIPE
    kill(getpid(), number)
    guard counts.waitForNext() else { exit(1) }
    kill(getpid(), number)
    server.run()
    exit(counts.all == [1, 2] ? 7 : 2)
}

extension RunningServer {
    /// Whether clients can no longer connect, once every loop has stopped accepting.
    fileprivate func refusesConnections() throws -> Bool {
        for _ in 0..<10_000 {
            guard let client = try? client() else { return true }
            _ = client.receive()  // ends when the loop does what it was told
        }
        return false
    }
}

@Suite struct `A server that cannot listen` {
    private func error(_ host: String, _ port: UInt16) -> HTTPServerError? {
        do throws(HTTPServerError) {
            _ = try HTTPServer(host: host, port: port, handler: ClosureHandler())
            return nil
        } catch {
            return error
        }
    }

    @Test func `says which host it does not know`() {
        let unknown = error("no such host", 0)
        #expect(unknown?.code == .unknownHost)
        #expect(unknown?.description.contains("\"no such host\"") == true)
        #expect(error("", 0)?.code == .unknownHost)
    }

    @Test(arguments: [1, 2])
    func `says which port is taken`(_ loops: Int) throws {
        let first = try HTTPServer(host: "127.0.0.1", port: 0, loops: loops, handler: ClosureHandler())
        let taken = error("127.0.0.1", first.port)
        #expect(taken?.code == .cannotListen)
        #expect(taken?.description.contains("port \(first.port): Address already in use") == true)
    }

    @Test func `says that an address is none of this machine's`() {
        #expect(error("192.0.2.1", 0)?.code == .cannotListen)
    }

    @Test(arguments: ["127.0.0.1", "0.0.0.0", "localhost", "::1", "::"])
    func `does listen on addresses and names of this machine`(_ host: String) throws {
        let failure = error(host, 0)
        // A machine without IPv6 is no reason to fail.
        #expect(
            failure == nil || (host.contains(":") && failure?.code == .cannotListen),
            "\(failure?.description ?? "")"
        )
    }
}
