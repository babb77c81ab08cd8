#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the loop does with sockets.
enum Socket {
    /// What came of reading or writing.
    enum Outcome {
        case bytes(Int)
        /// The other side sends no more.
        case end
        /// Nothing is possible at the moment.
        case wouldBlock
        /// The connection is gone.
        case gone
    }

    /// What came of accepting a connection.
    enum Accepted {
        case connection(Int32, peer: String)
        /// None is waiting.
        case none
        /// One has gone before it was accepted.
        case gone
        /// There are no descriptors or no memory for another one.
        case noResources
    }

    static func set(_ number: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1) {
        var value = value
        // An option that the system does not know changes speed or comfort, never what is right.
        _ = setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    static func receive(_ number: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        let count = recv(number, buffer.baseAddress, buffer.count, 0)
        return count == 0 ? .end : outcome(count)
    }

    static func send(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Outcome {
        #if canImport(Darwin)
            outcome(Darwin.send(number, bytes.baseAddress, bytes.count, Platform.sendFlags))
        #elseif canImport(Glibc)
            outcome(Glibc.send(number, bytes.baseAddress, bytes.count, Platform.sendFlags))
        #else
            outcome(Musl.send(number, bytes.baseAddress, bytes.count, Platform.sendFlags))
        #endif
    }

    /// Tells the other side that nothing more will be sent.
    static func endSending(_ number: Int32) { _ = shutdown(number, Int32(SHUT_WR)) }

    static func accept(from listener: Int32) -> Accepted {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let number = withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Darwin)
                    Darwin.accept(listener, address, &length)
                #elseif canImport(Glibc)
                    Glibc.accept(listener, address, &length)
                #else
                    Musl.accept(listener, address, &length)
                #endif
            }
        }
        guard number >= 0 else {
            switch errno {
            case EAGAIN, EWOULDBLOCK: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .noResources
            default: return .gone
            }
        }
        Descriptor.prepare(number)
        set(number, Int32(IPPROTO_TCP), TCP_NODELAY)
        #if canImport(Darwin)
            set(number, SOL_SOCKET, SO_NOSIGPIPE)
        #endif
        return .connection(number, peer: text(of: &storage))
    }

    private static func outcome(_ count: Int) -> Outcome {
        guard count < 0 else { return .bytes(count) }
        return switch errno {
        case EAGAIN, EWOULDBLOCK, EINTR: .wouldBlock
        default: .gone
        }
    }

    /// The address without the port; an IPv4 address that came over an IPv6 socket in its own form.
    private static func text(of storage: inout sockaddr_storage) -> String {
        let family = Int32(storage.ss_family)
        // The address follows the port, and in IPv6 the flow as well.
        let offset = family == AF_INET ? 4 : 8
        var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        withUnsafeBytes(of: &storage) { bytes in
            text.withUnsafeMutableBytes { text in
                let destination = text.assumingMemoryBound(to: CChar.self)
                _ = inet_ntop(
                    family,
                    bytes.baseAddress?.advanced(by: offset),
                    destination.baseAddress,
                    socklen_t(text.count)
                )
            }
        }
        let address = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        let mapped = "::ffff:"
        return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
    }
}
