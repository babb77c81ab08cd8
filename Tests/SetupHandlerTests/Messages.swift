import Cryptography
import Foundation
import ScoutIntegration
import SetupHandler
import TestSupport

/// Signed messages, made by `Tests/Tools/sign_sns_messages.py`.
struct Messages: Decodable, Sendable {
    let certificate: String
    let expired: String
    let notYetValid: String
    let otherKey: String
    let accepted: [String: String]
    let refused: [String: [String: String]]

    static let all: Messages = {
        let path = Repository.root.appendingPathComponent("Tests/SetupHandlerTests/Fixtures/messages.json")
        guard let data = try? Data(contentsOf: path),
            let messages = try? JSONDecoder().decode(Messages.self, from: data)
        else { fatalError("cannot read \(path.path)") }
        return messages
    }()

    /// Some minutes after the messages were published.
    static let now = Timestamp(iso8601: "2026-06-01T00:10:00Z") ?? Timestamp(seconds: 0)

    /// The integration of the messages, bound to their account.
    static func integration() throws -> Integration {
        var integration = Integration(
            id: try IntegrationID("int-0123456789abcdef"),
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 0)
        )
        let topic = try ARN("arn:aws:sns:us-east-1:123456789012:scout")
        integration.apply(.subscriptionOffered(SubscriptionConfirmation(topic: topic, token: "t")), at: now)
        integration.apply(.subscriptionConfirmed(topic: topic), at: now)
        return integration
    }

    /// The decision about a body, with how often a certificate was asked for.
    static func decide(
        _ body: String,
        certificate: String? = all.certificate,
        verifier: SNSVerifier = SNSVerifier(),
        at now: Timestamp = now
    ) throws -> SetupIntake.Decision {
        let found = try certificate.map { try Certificate(pem: Array($0.utf8)) }
        return try SetupIntake(verifier: verifier).decide(
            SNSMessage(body: Array(body.utf8)),
            for: integration(),
            at: now
        ) { _ in found }
    }
}
