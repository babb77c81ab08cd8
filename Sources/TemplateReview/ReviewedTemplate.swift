public import CloudFormation

/// One side of a review: a template with the places of its values.
public struct ReviewedTemplate: Sendable {
    /// The document.
    public let source: SourceText
    /// What it says.
    public let root: Node

    /// A template that has been read from a document.
    public init(source: SourceText, root: Node) {
        self.source = source
        self.root = root
    }

    /// Where a value stands.
    func location(of range: SourceRange?) -> SourceLocation? {
        range.map { SourceLocation(file: source.name, position: source.position(of: $0.start)) }
    }

    /// Whether the same text may mean different things at different places, as aliases of YAML do. Anchors need an `&`.
    var mayHaveAliases: Bool {
        source.bytes.withUnsafeBytes { bytes in
            // Eight bytes at a time: one that is zero after the exclusive or is borrowed from (Hacker's Delight, 6-1).
            let words = bytes.count / 8
            let ampersands = UInt64(UInt8(ascii: "&")) &* 0x0101_0101_0101_0101
            for index in 0..<words {
                let word = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) ^ ampersands
                if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
            }
            return bytes[(words * 8)...].contains(UInt8(ascii: "&"))
        }
    }

    /// The text of a value as it was read.
    func text(of range: SourceRange) -> ArraySlice<UInt8> {
        let end = min(Int(range.end), source.bytes.count)
        return source.bytes[min(Int(range.start), end)..<end]
    }

    /// The entries of a section in order; none where it is no mapping.
    func entries(of section: String) -> [Node.Member] { root[section]?.objectMembers ?? [] }
}

extension ArraySlice<UInt8> {
    /// Whether both hold the same bytes, compared eight at a time.
    func isSame(as other: ArraySlice<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBytes { own in
            other.withUnsafeBytes { others in
                let words = own.count / 8
                for index in 0..<words {
                    let offset = index * 8
                    if own.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                        != others.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    {
                        return false
                    }
                }
                return (words * 8..<own.count).allSatisfy { own[$0] == others[$0] }
            }
        }
    }
}
