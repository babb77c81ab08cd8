#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A socket that takes connections.
struct ListeningSocket: Sendable {
    let descriptor: Descriptor
    /// The port that it is bound to.
    let port: UInt16

    /// How many connections the system keeps until they are accepted.
    private static let backlog: Int32 = 1_024

    /// Listens on the first address of the host that can be bound.
    init(host: String, port: UInt16) throws(HTTPServerError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Platform.streamSocket
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host, "\(port)", &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard result == 0, !host.isEmpty, !host.utf8.contains(0) else {
            let reason = result == 0 ? "it is no name" : String(cString: gai_strerror(result))
            throw HTTPServerError(
                .unknownHost,
                "cannot listen on host \"\(host)\": \(reason); give an address such as 127.0.0.1, 0.0.0.0 or ::1, or a "
                    + "name of this machine"
            )
        }
        var failure = EADDRNOTAVAIL
        var next = list
        while let address = next?.pointee {
            next = address.ai_next
            guard let descriptor = Self.bind(address, &failure) else { continue }
            self.descriptor = descriptor
            self.port = Self.port(of: descriptor.number) ?? port
            return
        }
        throw HTTPServerError(
            .cannotListen,
            "cannot listen on \(host) port \(port): \(Platform.message(of: failure)); choose an address of this machine "
                + "and a port that is free and allowed"
        )
    }

    private init(descriptor: Descriptor, port: UInt16) {
        self.descriptor = descriptor
        self.port = port
    }

    /// The same socket with a descriptor of its own, so that each loop can close its own.
    func duplicate() throws(HTTPServerError) -> Self {
        let copy = dup(descriptor.number)
        guard copy >= 0 else {
            throw HTTPServerError(.noResources, "cannot listen in several loops: \(Platform.message(of: errno))")
        }
        Descriptor.prepare(copy)
        return Self(descriptor: Descriptor(copy), port: port)
    }

    private static func bind(_ address: addrinfo, _ failure: inout Int32) -> Descriptor? {
        let number = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard number >= 0 else {
            failure = errno
            return nil
        }
        let descriptor = Descriptor(number)
        Descriptor.prepare(number)
        // Without it a restarted service would have to wait until old connections are forgotten. Not SO_REUSEPORT:
        // with that, a second service would share the port instead of being told that it is taken.
        Socket.set(number, SOL_SOCKET, SO_REUSEADDR)
        if address.ai_family == AF_INET6 { Socket.set(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, to: 0) }
        #if canImport(Darwin)
            let result = Darwin.bind(number, address.ai_addr, address.ai_addrlen)
        #elseif canImport(Glibc)
            let result = Glibc.bind(number, address.ai_addr, address.ai_addrlen)
        #else
            let result = Musl.bind(number, address.ai_addr, address.ai_addrlen)
        #endif
        guard result == 0, listen(number, backlog) == 0 else {
            failure = errno
            return nil
        }
        return descriptor
    }

    private static func port(of number: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(number, $0, &length) }
        }
        guard result == 0 else { return nil }
        return withUnsafeBytes(of: storage) { bytes in
            // The port stands at the same place for IPv4 and IPv6, in network order.
            bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self).bigEndian
        }
    }
}
