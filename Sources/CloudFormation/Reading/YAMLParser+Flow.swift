/// Flow style: structure by brackets, as in JSON.
extension YAMLParser {
    /// Reads a list or a mapping at its bracket.
    ///
    /// YAML 1.1, sections 9.2.1 and 9.2.2 (`c-flow-sequence`, `c-flow-mapping`). Lines may be indented less than the
    /// block around them, as YAML 1.1's readers have it: people close a bracket in column 1.
    ///
    /// - Parameter indent: the column of the block collection in which it stands.
    mutating func flowCollection(in indent: Int) throws(ParseError) -> Node {
        let start = scanner.position
        try enter(at: start)
        scanner.mayStartBlock = false
        scanner.flowLevel += 1
        scanner.position += 1
        let isList = scanner.bytes[start] == UInt8(ascii: "[")
        let flow = Flow(start: start, end: UInt8(ascii: isList ? "]" : "}"), indent: indent)
        let content = isList ? try flowSequence(flow) : try flowMapping(flow)
        scanner.position += 1
        scanner.flowLevel -= 1
        depth -= 1
        return try node(content, start, scanner.position)
    }

    /// An open flow collection.
    struct Flow {
        /// Where its bracket is.
        let start: Int
        /// The bracket that closes it.
        let end: UInt8
        /// The column of the block collection around it.
        let indent: Int
    }

    private mutating func flowSequence(_ flow: Flow) throws(ParseError) -> Node.Content {
        let base = elements.count
        while try skipToFlowEntry(flow) {
            let element = try flowElement(flow)
            elements.append(element)
            try requireFlowEntryEnds(flow)
        }
        return .array(elements.removeAll(from: base))
    }

    private mutating func flowMapping(_ flow: Flow) throws(ParseError) -> Node.Content {
        let base = members.count
        var hasMerge = false
        while try skipToFlowEntry(flow) {
            let key = try flowKey(flow)
            let value = try flowValue(of: key, flow)
            if key.isMerge { hasMerge = true }
            members.append(Node.Member(key: key.text, keyRange: key.range, value: value))
            memberKeys.append(key.number)
            try requireFlowEntryEnds(flow)
        }
        return try finishMapping(from: base, hasMerge: hasMerge)
    }

    // MARK: - Between entries

    /// Goes on to an entry; false at the closing bracket.
    @inline(__always)
    private mutating func skipToFlowEntry(_ flow: Flow) throws(ParseError) -> Bool {
        scanner.skipToToken()
        switch scanner.current {
        case flow.end: return false
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
            throw scanner.error(at: scanner.position, expected: "a value or a \(text(flow.end))")
        default: return true
        }
    }

    /// Goes behind the comma after an entry, or to the closing bracket.
    @inline(__always)
    private mutating func requireFlowEntryEnds(_ flow: Flow) throws(ParseError) {
        scanner.skipToToken()
        if scanner.current == UInt8(ascii: ",") {
            scanner.position += 1
        } else if scanner.current != flow.end {
            throw flowGoesOn(flow)
        }
    }

    /// The mistake at a token that cannot follow in a flow collection.
    ///
    /// One on a further line that is not indented more than the block around the bracket most likely belongs to that
    /// block, so the mistake is the bracket that was not closed.
    private mutating func flowGoesOn(_ flow: Flow) -> ParseError {
        let open = scanner.text(flow.start, flow.start + 1)
        let close = text(flow.end)
        if scanner.isAtEndOfDocument {
            let line = scanner.place(of: flow.start).line
            return scanner.error(at: scanner.position, expected: "a \(close) that closes the \(open) of line \(line)")
        }
        var column = 0
        while scanner.bytes[scanner.lineStart + column] == .space { column += 1 }
        if scanner.lineStart > flow.start, column <= flow.indent {
            return scanner.error(
                at: flow.start,
                expected: "a \(close) that closes this \(open)",
                found: "line \(scanner.place(of: scanner.position).line), which belongs to what is around it"
            )
        }
        return scanner.error(at: scanner.position, expected: "a comma or a \(close)")
    }

    private mutating func text(_ bracket: UInt8) -> String { String(UnicodeScalar(bracket)) }

    // MARK: - Entries

    /// Reads an element of a list: a value, or a mapping of one entry without brackets.
    private mutating func flowElement(_ flow: Flow) throws(ParseError) -> Node {
        let start = scanner.position
        if scanner.isIndicator(UInt8(ascii: "?"), at: start) {
            return try flowPair(try explicitFlowKey(flow), at: start, flow)
        }
        let own = try flowProperties()
        switch scanner.current {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let node = try flowCollection(own, in: flow)
            scanner.skipBlanks()
            if scanner.current == UInt8(ascii: ":") {
                throw keyIsNoString(at: start, found: node.arrayElements != nil ? "a list" : "a mapping")
            }
            return node
        case UInt8(ascii: "*"):
            let alias = try alias()
            guard try isFlowKey(from: start, isQuoted: false) else { return try node(alias, own) }
            return try flowPair(try key(alias, own), at: start, flow)
        default:
            guard let scalar = try flowScalar(flow) else { return try emptyNode(own, at: scanner.position) }
            guard scalar.isSingleLine, try isFlowKey(from: start, isQuoted: scalar.style == .quoted) else {
                return try node(scalar, own)
            }
            return try flowPair(try key(scalar, own), at: start, flow)
        }
    }

