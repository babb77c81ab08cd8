import Foundation
import Testing

@testable import ScoutIntegration

/// A data folder that is removed with the value.
final class TemporaryData {
    let folder: DataFolder

    init() throws {
        let path = FileManager.default.temporaryDirectory.path + "/scout-ecr-store-\(UUID().uuidString)"
        folder = try DataFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }
}

private func integration(_ organization: String = "acme") throws -> Integration {
    Integration(
        organization: try OrganizationName(organization),
        region: try Region("us-east-1"),
        createdAt: Timestamp(seconds: 1)
    )
}

@Suite struct `The file store` {
    private let data: TemporaryData
    private let store: FileIntegrationStore

    init() throws {
        data = try TemporaryData()
        store = try FileIntegrationStore(in: data.folder)
    }

    @Test func `gives back what was added`() throws {
        let first = try integration()
        try store.add(first)
        #expect(try store.integration(first.id) == first)
        #expect(try FileIntegrationStore(in: data.folder).integrations() == [first])
        #expect(try store.integration(.random()) == nil)
    }

    @Test func `adds no integration twice`() throws {
        let first = try integration()
        try store.add(first)
        #expect(throws: StoreError.self) { try store.add(first) }
    }

    @Test func `sees at once what another process has written`() throws {
        let first = try integration()
        try store.add(first)
        let other = try FileIntegrationStore(in: data.folder)
        for _ in 0..<200 {
            let changed = try other.update(first.id) { $0.apply(.withdrawn, at: Timestamp(seconds: 2)) }
            #expect(try store.integration(first.id) == changed)
        }
    }

    @Test func `lists what another process has just written`() throws {
        let other = try FileIntegrationStore(in: data.folder)
        for count in 1...100 {
            let new = try integration()
            try other.add(new)
            #expect(try store.integrations().count == count)
            let changed = try other.update(new.id) { $0.apply(.withdrawn, at: Timestamp(seconds: 2)) }
            #expect(try store.integrations().first { $0.id == new.id } == changed)
        }
    }

