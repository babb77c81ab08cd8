#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A command line of the shared files.
///
/// The command line is not part of any error: it may hold a secret.
enum ShellCommand: Sendable {
    /// What the command prints to standard output. It reads nothing, and its other output is thrown away.
    ///
    /// When it prints more or takes longer, it is killed with everything that it has started.
    static func output(
        of command: String,
        maximumBytes: Int,
        seconds: Double
    ) async throws(AWSConfigurationError) -> [UInt8] {
        let result = await withCheckedContinuation { continuation in
            // Waiting for a process blocks a thread, and those of tasks must not be blocked.
            POSIX.detachThread {
                let result = Result { () throws(AWSConfigurationError) in
                    try wait(for: command, maximumBytes: maximumBytes, seconds: seconds)
                }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }

    private static func failure(_ requirement: String) -> AWSConfigurationError {
        AWSConfigurationError("credential_process", requirement)
    }

    private static func wait(
        for command: String,
        maximumBytes: Int,
        seconds: Double
    ) throws(AWSConfigurationError) -> [UInt8] {
        guard let (process, output) = spawn(command) else { throw failure("must be a command that /bin/sh runs") }
        defer { close(output) }
        var status: Int32?
        do throws(AWSConfigurationError) {
            let bytes = try read(output, of: process, &status, maximumBytes: maximumBytes, seconds: seconds)
            try check(status ?? POSIX.waitForEnd(of: process))
            return bytes
        } catch {
            if status == nil {
                kill(-process, SIGKILL)
                POSIX.waitForEnd(of: process)
            }
            throw error
        }
    }

    private static func check(_ status: Int32) throws(AWSConfigurationError) {
        guard status != 0 else { return }
        let hasExited = status & 0x7F == 0
        throw failure(
            hasExited
                ? "must succeed; it ended with status \(status >> 8 & 0xFF)"
                : "must succeed; it was ended by signal \(status & 0x7F)"
        )
    }

    /// Everything that is printed until the output ends or the process does, within the limits.
    ///
    /// - Parameter status: how the process has ended, as soon as it has.
    private static func read(
        _ descriptor: Int32,
        of process: pid_t,
        _ status: inout Int32?,
        maximumBytes: Int,
        seconds: Double
    ) throws(AWSConfigurationError) -> [UInt8] {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // Others may keep the output open: what the command has left behind, or, until it is on its way, a process
            // that another thread starts at this moment.
            if status == nil { status = endIfAny(of: process) }
            var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            if poll(&descriptors, 1, status == nil ? 20 : 0) > 0 {
                let count = POSIX.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return bytes }
                bytes += buffer[..<count]
                guard bytes.count <= maximumBytes else { throw failure("must print at most \(maximumBytes) bytes") }
            } else if status != nil {
                return bytes
            }
            guard ContinuousClock.now < deadline else { throw failure("must end within \(Int(seconds)) seconds") }
        }
    }

    /// How the process has ended; nil while it runs.
    private static func endIfAny(of process: pid_t) -> Int32? {
        var status: Int32 = 0
        return waitpid(process, &status, WNOHANG) == process ? status : nil
    }

    /// Starts the command in a process group of its own, and gives its id and the reading end of its output.
    private static func spawn(_ command: String) -> (process: pid_t, output: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        // A process that another thread starts must not keep the writing end open, since then the output has no end.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = (ends[0], ends[1])
        defer { close(writing) }
        guard let process = spawn(command, output: writing) else {
            close(reading)
            return nil
        }
        return (process, reading)
    }

    private static func spawn(_ command: String, output: Int32) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)

        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) == 0 else { return nil }
        return process
    }
}
