import CloudFormation
import ScoutIntegration
import SetupHandler
import Testing

@testable import AWSClient
@testable import ScoutService

/// Something that is wrong, and what the doctor is to say of it.
struct Breakage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The check that fails; none where it only cannot be found out.
    let check: String
    /// What its detail has.
    let reason: String
    /// What its remedy has.
    let remedy: String
    /// The checks that are skipped for it.
    var skipped: [String] = []
    var outcome = DoctorCheck.Outcome.failed
    let apply: @Sendable (inout DoctorFixture) throws -> Void

    init(
        _ description: String,
        _ check: String,
        reason: String = "the refusal",
        remedy: String,
        skipped: [String] = [],
        outcome: DoctorCheck.Outcome = .failed,
        _ apply: @escaping @Sendable (inout DoctorFixture) throws -> Void
    ) {
        testDescription = description
        (self.check, self.reason, self.remedy, self.skipped) = (check, reason, remedy, skipped)
        (self.outcome, self.apply) = (outcome, apply)
    }
}

private let inCustomersAccount = [
    "stack", "topic-subscription", "connection", "rule", "api-destination", "credentials", "template",
]
private let throughECRRole = ["ecr-role-guard", "ecr-login", "ecr-list", "ecr-pull"]
private let throughRoles = ["setup-role", "setup-role-guard", "secret", "ecr-role"] + throughECRRole

