/// Scalars as values and as keys.
extension YAMLParser {
    /// Scans a plain or quoted scalar, which must be what stands here.
    ///
    /// - Parameter indent: the column of the block collection around it.
    mutating func scalar(in indent: Int) throws(ParseError) -> YAMLScannedScalar {
        switch scanner.current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try scanner.quotedScalar()
        case UInt8(ascii: ":") where scanner.isColon(at: scanner.position):
            scanner.mayStartBlock = false
            return scanner.emptyScalar(at: scanner.position)
        default:
            try requirePlainScalar()
            return scanner.plainScalar(continuedFrom: indent + 1)
        }
    }

    /// YAML 1.1, section 9.1.3: a plain scalar cannot begin with an indicator, except `-?:` right before a character.
    @inline(__always)
    private mutating func requirePlainScalar() throws(ParseError) {
        switch scanner.current {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            let next = scanner.position + 1
            let isAlone =
                scanner.isBlankOrEnd(next) || scanner.flowLevel > 0 && scanner.isFlowIndicator(scanner.bytes[next])
            if isAlone { throw indicator() }
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"),
            UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "#"):
            throw indicator()
        default:
            break
        }
    }

    /// The mistake of an indicator where it indicates nothing.
    private mutating func indicator() -> ParseError {
        if scanner.current == UInt8(ascii: "#") {
            return scanner.error(at: scanner.position, expected: "white space before a comment")
        }
        let character = scanner.text(scanner.position, scanner.position + 1)
        return scanner.error(
            at: scanner.position,
            expected: "a value, in quotes if it is a text that begins with \(character)"
        )
    }

    /// The value of a scalar.
    @inline(__always)
    mutating func node(
        _ scalar: YAMLScannedScalar,
        _ properties: Properties
    ) throws(ParseError) -> Node {
        if properties.isEmpty { return try node(content(of: scalar), scalar.start, scalar.end) }
        return try nodeWithProperties(scalar, properties)
    }

    private mutating func nodeWithProperties(
        _ scalar: YAMLScannedScalar,
        _ properties: Properties
    ) throws(ParseError) -> Node {
        let opened = try open(properties)
        return close(opened, try taggedScalar(scalar, properties))
    }

    /// The value of properties with nothing behind them.
    mutating func emptyNode(_ properties: Properties, at offset: Int) throws(ParseError) -> Node {
        try node(scanner.emptyScalar(at: offset), properties)
    }

    /// What a scalar without a tag says.
    @inline(__always)
    func content(of scalar: YAMLScannedScalar) -> Node.Content {
        let text = scanner.text(of: scalar)
        return scalar.style == .plain ? YAMLPlainScalar.content(text) : .string(text)
    }
}

// MARK: - Keys

extension YAMLParser {
    /// A key of a mapping.
    struct Key {
        let text: String
        /// Its number in ``keys``.
        let number: UInt32
        let range: SourceRange
        /// Whether it is `<<`, under which other mappings stand whose entries this one takes over.
        var isMerge = false
        /// Whether a `:` stands behind it.
        var hasValue = true
    }

    /// The key that a scalar is: its text as written.
    @inline(__always)
    mutating func key(_ scalar: YAMLScannedScalar, _ properties: Properties) throws(ParseError) -> Key {
        if !properties.isEmpty { try noteProperties(properties, ofKey: scalar) }
        guard let text = scalar.text else { return key(scanner.scratch, range(scalar.start, scalar.end)) }
        let bytes = UnsafeBufferPointer(start: scanner.bytes + text.lowerBound, count: text.count)
        let (key, number) = keys.key(bytes)
        let isMerge = scalar.style == .plain && bytes.count == 2 && key == "<<" && properties.tag == nil
        return Key(text: key, number: number, range: range(scalar.start, scalar.end), isMerge: isMerge)
    }

    private mutating func noteProperties(
        _ properties: Properties,
        ofKey scalar: YAMLScannedScalar
    ) throws(ParseError) {
        if case .function = properties.tag { throw keyIsNoString(at: properties.start, found: "a function") }
        let opened = try open(properties)
        _ = close(opened, try taggedScalar(scalar, properties))
    }

    /// The key that a whole value is, as behind `?` or an alias.
    mutating func key(of node: Node, range: SourceRange) throws(ParseError) -> Key {
        switch node.content {
        case .string(let text): key(Array(text.utf8), range)
        case .number(let number): key(Array(number.spelling.utf8), range)
        // What is neither text nor a number is plain, so the document has it as written.
        case .null, .bool: key(Array(scanner.text(Int(node.range.start), Int(node.range.end)).utf8), range)
        case .array: throw keyIsNoString(at: Int(range.start), found: "a list")
        case .object: throw keyIsNoString(at: Int(range.start), found: "a mapping")
        }
    }

    /// The key that an alias stands for.
    mutating func key(_ alias: Alias, _ properties: Properties) throws(ParseError) -> Key {
        try key(of: alias.target, range: try node(alias, properties).range)
    }

    private mutating func key(_ bytes: [UInt8], _ range: SourceRange) -> Key {
        let (text, number) = bytes.withUnsafeBufferPointer { keys.key($0) }
        return Key(text: text, number: number, range: range)
    }

    mutating func keyIsNoString(at offset: Int, found: String) -> ParseError {
        scanner.error(at: offset, expected: "a key that is a string", found: found)
    }
}
