import Foundation
import TestSupport
import Testing

/// What `Tests/Tools/examine_integrations.py` observes.
private struct Examination: Decodable {
    struct Look: Decodable {
        struct Check: Decodable {
            let outcome: String
            let detail: String
            let remedy: String?
        }
        let status: Int
        let integration: String
        let organization: String
        let state: String
        let seconds: Double
        let checks: [String: Check]

        func names(_ outcome: String) -> Set<String> { Set(checks.filter { $0.value.outcome == outcome }.keys) }
    }
    struct Run: Decodable {
        let status: Int
        let output: String
        let errors: String
    }
    let integration: String
    let externalId: String
    let digest: String
    let noEvent: Look
    let all: Look
    let profile: Look
    let vendorOnly: Look
    let table: Look
    let text: Run
    let unknown: Run
    let wrongUsage: Run
    let sameKey: Bool
    let versions: [String]
    let broken: [String: Look]
}

/// Something broken, the checks that fail for it, and a part of the first one's reason and remedy.
private let breakages: [(name: String, failed: Set<String>, reason: String, remedy: String)] = [
    ("the rule is disabled", ["rule"], "is DISABLED", "aws events enable-rule --name docker-scout-"),
    ("the subscription is removed", ["topic-subscription"], "no subscription", "aws sns subscribe --topic-arn arn:"),
    ("AssumeRoleScoutSetup asks for no external id", ["setup-role-guard"], "without an external id", "sts:ExternalId"),
    ("AssumeRoleEcrAccess asks for no external id", ["ecr-role-guard"], "without an external id", "sts:ExternalId"),
    ("another template is published", ["template"], "Parameters.SetupEndpoint", "update the stack"),
    (
        "the credentials are of another account", ["customer-credentials"], "of account 123456789012",
        "--customer-profile NAME"
    ),
    ("the registry does not answer", ["ecr-pull"], "127.0.0.1", "Run the doctor again"),
    ("the vendor has no credentials", ["vendor-credentials"], "CredentialsUnavailable", "AWS credentials"),
    ("the secret has another key", ["credentials"], "another key", "create it again"),
    ("the connection is deleted", ["connection", "credentials"], "ResourceNotFoundException", "create it again"),
    (
        "the secret is deleted", ["secret", "connection", "credentials"], "ResourceNotFoundException",
        "secretsmanager:PutSecretValue"
    ),
    (
        "the role for images is deleted", ["ecr-role", "secret", "connection", "credentials"], "AccessDenied",
        "create it again"
    ),
]

extension `End to end` {
    /// A stack that a real `serve` has connected on the local AWS, with trust policies judged by Principal Mapper, images in
    /// Debian's docker-registry and moto's Amazon ECR. LocalStack cannot deauthorize a connection: that one is told by the
    /// doctor's own tests.
    @Suite(
        .enabled(if: Tools.areInstalled, "\(Tools.hint)"),
        .enabled(if: Tools.haveRegistry, "\(Tools.registryHint)"),
        .timeLimit(.minutes(10)),
        .serialized
    )
    struct `The doctor` {
        @Test func `finds that all works where it does, and what is broken where it is not`() async throws {
            let aws = try await startLocalAWS()
            defer { aws.stop() }
            let folder = try TemporaryFolder()
            let result = try await run(
                Tools.python,
                [
                    "-B", Tools.script("examine_integrations.py"), "--program", Repository.executable("scout-ecr"),
                    "--template", try writeTemplate("json", to: folder), "--endpoint-url", aws.endpointURL, "--moto",
                    Tools.moto, "--evaluator", Tools.motoPython, "--workdir", folder.url.path,
                ],
                limit: .seconds(400)
            )
            try #require(result.status == 0, "\(result.errors)")
            for secret in ["hunter", "auth-token"] { #expect(!result.output.contains(secret)) }
            let report = try JSONDecoder().decode(Examination.self, from: Data(result.output.utf8))
            expectHealth(report)
            expectPrograms(report)
            for breakage in breakages {
                let look = try #require(report.broken[breakage.name])
                expect(breakage.name, look, breakage.failed, breakage.reason, breakage.remedy)
                #expect(!look.checks.values.contains { $0.detail.contains(report.externalId) })
            }
            #expect(report.broken.count == breakages.count + 1)
            let mended = try #require(report.broken["all is well again"])
            #expect(mended.status == 0 && mended.names("passed").count == 18)
        }

        private func expectHealth(_ report: Examination) {
            for look in [report.noEvent, report.all, report.profile] {
                #expect(look.status == 0 && look.names("passed").count == 18 && look.checks.count == 18)
                #expect(look.integration == report.integration && look.organization == "acme")
                #expect(look.state == "connected" && look.seconds < 60)
            }
            #expect(report.noEvent.checks["credentials"]?.detail == "no event was accepted yet")
            #expect(report.all.checks["credentials"]?.detail.hasPrefix("an event was accepted at ") == true)
            #expect(report.all.checks["ecr-list"]?.detail == "found team/app:v1")
            #expect(report.all.checks["ecr-pull"]?.detail.contains(report.digest) == true)
            // Whatever it has looked at is as it was, but for one version that is not the current one.
            #expect(report.sameKey)
            #expect(report.versions == ["AWSCURRENT", "docker-scout-doctor"])
        }

        private func expectPrograms(_ report: Examination) {
            let inCustomersAccount: Set = [
                "customer-credentials", "stack", "topic-subscription", "connection", "rule", "api-destination",
                "credentials", "template",
            ]
            let look = report.vendorOnly
            #expect(look.status == 0 && look.names("failed") == [] && look.names("skipped") == inCustomersAccount)
            let waiting = report.table
            #expect(waiting.status == 1 && waiting.state == "pending" && waiting.organization == "acme")
            #expect(waiting.names("failed") == ["status"] && waiting.names("passed") == ["vendor-credentials"])
            #expect(report.text.status == 0 && report.text.output.hasSuffix("18 passed, 0 failed, 0 skipped\n"))
            #expect(report.text.output.contains("✔ The rule is enabled\n    docker-scout-"))
            #expect(!report.text.output.contains("\u{1B}") && !report.text.output.contains(report.externalId))
            #expect(report.unknown.status == 2 && report.unknown.output == "")
            #expect(report.unknown.errors.contains("there is no integration int-unknown"))
            #expect(report.wrongUsage.status == 2 && report.wrongUsage.errors.contains("must be environment"))
        }

        private func expect(
            _ name: String,
            _ look: Examination.Look,
            _ failed: Set<String>,
            _ reason: String,
            _ remedy: String
        ) {
            #expect(look.status == 1, "\(name)")
            #expect(look.names("failed") == failed, "\(name)")
            let failures = look.checks.values.filter { $0.outcome == "failed" }
            #expect(failures.contains { $0.detail.contains(reason) && ($0.remedy ?? "").contains(remedy) }, "\(name)")
        }
    }
}
