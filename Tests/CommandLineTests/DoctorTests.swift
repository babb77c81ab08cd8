import Foundation
import TestSupport
import Testing

@Suite struct `scout-ecr doctor` {
    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> CommandResult {
        try TestSupport.run(
            Repository.executable("scout-ecr"),
            ["doctor"] + arguments,
            environment: [
                "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            ].merging(environment) { $1 }
        )
    }

    @Test(arguments: [
        ([], "doctor: INTEGRATION is required: the integration's id"),
        (["a", "b"], "doctor: unexpected argument \"b\"; only INTEGRATION is expected"),
        (["-"], "doctor: integration id \"-\" must begin with a letter or digit"),
        (["int-1", "--customer-credentials", "file"], "doctor: --customer-credentials \"file\" must be environment"),
        (["int-1", "--customer-credentials", "environment"], "SCOUT_CUSTOMER_ACCESS_KEY_ID"),
        (["int-1", "--customer-profil", "x"], "did you mean --customer-profile?"),
        (["int-1", "--registry-endpoint", "http://127.0.0.1:1"], "SCOUT_ALLOW_LOOPBACK=1"),
        (["int-1", "--data", "dynamodb:x"], "table \"x\" must have 3 to 255 letters"),
        (["int-1"], "doctor: there is no integration int-1"),
    ])
    func `used in the wrong way says what would be right`(_ arguments: [String], _ sentence: String) throws {
        let folder = try TemporaryFolder()
        let result = try run(arguments, ["SCOUT_DATA": folder.url.path])
        #expect(result.status == 2 && result.output == "")
        #expect(result.errors.contains(sentence) && result.errors.count { $0 == "\n" } == 1, "\(result.errors)")
    }

    @Test func `of an integration that waits for its stack says so, and exits with 1`() throws {
        let folder = try TemporaryFolder()
        let environment = [
            "SCOUT_DATA": folder.url.path, "SCOUT_PUBLIC_URL": "https://scout.example.com",
            "SCOUT_ACCOUNT_ID": "444455556666",
            "SCOUT_TEMPLATE_URL": "https://templates.s3.us-east-1.amazonaws.com/scout.json",
        ]
        let added = try TestSupport.run(
            Repository.executable("scout-ecr"),
            ["integrations", "add", "--organization", "acme", "--region", "eu-central-1", "--json"],
            environment: environment
        )
        let made = try #require(try JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any])
        let id = try #require(made["id"] as? String)
        // Without network: the template is the one that scout-ecr generates.
        let result = try run([id, "--json"], environment.merging(["SCOUT_TEMPLATE_URL": ""]) { $1 })
        #expect(result.status == 1 && result.errors == "")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(report["status"] as? String == "pending" && report["integration"] as? String == id)
        let checks = try #require(report["checks"] as? [[String: Any]])
        let failed = checks.filter { $0["outcome"] as? String == "failed" }.map { $0["name"] as? String }
        #expect(failed == ["status", "vendor-credentials"])
        #expect(!result.output.contains(try #require(made["externalId"] as? String)))
        let text = try run([id], environment.merging(["SCOUT_TEMPLATE_URL": ""]) { $1 })
        #expect(text.status == 1 && text.output.contains("✘ The integration is connected\n    no stack has asked"))
    }
}
