/// A name in the world's tree of registered objects.
struct ASN1ObjectIdentifier: Sendable, Hashable {
    /// The numbers from the root, with a dot between them.
    let dotted: String

    /// The identifier whose content is given, or nil if it is not in the shortest form, or has a number above 2^56.
    ///
    /// - Source: ITU-T X.690, 8.19.
    init?(_ content: some Sequence<UInt8>) {
        var numbers: [UInt64] = []
        var (number, isWhole) = (UInt64(0), true)
        for byte in content {
            // A number that begins with zeros, or has more than eight digits of seven bits.
            guard !(isWhole && byte == 0x80), number < 1 << 49 else { return nil }
            number = number << 7 | UInt64(byte & 0x7f)
            isWhole = byte < 0x80
            if isWhole {
                numbers.append(number)
                number = 0
            }
        }
        guard isWhole, let first = numbers.first else { return nil }
        // The first two numbers share one; only below 2 may the second exceed 39.
        let root = min(first / 40, 2)
        dotted = ([root, first - 40 * root] + numbers.dropFirst()).map { String($0) }.joined(separator: ".")
    }

    private init(dotted: String) { self.dotted = dotted }

    static let rsaEncryption = ASN1ObjectIdentifier(dotted: "1.2.840.113549.1.1.1")
    static let sha1WithRSAEncryption = ASN1ObjectIdentifier(dotted: "1.2.840.113549.1.1.5")
    static let sha256WithRSAEncryption = ASN1ObjectIdentifier(dotted: "1.2.840.113549.1.1.11")
    static let commonName = ASN1ObjectIdentifier(dotted: "2.5.4.3")
    static let organizationName = ASN1ObjectIdentifier(dotted: "2.5.4.10")
    static let subjectAlternativeName = ASN1ObjectIdentifier(dotted: "2.5.29.17")
    static let basicConstraints = ASN1ObjectIdentifier(dotted: "2.5.29.19")
}
