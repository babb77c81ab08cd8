public import AWSClient
public import Cryptography
public import ScoutIntegration
import Synchronization

/// SNS's certificates by URL, each fetched once.
///
/// How many are kept, how many are fetched at once, and how often a fetch that failed is tried again is bounded, since
/// anybody can name URLs.
public final class CertificateCache: Sendable {
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Timestamp
    private let state = Mutex(State())

    private struct State {
        var certificates: [String: Certificate] = [:]
        var fetches: [String: Task<Certificate?, Never>] = [:]
        /// When a URL that failed may be tried again.
        var failures: [String: Timestamp] = [:]
    }

    private static let maximumCertificates = 64
    private static let maximumFetches = 8
    private static let maximumFailures = 256
    private static let secondsBetweenAttempts: Int64 = 10
    private static let maximumSize = 65_536
    private static let timeoutInSeconds = 10.0

    /// A cache that fetches with a transport, which follows no redirects.
    public init(transport: any HTTPTransport, now: @escaping @Sendable () -> Timestamp) {
        self.transport = transport
        self.now = now
    }

    /// The certificate at a URL, where it has been fetched and is still valid.
    public func certificate(at url: String) -> Certificate? {
        state.withLock { $0.certificates[url] }.flatMap { $0.isValid(at: now().seconds) ? $0 : nil }
    }

    /// Fetches the certificate at a URL that has been found to be SNS's.
    public func fetch(_ url: String) async throws(Refusal) -> Certificate {
        if let certificate = certificate(at: url) { return certificate }
        guard let task = task(for: url), let certificate = await task.value else {
            throw Refusal(.certificateUnavailable, "the certificate could not be fetched: \(url)")
        }
        return certificate
    }

    /// The fetch that is under way, or a new one; `nil` where there are too many, or the last one has just failed.
    private func task(for url: String) -> Task<Certificate?, Never>? {
        let now = now()
        return state.withLock { state in
            if let task = state.fetches[url] { return task }
            guard state.fetches.count < Self.maximumFetches, (state.failures[url] ?? now) <= now else { return nil }
            let task = Task { await self.download(url) }
            state.fetches[url] = task
            return task
        }
    }

    private func download(_ url: String) async -> Certificate? {
        let request = OutgoingRequest("GET", url, maximumResponseBytes: Self.maximumSize)
        var certificate: Certificate?
        if let response = try? await transport.send(request, within: Self.timeoutInSeconds), response.status == 200 {
            certificate = try? Certificate(pem: response.body)
        }
        let found = certificate
        let retryAt = now().adding(seconds: Self.secondsBetweenAttempts)
        state.withLock { state in
            state.fetches[url] = nil
            if let found {
                if state.certificates.count >= Self.maximumCertificates { state.certificates.removeAll() }
                state.certificates[url] = found
                state.failures[url] = nil
            } else {
                if state.failures.count >= Self.maximumFailures { state.failures.removeAll() }
                state.failures[url] = retryAt
            }
        }
        return found
    }
}
