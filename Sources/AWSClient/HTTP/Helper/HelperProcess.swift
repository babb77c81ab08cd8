import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One life of the program that sends https, and the thread that talks with it.
final class HelperProcess: Sendable {
    private struct State {
        var lastNumber: UInt64 = 0
        var waiting: [UInt64: (host: String, response: PendingResponse)] = [:]
        /// What has not been written yet.
        var output: [UInt8] = []
        /// No request is taken any more.
        var isOver = false
    }

    private let state = Mutex(State())
    private let process: pid_t
    private let socket: Int32
    private let wakeReader: Int32
    private let wakeWriter: Int32
    private let idleMilliseconds: Int32

    /// Why there is no program.
    struct CannotStart: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts the program.
    init(_ program: String, idle: Duration) throws(CannotStart) {
        var ends: [Int32] = [-1, -1]
        var wake: [Int32] = [-1, -1]
        func failure(_ code: Int32) -> CannotStart {
            for descriptor in ends + wake where descriptor >= 0 { close(descriptor) }
            return CannotStart(description: "\(program) cannot be started: \(String(cString: strerror(code)))")
        }
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        guard socketpair(AF_UNIX, stream, 0, &ends) == 0, pipe(&wake) == 0 else { throw failure(errno) }
        for descriptor in ends + wake { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        for descriptor in [ends[0]] + wake { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        var process = pid_t()
        let code = Self.spawn(program, with: ends[1], &process)
        guard code == 0 else { throw failure(code) }
        close(ends[1])
        #if canImport(Darwin)
            var isOn: Int32 = 1
            setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
        (self.process, socket, wakeReader, wakeWriter) = (process, ends[0], wake[0], wake[1])
        idleMilliseconds = Int32(
            clamping: idle.components.seconds * 1_000 + idle.components.attoseconds / 1_000_000_000_000_000
        )
        POSIX.detachThread { self.run() }
    }

    private static func spawn(_ program: String, with end: Int32, _ process: inout pid_t) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // One socket for both directions; what the program says of its faults goes where this process's own goes.
        posix_spawn_file_actions_adddup2(&actions, end, 0)
        posix_spawn_file_actions_adddup2(&actions, end, 1)
        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
        defer { for argument in arguments { free(argument) } }
        return posix_spawn(&process, program, &actions, nil, arguments, environ)
    }

    /// Takes a request; gives its number, or nothing when the program has ended or is about to.
    func send(_ request: OutgoingRequest, _ seconds: Double, _ host: String, _ response: PendingResponse) -> UInt64? {
        state.withLock { state in
            guard !state.isOver else { return nil }
            state.lastNumber += 1
            state.waiting[state.lastNumber] = (host, response)
            state.output += HelperMessage.send(state.lastNumber, request, seconds: seconds).frame
            wake()
            return state.lastNumber
        }
    }

    /// Tells the program that nobody waits for a request any more.
    func cancel(_ number: UInt64) {
        state.withLock { state in
            guard state.waiting.removeValue(forKey: number) != nil, !state.isOver else { return }
            state.output += HelperMessage.cancel(number).frame
            wake()
        }
    }

    /// Ends the program once nobody waits any more.
    func end() {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = true
            wake()
        }
    }

    /// Called under the lock, before whose next taking the descriptor is not closed.
    private func wake() {
        var byte: UInt8 = 1
        // A full pipe wakes as well.
        _ = POSIX.write(wakeWriter, &byte, 1)
    }
}

// MARK: - The thread

extension HelperProcess {
    private func run() {
        var reader = HelperMessageReader()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while waitUntilReady(), transmit(), receive(&reader, &buffer) {}
        finish()
    }

    /// Waits until there is something to do; `false` when the program is to end.
    private func waitUntilReady() -> Bool {
        let (hasOutput, isWaiting, isOver) = state.withLock { (!$0.output.isEmpty, !$0.waiting.isEmpty, $0.isOver) }
        if isOver, !isWaiting { return false }
        var polled = [
            pollfd(fd: socket, events: Int16(POLLIN) | (hasOutput ? Int16(POLLOUT) : 0), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&polled, 2, isWaiting || hasOutput ? -1 : idleMilliseconds)
        if polled[1].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            _ = POSIX.read(wakeReader, &bytes, bytes.count)
        }
        guard count == 0 else { return true }
        return state.withLock { state in
            if state.waiting.isEmpty, state.output.isEmpty { state.isOver = true }
            return !state.isOver
        }
    }

    /// Writes what the socket takes; `false` when it is broken.
    private func transmit() -> Bool {
        state.withLock { state in
            guard !state.output.isEmpty else { return true }
            let count = state.output.withUnsafeBytes { POSIX.send(socket, $0) }
            if count > 0 { state.output.removeFirst(count) }
            return count >= 0 || errno == EAGAIN || errno == EINTR
        }
    }

    /// Reads what has come; `false` when nothing will come any more.
    private func receive(_ reader: inout HelperMessageReader, _ buffer: inout [UInt8]) -> Bool {
        let count = POSIX.read(socket, &buffer, buffer.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
        reader.feed(buffer[..<count])
        do throws(HelperMessageReader.Malformed) {
            while let message = try reader.next() {
                guard case .answer(let number, let outcome) = message else { throw HelperMessageReader.Malformed() }
                state.withLock { $0.waiting.removeValue(forKey: number) }?.response.finish(outcome)
            }
        } catch {
            return false
        }
        return true
    }

    private func finish() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for (host, response) in waiting.values {
            response.finish(.failure(TransportError(.connection, host: host, "the program that sends https has ended")))
        }
        for descriptor in [socket, wakeReader, wakeWriter] { close(descriptor) }
        // Without its socket the program ends; one that still has requests which nobody waits for is not let finish them.
        kill(process, SIGKILL)
        POSIX.waitForEnd(of: process)
    }
}
