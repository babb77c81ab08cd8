import AWSClient
import CloudFormation
import ScoutIntegration
import Synchronization
import Testing

@testable import ScoutService

/// A Runtime API that gives some invocations, and then no more.
private final class RuntimeAPI: HTTPTransport {
    private let events: Mutex<[String]>
    let posts = Mutex<[(path: String, body: String)]>([])
    private let headers: [HTTPHeader]

    init(_ events: [String], headers: [HTTPHeader]? = nil) {
        self.events = Mutex(events)
        self.headers =
            headers ?? [
                HTTPHeader("Lambda-Runtime-Aws-Request-Id", "id-1"),
                HTTPHeader("Lambda-Runtime-Deadline-Ms", "1799999000123"),
                HTTPHeader("Lambda-Runtime-Trace-Id", "Root=1-2-3"),
            ]
    }

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        let path = String(request.url.dropFirst("http://127.0.0.1:9/2018-06-01/runtime/".count))
        guard request.method == "GET" else {
            posts.withLock { $0.append((path, String(decoding: request.body, as: UTF8.self))) }
            return IncomingResponse(status: 202)
        }
        let event = events.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let event else { return IncomingResponse(status: 410) }
        return IncomingResponse(status: 200, headers: headers, body: Array(event.utf8))
    }
}

@Suite struct `The loop of the runtime` {
    private struct Failure: Error {}

    @Test func `answers each invocation, and tells of those that fail`() async throws {
        let api = RuntimeAPI(["1", "2", "3"])
        let runtime = LambdaRuntime(api: "127.0.0.1:9", transport: api)
        await #expect(throws: LambdaRuntimeError.self) {
            try await runtime.run { invocation in
                #expect(invocation.requestID == "id-1")
                #expect(invocation.deadline == Timestamp(milliseconds: 1_799_999_000_123))
                if invocation.event == Array("2".utf8) { throw Failure() }
                return invocation.event + Array("!".utf8)
            }
        }
        let posts = api.posts.withLock { $0 }
        #expect(
            posts.map(\.path) == ["invocation/id-1/response", "invocation/id-1/error", "invocation/id-1/response"]
        )
        #expect(posts.map(\.body).first == "1!" && posts.map(\.body).last == "3!")
        let error = try JSONReader.read(Array(posts[1].body.utf8), name: "body").value
        #expect(error["errorType"] == "Failure" && error["stackTrace"] == [])
    }

    @Test func `tells why a function cannot start`() async throws {
        let api = RuntimeAPI([])
        try await LambdaRuntime(api: "127.0.0.1:9", transport: api).failInitialization(Failure())
        #expect(api.posts.withLock { $0.map(\.path) } == ["init/error"])
    }

    @Test func `ends with an API that gives no id`() async {
        let runtime = LambdaRuntime(api: "127.0.0.1:9", transport: RuntimeAPI(["1"], headers: []))
        await #expect(throws: LambdaRuntimeError.self) { try await runtime.run { _ in [] } }
    }

    @Test(arguments: ["AWS_LAMBDA_RUNTIME_API", "SCOUT_TABLE", "SCOUT_SETUP_QUEUE_URL", "SCOUT_IMAGE_QUEUE_URL"])
    func `needs its variables, and names the one that is missing`(_ missing: String) {
        var environment = [
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9", "SCOUT_TABLE": "t", "SCOUT_SETUP_QUEUE_URL": "https://q/s",
            "SCOUT_IMAGE_QUEUE_URL": "https://q/i",
        ]
        #expect(throws: Never.self) { try LambdaConfiguration(environment) }
        environment[missing] = ""
        let error = #expect(throws: ServiceError.self) { try LambdaConfiguration(environment) }
        #expect(error?.description.hasPrefix("\(missing) must be set") == true)
    }
}
