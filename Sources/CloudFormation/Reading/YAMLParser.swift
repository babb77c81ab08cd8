/// Makes the tree of a document in one pass: no tokens or events are stored, recursion follows the nesting.
///
/// A function that reads something is called where it begins, and leaves the scanner behind it.
///
/// Functions are `mutating` even where they change nothing: `self` then is an address, where a borrow of so large a
/// value would copy it onto the stack, once for each call that is open. That costs time, and depth of nesting.
struct YAMLParser: ~Copyable {
    var scanner: YAMLScanner
    var keys: YAMLKeys
    let limits: ParseLimits

    /// The entries of open mappings, and the numbers of their keys beside them.
    var members = NodeStack<Node.Member>()
    var memberKeys = NodeStack<UInt32>()

    /// The elements of open lists.
    var elements = NodeStack<Node>()

    /// How many collections are open, CloudFormation's short forms included, since they become mappings.
    var depth = 0

    /// The greatest depth since an anchor began, aliases expanded.
    var greatestDepth = 0

    /// How many values there are so far, aliases expanded.
    var nodeCount = 0

    /// How many bytes the aliases so far stand for.
    var aliasedBytes = 0

    /// How many mappings have been finished, for ``YAMLKeys/mark(_:in:)``.
    var mappingCount: UInt32 = 0

    var anchors: [String: Anchor] = [:]

    /// What the directives `%TAG` say, and the two handles that need none.
    var tagHandles = ["!": "!", "!!": "tag:yaml.org,2002:"]

    /// Whether `%TAG` gives `!` another meaning, so that `!Ref` is no function.
    var isPrimaryHandleRedefined = false

    /// The long names of functions, by the numbers that ``Tag/function(_:)`` has.
    var functionNames = YAMLFunctions.longNames

    init(source: UnsafeBufferPointer<UInt8>, name: String, limits: ParseLimits) {
        scanner = YAMLScanner(source: source, name: name)
        keys = YAMLKeys(first: YAMLFunctions.shortNames)
        self.limits = limits
    }
}

// MARK: - Counting

extension YAMLParser {
    /// Makes a value and counts it.
    @inline(__always)
    mutating func node(_ content: Node.Content, _ start: Int, _ end: Int) throws(ParseError) -> Node {
        nodeCount += 1
        if nodeCount > limits.maximumNodes { throw tooManyNodes(at: start) }
        return Node(content, range: range(start, end))
    }

    @inline(__always)
    func range(_ start: Int, _ end: Int) -> SourceRange {
        // A document has at most `UInt32.max` bytes (``ParseLimits/maximumBytes``).
        SourceRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }

    mutating func tooManyNodes(at offset: Int) -> ParseError {
        scanner.error(
            .tooLarge,
            at: offset,
            expected: "at most \(limits.maximumNodes) values once aliases are expanded",
            found: "more"
        )
    }

    /// Takes note that a collection begins at an offset.
    @inline(__always)
    mutating func enter(at offset: Int) throws(ParseError) {
        if depth >= limits.maximumDepth { throw tooDeep(at: offset) }
        depth += 1
        if depth > greatestDepth { greatestDepth = depth }
    }

    mutating func tooDeep(at offset: Int) -> ParseError {
        scanner.error(
            .tooDeep,
            at: offset,
            expected: "lists and mappings nested at most \(limits.maximumDepth) deep",
            found: "one more"
        )
    }
}
