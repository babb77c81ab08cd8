import Dispatch
import Foundation
import HTTPServer
import Synchronization

/// The cold start of the service as a function of AWS Lambda: from the start of its process to its first answer, here.
enum LambdaBench {
    private static let samples = 31
    private static let secondsToAnswer = 10

    /// A request of a function URL for a page that is made of nothing but the program.
    private static let event = """
        {"version": "2.0", "rawPath": "/sign-in", "rawQueryString": "", "headers": {"host": "127.0.0.1"},
         "requestContext": {"http": {"method": "GET", "path": "/sign-in", "sourceIp": "127.0.0.1"}}}
        """

    static func coldStart(of service: String) throws -> Benchmark {
        let api = try RuntimeAPI(event: Array(event.utf8))
        return Benchmark(
            name: "lambda: cold start, from the process's start to its first answer",
            target: 60_000,
            maximumSamples: samples,
            sample: { try microseconds(service, api) }
        )
    }

    private static func microseconds(_ service: String, _ api: RuntimeAPI) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: service)
        process.arguments = ["lambda"]
        process.environment = [
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(api.port)", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b", "SCOUT_TABLE": "scout", "SCOUT_SETUP_QUEUE_URL": "https://queue/setup",
            "SCOUT_IMAGE_QUEUE_URL": "https://queue/images",
        ]
        process.standardError = FileHandle.nullDevice
        api.begin()
        let start = ContinuousClock.now
        try process.run()
        let end = api.firstAnswer(within: .seconds(secondsToAnswer))
        process.terminate()
        process.waitUntilExit()
        guard let (end, body) = end, body.contains("\"statusCode\":200") else {
            throw BenchError("\(service) does not answer its first invocation")
        }
        return (end - start) / .microseconds(1)
    }
}

/// The Runtime API of a function that is called once.
private final class RuntimeAPI: HTTPHandler {
    private let event: [UInt8]
    private let server: Mutex<HTTPServer?> = Mutex(nil)
    private let state = Mutex(State())
    private let answered = DispatchSemaphore(value: 0)

    private struct State {
        var isCalled = false
        var answer: (ContinuousClock.Instant, String)?
    }

    init(event: [UInt8]) throws {
        self.event = event
        let server = try HTTPServer(host: "127.0.0.1", port: 0, handler: self)
        self.server.withLock { $0 = server }
        Thread.detachNewThread { server.run() }
    }

    var port: UInt16 { server.withLock { $0?.port ?? 0 } }

    /// Forgets what was answered, for the next process.
    func begin() { state.withLock { $0 = State() } }

    /// When the function has answered, and what.
    func firstAnswer(within time: DispatchTimeInterval) -> (ContinuousClock.Instant, String)? {
        guard answered.wait(timeout: .now() + time) == .success else { return nil }
        return state.withLock { $0.answer }
    }

    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        if request.method == "POST" {
            let answer = (ContinuousClock.now, String(decoding: request.body, as: UTF8.self))
            state.withLock { $0.answer = answer }
            responder.send(.text(202, ""))
            answered.signal()
            return
        }
        // There is one invocation, and the wait for the next one has no end.
        let isFirst = state.withLock { state in
            defer { state.isCalled = true }
            return !state.isCalled
        }
        guard isFirst else { return }
        responder.send(
            HTTPResponse(
                status: 200,
                headers: [
                    "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                    "Lambda-Runtime-Deadline-Ms": "4102444800000", "Content-Type": "application/json",
                ],
                body: event
            )
        )
    }
}
