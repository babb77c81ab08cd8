import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/check_api.py` observes.
private struct Comparison: Decodable {
    struct Run: Decodable {
        let exitCode: Int
        let output: String
        let operations: Int
        let cases: Int
        let phases: [String: String]
    }
    let states: [String]
    let runs: [String: Run]
    let foreign: [String: Int]
    let isOtherUnchanged: Bool
    let refusedTokens: Int
    let exitCode: Int
}

extension `End to end` {
    @Suite(
        .enabled(if: Tools.areInstalled && Tools.haveAPIChecker, "\(Tools.hint)"),
        .timeLimit(.minutes(10))
    )
    struct `The JSON API` {
        /// Schemathesis, which nobody here wrote, makes requests of the document that `serve` serves, right ones and wrong ones, and
        /// compares what is answered with it.
        @Test func `agrees with its document`() async throws {
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("check_api.py"), "--program", Repository.executable("scout-ecr"),
                    "--schemathesis",
                    Tools.schemathesis, "--workdir", folder.url.path,
                ],
                limit: .seconds(500)
            )
            try #require(result.status == 0, "\(result.errors)")
            let report = try JSONDecoder().decode(Comparison.self, from: Data(result.output.utf8))
            // There was something to look at, in every state.
            #expect(report.states == ["deleted", "failed", "handed-off", "ignored", "pulling", "queued"])
            for (name, operations, cases) in [("member", 11, 500), ("owner", 10, 1_000), ("removal", 4, 200)] {
                let run = try #require(report.runs[name])
                #expect(run.exitCode == 0, "\(name): \(run.output)")
                #expect(run.operations == operations && run.cases >= cases, "\(name): \(run.operations), \(run.cases)")
                for phase in ["examples", "coverage", "fuzzing", "stateful"] { #expect(run.phases[phase] == "success") }
            }
            #expect(report.foreign.count == 11 && report.foreign.values.allSatisfy { $0 == 403 })
            #expect(report.isOtherUnchanged)
            // A wrong token was tried on what each run may do.
            #expect(report.refusedTokens >= 16)
            #expect(report.exitCode == 0)
        }
    }
}
