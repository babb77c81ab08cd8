/// The classes of characters that HTTP's grammar tells apart.
///
/// - Source: RFC 9110, section 5.6; RFC 3986, appendix A.
extension UInt8 {
    static let carriageReturn = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")

    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// Whether the byte is an ASCII letter.
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: Int? {
        if isDigit { return Int(self &- UInt8(ascii: "0")) }
        let letter = (self | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// The byte with an ASCII letter in lower case.
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// Whether a token, such as a method or the name of a field, may contain the byte.
    var isTokenCharacter: Bool {
        if isLetter || isDigit { return true }
        switch self {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            return true
        default: return false
        }
    }

    /// Whether the value of a field may contain the byte: visible characters, blanks, and bytes beyond ASCII.
    var isFieldCharacter: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// Whether the byte may stand between the parts of a line without meaning anything.
    var isBlank: Bool { self == .space || self == .tab }

    /// Whether a registered name may contain the byte as it is: unreserved characters and delimiters of parts.
    var isRegisteredNameCharacter: Bool {
        if isLetter || isDigit { return true }
        switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
            UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
            return true
        default: return false
        }
    }

    /// Whether a path may contain the byte as it is.
    var isPathCharacter: Bool {
        isRegisteredNameCharacter || self == UInt8(ascii: "/") || self == UInt8(ascii: ":") || self == UInt8(ascii: "@")
    }
}

extension Collection<UInt8> {
    /// Whether the bytes are the text, which is in lower case, in any case.
    func isEqualIgnoringCase(to text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { text in zip(self, text).allSatisfy { $0.lowercased == $1 } }
    }
}
