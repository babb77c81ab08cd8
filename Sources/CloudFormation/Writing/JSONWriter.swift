/// How JSON is laid out.
public enum JSONStyle: Sendable, Hashable {
    /// A line for each member and element, two spaces for each level, a line break at the end.
    case pretty
    /// No white space.
    case compact
}

extension Value {
    /// The value as JSON.
    ///
    /// - Source: RFC 8259.
    public func json(_ style: JSONStyle = .pretty) -> String {
        var writer = JSONWriter(style)
        return writer.write(self)
    }
}

extension Template {
    /// The template as JSON, in the author's order.
    public func json(_ style: JSONStyle = .pretty) -> String { value.json(style) }
}

/// Writes JSON.
struct JSONWriter: ~Copyable {
    private let isPretty: Bool
    private var output = OutputBuffer()
    private var depth = 0

    init(_ style: JSONStyle) {
        isPretty = style == .pretty
    }

    mutating func write(_ value: Value) -> String {
        append(value)
        if isPretty { output.append(UInt8(ascii: "\n")) }
        return output.text
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null: output.append("null")
        case .bool(let flag): output.append(flag ? "true" : "false")
        case .number(let number): output.append(number.spelling)
        case .string(let text): JSONString.append(text, to: &output)
        case .array(let elements): append(elements)
        case .object(let object): append(object)
        }
    }

    private mutating func append(_ elements: [Value]) {
        guard !elements.isEmpty else { return output.append("[]") }
        output.append(UInt8(ascii: "["))
        depth += 1
        // Elements of a buffer are borrowed; those of an array would be retained one by one. The same holds below.
        elements.withUnsafeBufferPointer { elements in
            for index in elements.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                breakLine()
                append(elements[index])
            }
        }
        depth -= 1
        breakLine()
        output.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ object: Object) {
        guard !object.isEmpty else { return output.append("{}") }
        output.append(UInt8(ascii: "{"))
        depth += 1
        object.entries.withUnsafeBufferPointer { entries in
            for index in entries.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                breakLine()
                JSONString.append(entries[index].key, to: &output)
                output.append(isPretty ? ": " : ":")
                append(entries[index].value)
            }
        }
        depth -= 1
        breakLine()
        output.append(UInt8(ascii: "}"))
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(UInt8(ascii: " "), times: 2 * depth)
    }
}

/// A string with quotes and escapes, which JSON and the double-quoted style of YAML share.
enum JSONString {
    /// Appends the text with quotes; most texts have nothing to escape and are copied whole.
    static func append(_ text: String, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\""))
        let isCopied = text.utf8.withContiguousStorageIfAvailable { text in
            guard !needsEscape(text) else { return false }
            output.append(text)
            return true
        }
        if isCopied != true {
            for byte in text.utf8 { appendEscaped(byte, to: &output) }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Whether JSON escapes one of the bytes, found for eight of them at a time.
    private static func needsEscape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(bytes)
        guard bytes.count >= 8 else {
            var word: UInt64 = 0x2020_2020_2020_2020
            for byte in bytes { word = word << 8 | UInt64(byte) }
            return needsEscape(word)
        }
        var offset = 0
        while offset + 8 < bytes.count {
            if needsEscape(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) { return true }
            offset += 8
        }
        // The last eight may overlap with those before them.
        return needsEscape(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    }

    /// - Source: S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
    private static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (quotes, backslashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
        let isControl = (word &- ones &* 0x20) & ~word
        let isQuote = (quotes &- ones) & ~quotes
        let isBackslash = (backslashes &- ones) & ~backslashes
        return (isControl | isQuote | isBackslash) & (ones &* 0x80) != 0
    }

    /// - Source: RFC 8259, section 7.
    static func appendEscaped(_ byte: UInt8, to output: inout OutputBuffer) {
        switch byte {
        case UInt8(ascii: "\""): output.append(#"\""#)
        case UInt8(ascii: "\\"): output.append(#"\\"#)
        case 0x08: output.append(#"\b"#)
        case 0x09: output.append(#"\t"#)
        case 0x0A: output.append(#"\n"#)
        case 0x0C: output.append(#"\f"#)
        case 0x0D: output.append(#"\r"#)
        case ..<0x20: appendHexadecimal(UInt16(byte), to: &output)
        default: output.append(byte)
        }
    }

    /// `\uXXXX`.
    static func appendHexadecimal(_ unit: UInt16, to output: inout OutputBuffer) {
        output.append(#"\u"#)
        for shift in [12, 8, 4, 0] { output.append(UInt8(truncatingIfNeeded: unit >> shift & 0xF).hexDigit) }
    }
}

extension UInt8 {
    /// The hexadecimal digit of a number below 16.
    fileprivate var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "A") + self - 10 }
}
