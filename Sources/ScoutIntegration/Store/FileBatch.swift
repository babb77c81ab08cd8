#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files of one or several folders that are made durable together, which costs much less than each by itself.
///
/// Each file is replaced whole, as by ``DataFolder/write(_:to:)``; after a crash any of them may still be the old one.
struct FileBatch {
    private struct File {
        let folder: DataFolder
        let name: String
        let bytes: [UInt8]
    }

    private var files: [File] = []

    /// From how many files on the whole file system is synced once, instead of each file.
    private static let manyFiles = 32

    var isEmpty: Bool { files.isEmpty }

    mutating func add(_ bytes: [UInt8], to name: String, in folder: DataFolder) {
        files.append(File(folder: folder, name: name, bytes: bytes))
    }

    /// Puts all files in their places; they are durable when this returns.
    func commit() throws(StoreError) {
        guard let first = files.first else { return }
        let isSyncedAtOnce = files.count >= Self.manyFiles && FileSystemSync.isAvailable
        var temporaries: [String] = []
        do throws(StoreError) {
            for file in files {
                temporaries.append(
                    try file.folder.writeTemporary(file.bytes, for: file.name, isSynced: !isSyncedAtOnce)
                )
            }
            if isSyncedAtOnce { try FileSystemSync.run(first.folder) }
        } catch {
            for temporary in temporaries { unlink(temporary) }
            throw error
        }
        for (file, temporary) in zip(files, temporaries) { try file.folder.place(temporary, as: file.name) }
        for folder in Set(files.map(\.folder)) { try folder.sync() }
    }
}

/// Makes everything durable that was written to a file system, at once.
///
/// - Source: Linux manual, "syncfs(2)". Swift's modules of C libraries do not declare it, and other systems have none.
private enum FileSystemSync {
    private typealias SyncFS = @convention(c) (Int32) -> Int32

    private static let function: SyncFS? = {
        #if os(Linux)
            // The C library declares the symbol with this type.
            return dlsym(nil, "syncfs").map { unsafeBitCast($0, to: SyncFS.self) }
        #else
            return nil
        #endif
    }()

    static var isAvailable: Bool { function != nil }

    static func run(_ folder: DataFolder) throws(StoreError) {
        guard let function else { return }
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError("cannot open", folder.path, errno) }
        defer { close(descriptor) }
        guard function(descriptor) == 0 else { throw StoreError("cannot sync", folder.path, errno) }
    }
}
