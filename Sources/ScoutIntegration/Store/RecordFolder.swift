import CloudFormation
import Synchronization

/// Values as files of a folder, one each, read again only when they have changed.
final class RecordFolder<Record: Sendable>: Sendable {
    private struct Cached {
        let version: FileVersion
        let record: Record
    }

    private struct Listing {
        let version: FileVersion
        let records: [Record]
    }

    private let folder: DataFolder
    private let subject: String
    private let decode: @Sendable (Value) -> Record?
    private let encode: @Sendable (Record) -> Value
    private let isBefore: @Sendable (Record, Record) -> Bool
    private let cache = Mutex<[String: Cached]>([:])
    private let listing = Mutex<Listing?>(nil)

    private static var suffix: String { ".json" }
    private static var maximumCached: Int { 10_000 }

    /// - Parameters:
    ///   - subject: what a record is, for errors.
    ///   - isBefore: the order of all records.
    init(
        _ folder: DataFolder,
        _ subject: String,
        read decode: @escaping @Sendable (Value) -> Record?,
        write encode: @escaping @Sendable (Record) -> Value,
        order isBefore: @escaping @Sendable (Record, Record) -> Bool = { _, _ in false }
    ) {
        self.folder = folder
        self.subject = subject
        self.decode = decode
        self.encode = encode
        self.isBefore = isBefore
    }

    /// The names of the records.
    func names() throws(StoreError) -> [String] {
        try folder.names().filter { $0.hasSuffix(Self.suffix) }.map { String($0.dropLast(Self.suffix.count)) }
    }

    /// All records in their order. Files are looked at only if one was put into its place, or removed, since the last time.
    func all() throws(StoreError) -> [Record] {
        let version = folder.version
        if let known = listing.withLock({ $0 }), known.version == version { return known.records }
        // What changes within one tick of the file system's clock has one version, so a recent one may mean several things.
        let isLasting = version?.isOlder(thanSeconds: 1) ?? false
        var records: [Record] = []
        for name in try names() {
            if let record = try read(name) { records.append(record) }
        }
        records.sort(by: isBefore)
        if let version, isLasting {
            listing.withLock { $0 = Listing(version: version, records: records) }
        }
        return records
    }

    /// The record of that name, which is one of a file; `nil` where there is none.
    func read(_ name: String) throws(StoreError) -> Record? {
        let file = name + Self.suffix
        guard let version = folder.version(of: file) else { return nil }
        if let cached = cache.withLock({ $0[name] }), cached.version == version { return cached.record }
        guard let bytes = try folder.read(file) else { return nil }
        guard let node = try? JSONReader.read(bytes, name: file), let record = decode(node.value) else {
            throw StoreError(
                "cannot understand",
                "\(folder.path)/\(file)",
                detail: "it is no \(subject) of this version"
            )
        }
        // The version was taken before the file was read, so a newer file is never taken for this one.
        cache.withLock { cache in
            if cache.count >= Self.maximumCached { cache.removeAll(keepingCapacity: true) }
            cache[name] = Cached(version: version, record: record)
        }
        return record
    }

    /// Writes a new record.
    ///
    /// - Throws: where there is one of that name already.
    func add(_ record: Record, as name: String) throws(StoreError) {
        try locked { () throws(StoreError) in
            guard try read(name) == nil else {
                throw StoreError("cannot add", name, detail: "there is one already")
            }
            try write(record, as: name)
        }
    }

    func write(_ record: Record, as name: String) throws(StoreError) {
        try folder.write(Array(encode(record).json().utf8), to: name + Self.suffix)
    }

    func remove(_ name: String) throws(StoreError) {
        try folder.remove(name + Self.suffix)
        cache.withLock { $0[name] = nil }
    }

    /// Does something that only one process, and one thread of it, does at a time.
    func locked<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try folder.locked(body)
    }
}
