import Foundation
import TestSupport
import Testing

/// The commands on a table, as the environment names it.
private struct Vendor {
    let environment: [String: String]

    init(endpointURL: String, data: String = "dynamodb:scout", credentials: Bool = true) {
        environment = [
            "SCOUT_DATA": data, "SCOUT_PUBLIC_URL": "https://scout.example.com", "SCOUT_ACCOUNT_ID": "444455556666",
            "SCOUT_TEMPLATE_URL": "https://templates.s3.us-east-1.amazonaws.com/scout.json",
            "AWS_ENDPOINT_URL_DYNAMODB": endpointURL, "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": credentials ? "test" : "", "AWS_SECRET_ACCESS_KEY": credentials ? "test" : "",
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        ]
    }

    func run(_ arguments: String...) throws -> CommandResult {
        try TestSupport.run(Repository.executable("scout-ecr"), arguments, environment: environment)
    }

    func json<Output>(_ arguments: String..., as type: Output.Type) throws -> Output {
        let result = try TestSupport.run(
            Repository.executable("scout-ecr"),
            arguments + ["--json"],
            environment: environment
        )
        try #require(result.status == 0, "\(result.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? Output)
    }
}

@Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(5)))
struct `Commands on a table` {
    @Test func `make, list and revoke tokens, of which the table keeps digests`() async throws {
        let local = try await blocking { try LocalDynamoDB(table: "scout") }
        defer { local.stop() }
        let vendor = Vendor(endpointURL: local.endpointURL)
        let made = try vendor.json(
            "tokens",
            "create",
            "--organization",
            "acme",
            "--role",
            "owner",
            "--name",
            "Ada's",
            as: [String: Any].self
        )
        let (id, secret) = (try #require(made["id"] as? String), try #require(made["token"] as? String))
        let shown = try vendor.run("tokens", "create", "--organization", "other", "--role", "member")
        #expect(shown.output.hasPrefix("scout_pat_"), "\(shown.errors)")
        let listed = try vendor.json("tokens", "list", as: [[String: Any]].self)
        #expect(listed.map { $0["organization"] as? String } == ["acme", "other"])
        #expect(!"\(listed)".contains(secret))
        #expect(try vendor.json("tokens", "list", "--organization", "acme", as: [Any].self).count == 1)
        let revoked = try vendor.run("tokens", "revoke", id)
        #expect(revoked.status == 0)
        #expect(revoked.errors == "token \(id) is revoked\n")
        #expect(try vendor.run("tokens", "list", "--organization", "acme").output.contains("revoked"))
        let unknown = try vendor.run("tokens", "revoke", "tok-none")
        #expect(unknown.status == 2)
        #expect(unknown.errors == "scout-ecr tokens revoke: there is no token tok-none\n")
    }

    @Test func `add, list, show and remove integrations`() async throws {
        let local = try await blocking { try LocalDynamoDB(table: "scout") }
        defer { local.stop() }
        let vendor = Vendor(endpointURL: local.endpointURL)
        let added = try vendor.json(
            "integrations",
            "add",
            "--organization",
            "acme",
            "--region",
            "eu-west-1",
            as: [String: Any].self
        )
        let id = try #require(added["id"] as? String)
        #expect((added["launchURL"] as? String)?.contains("param_IntegrationId=\(id)") == true)
        let shown = try vendor.json("integrations", "show", id, as: [String: Any].self)
        #expect(shown["status"] as? String == "pending")
        #expect((shown["history"] as? [[String: String]])?.first?["text"] == "created for eu-west-1")
        let removed = try vendor.run("integrations", "remove", id)
        #expect(removed.errors == "integration \(id) is removed\n")
        #expect(try vendor.json("integrations", "list", as: [Any].self).isEmpty)
        let all = try vendor.json("integrations", "list", "--all", as: [[String: Any]].self)
        #expect(all.map { $0["id"] as? String } == [id])
        #expect(all.first?["status"] as? String == "removed")
        let unknown = try vendor.run("integrations", "show", "int-none")
        #expect(unknown.status == 2)
        #expect(unknown.errors == "scout-ecr integrations show: there is no integration int-none\n")
    }

    @Test func `say that there is no such table`() async throws {
        let local = try await blocking { try LocalDynamoDB(table: "scout") }
        defer { local.stop() }
        let result = try Vendor(endpointURL: local.endpointURL, data: "dynamodb:nothing").run("tokens", "list")
        #expect(result.status == 2)
        #expect(result.errors.hasPrefix("scout-ecr tokens list: cannot read nothing: "))
        #expect(result.errors.contains("ResourceNotFoundException"))
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }
}

@Suite struct `Commands on a table that cannot be reached` {
    /// Port 1 of this machine, where nothing listens.
    private static let nowhere = "http://127.0.0.1:1"

    @Test(arguments: [
        (credentials: true, sentence: "scout-ecr tokens list: cannot read scout: "),
        (credentials: false, sentence: "CredentialsUnavailable"),
    ])
    func `end with 2 and one sentence`(_ credentials: Bool, _ sentence: String) throws {
        let result = try Vendor(endpointURL: Self.nowhere, credentials: credentials).run("tokens", "list")
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [
        (
            ["tokens", "list", "--data", "dynamodb:a"],
            "--data: table \"a\" must have 3 to 255 letters, digits, _, . and -"
        ),
        (["integrations", "list", "--data", "dynamodb:a/b"], "--data: table \"a/b\" must have 3 to 255"),
        (["repositories", "list"], "--data dynamodb:scout: this command needs a folder"),
        (["repositories", "activate", "x", "--organization", "acme"], "is for the JSON API of its service"),
        (["images", "list"], "/v1/organizations/ORGANIZATION/repositories and /images"),
        (["images", "retry"], "this command needs a folder"),
        (["serve"], "--data dynamodb:scout: serve needs a folder"),
    ])
    func `are refused before anything is done`(_ arguments: [String], _ sentence: String) throws {
        let folder = try TemporaryFolder()
        let result = try run(
            Repository.executable("scout-ecr"),
            arguments,
            in: folder.url,
            environment: ["SCOUT_DATA": "dynamodb:scout"]
        )
        #expect(result.status == 2)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `a folder of such a name is one with a path`() throws {
        let folder = try TemporaryFolder()
        let result = try run(
            Repository.executable("scout-ecr"),
            ["tokens", "list", "--data", "./dynamodb:scout"],
            in: folder.url
        )
        #expect(result.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["dynamodb:scout"])
    }
}

@Suite struct `The program for what is in a table` {
    @Test(arguments: [
        "", "{}", "[]", "x", "{\"table\": \"scout\", \"do\": \"drop\"}",
        "{\"table\": \"scout\", \"do\": \"addToken\", \"token\": {}}",
        "{\"table\": \"scout\", \"do\": \"findIntegration\", \"id\": \"../x\"}", "{\"do\": \"listTokens\"}",
    ])
    func `refuses what is no request`(_ line: String) throws {
        let result = try run(Repository.executable("scout-ecr-service"), ["store"], input: Data(line.utf8))
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors == "scout-ecr store: standard input must be a request of scout-ecr of this version\n")
    }
}
