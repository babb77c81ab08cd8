extension Certificate {
    /// How many bytes a text of certificates may have.
    public static let maximumPEMByteCount = 262_144

    /// How many certificates a text may have.
    public static let maximumChainLength = 16

    /// Reads the first certificate of a PEM text.
    ///
    /// What stands before and behind it, as long as it is not a certificate, is passed over.
    ///
    /// - Source: RFC 7468, 3 and 5; lines may be longer or shorter than 64 characters, and end with LF or CRLF.
    public init(pem: [UInt8]) throws(CertificateError) {
        var lines = try PEMReader(pem)
        guard let der = try lines.nextCertificate() else {
            throw CertificateError(.pem, at: pem.count, expected: "-----BEGIN CERTIFICATE-----")
        }
        try self.init(der: der)
    }

    /// Reads all certificates of a PEM text, of which there must be one at least and ``maximumChainLength`` at most.
    ///
    /// That one signed another is not checked.
    public static func chain(pem: [UInt8]) throws(CertificateError) -> [Certificate] {
        var lines = try PEMReader(pem)
        var chain: [Certificate] = []
        while let der = try lines.nextCertificate() {
            guard chain.count < maximumChainLength else {
                throw CertificateError(
                    .size,
                    at: lines.offset,
                    expected: "no more than \(maximumChainLength) certificates"
                )
            }
            chain.append(try Certificate(der: der))
        }
        guard !chain.isEmpty else {
            throw CertificateError(.pem, at: pem.count, expected: "-----BEGIN CERTIFICATE-----")
        }
        return chain
    }
}

/// Finds the certificates in a PEM text, from the front.
private struct PEMReader {
    private let text: [UInt8]
    /// Where the next line begins.
    private(set) var offset = 0

    init(_ text: [UInt8]) throws(CertificateError) {
        guard text.count <= Certificate.maximumPEMByteCount else {
            throw CertificateError(.size, at: Certificate.maximumPEMByteCount, expected: "nothing more")
        }
        self.text = text
    }

    /// The bytes of the next certificate, or nil if there is none.
    mutating func nextCertificate() throws(CertificateError) -> [UInt8]? {
        while let line = nextLine() {
            if line.elementsEqual("-----BEGIN CERTIFICATE-----".utf8) { return try content() }
        }
        return nil
    }

    /// The bytes up to the end of the certificate that has begun.
    private mutating func content() throws(CertificateError) -> [UInt8] {
        let start = offset
        var digits: [UInt8] = []
        while let line = nextLine() {
            guard line.first == UInt8(ascii: "-") else {
                digits.append(contentsOf: line)
                continue
            }
            guard line.elementsEqual("-----END CERTIFICATE-----".utf8) else {
                throw CertificateError(.pem, at: line.startIndex, expected: "-----END CERTIFICATE-----")
            }
            guard let bytes = Base64.decode(digits), !bytes.isEmpty else {
                throw CertificateError(.pem, at: start, expected: "padded Base64 without spaces")
            }
            return bytes
        }
        throw CertificateError(.pem, at: text.count, expected: "-----END CERTIFICATE-----")
    }

    /// The next line, without what ends it.
    private mutating func nextLine() -> ArraySlice<UInt8>? {
        guard offset < text.count else { return nil }
        let rest = text[offset...]
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
        offset = min(end + 1, text.count)
        let line = rest[..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
