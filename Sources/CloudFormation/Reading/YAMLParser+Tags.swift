/// Tags: CloudFormation's functions, and YAML's own types as far as JSON has them.
extension YAMLParser {
    enum Tag {
        /// A function, by its number in ``functionNames``.
        case function(Int)
        /// `!!str` and its like.
        case type(TagType)
    }

    /// The types of YAML that JSON has as well.
    ///
    /// - Source: YAML 1.1 type repository (yaml.org/type).
    enum TagType: String {
        case map, seq, str, null, bool, int, float
    }

    /// Reads a tag.
    ///
    /// YAML 1.1, section 8.1.2: `!name`, `!!name`, `!handle!name`, `!<whole>`, or `!` alone for a value that is text.
    mutating func tag() throws(ParseError) -> Tag {
        let start = scanner.position
        if scanner.bytes[start + 1] == UInt8(ascii: "<") { return try verbatimTag() }
        scanner.position += 1
        var name = scanner.position
        while isTagByte(scanner.current) {
            scanner.position += 1
            if scanner.bytes[scanner.position - 1] == UInt8(ascii: "!") { name = scanner.position }
        }
        let end = scanner.position
        try requireEndOfTag(from: start)
        if name == start + 1, let function = function(name, end) { return function }
        // `!` alone has no handle, whatever `%TAG` says.
        if end == start + 1 { return .type(.str) }
        let handle = scanner.text(start, name)
        guard let prefix = tagHandles[handle] else {
            throw scanner.error(.tag, at: start, expected: "a handle that %TAG declares", found: "\"\(handle)\"")
        }
        return try tag(prefix + scanner.text(name, end), at: start)
    }

    /// The function of that short name, unless `%TAG` changes what it means.
    @inline(__always)
    private mutating func function(_ start: Int, _ end: Int) -> Tag? {
        let number = Int(keys.key(UnsafeBufferPointer(start: scanner.bytes + start, count: end - start)).number)
        // The names of the functions are the first keys.
        guard number <= YAMLFunctions.shortNames.count, !isPrimaryHandleRedefined else { return nil }
        return .function(number - 1)
    }

    private mutating func verbatimTag() throws(ParseError) -> Tag {
        let start = scanner.position
        scanner.position += 2
        while scanner.current != UInt8(ascii: ">"), !scanner.isBlankOrEnd(scanner.position) { scanner.position += 1 }
        guard scanner.current == UInt8(ascii: ">") else {
            throw scanner.error(.tag, at: start, expected: "a > that closes !<")
        }
        scanner.position += 1
        try requireEndOfTag(from: start)
        return try tag(scanner.text(start + 2, scanner.position - 1), at: start)
    }

    /// What follows a tag is white space, or in a flow collection the end of a value.
    @inline(__always)
    private mutating func requireEndOfTag(from start: Int) throws(ParseError) {
        if scanner.isBlankOrEnd(scanner.position) { return }
        if scanner.flowLevel > 0, scanner.isFlowIndicator(scanner.current) { return }
        throw unendedTag(from: start)
    }

    private mutating func unendedTag(from start: Int) -> ParseError {
        let tag = scanner.text(start, scanner.position)
        return scanner.error(.tag, at: scanner.position, expected: "white space behind \(tag)")
    }

    /// YAML 1.1, appendix B, `ns-uri-char`; as in YAML 1.2 without `,[]`, which end a value in a flow collection.
    @inline(__always)
    private func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "+"), UInt8(ascii: "-")...UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: "?")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "~"), 0x80...:
            true
        default:
            false
        }
    }

    /// The tag of that whole name.
    private mutating func tag(_ name: String, at start: Int) throws(ParseError) -> Tag {
        let prefix = "tag:yaml.org,2002:"
        if name.hasPrefix(prefix), let type = TagType(rawValue: String(name.dropFirst(prefix.count))) {
            return .type(type)
        }
        // A long prefix that `%TAG` declares once could otherwise be repeated by many short tags.
        guard name.hasPrefix("!"), name.utf8.count <= 255 else { throw unknownTag(nil, at: start) }
        let function = String(name.dropFirst())
        if let index = YAMLFunctions.shortNames.firstIndex(of: function) { return .function(index) }
        guard function.hasPrefix(YAMLFunctions.rainPrefix) else { throw unknownTag(function, at: start) }
        functionNames.append("Fn::\(function)")
        return .function(functionNames.count - 1)
    }

    private mutating func unknownTag(_ name: String?, at start: Int) -> ParseError {
        let nearest = name.flatMap(YAMLFunctions.nearestTag)
        return scanner.error(
            .tag,
            at: start + 1,
            expected: nearest ?? "a tag of CloudFormation, for instance !Ref",
            found: "the unknown tag \(scanner.text(start, scanner.position))"
        )
    }
}

