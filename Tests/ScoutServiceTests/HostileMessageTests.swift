import AWSClient
import Foundation
import HTTPServer
import ScoutIntegration
import SetupHandler
import Synchronization
import TestSupport
import Testing

@testable import ScoutService

/// Messages signed with the key of a certificate, made by `Tests/Tools/sign_sns_messages.py`.
private struct Messages: Decodable {
    let certificate: String
    let expired: String
    let notYetValid: String
    let otherKey: String
    let accepted: [String: String]
    let refused: [String: [String: String]]

    static func read() throws -> Messages {
        let path = "Tests/SetupHandlerTests/Fixtures/messages.json"
        return try JSONDecoder().decode(Messages.self, from: Data(try Repository.text(of: path).utf8))
    }

    /// The integration of the messages, bound to their account, at the time of the messages.
    static func fixture() throws -> Fixture {
        let now = try #require(Timestamp(iso8601: "2026-06-01T00:10:00Z"))
        var integration = Integration(
            id: try IntegrationID("int-0123456789abcdef"),
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 0)
        )
        let topic = try ARN("arn:aws:sns:us-east-1:123456789012:scout")
        integration.apply(.subscriptionOffered(SubscriptionConfirmation(topic: topic, token: "t")), at: now)
        integration.apply(.subscriptionConfirmed(topic: topic), at: now)
        return try Fixture(integration) { now }
    }
}

@Suite struct `A hostile message` {
    private let messages: Messages
    private let fixture: Fixture

    init() throws {
        messages = try Messages.read()
        fixture = try Messages.fixture()
    }

    private func post(_ body: String) async -> Int {
        await fixture.call("POST", "/v1/setup/int-0123456789abcdef", body).status
    }

    private func postToQueue(_ body: String) async -> Int {
        let request = HTTPRequest(method: "POST", path: "/", body: Array(body.utf8))
        return await fixture.queued.endpoint.answer(request, integration: "int-0123456789abcdef").status
    }

    @Test func `is refused on Lambda as well, and nothing comes into the queue`() async throws {
        for (code, bodies) in messages.refused {
            for (name, body) in bodies {
                #expect((400..<500).contains(await postToQueue(body)), "\(code): \(name)")
                let observation = try #require(fixture.queued.recorder.observations.last)
                #expect(observation.name == .messageRefused)
                #expect(observation.fields.contains { $0.name == "code" && $0.value == code }, "\(name)")
            }
        }
        #expect(fixture.transport.requests.withLock { $0.isEmpty })
        #expect(fixture.queued.queue.requests.withLock { $0.isEmpty })
        #expect(try fixture.store.integration(fixture.integration.id) == fixture.integration)
    }

    @Test func `is told from a good one on Lambda by its signature, and only the good one comes into the queue`()
        async throws
    {
        answer(messages.certificate)
        let body = try #require(messages.accepted["create"])
        let tampered = body.replacing("Scout-setup", with: "Other-setup")
        #expect(await postToQueue(tampered) == 403)
        #expect(fixture.queued.queue.requests.withLock { $0.isEmpty })
        #expect(await postToQueue(body) == 200)
        #expect(fixture.queued.queue.requests.withLock { $0.count } == 1)
        #expect(await fixture.queued.endpoint.take(notification: Array(tampered.utf8))?.code == .signature)
        #expect(await fixture.queued.endpoint.take(notification: Array(body.utf8)) == nil)
        #expect(await fixture.queued.endpoint.take(notification: Array("{}".utf8))?.code == .unknownIntegration)
        // What cannot be kept is to be sent again.
        fixture.queued.queue.response.withLock { $0 = IncomingResponse(status: 400) }
        #expect(await postToQueue(body) == 503)
    }

    @Test func `is refused without a call, with a log line and a count`() async throws {
        for (code, bodies) in messages.refused {
            for (name, body) in bodies {
                let status = await post(body)
                #expect((400..<500).contains(status), "\(code): \(name)")
                let observation = try #require(fixture.recorder.observations.last)
                #expect(observation.name == .messageRefused)
                #expect(observation.fields.contains { $0.name == "code" && $0.value == code }, "\(name)")
            }
            let page = fixture.metrics.page(QueueDepths())
            let counts = page.split(separator: "\n").filter { $0.contains("outcome=\"\(code)\"") }
            let total = counts.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
            #expect(total == bodies.count, "\(code)")
        }
        #expect(fixture.transport.requests.withLock { $0.isEmpty })
        #expect(try fixture.store.integration(fixture.integration.id) == fixture.integration)
    }

