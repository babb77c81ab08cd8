import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server on a free port that answers every request with bytes of a script, and keeps what came.
final class LoopbackServer: Sendable {
    /// What to do with a request.
    struct Reply: Sendable {
        var bytes: [UInt8]
        /// Whether the connection stays open without another byte, until the client goes.
        var hangs = false
        /// Whether the bytes are sent again and again until the client goes.
        var repeats = false

        init(_ text: String, hangs: Bool = false, repeats: Bool = false) {
            bytes = Array(text.utf8)
            self.hangs = hangs
            self.repeats = repeats
        }
    }

    let port: UInt16
    private let socket: Int32
    private let received = Mutex<[String]>([])
    private let reply: @Sendable (_ request: String) -> Reply

    var url: String { "http://127.0.0.1:\(port)" }

    /// The requests so far, byte for byte.
    var requests: [String] { received.withLock { $0 } }

    init(_ reply: @escaping @Sendable (_ request: String) -> Reply) throws {
        #if canImport(Glibc)
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #elseif canImport(Musl)
            let socket = Musl.socket(AF_INET, SOCK_STREAM, 0)
        #elseif canImport(Darwin)
            let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileReadUnknown) }
        self.socket = socket
        self.reply = reply
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in acceptConnections() }
    }

    /// Stops accepting; connections end by themselves.
    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func acceptConnections() {
        while true {
            let connection = accept(socket, nil, nil)
            guard connection >= 0 else { break }
            var limit = timeval(tv_sec: 240, tv_usec: 0)
            setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            Thread.detachNewThread { [self] in
                serve(connection)
                close(connection)
            }
        }
        close(socket)
    }

    private func serve(_ connection: Int32) {
        guard let request = readRequest(connection) else { return }
        received.withLock { $0.append(request) }
        let reply = reply(request)
        repeat {
            guard send(connection, reply.bytes) else { return }
        } while reply.repeats
        var byte: UInt8 = 0
        errno = 0
        // Ends when the client closes, or by the limit above.
        if reply.hangs { while recv(connection, &byte, 1, 0) > 0 || errno == EINTR { errno = 0 } }
    }

    private func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { buffer in
                // A client that has gone must not end the process by SIGPIPE.
                #if canImport(Glibc)
                    Glibc.send(connection, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                #elseif canImport(Musl)
                    Musl.send(connection, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                #elseif canImport(Darwin)
                    Darwin.send(connection, buffer.baseAddress, buffer.count, 0)
                #endif
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    private func readRequest(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            // A TLS record: nothing that a plain server can answer.
            if bytes.first == 0x16 { return text }
            if let end = text.range(of: "\r\n\r\n") {
                let fields = text[..<end.lowerBound].lowercased().components(separatedBy: "content-length:")
                let length =
                    fields.count > 1
                    ? Int(fields[1].prefix { $0 != "\r\n" }.trimmingCharacters(in: .whitespaces)) ?? 0 : 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
