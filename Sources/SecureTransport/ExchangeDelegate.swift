internal import AWSClient
internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One request that a session sends, and its outcome.
final class Exchange: Sendable {
    typealias Outcome = Result<IncomingResponse, TransportError>

    private struct State {
        var continuation: CheckedContinuation<Outcome, Never>?
        var outcome: Outcome?
        var response: IncomingResponse?
        var task: URLSessionTask?
    }

    private let host: String
    private let maximumBytes: Int
    private let state = Mutex(State())

    init(_ host: String, maximumBytes: Int) {
        self.host = host
        self.maximumBytes = maximumBytes
    }

    /// Waits for the outcome, which may be there already.
    func begin(_ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state in
            if state.outcome == nil { state.continuation = continuation }
            return state.outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    /// Notes the task; false when there is an outcome, so that it need not start.
    func start(_ task: URLSessionTask) -> Bool {
        state.withLock { state in
            state.task = task
            return state.outcome == nil
        }
    }

    /// Stops what is still sent or received.
    func cancel() { state.withLock { $0.task }?.cancel() }

    /// Only the first outcome counts.
    func finish(_ outcome: Outcome) {
        let continuation = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            state.response = nil
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: outcome)
    }

    /// Takes status and fields; false when there will be too much.
    func receive(_ head: IncomingResponse, expectedBytes: Int64) -> Bool {
        state.withLock { $0.response = head }
        guard expectedBytes > Int64(maximumBytes) else { return true }
        finish(.failure(.tooLarge(host, maximumBytes)))
        return false
    }

    /// Takes a part of the body; nothing beyond the limit is kept.
    func receive(_ data: Data) {
        let fits = state.withLock { state in
            guard let count = state.response?.body.count, count + data.count <= maximumBytes else { return false }
            state.response?.body += data
            return true
        }
        if !fits { finish(.failure(.tooLarge(host, maximumBytes))) }
    }

    /// Takes the end.
    func end(with error: (any Error)?) {
        if let error {
            finish(.failure(TransportError(error, host: host)))
        } else if let response = state.withLock({ $0.response }) {
            finish(.success(response))
        } else {
            finish(.failure(TransportError(.invalidResponse, host: host, "the answer is no HTTP")))
        }
    }
}

/// Passes on what a session tells of its requests.
final class ExchangeDelegate: NSObject, URLSessionDataDelegate, Sendable {
    private let open = Mutex<[Int: Exchange]>([:])

    /// Lets the task do the exchange.
    func start(_ exchange: Exchange, _ task: URLSessionTask) {
        open.withLock { $0[task.taskIdentifier] = exchange }
        if exchange.start(task) {
            task.resume()
        } else {
            _ = close(task)
            task.cancel()
        }
    }

    private func exchange(_ task: URLSessionTask) -> Exchange? { open.withLock { $0[task.taskIdentifier] } }

    private func close(_ task: URLSessionTask) -> Exchange? {
        open.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        guard let response = response as? HTTPURLResponse else { return completionHandler(.cancel) }
        let head = IncomingResponse(
            status: response.statusCode,
            headers: response.allHeaderFields.map { HTTPHeader("\($0.key)", "\($0.value)") }
        )
        let fits = exchange(dataTask)?.receive(head, expectedBytes: response.expectedContentLength) ?? false
        completionHandler(fits ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        exchange(dataTask)?.receive(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        close(task)?.end(with: error)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // Without a new request, the redirect is the response.
        completionHandler(nil)
    }

    #if canImport(FoundationNetworking)
        // This Foundation asks for a password after the whole of a 401 was received, and then does not give it out.
        func urlSession(
            _ session: URLSession,
            task: URLSessionTask,
            didReceive challenge: URLAuthenticationChallenge,
            completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
        ) {
            close(task)?.end(with: nil)
            completionHandler(.cancelAuthenticationChallenge, nil)
        }
    #endif
}

extension TransportError {
    /// Foundation's error without its text, which may hold the URL.
    fileprivate init(_ error: any Error, host: String) {
        switch (error as? URLError)?.code {
        case .timedOut: self.init(.timeout, host: host, "the connection timed out")
        case .cancelled: self = .cancelled(host)
        case .cannotFindHost, .dnsLookupFailed: self.init(.connection, host: host, "the host's name is not known")
        case .cannotConnectToHost: self.init(.connection, host: host, "no connection")
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
            .clientCertificateRequired:
            self.init(.tls, host: host, "TLS failed, or the certificate is not trusted")
        case .badServerResponse:
            // libcurl's word for a connection that was closed without an answer, as a restarting server does.
            self.init(.connection, host: host, "the connection was closed without an answer")
        case .cannotParseResponse, .cannotDecodeRawData, .cannotDecodeContentData:
            self.init(.invalidResponse, host: host, "the answer is no HTTP")
        case .badURL, .unsupportedURL: self.init(.invalidRequest, host: host, "the URL cannot be sent")
        case .unknown where error.localizedDescription.contains("SSL"):
            // libcurl's word for a certificate that is not trusted.
            self.init(.tls, host: host, "TLS failed, or the certificate is not trusted")
        case let code:
            self.init(.connection, host: host, "the connection failed (\(code.map { "\($0.rawValue)" } ?? "unknown"))")
        }
    }
}
