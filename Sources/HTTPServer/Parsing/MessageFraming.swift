/// What a header says about where the request ends, and what becomes of the connection afterwards.
///
/// Whatever two programs could read differently is refused, so that nothing can be smuggled past a proxy.
///
/// - Source: RFC 9112, sections 6 and 9; RFC 9110, section 7.2 (Host) and 10.1.1 (Expect).
struct MessageFraming: Sendable {
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    private var hasHost = false
    private var hasTransferEncoding = false
    private var closes = false
    private var asksToKeepAlive = false

    /// Takes note of a field.
    mutating func read(
        _ name: ArraySlice<UInt8>,
        _ value: ArraySlice<UInt8>
    ) throws(HTTPParseError) {
        switch name.count {
        case 4 where name.isEqualIgnoringCase(to: "host"): try readHost(value)
        case 6 where name.isEqualIgnoringCase(to: "expect"): try readExpectation(value)
        case 10 where name.isEqualIgnoringCase(to: "connection"): readConnection(value)
        case 14 where name.isEqualIgnoringCase(to: "content-length"): try readContentLength(value)
        case 17 where name.isEqualIgnoringCase(to: "transfer-encoding"): try readTransferEncoding(value)
        default: break
        }
    }

    /// Checks what can be known only when all fields have been read.
    mutating func finish(isHTTP10: Bool, maximumBodyBytes: Int) throws(HTTPParseError) {
        guard hasHost || isHTTP10 else { throw .badRequest("A request of HTTP/1.1 must have one Host field") }
        if hasTransferEncoding {
            // RFC 9112, section 6.1: such a request may be an attempt to smuggle another one.
            guard contentLength == nil else {
                throw .badRequest("A request must not have both Content-Length and Transfer-Encoding")
            }
            guard !isHTTP10 else { throw .badRequest("A request of HTTP/1.0 must not have Transfer-Encoding") }
        }
        guard contentLength ?? 0 <= maximumBodyBytes else { throw .bodyTooLarge }
        // RFC 9110, section 10.1.1: a client of HTTP/1.0 does not know the interim answer.
        if isHTTP10 { expectsContinue = false }
    }

    /// Whether another request may follow on the connection.
    func keepsAlive(isHTTP10: Bool) -> Bool { !closes && (!isHTTP10 || asksToKeepAlive) }

    private mutating func readHost(_ value: ArraySlice<UInt8>) throws(HTTPParseError) {
        guard !hasHost else { throw .badRequest("A request must have one Host field only") }
        guard Authority.isValid(value) else { throw .badRequest("Host must be a host with or without a port") }
        hasHost = true
    }

    private mutating func readExpectation(_ value: ArraySlice<UInt8>) throws(HTTPParseError) {
        guard value.isEqualIgnoringCase(to: "100-continue") else {
            throw HTTPParseError(417, "Only the expectation 100-continue can be met")
        }
        expectsContinue = true
    }

    private mutating func readConnection(_ value: ArraySlice<UInt8>) {
        for option in value.split(separator: UInt8(ascii: ",")) {
            let option = option.trimmingBlanks
            if option.isEqualIgnoringCase(to: "close") { closes = true }
            if option.isEqualIgnoringCase(to: "keep-alive") { asksToKeepAlive = true }
        }
    }

    private mutating func readContentLength(_ value: ArraySlice<UInt8>) throws(HTTPParseError) {
        guard contentLength == nil else { throw .badRequest("A request must have one Content-Length only") }
        guard !value.isEmpty, value.allSatisfy(\.isDigit) else {
            throw .badRequest("Content-Length must be one number")
        }
        var length = 0
        for digit in value {
            let (product, overflows) = length.multipliedReportingOverflow(by: 10)
            guard !overflows, product <= Int.max - 9 else { throw .bodyTooLarge }
            length = product + Int(digit - UInt8(ascii: "0"))
        }
        contentLength = length
    }

    private mutating func readTransferEncoding(_ value: ArraySlice<UInt8>) throws(HTTPParseError) {
        hasTransferEncoding = true
        for coding in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let coding = coding.trimmingBlanks
            guard !coding.isEmpty, coding.allSatisfy({ $0.isFieldCharacter }) else {
                throw .badRequest("Transfer-Encoding must name a coding")
            }
            guard coding.isEqualIgnoringCase(to: "chunked") else {
                throw HTTPParseError(501, "The only transfer coding known is chunked")
            }
            guard !isChunked else { throw .badRequest("A body must be chunked only once") }
            isChunked = true
        }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without spaces and tabs at both ends.
    var trimmingBlanks: Self {
        var bytes = self
        while let first = bytes.first, first.isBlank { bytes = bytes.dropFirst() }
        while let last = bytes.last, last.isBlank { bytes = bytes.dropLast() }
        return bytes
    }
}
