/// The style in which a text stands in YAML.
///
/// Plain wherever that reads back as the same text, so that a template looks as people write it.
///
/// - Source: YAML 1.1, chapters 5 and 9, and the type repository (bool, float, int, merge, null, timestamp, value).
enum YAMLScalar {
    /// Nothing around the text.
    case plain
    /// `'…'`, for one line with quotes or backslashes, which need no escape there.
    case singleQuoted
    /// `"…"` with escapes.
    case doubleQuoted

    /// The style for a text of one line; line breaks are escaped.
    init(_ text: String) {
        if Self.isPlain(text) {
            self = .plain
        } else if text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
            Self.isPrintableLine(text)
        {
            self = .singleQuoted
        } else {
            self = .doubleQuoted
        }
    }

    /// Whether the text can stand in a literal block scalar (`|`): several lines of printable text, at most one line break
    /// at the end, so that no blank line after it belongs to it.
    static func isBlock(_ text: String) -> Bool {
        guard text.utf8.contains(.lineFeed), !text.hasSuffix("\n\n") else { return false }
        return text.utf8.contains { $0 != .lineFeed && $0 != .space && $0 != .tab }
            && hasOnlyPrintable(text, and: [.lineFeed, .tab])
    }

    /// Appends a quoted text.
    func append(_ text: String, to output: inout OutputBuffer) {
        switch self {
        case .plain:
            output.append(text)
        case .singleQuoted:
            output.append(.singleQuote)
            for byte in text.utf8 { output.append(byte, times: byte == .singleQuote ? 2 : 1) }
            output.append(.singleQuote)
        case .doubleQuoted:
            output.append(UInt8(ascii: "\""))
            for scalar in text.unicodeScalars { Self.appendEscaped(scalar, to: &output) }
            output.append(UInt8(ascii: "\""))
        }
    }

    /// JSON's escapes, and those of characters that YAML does not call printable or takes for line breaks.
    private static func appendEscaped(_ scalar: Unicode.Scalar, to output: inout OutputBuffer) {
        if scalar.isASCII, scalar.value != 0x7F {
            JSONString.appendEscaped(UInt8(truncatingIfNeeded: scalar.value), to: &output)
        } else if isPrintable(scalar) {
            output.append(String(scalar))
        } else {
            // What is not printable lies below U+10000.
            JSONString.appendHexadecimal(UInt16(truncatingIfNeeded: scalar.value), to: &output)
        }
    }
}

// MARK: - Plain

extension YAMLScalar {
    /// Whether the text reads back as the same text without quotes, in block context.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, first != .space, last != .space, last != .colon else {
            return false
        }
        guard startsPlain(bytes, first), hasNoSeparator(bytes), isPrintableLine(text) else { return false }
        return !isResolved(bytes, first)
    }

    /// Indicators begin other nodes, except `-`, `?` and `:` right before something else.
    private static func startsPlain(_ bytes: String.UTF8View, _ first: UInt8) -> Bool {
        if "-?:".utf8.contains(first) {
            guard let second = bytes.dropFirst().first, second != .space else { return false }
            // A line that begins with three dashes, or dots, is a border of the document.
            return !bytes.starts(with: "---".utf8)
        }
        return !",[]{}#&*!|>'\"%@`".utf8.contains(first) && !bytes.starts(with: "...".utf8)
    }

    /// Neither `: `, which ends a key, nor ` #`, which begins a comment.
    private static func hasNoSeparator(_ bytes: String.UTF8View) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if previous == .colon && byte == .space || previous == .space && byte == UInt8(ascii: "#") { return false }
            previous = byte
        }
        return true
    }

    /// Whether the text is one line of characters that need no escape.
    private static func isPrintableLine(_ text: String) -> Bool { hasOnlyPrintable(text, and: []) }

    private static func hasOnlyPrintable(_ text: String, and others: [UInt8]) -> Bool {
        // Most texts are ASCII, which needs no decoding.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
        return text.unicodeScalars.allSatisfy { scalar in
            isPrintable(scalar) || scalar.isASCII && others.contains(UInt8(truncatingIfNeeded: scalar.value))
        }
    }

    /// - Source: YAML 1.1, section 5.1, without tabs and line breaks.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0x2028, 0x2029, 0xFEFF: false
        case 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

// MARK: - Resolution

extension YAMLScalar {
    /// Whether YAML 1.1 takes the plain text for something else than text, or CloudFormation's tools may.
    private static func isResolved(_ bytes: String.UTF8View, _ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            isNumber(bytes[...]) || isTimestamp(bytes)
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            isNumber(bytes.dropFirst()) || isSpecialFloat(bytes.dropFirst())
        case UInt8(ascii: "."):
            isNumber(bytes[...]) || isSpecialFloat(bytes[...])
        default:
            bytes.count <= 5 && words.contains(lowercased(bytes[...]))
        }
    }

    /// Booleans and nulls in any case, the merge key and the default value.
    private static let words = ["y", "yes", "n", "no", "true", "false", "on", "off", "null", "~", "<<", "="]

    private static func lowercased(_ bytes: Substring.UTF8View) -> String {
        String(
            decoding: bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self
        )
    }

    private static func isSpecialFloat(_ bytes: Substring.UTF8View) -> Bool {
        bytes.count == 4 && [".inf", ".nan"].contains(lowercased(bytes))
    }

    /// A number of any base: with leading zeros, underscores, an exponent, or parts of sixty (`12:30:45`).
    private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
        if bytes.first == UInt8(ascii: "0"), let base = bytes.dropFirst().first, "xXoObB".utf8.contains(base) {
            let digits = bytes.dropFirst(2)
            return !digits.isEmpty && digits.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "_") }
        }
        let mantissa = bytes.prefix { $0.isDigit || "_:.".utf8.contains($0) }
        guard mantissa.contains(where: \.isDigit), mantissa.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else {
            return false
        }
        let rest = bytes[mantissa.endIndex...]
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        let exponent = rest.dropFirst().drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        return !exponent.isEmpty && exponent.allSatisfy(\.isDigit)
    }

    /// `2012-10-17`, alone or before a time.
    private static func isTimestamp(_ bytes: String.UTF8View) -> Bool {
        var rest = bytes[...]
        for (index, lengths) in [4...4, 1...2, 1...2].enumerated() {
            if index > 0 {
                guard rest.first == UInt8(ascii: "-") else { return false }
                rest.removeFirst()
            }
            let digits = rest.prefix(while: \.isDigit)
            guard lengths.contains(digits.count) else { return false }
            rest = rest[digits.endIndex...]
        }
        return rest.first.map { $0 == .space || $0 | 0x20 == UInt8(ascii: "t") } ?? true
    }
}

extension UInt8 {
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let singleQuote = UInt8(ascii: "'")
}
