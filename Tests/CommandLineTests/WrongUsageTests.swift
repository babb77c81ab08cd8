import Foundation
import TestSupport
import Testing

private let templateURL = "https://templates.s3.us-east-1.amazonaws.com/scout.json"

@Suite struct `Wrong usage` {
    static let cases: [(arguments: [String], sentence: String)] = [
        (
            [],
            "scout-ecr: a command is required: template, convert, diff, launch-url, cost, publish, integrations add|list|show|remove, tokens create|list|revoke, repositories list|activate|deactivate, images list|retry, pull, serve, lambda, doctor"
        ),
        (["templte"], "scout-ecr: unknown command \"templte\"; did you mean template?"),
        (
            ["\u{7}"],
            "scout-ecr: unknown command \"\\u{07}\"; the commands are template, convert, diff, launch-url, cost, publish, integrations add|list|show|remove, tokens create|list|revoke, repositories list|activate|deactivate, images list|retry, pull, serve, lambda, doctor"
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
            "scout-ecr launch-url: --region: region \"us-esat-1\" must be a region of aws, aws-cn, aws-us-gov; did you mean us-east-1?"
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
        (
            [
                "launch-url", "--template-url", templateURL, "--region", "us-east-1", "--stack-id",
                "arn:aws:cloudformation:eu-west-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
            ],
            "scout-ecr launch-url: --region \"us-east-1\" must be eu-west-1, where the stack is"
        ),
        (
            [
                "launch-url", "--template-url", templateURL, "--wizard", "review", "--stack-id",
                "arn:aws:cloudformation:eu-west-1:111122223333:stack/Scout/01234567-89ab-cdef-0123-456789abcdef",
            ],
            "scout-ecr launch-url: --wizard cannot be given with --stack-id: an update keeps what the stack has"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "cn-north-1"],
            "scout-ecr launch-url: template URL \"\(templateURL)\" must be in the partition of cn-north-1, aws-cn, not in aws"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--parameter", "IntegrationId="],
            "scout-ecr launch-url: parameter IntegrationId \"\" must have at least 1 characters"
        ),
        (
            ["launch-url", "--template-url", "", "--region", "us-east-1"],
            "scout-ecr launch-url: --template-url: template URL \"\" must begin with https://"
        ),
        (
            ["launch-url", "--template-url", templateURL, "--region", "us-east-1", "--stack-name="],
            "scout-ecr launch-url: --stack-name: stack name \"\" must begin with a letter and have letters, digits and hyphens only, at most 128"
        ),
        (["template", "--format="], "scout-ecr template: --format \"\" must be one of json, yaml"),
        (
            ["template", "--setup-endpoint", "https://bücher.example"],
            "scout-ecr template: --setup-endpoint: endpoint \"https://bücher.example\" must name a public host, such as https://scout.example.com/v1/setup"
        ),
        (["--version", "x"], "scout-ecr: unexpected argument \"x\""),
        (["help", "template", "x"], "scout-ecr: unexpected argument \"x\""),
        (["convert"], "scout-ecr convert: FILE is required: a template in JSON or YAML, - for standard input"),
        (["convert", ""], "scout-ecr convert: \"\" must be the path of a file, or - for standard input"),
        (["convert", "a", "b"], "scout-ecr convert: unexpected argument \"b\"; only FILE is expected"),
        (["convert", "/nowhere", "--to", "xml"], "scout-ecr convert: --to \"xml\" must be one of json, yaml"),
        (["publish"], "scout-ecr publish: --bucket NAME is required, or the environment variable SCOUT_PUBLISH_BUCKET"),
        (
            ["publish", "--bucket", "Templates"],
            "scout-ecr publish: bucket \"Templates\" must have 3 to 63 lower-case letters, digits, hyphens and dots, a letter or digit at each end"
        ),
        (
            ["publish", "--bucket", "templates", "--prefix", "/ecr"],
            "scout-ecr publish: prefix \"/ecr\" must be names of letters, digits, _, . and - with a slash between, such as stacks/ecr, at most 256 characters"
        ),
        (
            ["publish", "--bucket", "templates", "--version", "1.0"],
            "scout-ecr publish: --version: version \"1.0\" must be X.Y.Z, three numbers such as 1.0.0"
        ),
        (
            ["publish", "--bucket", "templates", "--fail-on", "replace,all"],
            "scout-ecr publish: --fail-on \"all\" must be one or more of replace, delete, data-loss, broader, public"
        ),
        (
            ["publish", "--bucket", "templates", "--region", "us-esat-1", "--scout-account-id", "444455556666"],
            "scout-ecr publish: --region: region \"us-esat-1\" must be a region of aws, aws-cn, aws-us-gov; did you mean us-east-1?"
        ),
        (["publish", "--bucket", "templates"], "scout-ecr publish: --scout-account-id ID is required"),
        (["cost", "--pushes-per-day", "0x10"], "scout-ecr cost: --pushes-per-day \"0x10\" must be a whole number"),
        (["cost", "--image-gb", "0x10"], "scout-ecr cost: --image-gb \"0x10\" must be a number"),
        (["cost", "--image-gb", ""], "scout-ecr cost: --image-gb \"\" must be a number"),
        (
            ["cost", "--pushes-per-day", "99999999999999999999"],
            "scout-ecr cost: --pushes-per-day \"99999999999999999999\" must be a whole number"
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
