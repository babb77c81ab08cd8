/// Block style: structure by indentation.
extension YAMLParser {
    /// Reads the value that follows an indicator or begins the document.
    ///
    /// - Parameters:
    ///   - indent: the column of the collection in which it stands; -1 for the document.
    ///   - mayBeIndentless: whether a list may begin in that same column, as below a key.
    mutating func blockNode(in indent: Int, mayBeIndentless: Bool) throws(ParseError) -> Node {
        let before = scanner.position
        scanner.skipToToken()
        let start = scanner.position
        guard try isValue(in: indent) else {
            if mayBeIndentless, isIndentlessEntry(indent) { return try blockSequence(Properties()) }
            return try node(.null, before, before)
        }
        if scanner.current == UInt8(ascii: "&") || scanner.current == UInt8(ascii: "!") {
            return try blockNodeWithProperties(in: indent, mayBeIndentless: mayBeIndentless)
        }
        return try blockContent(
            in: indent,
            outer: Properties(),
            own: Properties(),
            from: start,
            mayBeKey: scanner.mayStartBlock
        )
    }

    /// Whether the token here belongs to the collection in that column.
    @inline(__always)
    private mutating func isValue(in indent: Int) throws(ParseError) -> Bool {
        guard scanner.mayStartBlock else { return !scanner.isAtEndOfDocument }
        if scanner.column > indent { return !scanner.isAtEndOfDocument }
        if scanner.tab >= 0, !scanner.isAtEndOfDocument { throw tabIndents() }
        return false
    }

    @inline(__always)
    private func isIndentlessEntry(_ indent: Int) -> Bool {
        scanner.column == indent && scanner.isIndicator(UInt8(ascii: "-"), at: scanner.position)
    }

    mutating func tabIndents() -> ParseError {
        scanner.error(at: scanner.tab, expected: "spaces, since a tab cannot indent", found: "a tab")
    }

    /// Reads a value that begins with an anchor or a tag.
    ///
    /// Properties on a line of their own belong to the whole value; those before a key on its line belong to the key.
    private mutating func blockNodeWithProperties(in indent: Int, mayBeIndentless: Bool) throws(ParseError) -> Node {
        var outer = Properties()
        while true {
            let start = scanner.position
            let mayBeKey = scanner.mayStartBlock
            let own = try properties()
            let end = scanner.position
            scanner.skipToToken()
            guard scanner.mayStartBlock else {
                if scanner.isAtEndOfDocument { return try emptyNode(try merge(outer, own), at: end) }
                return try blockContent(in: indent, outer: outer, own: own, from: start, mayBeKey: mayBeKey)
            }
            outer = try merge(outer, own)
            guard try isValue(in: indent) else {
                guard mayBeIndentless, isIndentlessEntry(indent) else { return try emptyNode(outer, at: end) }
                return try blockSequence(outer)
            }
            guard scanner.current == UInt8(ascii: "&") || scanner.current == UInt8(ascii: "!") else {
                let start = scanner.position
                return try blockContent(in: indent, outer: outer, own: Properties(), from: start, mayBeKey: true)
            }
        }
    }

    /// Reads a value at its first token.
    ///
    /// - Parameters:
    ///   - outer: the properties on lines before.
    ///   - own: the properties on this line, which are the key's where one stands here.
    ///   - start: where `own` begin, or the value.
    ///   - mayBeKey: whether a mapping may begin at `start`.
    private mutating func blockContent(
        in indent: Int,
        outer: Properties,
        own: Properties,
        from start: Int,
        mayBeKey: Bool
    ) throws(ParseError) -> Node {
        switch scanner.current {
        case UInt8(ascii: "-") where scanner.isIndicator(UInt8(ascii: "-"), at: scanner.position):
            try requireBlockMayStart("list")
            return try blockSequence(outer)
        case UInt8(ascii: "?") where scanner.isIndicator(UInt8(ascii: "?"), at: scanner.position):
            try requireBlockMayStart("mapping")
            return try blockMapping(outer, first: nil, at: scanner.position)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            return try flowCollection(try merge(outer, own), in: indent, from: start)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            let scalar = try scanner.blockScalar(in: indent)
            return try node(scalar, try merge(outer, own))
        case UInt8(ascii: "*"):
            let alias = try alias()
            guard try isKey(from: start, mayBeKey: mayBeKey) else { return try node(alias, try merge(outer, own)) }
            return try blockMapping(outer, first: try key(alias, own), at: start)
        default:
            let scalar = try scalar(in: indent)
            guard scalar.isSingleLine, try isKey(from: start, mayBeKey: mayBeKey) else {
                return try node(scalar, try merge(outer, own))
            }
            return try blockMapping(outer, first: try key(scalar, own), at: start)
        }
    }

    private mutating func requireBlockMayStart(_ kind: String) throws(ParseError) {
        if scanner.tab >= 0 { throw tabIndents() }
        guard scanner.mayStartBlock else {
            throw scanner.error(at: scanner.position, expected: "a new line before a \(kind)")
        }
    }

    /// Reads a list or a mapping in brackets.
    private mutating func flowCollection(
        _ properties: Properties,
        in indent: Int,
        from start: Int
    ) throws(ParseError) -> Node {
        let opened = try open(properties)
        let node = close(opened, try tagged(try flowCollection(in: indent), properties))
        scanner.skipBlanks()
        guard scanner.isColon(at: scanner.position) else { return node }
        throw keyIsNoString(at: start, found: "a list or a mapping")
    }

    /// Whether what began at `start` is the key of a mapping, behind whose colon the scanner then stands.
    @inline(__always)
    mutating func isKey(from start: Int, mayBeKey: Bool) throws(ParseError) -> Bool {
        if !scanner.mayStartBlock { scanner.skipBlanks() }
        guard scanner.isColon(at: scanner.position) else { return false }
        guard start >= scanner.lineStart, !scanner.mayStartBlock else { return false }
        guard mayBeKey else { throw mappingNotAllowed() }
        if scanner.tab >= 0 { throw tabIndents() }
        try requireShortKey(from: start)
        scanner.position += 1
        return true
    }

    private mutating func mappingNotAllowed() -> ParseError {
        scanner.error(
            at: scanner.position,
            expected: "the end of the line, or quotes around a text that contains \": \"",
            found: "a second \":\" after a key on this line"
        )
    }

    /// YAML 1.1, section 9.3.2.2: a key before a colon on its line has at most 1024 characters.
    @inline(__always)
    mutating func requireShortKey(from start: Int) throws(ParseError) {
        if scanner.position - start > 1024 { try refuseLongKey(from: start) }
    }

    private mutating func refuseLongKey(from start: Int) throws(ParseError) {
        let characters = (start..<scanner.position).count { scanner.bytes[$0] & 0xC0 != 0x80 }
        guard characters > 1024 else { return }
        throw scanner.error(at: start, expected: "a key of at most 1024 characters", found: "one of \(characters)")
    }
}