// MARK: - Tagged values

extension YAMLParser {
    /// Makes a collection what its tag says.
    mutating func tagged(_ node: Node, _ properties: Properties) throws(ParseError) -> Node {
        switch (properties.tag, node.content) {
        case (nil, _), (.type(.map), .object), (.type(.seq), .array):
            return node
        case (.function(let function), _):
            return try call(function, node, properties)
        case (.type(let type), _):
            throw mismatch(
                type,
                at: properties.tagRange.lowerBound,
                found: node.arrayElements != nil ? "a list" : "a mapping"
            )
        }
    }

    /// Makes a scalar what its tag says. The argument of a function is text.
    mutating func taggedScalar(_ scalar: YAMLScannedScalar, _ properties: Properties) throws(ParseError) -> Node {
        switch properties.tag {
        case nil:
            return try node(content(of: scalar), scalar.start, scalar.end)
        case .type(let type):
            let content = try content(of: scalar, as: type, at: properties.tagRange.lowerBound)
            return try node(content, scalar.start, scalar.end)
        case .function(YAMLFunctions.getAtt):
            return try call(YAMLFunctions.getAtt, try attributePath(scalar), properties)
        case .function(let function):
            return try call(function, try node(.string(scanner.text(of: scalar)), scalar.start, scalar.end), properties)
        }
    }

    /// The long form of a function.
    private mutating func call(_ function: Int, _ argument: Node, _ properties: Properties) throws(ParseError) -> Node {
        let tag = range(properties.tagRange.lowerBound, properties.tagRange.upperBound)
        let member = Node.Member(key: functionNames[function], keyRange: tag, value: argument)
        return try node(.object([member]), properties.tagRange.lowerBound, Int(max(argument.range.end, tag.end)))
    }

    /// `Resource.Attribute` as a list of both; the attribute has the further dots.
    private mutating func attributePath(_ scalar: YAMLScannedScalar) throws(ParseError) -> Node {
        let text = scanner.text(of: scalar)
        let dot = text.utf8.firstIndex(of: UInt8(ascii: "."))
        guard let dot, dot > text.startIndex, text.utf8.index(after: dot) < text.endIndex else {
            throw scanner.error(at: scalar.start, expected: "Name.Attribute behind !GetAtt", found: "\"\(text)\"")
        }
        try enter(at: scalar.start)
        depth -= 1
        // Where the text is not in the document as it stands, its parts have no places of their own.
        let split = scalar.text.map { $0.lowerBound + text.utf8.distance(from: text.startIndex, to: dot) }
        let (start, end) = (scalar.text?.lowerBound ?? scalar.start, scalar.text?.upperBound ?? scalar.end)
        let resource = try node(.string(String(text[..<dot])), start, split ?? end)
        let attribute = String(text[text.utf8.index(after: dot)...])
        return try node(
            .array([resource, try node(.string(attribute), split.map { $0 + 1 } ?? start, end)]),
            scalar.start,
            scalar.end
        )
    }

    /// What a scalar with one of YAML's own tags says.
    private mutating func content(
        of scalar: YAMLScannedScalar,
        as type: TagType,
        at tag: Int
    ) throws(ParseError) -> Node.Content {
        let text = scanner.text(of: scalar)
        switch (type, YAMLPlainScalar.content(text)) {
        case (.str, _): return .string(text)
        case (.null, .null): return .null
        case (.bool, .bool(let flag)): return .bool(flag)
        case (.int, .number(let number))
        where number.spelling.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }):
            return .number(number)
        case (.float, .number(let number)): return .number(number)
        default: throw mismatch(type, at: tag, found: "\"\(text)\"")
        }
    }

    private mutating func mismatch(_ type: TagType, at tag: Int, found: String) -> ParseError {
        scanner.error(.tag, at: tag, expected: "a value that !!\(type.rawValue) can stand before", found: found)
    }
}
