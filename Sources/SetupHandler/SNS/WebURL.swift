import CloudFormation

/// The parts of an http or https URL, read so strictly that no client can read it in another way.
///
/// - Source: RFC 3986, without user information, fragments, IPv6 literals and percent-encoded hosts.
struct WebURL: Sendable, Hashable {
    let isSecure: Bool
    /// The host, in lower case.
    let host: String
    let port: Int?
    /// The path with its first slash.
    let path: String
    let query: String

    init?(_ text: String) {
        guard text.utf8.count <= 8_192, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.excluded.contains($0) })
        else { return nil }
        let rest: Substring
        if text.hasPrefix("https://") {
            isSecure = true
            rest = text.dropFirst("https://".count)
        } else if text.hasPrefix("http://") {
            isSecure = false
            rest = text.dropFirst("http://".count)
        } else {
            return nil
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, parts.count <= 2,
            name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { return nil }
        host = name.lowercased()
        if parts.count == 2 {
            guard let number = Int(parts[1]), (1...65_535).contains(number) else { return nil }
            port = number
        } else {
            port = nil
        }
        let target = rest[authority.endIndex...]
        path = String(target.prefix { $0 != "?" })
        query = String(target[target.index(target.startIndex, offsetBy: path.count)...].dropFirst())
        guard path.isEmpty || path.hasPrefix("/") else { return nil }
    }

    /// Characters that some clients read as the end of the host: the fragment, user information, and backslashes.
    private static let excluded = Set("#@\\\"<>^`{|}".utf8)

    /// Whether this is plain http to this machine.
    var isLoopback: Bool { !isSecure && (host == "127.0.0.1" || host == "localhost") }

    /// Whether this is https to that host, on its usual port.
    func isSecure(at host: String) -> Bool { isSecure && port == nil && self.host == host }

    /// The decoded values of a name in the query.
    func values(of name: String) -> [String] {
        query.split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { return nil }
            return Self.decoded(parts[1])
        }
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
