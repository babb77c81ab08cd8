internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Foundation's HTTP client as a transport. Proxies are Foundation's matter.
///
/// Where Foundation is built on libcurl, a POST with a body and no `Content-Type` would be sent as a form; it gets an
/// empty one instead, and so does any request that asks for an empty one.
public final class URLSessionTransport: HTTPTransport {
    private let exchanges = Exchanges()
    private let session = Mutex<URLSession?>(nil)

    /// A transport that holds no resources until the first request.
    public init() {}

    deinit {
        // The session keeps its delegate, and its thread, until it is told to go.
        session.withLock { $0?.finishTasksAndInvalidate() }
    }

    /// Sends a request and waits for the whole response.
    ///
    /// A path with `.` or `..` segments is refused: Foundation would send another path.
    public func send(
        _ request: OutgoingRequest,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        let url = try RequestURL(request.url)
        let task = openSession().dataTask(with: try Self.urlRequest(request, url, seconds))
        let identifier = task.taskIdentifier
        let exchanges = exchanges
        let timer = Task {
            try await Task.sleep(for: .seconds(seconds))
            exchanges.finish(identifier, .failure(.timedOut(url.authority, seconds)))
            task.cancel()
        }
        defer { timer.cancel() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchanges.begin(identifier, url.authority, request.maximumResponseBytes, continuation)
                task.resume()
                // The handler may have run before there was anything to finish.
                if Task.isCancelled { exchanges.finish(identifier, .failure(.cancelled(url.authority))) }
            }
        } onCancel: {
            exchanges.finish(identifier, .failure(.cancelled(url.authority)))
            task.cancel()
        }
        if case .failure = result { task.cancel() }
        return try result.get()
    }

    private func openSession() -> URLSession {
        session.withLock { session in
            if let session { return session }
            let configuration = URLSessionConfiguration.ephemeral
            configuration.httpCookieStorage = nil
            configuration.httpShouldSetCookies = false
            configuration.urlCache = nil
            configuration.urlCredentialStorage = nil
            configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
            configuration.httpMaximumConnectionsPerHost = 32
            let new = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
            session = new
            return new
        }
    }

    private static func urlRequest(
        _ request: OutgoingRequest,
        _ url: RequestURL,
        _ seconds: Double
    ) throws(TransportError) -> URLRequest {
        func refuse(_ reason: String) -> TransportError { TransportError(.invalidRequest, host: url.authority, reason) }
        let segments = url.path.split(separator: "/", omittingEmptySubsequences: false)
        guard !segments.contains("."), !segments.contains("..") else {
            throw refuse("the path must have no segments '.' and '..'")
        }
        guard let target = URL(string: url.text) else { throw refuse("the URL must be one") }
        var urlRequest = URLRequest(url: target)
        urlRequest.httpMethod = request.method
        urlRequest.timeoutInterval = max(seconds, 1)
        var headers = request.headers
        if headers["User-Agent"] == nil { headers.set("User-Agent", "scout-ecr") }
        // Compressed bodies would count with their expanded length.
        if headers["Accept-Encoding"] == nil { headers.set("Accept-Encoding", "identity") }
        if request.method == "POST", headers["Content-Type"] == nil { headers.set("Content-Type", "") }
        for header in headers {
            guard header.isSendable else { throw .unsendable(header, url) }
            urlRequest.addValue(header.value, forHTTPHeaderField: header.name)
        }
        if !request.body.isEmpty || request.method != "GET" { urlRequest.httpBody = Data(request.body) }
        return urlRequest
    }
}

/// The requests under way, as the session's delegate.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    typealias Outcome = Result<IncomingResponse, TransportError>

    private struct Exchange {
        let host: String
        let limit: Int
        let continuation: CheckedContinuation<Outcome, Never>
        var response: IncomingResponse?
    }

    private let open = Mutex<[Int: Exchange]>([:])

    func begin(_ task: Int, _ host: String, _ limit: Int, _ continuation: CheckedContinuation<Outcome, Never>) {
        open.withLock { $0[task] = Exchange(host: host, limit: limit, continuation: continuation) }
    }

    /// Only the first call for a task counts.
    func finish(_ task: Int, _ outcome: Outcome) {
        open.withLock { $0.removeValue(forKey: task) }?.continuation.resume(returning: outcome)
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let identifier = dataTask.taskIdentifier
        guard let response = response as? HTTPURLResponse else {
            fail(identifier) { TransportError(.invalidResponse, host: $0.host, "the answer is no HTTP") }
            return completionHandler(.cancel)
        }
        let head = IncomingResponse(
            status: response.statusCode,
            headers: response.allHeaderFields.map { HTTPHeader("\($0.key)", "\($0.value)") }
        )
        let isTooLarge = open.withLock { open in
            open[identifier]?.response = head
            return open[identifier].map { response.expectedContentLength > Int64($0.limit) } ?? false
        }
        if isTooLarge { fail(identifier) { .tooLarge($0.host, $0.limit) } }
        completionHandler(isTooLarge ? .cancel : .allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let identifier = dataTask.taskIdentifier
        let isTooLarge = open.withLock { open in
            guard let exchange = open[identifier] else { return false }
            // Nothing beyond the limit is kept.
            guard (exchange.response?.body.count ?? 0) + data.count <= exchange.limit else { return true }
            open[identifier]?.response?.body += data
            return false
        }
        guard isTooLarge else { return }
        fail(identifier) { .tooLarge($0.host, $0.limit) }
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = open.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        if let error {
            exchange.continuation.resume(returning: .failure(TransportError(error, host: exchange.host)))
        } else if let response = exchange.response {
            exchange.continuation.resume(returning: .success(response))
        } else {
            let error = TransportError(.invalidResponse, host: exchange.host, "the answer is no HTTP")
            exchange.continuation.resume(returning: .failure(error))
        }
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
            let exchange = open.withLock { $0.removeValue(forKey: task.taskIdentifier) }
            if let exchange {
                let missing = TransportError(.invalidResponse, host: exchange.host, "the answer is no HTTP")
                exchange.continuation.resume(returning: exchange.response.map { .success($0) } ?? .failure(missing))
            }
            completionHandler(.cancelAuthenticationChallenge, nil)
        }
    #endif

    private func fail(_ task: Int, _ error: (Exchange) -> TransportError) {
        guard let exchange = open.withLock({ $0.removeValue(forKey: task) }) else { return }
        exchange.continuation.resume(returning: .failure(error(exchange)))
    }
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
        case let code:
            self.init(.connection, host: host, "the connection failed (\(code.map { "\($0.rawValue)" } ?? "unknown"))")
        }
    }
}
