import CloudFormation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What has been accepted and not been worked on yet, on disk.
///
/// Records are appended by any thread and synced together (group commit): a service answers after ``commit()``. A record
/// that is finished is dropped with its file, once all records of that file are. After a crash, ``recovered`` has what was
/// committed and not dropped; a record may be in it that was finished, so working on one must do no harm twice.
///
/// - Shape: files of records, each a line of JSON after its length and the CRC-32 of its bytes.
public final class Journal: Sendable {
    /// A record and where it is.
    public struct Record: Sendable, Hashable {
        /// Which record this is, for ``finish(_:)``.
        public let position: Position
        /// What was appended.
        public let bytes: [UInt8]
    }

    /// Where a record is.
    public struct Position: Sendable, Hashable {
        fileprivate let segment: UInt64
    }

    /// What was not finished when the journal was opened, oldest first.
    public let recovered: [Record]

    private let folder: DataFolder
    private let lock: FileLock
    private let state: Mutex<State>
    /// Held while bytes are written, so that two commits do not interleave.
    private let writing = Mutex<Void>(())

    fileprivate struct State {
        /// The segment that records are appended to.
        var segment: UInt64
        /// How large it is.
        var size = 0
        /// What has been appended to it and not been written.
        var buffer: [UInt8] = []
        /// Unfinished records by segment.
        var open: [UInt64: Int] = [:]
        /// The file that is open for writing, and its segment.
        var file: (descriptor: Int32, segment: UInt64)?
        var isBroken = false
    }

    /// How large a file becomes before the next one is begun.
    fileprivate static let segmentSize = 8 << 20
    private static let maximumRecordSize = 8 << 20

    /// Opens the journal of a data folder, for this process alone.
    ///
    /// - Throws: ``StoreError``, with ``StoreError/isLocked`` where another process has it.
    public init(in data: DataFolder, named name: String) throws(StoreError) {
        folder = try data.folder(name)
        lock = try FileLock(at: "\(folder.path)/.journal", waits: false)
        var records: [Record] = []
        var open: [UInt64: Int] = [:]
        var last: UInt64 = 0
        for name in try folder.names() {
            guard let segment = UInt64(name) else { continue }
            last = max(last, segment)
            let found = Self.records(in: try folder.read(name) ?? [], of: segment)
            if found.isEmpty {
                try folder.remove(name)
            } else {
                open[segment] = found.count
                records += found
            }
        }
        recovered = records
        // Records are never added to a file that may end in half a record.
        state = Mutex(State(segment: last + 1, open: open))
    }

    /// Adds a record, which ``commit()`` makes durable.
    public func append(_ bytes: [UInt8]) -> Position {
        state.withLock { state in
            Self.append(bytes, to: &state.buffer)
            state.open[state.segment, default: 0] += 1
            return Position(segment: state.segment)
        }
    }

    /// Makes all records durable that were appended before.
    ///
    /// After a failure nothing more is taken: whether the records of a failed sync are on disk cannot be known.
    public func commit() throws(StoreError) {
        try writing.withLock { _ throws(StoreError) in
            let (bytes, segment, isBroken) = state.withLock { state in
                defer { state.beginNextSegmentIfLarge() }
                return (state.buffer, state.segment, state.isBroken)
            }
            if isBroken { throw StoreError("cannot write", folder.path, detail: "an earlier write has failed") }
            if bytes.isEmpty { return }
            do throws(StoreError) {
                try write(bytes, to: segment)
            } catch {
                state.withLock { $0.isBroken = true }
                throw error
            }
        }
    }

    /// Notes that a record needs no more work.
    public func finish(_ position: Position) {
        let (isSegmentDone, isAllDone) = state.withLock { state in
            let count = (state.open[position.segment] ?? 0) - 1
            state.open[position.segment] = count > 0 ? count : nil
            return (count <= 0 && position.segment != state.segment, state.open.isEmpty)
        }
        // To find a finished record again after a crash does no harm, so a failure is of no account.
        if isSegmentDone { try? folder.remove(String(position.segment)) }
        if isAllDone { dropCurrentSegment() }
    }

    /// Whether a write has failed, so that nothing more is taken.
    public var isBroken: Bool { state.withLock { $0.isBroken } }

    /// How many records are unfinished.
    public var count: Int { state.withLock { $0.open.values.reduce(0, +) } }

    /// Begins a new segment where nothing of the current one is needed, so that little is found again after a restart.
    private func dropCurrentSegment() {
        writing.withLock { _ in
            let dropped = state.withLock { state -> UInt64? in
                guard state.open.isEmpty, state.size > 0 else { return nil }
                defer { state.beginNextSegment() }
                return state.segment
            }
            if let dropped { try? folder.remove(String(dropped)) }
        }
    }

    private func write(_ bytes: [UInt8], to segment: UInt64) throws(StoreError) {
        let descriptor = try descriptor(of: segment)
        try Descriptor.writeAll(bytes, to: descriptor, folder.path)
        #if canImport(Darwin)
            let result = fcntl(descriptor, F_FULLFSYNC)
        #else
            let result = fdatasync(descriptor)
        #endif
        guard result == 0 else { throw StoreError("cannot sync", folder.path, errno) }
    }

    /// The file of a segment, made durable in its folder before anything is written to it.
    private func descriptor(of segment: UInt64) throws(StoreError) -> Int32 {
        if let file = state.withLock({ $0.file }) {
            if file.segment == segment { return file.descriptor }
            close(file.descriptor)
            state.withLock { $0.file = nil }
        }
        let path = "\(folder.path)/\(segment)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError("cannot make", path, errno) }
        state.withLock { $0.file = (descriptor, segment) }
        try folder.sync()
        return descriptor
    }

    deinit {
        if let file = state.withLock({ $0.file }) { close(file.descriptor) }
        lock.release()
    }
}

extension Journal.State {
    /// Takes the buffer as written; what is appended from now on belongs to the next segment where this one is large.
    fileprivate mutating func beginNextSegmentIfLarge() {
        size += buffer.count
        buffer.removeAll(keepingCapacity: true)
        if size >= Journal.segmentSize { beginNextSegment() }
    }

    fileprivate mutating func beginNextSegment() {
        segment += 1
        size = 0
    }
}

// MARK: - The shape of records

extension Journal {
    private static func append(_ bytes: [UInt8], to buffer: inout [UInt8]) {
        for value in [UInt32(truncatingIfNeeded: bytes.count), CRC32.checksum(of: bytes)] {
            for shift in [24, 16, 8, 0] as [UInt32] { buffer.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        buffer += bytes
    }

    /// The records of a file up to its end or to the first that is not whole, which was never answered for.
    private static func records(in bytes: [UInt8], of segment: UInt64) -> [Record] {
        var records: [Record] = []
        var offset = 0
        func number(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        while bytes.count - offset >= 8 {
            let (count, checksum) = (Int(number(at: offset)), number(at: offset + 4))
            guard count <= maximumRecordSize, count <= bytes.count - offset - 8 else { break }
            let record = Array(bytes[offset + 8..<offset + 8 + count])
            guard CRC32.checksum(of: record) == checksum else { break }
            records.append(Record(position: Position(segment: segment), bytes: record))
            offset += 8 + count
        }
        return records
    }
}

/// The checksum that tells a whole record from half of one.
///
/// - Source: ISO 3309, as in RFC 1952, section 8.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }
}
