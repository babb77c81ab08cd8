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
    let path: Substring
    let query: Substring

    init?(_ text: String) {
        guard text.utf8.count <= 8_192, text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        let afterScheme: Substring.UTF8View
        if text.utf8.starts(with: "https://".utf8) {
            isSecure = true
            afterScheme = text.utf8.dropFirst("https://".utf8.count)
        } else if text.utf8.starts(with: "http://".utf8) {
            isSecure = false
            afterScheme = text.utf8.dropFirst("http://".utf8.count)
        } else {
            return nil
        }
        let authority = afterScheme.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let name = authority.prefix { $0 != UInt8(ascii: ":") }
        guard !name.isEmpty,
            name.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { return nil }
        host = Substring(name).lowercased()
        if name.endIndex == authority.endIndex {
            port = nil
        } else {
            let digits = authority[name.endIndex...].dropFirst()
            guard digits.count <= 5, digits.allSatisfy(\.isDigit), let number = Int(Substring(digits)),
                (1...65_535).contains(number)
            else { return nil }
            port = number
        }
        let target = afterScheme[authority.endIndex...]
        let path = target.prefix { $0 != UInt8(ascii: "?") }
        self.path = Substring(path)
        query = Substring(target[path.endIndex...].dropFirst())
    }

    /// Whether a byte is visible ASCII that no client reads as the end of the host: the fragment, user information,
    /// backslashes.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
            UInt8(ascii: "}"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

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
