/// A scalar as it was scanned: where it stands, and where its text is.
struct YAMLScannedScalar {
    /// How a scalar is written; only a plain one can be other than text.
    enum Style {
        case plain
        case quoted
        case block
    }

    let style: Style

    /// From its first byte, quotes and indicators included.
    let start: Int

    /// To the byte after its last.
    let end: Int

    /// The text within the document; `nil` where it is in the scanner's `scratch`.
    let text: Range<Int>?

    /// Whether it begins and ends on one line, as the key of a mapping must.
    let isSingleLine: Bool
}

extension YAMLScanner {
    /// A value with nothing written.
    @inline(__always)
    func emptyScalar(at offset: Int) -> YAMLScannedScalar {
        YAMLScannedScalar(style: .plain, start: offset, end: offset, text: offset..<offset, isSingleLine: true)
    }

    /// The text of the scalar that was scanned last.
    @inline(__always)
    func text(of scalar: YAMLScannedScalar) -> String {
        guard let range = scalar.text else { return String(decoding: scratch, as: UTF8.self) }
        return text(range.lowerBound, range.upperBound)
    }

    /// Adds a part of the document to ``scratch``.
    @inline(__always)
    mutating func appendToScratch(_ start: Int, _ end: Int) {
        scratch.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: end - start))
    }
}
