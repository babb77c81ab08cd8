import Foundation
import Synchronization
import TestSupport

@testable import AWSClient

/// A transport that answers by a script and remembers what it was asked.
final class ScriptedTransport: HTTPTransport {
    typealias Answer = Result<IncomingResponse, TransportError>

    private let script: @Sendable (_ request: OutgoingRequest, _ index: Int) async -> Answer
    private let sent = Mutex<[(request: OutgoingRequest, seconds: Double)]>([])

    init(_ script: @escaping @Sendable (_ request: OutgoingRequest, _ index: Int) async -> Answer) {
        self.script = script
    }

    /// Answers in that order, the last one again and again.
    convenience init(_ answers: [Answer]) {
        self.init { _, index in answers[min(index, answers.count - 1)] }
    }

    var requests: [OutgoingRequest] { sent.withLock { $0.map(\.request) } }

    var seconds: [Double] { sent.withLock { $0.map(\.seconds) } }

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        let index = sent.withLock { sent in
            sent.append((request, seconds))
            return sent.count - 1
        }
        return try await script(request, index).get()
    }
}

extension Result where Success == IncomingResponse, Failure == TransportError {
    static func answer(_ status: Int, _ body: String = "", _ headers: [String: String] = [:]) -> Self {
        let headers = headers.map { HTTPHeader($0.key, $0.value) }
        return .success(IncomingResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    static func fault(_ code: TransportError.Code) -> Self { .failure(TransportError(code, host: "stub", "scripted")) }
}

/// A clock that stands still but for what is slept.
final class TestClock: Sendable {
    private struct State {
        var now: Int64
        var uptime = 0.0
        var slept: [Double] = []
    }

    private let state: Mutex<State>
    private let chance: Double

    init(now: Int64 = 1_700_000_000, chance: Double = 0.5) {
        state = Mutex(State(now: now))
        self.chance = chance
    }

    var slept: [Double] { state.withLock { $0.slept } }

    func advance(by seconds: Double) {
        state.withLock { state in
            state.now += Int64(seconds)
            state.uptime += seconds
        }
    }

    var clock: AWSClock {
        AWSClock(
            now: { self.state.withLock { AWSTimestamp(secondsSinceEpoch: $0.now) } },
            uptime: { self.state.withLock { $0.uptime } },
            sleep: { (seconds) async throws(CancellationError) in
                if Task.isCancelled { throw CancellationError() }
                self.state.withLock { $0.slept.append(seconds) }
                self.advance(by: seconds)
            },
            random: { self.chance }
        )
    }
}

/// An environment of the given variables and files.
func environment(
    _ variables: [String: String] = [:],
    files: [String: String] = [:],
    command: @escaping @Sendable (String) throws(AWSConfigurationError) -> String = { _ throws(AWSConfigurationError) in
        throw AWSConfigurationError("credential_process", "must not be called")
    }
) -> AWSEnvironment {
    AWSEnvironment(
        variables: variables,
        homeFolder: "/home/someone",
        readFile: { (path, _) throws(AWSConfigurationError) in files[path].map { Array($0.utf8) } },
        runCommand: { (line, _) async throws(AWSConfigurationError) in Array(try command(line).utf8) }
    )
}

let someCredentials = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret-of-the-example")

extension AWSClient {
    static func scripted(
        _ transport: ScriptedTransport,
        _ clock: TestClock = TestClock(),
        credentials: any CredentialProvider = StaticCredentialProvider(someCredentials),
        policy: RetryPolicy = RetryPolicy(),
        onCall: @escaping CallObserver = { _, _, _ in }
    ) throws -> AWSClient {
        AWSClient(
            region: try AWSRegion("eu-central-1"),
            credentials: CredentialCache(credentials, clock: clock.clock),
            transport: transport,
            clock: clock.clock,
            policy: policy,
            onCall: onCall
        )
    }
}

/// The answer of STS to AssumeRole and its kin.
func stsAnswer(_ operation: String, id: String, expiration: String = "2023-11-14T23:13:20Z") -> String {
    """
    <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(operation)Result><AssumedRoleUser>\
    <Arn>arn:aws:sts::111122223333:assumed-role/r/s</Arn></AssumedRoleUser><Credentials><AccessKeyId>\(id)</AccessKeyId>\
    <SecretAccessKey>secret-\(id)</SecretAccessKey><SessionToken>token-\(id)</SessionToken>\
    <Expiration>\(expiration)</Expiration></Credentials></\(operation)Result><ResponseMetadata><RequestId>r-1</RequestId>\
    </ResponseMetadata></\(operation)Response>
    """
}

/// The form fields of a request's body.
func form(_ request: OutgoingRequest) -> [String: String] {
    var fields: [String: String] = [:]
    for item in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
        let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        fields[String(parts[0])] = parts.last?.removingPercentEncoding
    }
    return fields
}
