/// Anchors, aliases, and where a tag stands.
extension YAMLParser {
    /// What may stand in front of a value: an anchor (`&name`) and a tag (`!Ref`).
    struct Properties {
        /// The anchor's name; empty without an anchor.
        var anchor = 0..<0
        var tag: Tag?
        /// The tag as written; empty without a tag.
        var tagRange = 0..<0

        var hasAnchor: Bool { !anchor.isEmpty }
        var isEmpty: Bool { anchor.isEmpty && tagRange.isEmpty }

        /// Where they begin.
        var start: Int {
            if !hasAnchor { return tagRange.lowerBound }
            return tagRange.isEmpty ? anchor.lowerBound - 1 : min(anchor.lowerBound - 1, tagRange.lowerBound)
        }
    }

    /// A value that aliases stand for.
    struct Anchor {
        /// `nil` until the value has been read.
        var node: Node?
        /// How many values it consists of.
        var nodeCount = 0
        /// How many collections are nested in it, itself included.
        var levels = 0
        /// How many bytes it has once the aliases in it are expanded.
        var byteCount = 0
    }

    /// An alias as written, and what it stands for.
    struct Alias {
        let target: Node
        let start: Int
        let end: Int
    }

    /// A value whose properties have been read, but which itself has not.
    struct Opened {
        let properties: Properties
        let start: Int
        let nodeCount: Int
        let aliasedBytes: Int
        let greatestDepth: Int
    }

    /// Reads an anchor and a tag, in either order, as far as they are on this line.
    ///
    /// YAML 1.1, section 8.1.
    mutating func properties() throws(ParseError) -> Properties {
        var properties = Properties()
        while true {
            let start = scanner.position
            switch scanner.current {
            case UInt8(ascii: "&"):
                if properties.hasAnchor { throw secondAnchor(at: start) }
                properties.anchor = try anchorName()
            case UInt8(ascii: "!"):
                if properties.tag != nil { throw secondTag(at: start) }
                properties.tag = try tag()
                properties.tagRange = start..<scanner.position
            default:
                return properties
            }
            scanner.mayStartBlock = false
            scanner.skipBlanks()
        }
    }

    /// The properties of a value that may stand on two lines.
    @inline(__always)
    mutating func merge(_ outer: Properties, _ own: Properties) throws(ParseError) -> Properties {
        own.isEmpty ? outer : try mergeNonempty(outer, own)
    }

    private mutating func mergeNonempty(_ outer: Properties, _ own: Properties) throws(ParseError) -> Properties {
        var merged = outer
        if own.hasAnchor {
            if outer.hasAnchor { throw secondAnchor(at: own.anchor.lowerBound - 1) }
            merged.anchor = own.anchor
        }
        if own.tag != nil {
            if outer.tag != nil { throw secondTag(at: own.tagRange.lowerBound) }
            merged.tag = own.tag
            merged.tagRange = own.tagRange
        }
        return merged
    }

    private mutating func secondAnchor(at offset: Int) -> ParseError {
        scanner.error(at: offset, expected: "one anchor before a value", found: "a second one")
    }

    private mutating func secondTag(at offset: Int) -> ParseError {
        scanner.error(
            .tag,
            at: offset,
            expected: "one tag before a value, and the long form (Fn::Sub: …) of a function in it",
            found: "a second tag"
        )
    }

    /// Reads the name of an anchor or alias behind its indicator.
    ///
    /// YAML 1.1, section 3.2.2.2, but as in YAML 1.2 `,[]{}` end a name, so that `[*a, *b]` means what it looks like.
    private mutating func anchorName() throws(ParseError) -> Range<Int> {
        let start = scanner.position + 1
        scanner.position = start
        while !scanner.isBlankOrEnd(scanner.position), !scanner.isFlowIndicator(scanner.current) {
            scanner.position += 1
        }
        guard scanner.position > start else {
            throw scanner.error(at: start - 1, expected: "a name behind \(scanner.text(start - 1, start))")
        }
        return start..<scanner.position
    }

