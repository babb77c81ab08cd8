import Foundation
import SecureTransport
import TestSupport
import Testing

@testable import AWSClient

/// The program that `SystemTransport` sends https by.
private let helper = Repository.executable("scout-ecr-https")

/// The server ends each connection, and says so: Foundation's client may wait in vain for a request with a body that it sent
/// over a connection just as that ended.
private let fine = LoopbackServer.Reply(
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\nX-One: 1\r\n\r\nok"
)

private func field(_ name: String, _ request: String) -> String? {
    let lines = request.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n").dropFirst()
    let line = lines.first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
    return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
}

/// Those that send; `SystemTransport` chooses between sockets and the helper, which uses Foundation's session.
enum Sender: String, CaseIterable, Sendable {
    case urlSession, helper, socket

    var transport: any HTTPTransport {
        switch self {
        case .urlSession: URLSessionTransport()
        case .helper: HelperTransport(program: AWSClientTests.helper)
        case .socket: SocketTransport()
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct `A transport` {

    @Test(arguments: Sender.allCases)
    func `sends method, path, query, fields and body as they are, and gives status, fields and body`(_ sender: Sender)
        async throws
    {
        let transport = sender.transport
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        let target = "/a%20b//c%2Fd/%C3%A9;x=1?q=%20&q=+&x&=&%7E=~"
        let headers = [HTTPHeader("X-Custom", "one  two"), HTTPHeader("Content-Type", "text/plain")]
        let request = OutgoingRequest("PUT", server.url + target, headers: headers, body: [0x61, 0x0A, 0x62])
        let response = try await transport.send(request, within: 120)
        #expect(response.status == 200)
        #expect(response.headers["x-one"] == "1")
        #expect(response.body == Array("ok".utf8))
        let seen = try #require(server.requests.first)
        #expect(seen.hasPrefix("PUT \(target) HTTP/1.1\r\n"))
        #expect(seen.hasSuffix("\r\n\r\na\nb"))
        #expect(field("X-Custom", seen) == "one  two")
        #expect(field("Host", seen) == "127.0.0.1:\(server.port)")
        #expect(field("User-Agent", seen) == "scout-ecr" && field("Content-Length", seen) == "3")
        #expect(field("Cookie", seen) == nil)
    }

    /// S3's presigned URLs of CloudFormation cover an empty Content-Type.
    @Test(arguments: Sender.allCases, ["PUT", "POST"])
    func `sends an empty Content-Type as such`(_ sender: Sender, _ method: String) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        let headers = [HTTPHeader("Content-Type", "")]
        _ = try await transport.send(
            OutgoingRequest(method, server.url + "/", headers: headers, body: [1]),
            within: 120
        )
        #expect(server.requests.map { field("Content-Type", $0) } == [""])
    }

    @Test(arguments: Sender.allCases) func `invents no Content-Type`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        for method in ["PUT", "GET", "DELETE", "POST"] {
            let body: [UInt8] = method == "GET" ? [] : [1]
            _ = try await transport.send(OutgoingRequest(method, server.url + "/", body: body), within: 120)
        }
        #expect(server.requests.map { field("Content-Type", $0) ?? "" } == ["", "", "", ""])
    }

    @Test(arguments: Sender.allCases, [301, 302, 303, 307, 308])
    func `gives a redirect instead of following it`(_ sender: Sender, _ status: Int) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in
            .init("HTTP/1.1 \(status) Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let response = try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 120)
        #expect(response.status == status)
        #expect(response.headers["Location"] == "/other")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: Sender.allCases, [401, 403, 404, 407, 500, 503])
    func `gives a refusal with its body, and asks nobody for a password`(_ sender: Sender, _ status: Int) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in
            .init("HTTP/1.1 \(status) No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\nno")
        }
        defer { server.stop() }
        let response = try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 120)
        #expect(response.status == status)
        #expect(String(decoding: response.body, as: UTF8.self) == "no")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: Sender.allCases) func `keeps no cookies`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in .init("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        for _ in 0..<2 { _ = try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 120) }
        #expect(server.requests.map { field("Cookie", $0) } == [nil, nil])
    }

    @Test(
        arguments: Sender.allCases,
        [
            LoopbackServer.Reply("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + String(repeating: "x", count: 101)),
            LoopbackServer.Reply("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", hangs: true),
            LoopbackServer.Reply("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 500_000)),
            LoopbackServer.Reply(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n\(String(repeating: "x", count: 1024))\r\n",
                hangs: true
            ),
        ]
    )
    func `gives up a body beyond the limit, announced or not`(_ sender: Sender, _ reply: LoopbackServer.Reply)
        async throws
    {
        let transport = sender.transport
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        let request = OutgoingRequest("GET", server.url + "/?signature=hunter2", maximumResponseBytes: 100)
        let error = await #expect(throws: TransportError.self) { try await transport.send(request, within: 120) }
        #expect(error?.code == .tooLarge)
        #expect(error?.description == "127.0.0.1:\(server.port): the answer has more than 100 bytes")
    }

    /// Foundation's client on libcurl goes on receiving until there is a pause, so only the sockets have to take this.
    @Test func `on sockets gives up a body without end`() async throws {
        let server = try LoopbackServer { _ in
            .init("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000), repeats: true)
        }
        defer { server.stop() }
        let error = await #expect(throws: TransportError.self) {
            try await SocketTransport().send(OutgoingRequest("GET", server.url + "/"), within: 120)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: Sender.allCases) func `takes a body of exactly the limit`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in
            .init("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + String(repeating: "x", count: 100))
        }
        defer { server.stop() }
        let request = OutgoingRequest("GET", server.url + "/", maximumResponseBytes: 100)
        #expect(try await transport.send(request, within: 120).body.count == 100)
    }

    @Test(arguments: Sender.allCases, ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func `gives up a server that does not go on`(_ sender: Sender, _ start: String) async throws {
        try await expectTimeout(sender.transport, start)
    }

    @Test(arguments: Sender.allCases, ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func `notices a connection that breaks`(_ sender: Sender, _ start: String) async throws {
        try await expectBreak(sender.transport, start)
    }

    /// Where Foundation is built on libcurl, its client ends the process here (swift-corelibs-foundation issue 5285).
    @Test(arguments: ["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n", "garbage", "HTTP/1.1 2000 OK\r\n\r\n"])
    func `on sockets survives a server that stops within the header`(_ start: String) async throws {
        try await expectBreak(SocketTransport(), start)
        if !start.contains("2000") { try await expectTimeout(SocketTransport(), start) }
    }

    private func expectTimeout(_ transport: any HTTPTransport, _ start: String) async throws {
        let server = try LoopbackServer { _ in .init(start, hangs: true) }
        defer { server.stop() }
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 0.3)
        }
        #expect(error?.code == .timeout)
    }

    private func expectBreak(_ transport: any HTTPTransport, _ start: String) async throws {
        let server = try LoopbackServer { _ in .init(start) }
        defer { server.stop() }
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 120)
        }
        #expect(error?.isRetryable == true)
    }

    @Test(arguments: Sender.allCases) func `notices that nobody listens`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in fine }
        server.stop()
        let error = await #expect(throws: TransportError.self) {
            // The port is free once the accepting thread has seen the end; until then, a connection breaks.
            try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 120)
        }
        #expect(error?.code == .connection)
    }

    @Test(arguments: Sender.allCases) func `returns at once when its task is cancelled`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { _ in .init("", hangs: true) }
        defer { server.stop() }
        let task = Task { try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 600) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        let error = await #expect(throws: TransportError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(OutgoingRequest("GET", server.url + "/"), within: 600)
        }
        await #expect(throws: TransportError.self) { try await late.value }
    }

    @Test(
        arguments: Sender.allCases,
        [
            OutgoingRequest("GET", "file:///etc/passwd"), OutgoingRequest("GET", "http://127.0.0.1:1/ "),
            OutgoingRequest("GET", "http://127.0.0.1:1/", headers: [HTTPHeader("X", "a\r\nY: b")]),
            OutgoingRequest("GET", "http://127.0.0.1:1/", headers: [HTTPHeader("X\r\nY", "a")]),
        ]
    )
    func `refuses what would be sent as something else`(_ sender: Sender, _ request: OutgoingRequest) async throws {
        let transport = sender.transport
        let error = await #expect(throws: TransportError.self) { try await transport.send(request, within: 120) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: ["/a/../b", "/.", "/./"])
    func `sends no other path than was signed`(_ path: String) async throws {
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        let request = OutgoingRequest("GET", server.url + path)
        // Foundation would take the segments out.
        let error = await #expect(throws: TransportError.self) {
            try await URLSessionTransport().send(request, within: 120)
        }
        #expect(error?.code == .invalidRequest)
        _ = try await SocketTransport().send(request, within: 120)
        #expect(server.requests.map { $0.hasPrefix("GET \(path) HTTP/1.1\r\n") } == [true])
    }

    @Test func `on sockets sends nothing that should be encrypted, and the system's chooses by the scheme`()
        async throws
    {
        let error = await #expect(throws: TransportError.self) {
            try await SocketTransport().send(OutgoingRequest("GET", "https://127.0.0.1:1/"), within: 120)
        }
        #expect(error?.code == .invalidRequest)
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        let system = SystemTransport(helper: helper)
        #expect(try await system.send(OutgoingRequest("GET", server.url + "/./"), within: 120).status == 200)
        let refused = await #expect(throws: TransportError.self) {
            try await system.send(OutgoingRequest("GET", "https://127.0.0.1:\(server.port)/"), within: 120)
        }
        #expect(refused?.code == .tls || refused?.code == .connection)
        #expect(server.requests.last?.utf8.first == 0x16)
    }

    @Test(arguments: Sender.allCases) func `serves many at once`(_ sender: Sender) async throws {
        let transport = sender.transport
        let server = try LoopbackServer { request in
            let path = request.split(separator: " ")[1]
            return .init("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\nConnection: close\r\n\r\n\(path)")
        }
        defer { server.stop() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let request = OutgoingRequest(
                        "POST",
                        "\(server.url)/\(index)",
                        body: [UInt8](repeating: 1, count: index)
                    )
                    return try await transport.send(request, within: 60).body == Array("/\(index)".utf8)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
