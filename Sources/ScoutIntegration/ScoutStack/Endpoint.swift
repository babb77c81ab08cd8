import CloudFormation

/// The URL of a service that the customer's stack calls, to which the stack appends `/` and the integration's id.
///
/// - Shape: `https://HOST[:PORT][/PATH]` without user, query and fragment; no slash at the end.
/// - Source: RFC 3986; Amazon EventBridge API Reference, "CreateApiDestination" (the characters of `InvocationEndpoint`).
public struct Endpoint: Sendable, Hashable {
    /// The URL.
    public let url: String

    /// Whether the URL is one of this machine, which only tests may use.
    public let isLoopback: Bool

    /// The longest URL that leaves room for the integration's id in the 2,048 characters of an API destination.
    static let maximumLength = 1_900

    /// Checks a URL and removes slashes at its end.
    ///
    /// - Parameter allowingLoopback: whether `http://127.0.0.1` is let through, for tests.
    public init(_ text: String, allowingLoopback: Bool = false) throws(InvalidInput) {
        var url = text[...]
        while url.hasSuffix("/") { url = url.dropLast() }
        guard url.utf8.count <= Self.maximumLength else {
            throw InvalidInput("endpoint", given: text, "must have at most \(Self.maximumLength) characters")
        }
        if url.hasPrefix("http://") {
            try Self.checkLoopback(url.dropFirst("http://".count), of: text, allowed: allowingLoopback)
            isLoopback = true
        } else {
            guard url.hasPrefix("https://") else {
                throw InvalidInput("endpoint", given: text, "must begin with https://")
            }
            try Self.checkPublic(url.dropFirst("https://".count), of: text)
            isLoopback = false
        }
        self.url = String(url)
    }

    private static func checkLoopback(_ rest: Substring, of text: String, allowed: Bool) throws(InvalidInput) {
        let (host, port, path) = split(rest)
        guard allowed else { throw InvalidInput("endpoint", given: text, "must begin with https://") }
        guard host == "127.0.0.1" else {
            throw InvalidInput("endpoint", given: text, "must be https, or http on 127.0.0.1 where loopback is allowed")
        }
        try check(port: port, path: path, of: text)
    }

    private static func checkPublic(_ rest: Substring, of text: String) throws(InvalidInput) {
        let (host, port, path) = split(rest)
        guard isDomainName(host) else {
            throw InvalidInput(
                "endpoint",
                given: text,
                "must name a public host, such as https://scout.example.com/v1/setup"
            )
        }
        try check(port: port, path: path, of: text)
    }

    private static func split(_ rest: Substring) -> (host: Substring, port: Substring?, path: Substring) {
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest[authority.endIndex...]
        guard let colon = authority.firstIndex(of: ":") else { return (authority, nil, path) }
        return (authority[..<colon], authority[authority.index(after: colon)...], path)
    }

    private static func check(port: Substring?, path: Substring, of text: String) throws(InvalidInput) {
        if let port, !(port.utf8.allSatisfy(\.isDigit) && (1...65_535).contains(Int(port) ?? 0)) {
            throw InvalidInput("endpoint", given: text, "must have a port from 1 to 65535")
        }
        guard path.utf8.allSatisfy(\.isPathCharacter) else {
            throw InvalidInput(
                "endpoint",
                given: text,
                "must have a path of letters, digits and -._~/ only, since the integration's id is appended to it"
            )
        }
    }

    /// Whether the text is a domain name of at least two labels whose last is not a number, so not an address.
    ///
    /// - Source: RFC 1123, section 2.1.
    private static func isDomainName(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, host.utf8.count <= 253, let last = labels.last else { return false }
        return !last.utf8.allSatisfy(\.isDigit)
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
                    && label.first != "-" && label.last != "-"
            }
    }
}

extension UInt8 {
    /// Whether RFC 3986 calls the byte unreserved: it never needs percent-encoding.
    var isUnreserved: Bool {
        isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "~")
    }

    fileprivate var isPathCharacter: Bool { isUnreserved || self == UInt8(ascii: "/") }
}
