import AWSClient
import CloudFormation
import ScoutIntegration
import Synchronization
import Testing

@testable import ScoutService

/// One run on S3 in memory, and what it says.
private struct Publisher {
    let s3: MemoryS3
    private let lines = Lines()

    final class Lines: Sendable {
        let output = Mutex("")
        let messages = Mutex<[String]>([])
    }

    var output: String { lines.output.withLock { $0 } }
    var messages: [String] { lines.messages.withLock { $0 } }

    func run(_ variables: [String: String] = [:], account: String = "444455556666") async throws {
        var environment = AWSEnvironment.process
        environment.variables = [
            "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        ]
        let settings = [
            "SCOUT_PUBLISH_BUCKET": "templates", "SCOUT_PUBLISH_ACCOUNT_ID": account,
            "SCOUT_PUBLISH_SETUP_ENDPOINT": "https://scout.example.com/v1/setup",
            "SCOUT_PUBLISH_EVENTS_ENDPOINT": "https://scout.example.com/v1/events",
        ]
        try await PublishRun(
            PublishRequest(settings.merging(variables) { $1 }),
            environment: environment,
            transport: s3,
            clock: .patient,
            output: { [lines] text in lines.output.withLock { $0 += text } },
            message: { [lines] line in lines.messages.withLock { $0.append(line) } }
        ).run()
    }
}

private let (json, yaml) = ("docker-scout-ecr.json", "docker-scout-ecr.yaml")

@Suite struct `Publishing` {
    private let s3 = MemoryS3()

    /// A template that somebody else publishes.
    private static let theirs = "{\"Description\": \"theirs\", \"Resources\": {}}"

