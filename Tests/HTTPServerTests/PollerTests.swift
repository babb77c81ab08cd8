import Foundation
import Testing

@testable import HTTPServer

/// Both ends of a pipe.
private final class PipePair {
    let reader: Descriptor
    let writer: Descriptor

    init() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { Descriptor.prepare(end) }
        (reader, writer) = (Descriptor(ends[0]), Descriptor(ends[1]))
    }

    func write(_ count: Int) { _ = Foundation.write(writer.number, [UInt8](repeating: 1, count: count), count) }
}

@Suite struct `What a loop waits for` {
    private let pipes: [PipePair]

    init() throws { pipes = try (0..<5).map { _ in try PipePair() } }

    private func ready(_ poller: inout Poller, within milliseconds: Int32 = 0) -> Set<Int> {
        var tokens: Set<Int> = []
        poller.wait(milliseconds: milliseconds) { tokens.insert($0) }
        return tokens
    }

    #if os(Linux)
        @Test func `is found with epoll on Linux`() { #expect(EPoll() != nil) }
    #endif

    @Test(arguments: [true, false]) func `is named by its token when it is ready`(_ usesEPoll: Bool) {
        var poller = Poller(usesEPoll: usesEPoll)
        for (token, pipe) in pipes.enumerated() {
            poller.set(.reading, of: pipe.reader.number, token: 1 << 40 | token, before: [])
        }
        #expect(ready(&poller).isEmpty)
        pipes[1].write(1)
        pipes[3].write(1)
        #expect(ready(&poller, within: 10_000) == [1 << 40 | 1, 1 << 40 | 3])
        // As long as nobody reads.
        #expect(ready(&poller).count == 2)
    }

    @Test(arguments: [true, false]) func `can change, and end`(_ usesEPoll: Bool) {
        var poller = Poller(usesEPoll: usesEPoll)
        for (token, pipe) in pipes.enumerated() {
            poller.set(.reading, of: pipe.reader.number, token: token, before: [])
            pipe.write(1)
        }
        poller.set([], of: pipes[0].reader.number, token: 0, before: .reading)
        poller.set(.writing, of: pipes[2].reader.number, token: 2, before: .reading)
        #expect(ready(&poller, within: 10_000) == [1, 3, 4])
        poller.set(.reading, of: pipes[2].reader.number, token: 2, before: .writing)
        poller.set([], of: pipes[4].reader.number, token: 4, before: .reading)
        poller.set(.reading, of: pipes[0].reader.number, token: 7, before: [])
        #expect(ready(&poller, within: 10_000) == [1, 2, 3, 7])
    }

    @Test(arguments: [true, false]) func `may be room to write`(_ usesEPoll: Bool) {
        var poller = Poller(usesEPoll: usesEPoll)
        poller.set([.reading, .writing], of: pipes[0].writer.number, token: 0, before: [])
        #expect(ready(&poller) == [0])
        for _ in 0..<64 { pipes[0].write(65_536) }
        #expect(ready(&poller).isEmpty)
    }

    @Test(arguments: [true, false]) func `may be many`(_ usesEPoll: Bool) throws {
        var poller = Poller(usesEPoll: usesEPoll)
        let many = try (0..<200).map { _ in try PipePair() }
        for (token, pipe) in many.enumerated() {
            poller.set(.reading, of: pipe.reader.number, token: token, before: [])
            pipe.write(1)
        }
        var found: Set<Int> = []
        var remaining = many.indices.count
        while remaining > 0 {
            let tokens = ready(&poller, within: 10_000)
            try #require(!tokens.isEmpty)
            for token in tokens {
                #expect(found.insert(token).inserted)
                poller.set([], of: many[token].reader.number, token: token, before: .reading)
            }
            remaining -= tokens.count
        }
        #expect(found == Set(many.indices))
    }
}
