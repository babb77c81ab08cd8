extension Value {
    /// The value as YAML as a person would write it: block style, short forms of functions, quotes only where needed.
    ///
    /// - Source: YAML 1.1; CloudFormation User Guide, "CloudFormation template formats".
    public func yaml() -> String {
        var writer = YAMLWriter(separatesSections: false)
        return writer.write(self)
    }
}

extension Template {
    /// The template as YAML, in the author's order, with a blank line between sections and between resources.
    public func yaml() -> String {
        var writer = YAMLWriter(separatesSections: true)
        return writer.write(value)
    }
}

/// Writes YAML.
struct YAMLWriter: ~Copyable {
    /// Whether the root is a template.
    private let separatesSections: Bool
    private var output = OutputBuffer()

    init(separatesSections: Bool) {
        self.separatesSections = separatesSections
    }

    mutating func write(_ value: Value) -> String {
        append(value, Position(column: -2, follows: .nothing, part: separatesSections ? .template : nil))
        output.append(.lineFeed)
        return output.text
    }

    /// Where a node stands.
    private struct Position {
        /// What the node follows on its line.
        enum Predecessor {
            case nothing, key, dash
        }

        /// Parts of a template with rules of their own.
        enum Part {
            /// The template: a blank line between sections.
            case template
            /// `Resources`: a blank line between entries.
            case resources
            /// `Conditions`: entries may name other conditions.
            case conditions
        }

        /// The column of the key or the dash; the node's own lines begin two further.
        var column: Int
        var follows: Predecessor
        /// Whether `Condition` names another condition here.
        var isCondition = false
        var part: Part?

        var childColumn: Int { column + 2 }
    }

    private mutating func append(_ value: Value, _ position: Position) {
        switch value {
        case .null: appendWord("null", position)
        case .bool(let flag): appendWord(flag ? "true" : "false", position)
        case .number(let number): appendWord(number.spelling, position)
        case .string(let text): append(text, position)
        case .array(let elements): append(elements, position)
        case .object(let object):
            if let tag = YAMLTag(object, isCondition: position.isCondition) {
                append(tag, position)
            } else {
                append(object, position)
            }
        }
    }

    private mutating func appendWord(_ word: String, _ position: Position) {
        separate(position)
        output.append(word)
    }

    /// The space after a key's colon or a tag; a dash has its own.
    private mutating func separate(_ position: Position) {
        if position.follows == .key { output.append(.space) }
    }

    private mutating func append(_ tag: YAMLTag, _ position: Position) {
        separate(position)
        output.append(tag.tag)
        append(tag.argument, Position(column: position.column, follows: .key, isCondition: tag.takesConditions))
    }

    // MARK: - Scalars

    private mutating func append(_ text: String, _ position: Position) {
        separate(position)
        if YAMLScalar.isBlock(text) {
            appendBlock(text, column: max(position.childColumn, 2))
        } else {
            YAMLScalar(text).append(text, to: &output)
        }
    }

    /// A literal block scalar; the indentation is spelt out where the text's own would be taken for it.
    ///
    /// - Source: YAML 1.1, section 9.3.
    private mutating func appendBlock(_ text: String, column: Int) {
        output.append(UInt8(ascii: "|"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.first { !$0.isEmpty }
        if first?.utf8.first == .space || first?.utf8.first == UInt8(ascii: "\t") { output.append(UInt8(ascii: "2")) }
        if !text.utf8.reversed().starts(with: [.lineFeed]) { output.append(UInt8(ascii: "-")) }
        for line in lines.last?.isEmpty == true ? lines.dropLast() : lines[...] {
            output.append(.lineFeed)
            if !line.isEmpty { indent(column) }
            output.append(line)
        }
    }

    // MARK: - Collections

    private mutating func append(_ elements: [Value], _ position: Position) {
        guard !elements.isEmpty else { return appendWord("[]", position) }
        for (index, element) in elements.enumerated() {
            begin(entry: index, position)
            output.append("- ")
            append(
                element,
                Position(column: position.childColumn, follows: .dash, isCondition: position.isCondition)
            )
        }
    }

    private mutating func append(_ object: Object, _ position: Position) {
        guard !object.isEmpty else { return appendWord("{}", position) }
        let isSeparated = position.part == .template || position.part == .resources
        for (index, entry) in object.entries.enumerated() {
            if isSeparated, index > 0 { output.append(.lineFeed) }
            begin(entry: index, position)
            append(key: entry.key, column: position.childColumn)
            append(entry.value, Self.position(below: entry.key, position))
        }
    }

    private static func position(below key: String, _ parent: Position) -> Position {
        var child = Position(column: parent.childColumn, follows: .key, isCondition: parent.part == .conditions)
        guard parent.part == .template else { return child }
        if key == "Resources" { child.part = .resources }
        if key == "Conditions" { child.part = .conditions }
        return child
    }

    /// A key with its colon. Beyond 1,024 characters a parser may take it for a value, so it is marked.
    ///
    /// - Source: YAML 1.1, section 4.3.1.
    private mutating func append(key: String, column: Int) {
        let isLong = key.utf8.count > Self.longestSimpleKey
        if isLong { output.append("? ") }
        YAMLScalar(key).append(key, to: &output)
        if isLong {
            output.append(.lineFeed)
            indent(column)
        }
        output.append(UInt8(ascii: ":"))
    }

    /// Leaves room for escapes.
    private static let longestSimpleKey = 160

    /// Begins an entry: on the line of the dash before it, or on a line of its own.
    private mutating func begin(entry index: Int, _ position: Position) {
        if index == 0, position.follows != .key { return }
        output.append(.lineFeed)
        indent(position.childColumn)
    }

    private mutating func indent(_ column: Int) {
        output.append(.space, times: column)
    }
}
