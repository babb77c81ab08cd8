import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The signals that ask a process to end.
public enum TerminationSignals: Sendable {
    /// Calls the closure on a thread of its own, with 1 for the first `SIGTERM` or `SIGINT`, 2 for the second, and so
    /// on.
    ///
    /// From then on these signals no longer end the process by themselves, and `SIGPIPE` is ignored, so that writing to
    /// a pipe whose reader has gone is an error like any other. A later call replaces the closure; counting goes on.
    ///
    /// - Throws: where the system has no pipe or no thread for it.
    public static func observe(_ handler: @escaping @Sendable (_ count: Int) -> Void) throws(HTTPServerError) {
        let isFirst = action.withLock { action in
            defer { action = handler }
            return action == nil
        }
        guard isFirst else { return }
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutablePointer(to: &ends) { ends in
            ends.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
        }
        let (reader, writer) = ends
        guard result == 0, let thread = SystemThread({ deliver(from: reader) }) else {
            action.withLock { $0 = nil }
            throw HTTPServerError(.noResources, "cannot wait for signals: \(Platform.message(of: errno))")
        }
        thread.detach()
        _ = fcntl(reader, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writer, F_SETFD, FD_CLOEXEC)
        // Full of signals that nobody has seen to, the pipe must not hold up the thread that the signal interrupted.
        _ = fcntl(writer, F_SETFL, O_NONBLOCK)
        // Before the handlers, which use it.
        pipeWriter.store(writer, ordering: .sequentiallyConsistent)
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in TerminationSignals.notify() }
        }
    }

    private static let action = Mutex<(@Sendable (Int) -> Void)?>(nil)
    private static let pipeWriter = Atomic<Int32>(-1)

    /// Runs in the signal's handler, where hardly anything but `write` is allowed.
    private static func notify() {
        let error = errno
        var byte: UInt8 = 1
        _ = write(pipeWriter.load(ordering: .relaxed), &byte, 1)
        errno = error
    }

    private static func deliver(from reader: Int32) {
        var count = 0
        var byte: UInt8 = 0
        while true {
            let result = read(reader, &byte, 1)
            if result < 0, errno == EINTR { continue }
            guard result == 1 else { return }
            count += 1
            action.withLock { $0 }?(count)
        }
    }
}
