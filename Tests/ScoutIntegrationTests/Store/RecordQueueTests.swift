import Foundation
import Testing

@testable import ScoutIntegration

@Suite struct `The queue of records` {
    private let data: TemporaryData

    init() throws { data = try TemporaryData() }

    private func queue() throws -> RecordQueue { try RecordQueue(in: data.folder, named: "events") }

    /// All that waits, taken out and dropped.
    private func drain(_ queue: RecordQueue) throws -> [[UInt8]] {
        var records: [[UInt8]] = []
        while let segment = try queue.takeOldest() {
            records += segment.records
            try queue.drop(segment)
        }
        return records
    }

    @Test func `gives records back in order, and each once`() throws {
        let queue = try queue()
        for number in 0..<100 as Range<UInt8> {
            queue.append([number, number])
            if number % 7 == 0 { try queue.commit() }
        }
        try queue.commit()
        #expect(queue.count == 100)
        #expect(try drain(queue) == (0..<100).map { [$0, $0] })
        #expect(queue.count == 0)
        #expect(try queue.takeOldest() == nil)
    }

    /// Files have room made ahead in them; records of all sizes go beyond it now and then.
    @Test(arguments: [1, 1_000, 65_528, 65_529, 3 << 20])
    func `keeps records of any size, and nothing else`(_ size: Int) throws {
        let records = (1...10).map { [UInt8](repeating: UInt8($0), count: size) }
        do {
            let queue = try queue()
            for record in records {
                queue.append(record)
                try queue.commit()
            }
            #expect(queue.count == 10)
        }
        let queue = try queue()
        #expect(queue.count == 10)
        #expect(try drain(queue) == records)
    }

    @Test func `gives nothing that is not durable`() throws {
        let queue = try queue()
        queue.append([1])
        #expect(try queue.takeOldest() == nil)
        try queue.commit()
        #expect(try queue.takeOldest()?.records == [[1]])
    }

    @Test func `takes records while others are worked on`() throws {
        let queue = try queue()
        queue.append([1])
        try queue.commit()
        let first = try #require(try queue.takeOldest())
        queue.append([2])
        try queue.commit()
        #expect(try queue.takeOldest() == first, "what was not dropped is the oldest still")
        try queue.drop(first)
        #expect(try queue.takeOldest()?.records == [[2]])
    }

    @Test func `loses nothing that was committed when its process ends, and does not run twice`() throws {
        do {
            let queue = try queue()
            queue.append([1])
            try queue.commit()
            let first = try #require(try queue.takeOldest())
            queue.append([2])
            try queue.commit()
            queue.append([3])
            #expect(first.records == [[1]])
            #expect(throws: StoreError.self) { try self.queue() }
        }
        let next = try queue()
        #expect(next.count == 2)
        #expect(try drain(next) == [[1], [2]])
    }

    @Test func `reads a file that ends in half a record up to there`() throws {
        do {
            let queue = try queue()
            queue.append([1, 1])
            queue.append([2, 2])
            try queue.commit()
        }
        let file = URL(fileURLWithPath: "\(data.folder.path)/events/1")
        try Data(contentsOf: file).prefix(2 * (8 + 2) - 1).write(to: file)
        let next = try queue()
        #expect(next.count == 1)
        next.append([3])
        try next.commit()
        #expect(try drain(next) == [[1, 1], [3]])
    }

    @Test func `is written by many at once`() async throws {
        let queue = try queue()
        try await withThrowingTaskGroup { group in
            for writer in 0..<8 as Range<UInt8> {
                group.addTask {
                    for number in 0..<100 as Range<UInt8> {
                        queue.append([writer, number])
                        try queue.commit()
                    }
                }
            }
            try await group.waitForAll()
        }
        let records = try drain(queue)
        #expect(Set(records).count == 800)
        #expect(records.count == 800)
    }
}
