#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Where to connect to.
struct SocketAddress: Sendable {
    let family: Int32
    /// A `sockaddr`.
    let bytes: [UInt8]

    /// The addresses of a host, in the system's order. Looking up a name may take the system's time.
    static func resolve(_ host: String, port: UInt16) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_flags = AI_NUMERICSERV
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr {
                let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
                addresses.append(SocketAddress(family: entry.ai_family, bytes: Array(bytes)))
            }
            next = entry.ai_next
        }
        return addresses
    }
}

/// A TCP connection whose every step has a deadline.
struct SocketConnection: Sendable {
    enum Failure: Error, Sendable, Hashable {
        case unreachable, broken, timedOut, tooLarge, malformed, abandoned
    }

    private let descriptor: Int32

    /// A socket that never blocks; nil when the process has no more descriptors.
    init?(_ address: SocketAddress) {
        #if canImport(Glibc)
            descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(address.family, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        #if canImport(Darwin)
            // Elsewhere each call says that a broken connection must not end the process.
            var isOn: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    /// Breaks the connection, so that whoever waits on it wakes.
    func interrupt() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Gives the descriptor back; nothing may be called after that.
    func close() { systemClose(descriptor) }

    func connect(to address: SocketAddress, before deadline: ContinuousClock.Instant) throws(Failure) {
        let result = address.bytes.withUnsafeBytes { bytes -> Int32 in
            // The bytes were a `sockaddr` of this length when the system gave them.
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
            return systemConnect(descriptor, pointer, socklen_t(bytes.count))
        }
        if result == 0 { return }
        guard errno == EINPROGRESS || errno == EINTR else { throw .unreachable }
        try wait(for: POLLOUT, before: deadline)
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0, error == 0 else { throw .unreachable }
    }

    func send(_ bytes: [UInt8], before deadline: ContinuousClock.Instant) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { systemSend(descriptor, $0) }
            if count > 0 {
                offset += count
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                try wait(for: POLLOUT, before: deadline)
            } else if errno != EINTR {
                // A server may answer and close before it has read all; its answer says more than this.
                return
            }
        }
    }

    /// Receives the next bytes and gives their count; 0 at the end of the connection.
    func receive(
        into buffer: UnsafeMutableRawBufferPointer,
        before deadline: ContinuousClock.Instant
    ) throws(Failure) -> Int {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count >= 0 { return count }
            if errno == EAGAIN || errno == EWOULDBLOCK {
                try wait(for: POLLIN, before: deadline)
            } else if errno != EINTR {
                throw .broken
            }
        }
    }

    private func wait(for events: some BinaryInteger, before deadline: ContinuousClock.Instant) throws(Failure) {
        while true {
            let milliseconds = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard milliseconds > 0 else { throw .timedOut }
            var descriptors = [pollfd(fd: descriptor, events: Int16(events), revents: 0)]
            if poll(&descriptors, 1, Int32(min(milliseconds.rounded(.up), 60_000))) > 0 { return }
        }
    }
}

private func systemClose(_ descriptor: Int32) {
    #if canImport(Darwin)
        Darwin.close(descriptor)
    #elseif canImport(Glibc)
        Glibc.close(descriptor)
    #elseif canImport(Musl)
        Musl.close(descriptor)
    #endif
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    #if canImport(Darwin)
        Darwin.connect(descriptor, address, length)
    #elseif canImport(Glibc)
        Glibc.connect(descriptor, address, length)
    #elseif canImport(Musl)
        Musl.connect(descriptor, address, length)
    #endif
}

private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
        Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
    #elseif canImport(Glibc)
        Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #elseif canImport(Musl)
        Musl.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #endif
}
