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
        var position = 0
        private var depth = 0
        var flags = Flags()
        var groupNames: Set<String> = []
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
    struct Flags {
        var ignoresCase = false
        var dotMatchesAll = false
    }
}

// MARK: - Scalars

extension RegularExpression.Parser {
    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(at offset: Int) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    mutating func next() -> Unicode.Scalar? {
        defer { position += 1 }
        return peek
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    mutating func text(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, belongs(scalar) {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    func invalid(_ expected: String) -> Refusal {
        .invalid(at: min(position, scalars.count), expected: expected)
    }

    /// The first unsupported construct is the one that is told of.
    mutating func note(_ construct: Construct) { unsupported = unsupported ?? construct }

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

    mutating func literal(_ scalar: Unicode.Scalar) -> Node {
        var literal = CharacterClass()
        literal.insert(scalar.value...scalar.value, ignoringCase: flags.ignoresCase)
        return self.scalar(of: literal)
    }

    mutating func scalar(of members: CharacterClass) -> Node {
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
