import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/pull_images.py` observes.
private struct WholeWay: Decodable {
    struct Image: Decodable {
        let organization: String
        let registry: String?
        let repository: String
        let tags: [String]
        let platforms: [String]?
        let size: Int?
        let layers: Int?
        let state: String
        let reason: String?
    }
    struct Given: Decodable {
        let image: Image
        let faults: [String]
    }
    struct Expected: Decodable {
        let index: String
        let docker: String
    }
    let index: Image
    let single: Image
    let ignored: Image
    let given: [String: Given]
    let calls: Int
    let expected: Expected
    let left: [String]
    let exitCode: Int
}

private struct CrashRounds: Decodable {
    struct Round: Decodable {
        let killedIn: String
        let faults: [String]
    }
    let rounds: [Round]
    let calls: Int
    let images: Int
}

private struct ByHand: Decodable {
    struct Pull: Decodable {
        struct Report: Decodable {
            let digest: String
            let platforms: [String]
            let layers: Int
        }
        let status: Int
        let report: Report?
        let errors: String
    }
    let pulls: [String: Pull]
    let index: String
    let faults: [String: [String]]
    let sameBlobsAsSkopeo: Bool
}

extension `End to end` {
    /// Images in Debian's docker-registry, told of through the local AWS, arrive at an analyzer, and independent tools read them.
    @Suite(
        .enabled(if: Tools.areInstalled, "\(Tools.hint)"),
        .enabled(if: Tools.haveRegistry, "\(Tools.registryHint)"),
        .timeLimit(.minutes(15)),
        .serialized
    )
    struct `Pushed images` {
        private func observe<Report: Decodable>(_ scenario: String, _ aws: LocalAWS?, as type: Report.Type) async throws
            -> Report
        {
            let folder = try TemporaryFolder()
            var arguments = [
                "-B", Tools.script("pull_images.py"), scenario, "--program", Repository.executable("scout-ecr"),
                "--workdir", folder.url.path,
            ]
            if let aws {
                arguments += [
                    "--template", try writeTemplate("json", to: folder), "--endpoint-url", aws.endpointURL, "--moto",
                    Tools.moto,
                ]
            }
            let result = try await run(Tools.python, arguments, limit: .seconds(400))
            try #require(result.status == 0, "\(result.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        }

        @Test func `arrive at the analyzer, of activated repositories only, and nothing of them is kept`() async throws
        {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let report = try await observe("whole-way", aws, as: WholeWay.self)
            #expect(Set(report.given.keys) == [report.expected.index, report.expected.docker])
            #expect(report.calls == 2)
            for given in report.given.values { #expect(given.faults == []) }
            let index = report.index
            #expect(index.state == "handed-off" && index.tags == ["v1"] && index.organization == "acme")
            #expect(index.registry == "000000000000.dkr.ecr.us-east-1.amazonaws.com" && index.repository == "team/app")
            #expect(index.platforms == ["linux/amd64", "linux/arm64"] && index.layers == 3)
            #expect(try #require(index.size) > 2_000_000)
            #expect(report.single.state == "deleted" && report.single.tags == [])
            #expect(report.ignored.state == "ignored" && report.ignored.reason == "the repository is not activated")
            #expect(report.left == [])
            #expect(report.exitCode == 0)
        }

        /// Each round is killed by SIGKILL at another moment of pulling and analyzing.
        @Test func `arrive once whenever the service is killed`() async throws {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let report = try await observe("crash", aws, as: CrashRounds.self)
            #expect(report.rounds.count == 8)
            for round in report.rounds { #expect(round.faults == [], "killed when it was \(round.killedIn)") }
            #expect(Set(report.rounds.map(\.killedIn)).contains("pulling"))
            #expect(report.calls == report.rounds.count && report.images == report.calls)
        }

        @Test func `are pulled by hand, with the logins that people have`() async throws {
            let report = try await observe("by-hand", nil, as: ByHand.self)
            for name in ["all", "again", "digest", "password", "docker-login"] {
                let pull = try #require(report.pulls[name])
                #expect(pull.status == 0 && pull.report?.digest == report.index, "\(name): \(pull.errors)")
                #expect(pull.report?.platforms == ["linux/amd64", "linux/arm64"] && pull.report?.layers == 3)
            }
            #expect(report.pulls["platform"]?.report?.platforms == ["linux/arm64"])
            #expect(report.faults.count == 5 && report.faults.values.allSatisfy { $0 == [] })
            #expect(report.sameBlobsAsSkopeo)
            for (name, status, reason) in [
                ("denied", 1, "UNAUTHORIZED"), ("missing", 1, "MANIFEST_UNKNOWN"), ("occupied", 2, "--output"),
            ] {
                let pull = try #require(report.pulls[name])
                #expect(pull.status == status && pull.errors.contains(reason) && pull.errors.count { $0 == "\n" } == 1)
            }
        }
    }
}

/// What `Tests/Tools/flood_events.py` observes.
private struct Flood: Decodable {
    let sent: Int
    let accepted: Int
    let unsent: Int
    let images: Int
    let different: Int
    let states: [String: Int]
    let queued: Int
    let peakMegabytes: Int
    let slowestAnswer: Double
    let exitCode: Int
}

extension `End to end` {
    @Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(10)))
    struct `A flood of events` {
        /// 95,000 pushes and 5,000 deletions, a fifth of them twice, all in disorder, with a kill in the middle.
        @Test func `is taken in whole, each event once, within bounded memory`() async throws {
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("flood_events.py"), "--program", Repository.executable("scout-ecr"), "--workdir",
                    folder.url.path, "--timeout", "400",
                ],
                limit: .seconds(580)
            )
            try #require(result.status == 0, "\(result.errors)")
            let report = try JSONDecoder().decode(Flood.self, from: Data(result.output.utf8))
            #expect(report.sent == 120_000 && report.accepted == report.sent && report.unsent == 0)
            #expect(report.images == 95_000 && report.different == report.images)
            #expect(report.states == ["queued": 90_000, "deleted": 5_000])
            #expect(report.queued == 90_000)
            // The events alone have 80 MB.
            #expect(report.peakMegabytes < 160)
            // What EventBridge waits for.
            #expect(report.slowestAnswer < 5)
            #expect(report.exitCode == 0)
        }
    }
}
