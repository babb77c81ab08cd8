import Synchronization

/// What has been accepted and not been worked on yet, on disk.
///
/// Records are appended by any thread and synced together (group commit): a service answers after ``commit()``. The records
/// of a file are dropped together, once all of them are finished. After a crash, ``recovered`` has what was committed and not
/// dropped; a record may be in it that was finished, so working on one must do no harm twice.
///
/// - Shape: files of records as ``RecordFrame`` has them.
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
    private let writer: Mutex<SegmentWriter>

    fileprivate struct State {
        /// The segment that records are appended to.
        var segment: UInt64
        /// How large it is.
        var size = 0
        /// What has been appended to it and not been written.
        var buffer: [UInt8] = []
        /// Unfinished records by segment.
        var open: [UInt64: Int] = [:]
        var isBroken = false
    }

    /// How large a file becomes before the next one is begun.
    fileprivate static let segmentSize = 8 << 20

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
            let found = RecordFrame.records(in: try folder.read(name) ?? [])
                .map { Record(position: Position(segment: segment), bytes: $0) }
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
        writer = Mutex(SegmentWriter(folder))
    }

    /// Adds a record, which ``commit()`` makes durable.
    public func append(_ bytes: [UInt8]) -> Position {
        state.withLock { state in
            RecordFrame.append(bytes, to: &state.buffer)
            state.open[state.segment, default: 0] += 1
            return Position(segment: state.segment)
        }
    }

    /// Makes all records durable that were appended before.
    ///
    /// After a failure nothing more is taken: whether the records of a failed sync are on disk cannot be known.
    public func commit() throws(StoreError) {
        try writer.withLock { writer throws(StoreError) in
            let (bytes, segment, isBroken) = state.withLock { state in
                defer { state.beginNextSegmentIfLarge() }
                return (state.buffer, state.segment, state.isBroken)
            }
            if isBroken { throw StoreError("cannot write", folder.path, detail: "an earlier write has failed") }
            if bytes.isEmpty { return }
            do throws(StoreError) {
                try writer.write(bytes, to: segment)
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
        if isAllDone { emptyCurrentSegment() }
    }

    /// Whether a write has failed, so that nothing more is taken.
    public var isBroken: Bool { state.withLock { $0.isBroken } }

    /// How many records are unfinished.
    public var count: Int { state.withLock { $0.open.values.reduce(0, +) } }

    /// Empties the current segment where nothing of it is needed, so that little is found again after a restart.
    private func emptyCurrentSegment() {
        writer.withLock { writer in
            let emptied = state.withLock { state -> UInt64? in
                guard state.open.isEmpty, state.size > 0 else { return nil }
                state.size = 0
                return state.segment
            }
            if let emptied { writer.empty(emptied) }
        }
    }

    deinit {
        writer.withLock { $0.close() }
        lock.release()
    }
}

extension Journal.State {
    /// Takes the buffer as written; what is appended from now on belongs to the next segment where this one is large.
    fileprivate mutating func beginNextSegmentIfLarge() {
        size += buffer.count
        buffer.removeAll(keepingCapacity: true)
        guard size >= Journal.segmentSize else { return }
        segment += 1
        size = 0
    }
}
