#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A program, run with its output thrown away.
struct ChildProcess {
    let path: String
    let arguments: [String]

    /// The program at a path.
    init(path: String, _ arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    /// A program of this build, which lies beside this one, or `nil` where it has not been built.
    init?(_ name: String, _ arguments: String...) {
        let own = CommandLine.arguments[0]
        let folder = own.contains("/") ? String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) : "."
        path = "\(folder)/\(name)"
        self.arguments = arguments
        guard access(path, X_OK) == 0 else { return nil }
    }

    /// Runs the program and waits for its end; a failure ends the benchmark, since its time would mean nothing.
    func run() {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in argv { free(pointer) } }
        var process = pid_t()
        var status: Int32 = 0
        guard posix_spawn(&process, path, &actions, nil, &argv, environ) == 0, waitpid(process, &status, 0) == process,
            status == 0
        else {
            print("\(path) did not run")
            exit(1)
        }
    }
}

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
    private let path: String

    init() throws {
        var template = Array("/tmp/scout-ecr-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TemporaryFolderError() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "w") else { throw TemporaryFolderError() }
        defer { fclose(stream) }
        guard
            text.utf8.withContiguousStorageIfAvailable({ fwrite($0.baseAddress, 1, $0.count, stream) })
                == text.utf8.count
        else { throw TemporaryFolderError() }
        return file
    }

    deinit {
        for name in ["old.json", "new.json", "huge.yaml"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    private struct TemporaryFolderError: Error {}
}