    @Test func `stores both formats as a version and as the latest, and prints the link of the version`() async throws {
        let publisher = Publisher(s3: s3)
        try await publisher.run()
        #expect(
            Set(s3.objects.keys) == [
                "ecr/1.0.0/\(json)", "ecr/1.0.0/\(yaml)", "ecr/latest/\(json)", "ecr/latest/\(yaml)",
                "ecr/latest/version.txt",
            ]
        )
        #expect(s3.objects["ecr/latest/version.txt"] == "1.0.0\n")
        #expect(s3.objects["ecr/1.0.0/\(json)"]?.contains("444455556666") == true)
        #expect(s3.objects["ecr/1.0.0/\(yaml)"] == s3.objects["ecr/latest/\(yaml)"])
        #expect(
            publisher.output.hasPrefix("https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#")
        )
        #expect(publisher.output.contains("templates.s3.eu-west-1.amazonaws.com%2Fecr%2F1.0.0%2F\(json)"))
    }

    @Test func `does nothing for what is published, with and without a version`() async throws {
        try await Publisher(s3: s3).run()
        let before = s3.objects
        for variables in [[:], ["SCOUT_PUBLISH_VERSION": "1.0.0"]] {
            let again = Publisher(s3: s3)
            try await again.run(variables)
            #expect(again.messages.first == "already published: version 1.0.0")
        }
        #expect(s3.objects == before)
        #expect(s3.requests.filter { $0.hasPrefix("PUT") }.count == 5)
    }

    @Test func `shows what changes after the last version, and stops at a gate with nothing stored`() async throws {
        let queue = "{\"Resources\": {\"Orders\": {\"Type\": \"AWS::SQS::Queue\"}}}"
        s3.store(queue, at: "ecr/1.0.0/\(json)")
        s3.store("1.0.0\n", at: "ecr/latest/version.txt")
        let before = s3.objects
        let stopped = Publisher(s3: s3)
        let error = await #expect(throws: ServiceError.self) {
            try await stopped.run(["SCOUT_PUBLISH_FAIL_ON": "replace,delete", "SCOUT_PUBLISH_JSON": "1"])
        }
        #expect(error?.description == "the change fails on: delete; nothing is stored")
        #expect(stopped.messages.first == "what changes after version 1.0.0:")
        #expect(stopped.messages.last?.contains("Orders") == true)
        let report = try JSONReader.read(Array(stopped.output.utf8), name: "-").value
        #expect(report["failedGates"] == ["delete"] && report["stored"]?.arrayValue?.isEmpty == true)
        #expect(s3.objects == before)
    }

    @Test func `publishes the next version where no gate is meant`() async throws {
        try await Publisher(s3: s3).run()
        let changed = Publisher(s3: s3)
        try await changed.run(
            ["SCOUT_PUBLISH_JSON": "1", "SCOUT_PUBLISH_FAIL_ON": "data-loss"],
            account: "777788889999"
        )
        #expect(changed.messages.first == "what changes after version 1.0.0:")
        let report = try JSONReader.read(Array(changed.output.utf8), name: "-").value
        #expect(report["version"] == "1.0.1" && report["previous"] == "1.0.0" && report["latest"] == "1.0.1")
        #expect(report["stored"]?.arrayValue?.count == 5)
        #expect(report["failedGates"]?.arrayValue?.isEmpty == true)
        #expect(report["templateURL"] == "https://templates.s3.eu-west-1.amazonaws.com/ecr/1.0.1/docker-scout-ecr.json")
        #expect(s3.objects["ecr/latest/version.txt"] == "1.0.1\n")
        #expect(s3.objects["ecr/1.0.0/\(json)"]?.contains("444455556666") == true)
    }

    @Test func `refuses a version with other content, and stores nothing`() async throws {
        try await Publisher(s3: s3).run()
        let before = s3.objects
        let refusal = await #expect(throws: PublicationRefusal.self) {
            try await Publisher(s3: s3).run(["SCOUT_PUBLISH_VERSION": "1.0.0"], account: "777788889999")
        }
        #expect(refusal?.description.hasPrefix("version 1.0.0 is published with other content") == true)
        #expect(s3.objects == before)
    }

    @Test func `says what would be done, and does not`() async throws {
        let publisher = Publisher(s3: s3)
        try await publisher.run(["SCOUT_PUBLISH_DRY_RUN": "1"])
        #expect(publisher.messages.contains("would store s3://templates/ecr/1.0.0/\(json)"))
        #expect(s3.objects.isEmpty)
        #expect(publisher.output.contains("1.0.0"))
    }

    @Test func `refuses the version that another publisher has stored meanwhile`() async throws {
        s3.before("PUT ecr/1.0.0/\(json)") { $0.store(Self.theirs, at: "ecr/1.0.0/\(json)") }
        await #expect(throws: PublicationRefusal.self) { try await Publisher(s3: s3).run() }
        #expect(s3.objects == ["ecr/1.0.0/\(json)": Self.theirs])
    }

    @Test func `takes the same content for its own`() async throws {
        let other = Publisher(s3: MemoryS3())
        try await other.run()
        let content = try #require(other.s3.objects["ecr/1.0.0/\(json)"])
        s3.before("PUT ecr/1.0.0/\(json)") { $0.store(content, at: "ecr/1.0.0/\(json)") }
        try await Publisher(s3: s3).run()
        #expect(s3.objects == other.s3.objects)
    }

    @Test(arguments: ["PUT ecr/latest/\(json)", "PUT ecr/latest/\(yaml)", "PUT ecr/latest/version.txt"])
    func `never moves the latest version back, whenever a newer one comes`(_ moment: String) async throws {
        try await Publisher(s3: s3).run()
        s3.before(moment) { s3 in
            for key in ["2.0.0/\(json)", "2.0.0/\(yaml)", "latest/\(json)", "latest/\(yaml)"] {
                s3.store(Self.theirs, at: "ecr/\(key)")
            }
            s3.store("2.0.0\n", at: "ecr/latest/version.txt")
        }
        let slower = Publisher(s3: s3)
        try await slower.run(account: "777788889999")
        #expect(s3.objects["ecr/1.0.1/\(yaml)"]?.contains("777788889999") == true)
        #expect(s3.objects["ecr/latest/version.txt"] == "2.0.0\n")
        #expect(s3.objects["ecr/latest/\(json)"] == Self.theirs)
        #expect(s3.objects["ecr/latest/\(yaml)"] == Self.theirs)
        #expect(slower.messages.contains("note: the latest version stays 2.0.0, since 1.0.1 is lower"))
    }

    @Test func `goes back to an older version where it is told to`() async throws {
        try await Publisher(s3: s3).run()
        try await Publisher(s3: s3).run(account: "777788889999")
        try await Publisher(s3: s3).run(["SCOUT_PUBLISH_VERSION": "1.0.0", "SCOUT_PUBLISH_ALLOW_OLDER": "1"])
        #expect(s3.objects["ecr/latest/version.txt"] == "1.0.0\n")
        #expect(s3.objects["ecr/latest/\(json)"] == s3.objects["ecr/1.0.0/\(json)"])
    }

    @Test(arguments: [
        ("ecr/latest/version.txt", "one", "s3://templates/ecr/latest/version.txt must have the latest version"),
        ("ecr/latest/version.txt", "3.0.0\n", "names version 3.0.0, but there is no s3://templates/ecr/3.0.0/"),
        ("ecr/1.0.0/docker-scout-ecr.json", "{", "ecr/1.0.0/docker-scout-ecr.json:1:2: expected"),
        ("ecr/1.0.0/docker-scout-ecr.json", "[]", "ecr/1.0.0/docker-scout-ecr.json:1:1: "),
    ])
    func `says what is wrong with what is there`(_ key: String, _ content: String, _ sentence: String) async throws {
        try await Publisher(s3: s3).run()
        s3.store(content, at: key)
        let error = await #expect(throws: (any Error).self) {
            try await Publisher(s3: s3).run(account: "777788889999")
        }
        #expect("\(try #require(error))".contains(sentence), "\(String(describing: error))")
    }
}

