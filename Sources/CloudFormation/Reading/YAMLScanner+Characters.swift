/// Which characters a document may have.
extension YAMLScanner {
    /// The first byte that no document may have, or `nil`: control characters other than tab and line breaks.
    ///
    /// YAML 1.1, section 5.1, `c-printable`.
    func firstForbiddenByte() -> Int? {
        let raw = UnsafeRawPointer(bytes)
        var offset = 0
        // Most of a document is printable ASCII: 32 bytes at a time, until one of them needs a closer look.
        while offset + 32 <= count {
            let words = raw.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            if Self.hasUncommonByte(words), let forbidden = firstForbiddenByte(from: offset, to: offset + 32) {
                return forbidden
            }
            offset += 32
        }
        return firstForbiddenByte(from: offset, to: count)
    }

    /// Whether a byte is other than printable ASCII, tab, LF and CR.
    ///
    /// Works on the bytes of a word at once: a sum carries into the upper bit of each byte that is large enough.
    @inline(__always)
    private static func hasUncommonByte(_ words: SIMD4<UInt64>) -> Bool {
        let upper = SIMD4<UInt64>(repeating: 0x8080_8080_8080_8080)
        let low = words & ~upper
        let reachesSpace = low &+ SIMD4(repeating: 0x6060_6060_6060_6060)
        let isDelete = low &+ SIMD4(repeating: 0x0101_0101_0101_0101)
        // Among the bytes below the space, 9, 10 and 13 differ from themselves by zero, which carries nothing.
        let isNoTab = (low ^ SIMD4(repeating: 0x0909_0909_0909_0909)) &+ ~upper
        let isNoLineFeed = (low ^ SIMD4(repeating: 0x0A0A_0A0A_0A0A_0A0A)) &+ ~upper
        let isNoCarriageReturn = (low ^ SIMD4(repeating: 0x0D0D_0D0D_0D0D_0D0D)) &+ ~upper
        let isControl = ~reachesSpace & isNoTab & isNoLineFeed & isNoCarriageReturn
        return (words | isDelete | isControl) & upper != .zero
    }

    private func firstForbiddenByte(from start: Int, to end: Int) -> Int? {
        var offset = start
        while offset < end {
            if isForbidden(at: offset) { return offset }
            offset += 1
        }
        return nil
    }

    private func isForbidden(at offset: Int) -> Bool {
        switch bytes[offset] {
        case .tab, .lineFeed, .carriageReturn: false
        case 0..<0x20, 0x7F: true
        case 0xC2: bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85
        case 0xEF: bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE
        default: false
        }
    }
}