    private mutating func text(_ range: Range<Int>) -> String { scanner.text(range.lowerBound, range.upperBound) }
}

// MARK: - Anchors

extension YAMLParser {
    /// Takes note of the properties of a value that is read next.
    mutating func open(_ properties: Properties) throws(ParseError) -> Opened {
        let opened = Opened(
            properties: properties,
            start: scanner.position,
            nodeCount: nodeCount,
            aliasedBytes: aliasedBytes,
            greatestDepth: greatestDepth
        )
        if properties.isEmpty { return opened }
        if properties.hasAnchor {
            anchors[text(properties.anchor)] = Anchor()
            greatestDepth = depth
        }
        if case .function = properties.tag { try enter(at: properties.tagRange.lowerBound) }
        return opened
    }

    /// Finishes a value that ``open(_:)`` has begun, its tag applied.
    mutating func close(_ opened: Opened, _ node: Node) -> Node {
        if opened.properties.isEmpty { return node }
        if case .function = opened.properties.tag { depth -= 1 }
        guard opened.properties.hasAnchor else { return node }
        anchors[text(opened.properties.anchor)] = Anchor(
            node: node,
            nodeCount: nodeCount - opened.nodeCount,
            levels: greatestDepth - depth,
            byteCount: max(scanner.position - opened.start, node.length) + aliasedBytes - opened.aliasedBytes
        )
        greatestDepth = max(greatestDepth, opened.greatestDepth)
        return node
    }

    /// Reads an alias, and counts what it stands for.
    mutating func alias() throws(ParseError) -> Alias {
        let start = scanner.position
        let name = text(try anchorName())
        scanner.mayStartBlock = false
        guard let anchor = anchors[name] else { throw unknownAlias(name, at: start) }
        guard let target = anchor.node else {
            throw scanner.error(
                .alias,
                at: start,
                expected: "an alias of a value that ends before it",
                found: "*\(name) inside its own anchor"
            )
        }
        try expand(anchor, at: start)
        return Alias(target: target, start: start, end: scanner.position)
    }

    private mutating func unknownAlias(_ name: String, at start: Int) -> ParseError {
        // Looking for a nearer name among very many would take long.
        let nearest = anchors.count <= 1_000 ? nearestName(to: name, among: anchors.keys.sorted()) : nil
        return scanner.error(
            .alias,
            at: start,
            expected: nearest.map { "*\($0)" } ?? "an alias of an anchor that stands before it",
            found: "the unknown alias *\(name)"
        )
    }

    /// Counts what an alias stands for, which others will go through as if it were written here.
    private mutating func expand(_ anchor: Anchor, at start: Int) throws(ParseError) {
        nodeCount += anchor.nodeCount
        if nodeCount > limits.maximumNodes { throw tooManyNodes(at: start) }
        aliasedBytes += anchor.byteCount
        if scanner.count + aliasedBytes > limits.maximumBytes {
            throw scanner.error(
                .tooLarge,
                at: start,
                expected: "at most \(limits.maximumBytes) bytes once aliases are expanded",
                found: "more"
            )
        }
        if depth + anchor.levels > limits.maximumDepth { throw tooDeep(at: start) }
        greatestDepth = max(greatestDepth, depth + anchor.levels)
    }

    /// The value that an alias stands for, in the place of the alias.
    mutating func node(_ alias: Alias, _ properties: Properties) throws(ParseError) -> Node {
        guard properties.isEmpty else {
            throw scanner.error(
                properties.tag == nil ? .alias : .tag,
                at: properties.start,
                expected: "an alias without an anchor or a tag of its own",
                found: "\"\(scanner.text(properties.start, alias.end))\""
            )
        }
        return Node(alias.target.content, range: range(alias.start, alias.end))
    }
}

extension Node {
    /// How many bytes it takes in the document.
    fileprivate var length: Int { Int(range.end) - Int(range.start) }
}
