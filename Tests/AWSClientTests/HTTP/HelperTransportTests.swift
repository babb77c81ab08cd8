import Foundation
import TestSupport
import Testing

@testable import AWSClient

private let helper = Repository.executable("scout-ecr-https")
private let fine = LoopbackServer.Reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

@Suite(.timeLimit(.minutes(10))) struct `The helper that sends https` {
    private func get(_ transport: HelperTransport, _ url: String) async throws(TransportError) -> Int {
        try await transport.send(OutgoingRequest("GET", url), within: 60).status
    }

    /// A program in a folder of its own, as a script.
    ///
    /// Another process writes it: a process that another test starts in the same moment would inherit the open file from
    /// this one, and a file that is open for writing cannot be executed (ETXTBSY).
    private func script(_ text: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.url.appendingPathComponent("helper").path
        let script = Data("#!/bin/sh\n\(text)\n".utf8)
        let written = try run("/bin/sh", ["-c", "cat >\"$0\" && chmod 755 \"$0\"", path], input: script)
        try #require(written.status == 0, "\(written.errors)")
        return path
    }

    @Test func `that does not exist is said to be missing`() async {
        let error = await #expect(throws: TransportError.self) {
            try await get(HelperTransport(program: "/no/such/program"), "https://example.com/")
        }
        #expect(error?.code == .connection)
        #expect(error?.reason.contains("/no/such/program cannot be started") == true)
    }

    @Test(arguments: ["exit 0", "exit 3", "printf '\\377\\377\\377\\377'; exec sleep 60", "kill -9 $$"])
    func `that ends or talks nonsense costs the request, not the process`(_ text: String) async throws {
        let folder = try TemporaryFolder()
        let transport = HelperTransport(program: try script(text, in: folder))
        for _ in 0..<3 {
            let error = await #expect(throws: TransportError.self) { try await get(transport, "https://example.com/") }
            #expect(error?.isRetryable == true)
        }
    }

    @Test func `that hangs costs no more than the request's time`() async throws {
        let folder = try TemporaryFolder()
        let transport = HelperTransport(program: try script("exec sleep 3600", in: folder))
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(OutgoingRequest("GET", "https://example.com/"), within: 0.2)
        }
        #expect(error?.code == .timeout, "\(error?.reason ?? "")")
    }

    /// A server that stops within the header ends Foundation's client where that is built on libcurl.
    @Test func `that a server has ended is started again`() async throws {
        let server = try LoopbackServer { request in
            request.hasPrefix("GET /bad ") ? .init("HTTP/1.1 200 OK\r\nA: b\r\n") : fine
        }
        defer { server.stop() }
        let transport = HelperTransport(program: helper)
        for _ in 0..<3 {
            let error = await #expect(throws: TransportError.self) { try await get(transport, "\(server.url)/bad") }
            #expect(error?.isRetryable == true)
            #expect(try await get(transport, "\(server.url)/good") == 200)
        }
    }

    @Test(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), arguments: [Sender.urlSession, .helper])
    func `and Foundation refuse a certificate that is not trusted, and say so`(_ sender: Sender) async throws {
        let server = Process()
        let (input, output) = (Pipe(), Pipe())
        server.executableURL = URL(fileURLWithPath: Tools.motoPython)
        server.arguments = ["-B", Tools.script("untrusted_https.py")]
        (server.standardInput, server.standardOutput, server.standardError) = (input, output, FileHandle.nullDevice)
        try server.run()
        defer { input.fileHandleForWriting.closeFile() }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        let error = await #expect(throws: TransportError.self) {
            try await sender.transport.send(OutgoingRequest("GET", "https://127.0.0.1:\(port)/"), within: 60)
        }
        #expect(error?.code == .tls)
    }

    @Test func `ends when there was no request for a while, and is started again with the next`() async throws {
        let server = try LoopbackServer { _ in fine }
        defer { server.stop() }
        let transport = HelperTransport(program: helper, idle: .milliseconds(50))
        for _ in 0..<3 {
            #expect(try await get(transport, server.url + "/") == 200)
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

@Suite struct `A message to the helper` {
    private static let messages: [HelperMessage] = [
        .send(
            7,
            OutgoingRequest("PUT", "https://a/", headers: [HTTPHeader("A", "é"), HTTPHeader("", "")], body: [0, 255]),
            seconds: 1.5
        ),
        .send(.max, OutgoingRequest("GET", "https://a/", maximumResponseBytes: .max), seconds: .infinity), .cancel(0),
        .answer(1, .success(IncomingResponse(status: 200, headers: [HTTPHeader("B", "")], body: [1, 2, 3]))),
        .answer(2, .failure(TransportError(.tls, host: "a", "no"))),
    ]

    @Test func `is read back, however it is cut`() throws {
        let stream = Self.messages.flatMap(\.frame)
        for size in [1, 2, 3, 7, 100, stream.count] {
            var reader = HelperMessageReader()
            var read: [[UInt8]] = []
            var rest = stream[...]
            while !rest.isEmpty {
                reader.feed(rest.prefix(size))
                rest = rest.dropFirst(size)
                while let message = try reader.next() { read.append(message.frame) }
            }
            #expect(read == Self.messages.map(\.frame))
        }
    }

    @Test func `is read or refused when it is damaged, and never fails otherwise`() {
        var mutations = Mutations(seed: 9)
        for _ in 0..<Mutations.rounds(3_000) {
            var reader = HelperMessageReader()
            reader.feed(mutations.mutate(Self.messages.map(\.frame)))
            while let message = try? reader.next() { _ = message.frame }
        }
    }
}
