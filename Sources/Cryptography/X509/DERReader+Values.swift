extension DERReader {
    /// A whole number, in the shortest form of two's complement.
    ///
    /// - Source: ITU-T X.690, 8.3.
    mutating func readInteger(_ what: String) throws(CertificateError) -> ArraySlice<UInt8> {
        let element = try read(.integer, what)
        let content = bytes(of: element)
        guard let first = content.first else {
            throw CertificateError(.encoding, at: element.content.lowerBound, expected: what)
        }
        // Nine equal bits at the front would make the first byte superfluous.
        if let second = content.dropFirst().first, first == (second < 0x80 ? 0x00 : 0xff) {
            throw CertificateError(.encoding, at: element.content.lowerBound, expected: "\(what) in its shortest form")
        }
        return content
    }

    /// A whole number that is not negative, big-endian; a zero may stand before its highest bit.
    mutating func readUnsignedInteger(_ what: String) throws(CertificateError) -> ArraySlice<UInt8> {
        let start = offset
        let content = try readInteger(what)
        guard content.first.map({ $0 < 0x80 }) ?? false else {
            throw CertificateError(.value, at: start, expected: "\(what) that is not negative")
        }
        return content
    }

    /// A truth value that is false unless it is there; false itself must be absent.
    ///
    /// - Source: ITU-T X.690, 11.1 and 11.5.
    mutating func readFlag(_ what: String) throws(CertificateError) -> Bool {
        guard isNext(.boolean) else { return false }
        let element = try read(.boolean, what)
        guard bytes(of: element).elementsEqual([0xff]) else {
            throw CertificateError(.encoding, at: element.start, expected: "\(what) that is true, or no such value")
        }
        return true
    }

    /// A string of bits that fills its bytes.
    mutating func readBitString(_ what: String) throws(CertificateError) -> DERElement {
        let element = try read(.bitString, what)
        guard let unused = bytes(of: element).first, unused == 0 else {
            throw CertificateError(.encoding, at: element.start, expected: "\(what) without unused bits")
        }
        let content = (element.content.lowerBound + 1)..<element.content.upperBound
        return DERElement(tag: element.tag, start: element.start, content: content)
    }

    /// An object identifier.
    mutating func readObjectIdentifier(_ what: String) throws(CertificateError) -> ASN1ObjectIdentifier {
        let element = try read(.objectIdentifier, what)
        guard let identifier = ASN1ObjectIdentifier(bytes(of: element)) else {
            throw CertificateError(.encoding, at: element.start, expected: "\(what) in its shortest form")
        }
        return identifier
    }

    /// An algorithm's identifier, and whether its parameters are NULL, something else or absent.
    ///
    /// - Source: RFC 5280, 4.1.1.2.
    mutating func readAlgorithm(
        _ what: String
    ) throws(CertificateError) -> (identifier: ASN1ObjectIdentifier, parameters: AlgorithmParameters) {
        var algorithm = inside(try read(.sequence, what))
        let identifier = try algorithm.readObjectIdentifier("\(what)'s object identifier")
        guard !algorithm.isAtEnd else { return (identifier, .absent) }
        let parameters = try algorithm.readAny("\(what)'s parameters")
        try algorithm.finish()
        return (identifier, parameters.tag == .null && parameters.content.isEmpty ? .null : .other)
    }
}

/// What stands behind an algorithm's object identifier.
enum AlgorithmParameters: Sendable {
    case absent
    case null
    case other
}
