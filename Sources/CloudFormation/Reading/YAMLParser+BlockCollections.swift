/// Block lists and mappings: an entry a line, all in one column.
extension YAMLParser {
    /// Reads a list at its first `-`.
    ///
    /// YAML 1.1, section 9.3.1.
    mutating func blockSequence(_ properties: Properties) throws(ParseError) -> Node {
        let start = scanner.position
        let opened = try open(properties)
        try enter(at: start)
        let column = start - scanner.lineStart
        let base = elements.count
        var end = start
        repeat {
            scanner.skipBlockIndicator()
            end = scanner.position
            let element = try blockNode(in: column, mayBeIndentless: false)
            end = max(end, Int(element.range.end))
            elements.append(element)
        } while try isNextEntry(in: column) && scanner.isIndicator(UInt8(ascii: "-"), at: scanner.position)
        depth -= 1
        return close(opened, try tagged(try node(.array(elements.removeAll(from: base)), start, end), properties))
    }

    /// Whether a further entry of the collection in that column stands here.
    @inline(__always)
    private mutating func isNextEntry(in column: Int) throws(ParseError) -> Bool {
        scanner.skipToToken()
        if scanner.current == 0 { return false }
        guard scanner.mayStartBlock else {
            throw scanner.error(at: scanner.position, expected: "the end of the line")
        }
        if scanner.tab >= 0 { throw tabIndents() }
        let indentation = scanner.position - scanner.lineStart
        if indentation < column { return false }
        if indentation == column { return column > 0 || !scanner.isAtEndOfDocument }
        throw scanner.error(
            at: scanner.position,
            expected: "an entry in column \(column + 1), or in that of a collection around it",
            found: "one in column \(indentation + 1)"
        )
    }

    /// Reads a mapping behind its first key, or at a `?`.
    ///
    /// YAML 1.1, section 9.3.2.
    mutating func blockMapping(
        _ properties: Properties,
        first: Key?,
        at start: Int
    ) throws(ParseError) -> Node {
        let column = start - scanner.lineStart
        let opened = try open(properties)
        try enter(at: start)
        let base = members.count
        var hasMerge = false
        var end = start
        var next = first
        repeat {
            let key = if let first = next { first } else { try blockKey(in: column) }
            next = nil
            let value =
                key.hasValue
                ? try blockNode(in: column, mayBeIndentless: true)
                : try emptyNode(Properties(), at: Int(key.range.end))
            end = max(Int(value.range.end), Int(key.range.end))
            if key.isMerge { hasMerge = true }
            members.append(Node.Member(key: key.text, keyRange: key.range, value: value))
            memberKeys.append(key.number)
        } while try isNextEntry(in: column)
        depth -= 1
        let content = try finishMapping(from: base, hasMerge: hasMerge)
        return close(opened, try tagged(try node(content, start, end), properties))
    }

    /// Reads a key, and goes behind its colon.
    private mutating func blockKey(in column: Int) throws(ParseError) -> Key {
        let start = scanner.position
        var own = Properties()
        switch scanner.current {
        case UInt8(ascii: "?") where scanner.isIndicator(UInt8(ascii: "?"), at: start):
            return try explicitKey(in: column)
        case UInt8(ascii: "&"), UInt8(ascii: "!"):
            own = try properties()
            scanner.skipBlanks()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            throw keyIsNoString(at: start, found: "a list or a mapping")
        default:
            break
        }
        if scanner.current == UInt8(ascii: "*") {
            let alias = try alias()
            guard try isKey(from: start, mayBeKey: true) else { throw missingColon(after: start) }
            return try key(alias, own)
        }
        try requireKey()
        let scalar = try scalar(in: column)
        guard scalar.isSingleLine, try isKey(from: start, mayBeKey: true) else { throw missingColon(after: start) }
        return try key(scalar, own)
    }

    @inline(__always)
    private mutating func requireKey() throws(ParseError) {
        switch scanner.current {
        case UInt8(ascii: "-") where scanner.isIndicator(UInt8(ascii: "-"), at: scanner.position):
            throw scanner.error(
                at: scanner.position,
                expected: "a key, like those before it",
                found: "an entry of a list"
            )
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            throw scanner.error(at: scanner.position, expected: "a key")
        default:
            break
        }
    }

    private mutating func missingColon(after start: Int) -> ParseError {
        scanner.error(at: start, expected: "a key with \": \" behind it on the same line")
    }

    /// Reads `? key` with its `:` on a further line, or without a value.
    ///
    /// YAML 1.1, section 9.3.2.1.
    private mutating func explicitKey(in column: Int) throws(ParseError) -> Key {
        scanner.skipBlockIndicator()
        scanner.skipToToken()
        var key: Key
        // What an alias stands for may have been written otherwise, so the alias is read here.
        if scanner.current == UInt8(ascii: "*"), !scanner.mayStartBlock || scanner.column > column {
            key = try self.key(try alias(), Properties())
        } else {
            let node = try blockNode(in: column, mayBeIndentless: true)
            key = try self.key(of: node, range: node.range)
        }
        scanner.skipToToken()
        key.hasValue =
            scanner.mayStartBlock && scanner.column == column
            && scanner.isIndicator(UInt8(ascii: ":"), at: scanner.position)
        if key.hasValue { scanner.skipBlockIndicator() }
        return key
    }
}
