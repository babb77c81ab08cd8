/// A ``ParseError`` on its way out of the parser.
///
/// Each call that may throw an error reserves room for it on the stack; a reference keeps the calls of deep nesting small.
final class JSONMistake: Error {
    let error: ParseError

    init(_ error: ParseError) { self.error = error }
}

/// Mistakes, made where the parser is unless told otherwise.
extension JSONParser {
    @inline(never)
    func error(_ code: ParseError.Code, _ expected: String, found: String, at offset: Int? = nil) -> JSONMistake {
        JSONMistake(
            ParseError(code, in: source, at: offset ?? self.offset, expected: expected, found: found)
        )
    }

    /// Something else is here than must be.
    @inline(never)
    func unexpected(_ expected: String) -> JSONMistake {
        error(.syntax, expected, found: found(at: offset))
    }

    /// Something else is here than must be in an object, list or text. At the end of the document, it helps to know
    /// which one is open.
    @inline(never)
    func unexpected(_ expected: String, in container: String, openedAt start: Int) -> JSONMistake {
        guard offset == bytes.count else { return unexpected(expected) }
        let opening = source.position(of: start)
        return error(.syntax, expected, found: "the end of the document; the \(container) began at \(opening)")
    }

    @inline(never)
    func tooDeep() -> JSONMistake {
        error(.tooDeep, "lists and mappings nested at most \(limits.maximumDepth) deep", found: "one more")
    }

    @inline(never)
    func tooManyNodes() -> JSONMistake {
        error(.tooLarge, "at most \(limits.maximumNodes) values", found: "one more")
    }

    @inline(never)
    func duplicateKey(_ member: Node.Member, first: Node.Member) -> JSONMistake {
        let position = source.position(of: first.keyRange.start)
        return error(
            .duplicateKey,
            "a key other than that of line \(position.line)",
            found: "\"\(String(member.key.unicodeScalars.prefix(60)))\" again",
            at: Int(member.keyRange.start)
        )
    }

    private var source: SourceText { SourceText(Array(bytes), name: name) }

    /// What stands at that place, as a message says it: the end, a word, or one character.
    func found(at offset: Int) -> String {
        guard offset < bytes.count else { return "the end of the document" }
        let rest = bytes[offset...].prefix(24)
        let word = rest.prefix { $0.isAlphanumeric }
        if !word.isEmpty { return "'\(String(decoding: word, as: UTF8.self))'" }
        guard let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first else { return "nothing" }
        if scalar == "'" { return "a single quote" }
        guard scalar.properties.generalCategory == .control else { return "'\(scalar)'" }
        return "the control character U+\(scalar.hexadecimal)"
    }
}

extension Unicode.Scalar {
    /// The number as Unicode writes it, with at least four digits.
    fileprivate var hexadecimal: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
