/// A document with its name: what places in a parsed template are counted in.
public struct SourceText: Sendable {
    /// The document as it was read.
    public let bytes: [UInt8]

    /// How messages call the document: a path as the user wrote it, or `-`.
    public let name: String

    /// The offset of each line's first byte; never empty.
    private let lineStarts: [UInt32]

    /// How many Unicode scalars begin before each block of ``blockLength`` bytes, since a minified document is one line;
    /// empty where each byte is one.
    private let scalarCounts: [UInt32]

    private static var blockLength: Int { 1024 }

    /// A document of UTF-8 text. Finding its lines takes a fraction of the time of reading it.
    public init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        lineStarts = bytes.withUnsafeBufferPointer { Self.lineStarts(of: $0) }
        scalarCounts = bytes.withUnsafeBufferPointer { Self.scalarCounts(of: $0) }
    }

    /// A document that is in memory as text.
    public init(_ text: String, name: String) {
        self.init(Array(text.utf8), name: name)
    }

    /// The line and column of a byte. An offset behind the end gives the end.
    public func position(of offset: some BinaryInteger) -> SourcePosition {
        let offset = min(max(Int(clamping: offset), 0), bytes.count)
        let line = lineIndex(of: offset)
        let start = min(Int(lineStarts[line]), offset)
        return SourcePosition(line: line + 1, column: scalarCount(before: offset) - scalarCount(before: start) + 1)
    }

    /// How many Unicode scalars begin before a byte.
    private func scalarCount(before offset: Int) -> Int {
        guard !scalarCounts.isEmpty else { return offset }
        let block = offset / Self.blockLength
        return bytes.withUnsafeBufferPointer {
            Int(scalarCounts[block]) + Self.scalarCount($0.extracting((block * Self.blockLength)..<offset))
        }
    }

    private static func scalarCounts(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        guard endOfASCII(bytes, from: 0) < bytes.count else { return [] }
        var count = 0
        return stride(from: 0, through: bytes.count, by: blockLength).map { start in
            defer { count += scalarCount(bytes.extracting(start..<min(start + blockLength, bytes.count))) }
            return UInt32(truncatingIfNeeded: count)
        }
    }

    /// How many Unicode scalars begin in a stretch: a byte 10xxxxxx continues one that has been counted.
    private static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var continuations = 0
        var offset = 0
        while let word = bytes.word(at: offset) {
            continuations &+= ((word &>> 7) & ~(word &>> 6) & UInt64(repeating: 1)).nonzeroBitCount
            offset &+= 8
        }
        while offset < bytes.count {
            if bytes[offset] & 0xC0 == 0x80 { continuations &+= 1 }
            offset &+= 1
        }
        return bytes.count - continuations
    }

    /// The last line that does not begin behind the offset, by bisection.
    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line ends with LF, CR LF or CR, as in YAML; a byte order mark is no column of the first line.
    private static func lineStarts(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var starts: [UInt32] = [bytes.starts(with: byteOrderMark) ? UInt32(byteOrderMark.count) : 0]
        // As many as a document of short lines has, lest the array grows step by step.
        starts.reserveCapacity(bytes.count / 32)
        var offset = endOfLine(bytes, from: 0)
        while offset < bytes.count {
            let isPair = bytes[offset] == .carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == .lineFeed
            offset += isPair ? 2 : 1
            starts.append(UInt32(truncatingIfNeeded: offset))
            offset = endOfLine(bytes, from: offset)
        }
        return starts
    }

    /// The first offset from `start` whose byte is LF or CR, or the end; eight bytes at a time.
    private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        while let word = bytes.word(at: offset) {
            let lineFeeds = word ^ UInt64(repeating: .lineFeed)
            let carriageReturns = word ^ UInt64(repeating: .carriageReturn)
            // Where a byte is zero, the subtraction sets its upper bit; by its borrow also that of later ones, which do
            // not count.
            let found =
                (((lineFeeds &- UInt64(repeating: 1)) & ~lineFeeds)
                    | ((carriageReturns &- UInt64(repeating: 1)) & ~carriageReturns)) & UInt64(repeating: 0x80)
            guard found == 0 else { return offset + found.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < bytes.count, bytes[offset] != .lineFeed, bytes[offset] != .carriageReturn { offset += 1 }
        return offset
    }

    /// What some editors put in front of UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// A place in a document as editors count it.
public struct SourcePosition: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int

    /// The column, from 1, in Unicode scalars.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension SourcePosition: Comparable, CustomStringConvertible {
    /// Whether one place is before another.
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// `line:column`.
    public var description: String { "\(line):\(column)" }
}

