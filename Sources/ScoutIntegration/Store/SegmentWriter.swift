#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes files of records durably, one after the other; a file's name is its number.
///
/// A file has bytes behind its records, which the next ones are written over: to sync bytes of a file that stays as long as it
/// is takes about half as long as to sync one that grows. A zero ends the records, see ``RecordFrame``.
struct SegmentWriter: Sendable {
    /// The file that is open for writing.
    private struct File {
        let descriptor: Int32
        let segment: UInt64
        /// Where the records end, in bytes.
        var end = 0
        /// Where the file ends.
        var size = 0
    }

    private let folder: DataFolder
    private var file: File?

    /// How many zeros are written at once, in bytes: few at first, since most services have little to write.
    private static let (firstReserve, maximumReserve) = (64 << 10, 1 << 20)

    init(_ folder: DataFolder) { self.folder = folder }

    /// Adds bytes behind the records of a file, which are durable when this returns.
    mutating func write(_ bytes: [UInt8], to segment: UInt64) throws(StoreError) {
        var file = try open(segment)
        let ended = bytes + RecordFrame.end
        try reserve(ended.count, in: &file)
        try Descriptor.writeAll(ended, to: file.descriptor, at: file.end, folder.path)
        #if canImport(Darwin)
            let result = fcntl(file.descriptor, F_FULLFSYNC)
        #else
            let result = fdatasync(file.descriptor)
        #endif
        guard result == 0 else { throw StoreError("cannot sync", folder.path, errno) }
        file.end += bytes.count
        self.file = file
    }

    /// Writes zeros where there are not enough of them.
    private func reserve(_ count: Int, in file: inout File) throws(StoreError) {
        guard file.end + count > file.size else { return }
        let reserve = min(max(file.size, Self.firstReserve), Self.maximumReserve)
        let zeros = [UInt8](repeating: 0, count: file.end + count + reserve - file.size)
        try Descriptor.writeAll(zeros, to: file.descriptor, at: file.size, folder.path)
        file.size += zeros.count
    }

    /// Empties a file that is being written. After a loss of power its records may be found again.
    mutating func empty(_ segment: UInt64) {
        guard let file, file.segment == segment,
            (try? Descriptor.writeAll(RecordFrame.end, to: file.descriptor, at: 0, folder.path)) != nil
        else { return }
        self.file?.end = 0
    }

    /// A file, which is made durable in its folder before anything is written to it.
    private mutating func open(_ segment: UInt64) throws(StoreError) -> File {
        if let file, file.segment == segment { return file }
        close()
        let path = "\(folder.path)/\(segment)"
        let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError("cannot make", path, errno) }
        let new = File(descriptor: descriptor, segment: segment)
        file = new
        try folder.sync()
        return new
    }

    mutating func close() {
        if let file { systemClose(file.descriptor) }
        file = nil
    }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o600) }

private func systemClose(_ descriptor: Int32) { close(descriptor) }
