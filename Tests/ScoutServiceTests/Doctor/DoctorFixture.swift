import CloudFormation
import ImageEvents
import ScoutIntegration
import SetupHandler
import Synchronization

@testable import AWSClient
@testable import ScoutService

/// A connected integration whose parts all work, for tests that break some.
struct DoctorFixture: Sendable {
    var integration: Integration
    var actions: DoctorActions
    var setting = DoctorSetting()
    var lastEvent: Timestamp? = Timestamp(seconds: 1_700_000_000)

    static let account = "123456789012"
    static let digest = "sha256:" + String(repeating: "a", count: 64)
    /// What nothing may show.
    static let secrets = ["hunter-key", "hunter-secret", "hunter-token", Fixture.key]

    init() throws {
        integration = try Fixture.connected()
        setting.vendorAccount = try AccountID("444455556666")
        let stack = try ScoutStack(
            scoutAccountID: AccountID("444455556666"),
            publicURL: "https://scout.example.com"
        )
        setting.stack = stack
        setting.templateURL = try TemplateURL("https://templates.s3.us-east-1.amazonaws.com/scout.json")
        setting.customer = .profile("customer")
        actions = .working(for: integration, template: stack.template.json())
    }

    /// The report on what the actions show.
    func report(clock: AWSClock = .system) async -> DoctorReport {
        let findings = await Doctor(actions, clock: clock).examine(integration, lastEvent: lastEvent)
        return Diagnosis(integration: integration, findings: findings, setting: setting).report
    }

    /// A refusal as the services of AWS give it.
    static func refusal(_ kind: CallFailure.Kind, _ reason: String = "the refusal") -> CallFailure {
        CallFailure(kind: kind, reason: reason)
    }
}

extension DoctorReport {
    /// The check of that name.
    subscript(name: String) -> DoctorCheck? { checks.first { $0.name == name } }

    /// The names of the checks that ended so.
    func names(_ outcome: DoctorCheck.Outcome) -> [String] {
        checks.filter { $0.outcome == outcome }.map(\.name)
    }
}

extension DoctorActions {
    /// Actions of which each does what it does where all is well.
    static func working(for integration: Integration, template: String) -> DoctorActions {
        DoctorActions(
            account: { () async throws(CallFailure) in "444455556666" },
            assumeRole: { (_, externalID) async throws(CallFailure) in
                guard externalID == integration.externalID else { throw DoctorFixture.refusal(.denied) }
                return AWSCredentials(
                    accessKeyID: "id",
                    secretAccessKey: "hunter-secret",
                    sessionToken: "hunter-token"
                )
            },
            writeProbe: { (_, _) async throws(CallFailure) in },
            login: { (_) async throws(CallFailure) in RegistryLogin(token: "hunter-token") },
            repositories: { (_) async throws(CallFailure) in ["empty", "team/app"] },
            image: { (repository, _) async throws(CallFailure) in
                repository == "empty"
                    ? nil : FoundImage(repository: repository, digest: DoctorFixture.digest, tag: "v1")
            },
            manifest: { (image, _) async throws(CallFailure) in
                do throws(InvalidInput) {
                    return try ImageDigest(image.digest)
                } catch {
                    throw DoctorFixture.refusal(.other)
                }
            },
            publishedTemplate: { () async throws(CallFailure) in NamedTemplate(name: "published", text: template) },
            customer: .working(for: integration, template: template)
        )
    }
}

extension CustomerActions {
    static func working(for integration: Integration, template: String) -> CustomerActions {
        CustomerActions(
            account: { () async throws(CallFailure) in DoctorFixture.account },
            stack: { (stack) async throws(CallFailure) in
                .init(id: stack.arn, status: "CREATE_COMPLETE", statusReason: nil)
            },
            resources: { (_) async throws(CallFailure) in
                ["SNSTopic": "arn:topic", "Connection": "the-name", "Rule": "the-name", "ApiDestination": "the-name"]
            },
            subscriptions: { (_) async throws(CallFailure) in
                [
                    .init(arn: "arn:other", protocol: "email", endpoint: "ada@example.com"),
                    .init(
                        arn: "arn:own",
                        protocol: "https",
                        endpoint: "https://scout.example.com/v1/setup/\(integration.id.text)"
                    ),
                ]
            },
            connection: { (_) async throws(CallFailure) in .init(state: "AUTHORIZED", stateReason: nil) },
            rule: { (_) async throws(CallFailure) in "ENABLED" },
            apiDestination: { (_) async throws(CallFailure) in
                .init(
                    state: "ACTIVE",
                    invocationEndpoint: "https://scout.example.com/v1/events/\(integration.id.text)"
                )
            },
            keyDigest: { (_) async throws(CallFailure) in APIKey.digest(of: Fixture.key) },
            template: { (_) async throws(CallFailure) in NamedTemplate(name: "deployed", text: template) }
        )
    }
}
