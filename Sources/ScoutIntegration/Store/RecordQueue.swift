import Synchronization

/// Records on disk in the order in which they came, which are worked on a file at a time.
///
/// Records are appended by any thread and synced together (group commit): a service answers after ``commit()``. However many
/// wait, memory holds none but those that are being written and those of the file that was taken. A file that was taken and
/// not dropped is taken again by the next process, so working on one must do no harm twice.
///
/// - Shape: files of records as ``RecordFrame`` has them.
public final class RecordQueue: Sendable {
    /// Some of the oldest records.
    public struct Segment: Sendable, Hashable {
        /// The records, oldest first.
        public let records: [[UInt8]]
        fileprivate let number: UInt64
    }

    private let folder: DataFolder
    private let lock: FileLock
    private let state: Mutex<State>
    private let writer: Mutex<SegmentWriter>

    fileprivate struct State {
        /// The file that records are appended to.
        var current: UInt64
        /// How large it is.
        var size = 0
        /// What has been appended and not been written.
        var buffer: [UInt8] = []
        var bufferedCount = 0
        /// How many records each file has.
        var counts: [UInt64: Int] = [:]
        var isBroken = false
    }

    /// How large a file becomes before the next one is begun.
    private static let segmentSize = 4 << 20

    /// Opens the queue of a data folder, for this process alone.
    ///
    /// - Throws: ``StoreError``, with ``StoreError/isLocked`` where another process has it.
    public init(in data: DataFolder, named name: String) throws(StoreError) {
        folder = try data.folder(name)
        lock = try FileLock(at: "\(folder.path)/.queue", waits: false)
        var counts: [UInt64: Int] = [:]
        var last: UInt64 = 0
        for name in try folder.names() {
            guard let segment = UInt64(name) else { continue }
            last = max(last, segment)
            counts[segment] = RecordFrame.records(in: try folder.read(name) ?? []).count
        }
        // Records are never added to a file that may end in half a record.
        state = Mutex(State(current: last + 1, counts: counts))
        writer = Mutex(SegmentWriter(folder))
    }

    /// Adds a record, which ``commit()`` makes durable.
    public func append(_ bytes: [UInt8]) {
        state.withLock { state in
            RecordFrame.append(bytes, to: &state.buffer)
            state.bufferedCount += 1
        }
    }

    /// Makes all records durable that were appended before.
    ///
    /// After a failure nothing more is taken: whether the records of a failed sync are on disk cannot be known.
    public func commit() throws(StoreError) {
        try writer.withLock { writer throws(StoreError) in
            let (bytes, segment, isBroken) = state.withLock { state in
                defer {
                    state.counts[state.current, default: 0] += state.bufferedCount
                    state.size += state.buffer.count
                    state.buffer.removeAll(keepingCapacity: true)
                    state.bufferedCount = 0
                }
                return (state.buffer, state.current, state.isBroken)
            }
            if isBroken { throw StoreError("cannot write", folder.path, detail: "an earlier write has failed") }
            if bytes.isEmpty { return }
            do throws(StoreError) {
                try writer.write(bytes, to: segment)
            } catch {
                state.withLock { $0.isBroken = true }
                throw error
            }
            state.withLock { if $0.size >= Self.segmentSize { $0.beginNext() } }
        }
    }

    /// The oldest records; `nil` where there are none. The same ones until they are dropped.
    public func takeOldest() throws(StoreError) -> Segment? {
        let oldest = writer.withLock { _ in
            state.withLock { state -> UInt64? in
                let oldest = state.counts.keys.min()
                // A file that is worked on takes no more.
                if oldest == state.current { state.beginNext() }
                return oldest
            }
        }
        guard let oldest else { return nil }
        return Segment(records: RecordFrame.records(in: try folder.read(String(oldest)) ?? []), number: oldest)
    }

    /// Drops records that were worked on.
    ///
    /// - Throws: where they could not be dropped; they will be taken again.
    public func drop(_ segment: Segment) throws(StoreError) {
        try folder.remove(String(segment.number))
        state.withLock { $0.counts[segment.number] = nil }
    }

    /// Whether a write has failed, so that nothing more is taken.
    public var isBroken: Bool { state.withLock { $0.isBroken } }

    /// How many records wait.
    public var count: Int { state.withLock { $0.counts.values.reduce($0.bufferedCount, +) } }

    deinit {
        writer.withLock { $0.close() }
        lock.release()
    }
}

extension RecordQueue.State {
    fileprivate mutating func beginNext() {
        current += 1
        size = 0
    }
}
