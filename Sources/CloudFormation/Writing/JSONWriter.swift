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

/// Writes JSON into a buffer of bytes.
struct JSONWriter {
    private let isPretty: Bool
    private var bytes: [UInt8] = []
    private var depth = 0

    init(_ style: JSONStyle) {
        isPretty = style == .pretty
        bytes.reserveCapacity(16_384)
    }

    mutating func write(_ value: Value) -> String {
        append(value)
        if isPretty { bytes.append(UInt8(ascii: "\n")) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
        case .number(let number): bytes.append(contentsOf: number.spelling.utf8)
        case .string(let text): JSONString.append(text, to: &bytes)
        case .array(let elements): append(elements)
        case .object(let object): append(object)
        }
    }

    private mutating func append(_ elements: [Value]) {
        guard !elements.isEmpty else { return bytes.append(contentsOf: "[]".utf8) }
        bytes.append(UInt8(ascii: "["))
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            append(element)
        }
        depth -= 1
        breakLine()
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ object: Object) {
        guard !object.isEmpty else { return bytes.append(contentsOf: "{}".utf8) }
        bytes.append(UInt8(ascii: "{"))
        depth += 1
        var isFirst = true
        for entry in object.entries {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            breakLine()
            JSONString.append(entry.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            if isPretty { bytes.append(UInt8(ascii: " ")) }
            append(entry.value)
        }
        depth -= 1
        breakLine()
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
    }
}

/// A string with quotes and escapes, which JSON and the double-quoted style of YAML share.
enum JSONString {
    /// Appends the text with quotes; most texts have nothing to escape and are copied whole.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: \.needsEscape) {
            for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// - Source: RFC 8259, section 7.
    static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case ..<0x20: bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30] + [byte >> 4, byte & 0xF].map(\.hexDigit))
        default: bytes.append(byte)
        }
    }
}

extension UInt8 {
    /// Whether JSON escapes the byte.
    fileprivate var needsEscape: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }

    /// The hexadecimal digit of a number below 16.
    var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "A") + self - 10 }
}
