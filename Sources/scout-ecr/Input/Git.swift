import CloudFormation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files of git revisions, as the `git` program of the machine shows them.
enum Git {
    /// The content of `REVISION:PATH`; a path that begins with `./` is relative to the current folder.
    ///
    /// - Source: git-show(1), gitrevisions(7).
    static func show(_ object: String) throws(InputError) -> [UInt8] {
        // What begins with a dash would be an option.
        guard !object.hasPrefix("-") else {
            throw InputError("\(object.displayable): a git revision cannot begin with a dash")
        }
        let (status, output, errors) = try run(["git", "show", "--no-textconv", "--end-of-options", object])
        guard status == 0 else {
            let reason = String(decoding: errors.prefix(300), as: UTF8.self).split(separator: "\n").first.map(
                String.init
            )
            throw InputError("\(object.displayable): \((reason ?? "git failed").displayable)")
        }
        return output
    }

    /// Runs a program to its end.
    private static func run(_ command: [String]) throws(InputError) -> (status: Int32, output: [UInt8], errors: [UInt8])
    {
        let output = try Pipe()
        let errors = try Pipe()
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, STDERR_FILENO)
        for descriptor in [output.readEnd, output.writeEnd, errors.readEnd, errors.writeEnd] {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for pointer in arguments { free(pointer) } }
        var process = pid_t()
        let failure = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
        close(output.writeEnd)
        close(errors.writeEnd)
        defer {
            close(output.readEnd)
            close(errors.readEnd)
        }
        guard failure == 0 else {
            throw InputError("\(command[0]) could not be started: \(String(cString: strerror(failure)))")
        }
        let content = Result { () throws(InputError) in try File.read(output.readEnd, named: command.last ?? "") }
        // Once nobody reads its output, the program ends, so waiting is bounded by its own work.
        if case .failure = content { kill(process, SIGTERM) }
        // git's complaints are a few lines, which a pipe holds.
        let complaints = try File.read(errors.readEnd, named: command[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (status, try content.get(), complaints)
    }

    private struct Pipe {
        let readEnd: Int32
        let writeEnd: Int32

        init() throws(InputError) {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw InputError("a pipe could not be made: \(File.systemError())") }
            (readEnd, writeEnd) = (ends[0], ends[1])
        }
    }
}
