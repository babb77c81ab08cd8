/// Reads YAML as CloudFormation does.
///
/// - Shape: one document of YAML 1.1 in UTF-8. Aliases and merge keys are expanded, CloudFormation's short forms are in
///   their long form: `!Ref X` is `{"Ref": "X"}`, `!GetAtt A.B.C` is `{"Fn::GetAtt": ["A", "B.C"]}`. The tags of rain
///   are read alike (`!Rain::Embed X` is `{"Fn::Rain::Embed": "X"}`), since its users' templates are reviewed as well.
/// - Scalars: a plain scalar is a number where JSON spells one, and `null` or a boolean where YAML 1.1 says so. All
///   others are text as written, because CloudFormation hands scalars on as text: `0x1F`, `010`, `1_000`, `12:30:00`,
///   `.inf` and `2012-10-17` lose nothing that way, and `1.10` is a number that keeps its zero. A scalar behind a short
///   form is text.
/// - Keys: text as written, whatever it looks like; a key that is a list or a mapping is refused, and so is one that
///   stands twice.
/// - Places: an alias stands where it is written, and what is in it where its anchor is; a short form begins at its
///   tag, which is the place of its key.
/// - Refused: other tags than CloudFormation's and YAML's own for JSON's types, more than one document, what goes
///   beyond ``ParseLimits``. Brackets and quotes may go on at any indentation, which other readers of YAML 1.1 allow
///   too.
/// - Cost: time and memory grow linearly with the document and what its aliases expand to; aliases share what they
///   expand.
/// - Source: YAML 1.1, third edition (yaml.org/spec/1.1); CloudFormation User Guide, "CloudFormation template format".
public enum YAMLReader: Sendable {
    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - name: how messages call the document: a path, or `-`.
    ///   - limits: how much the document may ask of the reader.
    public static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        name: String,
        limits: ParseLimits = ParseLimits()
    ) throws(ParseError) -> Node {
        try SourceText.requireText(bytes, name: name, limits: limits)
        var parser = YAMLParser(source: bytes, name: name, limits: limits)
        return try parser.document()
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - name: how messages call the document: a path, or `-`.
    ///   - limits: how much the document may ask of the reader.
    public static func read(
        _ bytes: [UInt8],
        name: String,
        limits: ParseLimits = ParseLimits()
    ) throws(ParseError) -> Node {
        try bytes.withUnsafeBufferPointer { bytes throws(ParseError) in
            try read(bytes, name: name, limits: limits)
        }
    }

    /// Reads a document that is in memory as text.
    ///
    /// - Parameters:
    ///   - text: the document.
    ///   - name: how messages call the document: a path, or `-`.
    ///   - limits: how much the document may ask of the reader.
    public static func read(
        _ text: String,
        name: String,
        limits: ParseLimits = ParseLimits()
    ) throws(ParseError) -> Node {
        try read(Array(text.utf8), name: name, limits: limits)
    }
}