    /// The last refusal is logged under that code, with the message's id, and counted.
    private func expectRefusal(_ code: String, count: Int, _ comment: Comment) throws {
        let observation = try #require(fixture.recorder.observations.last)
        #expect(observation.name == .messageRefused, comment)
        #expect(observation.level == .warning, comment)
        #expect(observation.integration == fixture.integration.id, comment)
        #expect(observation.fields.contains { $0.name == "code" && $0.value == code }, comment)
        #expect(observation.fields.contains { $0.name == "message" }, comment)
        let line = "scout_messages_total{type=\"Notification\",outcome=\"\(code)\"} \(count)\n"
        #expect(fixture.metrics.page(QueueDepths()).contains(line), comment)
    }

    private func answer(_ certificate: String) {
        fixture.transport.response.withLock { $0 = IncomingResponse(status: 200, body: Array(certificate.utf8)) }
    }

    @Test func `is refused for its signature, with a log line and a count, and changes nothing`() async throws {
        answer(messages.certificate)
        let body = try #require(messages.accepted["create"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
        let (signature, message) = (try #require(object["Signature"]), try #require(object["Message"]))
        let changes: [(key: String, value: String)] = [
            ("Signature", String(signature.reversed().drop { $0 == "=" }) + "=="),
            ("Signature", "AAAA"), ("Signature", "not Base64"), ("MessageId", "another"), ("Subject", "another"),
            ("Timestamp", "2026-06-01T00:00:01.000Z"),
            ("Message", message.replacing("Scout-setup", with: "Other-setup")),
        ]
        for (count, (key, value)) in changes.enumerated() {
            var tampered = object
            tampered[key] = value
            let text = String(decoding: try JSONSerialization.data(withJSONObject: tampered), as: UTF8.self)
            #expect(await post(text) == 403, "\(key)")
            try expectRefusal("signature", count: count + 1, "\(key)")
        }
        // The certificate was fetched for the first of them, and for no other.
        #expect(fixture.transport.requests.withLock { $0.count } == 1)
        #expect(try fixture.store.integration(fixture.integration.id) == fixture.integration)
    }

    @Test func `is refused for its certificate, with a log line and a count`() async throws {
        let body = try #require(messages.accepted["create"])
        for (count, certificate) in [messages.expired, messages.notYetValid].enumerated() {
            answer(certificate)
            #expect(await post(body) == 403)
            try expectRefusal("certificate", count: count + 1, "certificate \(count)")
        }
        answer(messages.otherKey)
        #expect(await post(body) == 403)
        try expectRefusal("signature", count: 1, "another key")
    }

    @Test func `is refused with SHA-1, with a log line and a count, and without a call`() async throws {
        #expect(await post(try #require(messages.accepted["request, SHA-1"])) == 403)
        try expectRefusal("signature_version", count: 1, "SHA-1")
        #expect(fixture.transport.requests.withLock { $0.isEmpty })
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `gets no redirect of its certificate followed`(_ status: Int) async throws {
        fixture.transport.response.withLock {
            $0 = IncomingResponse(
                status: status,
                headers: [HTTPHeader("Location", "https://evil.example/x.pem")],
                body: Array(messages.certificate.utf8)
            )
        }
        #expect(await post(try #require(messages.accepted["create"])) == 503)
        try expectRefusal("certificate_unavailable", count: 1, "\(status)")
        #expect(
            fixture.transport.requests.withLock { $0 } == [
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem"
            ]
        )
    }

    /// Whoever sends it again and again makes the service ask SNS once in a while, and nobody else.
    @Test func `without a certificate asks SNS once`() async throws {
        let body = try #require(messages.accepted["create"])
        for _ in 0..<20 { #expect(await post(body) == 503) }
        #expect(
            fixture.transport.requests.withLock { $0 } == [
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem"
            ]
        )
    }
}