    /// The clock of a file system may tick no oftener than every few milliseconds.
    @Test func `lists what was written in the same tick`() throws {
        let folder = "\(data.folder.path)/integrations"
        let tick: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSinceNow: 3_600)]
        try store.add(try integration())
        try FileManager.default.setAttributes(tick, ofItemAtPath: folder)
        #expect(try store.integrations().count == 1)
        try store.add(try integration())
        try FileManager.default.setAttributes(tick, ofItemAtPath: folder)
        #expect(try store.integrations().count == 2)
    }

    @Test func `looks at no file again while no name has changed`() throws {
        let first = try integration()
        try store.add(first)
        let folder = "\(data.folder.path)/integrations"
        let past: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)]
        try FileManager.default.setAttributes(past, ofItemAtPath: folder)
        #expect(try store.integrations() == [first])
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder)/\(first.id.text).json"))
        try file.write(contentsOf: Data("no integration".utf8))
        #expect(try store.integrations() == [first])
        try FileIntegrationStore(in: data.folder).add(try integration())
        #expect(throws: StoreError.self) { try store.integrations() }
    }

    @Test func `loses no update of many writers`() async throws {
        let first = try integration()
        try store.add(first)
        let folder = data.folder
        try await withThrowingTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    let store = try FileIntegrationStore(in: folder)
                    for step in 0..<10 {
                        let request = try request(.delete, "w\(writer)s\(step)", stack: "S\(writer)x\(step)")
                        try store.update(first.id) {
                            $0.apply(.requested(request), at: Timestamp(seconds: 2))
                            $0.apply(.answered(requestID: request.requestID), at: Timestamp(seconds: 2))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let integration = try #require(try store.integration(first.id))
        #expect(integration.attempt == nil)
        // The last 32 of 80 are remembered, each once.
        #expect(Set(integration.answered).count == 32)
        #expect(Set(integration.deletedStacks).count == 32)
    }

    @Test func `keeps files to their owner, and leaves no others behind`() throws {
        let first = try integration()
        try store.add(first)
        let path = "\(data.folder.path)/integrations"
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != ".lock" }
        #expect(names == ["\(first.id.text).json"])
        let mode = try FileManager.default.attributesOfItem(atPath: "\(path)/\(names[0])")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test(arguments: ["", "{}", "[", "{\"version\": 2}"])
    func `says which file it cannot understand`(_ text: String) throws {
        let first = try integration()
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(data.folder.path)/integrations/\(first.id.text).json"))
        let error = #expect(throws: StoreError.self) { try store.integration(first.id) }
        #expect(error?.description.contains(first.id.text) == true)
    }
}

@Suite struct `The journal` {
    private let data: TemporaryData

    init() throws { data = try TemporaryData() }

    private func open() throws -> Journal { try Journal(in: data.folder, named: "messages") }

    private func texts(_ journal: Journal) -> [String] {
        journal.recovered.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func `gives back what was committed and not finished`() throws {
        do {
            let journal = try open()
            let positions = (0..<5).map { journal.append(Array("record \($0)".utf8)) }
            try journal.commit()
            journal.finish(positions[1])
            #expect(journal.count == 4)
        }
        // A finished record may come back as long as others of its file are unfinished.
        #expect(Set(texts(try open())).isSuperset(of: ["record 0", "record 2", "record 3", "record 4"]))
    }

    @Test func `forgets what is finished`() throws {
        do {
            let journal = try open()
            for number in 0..<5 {
                let position = journal.append([UInt8(number)])
                try journal.commit()
                journal.finish(position)
            }
        }
        #expect(texts(try open()).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(data.folder.path)/messages") == [".journal"])
    }

    @Test func `begins anew where everything is finished`() throws {
        do {
            let journal = try open()
            for number in 1...3 as ClosedRange<UInt8> {
                let position = journal.append([UInt8](repeating: number, count: 100_000))
                try journal.commit()
                journal.finish(position)
            }
            _ = journal.append([4])
            try journal.commit()
        }
        #expect(try open().recovered.map(\.bytes) == [[4]])
    }

    /// The file is written over from its beginning, and what stood there before has records at the same places.
    @Test func `finds nothing of what was finished before it began anew`() throws {
        do {
            let journal = try open()
            let positions = (0..<3).map { journal.append(Array("record \($0)".utf8)) }
            try journal.commit()
            for position in positions { journal.finish(position) }
            _ = journal.append(Array("record 3".utf8))
            try journal.commit()
        }
        #expect(texts(try open()) == ["record 3"])
    }

    @Test func `does not promise what was not committed`() throws {
        do { _ = try open().append([1]) }
        #expect(try open().recovered.isEmpty)
    }

    @Test func `is open once at a time`() throws {
        let journal = try open()
        let error = #expect(throws: StoreError.self) { try open() }
        #expect(error?.isLocked == true)
        withExtendedLifetime(journal) {}
    }

    @Test func `keeps everything of many writers across its files`() async throws {
        let payload = [UInt8](repeating: 7, count: 40_000)
        let unfinished: Int = try await {
            let journal = try open()
            return try await withThrowingTaskGroup(of: Int.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        var kept = 0
                        for step in 0..<150 {
                            let position = journal.append(Array("\(writer)/\(step) ".utf8) + payload)
                            try journal.commit()
                            if step % 10 == 0 { kept += 1 } else { journal.finish(position) }
                        }
                        return kept
                    }
                }
                return try await group.reduce(0, +)
            }
        }()
        let names = Set(texts(try open()).map { $0.prefix { $0 != " " } })
        let expected = Set(
            (0..<4).flatMap { writer in stride(from: 0, to: 150, by: 10).map { "\(writer)/\($0)"[...] } }
        )
        #expect(unfinished == expected.count)
        #expect(names.isSuperset(of: expected))
    }

    /// A crash may leave any part of the last write, and the disk may have damaged it.
    @Test func `reads up to the first record that is not whole`() throws {
        do {
            let journal = try open()
            for number in 0..<3 { _ = journal.append(Array("record \(number)".utf8)) }
            try journal.commit()
        }
        let folder = "\(data.folder.path)/messages"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { !$0.hasPrefix(".") }
        )
        // What follows is room for more.
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")).prefix(3 * 16)
        for count in 0...whole.count {
            try whole.prefix(count).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            #expect(texts(try open()) == (0..<count / 16).map { "record \($0)" })
        }
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0x10
            try damaged.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            #expect(texts(try open()) == (0..<index / 16).map { "record \($0)" })
        }
    }
}

@Suite struct `A checksum` {
    /// - Source: the check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    @Test func `is the standard's`() { #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926) }

    @Test func `is the remainder of the division by the polynomial, bit by bit`() {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
            var remainder: UInt32 = .max
            for byte in bytes {
                remainder ^= UInt32(byte)
                for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
            }
            #expect(CRC32.checksum(of: bytes) == ~remainder, "\(count) bytes")
        }
    }
}
