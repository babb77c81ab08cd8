/// A tag of ASN.1's encoding rules, with its class and form.
struct DERTag: Sendable, Hashable {
    let byte: UInt8

    static let boolean = DERTag(byte: 0x01)
    static let integer = DERTag(byte: 0x02)
    static let bitString = DERTag(byte: 0x03)
    static let octetString = DERTag(byte: 0x04)
    static let null = DERTag(byte: 0x05)
    static let objectIdentifier = DERTag(byte: 0x06)
    static let utf8String = DERTag(byte: 0x0c)
    static let printableString = DERTag(byte: 0x13)
    static let teletexString = DERTag(byte: 0x14)
    static let ia5String = DERTag(byte: 0x16)
    static let utcTime = DERTag(byte: 0x17)
    static let generalizedTime = DERTag(byte: 0x18)
    static let bmpString = DERTag(byte: 0x1e)
    static let sequence = DERTag(byte: 0x30)
    static let set = DERTag(byte: 0x31)

    /// The tag of a tagged value that is itself simple, or of one that contains others.
    static func context(_ number: UInt8, isConstructed: Bool) -> DERTag {
        DERTag(byte: 0x80 | (isConstructed ? 0x20 : 0) | number)
    }
}

/// One value: its tag, and where its bytes are.
struct DERElement: Sendable {
    let tag: DERTag
    /// Where the tag stands.
    let start: Int
    let content: Range<Int>

    /// The value with its tag and length.
    var whole: Range<Int> { start..<content.upperBound }
}

/// Reads values one after the other, from the front, with definite lengths in their shortest form.
///
/// It goes into a value only when it is told to, so that the depth is the reading code's own, never the input's.
///
/// - Source: ITU-T X.690, 8.1 and 10.1.
struct DERReader {
    private let bytes: [UInt8]
    /// Where the next value begins.
    private(set) var offset: Int
    private let end: Int

    /// Reads the bytes that have the given range, which lies inside of them.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { offset == end }

    /// Whether a value with the tag comes next.
    func isNext(_ tag: DERTag) -> Bool { offset < end && bytes[offset] == tag.byte }

    /// The next value, which has the given tag.
    ///
    /// - Parameter what: a noun for the error.
    mutating func read(_ tag: DERTag, _ what: String) throws(CertificateError) -> DERElement {
        guard isNext(tag) else { throw CertificateError(.encoding, at: offset, expected: what) }
        return try readAny(what)
    }

    /// The next value, whatever it is.
    mutating func readAny(_ what: String) throws(CertificateError) -> DERElement {
        let start = offset
        // A tag whose number is 31 would go on in further bytes; X.509 has none.
        guard start < end, bytes[start] & 0x1f != 0x1f else {
            throw CertificateError(.encoding, at: start, expected: what)
        }
        var position = start + 1
        let length = try readLength(&position)
        guard length <= end - position else {
            throw CertificateError(.encoding, at: start + 1, expected: "a length of at most \(end - position) bytes")
        }
        offset = position + length
        return DERElement(tag: DERTag(byte: bytes[start]), start: start, content: position..<offset)
    }

    /// Refuses anything that is left.
    func finish() throws(CertificateError) {
        guard isAtEnd else { throw CertificateError(.encoding, at: offset, expected: "nothing more") }
    }

    /// A reader of the values inside of a value.
    func inside(_ element: DERElement) -> DERReader { DERReader(bytes, in: element.content) }

    /// The bytes inside of a value.
    func bytes(of element: DERElement) -> ArraySlice<UInt8> { bytes[element.content] }

    /// The bytes that have the given range.
    func bytes(of range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    private func readLength(_ position: inout Int) throws(CertificateError) -> Int {
        let start = position
        func next() throws(CertificateError) -> Int {
            guard position < end else { throw CertificateError(.encoding, at: position, expected: "a length") }
            defer { position += 1 }
            return Int(bytes[position])
        }
        let first = try next()
        let (length, shortest): (Int, Int)
        switch first {
        case 0..<0x80: return first
        case 0x81: (length, shortest) = (try next(), 0x80)
        case 0x82: (length, shortest) = (try next() << 8 | next(), 0x100)
        // The indefinite form, or more bytes than a certificate may have.
        default: (length, shortest) = (0, 1)
        }
        guard length >= shortest else {
            throw CertificateError(.encoding, at: start, expected: "a definite length below 65536 in its shortest form")
        }
        return length
    }
}
