#if os(Linux)
    import Foundation
    import TestSupport
    import Testing

    /// What `Tests/Tools/crash_set_up.py` observes.
    private struct Report: Decodable {
        struct Run: Decodable {
            let deaths: [Death]
            let events: Events
            let answers: [Answers]
            let calls: Int
        }

        struct Death: Decodable {
            /// The call that the process did not live to make.
            let before: String
        }

        /// The statuses of events that show the key of the secret, at three moments, and those that it held before.
        struct Events: Decodable {
            let current: Int
            let others: [Int]
            let afterUpdate: Int
            let afterDelete: Int
        }

        struct Answers: Decodable {
            let statuses: [String]
            let texts: Int
            let contentTypes: [String]
            let count: Int
            /// How often the process died with this answer given and not noted.
            let deathsBeforeNoted: Int
        }

        let whole: Run
        let runs: [Run]
    }

    extension `End to end` {
        @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(15)))
        struct `A set-up whose process is killed` {
            /// The process is killed before each of its calls that change a file or reach another process, and once more in its
            /// second life.
            @Test func `ends the same at whichever call that happens`() async throws {
                let folder = try TemporaryFolder()
                let result = try await run(
                    Tools.motoPython,
                    [
                        "-B", Tools.script("crash_set_up.py"), "--program", Repository.executable("scout-ecr"),
                        "--workdir", folder.url.path,
                    ],
                    limit: .seconds(800)
                )
                try #require(result.status == 0, "\(result.errors)")
                let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
                #expect(report.whole.deaths.isEmpty)
                #expect(report.runs.count > report.whole.calls)
                for (number, run) in report.runs.enumerated() {
                    let place: Comment = "run \(number + 1), killed before \(run.deaths.map(\.before))"
                    #expect(run.events.current == 200, place)
                    #expect(run.events.others.allSatisfy { $0 == 401 }, place)
                    #expect(run.events.afterUpdate == 200, place)
                    #expect(run.events.afterDelete == 401, place)
                    for answers in run.answers {
                        #expect(answers.statuses == ["SUCCESS"], place)
                        #expect(answers.texts == 1, place)
                        #expect(answers.contentTypes == [""], place)
                        #expect((1...(1 + answers.deathsBeforeNoted)).contains(answers.count), place)
                    }
                }
                let deaths = report.runs.flatMap(\.deaths).map(\.before)
                let calls = ["connect", "fdatasync", "fsync", "pwrite", "rename", "send", "write"]
                #expect(Set(deaths).isSuperset(of: calls))
                #expect(deaths.count > report.whole.calls)
            }
        }
    }
#endif
