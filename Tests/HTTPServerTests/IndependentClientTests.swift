import Foundation
import HTTPServer
import TestSupport
import Testing

/// Clients that nobody here wrote.
@Suite(.timeLimit(.minutes(10))) struct `Independent clients` {
    private static let hasCurl = (try? run("curl", ["--version"]))?.status == 0
    private static let hasPython = (try? run("python3", ["--version"]))?.status == 0

    private func server() throws -> RunningServer {
        try RunningServer(
            handler: ClosureHandler(onRequest: { request, responder in
                let type = request.headers["X-Kind"] ?? "none"
                responder.send(
                    HTTPResponse(
                        status: request.path == "/none" ? 204 : 200,
                        headers: ["X-Kind": type, "X-Length": "\(request.body.count)", "X-Peer": request.peer],
                        body: request.body.isEmpty ? Array("\(request.method) \(request.path)".utf8) : request.body
                    )
                )
            })
        )
    }

    @Test(.enabled(if: hasCurl, "needs curl"))
    func `get their answers: curl`() throws {
        let server = try server()
        let url = "http://127.0.0.1:\(server.server.port)"
        let folder = try TemporaryFolder()
        // Beyond 1 MiB, curl waits for 100 Continue by itself.
        let file = try folder.write(String(repeating: "0123456789abcdef", count: 131_072), to: "body")
        let plain = try run("curl", ["-sS", "--max-time", "30", "\(url)/a", "\(url)/b", "-w", "[%{num_connects}]"])
        #expect(plain.output == "GET /a[1]GET /b[0]", "\(plain.errors)")
        let upload = try run(
            "curl",
            [
                "-sSv", "--max-time", "30", "-T", file, "\(url)/up", "-o", "/dev/null", "-w",
                "%{http_code} %{size_download}",
            ]
        )
        #expect(upload.output == "200 2097152", "\(upload.errors)")
        #expect(upload.errors.contains("HTTP/1.1 100 Continue"))
        let chunked = try run(
            "curl",
            ["-sS", "--max-time", "30", "-H", "Transfer-Encoding: chunked", "--data-binary", "@\(file)", "\(url)/c"]
                + ["-o", "/dev/null", "-w", "%{http_code} %{size_download}"]
        )
        #expect(chunked.output == "200 2097152", "\(chunked.errors)")
        let head = try run("curl", ["-sS", "--max-time", "30", "-I", "\(url)/a"])
        #expect(head.output.hasPrefix("HTTP/1.1 200 OK\r\n") && head.output.contains("Content-Length: 7\r\n"))
        let old = try run("curl", ["-sS", "--max-time", "30", "--http1.0", "\(url)/a"])
        #expect(old.output == "GET /a")
        let large = try folder.write(String(repeating: "0123456789abcdef", count: 300_000), to: "large")
        let refused = try run(
            "curl",
            ["-sS", "--max-time", "30", "-T", large, "\(url)/up", "-o", "/dev/null", "-w", "%{http_code}"]
        )
        #expect(refused.output == "413", "\(refused.errors)")
    }

    @Test(.enabled(if: hasPython, "needs python3"))
    func `get their answers: Python's http.client`() throws {
        let server = try server()
        let script = """
            import http.client, sys
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=30)
            connection.connect()
            socket = connection.sock
            for index in range(50):
                connection.request("GET", f"/{index}", headers={"X-Kind": "k\\xe9"})
                answer = connection.getresponse()
                assert (answer.status, answer.read()) == (200, b"GET /%d" % index)
                assert answer.headers["X-Peer"] == "127.0.0.1", answer.headers["X-Peer"]
            connection.request("HEAD", "/")
            answer = connection.getresponse()
            assert (answer.read(), answer.headers["Content-Length"]) == (b"", "6")
            connection.request("GET", "/none")
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (204, b"")
            pieces = [bytes([index % 256]) * (index + 1) for index in range(300)]
            connection.request("POST", "/", iter(pieces), encode_chunked=True)
            assert connection.getresponse().read() == b"".join(pieces)
            assert connection.sock is socket, "the connection was not kept"
            print("fine")
            """
        let result = try run("python3", ["-c", script, "\(server.server.port)"])
        #expect(result.output == "fine\n", "\(result.errors)")
    }
}
