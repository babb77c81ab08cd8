/// Reads JSON into a tree with places, strictly as the standard has it.
///
/// A byte order mark is skipped. Refused are, besides what is no JSON: text that is not UTF-8, half a surrogate pair,
/// and a key that stands twice in one object, where the standard leaves open which one counts. Two keys are the same if
/// Swift's `String` says so, since that is how ``Value`` looks them up: `é` in one and in two scalars is one key.
///
/// Time and memory grow with the size of the document, whatever it contains; ``ParseLimits`` bounds both.
///
/// - Source: RFC 8259.
public enum JSONReader: Sendable {
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
        var parser = JSONParser(bytes, name: name, limits: limits)
        return try parser.readDocument()
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
}
