import Foundation
import TestSupport
import Testing

private func scoutECR(_ arguments: String...) throws -> CommandResult {
    try run(Repository.executable("scout-ecr"), arguments)
}

private let templateURL = "https://templates.s3.us-east-1.amazonaws.com/scout.json"

@Suite struct `scout-ecr template` {
    @Test(arguments: ["json", "yaml"])
    func `prints what Templates has, which is stale otherwise`(_ format: String) throws {
        let result = try scoutECR("template", "--format", format)
        #expect(result.status == 0)
        let path = "Templates/docker-scout-ecr.\(format)"
        #expect(
            result.output == (try Repository.text(of: path)),
            "renew it: swift run scout-ecr template --format \(format) > \(path)"
        )
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

    @Test func `fails when its output cannot be written`() throws {
        let result = try run("sh", ["-c", "'\(Repository.executable("scout-ecr"))' template > /dev/full"])
        #expect(result.status == 1)
        #expect(result.errors.contains("standard output could not be written"))
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

@Suite struct `Wrong usage` {
    static let cases: [(arguments: [String], sentence: String)] = [
        (
            [],
            "scout-ecr: a command is required: template, convert, diff, launch-url, cost, integrations add|list|show|remove, serve"
        ),
        (["templte"], "scout-ecr: unknown command \"templte\"; did you mean template?"),
        (
            ["\u{7}"],
            "scout-ecr: unknown command \"\\u{07}\"; the commands are template, convert, diff, launch-url, cost, integrations add|list|show|remove, serve"
        ),
        (["template", "x"], "scout-ecr template: unexpected argument \"x\"; every value follows its option"),
        (["template", "--formt", "json"], "scout-ecr template: unknown option --formt; did you mean --format?"),
        (["template", "--format"], "scout-ecr template: --format needs a value: json|yaml"),
        (["template", "--format", "--allow-loopback"], "scout-ecr template: --format needs a value: json|yaml"),
        (["template", "--format", "xml"], "scout-ecr template: --format \"xml\" must be one of json, yaml"),
        (["template", "--format", "json", "--format", "yaml"], "scout-ecr template: --format is given twice"),
        (["template", "--allow-loopback=yes"], "scout-ecr template: --allow-loopback takes no value"),
        (
            ["template", "--scout-account-id", "12"],
            "scout-ecr template: --scout-account-id: account id \"12\" must be 12 digits, such as 111122223333"
        ),
        (
            ["template", "--setup-endpoint", "http://example.com"],
            "scout-ecr template: --setup-endpoint: endpoint \"http://example.com\" must begin with https://"
        ),
        (
            ["template", "--allow-loopback", "--events-endpoint", "http://10.0.0.1"],
            "scout-ecr template: --events-endpoint: endpoint \"http://10.0.0.1\" must be https, or http on 127.0.0.1 where loopback is allowed"
        ),
        (["launch-url", "--region", "us-east-1"], "scout-ecr launch-url: --template-url URL is required"),
        (["launch-url", "--template-url", templateURL], "scout-ecr launch-url: --region REGION is required"),
        (
            ["launch-url", "--template-url", "https://example.com/t.json", "--region", "us-east-1"],
            "scout-ecr launch-url: --template-url: template URL \"https://example.com/t.json\" must be an object in S3, such as https://BUCKET.s3.REGION.amazonaws.com/KEY"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-esat-1"],
            "scout-ecr launch-url: --region: region \"us-esat-1\" must be the code of a region of AWS; did you mean us-east-1?"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--stack-name", "a_b"],
            "scout-ecr launch-url: --stack-name: stack name \"a_b\" must begin with a letter and have letters, digits and hyphens only, at most 128"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--parameter", "ExternalId"],
            "scout-ecr launch-url: --parameter \"ExternalId\" must be NAME=VALUE"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--parameter", "Externalid=x"],
            "scout-ecr launch-url: parameter \"Externalid\" must be one of the template's: IntegrationId, ExternalId, ScoutAccountId, SetupEndpoint, EventsEndpoint"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--wizard", "fast"],
            "scout-ecr launch-url: --wizard \"fast\" must be one of quickcreate, review"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--stack-id", "Scout"],
            "scout-ecr launch-url: --stack-id: stack id \"Scout\" must be a stack's ARN, such as arn:aws:cloudformation:us-east-1:111122223333:stack/Name/01234567-89ab-cdef-0123-456789abcdef"
        ),
        (["cost", "--pushes-per-day", "many"], "scout-ecr cost: --pushes-per-day \"many\" must be a whole number"),
        (
            ["cost", "--pushes-per-day", "-1"],
            "scout-ecr cost: pushes per day \"-1\" must be a whole number from 0 to 100000000"
        ),
        (["cost", "--image-gb", "x"], "scout-ecr cost: --image-gb \"x\" must be a number"),
        (
            ["cost", "--image-gb", "nan"],
            "scout-ecr cost: image size \"nan\" must be a number of gigabytes from 0 to 10000"
        ),
        (
            ["cost", "--region", "cn-north-1"],
            "scout-ecr cost: region \"cn-north-1\" must be billed in US dollars; China's regions are billed in yuan"
        ),
        (["cost", "--format", "csv"], "scout-ecr cost: --format \"csv\" must be one of text, markdown, json"),
    ]

    @Test(arguments: cases)
    func `ends with 2 and one sentence`(_ arguments: [String], _ sentence: String) throws {
        let result = try run(Repository.executable("scout-ecr"), arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors == sentence + "\n")
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
