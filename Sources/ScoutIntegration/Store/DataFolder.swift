import Cryptography

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder whose files are read and written whole, safe for several processes and for a loss of power.
///
/// A file is written beside its place, synced, renamed to its place, and the folder is synced: whoever reads sees the old
/// file or the new one, and what a call has returned from is kept. Only its owner can read what is in the folder.
public struct DataFolder: Sendable, Hashable {
    /// Where the folder is.
    public let path: String

    /// The largest file that is read, in bytes.
    static let maximumFileSize = 16 << 20

    /// The folder at that path, which is made where it does not exist.
    public init(_ path: String) throws(StoreError) {
        self.path = path
        if mkdir(path, 0o700) == 0 {
            // What is written into the folder is durable only if the folder is.
            try Self.sync("\(path)/..")
            return
        }
        let code = errno
        var status = stat()
        guard code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw StoreError("cannot make the folder", path, code == EEXIST ? ENOTDIR : code)
        }
    }

    /// A folder in this one.
    public func folder(_ name: String) throws(StoreError) -> DataFolder { try DataFolder("\(path)/\(name)") }

    /// A folder in this one; `nil` where there is none.
    func existingFolder(_ name: String) -> DataFolder? {
        var status = stat()
        guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return DataFolder(existing: "\(path)/\(name)")
    }

    private init(existing path: String) { self.path = path }

    /// The names of the files, in order; hidden ones are left out.
    func names() throws(StoreError) -> [String] {
        guard let directory = opendir(path) else { throw StoreError("cannot list", path, errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// What changes when a file is put into its place or removed; `nil` where the folder is gone.
    var version: FileVersion? { version(of: ".") }

    /// What tells versions of a file apart without reading it; `nil` where there is none.
    func version(of name: String) -> FileVersion? {
        var status = stat()
        guard stat("\(path)/\(name)", &status) == 0 else { return nil }
        return FileVersion(status)
    }

    /// The bytes of a file; `nil` where there is none.
    func read(_ name: String) throws(StoreError) -> [UInt8]? {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StoreError("cannot read", file, errno)
        }
        defer { close(descriptor) }
        return try Descriptor.readAll(descriptor, file, limit: Self.maximumFileSize)
    }

    /// Puts a file in its place; it is durable when this returns.
    func write(_ bytes: [UInt8], to name: String) throws(StoreError) {
        try place(try writeTemporary(bytes, for: name, isSynced: true), as: name)
        try sync()
    }

    /// Writes a file beside its place, and gives its path.
    func writeTemporary(_ bytes: [UInt8], for name: String, isSynced: Bool) throws(StoreError) -> String {
        let temporary = "\(path)/.\(name).\(getpid()).\(RandomToken.hexadecimal(bytes: 8))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError("cannot write", temporary, errno) }
        do throws(StoreError) {
            defer { close(descriptor) }
            try Descriptor.writeAll(bytes, to: descriptor, temporary)
            guard !isSynced || fsync(descriptor) == 0 else { throw StoreError("cannot sync", temporary, errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        return temporary
    }

    /// Moves a file that lies beside its place to it.
    func place(_ temporary: String, as name: String) throws(StoreError) {
        let file = "\(path)/\(name)"
        guard rename(temporary, file) == 0 else {
            let code = errno
            unlink(temporary)
            throw StoreError("cannot replace", file, code)
        }
    }

    /// Removes a file, if it is there.
    func remove(_ name: String) throws(StoreError) {
        guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else {
            throw StoreError("cannot remove", "\(path)/\(name)", errno)
        }
        try sync()
    }

    /// Removes a file, if it is there. It may come back after a loss of power.
    func removeUnsynced(_ name: String) { unlink("\(path)/\(name)") }

    /// Makes changes of names durable.
    func sync() throws(StoreError) { try Self.sync(path) }

    private static func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError("cannot open", path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError("cannot sync", path, errno) }
    }

    /// Does something that only one process, and one thread of it, does at a time.
    func locked<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        let lock = try FileLock(at: "\(path)/.lock", waits: true)
        defer { lock.release() }
        return try body()
    }
}

/// What tells versions of a file apart: each version is a file of its own that was renamed.
public struct FileVersion: Sendable, Hashable {
    private let inode: UInt64
    private let size: Int64
    private let seconds: Int64
    private let nanoseconds: Int64

    /// Whether it is so long that the file was last changed.
    func isOlder(thanSeconds count: Int64) -> Bool {
        Timestamp.now > Timestamp(seconds: seconds).adding(seconds: count + 1)
    }

    fileprivate init(_ status: stat) {
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            seconds = Int64(status.st_mtimespec.tv_sec)
            nanoseconds = Int64(status.st_mtimespec.tv_nsec)
        #else
            seconds = Int64(status.st_mtim.tv_sec)
            nanoseconds = Int64(status.st_mtim.tv_nsec)
        #endif
    }
}

/// A lock that a process holds until it releases it or ends, however it ends.
struct FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Parameter waits: whether to wait for another holder; if not, the error has the code `EWOULDBLOCK`.
    init(at path: String, waits: Bool) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError("cannot open", path, errno) }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            close(descriptor)
            throw StoreError("cannot lock", path, code)
        }
    }

    /// Lets others have the lock.
    func release() { close(descriptor) }
}

/// Reading and writing of whole files by their descriptors.
enum Descriptor {
    /// Writes all bytes at the descriptor's position, or at one of their own.
    static func writeAll(
        _ bytes: [UInt8],
        to descriptor: Int32,
        at start: Int? = nil,
        _ path: String
    ) throws(StoreError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let (rest, size) = (bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
                return if let start { pwrite(descriptor, rest, size, off_t(start + offset)) } else {
                    write(descriptor, rest, size)
                }
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoreError("cannot write", path, errno) }
            offset += count
        }
    }

    static func readAll(_ descriptor: Int32, _ path: String, limit: Int) throws(StoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        // One byte more, so that a small file ends with the first look.
        var buffer = [UInt8](repeating: 0, count: min(max(size, 0), 65_535) + 1)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StoreError("cannot read", path, errno) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw StoreError("is too large", path, EFBIG) }
            bytes += buffer[..<count]
        }
    }
}
