import Foundation
import TestSupport
import Testing

private func scoutECR(_ arguments: String...) throws -> CommandResult {
    try run(Repository.executable("scout-ecr"), arguments)
}

private let templateURL = "https://templates.s3.us-east-1.amazonaws.com/scout.json"

@Suite struct `scout-ecr template` {
    @Test(arguments: [("scout", "docker-scout-ecr"), ("backend", "scout-backend")], ["json", "yaml"])
    func `prints what Templates has, which is stale otherwise`(_ stack: (name: String, file: String), _ format: String)
        throws
    {
        let result = try scoutECR("template", "--stack", stack.name, "--format", format)
        #expect(result.status == 0)
        let path = "Templates/\(stack.file).\(format)"
        #expect(
            result.output == (try Repository.text(of: path)),
            "renew it: swift run scout-ecr template --stack \(stack.name) --format \(format) > \(path)"
        )
    }

    @Test func `prints the customers' stack without a stack`() throws {
        #expect(try scoutECR("template").output == scoutECR("template", "--stack=scout").output)
    }

    /// The vendor's own stack has these as parameters, so an option would be ignored.
    @Test(arguments: [
        ["--scout-account-id", "444455556666"], ["--setup-endpoint", "https://scout.example.com/setup"],
        ["--events-endpoint", "https://scout.example.com/events"], ["--allow-loopback"],
    ])
    func `takes no values of the customers' stack for the vendor's`(_ option: [String]) throws {
        let result = try run(Repository.executable("scout-ecr"), ["template", "--stack", "backend"] + option)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.contains(option[0]))
    }

    @Test func `says nothing of an account for the vendor's own stack, which names none`() throws {
        #expect(try scoutECR("template", "--stack", "backend").errors == "")
    }

    @Test func `prints JSON without a format`() throws {
        #expect(try scoutECR("template").output == scoutECR("template", "--format=json").output)
    }

    @Test func `sets the vendor's values`() throws {
        let result = try scoutECR(
            "template",
            "--scout-account-id",
            "444455556666",
            "--setup-endpoint",
            "https://scout.example.com/setup/",
            "--events-endpoint=https://scout.example.com/events"
        )
        #expect(result.errors == "")
        let template = try JSONDecoder().decode(TemplateParameters.self, from: Data(result.output.utf8))
        #expect(
            template.defaults == [
                "ScoutAccountId": "444455556666", "SetupEndpoint": "https://scout.example.com/setup",
                "EventsEndpoint": "https://scout.example.com/events",
            ]
        )
    }

    @Test func `says whom the template trusts when no account is given`() throws {
        let errors = try scoutECR("template").errors
        #expect(errors.contains("111122223333"))
    }

    @Test func `allows this machine as endpoint only when asked to`() throws {
        let endpoint = "http://127.0.0.1:8080/v1/setup"
        #expect(try scoutECR("template", "--setup-endpoint", endpoint).status == 2)
        #expect(try scoutECR("template", "--setup-endpoint", endpoint, "--allow-loopback").status == 0)
    }

    @Test(arguments: ["template > /dev/full", "template >&-", "cost > /dev/full", "--help > /dev/full"])
    func `fails when its output cannot be written`(_ command: String) throws {
        let result = try run("sh", ["-c", "'\(Repository.executable("scout-ecr"))' \(command)"])
        #expect(result.status == 1)
        #expect(result.errors.hasSuffix(": standard output could not be written\n"))
    }

    private struct TemplateParameters: Decodable {
        struct Parameter: Decodable { let Default: String? }
        let Parameters: [String: Parameter]
        var defaults: [String: String] { Parameters.compactMapValues(\.Default) }
    }
}

