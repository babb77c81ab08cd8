/// Why a document could not be read: where, what would have been right, and what stands there instead.
///
/// `description` is `file:line:column: expected …, found …`.
public struct ParseError: Error, Sendable, Hashable {
    /// What kind of mistake it is, for programs; more may come.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The kind as one word.
        public let rawValue: String

        /// A kind of that name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The text breaks the grammar of JSON or YAML.
        public static let syntax = Code(rawValue: "syntax")
        /// The document is not UTF-8.
        public static let encoding = Code(rawValue: "encoding")
        /// A mapping has a key twice.
        public static let duplicateKey = Code(rawValue: "duplicateKey")
        /// Lists and mappings are nested more deeply than ``ParseLimits`` allows.
        public static let tooDeep = Code(rawValue: "tooDeep")
        /// The document, or what its aliases expand to, is larger than ``ParseLimits`` allows.
        public static let tooLarge = Code(rawValue: "tooLarge")
        /// An anchor, alias or merge key of YAML leads nowhere, or around in a circle.
        public static let alias = Code(rawValue: "alias")
        /// A tag of YAML is none of CloudFormation's, or stands before a value that it does not take.
        public static let tag = Code(rawValue: "tag")
        /// The document is well-formed, but no template.
        public static let notATemplate = Code(rawValue: "notATemplate")
    }

    /// What kind of mistake it is.
    public let code: Code

    /// The document's name.
    public let file: String

    /// Where the mistake is.
    public let position: SourcePosition

    /// What would have been right.
    public let expected: String

    /// What stands there instead; text of the document is cut, and free of control characters.
    public let found: String

    /// A mistake at an offset of a document.
    ///
    /// - Parameters:
    ///   - expected: what would have been right, as it reads after "expected".
    ///   - found: what stands there instead, as it reads after "found". Any length; the error cuts and escapes it.
    public init(_ code: Code, in source: SourceText, at offset: some BinaryInteger, expected: String, found: String) {
        self.code = code
        file = source.name
        position = source.position(of: offset)
        self.expected = expected
        self.found = found.displayable
    }
}

extension ParseError: CustomStringConvertible {
    /// The line, from 1.
    public var line: Int { position.line }

    /// The column, from 1, in Unicode scalars.
    public var column: Int { position.column }

    /// The message for a user: `file:line:column: expected …, found …`.
    public var description: String {
        "\(file.escapingControlCharacters):\(position): expected \(expected), found \(found)"
    }
}
