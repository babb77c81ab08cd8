import Synchronization
import Testing

@testable import AWSClient

/// Gives credentials A0, A1 and so on that are good for an hour, or the scripted error.
private final class Source: CredentialProvider {
    let clock: TestClock
    private let state = Mutex<(calls: Int, isFailing: Bool)>((0, false))

    init(_ clock: TestClock) { self.clock = clock }

    var calls: Int { state.withLock { $0.calls } }

    func fail(_ isFailing: Bool) { state.withLock { $0.isFailing = isFailing } }

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        let (call, isFailing) = state.withLock { state in
            state.calls += 1
            return (state.calls - 1, state.isFailing)
        }
        // Others get a chance to ask as well before this one is done.
        for _ in 0..<100 { await Task.yield() }
        guard !isFailing else { throw CredentialError("source", "scripted") }
        return AWSCredentials(
            accessKeyID: "A\(call)",
            secretAccessKey: "s",
            expiration: clock.clock.now().advanced(by: 3600)
        )
    }
}

@Suite struct `Cached credentials` {
    private let clock = TestClock()
    private let source: Source
    private let cache: CredentialCache

    init() {
        source = Source(clock)
        cache = CredentialCache(source, clock: clock.clock)
    }

    @Test func `are asked for once, however many need them at the same time`() async throws {
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<200 { group.addTask { try await cache.credentials().accessKeyID } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids == ["A0"])
        #expect(source.calls == 1)
    }

    @Test func `are replaced five minutes before they expire`() async throws {
        #expect(try await cache.credentials().accessKeyID == "A0")
        clock.advance(by: 3299)
        #expect(try await cache.credentials().accessKeyID == "A0")
        clock.advance(by: 1)
        #expect(try await cache.credentials().accessKeyID == "A1")
    }

    @Test func `stay in use while they are good when the replacement fails, which is tried again after a pause`()
        async throws
    {
        _ = try await cache.credentials()
        clock.advance(by: 3400)
        source.fail(true)
        #expect(try await cache.credentials().accessKeyID == "A0")
        #expect(try await cache.credentials().accessKeyID == "A0")
        #expect(source.calls == 2)
        clock.advance(by: 30)
        #expect(try await cache.credentials().accessKeyID == "A0")
        #expect(source.calls == 3)
        clock.advance(by: 200)
        await #expect(throws: CredentialError.self) { try await cache.credentials() }
        source.fail(false)
        #expect(try await cache.credentials().accessKeyID == "A4")
    }

    @Test func `are forgotten when a service refuses them, but not others that came since`() async throws {
        let first = try await cache.credentials()
        #expect(await cache.discard(first))
        #expect(try await cache.credentials().accessKeyID == "A1")
        #expect(await cache.discard(first))
        #expect(try await cache.credentials().accessKeyID == "A1")
    }

    @Test func `go to everybody although one who waits is cancelled`() async throws {
        let impatient = Task { try await cache.credentials() }
        impatient.cancel()
        #expect(try await cache.credentials().accessKeyID == "A0")
        _ = try? await impatient.value
        #expect(source.calls == 1)
    }

    @Test func `that never expire are kept`() async throws {
        let cache = CredentialCache(StaticCredentialProvider(someCredentials), clock: clock.clock)
        _ = try await cache.credentials()
        clock.advance(by: 1e9)
        #expect(try await cache.credentials() == someCredentials)
    }
}