/// What several publishers have left.
private struct Leftover {
    /// Whose template is under each key below `ecr/`, by the vendor's account in it.
    private let owners: [String: String]
    /// The version that is the latest one.
    let latest: String

    init(_ s3: MemoryS3, _ accounts: [String]) {
        let objects = s3.objects
        latest = objects["ecr/latest/version.txt"].map { String($0.dropLast()) } ?? ""
        owners = Dictionary(
            uniqueKeysWithValues: objects.compactMap { key, text in
                accounts.first(where: text.contains).map { (String(key.dropFirst("ecr/".count)), $0) }
            }
        )
    }

    /// Whose a version, or `latest`, is; `nil` unless both documents are of one publisher.
    func owner(of version: String) -> String? {
        let owner = owners["\(version)/\(json)"]
        return owner == owners["\(version)/\(yaml)"] ? owner : nil
    }

    /// Whether each version is of one publisher, and the latest documents are those of the version that is said.
    var isConsistent: Bool {
        let versions = Set(owners.keys.map { String($0.split(separator: "/")[0]) })
        return versions.allSatisfy { owner(of: $0) != nil } && owner(of: "latest") == owner(of: latest)
    }
}

private func succeeds(_ s3: MemoryS3, _ version: String?, _ account: String) async -> Bool {
    do {
        try await Publisher(s3: s3).run(["SCOUT_PUBLISH_VERSION": version ?? ""], account: account)
        return true
    } catch {
        #expect(error is PublicationRefusal, "\(error)")
        return false
    }
}

/// Two publishers, of whom one does all of its work between two requests of the other, whichever two.
@Suite struct `Two publishers at once` {
    private static let (first, slow, quick) = ("100000000000", "200000000000", "300000000000")

    /// What has come of it.
    private struct Outcome {
        let left: Leftover
        let slowSucceeds: Bool
        let quickSucceeds: Bool
        /// Before which request of the slow one the quick one came, for messages.
        let moment: Comment
    }

