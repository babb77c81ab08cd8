import Foundation
import TestSupport
import Testing

private func topic(_ name: String) -> String {
    """
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: \(name)

    """
}

@Suite struct `scout-ecr diff` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write(topic("a"), to: "old.yaml")
        _ = try folder.write(topic("b"), to: "new.yaml")
    }

    private func diff(
        _ arguments: String...,
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> CommandResult {
        try run(
            Repository.executable("scout-ecr"),
            ["diff"] + arguments,
            input: Data(input.utf8),
            in: folder.url,
            environment: environment
        )
    }

    private func git(_ arguments: String...) throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
        let result = try run("git", identity + arguments, in: folder.url)
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test func `says what a change does, with the places`() throws {
        let result = try diff("old.yaml", "new.yaml")
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(
            result.output == """
                1 resource changes: 1 replaced

                ± Topic  AWS::SNS::Topic  replaced  new.yaml:2
                    ~ TopicName: a → b  replacement  new.yaml:5
                    Topic is replaced because TopicName changed

                """
        )
    }

    @Test func `says in one line that nothing differs`() throws {
        _ = try folder.write(
            "{\"Resources\": {\"Topic\": {\"Properties\": {\"TopicName\": \"a\"}, \"Type\": \"AWS::SNS::Topic\"}}}",
            to: "same.json"
        )
        let result = try diff("old.yaml", "same.json", "--exit-code")
        #expect(result.output == "No difference.\n")
        #expect(result.status == 0)
    }

    @Test func `has the exit code of git where it is asked for`() throws {
        #expect(try diff("old.yaml", "new.yaml", "--exit-code").status == 1)
        #expect(try diff("old.yaml", "new.yaml").status == 0)
    }

    @Test(arguments: [
        ("replace", 1), ("delete,replace", 1), ("delete,data-loss,broader,public", 0), ("", 2), ("replace,", 2),
        ("Replace", 2),
    ])
    func `fails on what is asked for`(_ gates: String, _ status: Int32) throws {
        let result = try diff("old.yaml", "new.yaml", "--fail-on=\(gates)")
        #expect(result.status == status)
        if status == 1 { #expect(result.errors == "scout-ecr diff: the change fails on: replace\n") }
    }

    @Test func `takes standard input, git revisions and what the generator prints`() throws {
        try git("init", "--quiet")
        try git("add", "old.yaml")
        try git("commit", "--quiet", "--message", "First")
        _ = try folder.write(topic("c"), to: "old.yaml")
        #expect(try diff("-", "new.yaml", input: topic("b")).output == "No difference.\n")
        #expect(try diff("new.yaml", "-", input: topic("b")).output == "No difference.\n")
        #expect(try diff("HEAD:old.yaml", "-", input: topic("a")).output == "No difference.\n")
        #expect(try diff("HEAD:old.yaml", "old.yaml").output.contains("~ TopicName: a → c"))
        let committed = Repository.root.appendingPathComponent("Templates/docker-scout-ecr.yaml").path
        #expect(try diff("generated", committed).output == "No difference.\n")
        #expect(
            try diff("generated", committed, "--scout-account-id", "444455556666").output.contains(
                "Default: \"444455556666\" → \"111122223333\""
            )
        )
    }

    @Test func `prefers a file to a revision of the same name`() throws {
        _ = try folder.write(topic("b"), to: "HEAD:x")
        #expect(try diff("HEAD:x", "new.yaml").output == "No difference.\n")
    }

    @Test func `shows colours on terminals only`() throws {
        #expect(try !diff("old.yaml", "new.yaml").output.contains("\u{1B}"))
        let command = "'\(Repository.executable("scout-ecr"))' diff old.yaml new.yaml"
        // script(1) runs the command on a terminal of its own.
        let onTerminal = try run(
            "script",
            ["-qec", command, "/dev/null"],
            in: folder.url,
            environment: ["TERM": "xterm", "NO_COLOR": ""]
        )
        #expect(onTerminal.output.contains("\u{1B}["))
        let without = try run(
            "script",
            ["-qec", command, "/dev/null"],
            in: folder.url,
            environment: ["TERM": "xterm", "NO_COLOR": "1"]
        )
        #expect(!without.output.contains("\u{1B}["))
    }

    @Test func `prints JSON for programs`() throws {
        let output = try diff("old.yaml", "new.yaml", "--format", "json").output
        let review = try JSONDecoder().decode(ReviewOutput.self, from: Data(output.utf8))
        #expect(review.changed)
        #expect(review.summary["replace"] == 1)
        #expect(review.resources.map(\.logicalId) == ["Topic"])
        #expect(review.resources[0].properties.map(\.oldAt) == ["old.yaml:5:18"])
        #expect(review.resources[0].properties.map(\.newAt) == ["new.yaml:5:18"])
    }

    private struct ReviewOutput: Decodable {
        struct Resource: Decodable {
            struct Property: Decodable {
                let oldAt: String
                let newAt: String
            }
            let logicalId: String
            let properties: [Property]
        }
        let changed: Bool
        let summary: [String: Int]
        let resources: [Resource]
    }

    @Test func `annotates changed lines and writes comments`() throws {
        let annotations = try diff("old.yaml", "new.yaml", "--format", "github").output
        #expect(annotations.contains("::error file=new.yaml,line=5,"))
        let comment = try diff("old.yaml", "new.yaml", "--format", "markdown").output
        #expect(comment.contains("Topic") && comment.contains("|"))
    }

    @Test(
        arguments: [
            (["none.yaml", "new.yaml"], "none.yaml: No such file or directory"),
            (["HEAD:none.yaml", "new.yaml"], "HEAD:none.yaml: fatal: "),
            (["-c:x", "new.yaml"], "unknown option -c:x; "),
            (["--", "-c:x", "new.yaml"], "-c:x: a git revision cannot begin with a dash"),
            (["bad.yaml", "new.yaml"], "bad.yaml:2:1: "),
            (["list.json", "new.yaml"], "list.json:1:1: expected a template"),
            (["new.yaml"], "NEW is required: a file"), ([], "OLD is required: a file"),
            (["a", "b", "c"], "unexpected argument \"c\"; only OLD and NEW are expected"),
            (["-", "-"], "only one of the templates can come from standard input"),
            ([".", "new.yaml"], ".: Is a directory"),
            (
                ["new.yaml", "new.yaml", "--format", "xml"],
                "--format \"xml\" must be one of text, markdown, json, github"
            ),
        ] as [([String], String)]
    )
    func `ends with 2 and one sentence`(_ arguments: [String], _ sentence: String) throws {
        _ = try folder.write("a:\n\tb: 1\n", to: "bad.yaml")
        _ = try folder.write("[1]", to: "list.json")
        let result = try run(
            Repository.executable("scout-ecr"),
            ["diff"] + arguments,
            in: folder.url,
            environment: ["LC_ALL": "C"]
        )
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("scout-ecr diff: \(sentence)"), "\(result.errors)")
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }
}

