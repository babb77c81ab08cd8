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
