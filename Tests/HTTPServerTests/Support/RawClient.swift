#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What went wrong in a test's own client.
struct ClientFailure: Error, CustomStringConvertible {
    let description: String
}

/// A connection to the loopback that sends and receives bytes exactly as told. Each wait has a bound.
final class RawClient: Sendable {
    private let descriptor: Int32

    /// How long one call may wait.
    private static let patience = timeval(tv_sec: 20, tv_usec: 0)

    init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw ClientFailure(description: "socket: \(errno)") }
        var patience = Self.patience
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let number = descriptor
        let result = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(number, $0, size) }
        }
        guard result == 0 else {
            let error = errno
            close(descriptor)
            throw ClientFailure(description: "connect: \(String(cString: strerror(error)))")
        }
    }

    deinit { close(descriptor) }

    /// Sends all bytes; gives whether the other side took them.
    @discardableResult
    func send(_ bytes: some Sequence<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(text.utf8) }

    /// Tells that nothing more will be sent.
    func endSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes the connection end with a reset when the value goes.
    func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    /// What has arrived, at least a byte; empty at the end, nothing after a reset or when the patience is over.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer[..<count])
    }

    /// Whether something has arrived, within some milliseconds.
    func hasArrived(within milliseconds: Int32 = 0) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Everything up to the end of the connection, or to a reset.
    func receiveAll() -> String {
        var all: [UInt8] = []
        while let bytes = receive(), !bytes.isEmpty { all += bytes }
        return String(decoding: all, as: UTF8.self)
    }

    /// Receives until the text contains another one that many times, or the connection ends.
    func receive(until text: String, times: Int = 1) -> String {
        var all: [UInt8] = []
        while String(decoding: all, as: UTF8.self).occurrences(of: text) < times {
            guard let bytes = receive(), !bytes.isEmpty else { break }
            all += bytes
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// The next answer: its header and a body of the length that it tells.
    func receiveAnswer(hasBody: Bool = true) throws -> Answer {
        var all: [UInt8] = []
        func more() throws {
            guard let byte = receiveByte() else {
                throw ClientFailure(description: "the connection ended within: \(String(decoding: all, as: UTF8.self))")
            }
            all.append(byte)
        }
        while !all.suffix(4).elementsEqual("\r\n\r\n".utf8) { try more() }
        let head = String(decoding: all, as: UTF8.self)
        var answer = Answer(head: head, body: "")
        all = []
        guard hasBody, let length = answer["content-length"].flatMap({ Int($0) }) else { return answer }
        while all.count < length { try more() }
        answer.body = String(decoding: all, as: UTF8.self)
        return answer
    }

    private func receiveByte() -> UInt8? {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 1 ? byte : nil
    }
}

/// An answer as a client sees it.
struct Answer {
    let head: String
    var body: String

    var status: Int { Int(head.dropFirst(9).prefix(3)) ?? 0 }

    /// The value of a field, whose name is given in lower case.
    subscript(name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.first?.lowercased() == name { return parts.last?.drop { $0 == " " }.description }
        }
        return nil
    }
}

extension String {
    /// How often the text contains another one.
    func occurrences(of other: String) -> Int { split(separator: other, omittingEmptySubsequences: false).count - 1 }
}