    /// Whether what began at `start` is the key of a mapping without brackets: on one line, not too long.
    private mutating func isFlowKey(from start: Int, isQuoted: Bool) throws(ParseError) -> Bool {
        scanner.skipBlanks()
        guard scanner.lineStart <= start, isFlowColon(isQuoted: isQuoted) else { return false }
        try requireShortKey(from: start)
        scanner.position += 1
        return true
    }

    /// Reads the value of a mapping without brackets behind its key.
    private mutating func flowPair(_ key: Key, at start: Int, _ flow: Flow) throws(ParseError) -> Node {
        try enter(at: start)
        let value =
            key.hasValue ? try flowNode(flow) : try emptyNode(Properties(), at: Int(key.range.end))
        depth -= 1
        let base = members.count
        members.append(Node.Member(key: key.text, keyRange: key.range, value: value))
        memberKeys.append(key.number)
        let content = try finishMapping(from: base, hasMerge: key.isMerge)
        return try node(content, start, max(Int(value.range.end), Int(key.range.end)))
    }

    /// Reads a key of a mapping, and goes behind its colon. A key may stand alone.
    private mutating func flowKey(_ flow: Flow) throws(ParseError) -> Key {
        let start = scanner.position
        if scanner.isIndicator(UInt8(ascii: "?"), at: start) { return try explicitFlowKey(flow) }
        let own = try flowProperties()
        var key: Key
        var isQuoted = false
        switch scanner.current {
        case UInt8(ascii: "["): throw keyIsNoString(at: start, found: "a list")
        case UInt8(ascii: "{"): throw keyIsNoString(at: start, found: "a mapping")
        case UInt8(ascii: "*"):
            let alias = try alias()
            key = try self.key(alias, own)
        default:
            let scalar = try flowScalar(flow) ?? scanner.emptyScalar(at: scanner.position)
            key = try self.key(scalar, own)
            isQuoted = scalar.style == .quoted
        }
        key.hasValue = skipFlowColon(isQuoted: isQuoted)
        return key
    }

    /// Reads `? key`, and goes behind its colon.
    private mutating func explicitFlowKey(_ flow: Flow) throws(ParseError) -> Key {
        let start = scanner.position
        scanner.position += 1
        scanner.skipToToken()
        guard !scanner.isIndicator(UInt8(ascii: "?"), at: scanner.position) else {
            throw scanner.error(at: scanner.position, expected: "a key")
        }
        let isEnd = scanner.current == UInt8(ascii: ",") || scanner.current == flow.end
        guard isEnd else { return try flowKey(flow) }
        var key = try key(scanner.emptyScalar(at: start + 1), Properties())
        key.hasValue = false
        return key
    }

    @inline(__always)
    private mutating func flowValue(of key: Key, _ flow: Flow) throws(ParseError) -> Node {
        guard key.hasValue else { return try emptyNode(Properties(), at: Int(key.range.end)) }
        return try flowNode(flow)
    }

    /// Reads a value that is no key.
    private mutating func flowNode(_ flow: Flow) throws(ParseError) -> Node {
        let before = scanner.position
        scanner.skipToToken()
        let own = try flowProperties()
        switch scanner.current {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            return try flowCollection(own, in: flow)
        case UInt8(ascii: "*"):
            return try node(try alias(), own)
        default:
            guard let scalar = try flowScalar(flow) else {
                return try emptyNode(
                    own,
                    at: own.isEmpty ? before : max(own.tagRange.upperBound, own.anchor.upperBound)
                )
            }
            return try node(scalar, own)
        }
    }

    private mutating func flowCollection(_ properties: Properties, in flow: Flow) throws(ParseError) -> Node {
        let opened = try open(properties)
        return close(opened, try tagged(try flowCollection(in: flow.indent), properties))
    }

    /// Reads properties, and goes on to what they stand before.
    @inline(__always)
    private mutating func flowProperties() throws(ParseError) -> Properties {
        guard scanner.current == UInt8(ascii: "&") || scanner.current == UInt8(ascii: "!") else { return Properties() }
        var all = Properties()
        while scanner.current == UInt8(ascii: "&") || scanner.current == UInt8(ascii: "!") {
            all = try merge(all, try properties())
            scanner.skipToToken()
        }
        return all
    }

    /// Scans a scalar, or gives `nil` where the value is empty.
    @inline(__always)
    private mutating func flowScalar(_ flow: Flow) throws(ParseError) -> YAMLScannedScalar? {
        switch scanner.current {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
            return nil
        default:
            if scanner.isAtEndOfDocument { throw flowGoesOn(flow) }
            return try scalar(in: flow.indent)
        }
    }

    // MARK: - Colons

    /// Goes on to a colon and behind it; whether there is one.
    @inline(__always)
    private mutating func skipFlowColon(isQuoted: Bool) -> Bool {
        scanner.skipToToken()
        guard isFlowColon(isQuoted: isQuoted) else { return false }
        scanner.position += 1
        return true
    }

    /// Whether a colon here ends a key. Behind quotes it needs no white space, as in JSON.
    @inline(__always)
    private func isFlowColon(isQuoted: Bool) -> Bool {
        scanner.current == UInt8(ascii: ":") && (isQuoted || scanner.isColon(at: scanner.position))
    }
}
