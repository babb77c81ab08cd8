#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes files of records durably, one after the other; a file's name is its number.
struct SegmentWriter: Sendable {
    private let folder: DataFolder
    /// The file that is open for writing, and its number.
    private var file: (descriptor: Int32, segment: UInt64)?

    init(_ folder: DataFolder) { self.folder = folder }

    /// Adds bytes to the end of a file, which are durable when this returns.
    mutating func write(_ bytes: [UInt8], to segment: UInt64) throws(StoreError) {
        let descriptor = try descriptor(of: segment)
        try Descriptor.writeAll(bytes, to: descriptor, folder.path)
        #if canImport(Darwin)
            let result = fcntl(descriptor, F_FULLFSYNC)
        #else
            let result = fdatasync(descriptor)
        #endif
        guard result == 0 else { throw StoreError("cannot sync", folder.path, errno) }
    }

    /// Empties a file that is being written. After a loss of power its records may be found again.
    func empty(_ segment: UInt64) {
        guard let file, file.segment == segment else { return }
        _ = ftruncate(file.descriptor, 0)
    }

    /// The descriptor of a file, which is made durable in its folder before anything is written to it.
    private mutating func descriptor(of segment: UInt64) throws(StoreError) -> Int32 {
        if let file, file.segment == segment { return file.descriptor }
        close()
        let path = "\(folder.path)/\(segment)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError("cannot make", path, errno) }
        file = (descriptor, segment)
        try folder.sync()
        return descriptor
    }

    mutating func close() {
        if let file { systemClose(file.descriptor) }
        file = nil
    }
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }
