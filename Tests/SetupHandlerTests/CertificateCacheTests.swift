import AWSClient
import Cryptography
import ScoutIntegration
import Synchronization
import Testing

@testable import SetupHandler

/// Where certificates are, as a test decides.
private final class CertificateHost: HTTPTransport {
    let requests = Mutex<[String]>([])
    /// The time there.
    let seconds = Mutex(Messages.now.seconds)
    /// What is answered; nothing for a minute without.
    let answer = Mutex<IncomingResponse?>(IncomingResponse(status: 200, body: Array(Messages.all.certificate.utf8)))

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        requests.withLock { $0.append(request.url) }
        #expect(request.method == "GET")
        #expect(request.maximumResponseBytes <= 65_536)
        #expect(seconds <= 10)
        if let response = answer.withLock({ $0 }) { return response }
        try? await Task.sleep(for: .seconds(60))
        throw TransportError(.cancelled, host: "a", "the test is over")
    }

    var count: Int { requests.withLock { $0.count } }
}

@Suite struct `The cache of certificates` {
    private let host = CertificateHost()

    private func cache() -> CertificateCache {
        CertificateCache(transport: host) { [host] in Timestamp(seconds: host.seconds.withLock { $0 }) }
    }

    private func answer(_ status: Int, _ body: String) {
        host.answer.withLock { $0 = IncomingResponse(status: status, body: Array(body.utf8)) }
    }

    @Test func `fetches a certificate once, however many need it`() async throws {
        let cache = cache()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await cache.fetch("https://a/x.pem") } }
            try await group.waitForAll()
        }
        #expect(cache.certificate(at: "https://a/x.pem") != nil)
        #expect(cache.certificate(at: "https://a/y.pem") == nil)
        #expect(host.count == 1)
    }

    @Test(arguments: [
        (404, Messages.all.certificate), (302, Messages.all.certificate), (500, ""), (200, ""), (200, "no certificate"),
        (200, String(Messages.all.certificate.dropLast(40))),
    ])
    func `takes nothing for a certificate but one, and asks again after a pause only`(_ status: Int, _ body: String)
        async throws
    {
        let cache = cache()
        answer(status, body)
        for _ in 0..<5 {
            let refusal = await #expect(throws: Refusal.self) { try await cache.fetch("https://a/x.pem") }
            #expect(refusal?.code == .certificateUnavailable)
            #expect(refusal?.status == 503)
        }
        #expect(host.count == 1)
        answer(200, Messages.all.certificate)
        host.seconds.withLock { $0 += 11 }
        _ = try await cache.fetch("https://a/x.pem")
        #expect(host.count == 2)
    }

    @Test func `asks again when a certificate has expired`() async throws {
        let cache = cache()
        _ = try await cache.fetch("https://a/x.pem")
        host.seconds.withLock { $0 += 3 * 365 * 86_400 }
        #expect(cache.certificate(at: "https://a/x.pem") == nil)
        _ = try await cache.fetch("https://a/x.pem")
        #expect(host.count == 2)
    }

    @Test func `keeps and fetches only so many`() async throws {
        let cache = cache()
        for number in 0..<200 { _ = try await cache.fetch("https://a/\(number).pem") }
        let kept = (0..<200).filter { cache.certificate(at: "https://a/\($0).pem") != nil }.count
        #expect((1...64).contains(kept))
        host.answer.withLock { $0 = nil }
        let before = host.count
        let fetches = (0..<40).map { number in Task { try? await cache.fetch("https://b/\(number).pem") } }
        for _ in 0..<5_000 where host.count < before + 8 { try await Task.sleep(for: .milliseconds(1)) }
        // Those beyond are refused at once, and may come again.
        let refusal = await #expect(throws: Refusal.self) { try await cache.fetch("https://b/one-more.pem") }
        #expect(refusal?.code == .certificateUnavailable)
        #expect(host.count == before + 8)
        for fetch in fetches { fetch.cancel() }
    }
}
