extension RegularExpression {
    /// Reads Java's syntax by recursive descent.
    ///
    /// An unsupported construct is noted and reading goes on, so that a mistake after it is still found.
    struct Parser {
        typealias Refusal = RegularExpression.Refusal
        typealias Construct = RegularExpression.Construct
        typealias Node = RegularExpression.Node
        typealias Assertion = RegularExpression.Assertion
        typealias CharacterClass = RegularExpression.CharacterClass
        typealias Categories = RegularExpression.Categories
        typealias Bounds = RegularExpression.Bounds

        /// The classes of scalars that the tree refers to.
        private(set) var classes: [CharacterClass] = []
        private let scalars: [Unicode.Scalar]
        private var position = 0
        private var depth = 0
        private var flags = Flags()
        private var groupNames: Set<String> = []
        private var unsupported: Construct?

        init(_ pattern: String) throws(Refusal) {
            guard pattern.unicodeScalars.count <= Bounds.patternLength else { throw .unsupported(.size) }
            scalars = Array(pattern.unicodeScalars)
        }

        /// The whole pattern.
        mutating func parse() throws(Refusal) -> Node {
            let node = try choice()
            // Only `)` ends a choice before the end.
            guard peek == nil else { throw invalid("no \")\" without a \"(\"") }
            if let unsupported { throw .unsupported(unsupported) }
            return node
        }
    }

    /// What `(?i)` and `(?s)` switch on, up to the end of the group.
    private struct Flags {
        var ignoresCase = false
        var dotMatchesAll = false
    }
}

// MARK: - Scalars

