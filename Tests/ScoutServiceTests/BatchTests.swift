import Dispatch
import Foundation
import ScoutIntegration
import Synchronization
import Testing

@testable import ScoutService

/// What a batch's work has been given.
private final class Work: Sendable {
    private struct State {
        var batches: [[Int]] = []
        var isRunning = false
        var overlaps = 0
    }

    private let state = Mutex(State())
    private let mayEnd: DispatchSemaphore?
    private let begun = DispatchSemaphore(value: 0)

    /// - Parameter mayEnd: what each batch waits for.
    init(waitsFor mayEnd: DispatchSemaphore? = nil) { self.mayEnd = mayEnd }

    func run(_ batch: [Int]) {
        state.withLock { state in
            if state.isRunning { state.overlaps += 1 }
            state.isRunning = true
            state.batches.append(batch)
        }
        begun.signal()
        mayEnd?.wait()
        state.withLock { $0.isRunning = false }
    }

    /// Waits until that many batches have begun; gives those that have.
    func batches(_ count: Int) -> [[Int]] {
        for _ in 0..<count where begun.wait(timeout: .now() + 60) == .timedOut { return [] }
        return state.withLock { $0.batches }
    }

    /// Waits until that many requests were worked on; gives them in their order.
    func requests(_ count: Int) -> [Int] {
        while state.withLock({ $0.batches.reduce(0) { $0 + $1.count } }) < count,
            begun.wait(timeout: .now() + 60) == .success
        {}
        return state.withLock { $0.batches.flatMap(\.self) }
    }

    var overlaps: Int { state.withLock { $0.overlaps } }
}

@Suite struct `A thread for batches` {
    private let thread = BatchThread<Int>("test")

    @Test func `works on all requests of a batch together, in their order`() {
        let work = Work()
        for number in 0..<10 { thread.add(number) }
        thread.endOfBatch(work.run)
        #expect(work.batches(1) == [Array(0..<10)])
    }

    @Test func `works on no request whose batch has not ended`() {
        let mayEnd = DispatchSemaphore(value: 0)
        let work = Work(waitsFor: mayEnd)
        thread.add(1)
        thread.endOfBatch(work.run)
        #expect(work.batches(1) == [[1]])
        // These come while the thread is at work.
        thread.add(2)
        thread.endOfBatch(work.run)
        thread.add(3)
        mayEnd.signal()
        #expect(work.batches(1) == [[1], [2]])
        mayEnd.signal()
        thread.endOfBatch(work.run)
        #expect(work.batches(1) == [[1], [2], [3]])
        mayEnd.signal()
    }

    @Test func `works on batches together that have ended meanwhile`() {
        let mayEnd = DispatchSemaphore(value: 0)
        let work = Work(waitsFor: mayEnd)
        for number in 1...4 {
            thread.add(number)
            thread.endOfBatch(work.run)
            if number == 1 { #expect(work.batches(1) == [[1]]) }
        }
        mayEnd.signal()
        #expect(work.batches(1) == [[1], [2, 3, 4]])
        mayEnd.signal()
    }

    @Test func `does nothing at the end of an empty batch`() {
        let work = Work()
        thread.endOfBatch(work.run)
        thread.add(1)
        thread.endOfBatch(work.run)
        thread.endOfBatch(work.run)
        #expect(work.requests(1) == [1])
    }

    @Test func `loses and doubles nothing that many threads add, and does one thing at a time`() {
        let work = Work()
        DispatchQueue.concurrentPerform(iterations: 8) { writer in
            for step in 0..<500 {
                thread.add(writer * 500 + step)
                if step % 7 == 0 { thread.endOfBatch(work.run) }
            }
            thread.endOfBatch(work.run)
        }
        #expect(work.requests(4_000).sorted() == Array(0..<4_000))
        #expect(work.overlaps == 0)
    }
}

@Suite struct `A concurrent map` {
    @Test(arguments: [0, 1, 3, 4, 5, 8, 63, 64, 65], [1, 4, 100])
    func `gives what map gives`(_ count: Int, _ atATime: Int) {
        let numbers = Array(0..<count)
        #expect(numbers.concurrentMap(atATime: atATime) { $0 * 3 } == numbers.map { $0 * 3 })
    }
}

@Suite struct `Integrations that were found a moment ago` {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func isWithdrawn(_ lookup: BatchLookup<Integration>) throws -> Bool? {
        try lookup.find(fixture.integration.id)?.isWithdrawn
    }

    @Test func `stay the same within a batch`() throws {
        let lookup = BatchLookup(fixture.store) { $0 }
        #expect(try isWithdrawn(lookup) == false)
        try fixture.store.update(fixture.integration.id) { $0.apply(.withdrawn, at: .now) }
        #expect(try isWithdrawn(lookup) == false)
        lookup.endOfBatch()
        #expect(try isWithdrawn(lookup) == true)
    }

    @Test func `may outlast the batch, for as long as is said`() throws {
        let lookup = BatchLookup(fixture.store, lasting: .seconds(3_600)) { $0 }
        #expect(try isWithdrawn(lookup) == false)
        try fixture.store.update(fixture.integration.id) { $0.apply(.withdrawn, at: .now) }
        lookup.endOfBatch()
        #expect(try isWithdrawn(lookup) == false)
    }

    @Test func `are found as soon as they are there`() throws {
        let lookup = BatchLookup(fixture.store) { $0 }
        let new = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: .now
        )
        #expect(try lookup.find(new.id) == nil)
        try fixture.store.add(new)
        #expect(try lookup.find(new.id) == new)
    }
}
