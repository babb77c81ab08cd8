import Foundation
import TestSupport
import Testing

/// The commands on a data folder of their own.
private struct Vendor {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var environment: [String: String] {
        [
            "SCOUT_DATA": folder.url.path + "/data", "SCOUT_PUBLIC_URL": "https://scout.example.com",
            "SCOUT_ACCOUNT_ID": "444455556666",
            "SCOUT_TEMPLATE_URL": "https://templates.s3.us-east-1.amazonaws.com/scout.json",
        ]
    }

    func integrations(_ arguments: String..., without variable: String? = nil) throws -> CommandResult {
        var environment = environment
        if let variable { environment[variable] = "" }
        return try run(Repository.executable("scout-ecr"), ["integrations"] + arguments, environment: environment)
    }

    func json(_ arguments: String...) throws -> Any {
        let result = try run(
            Repository.executable("scout-ecr"),
            ["integrations"] + arguments + ["--json"],
            environment: environment
        )
        try #require(result.status == 0, "\(result.errors)")
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }
}

@Suite struct `scout-ecr integrations` {
    private let vendor: Vendor

    init() throws { vendor = try Vendor() }

    @Test func `add makes a pending integration with all that create-stack needs`() throws {
        let added = try #require(
            try vendor.json("add", "--organization", "acme", "--region", "us-east-1") as? [String: Any]
        )
        #expect(
            Set(added.keys) == [
                "id", "organization", "region", "status", "externalId", "stackName", "templateURL", "launchURL",
                "parameters",
            ]
        )
        #expect(added["status"] as? String == "pending")
        let parameters = try #require(added["parameters"] as? [String: String])
        #expect(parameters["IntegrationId"] == added["id"] as? String)
        #expect(parameters["ExternalId"] == added["externalId"] as? String)
        #expect(parameters["SetupEndpoint"] == "https://scout.example.com/v1/setup")
        #expect(parameters["EventsEndpoint"] == "https://scout.example.com/v1/events")
        #expect(parameters["ScoutAccountId"] == "444455556666")
        let link = try #require(added["launchURL"] as? String)
        for (name, value) in parameters {
            let encoded = value.addingPercentEncoding(
                withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~"))
            )
            #expect(link.contains("param_\(name)=\(encoded ?? "?")"))
        }
    }

    @Test func `add without --json prints the link alone`() throws {
        let result = try vendor.integrations("add", "--organization", "acme", "--region", "eu-west-1")
        #expect(result.status == 0)
        #expect(
            result.output.hasPrefix("https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#")
        )
        #expect(result.output.filter { $0 == "\n" }.count == 1)
    }

    @Test func `add never uses an id twice`() throws {
        let ids = try (0..<5).map { _ in
            try vendor.integrations("add", "--organization", "acme", "--region", "eu-west-1").output
        }
        #expect(Set(ids).count == 5)
    }

    @Test func `list leaves removed ones out`() throws {
        for region in ["us-east-1", "eu-west-1"] {
            _ = try vendor.json("add", "--organization", "acme", "--region", region)
        }
        let all = try #require(try vendor.json("list") as? [[String: Any]])
        #expect(all.map { $0["region"] as? String } == ["us-east-1", "eu-west-1"])
        #expect(
            Set(all[0].keys) == ["id", "organization", "status", "account", "region", "stackId", "reason", "updatedAt"]
        )
        let id = try #require(all[0]["id"] as? String)
        #expect(try vendor.integrations("remove", id).status == 0)
        #expect((try vendor.json("list") as? [Any])?.count == 1)
        let removed = try #require((try vendor.json("list", "--all") as? [[String: Any]])?.first)
        #expect(removed["status"] as? String == "removed")
        #expect(removed["stackId"] is NSNull)
        #expect((try vendor.json("list", "--organization", "other") as? [Any])?.isEmpty == true)
    }

    @Test func `show tells the history`() throws {
        let added = try #require(
            try vendor.json("add", "--organization", "acme", "--region", "us-east-1") as? [String: Any]
        )
        let id = try #require(added["id"] as? String)
        let shown = try #require(try vendor.json("show", id) as? [String: Any])
        #expect((shown["history"] as? [[String: String]])?.first?["text"] == "created for us-east-1")
        #expect(try vendor.integrations("show", id).output.contains("created for us-east-1"))
    }

    @Test(arguments: [
        (["add", "--organization", "ACME", "--region", "us-east-1"], "--organization: organization \"ACME\""),
        (["add", "--organization", "acme", "--region", "us-east"], "did you mean us-east-1?"),
        (["add", "--region", "us-east-1"], "--organization NAME is required"),
        (["show", "int-none"], "there is no integration int-none"), (["show", "../x"], "integration id \"../x\""),
        (["remove", "int-none"], "there is no integration int-none"), (["show"], "INTEGRATION is required"),
    ])
    func `says what is wrong`(_ arguments: [String], _ sentence: String) throws {
        let result = try run(
            Repository.executable("scout-ecr"),
            ["integrations"] + arguments,
            environment: vendor.environment
        )
        #expect(result.status == 2)
        #expect(result.errors.contains(sentence))
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test func `names the environment variable of what is missing`() throws {
        let result = try vendor.integrations(
            "add",
            "--organization",
            "acme",
            "--region",
            "us-east-1",
            without: "SCOUT_PUBLIC_URL"
        )
        #expect(result.errors.contains("--public-url URL is required, or the environment variable SCOUT_PUBLIC_URL"))
        #expect((try vendor.json("list") as? [Any])?.isEmpty == true)
    }
}
