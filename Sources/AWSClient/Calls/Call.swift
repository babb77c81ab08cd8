/// One call with its attempts.
struct Call {
    private let operation: Operation
    private let client: AWSClient
    private let state: RetryState

    /// How often the request was sent.
    private(set) var attempts = 0

    private var lastCost: Int?
    private var hasCorrectedClock = false
    private var hasRefreshedCredentials = false

    init(_ operation: Operation, client: AWSClient, state: RetryState) {
        self.operation = operation
        self.client = client
        self.state = state
    }

    /// What follows an attempt.
    private enum Verdict {
        case done(IncomingResponse)
        case again(afterSeconds: Double)
        case failed(AWSError)
    }

    mutating func run() async throws(AWSError) -> IncomingResponse {
        let deadline = client.clock.uptime() + client.policy.totalSeconds
        let endpoint: String
        do {
            endpoint = try client.endpoints.url(of: operation.service, in: client.region, bucket: operation.bucket)
        } catch {
            throw AWSError(.configuration, operation, code: "InvalidConfiguration", message: error.description)
        }
        while true {
            switch try await attempt(at: endpoint, before: deadline) {
            case .done(let response):
                state.succeeded(lastCost: lastCost)
                return response
            case .failed(let error): throw error
            case .again(let seconds):
                guard seconds > 0 else { continue }
                do {
                    try await client.clock.sleep(seconds)
                } catch {
                    throw AWSError(.transport, operation, code: "Cancelled", message: "the task was cancelled")
                }
            }
        }
    }

    private mutating func attempt(at endpoint: String, before deadline: Double) async throws(AWSError) -> Verdict {
        let credentials = try await signingCredentials()
        let time = client.clock.now().advanced(by: state.clockSkew)
        let request = try request(to: endpoint, with: credentials, at: time)
        // The credentials may have taken what was left.
        let seconds = min(client.policy.attemptSeconds, deadline - client.clock.uptime())
        attempts += 1
        guard seconds > 0 else {
            let error = TransportError(.timeout, host: "", "no time was left")
            return .failed(failure(error))
        }
        let response: IncomingResponse
        do {
            response = try await client.transport.send(request, within: seconds)
        } catch {
            return retry(after: failure(error), isTimeout: error.code == .timeout, atLeast: 0, before: deadline)
        }
        guard !(200..<300).contains(response.status) else { return .done(response) }
        return await judge(response, sentWith: credentials, at: time, before: deadline)
    }

    private mutating func judge(
        _ response: IncomingResponse,
        sentWith credentials: AWSCredentials?,
        at time: AWSTimestamp,
        before deadline: Double
    ) async -> Verdict {
        let refusal = ServiceFailure(response)
        let error = AWSError(
            .service,
            operation,
            code: refusal.code,
            message: refusal.message,
            requestID: refusal.requestID,
            status: refusal.status,
            isRetryable: refusal.isRetryable,
            secrets: [credentials?.secretAccessKey, credentials?.sessionToken].compactMap { $0 }
        )
        if !hasCorrectedClock, let skew = refusal.clockSkew(at: time) {
            hasCorrectedClock = true
            state.correctClock(by: state.clockSkew + skew)
            return .again(afterSeconds: 0)
        }
        if !hasRefreshedCredentials, refusal.meansExpiredCredentials, let credentials {
            hasRefreshedCredentials = true
            if await client.credentials.discard(credentials) { return .again(afterSeconds: 0) }
        }
        let retryAfter = response.headers["Retry-After"].flatMap(Double.init) ?? 0
        return retry(after: error, isTimeout: false, atLeast: retryAfter, before: deadline)
    }

    private mutating func retry(
        after error: AWSError,
        isTimeout: Bool,
        atLeast shortest: Double,
        before deadline: Double
    ) -> Verdict {
        guard error.isRetryable, attempts < client.policy.maximumAttempts else { return .failed(error) }
        let jittered = client.policy.delay(afterAttempt: attempts, chance: client.clock.random())
        let delay = max(jittered, shortest.isFinite ? shortest : 0)
        guard client.clock.uptime() + delay < deadline, let cost = state.takeTokens(afterTimeout: isTimeout) else {
            return .failed(error)
        }
        lastCost = cost
        return .again(afterSeconds: delay)
    }

    private func signingCredentials() async throws(AWSError) -> AWSCredentials? {
        guard operation.isSigned else { return nil }
        do {
            return try await client.credentials.credentials()
        } catch {
            throw AWSError(
                .credentials,
                operation,
                code: "CredentialsUnavailable",
                message: error.description,
                isRetryable: error.isRetryable
            )
        }
    }

    private func request(
        to endpoint: String,
        with credentials: AWSCredentials?,
        at time: AWSTimestamp
    ) throws(AWSError) -> OutgoingRequest {
        let request = OutgoingRequest(
            operation.method,
            endpoint + operation.path,
            headers: operation.headers,
            body: operation.body,
            maximumResponseBytes: operation.maximumResponseBytes
        )
        guard let credentials else { return request }
        let signature = SigV4(region: client.region.name, service: operation.service.signingName)
        do {
            return try signature.signing(request, with: credentials, at: time)
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: TransportError) -> AWSError {
        AWSError(
            .transport,
            operation,
            code: error.code.rawValue,
            message: error.description,
            isRetryable: error.isRetryable
        )
    }
}
