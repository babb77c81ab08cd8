/// What a plain scalar means.
///
/// - Source: YAML 1.1 type repository (bool, null) in the spellings that PyYAML and SnakeYAML read; RFC 8259 for
///   numbers.
enum YAMLPlainScalar {
    /// What the text says: a number in JSON's spelling, `null`, a boolean, or itself.
    @inline(__always)
    static func content(_ text: String) -> Node.Content {
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return Number(spelling: text).map { .number($0) } ?? .string(text)
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "o"),
            UInt8(ascii: "O"):
            return text.utf8.count <= 5 ? words[text] ?? .string(text) : .string(text)
        default:
            return .string(text)
        }
    }

    private static let words: [String: Node.Content] = {
        var words: [String: Node.Content] = ["~": .null]
        for (word, content) in [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("yes", .bool(true)),
            ("no", .bool(false)), ("on", .bool(true)), ("off", .bool(false)),
        ] as [(String, Node.Content)] {
            for spelling in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
                words[spelling] = content
            }
        }
        return words
    }()
}
