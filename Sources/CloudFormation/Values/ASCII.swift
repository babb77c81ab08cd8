/// Bytes of ASCII, which most of a template is.
extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let tab = UInt8(ascii: "\t")
    static let space = UInt8(ascii: " ")

    /// Whether the byte is a decimal digit.
    @inlinable package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// Whether the byte is a letter or a digit.
    @inlinable package var isAlphanumeric: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    /// Whether the byte is a hexadecimal digit.
    @inlinable package var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }
}

extension StringProtocol {
    /// The texts between the separators, which are characters of ASCII; empty ones too.
    ///
    /// - Parameter count: how many there are at most; the last one then has the separators that are left.
    package func parts(separatedBy separator: Unicode.Scalar, atMost count: Int = .max) -> [Substring] {
        let (separator, bytes) = (UInt8(ascii: separator), Substring(self).utf8)
        var parts: [Substring] = []
        parts.reserveCapacity(8)
        var start = bytes.startIndex
        while parts.count < count - 1, let end = bytes[start...].firstIndex(of: separator) {
            parts.append(Substring(bytes[start..<end]))
            start = bytes.index(after: end)
        }
        parts.append(Substring(bytes[start...]))
        return parts
    }
}
