import Cryptography
import Foundation
import ScoutIntegration
import TestSupport
import Testing

@testable import SetupHandler

private let accepted = Messages.all.accepted

@Suite struct `A message of SNS` {
    @Test(arguments: accepted.keys.filter { !$0.contains("SHA-1") }.sorted())
    func `counts when all is right`(_ name: String) throws {
        guard case .accept = try Messages.decide(try #require(accepted[name])) else {
            Issue.record("\(name) is not accepted")
            return
        }
    }

    @Test(arguments: ["confirmation, SHA-1", "request, SHA-1"])
    func `is refused with SHA-1 unless that is allowed`(_ name: String) throws {
        let body = try #require(accepted[name])
        let refusal = #expect(throws: Refusal.self) { try Messages.decide(body) }
        #expect(refusal?.code == .signatureVersion)
        guard case .accept = try Messages.decide(body, verifier: SNSVerifier(minimumSignatureVersion: 1)) else {
            Issue.record("\(name) is not accepted")
            return
        }
    }

    /// All of these are signed with SNS's key: what they say is the matter. None has its certificate asked for.
    @Test(
        arguments: Messages.all.refused.flatMap { code, bodies in bodies.keys.map { (code, $0) } }
            .sorted { $0 < $1 }
    )
    func `is refused without a call`(_ code: String, _ name: String) throws {
        let body = try #require(Messages.all.refused[code]?[name])
        let refusal = #expect(throws: Refusal.self) { try Messages.decide(body, certificate: nil) }
        #expect(refusal?.code.rawValue == code, "\(refusal?.reason ?? "")")
        #expect((400..<500).contains(refusal?.status ?? 0))
    }

    @Test(arguments: ["confirmation", "create", "stack event", "something else with a subject"])
    func `is refused when any field was changed`(_ name: String) throws {
        let body = try #require(accepted[name])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
        for (key, value) in object where !["SigningCertURL", "SignatureVersion"].contains(key) {
            for changed in [value + " ", String(value.dropLast()), value.uppercased(), ""] where changed != value {
                var tampered = object
                tampered[key] = changed
                let text = String(decoding: try JSONSerialization.data(withJSONObject: tampered), as: UTF8.self)
                #expect(throws: Refusal.self, "\(key): \(changed)") { try Messages.decide(text) }
            }
            var incomplete = object
            incomplete[key] = nil
            let text = String(decoding: try JSONSerialization.data(withJSONObject: incomplete), as: UTF8.self)
            #expect(throws: Refusal.self, "without \(key)") { try Messages.decide(text) }
        }
        if object["Subject"] == nil {
            var extended = object
            extended["Subject"] = "x"
            // The signature of a confirmation does not cover a subject, and nothing reads it.
            if name != "confirmation" {
                let text = String(decoding: try JSONSerialization.data(withJSONObject: extended), as: UTF8.self)
                #expect(throws: Refusal.self) { try Messages.decide(text) }
            }
        }
    }

    @Test(arguments: [
        (Messages.all.expired, Refusal.Code.certificate), (Messages.all.notYetValid, .certificate),
        (Messages.all.otherKey, .signature),
    ])
    func `is refused with a certificate that is not valid now, or of another key`(
        _ certificate: String,
        _ code: Refusal.Code
    ) throws {
        let body = try #require(accepted["create"])
        let refusal = #expect(throws: Refusal.self) { try Messages.decide(body, certificate: certificate) }
        #expect(refusal?.code == code)
    }

    @Test func `asks for a certificate only at SNS`() throws {
        for name in ["create", "confirmation", "stack event"] {
            guard
                case .fetchCertificate(let url) = try Messages.decide(try #require(accepted[name]), certificate: nil)
            else {
                Issue.record("no certificate is asked for")
                continue
            }
            #expect(url == "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem")
        }
    }

    @Test(arguments: [(65 * 60 - 1, true), (65 * 60 + 1, false), (-299, true), (-301, false), (86_400, false)])
    func `counts while it is fresh`(_ age: Int, _ isFresh: Bool) throws {
        let now = try #require(Timestamp(iso8601: "2026-06-01T00:00:00Z")).adding(seconds: Int64(age))
        let body = try #require(accepted["create"])
        if isFresh {
            _ = try Messages.decide(body, at: now)
        } else {
            let refusal = #expect(throws: Refusal.self) { try Messages.decide(body, at: now) }
            #expect(refusal?.code == .stale)
        }
    }

    @Test func `is refused once its integration is withdrawn, unless a stack waits for an answer`() throws {
        var integration = try Messages.integration()
        integration.apply(.withdrawn, at: Messages.now)
        for name in ["confirmation", "end of a subscription"] {
            let message = try SNSMessage(body: Array(try #require(accepted[name]).utf8))
            let refusal = #expect(throws: Refusal.self) {
                try SNSVerifier().check(message, for: integration, at: Messages.now)
            }
            #expect(refusal?.status == 410)
        }
        for name in ["create", "delete"] {
            let message = try SNSMessage(body: Array(try #require(accepted[name]).utf8))
            try SNSVerifier().check(message, for: integration, at: Messages.now)
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "{\"Type\":\"Notification\"}", "{\"Type\":1}", "not json",
        String(repeating: "[", count: 100_000), "{\"Type\":\"Notification\",\"Type\":\"Notification\"}", "\u{0}",
        "{\"Type\":\"" + String(repeating: "x", count: 3_000_000) + "\"}",
    ])
    func `is refused when it is none`(_ body: String) {
        let refusal = #expect(throws: Refusal.self) { try SNSMessage(body: Array(body.utf8)) }
        #expect(refusal?.code == .malformed)
        #expect((refusal?.reason.utf8.count ?? 0) < 500)
    }

    @Test func `says what SNS signs`() throws {
        let message = try SNSMessage(body: Array(try #require(accepted["something else with a subject"]).utf8))
        #expect(
            message.signedText == """
                Message
                hellö

                MessageId
                165545c9-2a5c-472c-8df2-7ff2be2b3b1b
                Subject
                Grüße
                Timestamp
                2026-06-01T00:00:00.000Z
                TopicArn
                arn:aws:sns:us-east-1:123456789012:scout
                Type
                Notification

                """
        )
    }

    /// Bytes changed, cut or repeated: none is accepted, none does harm.
    @Test(arguments: [UInt64(1), 2]) func `is refused however it is damaged`(_ seed: UInt64) throws {
        var mutations = Mutations(seed: seed)
        let bodies = accepted.sorted { $0.key < $1.key }.map { Array($0.value.utf8) }
        let whole = Set(bodies)
        for _ in 0..<Mutations.rounds(2_000) {
            let body = mutations.mutate(bodies)
            if whole.contains(body) { continue }
            guard let message = try? SNSMessage(body: body) else { continue }
            _ = try? MessageInterpreter(hosts: TrustedHosts()).event(of: message, for: Messages.integration())
        }
    }
}

@Suite struct `What a message means` {
    private func event(_ name: String) throws -> Integration.Event? {
        guard case .accept(_, let event) = try Messages.decide(try #require(accepted[name])) else { return nil }
        return event
    }

    @Test func `is a subscription to confirm`() throws {
        guard case .subscriptionOffered(let offer) = try event("confirmation") else {
            Issue.record("no subscription")
            return
        }
        #expect(offer.topic.text == "arn:aws:sns:us-east-1:123456789012:scout")
        #expect(offer.token == "2336412f37fb687f")
    }

    @Test(arguments: [("create", SetupRequest.Kind.create), ("update", .update), ("delete", .delete)])
    func `is a request of a stack`(_ name: String, _ kind: SetupRequest.Kind) throws {
        guard case .requested(let request) = try event(name) else {
            Issue.record("no request")
            return
        }
        #expect(request.kind == kind)
        #expect(request.requestID == "8e2ce2a7-3d5b-4b6c-9d5b-3d9b0a3f7a11")
        #expect(request.stackID.name.name == "Scout")
        #expect(request.logicalResourceID == "ScoutSetup")
        #expect(request.physicalResourceID == (kind == .create ? nil : "p"))
        #expect(
            request.resources?.secret.text
                == (kind == .delete ? nil : "arn:aws:secretsmanager:us-east-1:123456789012:secret:scout-AbCdEf")
        )
    }

    @Test func `is an event of a stack`() throws {
        guard case .stackChanged(let event) = try event("stack event") else {
            Issue.record("no event")
            return
        }
        #expect(event.isAboutStack)
        #expect(event.status == "ROLLBACK_IN_PROGRESS")
        #expect(event.reason == "The following resource(s) failed to create: [Rule].")
    }

    @Test(arguments: ["end of a subscription", "something else"])
    func `may be nothing`(_ name: String) throws {
        #expect(try event(name) == nil)
    }
}

@Suite struct `The text of a stack event` {
    @Test func `is read in any order, with quotes and lines in its values`() {
        let text = """
            ResourceStatus='CREATE_FAILED'
            ResourceProperties='{"a":"it's",
            "b":"LogicalResourceId='Forged'
            "}'
            LogicalResourceId='Topic'
            ResourceStatusReason=''
            ClientRequestToken='null'

            """
        let values = StackEventText.Values(text)
        #expect(values[.resourceStatus] == "CREATE_FAILED")
        #expect(values[.logicalResourceID] == "Topic")
        #expect(values[.resourceStatusReason] == "")
        #expect(values[.resourceProperties]?.hasSuffix("\"}") == true)
    }

    @Test(arguments: ["", "StackId=", "StackId='x'", "=''\n=''", String(repeating: "StackId='\n", count: 50_000)])
    func `may be none`(_ text: String) {
        #expect(StackEventText.event(in: text) == nil)
    }
}

@Suite struct `An answer` {
    @Test(arguments: [
        "no", String(repeating: "long ", count: 2_000), String(repeating: "\u{1}", count: 4_000),
        String(repeating: "👩‍👩‍👧‍👦", count: 1_000), String(repeating: "\"\\", count: 3_000),
    ])
    func `has at most 4096 bytes whatever the reason`(_ reason: String) throws {
        guard case .accept(_, .requested(let request)) = try Messages.decide(try #require(accepted["update"])) else {
            Issue.record("no request")
            return
        }
        let body = SetupAnswer.body(to: request, .failure(reason: reason), physicalResourceID: "new")
        #expect(body.count <= 4_096)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: String])
        #expect(answer["Status"] == "FAILED")
        #expect(answer["PhysicalResourceId"] == "p")
        #expect(answer["RequestId"] == request.requestID)
        #expect(answer["StackId"] == request.stackID.arn)
        #expect(answer["LogicalResourceId"] == "ScoutSetup")
        #expect(answer["Reason"]?.isEmpty == false)
    }
}