@Suite struct `scout-ecr launch-url` {
    @Test func `prints the link, and notes what the customer will have to fill in`() throws {
        let result = try scoutECR(
            "launch-url",
            "--template-url",
            templateURL,
            "--region",
            "us-east-1",
            "--parameter",
            "ExternalId=a=b c"
        )
        #expect(result.status == 2)  // the external id has a space
        let good = try scoutECR(
            "launch-url",
            "--template-url",
            templateURL,
            "--region",
            "us-east-1",
            "--parameter",
            "ExternalId=a=b"
        )
        #expect(
            good.output
                == "https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate"
                + "?templateURL=https%3A%2F%2Ftemplates.s3.us-east-1.amazonaws.com%2Fscout.json"
                + "&stackName=DockerScoutECRIntegration&param_ExternalId=a%3Db\n"
        )
        #expect(good.errors == "note: the customer will have to fill in IntegrationId\n")
        #expect(good.status == 0)
    }

    @Test(arguments: [("markdown", "[Create on AWS](https://"), ("html", "<a href=\"https://"), ("url", "https://")])
    func `has formats`(_ format: String, _ start: String) throws {
        let result = try scoutECR(
            "launch-url",
            "--template-url",
            templateURL,
            "--region",
            "us-east-1",
            "--format",
            format,
            "--wizard",
            "review"
        )
        #expect(result.status == 0)
        #expect(result.output.hasPrefix(start))
        #expect(result.output.contains("#/stacks/create/review?"))
    }

    @Test func `makes the link that updates a stack`() throws {
        let result = try scoutECR(
            "launch-url",
            "--template-url",
            templateURL,
            "--stack-id",
            "arn:aws:cloudformation:us-east-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        )
        #expect(result.status == 0)
        #expect(result.output.contains("#/stacks/update/template?stackId=arn%3Aaws%3Acloudformation"))
    }

    @Test(arguments: [("markdown", "[Update on AWS](https://"), ("html", ">Update on AWS</a>\n")])
    func `says that such a link updates`(_ format: String, _ text: String) throws {
        let result = try scoutECR(
            "launch-url",
            "--template-url",
            templateURL,
            "--format",
            format,
            "--stack-id",
            "arn:aws:cloudformation:us-east-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        )
        #expect(result.output.contains(text))
    }
}

@Suite struct `scout-ecr cost` {
    @Test func `prints the documentation's column`() throws {
        let result = try scoutECR("cost")
        #expect(result.status == 0)
        let rows = result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains { $0.starts(with: ["ScoutAPICredentials", "AWS::SecretsManager::Secret", "$0.42"]) })
        #expect(rows.contains { $0.starts(with: ["ApiDestination", "AWS::Events::ApiDestination", "$0.01"]) })
        #expect(rows.filter { $0.count > 2 && $0[2] == "free" }.count == 8)
    }

    @Test func `prints JSON that sums up`() throws {
        struct Estimate: Decodable {
            struct Line: Decodable { let resource: String; let monthly: Decimal }
            let lines: [Line]
            let total: Decimal
            let imageGigabytes: Decimal?
        }
        let result = try scoutECR(
            "cost",
            "--pushes-per-day",
            "7",
            "--image-gb",
            "0.5",
            "--region",
            "eu-west-1",
            "--format",
            "json"
        )
        let estimate = try JSONDecoder().decode(Estimate.self, from: Data(result.output.utf8))
        #expect(estimate.lines.map(\.monthly).reduce(0, +) == estimate.total)
        #expect(estimate.lines.last?.monthly == Decimal(string: "9.45"))
        #expect(estimate.imageGigabytes == Decimal(string: "0.5"))
    }

    @Test func `prints Markdown`() throws {
        #expect(try scoutECR("cost", "--format", "markdown").output.contains("| **Total** | | **$0.43** | |"))
    }
}

@Suite struct `Help` {
    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func `names every command`(_ arguments: [String]) throws {
        let result = try run(Repository.executable("scout-ecr"), arguments)
        #expect(result.status == 0)
        for command in ["template", "convert", "diff", "launch-url", "cost"] {
            #expect(result.output.contains("\n  \(command)"))
        }
    }

    @Test(arguments: [["template", "--help"], ["help", "template"], ["template", "-h", "--format", "yaml"]])
    func `explains the options of a command`(_ arguments: [String]) throws {
        let result = try run(Repository.executable("scout-ecr"), arguments)
        #expect(result.status == 0)
        for option in ["--scout-account-id ID", "--setup-endpoint URL", "--events-endpoint URL", "--format json|yaml"] {
            #expect(result.output.contains("\n  \(option) "))
        }
    }

    @Test func `tells the version`() throws {
        #expect(try run(Repository.executable("scout-ecr"), ["--version"]).output.hasPrefix("scout-ecr "))
    }
}

@Suite struct `The examples` {
    @Test func `print a template`() throws {
        let yaml = try run(Repository.executable("queue-with-alarm"))
        #expect(yaml.status == 0)
        #expect(yaml.output.hasPrefix("AWSTemplateFormatVersion: \"2010-09-09\"\n"))
        let json = try run(Repository.executable("queue-with-alarm"), ["--json"])
        #expect(json.output.hasPrefix("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\""))
    }
}