extension RegularExpression.Parser {
    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func peek(at offset: Int) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private mutating func next() -> Unicode.Scalar? {
        defer { position += 1 }
        return peek
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    private mutating func text(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, belongs(scalar) {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    private func invalid(_ expected: String) -> Refusal { .invalid(at: min(position, scalars.count), expected: expected) }

    /// The first unsupported construct is the one that is told of.
    private mutating func note(_ construct: Construct) { unsupported = unsupported ?? construct }

    private mutating func nested<Result>(
        _ body: (inout Self) throws(Refusal) -> Result
    ) throws(Refusal) -> Result {
        guard depth < Bounds.nesting else { throw .unsupported(.size) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }
}

// MARK: - Choices, sequences, repetitions

extension RegularExpression.Parser {
    private mutating func choice() throws(Refusal) -> Node {
        var alternatives = [try sequence()]
        while skip("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws(Refusal) -> Node {
        var nodes: [Node] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            guard let atom = try atom() else { continue }
            nodes.append(try repetition(of: atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// An atom with the quantifier that follows it, if one does.
    private mutating func repetition(of atom: Node) throws(Refusal)
        -> Node
    {
        guard let (minimum, maximum) = try quantifier() else { return atom }
        // Lazy or greedy decides which way is tried first; whether the whole text matches is the same.
        if !skip("?"), skip("+") { note(.possessiveQuantifier) }
        // With a minimum below two, empty repetitions can be left out without changing what matches.
        if minimum > 1, atom.emptiness == .whereAssertionsHold { note(.conditionallyEmptyRepetition) }
        return .repetition(atom, minimum: minimum, maximum: maximum)
    }

    private mutating func quantifier() throws(Refusal) -> (minimum: Int, maximum: Int?)? {
        if skip("?") { return (0, 1) }
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        guard skip("{") else { return nil }
        let minimum = try count()
        var maximum: Int? = minimum
        if skip(",") { maximum = peek == "}" ? nil : try count() }
        if let maximum, maximum < minimum { throw invalid("a maximum that is not below the minimum") }
        guard skip("}") else { throw invalid("\"}\" after the number of repetitions") }
        return (minimum, maximum)
    }

    private mutating func count() throws(Refusal) -> Int {
        let start = position
        let digits = text { ("0"..."9").contains($0) }
        guard !digits.isEmpty else { throw invalid("a number of repetitions") }
        guard let count = Int32(digits) else {
            position = start
            throw invalid("fewer repetitions")
        }
        return Int(count)
    }

    /// What a quantifier applies to; `nil` for flags, which stand for nothing.
    private mutating func atom() throws(Refusal) -> Node? {
        switch peek {
        case "(": return try group()
        case "[": return scalar(of: try characterClass())
        case "\\": return try escape()
        case "*", "+", "?": throw invalid("something to repeat")
        // To Java an empty atom, which may be repeated; a brace without a number it refuses.
        case "{": return .sequence([])
        default: break
        }
        switch next() {
        case "^": return .assertion(.start)
        case "$": return .assertion(.endOrLastTerminator)
        case ".": return scalar(of: flags.dotMatchesAll ? .any : .anyButLineTerminator)
        case let scalar?: return literal(scalar)
        case nil: return nil
        }
    }

    private mutating func literal(_ scalar: Unicode.Scalar) -> Node {
        var literal = CharacterClass()
        literal.insert(scalar.value...scalar.value, ignoringCase: flags.ignoresCase)
        return self.scalar(of: literal)
    }

    private mutating func scalar(of members: CharacterClass) -> Node {
        classes.append(members)
        return .scalar(of: classes.count - 1)
    }
}

// MARK: - Groups

extension RegularExpression.Parser {
    private mutating func group() throws(Refusal) -> Node? {
        let outerFlags = flags
        position += 1
        if skip("?"), try !groupKind() { return nil }
        let body = try nested { parser throws(Refusal) in try parser.choice() }
        guard skip(")") else { throw invalid("\")\"") }
        flags = outerFlags
        return body
    }

    /// What follows `(?`; `false` where that is flags for the rest of the group, without a body.
    private mutating func groupKind() throws(Refusal) -> Bool {
        switch peek {
        case ":": position += 1
        case "=", "!":
            position += 1
            note(.lookaround)
        case ">":
            position += 1
            note(.atomicGroup)
        case "<":
            position += 1
            if skip("=") || skip("!") { note(.lookaround) } else { try groupName() }
        default: return try inlineFlags()
        }
        return true
    }

    private mutating func groupName() throws(Refusal) {
        let start = position
        guard let first = peek, first.isASCIILetter else { throw invalid("a group's name") }
        let name = text { $0.isASCIILetter || ("0"..."9").contains($0) }
        guard skip(">") else { throw invalid("\">\" after the group's name") }
        guard groupNames.insert(name).inserted else {
            position = start
            throw invalid("a name that no other group has")
        }
    }

    /// `i`, `-s`, `is-mx` …, then `)` or `:`; whether a body follows.
    private mutating func inlineFlags() throws(Refusal) -> Bool {
        var isOn = true
        while let scalar = peek, scalar != ")", scalar != ":" {
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "s": flags.dotMatchesAll = isOn
            // With it, white space and comments mean nothing: what follows cannot be read as usual.
            case "x": throw .unsupported(.flag("x"))
            case "m", "d", "u", "U", "c": note(.flag(Character(scalar)))
            case "-" where isOn: isOn = false
            default: throw invalid("one of the flags \"idmsuxU\", \":\" or \")\"")
            }
            position += 1
        }
        guard let end = next() else { throw invalid("\")\"") }
        return end == ":"
    }
}

// MARK: - Character classes

extension RegularExpression.Parser {
    private mutating func characterClass() throws(Refusal) -> CharacterClass {
        try nested { parser throws(Refusal) in try parser.classBody() }
    }

    private mutating func classBody() throws(Refusal) -> CharacterClass {
        var members = CharacterClass()
        var isEmpty = true
        position += 1
        let isNegated = skip("^")
        while let scalar = peek {
            // A bracket that comes first is a member.
            if scalar == "]", !isEmpty {
                position += 1
                members.isNegated = isNegated
                return members
            }
            if scalar == "&", peek(at: 1) == "&" { throw .unsupported(.classIntersection) }
            isEmpty = false
            if scalar == "[" {
                if isNegated { note(.nestedNegatedClass) }
                members.insert(try characterClass())
            } else {
                try insertMember(into: &members)
            }
        }
        throw invalid("\"]\"")
    }

    /// `a`, `a-z`, or an escape.
    private mutating func insertMember(
        into members: inout CharacterClass
    ) throws(Refusal) {
        guard let first = try classScalar(into: &members) else { return }
        // A hyphen before the end or before a nested class is a member.
        guard peek == "-", let end = peek(at: 1), end != "]", end != "[" else {
            return members.insert(first.value...first.value, ignoringCase: flags.ignoresCase)
        }
        position += 1
        let start = position
        var escaped = CharacterClass()
        guard let last = try classScalar(into: &escaped), last >= first else {
            position = start
            throw invalid("the end of a range, not below its start")
        }
        members.insert(first.value...last.value, ignoringCase: flags.ignoresCase)
    }

    /// One scalar, or `nil` after an escape such as `\d`, which is inserted.
    private mutating func classScalar(
        into members: inout CharacterClass
    ) throws(Refusal) -> Unicode.Scalar? {
        guard peek == "\\" else { return next() }
        position += 1
        if let named = try namedClass() {
            members.insert(named)
            return nil
        }
        switch peek {
        case "h", "H", "v", "V", "N": throw .unsupported(.escape("\\\(peek.map(String.init) ?? "")"))
        default: return try escapedScalar()
        }
    }
}

// MARK: - Escapes

extension RegularExpression.Parser {
    /// An escape outside a class.
    private mutating func escape() throws(Refusal) -> Node {
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
        case let scalar? where "hHvVRXNG".unicodeScalars.contains(scalar):
            throw .unsupported(.escape("\\\(scalar)"))
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
    private mutating func namedClass() throws(Refusal) -> CharacterClass? {
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
    private mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
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
    fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
