import AWSClient
import CloudFormation
import ScoutIntegration

/// The loop of a custom runtime: takes one invocation after another from the Lambda Runtime API, and answers each.
///
/// - Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
struct LambdaRuntime: Sendable {
    /// The host and port of the API, as `AWS_LAMBDA_RUNTIME_API` has them.
    let api: String
    let transport: any HTTPTransport

    /// One call of the function.
    struct Invocation: Sendable {
        let requestID: String
        /// When Lambda ends the function.
        let deadline: Timestamp
        /// The event, as JSON.
        let event: [UInt8]
    }

    /// How long the wait for an invocation may last, in seconds. Lambda freezes the process meanwhile.
    private static let longestWait = 30.0 * 86_400
    /// How long an answer may take, in seconds.
    private static let answerSeconds = 30.0
    /// An event has up to 6 MB.
    private static let maximumEvent = 8 << 20

    /// Takes invocations until the API refuses to give more.
    ///
    /// - Parameter handle: what the function does. An error is answered as the function's failure, which makes Lambda try again
    ///   where the event came from a queue.
    func run(_ handle: @Sendable (Invocation) async throws -> [UInt8]) async throws {
        while true {
            let invocation = try await next()
            do {
                let answer = try await handle(invocation)
                try await post("invocation/\(invocation.requestID)/response", answer)
            } catch let error as LambdaRuntimeError {
                throw error
            } catch {
                try await post("invocation/\(invocation.requestID)/error", Self.body(of: error))
            }
        }
    }

    /// Tells that the function cannot start, and why.
    func failInitialization(_ error: any Error) async throws { try await post("init/error", Self.body(of: error)) }

    private static func body(of error: any Error) -> [UInt8] {
        let text = "\(error)".displayable(limit: 2_000)
        let body: Value = ["errorType": .string("\(type(of: error))"), "errorMessage": .string(text), "stackTrace": []]
        return Array(body.json(.compact).utf8)
    }

    private func next() async throws -> Invocation {
        let request = OutgoingRequest("GET", url("invocation/next"), maximumResponseBytes: Self.maximumEvent)
        let response = try await send(request, within: Self.longestWait)
        guard let id = response.headers["Lambda-Runtime-Aws-Request-Id"],
            let deadline = response.headers["Lambda-Runtime-Deadline-Ms"].flatMap({ Int64($0) })
        else { throw LambdaRuntimeError("the runtime API gave an invocation without its id or deadline") }
        return Invocation(
            requestID: id,
            deadline: Timestamp(milliseconds: deadline),
            event: response.body
        )
    }

    private func post(_ path: String, _ body: [UInt8]) async throws {
        let headers = [HTTPHeader("Content-Type", "application/json")]
        _ = try await send(OutgoingRequest("POST", url(path), headers: headers, body: body), within: Self.answerSeconds)
    }

    private func send(_ request: OutgoingRequest, within seconds: Double) async throws -> IncomingResponse {
        let response: IncomingResponse
        do {
            response = try await transport.send(request, within: seconds)
        } catch {
            throw LambdaRuntimeError("the runtime API cannot be reached: \(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw LambdaRuntimeError("the runtime API answered \(request.method) with status \(response.status)")
        }
        return response
    }

    private func url(_ path: String) -> String { "http://\(api)/2018-06-01/runtime/\(path)" }
}

/// That the Runtime API cannot be used, so that the process ends and Lambda starts another.
struct LambdaRuntimeError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
