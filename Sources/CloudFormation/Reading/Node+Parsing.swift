extension Node {
    /// Reads a document in JSON or YAML.
    ///
    /// A name that ends in `.json` says that the document is JSON. Any other, `-` and `.template` included, is read by
    /// its content: what begins with a bracket and is JSON as JSON, all else as YAML, whose flow style looks like JSON
    /// with more freedom. Where it is neither, the error is that of JSON for a document that begins with a key in double
    /// quotes, and that of YAML for others.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - name: how messages call the document: a path, or `-`.
    ///   - limits: how much the document may ask of the reader.
    public init(
        parsing bytes: UnsafeBufferPointer<UInt8>,
        name: String,
        limits: ParseLimits = ParseLimits()
    ) throws(ParseError) {
        if name.lowercased().hasSuffix(".json") {
            self = try JSONReader.read(bytes, name: name, limits: limits)
        } else if Self.beginsWithBracket(bytes) {
            self = try Self.readFlow(bytes, name: name, limits: limits)
        } else {
            self = try YAMLReader.read(bytes, name: name, limits: limits)
        }
    }

    /// Reads a document in JSON or YAML, as ``init(parsing:name:limits:)-(UnsafeBufferPointer<UInt8>,_,_)`` does.
    public init(parsing bytes: [UInt8], name: String, limits: ParseLimits = ParseLimits()) throws(ParseError) {
        self = try bytes.withUnsafeBufferPointer { bytes throws(ParseError) in
            try Node(parsing: bytes, name: name, limits: limits)
        }
    }

    /// Reads a document in JSON or YAML, as ``init(parsing:name:limits:)-(UnsafeBufferPointer<UInt8>,_,_)`` does.
    public init(parsing source: SourceText, limits: ParseLimits = ParseLimits()) throws(ParseError) {
        try self.init(parsing: source.bytes, name: source.name, limits: limits)
    }

    /// Whether the first character that is no white space opens an object or a list.
    private static func beginsWithBracket(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let hasMark = bytes.starts(with: SourceText.byteOrderMark)
        let text = bytes.dropFirst(hasMark ? SourceText.byteOrderMark.count : 0)
        let first = text.first { $0 != .space && $0 != .lineFeed && $0 != .carriageReturn && $0 != UInt8(ascii: "\t") }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Whether the second character that is no white space is a double quote.
    private static func beginsWithQuotedKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let characters = bytes.lazy.filter { $0 > .space && !SourceText.byteOrderMark.contains($0) }
        return characters.dropFirst().first == UInt8(ascii: "\"")
    }

    /// Reads JSON, or YAML in flow style.
    private static func readFlow(
        _ bytes: UnsafeBufferPointer<UInt8>,
        name: String,
        limits: ParseLimits
    ) throws(ParseError) -> Node {
        do throws(ParseError) {
            return try JSONReader.read(bytes, name: name, limits: limits)
        } catch let jsonError {
            // What is too large, too deep, not text or ambiguous is so in YAML too.
            guard jsonError.code == .syntax else { throw jsonError }
            do throws(ParseError) {
                return try YAMLReader.read(bytes, name: name, limits: limits)
            } catch let yamlError {
                throw beginsWithQuotedKey(bytes) ? jsonError : yamlError
            }
        }
    }
}
