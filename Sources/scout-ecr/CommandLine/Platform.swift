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
