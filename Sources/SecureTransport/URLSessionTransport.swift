public import AWSClient
internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Foundation's HTTP client as a transport. Proxies are Foundation's matter.
///
/// Where Foundation is built on libcurl, a POST with a body and no `Content-Type` would be sent as a form; it gets an
/// empty one instead, and so does any request that asks for an empty one.
///
/// Use it for https to servers that one has reason to trust, and ``SocketTransport`` for the rest: built on libcurl,
/// Foundation ends the process when a server closes the connection in an orderly way within the header. And a request with a
/// body that meets the end of a kept connection may get neither an answer nor an error before its time is over.
public final class URLSessionTransport: HTTPTransport {
    private let delegate = ExchangeDelegate()
    private let session = Mutex<URLSession?>(nil)
    private let control = DispatchQueue(label: "scout-ecr.http", attributes: .concurrent)

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
        let urlRequest = try Self.urlRequest(request, url, seconds)
        let exchange = Exchange(url.authority, maximumBytes: request.maximumResponseBytes)
        let timer = Task {
            try await Task.sleep(for: .seconds(max(seconds, 0)))
            exchange.finish(.failure(.timedOut(url.authority, seconds)))
        }
        defer { timer.cancel() }
        let (session, delegate, control) = (openSession(), delegate, control)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.begin(continuation)
                // A session that is busy receiving makes all of these calls wait, and the threads of tasks must not be
                // blocked.
                control.async { delegate.start(exchange, session.dataTask(with: urlRequest)) }
            }
        } onCancel: {
            exchange.finish(.failure(.cancelled(url.authority)))
        }
        if case .failure = result { control.async { exchange.cancel() } }
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
            let new = URLSession(configuration: configuration, delegate: delegate, delegateQueue: nil)
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