extension UInt8 {
    static let carriageReturn = UInt8(ascii: "\r")
}

extension SourceText {
    /// Refuses a document that is too large, that is not UTF-8, or that says that it is something else.
    ///
    /// Both readers begin with it, so that what follows can trust the bytes to be text.
    static func requireText(
        _ bytes: UnsafeBufferPointer<UInt8>,
        name: String,
        limits: ParseLimits
    ) throws(ParseError) {
        guard bytes.count <= limits.maximumBytes else {
            throw ParseError(
                .tooLarge,
                in: SourceText([], name: name),
                at: 0,
                expected: "a document of at most \(limits.maximumBytes) bytes",
                found: "one of \(bytes.count)"
            )
        }
        if let encoding = declaredEncoding(bytes) {
            throw ParseError(
                .encoding,
                in: SourceText([], name: name),
                at: 0,
                expected: "UTF-8",
                found: encoding
            )
        }
        if let offset = firstInvalidByte(bytes) {
            throw ParseError(
                .encoding,
                in: SourceText(Array(bytes), name: name),
                at: offset,
                expected: "UTF-8",
                found: "the byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) at byte offset \(offset)"
            )
        }
    }

    /// The encoding that a byte order mark other than UTF-8's, or a zero byte beside an ASCII character, gives away.
    private static func declaredEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return "UTF-16 (little endian)"
        case (0xFE, 0xFF): return "UTF-16 (big endian)"
        case (0x01...0x7F, 0) where bytes.count >= 4 && bytes[3] == 0: return "UTF-16 (little endian) without a mark"
        case (0, 0x01...0x7F) where bytes.count >= 4 && bytes[2] == 0: return "UTF-16 (big endian) without a mark"
        case (0, 0) where bytes.count >= 4 && bytes[2] == 0xFE && bytes[3] == 0xFF: return "UTF-32 (big endian)"
        default: return nil
        }
    }
}

extension SourceText {
    /// The offset of the first byte that is not part of well-formed UTF-8, or `nil` where the bytes are text.
    ///
    /// - Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while true {
            offset = endOfASCII(bytes, from: offset)
            guard offset < bytes.count else { return nil }
            let length = lengthOfScalar(bytes, at: offset)
            guard length > 0 else { return offset }
            offset += length
        }
    }

    /// The first offset from `start` whose byte is not ASCII, or the end.
    static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var offset = start
        // Most of a template is ASCII: 32 bytes at a time, until one of them has its upper bit set.
        while offset + 32 <= raw.count {
            let words = raw.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            if words & 0x8080_8080_8080_8080 != .zero { break }
            offset += 32
        }
        while offset < raw.count, raw[offset] < 0x80 { offset += 1 }
        return offset
    }

    /// How many bytes the well-formed scalar at that offset has; 0 where there is none.
    private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
        func isContinuation(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + distance < bytes.count && range.contains(bytes[offset + distance])
        }
        switch bytes[offset] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return isContinuation(1) ? 2 : 0
        // The narrower ranges keep out longer spellings than needed, surrogates, and what is beyond U+10FFFF.
        case 0xE0: return isContinuation(1, 0xA0...0xBF) && isContinuation(2) ? 3 : 0
        case 0xED: return isContinuation(1, 0x80...0x9F) && isContinuation(2) ? 3 : 0
        case 0xE1...0xEF: return isContinuation(1) && isContinuation(2) ? 3 : 0
        case 0xF0: return isContinuation(1, 0x90...0xBF) && isContinuation(2) && isContinuation(3) ? 4 : 0
        case 0xF4: return isContinuation(1, 0x80...0x8F) && isContinuation(2) && isContinuation(3) ? 4 : 0
        case 0xF1...0xF3: return isContinuation(1) && isContinuation(2) && isContinuation(3) ? 4 : 0
        default: return 0
        }
    }
}