@Suite struct `scout-ecr convert` {
    private func convert(_ arguments: String..., input: String = "") throws -> CommandResult {
        try run(Repository.executable("scout-ecr"), ["convert"] + arguments, input: Data(input.utf8))
    }

    @Test func `prints the other format`() throws {
        let (json, yaml) = ("Templates/docker-scout-ecr.json", "Templates/docker-scout-ecr.yaml")
        #expect(try convert(json).output == Repository.text(of: yaml))
        #expect(try convert(yaml).output == Repository.text(of: json))
    }

    @Test func `prints canonical form in the format that is asked for`() throws {
        let input = "# lost\nResources: {Topic: {Type: 'AWS::SNS::Topic'}} # lost too\n"
        #expect(
            try convert("-", "--to", "yaml", input: input).output == "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
        )
        #expect(
            try convert("-", "--to=json", input: input).output == """
                {
                  "Resources": {
                    "Topic": {
                      "Type": "AWS::SNS::Topic"
                    }
                  }
                }

                """
        )
    }

    @Test(arguments: [
        ("a: [1", "-:1:6: "), ("{\"a\": 1", "-:1:8: "), ("a: 1\na: 2\n", "-:2:1: "), ("", "-:1:1: "),
        ("- 1", "-:1:1: expected a template"),
        ("a: !Reff b", "-:1:5: "), ("a: *b", "-:1:4: "),
    ])
    func `says what is wrong and where`(_ input: String, _ place: String) throws {
        let result = try convert("-", input: input)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("scout-ecr convert: \(place)"), "\(result.errors)")
    }
}
