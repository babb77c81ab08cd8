#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Sends requests to a server of this machine, over connections that are kept, one at a time on each.
///
/// All answers must have the status 200, and on one connection the same length.
final class LoadGenerator {
    private var connections: [Connection] = []
    private var polled: [pollfd] = []

    private struct Connection {
        let descriptor: Int32
        /// What has arrived of the answer.
        var received = 0
        /// How long an answer is, known from the first.
        var length: Int?
    }

    private static let millisecondsToAnswer: Int32 = 10_000
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)

    /// Connects.
    init(port: UInt16, connections count: Int) throws {
        for _ in 0..<count {
            let descriptor = try Self.connect(to: port)
            connections.append(Connection(descriptor: descriptor))
            polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
    }

    deinit {
        for connection in connections { close(connection.descriptor) }
        buffer.deallocate()
    }

    /// Sends requests, and returns when all are answered.
    func send(_ requests: some Collection<[UInt8]>) throws {
        var unsent = requests.makeIterator()
        var unanswered = requests.count
        for index in connections.indices {
            guard let request = unsent.next() else { break }
            try send(request, on: index)
        }
        while unanswered > 0 {
            guard poll(&polled, nfds_t(polled.count), Self.millisecondsToAnswer) > 0 else {
                throw BenchError("the server does not answer")
            }
            for index in polled.indices where polled[index].revents != 0 {
                guard try receive(on: index) else { continue }
                unanswered -= 1
                if let request = unsent.next() { try send(request, on: index) }
            }
        }
    }

    private func send(_ bytes: [UInt8], on index: Int) throws {
        // The socket waits until it has taken everything; a server that does not read would have ended the wait for an answer.
        let count = bytes.withUnsafeBytes { sendBytes(connections[index].descriptor, $0) }
        guard count == bytes.count else { throw BenchError("the server does not take a request") }
    }

    /// Receives what has come; whether an answer is complete.
    private func receive(on index: Int) throws -> Bool {
        let count = recv(connections[index].descriptor, buffer.baseAddress, buffer.count, 0)
        guard count > 0 else { throw BenchError("the server has ended a connection") }
        if connections[index].received == 0, !buffer.prefix(count).starts(with: "HTTP/1.1 200 ".utf8) {
            throw BenchError("the answer is: \(String(decoding: buffer.prefix(min(count, 400)), as: UTF8.self))")
        }
        connections[index].received += count
        let length = try connections[index].length ?? firstLength(of: buffer.prefix(count))
        connections[index].length = length
        guard connections[index].received >= length else { return false }
        guard connections[index].received == length else { throw BenchError("the answers differ in length") }
        connections[index].received = 0
        return true
    }

    /// How long an answer is whose header has arrived.
    private func firstLength(of bytes: Slice<UnsafeMutableRawBufferPointer>) throws -> Int {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8),
            let field = text.lowercased().split(separator: "\r\n").first(where: { $0.hasPrefix("content-length: ") }),
            let length = Int(field.dropFirst("content-length: ".count))
        else { throw BenchError("the answer has no length: \(text)") }
        return text.utf8.distance(from: text.utf8.startIndex, to: end.upperBound) + length
    }

    private static func connect(to port: UInt16) throws -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connectSocket(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, result == 0 else { throw BenchError("cannot connect to port \(port)") }
        var on: Int32 = 1
        _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }
}

private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    send(descriptor, bytes.baseAddress, bytes.count, 0)
}

private func connectSocket(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    connect(descriptor, address, length)
}