private let breakagesOfVendor = [
    Breakage(
        "the vendor has no credentials",
        "vendor-credentials",
        remedy: "Give Docker Scout's AWS credentials",
        skipped: throughRoles
    ) { $0.actions.account = { () async throws(CallFailure) in throw DoctorFixture.refusal(.credentials) } },
    Breakage(
        "the vendor's credentials are of another account",
        "vendor-credentials",
        reason: "account 999999999999, and stacks trust account 444455556666",
        remedy: "Give Docker Scout's AWS credentials"
    ) { $0.actions.account = { () async throws(CallFailure) in "999999999999" } },
    Breakage(
        "the set-up role is refused",
        "setup-role",
        remedy: "trust Docker Scout's account with this integration's external id",
        skipped: ["setup-role-guard", "secret"]
    ) { fixture in
        let (setup, assume) = (fixture.integration.stack?.resources.setupRole, fixture.actions.assumeRole)
        fixture.actions.assumeRole = { (role, externalID) async throws(CallFailure) in
            guard role != setup else { throw DoctorFixture.refusal(.denied) }
            return try await assume(role, externalID)
        }
    },
    Breakage(
        "the role for images is refused",
        "ecr-role",
        remedy: "delete the stack and create it again",
        skipped: throughECRRole
    ) { fixture in
        let (ecr, assume) = (fixture.integration.stack?.resources.ecrAccessRole, fixture.actions.assumeRole)
        fixture.actions.assumeRole = { (role, externalID) async throws(CallFailure) in
            guard role != ecr else { throw DoctorFixture.refusal(.denied) }
            return try await assume(role, externalID)
        }
    },
    Breakage(
        "the set-up role asks for no external id",
        "setup-role-guard",
        reason: "assumed without an external id",
        remedy: "confused deputy"
    ) { fixture in
        let (role, id) = (fixture.integration.stack?.resources.setupRole, fixture.integration.externalID)
        let assume = fixture.actions.assumeRole
        fixture.actions.assumeRole = { (asked, externalID) async throws(CallFailure) in
            try await assume(asked, asked == role && externalID == nil ? id : externalID)
        }
    },
    Breakage(
        "the role for images takes any external id",
        "ecr-role-guard",
        reason: "assumed with another external id",
        remedy: "/stacks/update/template?stackId="
    ) { fixture in
        let (role, id) = (fixture.integration.stack?.resources.ecrAccessRole, fixture.integration.externalID)
        let assume = fixture.actions.assumeRole
        fixture.actions.assumeRole = { (asked, externalID) async throws(CallFailure) in
            try await assume(asked, asked == role && externalID != nil ? id : externalID)
        }
    },
    Breakage(
        "whether a role asks for the external id has no answer",
        "setup-role-guard",
        reason: "without an external id: the refusal",
        remedy: "Run the doctor again"
    ) { fixture in
        let (role, assume) = (fixture.integration.stack?.resources.setupRole, fixture.actions.assumeRole)
        fixture.actions.assumeRole = { (asked, externalID) async throws(CallFailure) in
            if asked == role, externalID == nil { throw DoctorFixture.refusal(.unavailable) }
            return try await assume(asked, externalID)
        }
    },
    Breakage("the secret is gone", "secret", remedy: "delete the stack and create it again") {
        $0.actions.writeProbe = { (_, _) async throws(CallFailure) in throw DoctorFixture.refusal(.missing) }
    },
    Breakage(
        "the secret is about to be deleted",
        "secret",
        reason: "InvalidRequestException",
        remedy: "aws secretsmanager restore-secret --secret-id arn:aws:secretsmanager:us-east-1:123456789012:secret:one"
    ) {
        $0.actions.writeProbe = { (_, _) async throws(CallFailure) in
            throw DoctorFixture.refusal(.other, "InvalidRequestException")
        }
    },
    Breakage("the set-up role may not write", "secret", remedy: "secretsmanager:PutSecretValue") {
        $0.actions.writeProbe = { (_, _) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("no login is given", "ecr-login", remedy: "ecr:GetAuthorizationToken", skipped: ["ecr-pull"]) {
        $0.actions.login = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("repositories are not listed", "ecr-list", remedy: "ecr:DescribeRepositories", skipped: ["ecr-pull"]) {
        $0.actions.repositories = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("images are not listed", "ecr-list", remedy: "ecr:ListImages", skipped: ["ecr-pull"]) {
        $0.actions.image = { (_, _) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("a manifest is refused", "ecr-pull", remedy: "ecr:BatchGetImage") {
        $0.actions.manifest = { (_, _) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("the registry does not answer", "ecr-pull", remedy: "Run the doctor again") {
        $0.actions.manifest = { (_, _) async throws(CallFailure) in throw DoctorFixture.refusal(.unavailable) }
    },
]

private let breakagesOfCustomer = [
    Breakage(
        "the customer's credentials do not work",
        "customer-credentials",
        remedy: "--customer-profile NAME",
        skipped: inCustomersAccount
    ) { $0.actions.customer?.account = { () async throws(CallFailure) in throw DoctorFixture.refusal(.denied) } },
    Breakage(
        "the customer's profile is missing",
        "customer-credentials",
        remedy: "--customer-profile NAME",
        skipped: inCustomersAccount
    ) { $0.actions.customer?.account = { () async throws(CallFailure) in throw DoctorFixture.refusal(.credentials) } },
    Breakage(
        "AWS does not answer for the customer",
        "customer-credentials",
        remedy: "Run the doctor again",
        skipped: inCustomersAccount
    ) { $0.actions.customer?.account = { () async throws(CallFailure) in throw DoctorFixture.refusal(.unavailable) } },
    Breakage(
        "the customer's credentials are of another account",
        "customer-credentials",
        reason: "those from profile customer are of account 999999999999, the integration is of 123456789012",
        remedy: "--customer-profile NAME",
        skipped: inCustomersAccount
    ) { $0.actions.customer?.account = { () async throws(CallFailure) in "999999999999" } },
    Breakage("the stack is gone", "stack", remedy: "create the stack again") {
        $0.actions.customer?.stack = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.missing) }
    },
    Breakage("the stack is rolled back", "stack", reason: "ROLLBACK_COMPLETE: why", remedy: "See the stack's events") {
        $0.actions.customer?.stack = { (stack) async throws(CallFailure) in
            .init(id: stack.arn, status: "ROLLBACK_COMPLETE", statusReason: "why")
        }
    },
    Breakage("the stack changes", "stack", reason: "UPDATE_IN_PROGRESS", remedy: "when the stack has come to an end") {
        $0.actions.customer?.stack = { (stack) async throws(CallFailure) in
            .init(id: stack.arn, status: "UPDATE_IN_PROGRESS", statusReason: nil)
        }
    },
    Breakage(
        "the topic has no subscription",
        "topic-subscription",
        reason: "no subscription",
        remedy:
            "aws sns subscribe --topic-arn arn:topic --protocol https --notification-endpoint https://scout.example.com/v1/setup/int-"
    ) { $0.actions.customer?.subscriptions = { (_) async throws(CallFailure) in [] } },
    Breakage(
        "the topic's subscription leads elsewhere",
        "topic-subscription",
        reason: "lead to others",
        remedy: "aws sns subscribe --topic-arn arn:topic"
    ) {
        $0.actions.customer?.subscriptions = { (_) async throws(CallFailure) in
            [.init(arn: "arn:s", protocol: "https", endpoint: "https://elsewhere.example/v1/setup/int-0")]
        }
    },
    Breakage(
        "the subscription waits",
        "topic-subscription",
        reason: "is not confirmed: PendingConfirmation",
        remedy: "asks for the confirmation once more: aws sns subscribe"
    ) { fixture in
        let endpoint = "https://scout.example.com/v1/setup/\(fixture.integration.id.text)"
        fixture.actions.customer?.subscriptions = { (_) async throws(CallFailure) in
            [.init(arn: "PendingConfirmation", protocol: "https", endpoint: endpoint)]
        }
    },
    Breakage("the topic is gone", "topic-subscription", remedy: "delete the stack and create it again") {
        $0.actions.customer?.subscriptions = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.missing) }
    },
    Breakage(
        "the connection is deauthorized",
        "connection",
        reason: "the-name is DEAUTHORIZED: by hand",
        remedy: "delete the stack and create it again"
    ) {
        $0.actions.customer?.connection = { (_) async throws(CallFailure) in
            .init(state: "DEAUTHORIZED", stateReason: "by hand")
        }
    },
    Breakage("the connection is gone", "connection", remedy: "delete the stack and create it again") {
        $0.actions.customer?.connection = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.missing) }
    },
    Breakage(
        "the stack has no connection",
        "connection",
        reason: "the stack has no resource Connection",
        remedy: "create it again"
    ) {
        $0.actions.customer?.resources = { (_) async throws(CallFailure) in
            ["SNSTopic": "arn:topic", "Rule": "r", "ApiDestination": "d"]
        }
    },
    Breakage(
        "the rule is disabled",
        "rule",
        reason: "the-name is DISABLED",
        remedy: "aws events enable-rule --name the-name --region us-east-1"
    ) { $0.actions.customer?.rule = { (_) async throws(CallFailure) in "DISABLED" } },
    Breakage(
        "the API destination is inactive",
        "api-destination",
        reason: "the-name is INACTIVE",
        remedy: "when its connection is authorized"
    ) {
        $0.actions.customer?.apiDestination = { (_) async throws(CallFailure) in
            .init(state: "INACTIVE", invocationEndpoint: "https://scout.example.com/v1/events/int-0")
        }
    },
    Breakage(
        "the API destination leads elsewhere",
        "api-destination",
        reason: "https://elsewhere.example/v1/events/int-0 instead of https://scout.example.com/v1/events/int-",
        remedy: "update the stack: https://us-east-1.console.aws.amazon.com/"
    ) {
        $0.actions.customer?.apiDestination = { (_) async throws(CallFailure) in
            .init(state: "ACTIVE", invocationEndpoint: "https://elsewhere.example/v1/events/int-0")
        }
    },
    Breakage(
        "the secret holds another key",
        "credentials",
        reason: "another key than the set-up has written",
        remedy: "create it again"
    ) { $0.actions.customer?.keyDigest = { (_) async throws(CallFailure) in APIKey.digest(of: "hunter-key") } },
    Breakage(
        "the secret's value has no key",
        "credentials",
        reason: "no JSON object with apiKey",
        remedy: "create it again"
    ) {
        $0.actions.customer?.keyDigest = { (_) async throws(CallFailure) in
            try CustomerActions.digest(ofKeyIn: #"{"other": "hunter-key"}"#)
        }
    },
    Breakage(
        "the stack is of another template",
        "template",
        reason: "differences to published: Q (create), SNSTopic (delete), TopicPolicy (delete), ",
        remedy: "&templateURL=https%3A%2F%2Ftemplates.s3.us-east-1.amazonaws.com%2Fscout.json"
    ) { fixture in
        let old = fixture.actions.customer?.template
        fixture.actions.customer?.template = { (stack) async throws(CallFailure) in
            let text = try await old?(stack).text ?? ""
            return NamedTemplate(name: "deployed", text: text)
        }
        fixture.actions.publishedTemplate = { () async throws(CallFailure) in
            NamedTemplate(name: "published", text: #"{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}"#)
        }
    },
    Breakage(
        "the published template is no template",
        "template",
        reason: "it cannot be read",
        remedy: "update the stack"
    ) {
        $0.actions.publishedTemplate = { () async throws(CallFailure) in NamedTemplate(name: "published", text: "{") }
    },
    Breakage("the published template is not there", "template", remedy: "see --template-url") {
        $0.actions.publishedTemplate = { () async throws(CallFailure) in throw DoctorFixture.refusal(.missing) }
    },
    Breakage(
        "nothing says what is published",
        "template",
        reason: "neither --template-url nor --public-url",
        remedy: "",
        outcome: .skipped
    ) { $0.actions.publishedTemplate = nil },
]

/// What customer's credentials may not see says nothing about the integration.
private let denials = [
    Breakage("stacks may not be seen", "stack", remedy: "cloudformation:DescribeStacks", outcome: .skipped) {
        $0.actions.customer?.stack = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage(
        "resources may not be seen",
        "rule",
        remedy: "cloudformation:DescribeStackResources and events:DescribeRule",
        skipped: ["topic-subscription", "connection", "api-destination"],
        outcome: .skipped
    ) { $0.actions.customer?.resources = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) } },
    Breakage(
        "subscriptions may not be seen",
        "topic-subscription",
        remedy: "sns:ListSubscriptionsByTopic",
        outcome: .skipped
    ) {
        $0.actions.customer?.subscriptions = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("connections may not be seen", "connection", remedy: "events:DescribeConnection", outcome: .skipped) {
        $0.actions.customer?.connection = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("rules may not be seen", "rule", remedy: "events:DescribeRule", outcome: .skipped) {
        $0.actions.customer?.rule = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage(
        "API destinations may not be seen",
        "api-destination",
        remedy: "events:DescribeApiDestination",
        outcome: .skipped
    ) {
        $0.actions.customer?.apiDestination = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("the secret may not be read", "credentials", remedy: "secretsmanager:GetSecretValue", outcome: .skipped) {
        $0.actions.customer?.keyDigest = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
    Breakage("the template may not be read", "template", remedy: "cloudformation:GetTemplate", outcome: .skipped) {
        $0.actions.customer?.template = { (_) async throws(CallFailure) in throw DoctorFixture.refusal(.denied) }
    },
]

@Suite struct `A diagnosis` {
    @Test func `of what works has only ticks`() async throws {
        let report = await (try DoctorFixture()).report()
        #expect(report.names(.passed) == report.checks.map(\.name))
        #expect(report.checks.count == 18 && Set(report.checks.map(\.name)).count == 18)
        #expect(!report.hasFailure && report.checks.allSatisfy { $0.remedy == nil && !$0.detail.isEmpty })
        #expect(report["ecr-list"]?.detail == "found team/app:v1")
    }

    @Test(arguments: breakagesOfVendor + breakagesOfCustomer + denials)
    func `of one thing that is wrong has the reason and the remedy, and goes on`(_ breakage: Breakage) async throws {
        var fixture = try DoctorFixture()
        try breakage.apply(&fixture)
        let report = await fixture.report()
        let check = try #require(report[breakage.check])
        #expect(check.outcome == breakage.outcome)
        #expect(check.detail.contains(breakage.reason), "\(check.detail)")
        #expect((check.remedy ?? "").contains(breakage.remedy), "\(check.remedy ?? "none")")
        #expect(report.names(.failed) == (breakage.outcome == .failed ? [breakage.check] : []))
        let skipped = Set(breakage.skipped + (breakage.outcome == .skipped ? [breakage.check] : []))
        #expect(Set(report.names(.skipped)) == skipped)
        #expect(report.hasFailure == (breakage.outcome == .failed))
        for output in [report.json, report.text(color: true)] {
            for secret in DoctorFixture.secrets + [fixture.integration.externalID.text] {
                #expect(!output.contains(secret))
            }
        }
    }

    @Test func `without the customer's credentials skips what takes them, and says how it is looked at`() async throws {
        var fixture = try DoctorFixture()
        fixture.actions.customer = nil
        let report = await fixture.report()
        #expect(!report.hasFailure)
        #expect(report.names(.skipped) == ["customer-credentials"] + inCustomersAccount)
        for name in report.names(.skipped) {
            #expect(report[name]?.remedy?.contains("--customer-profile NAME") == true)
        }
        #expect(report["rule"]?.detail.contains("events:DescribeRule") == true)
        #expect(
            report["credentials"]?.detail.hasSuffix(
                "an event was accepted at 2023-11-14T22:13:20.000Z, so the connection's key matched then"
            ) == true
        )
        fixture.lastEvent = nil
        #expect(await fixture.report()["credentials"]?.detail.hasSuffix("no event was accepted yet") == true)
    }

    @Test(arguments: [
        ([], "the registry has no repository"), (["empty"], "no repository has an image; the first one is empty"),
        (Array(repeating: "empty", count: 9) + ["team/app"], "the first 5 repositories have no image"),
    ])
    func `of a registry without an image has ticks with a note`(_ names: [String], _ note: String) async throws {
        var fixture = try DoctorFixture()
        fixture.actions.repositories = { (_) async throws(CallFailure) in names }
        let report = await fixture.report()
        #expect(!report.hasFailure && report.names(.skipped) == [])
        #expect(report["ecr-list"]?.detail == note)
        #expect(report["ecr-pull"]?.detail == "there is no image to pull")
    }

    @Test func `of an integration without a stack asks nothing of one`() async throws {
        var fixture = try DoctorFixture()
        let pending = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 1)
        )
        fixture.integration = pending
        let report = await fixture.report()
        #expect(report.names(.failed) == ["status"])
        #expect(report["status"]?.remedy?.contains("launch link") == true)
        #expect(Set(report.names(.skipped)) == Set(throughRoles + inCustomersAccount))
        #expect(report["secret"]?.detail == "no stack is connected")
        fixture.integration.apply(.withdrawn, at: Timestamp(seconds: 2))
        let removed = await fixture.report()
        #expect(removed["status"]?.detail == "it was withdrawn")
        #expect(removed["status"]?.remedy?.contains("integrations add") == true)
    }

    @Test func `shows no control character of what comes from outside`() async throws {
        var fixture = try DoctorFixture()
        fixture.actions.customer?.stack = { (stack) async throws(CallFailure) in
            .init(id: stack.arn, status: "\u{1B}[31mX", statusReason: "a\nb\u{07}")
        }
        fixture.actions.customer?.rule = { (_) async throws(CallFailure) in "\u{1B}[2J" }
        fixture.actions.repositories = { (_) async throws(CallFailure) in ["\u{1B}]0;x\u{07}"] }
        fixture.actions.image = { (_, _) async throws(CallFailure) in nil }
        fixture.actions.customer?.template = { (_) async throws(CallFailure) in
            NamedTemplate(name: "deployed", text: #"{"Resources": {"\u001b[31mQ": {"Type": "AWS::SQS::Queue"}}}"#)
        }
        let text = await fixture.report().text(color: false)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{07}"))
        #expect(text.contains("[31mX: a") && text.contains("[2J"))
    }
}
