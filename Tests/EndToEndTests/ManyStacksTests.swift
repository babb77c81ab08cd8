import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/connect_many.py` observes of a stack.
private struct Outcome: Decodable {
    /// What `integrations list` says.
    let status: String?
    /// What is answered to an event with the key of the secret.
    let event: Int
    /// How many keys the secret has held before.
    let otherKeys: Int
    /// What the stack was answered.
    let statuses: [String]
    /// How often.
    let count: Int
}

extension `End to end` {
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(15)))
    struct `Many stacks at once` {
        @Test func `are each connected, written to and answered exactly once`() async throws {
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.motoPython,
                [
                    "-B", Tools.script("connect_many.py"), "--program", Repository.executable("scout-ecr"), "--workdir",
                    folder.url.path, "--stacks", "500",
                ],
                limit: .seconds(600)
            )
            try #require(result.status == 0, "\(result.errors.suffix(4_000))")
            let outcomes = try JSONDecoder().decode([Outcome].self, from: Data(result.output.utf8))
            #expect(outcomes.count == 500)
            for outcome in outcomes {
                #expect(outcome.status == "connected")
                #expect(outcome.event == 200)
                #expect(outcome.otherKeys == 0)
                #expect(outcome.statuses == ["SUCCESS"])
                #expect(outcome.count == 1)
            }
        }
    }
}
