import Synchronization

/// Sends by a program of its own, which is started with the first request and ends when there has been none for a while.
///
/// TLS needs more libraries, and so more memory, than all else that a service does between two calls. And where Foundation's
/// client is built on libcurl, a server can end the process that uses it; here that costs the requests that are under way.
public final class HelperTransport: HTTPTransport {
    private let program: String
    private let idle: Duration
    private let running = Mutex<HelperProcess?>(nil)

    /// A transport that holds no resources until the first request.
    ///
    /// - Parameters:
    ///   - program: the path of `scout-ecr-https`.
    ///   - idle: how long the program stays without a request.
    public init(program: String, idle: Duration = .seconds(60)) {
        self.program = program
        self.idle = idle
    }

    deinit { running.withLock { $0?.end() } }

    /// Sends a request and waits for the whole response.
    public func send(
        _ request: OutgoingRequest,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        let host = try RequestURL(request.url).authority
        let pending = PendingResponse()
        let (helper, number) = try start(request, seconds, host, pending)
        @Sendable func giveUp(_ error: TransportError) {
            pending.finish(.failure(error))
            helper.cancel(number)
        }
        // The program has the same limits, and may not answer at all.
        let timer = Task {
            try await Task.sleep(for: .seconds(max(seconds, 0)))
            giveUp(.timedOut(host, seconds))
        }
        defer { timer.cancel() }
        let outcome = await withTaskCancellationHandler {
            await pending.outcome()
        } onCancel: {
            giveUp(.cancelled(host))
        }
        return try outcome.get()
    }

    /// Hands a request to the program, which is started where it does not run.
    private func start(
        _ request: OutgoingRequest,
        _ seconds: Double,
        _ host: String,
        _ pending: PendingResponse
    ) throws(TransportError) -> (HelperProcess, UInt64) {
        try running.withLock { running throws(TransportError) in
            if let helper = running, let number = helper.send(request, seconds, host, pending) {
                return (helper, number)
            }
            let helper: HelperProcess
            do {
                helper = try HelperProcess(program, idle: idle)
            } catch {
                throw TransportError(.connection, host: host, "\(error)")
            }
            running = helper
            guard let number = helper.send(request, seconds, host, pending) else {
                throw TransportError(.connection, host: host, "\(program) has ended at once")
            }
            return (helper, number)
        }
    }
}
