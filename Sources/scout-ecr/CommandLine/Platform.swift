#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file descriptor of standard output.
let standardOutput: Int32 = STDOUT_FILENO

/// The file descriptor of standard error.
let standardError: Int32 = STDERR_FILENO

/// Writes all of the text; `false` where the descriptor does not take it.
func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(
                descriptor,
                UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)).baseAddress,
                rest.count
            )
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// The value of an environment variable; empty where it is not set.
func environmentVariable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

/// Ends the process.
func endProcess(_ code: ExitCode) -> Never { exit(code.rawValue) }

/// Sets an environment variable, or removes it where there is no value.
func setEnvironmentVariable(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { setenv(name, value, 1) } else { unsetenv(name) }
}

/// The folder of this program's own file, links resolved.
func executableFolder() -> String {
    #if canImport(Darwin)
        var size = UInt32(PATH_MAX)
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { return "." }
    #else
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return "." }
    #endif
    let path = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

/// Replaces this program by another one; returns why that is not possible.
func become(_ program: String, _ arguments: [String] = []) -> String {
    var arguments = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, &arguments)
    let reason = String(cString: strerror(errno))
    for argument in arguments { free(argument) }
    return reason
}