    /// What comes of it at each moment of the slow one's work.
    private func outcomes(slow: String?, quick: String?) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        while let outcome = try await outcome(before: outcomes.count, slow, quick) { outcomes.append(outcome) }
        #expect(outcomes.count > 10, "the slow one makes hardly a request")
        return outcomes
    }

    /// - Returns: `nil` where the slow one makes fewer requests.
    private func outcome(before number: Int, _ slow: String?, _ quick: String?) async throws -> Outcome? {
        let s3 = MemoryS3()
        try await Publisher(s3: s3).run(account: Self.first)
        let quickSucceeds = Mutex<Bool?>(nil)
        s3.before(requestNumber: s3.requests.count + number) { s3 in
            let succeeds = await succeeds(s3, quick, Self.quick)
            quickSucceeds.withLock { $0 = succeeds }
        }
        let slowSucceeds = await succeeds(s3, slow, Self.slow)
        guard let quickSucceeds = quickSucceeds.withLock({ $0 }) else { return nil }
        return Outcome(
            left: Leftover(s3, [Self.first, Self.slow, Self.quick]),
            slowSucceeds: slowSucceeds,
            quickSucceeds: quickSucceeds,
            moment: "before request \(number)"
        )
    }

    @Test func `of one version leave that of one of them`() async throws {
        var winners: Set<String> = []
        for outcome in try await outcomes(slow: "1.1.0", quick: "1.1.0") {
            let winner = outcome.slowSucceeds ? Self.slow : Self.quick
            #expect(outcome.slowSucceeds != outcome.quickSucceeds, outcome.moment)
            #expect(outcome.left.latest == "1.1.0" && outcome.left.isConsistent, outcome.moment)
            #expect(outcome.left.owner(of: "1.1.0") == winner, outcome.moment)
            winners.insert(winner)
        }
        // The slow one wins as soon as its first document is there.
        #expect(winners == [Self.slow, Self.quick])
    }

    @Test(arguments: [("1.1.0", "2.0.0"), ("2.0.0", "1.1.0")])
    func `of two versions leave the higher one as the latest`(_ slow: String, _ quick: String) async throws {
        for outcome in try await outcomes(slow: slow, quick: quick) {
            #expect(outcome.slowSucceeds && outcome.quickSucceeds, outcome.moment)
            #expect(outcome.left.latest == "2.0.0" && outcome.left.isConsistent, outcome.moment)
            #expect(outcome.left.owner(of: slow) == Self.slow, outcome.moment)
            #expect(outcome.left.owner(of: quick) == Self.quick, outcome.moment)
        }
    }

    @Test func `without versions never share one`() async throws {
        for outcome in try await outcomes(slow: nil, quick: nil) {
            let count = [outcome.slowSucceeds, outcome.quickSucceeds].count { $0 }
            #expect(outcome.left.isConsistent, outcome.moment)
            #expect(outcome.left.latest == "1.0.\(count)", outcome.moment)
        }
    }
}

@Suite struct `Many publishers at once` {
    private static let accounts = (1...5).map { "\($0)00000000000" }

    @Test(arguments: 1...12)
    func `end in agreement, with the highest version as the latest`(_ round: Int) async throws {
        let s3 = MemoryS3()
        let versions = ["1.1.0", "1.1.0", "1.2.0", "1.3.0", "1.3.0"]
        let published = await withTaskGroup(of: String?.self) { group in
            for (account, version) in zip(Self.accounts, versions) {
                group.addTask { await succeeds(s3, version, account) ? version : nil }
            }
            return await group.reduce(into: [String]()) { if let version = $1 { $0.append(version) } }
        }
        let left = Leftover(s3, Self.accounts)
        #expect(published.sorted() == ["1.1.0", "1.2.0", "1.3.0"])
        #expect(left.isConsistent && left.latest == "1.3.0")
    }
}
