/// One pass over a JSON document that is known to be UTF-8.
///
/// It calls itself for each level of nesting, at most ``ParseLimits/maximumDepth`` times.
struct JSONParser: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let name: String
    let limits: ParseLimits

    /// Whether keys need no look at their bytes to know that they are ASCII.
    let isASCII: Bool

    /// Where the parser is.
    var offset = 0

    /// How many lists and objects are open.
    private var depth = 0

    private var nodeCount = 0

    /// The finished elements of all open lists, outermost first.
    private var elements: NodeStack<Node>

    /// The finished members of all open objects, outermost first.
    var members: NodeStack<Node.Member>

    /// For each of ``members`` a fingerprint of the key.
    var fingerprints: NodeStack<UInt32>

    /// Strings of the document so far, to be used again.
    var strings: JSONStringTable

    /// The text of a string with escapes while it is read.
    var unescaped: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, name: String, limits: ParseLimits) {
        self.bytes = bytes
        self.name = name
        self.limits = limits
        strings = JSONStringTable(documentLength: bytes.count)
        // Small documents, such as messages, get small ones, which are made sooner.
        let capacity = min(256, max(16, bytes.count / 32))
        elements = NodeStack(capacity: capacity)
        members = NodeStack(capacity: capacity)
        fingerprints = NodeStack(capacity: capacity)
        isASCII = SourceText.endOfASCII(bytes, from: 0) == bytes.count
    }

    /// The one value of the document.
    mutating func readDocument() throws(ParseError) -> Node {
        if bytes.starts(with: SourceText.byteOrderMark) { offset = SourceText.byteOrderMark.count }
        do throws(JSONMistake) {
            let document = try readValue()
            skipWhitespace()
            guard offset == bytes.count else { throw unexpected("the end of the document") }
            return document
        } catch {
            throw error.error
        }
    }

    @inline(__always)
    private mutating func readValue() throws(JSONMistake) -> Node {
        nodeCount &+= 1
        guard nodeCount <= limits.maximumNodes else { throw tooManyNodes() }
        skipWhitespace()
        switch currentByte {
        case UInt8(ascii: "{"): return try readObject()
        case UInt8(ascii: "["): return try readArray()
        default: return try readScalar()
        }
    }

    @inline(__always)
    private mutating func readScalar() throws(JSONMistake) -> Node {
        let start = offset
        let content: Node.Content
        switch currentByte {
        case UInt8(ascii: "\""): content = .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try readNumber())
        default: content = try readWord()
        }
        return Node(content, range: range(from: start))
    }

    private mutating func readArray() throws(JSONMistake) -> Node {
        let start = try openContainer()
        let base = elements.count
        var isOpen = currentByte != UInt8(ascii: "]")
        while isOpen {
            elements.append(try readValue())
            skipWhitespace()
            switch currentByte {
            case UInt8(ascii: ","): offset &+= 1
            case UInt8(ascii: "]"): isOpen = false
            default: throw unexpected("',' or ']' after the element", in: "list", openedAt: start)
            }
        }
        closeContainer()
        return Node(.array(elements.removeAll(from: base)), range: range(from: start))
    }

    private mutating func readObject() throws(JSONMistake) -> Node {
        let start = try openContainer()
        let base = members.count
        var hasPlainKeys = true
        var isOpen = currentByte != UInt8(ascii: "}")
        while isOpen {
            let key = try readKey(ofObjectAt: start)
            if !key.isPlain { hasPlainKeys = false }
            appendMember(key, try readValue())
            skipWhitespace()
            switch currentByte {
            case UInt8(ascii: ","): offset &+= 1
            case UInt8(ascii: "}"): isOpen = false
            default: throw unexpected("',' or '}' after the value", in: "object", openedAt: start)
            }
        }
        closeContainer()
        try requireUniqueKeys(from: base, arePlain: hasPlainKeys)
        fingerprints.removeLast(to: base)
        return Node(.object(members.removeAll(from: base)), range: range(from: start))
    }

    @inline(__always)
    private mutating func appendMember(_ key: consuming Key, _ value: consuming Node) {
        fingerprints.append(key.fingerprint)
        members.append(Node.Member(key: key.text, keyRange: key.range, value: value))
    }

    /// Goes behind an opening bracket and the white space after it, and gives the bracket's place.
    @inline(__always)
    private mutating func openContainer() throws(JSONMistake) -> Int {
        guard depth < limits.maximumDepth else { throw tooDeep() }
        let start = offset
        depth &+= 1
        offset &+= 1
        skipWhitespace()
        return start
    }

    /// Goes behind a closing bracket.
    @inline(__always)
    private mutating func closeContainer() {
        depth &-= 1
        offset &+= 1
    }
}

// MARK: Bytes

extension JSONParser {
    /// The byte at ``offset``, and 0 at the end: a zero byte of the document is right nowhere either.
    @inline(__always)
    var currentByte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    @inline(__always)
    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case .lineFeed:
                offset &+= 1
                skipSpaces()
            case .space, .carriageReturn, UInt8(ascii: "\t"):
                offset &+= 1
            default:
                return
            }
        }
    }

    /// Goes over an indentation, eight spaces at a time.
    @inline(__always)
    private mutating func skipSpaces() {
        while let word = bytes.word(at: offset) {
            let others = word ^ UInt64(repeating: .space)
            guard others == 0 else {
                offset &+= others.trailingZeroBitCount / 8
                return
            }
            offset &+= 8
        }
    }

    /// From there to ``offset``.
    @inline(__always)
    func range(from start: Int) -> SourceRange {
        // No document is longer than `UInt32` can count; see `ParseLimits.maximumBytes`.
        SourceRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: offset))
    }
}
