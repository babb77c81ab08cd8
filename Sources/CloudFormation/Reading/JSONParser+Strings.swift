/// Strings.
extension JSONParser {
    /// Reads a string; ``offset`` is at its opening quote.
    @inline(__always)
    mutating func readString() throws(JSONMistake) -> String { try readFingerprintedString().text }

    /// Reads a string; ``offset`` is at its opening quote.
    ///
    /// - Returns: the text, and a number that equal texts have in common; none for a text with escapes.
    @inline(__always)
    mutating func readFingerprintedString() throws(JSONMistake) -> (text: String, fingerprint: UInt32?) {
        let start = offset &+ 1
        let end = endOfPlainText(from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else {
            return (try readEscapedString(), nil)
        }
        offset = end &+ 1
        return strings.string(bytes, from: start, to: end)
    }

    /// The place of the next quote, backslash or control character, or the end; eight bytes at a time.
    @inline(__always)
    private func endOfPlainText(from start: Int) -> Int {
        var offset = start
        while let word = bytes.word(at: offset) {
            let quotes = word ^ UInt64(repeating: UInt8(ascii: "\""))
            let backslashes = word ^ UInt64(repeating: UInt8(ascii: "\\"))
            // The upper bit of a byte is set where the subtraction went below zero. It may be set wrongly, by the
            // borrow, in a byte above one where it is right; only the lowest one counts here.
            let found =
                (((quotes &- UInt64(repeating: 1)) & ~quotes)
                    | ((backslashes &- UInt64(repeating: 1)) & ~backslashes)
                    | ((word &- UInt64(repeating: .space)) & ~word))
                & UInt64(repeating: 0x80)
            guard found == 0 else { return offset &+ found.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < bytes.count, bytes[offset].isPlainText { offset &+= 1 }
        return offset
    }

    /// Reads a string that has escapes, or a mistake; ``offset`` is at its opening quote.
    @inline(never)
    private mutating func readEscapedString() throws(JSONMistake) -> String {
        let start = offset
        unescaped.removeAll(keepingCapacity: true)
        offset += 1
        while true {
            let end = endOfPlainText(from: offset)
            unescaped.append(contentsOf: bytes[offset..<end])
            offset = end
            switch currentByte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try readEscape()
            default:
                guard offset < bytes.count else {
                    throw unexpected("'\"' at the end of the text", in: "text", openedAt: start)
                }
                throw unexpected("an escape such as \\n in place of a control character")
            }
        }
    }
}

// MARK: Escapes

extension JSONParser {
    /// Appends what an escape stands for; ``offset`` is at its backslash.
    private mutating func readEscape() throws(JSONMistake) {
        guard offset + 1 < bytes.count else {
            offset = bytes.count
            throw unexpected("the rest of an escape")
        }
        let kind = bytes[offset + 1]
        if let character = kind.escapedCharacter {
            unescaped.append(character)
            offset += 2
        } else if kind == UInt8(ascii: "u") {
            unescaped.append(contentsOf: try readUnicodeEscape().utf8)
        } else {
            throw error(
                .syntax,
                "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                found: "a backslash before \(found(at: offset + 1))"
            )
        }
    }

    /// Reads `\uXXXX`, or the two of them that are a surrogate pair.
    private mutating func readUnicodeEscape() throws(JSONMistake) -> String {
        let start = offset
        guard let unit = readCodeUnit() else {
            throw error(.syntax, "\\u with four hexadecimal digits", found: escapeText(at: start), at: start)
        }
        if let scalar = Unicode.Scalar(unit) { return String(scalar) }
        guard UTF16.isLeadSurrogate(unit), let second = readCodeUnit(), UTF16.isTrailSurrogate(second) else {
            throw error(.syntax, "two \\u escapes that are a surrogate pair", found: escapeText(at: start), at: start)
        }
        return String(decoding: [unit, second], as: UTF16.self)
    }

    /// Reads `\uXXXX`; `nil` where there is something else.
    private mutating func readCodeUnit() -> UInt16? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[(offset + 2)..<(offset + 6)] {
            guard let digit = byte.hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        offset += 6
        return unit
    }

    /// The six characters of an escape, as far as the string goes.
    private func escapeText(at offset: Int) -> String {
        let text = bytes[offset...].prefix(6).prefix { $0 >= .space && $0 != UInt8(ascii: "\"") }
        return String(decoding: text, as: UTF8.self)
    }
}

extension UInt8 {
    /// Whether the byte stands for itself in a string.
    fileprivate var isPlainText: Bool { self >= .space && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\") }

    /// What the byte stands for after a backslash; `nil` for `u`, and for what is no escape.
    fileprivate var escapedCharacter: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): self
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): .lineFeed
        case UInt8(ascii: "r"): .carriageReturn
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The digit's value, where the byte is a hexadecimal digit.
    fileprivate var hexDigitValue: UInt8? {
        guard isHexDigit else { return nil }
        return isDigit ? self - UInt8(ascii: "0") : (self | 0x20) - UInt8(ascii: "a") + 10
    }
}
