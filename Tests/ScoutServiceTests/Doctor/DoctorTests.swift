import AWSClient
import CloudFormation
import Foundation
import ImageEvents
import SetupHandler
import Synchronization
import Testing

@testable import ScoutIntegration
@testable import ScoutService

/// A transport that answers by the operation, and keeps what it was asked.
private final class AWSStub: DownloadTransport {
    let requests = Mutex<[OutgoingRequest]>([])
    let answers: [String: String]

    init(_ answers: [String: String]) { self.answers = answers }

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        requests.withLock { $0.append(request) }
        let target = request.headers.first { $0.name == "X-Amz-Target" }?.value ?? ""
        let form = String(decoding: request.body, as: UTF8.self)
        let operation = answers.keys.first { target.hasSuffix(".\($0)") || form.hasPrefix("Action=\($0)&") }
        guard let operation, let answer = answers[operation] else {
            let refusal = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
            return IncomingResponse(status: 403, body: Array(refusal.utf8))
        }
        return IncomingResponse(status: 200, body: Array(answer.utf8))
    }

    func download(
        _ request: OutgoingRequest,
        range: Range<Int64>,
        to sink: any BodySink,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        throw TransportError(.invalidRequest, host: "", "nothing is downloaded here")
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}

@Suite struct `The doctor` {
    private func client(_ transport: AWSStub) throws -> AWSClient {
        let environment = AWSEnvironment(
            variables: ["AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "hunter-secret"],
            homeFolder: nil,
            readFile: { (_, _) throws(AWSConfigurationError) in nil },
            runCommand: { (_, _) async throws(AWSConfigurationError) in [] }
        )
        return try AWSClient.standard(
            environment,
            region: AWSRegion("us-east-1"),
            transport: transport,
            clock: .patient
        )
    }

    private func actions(_ transport: AWSStub) throws -> DoctorActions {
        let client = try client(transport)
        return DoctorActions.aws(
            client,
            customer: client,
            registry: nil,
            transport: transport,
            publishedTemplate: nil
        )
    }

    /// A value that became the current one would cut the connection off at the stack's next update.
    @Test func `writes the secret in a way that leaves the current value as it is`() async throws {
        let transport = AWSStub(["PutSecretValue": #"{"VersionId":"v"}"#])
        let actions = try actions(transport)
        let credentials = AWSCredentials(accessKeyID: "A", secretAccessKey: "s", sessionToken: "t")
        for _ in 0..<2 {
            try await actions.writeProbe(try ARN("arn:aws:secretsmanager:us-east-1:1:secret:s"), credentials)
        }
        let bodies = try transport.requests.withLock { requests in
            try requests.map { try #require(try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any]) }
        }
        #expect(bodies.count == 2)
        for body in bodies {
            #expect(body["VersionStages"] as? [String] == ["docker-scout-doctor"])
            #expect((32...64).contains((body["ClientRequestToken"] as? String)?.count ?? 0))
            #expect((body["SecretString"] as? String)?.contains(ScoutStack.apiKeySecretKey) == false)
        }
        #expect(NSDictionary(dictionary: bodies[0]) == NSDictionary(dictionary: bodies[1]))
    }

    /// The first version of a secret becomes the current one under any label.
    @Test func `writes no secret that the set-up has not written`() async throws {
        var fixture = try DoctorFixture()
        let written = Counter()
        fixture.actions.writeProbe = { (_, _) async throws(CallFailure) in written.add() }
        _ = await fixture.report()
        #expect(written.count == 1)
        fixture.integration.credentials = []
        let report = await fixture.report()
        #expect(written.count == 1)
        #expect(report["secret"]?.outcome == .skipped)
        #expect(report["secret"]?.detail == "no credentials were written yet")
    }

    @Test func `asks for roles with the external id, without one, and with one that nobody knows`() async throws {
        let fixture = try DoctorFixture()
        let transport = AWSStub([:])
        var actions = try actions(transport)
        actions.account = { () async throws(CallFailure) in "444455556666" }
        _ = await Doctor(actions).examine(fixture.integration, lastEvent: nil)
        let forms = transport.requests.withLock { $0.map { String(decoding: $0.body, as: UTF8.self) } }
        for role in ["setup", "ecr"] {
            let asked = forms.filter { $0.contains("Action=AssumeRole") && $0.contains("%3Arole%2F\(role)&") }
            #expect(asked.count == 3)
            #expect(asked.count { $0.contains("ExternalId=\(fixture.integration.externalID.text)&") } == 1)
            #expect(asked.count { !$0.contains("ExternalId") } == 1)
        }
    }

    @Test func `comes to an end though nothing answers, and says so`() async throws {
        var fixture = try DoctorFixture()
        // Time is over as soon as all that never answers was asked.
        let asked = Counter()
        let endless: @Sendable () async throws(CallFailure) -> Never = { () async throws(CallFailure) in
            asked.add()
            while !Task.isCancelled { await Task.yield() }
            throw CallFailure(kind: .other, reason: "cancelled")
        }
        fixture.actions.login = { (_) async throws(CallFailure) in try await endless() }
        fixture.actions.customer?.rule = { (_) async throws(CallFailure) in try await endless() }
        fixture.actions.publishedTemplate = { () async throws(CallFailure) in try await endless() }
        var clock = AWSClock.system
        clock.sleep = { (_) async throws(CancellationError) in
            while asked.count < 3, !Task.isCancelled { await Task.yield() }
        }
        let report = await fixture.report(clock: clock)
        #expect(Set(report.names(.failed)).isSuperset(of: ["rule", "ecr-login", "template"]))
        for name in ["rule", "ecr-login", "template"] {
            #expect(report[name]?.detail == "no answer within 8 seconds")
            #expect(report[name]?.remedy?.contains("Run the doctor again") == true)
        }
    }

    @Test(arguments: [
        ("{\"apiKey\": \"\(Fixture.key)\"}", true), ("{\"apiKey\": 1}", false), ("[]", false), ("\u{0}", false),
        ("", false),
    ])
    func `makes a digest of the secret's key, and keeps nothing else of it`(_ text: String, _ isKey: Bool) throws {
        guard isKey else {
            let failure = #expect(throws: CallFailure.self) { try CustomerActions.digest(ofKeyIn: text) }
            #expect(failure?.reason == "the secret's value is no JSON object with apiKey")
            return
        }
        #expect(try CustomerActions.digest(ofKeyIn: text) == APIKey.digest(of: Fixture.key))
    }
}

@Suite struct `A request for the doctor` {
    private static let id = "int-1"

    @Test func `is read from the environment`() throws {
        let request = try DoctorRequest([
            "SCOUT_DOCTOR_INTEGRATION": Self.id, "SCOUT_DATA": "dynamodb:scout", "SCOUT_CUSTOMER_PROFILE": "customer",
            "SCOUT_ACCOUNT_ID": "444455556666", "SCOUT_PUBLIC_URL": "https://scout.example.com",
            "SCOUT_DOCTOR_JSON": "1",
        ])
        #expect(request.integration.text == Self.id && request.data == .table(name: "scout") && request.isJSON)
        #expect(request.setting.customer == .profile("customer"))
        #expect(request.setting.stack?.setupEndpoint.url == "https://scout.example.com/v1/setup")
        let plain = try DoctorRequest(["SCOUT_DOCTOR_INTEGRATION": Self.id, "SCOUT_ACCOUNT_ID": "444455556666"])
        #expect(plain.data == .folder(path: "scout-data") && !plain.isJSON && plain.setting.stack == nil)
        #expect(plain.setting.vendorAccount?.digits == "444455556666" && plain.setting.customer == nil)
    }

    @Test(arguments: [
        (["SCOUT_DOCTOR_INTEGRATION": ""], "integration id"),
        (["SCOUT_CUSTOMER_CREDENTIALS": "file"], "must be environment"),
        (["SCOUT_CUSTOMER_CREDENTIALS": "environment"], "SCOUT_CUSTOMER_ACCESS_KEY_ID"),
        (
            [
                "SCOUT_CUSTOMER_CREDENTIALS": "environment", "SCOUT_CUSTOMER_ACCESS_KEY_ID": "A",
                "SCOUT_CUSTOMER_SECRET_ACCESS_KEY": "hunter-secret", "SCOUT_CUSTOMER_PROFILE": "p",
            ], "not both"
        ),
        (
            ["SCOUT_CUSTOMER_CREDENTIALS": "environment", "SCOUT_CUSTOMER_SECRET_ACCESS_KEY": "hunter-secret"],
            "SCOUT_CUSTOMER_ACCESS_KEY_ID"
        ), (["SCOUT_DATA": "dynamodb:x"], "table"), (["SCOUT_ACCOUNT_ID": "1"], "account"),
        (["SCOUT_TEMPLATE_URL": "http://x"], "template URL"),
        (["SCOUT_REGISTRY_ENDPOINT": "http://127.0.0.1:1"], "SCOUT_ALLOW_LOOPBACK"),
        (["SCOUT_REGISTRY_ENDPOINT": "http://10.0.0.1:1", "SCOUT_ALLOW_LOOPBACK": "1"], "must be of this machine"),
    ])
    func `that is wrong is told what would be right`(_ variables: [String: String], _ sentence: String) {
        let environment = ["SCOUT_DOCTOR_INTEGRATION": Self.id].merging(variables) { $1 }
        let error = #expect(throws: (any Error).self) { try DoctorRequest(environment) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains(sentence) && !text.contains("hunter"), "\(text)")
    }
}
