import CloudFormation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Other programs that are run to their end for what they print.
enum ChildProcess {
    /// The most bytes that a program can be given: a pipe holds them before anybody reads.
    private static let maximumInputBytes = 4_096

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - command: a path, or a name that is looked up in `PATH`, with its arguments.
    ///   - input: what it reads from standard input.
    ///   - content: what it prints.
    static func run(
        _ command: [String],
        input: [UInt8] = [],
        printing content: File.Content = .template
    ) throws(InputError) -> (status: Int32, output: [UInt8], errors: [UInt8]) {
        let given = try Pipe(holding: input)
        let output = try Pipe()
        let errors = try Pipe()
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, given.readEnd, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, STDERR_FILENO)
        for descriptor in [given.readEnd, output.readEnd, output.writeEnd, errors.readEnd, errors.writeEnd] {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for pointer in arguments { free(pointer) } }
        var process = pid_t()
        let failure = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
        close(given.readEnd)
        close(output.writeEnd)
        close(errors.writeEnd)
        defer {
            close(output.readEnd)
            close(errors.readEnd)
        }
        guard failure == 0 else {
            throw InputError("\(command[0].displayable) could not be started: \(String(cString: strerror(failure)))")
        }
        let printed = Result { () throws(InputError) in
            try File.read(output.readEnd, named: command.last ?? "", as: content)
        }
        // Once nobody reads its output, the program ends, so waiting is bounded by its own work.
        if case .failure = printed { kill(process, SIGTERM) }
        // Complaints are a few lines, which a pipe holds.
        let complaints = try File.read(errors.readEnd, named: command[0], as: content)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (status, try printed.get(), complaints)
    }

    /// The first line of what a program has complained of; `nil` where there is none.
    static func firstLine(_ errors: [UInt8]) -> String? {
        String(decoding: errors.prefix(300), as: UTF8.self).split(separator: "\n").first.map(String.init)
    }

    private struct Pipe {
        let readEnd: Int32
        let writeEnd: Int32

        init() throws(InputError) {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw InputError("a pipe could not be made: \(File.systemError())") }
            (readEnd, writeEnd) = (ends[0], ends[1])
        }

        /// A pipe that holds bytes, into which nothing more can be written.
        init(holding bytes: [UInt8]) throws(InputError) {
            guard bytes.count <= ChildProcess.maximumInputBytes else {
                throw InputError("another program can be given \(ChildProcess.maximumInputBytes) bytes at most")
            }
            try self.init()
            let count = bytes.withUnsafeBytes { write(writeEnd, $0.baseAddress, $0.count) }
            close(writeEnd)
            guard count == bytes.count else {
                close(readEnd)
                throw InputError("a pipe could not be filled: \(File.systemError())")
            }
        }
    }
}
