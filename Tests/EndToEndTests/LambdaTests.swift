import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/run_on_lambda.py` observes.
private struct WholeWay: Decodable {
    struct Image: Decodable {
        let state: String
        let tags: [String]
        let platforms: [String]
        let layers: Int
    }
    let connected: String
    let accepted: Int
    let image: Image
    let faults: [String]
    let calls: Int
    let signInStatus: Int
    let removed: String
    let metrics: [String]
    let deadLetters: Int
}

private struct Killed: Decodable {
    struct Round: Decodable {
        let answers: Int
        /// Those whose process was killed before it could note them, so that the next one had to give them again.
        let answersBeforeNoted: Int
        let accepted: Int
        let faults: [String]
        let state: String
    }
    let rounds: [Round]
    let images: Int
    let restarts: Int
    let deadLetters: Int
}

extension `End to end` {
    /// Real `lambda` processes behind a stand-in of Lambda's Runtime API, with topics and queues of the local AWS, and a table.
    @Suite(
        .enabled(if: Tools.areInstalled, "\(Tools.hint)"),
        .enabled(if: Tools.haveRegistry, "\(Tools.registryHint)"),
        .timeLimit(.minutes(20)),
        .serialized
    )
    struct `On AWS Lambda` {
        private func observe<Report: Decodable>(_ scenario: String, as type: Report.Type) async throws -> Report {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let table = try await blocking { try LocalDynamoDB(table: "scout", expires: true) }
            defer { table.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("run_on_lambda.py"), scenario, "--program", Repository.executable("scout-ecr"),
                    "--workdir", folder.url.path, "--endpoint-url", aws.endpointURL, "--dynamodb-url",
                    table.endpointURL, "--moto", Tools.moto,
                ],
                limit: .seconds(580)
            )
            try #require(result.status == 0, "\(result.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        }

        @Test func `a stack is connected, and its images come to the analyzer`() async throws {
            let report = try await observe("whole-way", as: WholeWay.self)
            #expect(report.connected == "connected" && report.removed == "removed")
            // An event for each manifest, accepted by the key that the stack's secret has.
            #expect(report.accepted == 3)
            #expect(report.image.state == "handed-off" && report.image.tags == ["v1"] && report.image.layers == 3)
            #expect(report.image.platforms == ["linux/amd64", "linux/arm64"])
            #expect(report.faults == [] && report.calls == 1)
            #expect(report.signInStatus == 200)
            #expect(report.deadLetters == 0)
            #expect(
                Set(report.metrics).isSuperset(of: [
                    "scout_messages_total", "scout_events_total", "scout_images_total", "scout_aws_calls_total",
                    "scout_setup_duration_seconds",
                ])
            )
        }

        /// Two processes for each function, all of them killed in each round, somewhat later each time.
        @Test func `nothing is lost or doubled, whichever processes are killed`() async throws {
            let report = try await observe("killed", as: Killed.self)
            #expect(report.rounds.count == 4)
            for round in report.rounds {
                #expect((1...(1 + round.answersBeforeNoted)).contains(round.answers) && round.accepted == 1)
                #expect(round.faults == [] && round.state == "handed-off")
            }
            #expect(report.images == 4)
            // Of the four processes, some were killed and started again.
            #expect(report.restarts > 4)
            #expect(report.deadLetters == 0)
        }
    }
}
