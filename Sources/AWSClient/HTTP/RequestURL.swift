/// An absolute http or https URL, split as it goes on the wire.
///
/// - Source: RFC 3986; user information and fragments are refused.
package struct RequestURL: Sendable, Hashable {
    /// `http` or `https`.
    package var scheme: String

    /// Name or address in lower case, an IPv6 address in brackets; with the port if it is not the scheme's.
    package var authority: String

    /// Begins with a slash; percent-encoded.
    package var path: String

    /// What stands behind the first question mark, percent-encoded; nil without one.
    package var query: String?

    init(scheme: String, authority: String, path: String, query: String?) {
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.query = query
    }

    /// Splits a URL.
    package init(_ text: String) throws(TransportError) {
        func refuse(_ reason: String) -> TransportError { TransportError(.invalidRequest, host: "", reason) }
        guard text.utf8.count <= 16_384, text.utf8.allSatisfy(\.isAllowedInURL) else {
            throw refuse("the URL must have at most 16384 characters, all of them ones that RFC 3986 allows")
        }
        guard let separator = text.firstRange(of: "://") else {
            throw refuse("the URL must begin with https:// or http://")
        }
        scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw refuse("the URL must begin with https:// or http://") }
        let rest = text[separator.upperBound...]
        guard !rest.contains("#") else { throw refuse("the URL must have no fragment") }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let authority = Self.authority(rest[..<end].lowercased(), scheme: scheme) else {
            throw refuse("the URL must have a host, a port from 1 to 65535 if any, and no user name")
        }
        self.authority = authority
        let target = rest[end...]
        let questionMark = target.firstIndex(of: "?")
        path = String(target[..<(questionMark ?? target.endIndex)])
        if path.isEmpty { path = "/" }
        query = questionMark.map { String(target[target.index(after: $0)...]) }
    }

    /// The URL as text.
    package var text: String { "\(scheme)://\(authority)\(path)\(query.map { "?\($0)" } ?? "")" }

    /// Name or address, without the brackets of an IPv6 address.
    package var host: String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.prefix { $0 != ":" })
    }

    private static func authority(_ text: String, scheme: String) -> String? {
        var host = Substring(text)
        var port: Substring?
        let hostEnd: Substring.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            hostEnd = text.index(after: bracket)
            guard text[..<bracket].dropFirst().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                return nil
            }
        } else {
            hostEnd = text.firstIndex(of: ":") ?? text.endIndex
            guard text[..<hostEnd].utf8.allSatisfy({ $0.isUnreserved && $0 != UInt8(ascii: "~") }) else { return nil }
        }
        if hostEnd < text.endIndex {
            guard text[hostEnd] == ":" else { return nil }
            port = text[hostEnd...].dropFirst()
            host = text[..<hostEnd]
        }
        guard !host.isEmpty else { return nil }
        guard let port else { return String(host) }
        guard port.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = UInt16(port),
            number > 0
        else { return nil }
        return number == (scheme == "https" ? 443 : 80) ? String(host) : "\(host):\(number)"
    }
}

extension UInt8 {
    /// Whether RFC 3986 lets the character stand in a URL, percent signs included.
    fileprivate var isAllowedInURL: Bool {
        isUnreserved || ":/?#[]@!$&'()*+,;=%".utf8.contains(self)
    }
}
