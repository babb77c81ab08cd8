import Synchronization
import Testing

@testable import AWSClient

private let identity = """
    <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn</Arn><UserId>u</UserId><Account>1</Account>\
    </GetCallerIdentityResult></GetCallerIdentityResponse>
    """

private let success = ScriptedTransport.Answer.answer(200, identity)

private func refusal(_ code: String, status: Int = 400, _ headers: [String: String] = [:]) -> ScriptedTransport.Answer {
    let body =
        "<ErrorResponse><Error><Code>\(code)</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>"
    return .answer(status, body, headers)
}

@Suite struct `A call` {
    @Test(arguments: [
        refusal("Throttling"), refusal("ThrottlingException"), refusal("RequestLimitExceeded"),
        refusal("SlowDown", status: 503),
        refusal("PriorRequestNotComplete"), refusal("Anything", status: 500), .answer(502, "<html>"), .answer(504),
        .answer(503, "{"),
        .fault(.connection), .fault(.timeout), .answer(400, #"{"__type":"x#TooManyRequestsException"}"#),
        .answer(400, "", ["x-amzn-ErrorType": "ThrottledException:http://x"]),
    ])
    func `is tried three times when AWS says that it may succeed`(_ answer: ScriptedTransport.Answer) async throws {
        let transport = ScriptedTransport([answer, answer, success])
        #expect(try await AWSClient.scripted(transport).sts.callerIdentity().account == "1")
        let failing = ScriptedTransport([answer, answer, answer, success])
        let error = await #expect(throws: AWSError.self) { try await AWSClient.scripted(failing).sts.callerIdentity() }
        #expect(error?.isRetryable == true)
        #expect(failing.requests.count == 3)
    }

    @Test(arguments: [
        refusal("AccessDenied", status: 403), refusal("ValidationError"), refusal("X", status: 501),
        .answer(404, "<html>"), .answer(302),
        .fault(.tls), .fault(.tooLarge), .fault(.invalidRequest), .fault(.cancelled), .fault(.invalidResponse),
        .answer(400, #"{"__type":"ResourceExistsException","message":"m"}"#),
    ])
    func `is not tried again when that would change nothing`(_ answer: ScriptedTransport.Answer) async throws {
        let transport = ScriptedTransport([answer, success])
        let clock = TestClock()
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport, clock).sts.callerIdentity()
        }
        #expect(error?.isRetryable == false)
        #expect(transport.requests.count == 1)
        #expect(clock.slept == [])
    }

    @Test func `waits longer before each attempt, by chance, up to 20 seconds`() {
        let policy = RetryPolicy()
        #expect((1...8).map { policy.delay(afterAttempt: $0, chance: 1) } == [1, 2, 4, 8, 16, 20, 20, 20])
        #expect(policy.delay(afterAttempt: 3, chance: 0.25) == 1)
        #expect(policy.delay(afterAttempt: .max, chance: 0) == 0)
    }

    @Test func `waits as long as the service asks for`() async throws {
        let clock = TestClock(chance: 0.5)
        let transport = ScriptedTransport([
            refusal("SlowDown", status: 503, ["Retry-After": "7"]), .fault(.connection), success,
        ])
        _ = try await AWSClient.scripted(transport, clock).sts.callerIdentity()
        #expect(clock.slept == [7, 1])
    }

    @Test(arguments: ["61", "1e300", "inf"])
    func `is given up at once when the wait would outlast its time`(_ seconds: String) async throws {
        let clock = TestClock()
        let transport = ScriptedTransport([refusal("SlowDown", status: 503, ["Retry-After": seconds]), success])
        if seconds == "inf" {
            _ = try await AWSClient.scripted(transport, clock).sts.callerIdentity()
        } else {
            await #expect(throws: AWSError.self) { try await AWSClient.scripted(transport, clock).sts.callerIdentity() }
            #expect(clock.slept == [])
        }
    }

