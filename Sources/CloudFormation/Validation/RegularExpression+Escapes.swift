extension RegularExpression.Parser {
    /// An escape outside a class.
    mutating func escape() throws(Refusal) -> Node {
        position += 1
        if let assertion = try escapedAssertion() { return .assertion(assertion) }
        if let named = try namedClass() { return scalar(of: named) }
        switch peek {
        case "1", "2", "3", "4", "5", "6", "7", "8", "9":
            position += 1
            note(.backreference)
            return .sequence([])
        case "k":
            try namedBackreference()
            return .sequence([])
        case let scalar? where "hHvVRXG".unicodeScalars.contains(scalar):
            position += 1
            note(.escape("\\\(scalar)"))
            return .sequence([])
        case "N": throw .unsupported(.escape("\\N"))
        default: return literal(try escapedScalar())
        }
    }

    private mutating func escapedAssertion() throws(Refusal) -> Assertion? {
        let assertion: Assertion
        switch peek {
        case "A": assertion = .start
        case "z": assertion = .end
        case "Z": assertion = .endOrLastTerminator
        case "b":
            guard peek(at: 1) != "{" else { throw .unsupported(.escape("\\b{")) }
            assertion = .wordBoundary
        case "B": assertion = .noWordBoundary
        default: return nil
        }
        position += 1
        return assertion
    }

    /// `\k<name>`, of a group that is already there.
    private mutating func namedBackreference() throws(Refusal) {
        position += 1
        guard skip("<") else { throw invalid("\"<\" and a group's name") }
        let start = position
        let name = text { $0.isASCIILetter || ("0"..."9").contains($0) }
        guard groupNames.contains(name) else {
            position = start
            throw invalid("the name of a group before this place")
        }
        guard skip(">") else { throw invalid("\">\" after the group's name") }
        note(.backreference)
    }

    /// A class that an escape names: `\d`, `\p{L}`; `nil`, without reading on, for any other escape.
    mutating func namedClass() throws(Refusal) -> CharacterClass? {
        let found: CharacterClass
        switch peek {
        case "d": found = .digit
        case "D": found = .digit.negated
        case "s": found = .whitespace
        case "S": found = .whitespace.negated
        case "w": found = .wordCharacter
        case "W": found = .wordCharacter.negated
        case "p": return try property()
        case "P": return try property().negated
        default: return nil
        }
        position += 1
        return found
    }

    /// `\p{Lu}`, `\pL`, `\p{IsLu}`.
    private mutating func property() throws(Refusal) -> CharacterClass {
        position += 1
        var name: String
        if skip("{") {
            name = text { $0 != "}" }
            guard skip("}") else { throw invalid("\"}\" after the property's name") }
            guard !name.isEmpty else { throw invalid("a property's name") }
        } else {
            guard let letter = next() else { throw invalid("a property's name") }
            name = String(letter)
        }
        if name.hasPrefix("Is"), Categories.named[String(name.dropFirst(2))] != nil { name.removeFirst(2) }
        if flags.ignoresCase, CharacterClass.namesThatDependOnCase.contains(name) { note(.property(name)) }
        guard let found = CharacterClass.named(name) else {
            note(.property(name))
            return .any
        }
        return found
    }

    /// The scalar that an escape stands for.
    ///
    /// - Source: `java.util.regex.Pattern`, "Characters"; "It is an error to use a backslash prior to any alphabetic
    ///   character that does not denote an escaped construct".
    mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
        guard let scalar = peek else { throw invalid("a character after the backslash") }
        // What is quoted cannot be read as usual.
        if scalar == "Q" { throw .unsupported(.quotation) }
        if scalar.isASCIILetter || ("0"..."9").contains(scalar) {
            guard let control = Self.controls[scalar] else { return try numberedScalar(scalar) }
            position += 1
            return control
        }
        position += 1
        return scalar
    }

    private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
        "t": "\t", "n": "\n", "r": "\r", "f": "\u{0C}", "a": "\u{07}", "e": "\u{1B}",
    ]

    private mutating func numberedScalar(_ kind: Unicode.Scalar) throws(Refusal) -> Unicode.Scalar {
        switch kind {
        case "x": return try hexadecimalScalar()
        case "u": return try unicodeScalar()
        case "0": return try octalScalar()
        case "c":
            position += 1
            guard let control = next() else { throw invalid("a control character's letter") }
            guard let scalar = Unicode.Scalar(control.value ^ 64) else { throw .unsupported(.escape("\\c")) }
            return scalar
        default: throw invalid("an escape that Java knows")
        }
    }

    /// `\xHH` or `\x{H…}`.
    private mutating func hexadecimalScalar() throws(Refusal) -> Unicode.Scalar {
        position += 1
        guard skip("{") else { return try scalar(try hexadecimal(digits: 2)) }
        let start = position
        let digits = text { $0.properties.isASCIIHexDigit }
        guard !digits.isEmpty, skip("}") else { throw invalid("hexadecimal digits and \"}\"") }
        guard let value = UInt32(digits, radix: 16), value <= 0x10FFFF else {
            position = start
            throw invalid("a code point up to 10FFFF")
        }
        return try scalar(value)
    }

    /// `\uHHHH`; two of them may be one scalar in UTF-16.
    private mutating func unicodeScalar() throws(Refusal) -> Unicode.Scalar {
        position += 1
        let unit = try hexadecimal(digits: 4)
        guard (0xD800...0xDBFF).contains(unit), peek == "\\", peek(at: 1) == "u" else { return try scalar(unit) }
        position += 2
        let second = try hexadecimal(digits: 4)
        guard (0xDC00...0xDFFF).contains(second) else { throw .unsupported(.escape("\\u")) }
        return try scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    }

    /// `\0n`, `\0nn`, or `\0mnn` with m up to 3.
    private mutating func octalScalar() throws(Refusal) -> Unicode.Scalar {
        position += 1
        var value: UInt32 = 0
        var digits = 0
        while let digit = peek, ("0"..."7").contains(digit), digits < (value > 0o37 ? 2 : 3) {
            value = value * 8 + digit.value - 0x30
            digits += 1
            position += 1
        }
        guard digits > 0 else { throw invalid("an octal digit") }
        return try scalar(value)
    }

    private mutating func hexadecimal(digits: Int) throws(Refusal) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek.flatMap({ UInt32(String($0), radix: 16) }) else {
                throw invalid("\(digits) hexadecimal digits")
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    /// Half of a surrogate pair is in no Swift text, but in some of Java's.
    private func scalar(_ value: UInt32) throws(Refusal) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(value) else { throw .unsupported(.escape("\\u")) }
        return scalar
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is one of `a` to `z` and `A` to `Z`.
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
