/// The first line of a request.
///
/// - Source: RFC 9112, section 3.
struct RequestLine: Sendable {
    let method: String
    let path: String
    let query: String?
    /// The host and port of a target in absolute form.
    let authority: String?
    /// Whether the version is 1.0; else it is 1.1.
    let isHTTP10: Bool

    /// The longest method that is read; longer ones are known to nobody.
    private static let maximumMethodBytes = 32

    /// Reads a line without its end: method, target and version, with one space between them.
    init(_ line: ArraySlice<UInt8>, maximumTargetBytes: Int) throws(HTTPParseError) {
        let method = line.prefix(while: \.isTokenCharacter)
        guard !method.isEmpty, method.endIndex < line.endIndex, line[method.endIndex] == .space else {
            throw .badRequest("A request line must begin with a method and one space")
        }
        guard method.count <= Self.maximumMethodBytes else { throw HTTPParseError(501, "The method is unknown") }
        let afterMethod = line[(method.endIndex + 1)...]
        guard let targetEnd = afterMethod.firstIndex(of: .space) else {
            throw .badRequest("A request line must end with a space and the version")
        }
        let target = afterMethod[..<targetEnd]
        guard target.count <= maximumTargetBytes else { throw .targetTooLong }

        isHTTP10 = try Self.isHTTP10(line[(targetEnd + 1)...])
        self.method = String(decoding: method, as: UTF8.self)
        // RFC 9110, section 9.3.6: only a proxy has a use for CONNECT, whose target has a form of its own.
        guard self.method != "CONNECT" else { throw HTTPParseError(501, "This server is no proxy") }

        if target.first == UInt8(ascii: "/") {
            (path, query, authority) = try Self.pathAndQuery(target, nil)
        } else if target.elementsEqual([UInt8(ascii: "*")]) {
            guard self.method == "OPTIONS" else { throw .badRequest("Only OPTIONS may have the target *") }
            (path, query, authority) = ("*", nil, nil)
        } else {
            var parts = try Self.absoluteForm(target)
            if parts.path.isEmpty { parts.path = self.method == "OPTIONS" && parts.query == nil ? "*" : "/" }
            (path, query, authority) = parts
        }
    }

    private static func isHTTP10(_ version: ArraySlice<UInt8>) throws(HTTPParseError) -> Bool {
        let digits = version.dropFirst(5)
        guard version.starts(with: "HTTP/".utf8), digits.count == 3, let major = digits.first, let minor = digits.last,
            major.isDigit, digits.dropFirst().first == UInt8(ascii: "."), minor.isDigit
        else { throw .badRequest("A request line must end with the version, HTTP/1.1") }
        guard major == UInt8(ascii: "1"), minor <= UInt8(ascii: "1") else {
            throw HTTPParseError(505, "The version must be HTTP/1.1 or HTTP/1.0")
        }
        return minor == UInt8(ascii: "0")
    }

    /// RFC 9112, section 3.2.2: `http://host:port/path?query`.
    private static func absoluteForm(
        _ target: ArraySlice<UInt8>
    ) throws(HTTPParseError) -> (path: String, query: String?, authority: String?) {
        let scheme = target.prefix(while: \.isLetter)
        guard scheme.isEqualIgnoringCase(to: "http") || scheme.isEqualIgnoringCase(to: "https"),
            target[scheme.endIndex...].starts(with: "://".utf8)
        else { throw .badRequest("A target must begin with a slash, http:// or https://") }
        let rest = target[(scheme.endIndex + 3)...]
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard !authority.isEmpty, Authority.isValid(authority) else {
            throw .badRequest("A target in absolute form must name a host")
        }
        return try pathAndQuery(rest[authority.endIndex...], String(decoding: authority, as: UTF8.self))
    }

    private static func pathAndQuery(
        _ bytes: ArraySlice<UInt8>,
        _ authority: String?
    ) throws(HTTPParseError) -> (path: String, query: String?, authority: String?) {
        var index = bytes.startIndex
        var queryStart: Int?
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "?") {
                if queryStart == nil { queryStart = index }
            } else if byte == UInt8(ascii: "%") {
                guard Authority.isPercentEncoded(bytes[index...]) else {
                    throw .badRequest("A percent sign in a target must begin two hexadecimal digits")
                }
            } else if !byte.isPathCharacter {
                throw .badRequest("A target must contain only characters of a URI, others percent-encoded")
            }
            index += 1
        }
        let path = String(decoding: bytes[..<(queryStart ?? bytes.endIndex)], as: UTF8.self)
        let query = queryStart.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) }
        return (path, query, authority)
    }
}

/// The host of a URI, with or without a port.
enum Authority {
    /// Whether the bytes are a registered name, an IPv4 address or an IPv6 address in brackets, with or without a port;
    /// a user's name has no place there.
    ///
    /// - Source: RFC 3986, section 3.2; RFC 9110, section 7.2.
    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        var port = bytes
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let address = bytes[(bytes.startIndex + 1)..<end]
            // Future forms of addresses (IPvFuture) and zones do not occur in requests.
            guard !address.isEmpty,
                address.allSatisfy({
                    $0.hexadecimalValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
                })
            else { return false }
            port = bytes[(end + 1)...]
        } else {
            while let byte = port.first, byte != UInt8(ascii: ":") {
                guard byte.isRegisteredNameCharacter || isPercentEncoded(port) else { return false }
                port = port.dropFirst()
            }
        }
        guard let colon = port.first else { return true }
        return colon == UInt8(ascii: ":") && port.count <= 6 && port.dropFirst().allSatisfy(\.isDigit)
    }

    /// Whether the bytes begin with a percent sign and two hexadecimal digits.
    static func isPercentEncoded(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first == UInt8(ascii: "%") && bytes.count >= 3
            && bytes.dropFirst().prefix(2).allSatisfy { $0.hexadecimalValue != nil }
    }
}