    @Test func `has one deadline for all attempts`() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport { _, _ in
            clock.advance(by: 13)
            return .fault(.timeout)
        }
        var policy = RetryPolicy()
        (policy.maximumAttempts, policy.totalSeconds) = (10, 30)
        await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport, clock, policy: policy).sts.callerIdentity()
        }
        #expect(transport.seconds == [15, 15, 2.5])
    }

    @Test func `costs the others their retries while a service is down, and gives them back when it recovers`()
        async throws
    {
        let isDown = Mutex(true)
        let transport = ScriptedTransport { _, _ in isDown.withLock { $0 } ? .fault(.connection) : success }
        let client = try AWSClient.scripted(transport)
        for _ in 0..<60 { _ = try? await client.sts.callerIdentity() }
        // 500 tokens are 100 retries: 50 calls with two each, then ten without.
        #expect(transport.requests.count == 60 + 100)
        isDown.withLock { $0 = false }
        for _ in 0..<5 { _ = try await client.sts.callerIdentity() }
        isDown.withLock { $0 = true }
        let before = transport.requests.count
        _ = try? await client.sts.callerIdentity()
        #expect(transport.requests.count == before + 2)
    }

    @Test func `pays twice for a timeout`() async throws {
        let transport = ScriptedTransport([.fault(.timeout)])
        let client = try AWSClient.scripted(transport)
        for _ in 0..<60 { _ = try? await client.sts.callerIdentity() }
        #expect(transport.requests.count == 60 + 50)
    }

    @Test(arguments: [
        ("RequestTimeTooSkewed", 60), ("SignatureDoesNotMatch", 900), ("InvalidSignatureException", -900),
    ])
    func `is signed again, once, by the service's clock when the machine's is wrong`(_ code: String, _ skew: Int64)
        async throws
    {
        let now = AWSTimestamp(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT")?.secondsSinceEpoch ?? 0
        let skewed = refusal(code, status: 403, ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"])
        let clock = TestClock(now: now - skew)
        let transport = ScriptedTransport([skewed, success])
        let client = try AWSClient.scripted(transport, clock)
        _ = try await client.sts.callerIdentity()
        #expect(transport.requests.map { $0.headers["X-Amz-Date"] }.last == "19941106T084937Z")
        // Later calls know.
        _ = try await client.sts.callerIdentity()
        #expect(transport.requests.count == 3)
        #expect(transport.requests.last?.headers["X-Amz-Date"] == "19941106T084937Z")
        let stubborn = ScriptedTransport([skewed])
        await #expect(throws: AWSError.self) { try await AWSClient.scripted(stubborn, clock).sts.callerIdentity() }
        #expect(stubborn.requests.count == 2)
    }

    @Test func `is not signed again when the clocks agree, so the signature is wrong`() async throws {
        let now = AWSTimestamp(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT")?.secondsSinceEpoch ?? 0
        let transport = ScriptedTransport([
            refusal("SignatureDoesNotMatch", status: 403, ["Date": "Sun, 06 Nov 1994 08:50:37 GMT"]), success,
        ])
        await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport, TestClock(now: now)).sts.callerIdentity()
        }
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: ["ExpiredToken", "ExpiredTokenException"])
    func `asks for new credentials, once, when the service calls them expired`(_ code: String) async throws {
        final class Numbered: CredentialProvider {
            let count = Atomic(0)
            func credentials() async throws(CredentialError) -> AWSCredentials? {
                let number = count.add(1, ordering: .relaxed).newValue
                return AWSCredentials(accessKeyID: "K\(number)", secretAccessKey: "s")
            }
        }
        let transport = ScriptedTransport([refusal(code), success])
        _ = try await AWSClient.scripted(transport, credentials: Numbered()).sts.callerIdentity()
        #expect(transport.requests.map { $0.headers["Authorization"]?.contains("K2/") } == [false, true])
        let stubborn = ScriptedTransport([refusal(code)])
        await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(stubborn, credentials: Numbered()).sts.callerIdentity()
        }
        #expect(stubborn.requests.count == 2)
        // Fixed credentials do not change by asking.
        let fixed = ScriptedTransport([refusal(code)])
        await #expect(throws: AWSError.self) { try await AWSClient.scripted(fixed).sts.callerIdentity() }
        #expect(fixed.requests.count == 1)
    }

    @Test func `ends when its task is cancelled while it waits`() async throws {
        let transport = ScriptedTransport { _, _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return .fault(.connection)
        }
        let client = try AWSClient.scripted(transport)
        let error = await Task { await #expect(throws: AWSError.self) { try await client.sts.callerIdentity() } }.value
        #expect(error?.code == "Cancelled")
        #expect(transport.requests.count == 1)
    }

    @Test func `is told to the observer once, with its code and attempts`() async throws {
        let seen = Mutex<[String]>([])
        let transport = ScriptedTransport([.fault(.connection), success, refusal("AccessDenied", status: 403)])
        let client = try AWSClient.scripted(transport) { service, operation, outcome in
            seen.withLock { $0.append("\(service) \(operation) \(outcome)") }
        }
        _ = try await client.sts.callerIdentity()
        _ = try? await client.using(someCredentials).sts.callerIdentity()
        #expect(
            seen.withLock { $0 } == [
                "STS GetCallerIdentity success(attempts: 2)",
                #"STS GetCallerIdentity failure(code: "AccessDenied", attempts: 1)"#,
            ]
        )
    }

    @Test func `fails before anything is sent when there are no credentials`() async throws {
        struct Nothing: CredentialProvider {
            func credentials() async throws(CredentialError) -> AWSCredentials? {
                throw CredentialError("profile x", "is missing")
            }
        }
        let transport = ScriptedTransport([success])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport, credentials: Nothing()).sts.callerIdentity()
        }
        #expect(error?.kind == .credentials && error?.message == "profile x: is missing")
        #expect(transport.requests == [])
    }
}
