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
