import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import Synchronization

/// Notifications of SNS with signatures of their own, and a server of their certificate.
final class NotificationSource {
    private let bodies: [String]
    private let server: HTTPServer

    /// The tests' tools, which sign.
    private static var python: String {
        let tools = ProcessInfo.processInfo.environment["SCOUT_ECR_TOOLS"] ?? ".tools"
        return "\(tools)/aws-local/venv/bin/python"
    }

    /// Whether there is what signs; if not, that is said.
    static var isPossible: Bool {
        if Program.path(of: python) != nil { return true }
        Benches.note("no \(python) (Tests/Tools/install makes it): notifications over HTTP are not measured")
        return false
    }

    /// Signs that many events of a stack.
    init(count: Int) throws {
        let certificate = CertificateHandler()
        server = try HTTPServer(host: "127.0.0.1", port: 0, handler: certificate)
        Thread { [server] in server.run() }.start()
        let lines = try Program.output(
            of: Self.python,
            ["-B", "Tests/Tools/sign_stack_events.py", "\(count)", "http://127.0.0.1:\(server.port)/sns.pem"]
        )
        .split(separator: "\n")
        guard lines.count == count + 1,
            case .string(let pem) = try JSONReader.read(Array(lines[0].utf8), name: "certificate").content
        else { throw BenchError("sign_stack_events.py does not print the certificate and \(count) messages") }
        certificate.pem.withLock { $0 = pem }
        bodies = lines.dropFirst().map(String.init)
    }

    deinit { server.shutDown(within: .zero) }

    /// Makes an integration that the messages are for.
    func addIntegration(to folder: String) throws -> IntegrationID {
        let integration = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: .now
        )
        try FileIntegrationStore(in: DataFolder(folder)).add(integration)
        return integration.id
    }

    /// The deliveries of all messages to an integration.
    func requests(to integration: IntegrationID) -> [[UInt8]] {
        bodies.map { body in
            let header = """
                POST /v1/setup/\(integration.text) HTTP/1.1\r
                Host: scout.example.com\r
                User-Agent: Amazon Simple Notification Service Agent\r
                x-amz-sns-message-type: Notification\r
                x-amz-sns-topic-arn: arn:aws:sns:us-east-1:123456789012:DockerScoutECRIntegration-SNSTopic-AbCdEf\r
                Content-Type: text/plain; charset=UTF-8\r
                Content-Length: \(body.utf8.count)\r
                \r

                """
            return Array(header.utf8) + Array(body.utf8)
        }
    }
}

/// Answers every request with the certificate.
private final class CertificateHandler: HTTPHandler {
    let pem = Mutex("")

    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        responder.send(.text(200, pem.withLock { $0 }))
    }
}
