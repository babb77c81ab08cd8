import ScoutIntegration

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What is done with folders and files here.
enum Folders {
    /// Makes a folder and those above it, where they do not exist.
    static func make(_ path: String) throws(PullError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try make(String(path[..<slash]))
            if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        }
        throw PullError(.storage, "cannot make the folder \(path): \(String(cString: strerror(errno)))")
    }

    /// The names of what is in a folder.
    static func names(_ path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Writes a file whole: whoever reads it sees all of it or none.
    static func write(_ bytes: [UInt8], to path: String) throws(PullError) {
        let temporary = "\(path).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("write", temporary) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                defer {
                    close(descriptor)
                    unlink(temporary)
                }
                throw failure("write", temporary)
            }
            written += count
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else { throw failure("replace", path) }
    }

    /// The first bytes of a file; `nil` where it cannot be read.
    static func read(_ path: String, atMost limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let read = bytes[count...].withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { break }
            count += read
        }
        return Array(bytes[..<count])
    }

    /// Removes a file, or a folder with all that is in it. Links are not followed.
    static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        // An analyzer may have left folders that nothing can be removed from.
        chmod(path, 0o700)
        for name in names(path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    /// Removes a folder in which there is nothing.
    static func removeIfEmpty(_ path: String) { rmdir(path) }

    /// Gives a file a second name.
    static func link(_ path: String, to other: String) throws(PullError) {
        if systemLink(path, other) == 0 || errno == EEXIST { return }
        throw failure("make", other)
    }

    /// How many bytes can still be written where a folder is; `nil` where that is not known.
    static func freeBytes(_ path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflows) = Int64(clamping: UInt64(status.f_bavail))
            .multipliedReportingOverflow(by: Int64(clamping: UInt64(status.f_frsize)))
        return overflows ? nil : bytes
    }

    /// When a file was last changed.
    static func modificationTime(_ status: stat) -> Timestamp {
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func failure(_ action: String, _ path: String) -> PullError {
        PullError(.storage, "cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

private func systemLink(_ path: String, _ other: String) -> Int32 { link(path, other) }
