import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/set_up_integrations.py` observes.
private struct Listing: Decodable {
    let status: String
    let account: String?
    let region: String
    let stackId: String?
    let reason: String?
}

private struct Connection: Decodable {
    let stackId: String
    let connected: Listing
    let sameKey: Bool
    let removed: Listing
    let events: [String]
    let exitCode: Int
}

private struct Failure: Decodable {
    let secret: String
    let stackReasons: [String]
    let error: Listing
    let afterDeletion: Listing
    let connected: Listing
    let exitCode: Int
}

private struct Crashes: Decodable {
    struct Round: Decodable {
        let killedAfter: String
        let sameKey: Bool
        let answers: Int
    }
    let rounds: [Round]
}

extension `End to end` {
    /// Customers deploy the stack on a local AWS, and a real `serve` with its data folder is on the other side.
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)), .serialized)
    struct `The service` {
        private func observe<Report: Decodable>(_ scenario: String, as type: Report.Type) async throws -> Report {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("set_up_integrations.py"), scenario, "--program",
                    Repository.executable("scout-ecr"),
                    "--template", try writeTemplate("json", to: folder), "--endpoint-url", aws.endpointURL, "--workdir",
                    folder.url.path,
                ],
                limit: .seconds(300)
            )
            try #require(result.status == 0, "\(result.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        }

        @Test func `connects a stack, takes its events by their key, and notices its deletion`() async throws {
            let report = try await observe("connect", as: Connection.self)
            #expect(report.connected.status == "connected")
            #expect(report.connected.account == "000000000000")
            #expect(report.connected.stackId == report.stackId)
            #expect(report.sameKey)
            #expect(report.removed.status == "removed")
            #expect(report.exitCode == 0)
            let setUp = report.events.filter { $0 != "images_changed" }
            #expect(
                setUp == [
                    "message_accepted", "subscription_confirmed", "message_accepted", "role_assumed",
                    "credentials_written", "stack_answered", "integration_changed", "event_accepted",
                    "message_accepted", "stack_answered", "integration_changed",
                ]
            )
            // Taken up by a thread of its own, so at any time after its acceptance.
            #expect(report.events.contains("images_changed"))
        }

        @Test func `tells a stack and its vendor why a set-up failed, and connects the next stack`() async throws {
            let report = try await observe("failure", as: Failure.self)
            let reason = try #require(report.error.reason)
            #expect(report.error.status == "error")
            #expect(reason.contains(report.secret))
            #expect(reason.contains("ResourceNotFoundException"))
            #expect(report.stackReasons.contains { $0.contains(reason) })
            #expect(report.afterDeletion.status == "error")
            #expect(report.afterDeletion.reason == reason)
            #expect(report.connected.status == "connected")
            #expect(report.connected.reason == nil)
        }

        /// Each round is killed by SIGKILL at another moment after the request was taken.
        @Test func `killed at any moment goes on where it was`() async throws {
            let report = try await observe("crash", as: Crashes.self)
            #expect(report.rounds.count >= 6)
            for round in report.rounds {
                #expect(round.sameKey, "killed after \(round.killedAfter)")
                #expect(round.answers <= 2, "killed after \(round.killedAfter)")
            }
        }
    }
}
