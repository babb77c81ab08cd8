/// The strings that a document has had lately, by their bytes.
///
/// Keys and names repeat in templates; a string that is there already needs no memory and no copy. A string takes the
/// place of another with the same fingerprint, so the table neither grows nor slows down.
struct JSONStringTable: ~Copyable {
    private var entries: UnsafeMutableBufferPointer<Entry>

    private struct Entry {
        var start = 0
        var length = 0
        var text = ""
    }

    private static var largestCount: Int { 1024 }

    /// Longer ones are seldom repeated.
    private static var longestLength: Int { 64 }

    /// Shorter documents, such as messages, seldom repeat any.
    private static var shortestDocument: Int { 4_096 }

    /// A table for a document.
    init(documentLength: Int) {
        var count = documentLength < Self.shortestDocument ? 0 : 16
        while count > 0, count < Self.largestCount, count &* 16 < documentLength { count &*= 2 }
        entries = .allocate(capacity: count)
        entries.initialize(repeating: Entry())
    }

    deinit {
        entries.deinitialize()
        entries.deallocate()
    }

    /// The text of a stretch of the document, and a fingerprint, which equal texts have in common.
    @inline(__always)
    mutating func string(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> (text: String, fingerprint: UInt32?) {
        let length = end &- start
        let fingerprint = Self.fingerprint(of: bytes, from: start, length: length)
        guard length <= Self.longestLength, !entries.isEmpty else {
            return (String(decoding: bytes.extracting(start..<end), as: UTF8.self), fingerprint)
        }
        let index = Int(fingerprint) & (entries.count &- 1)  // the count is a power of two
        if entries[index].length == length, Self.areEqual(bytes, entries[index].start, start, length: length) {
            return (entries[index].text, fingerprint)
        }
        let text = String(decoding: bytes.extracting(start..<end), as: UTF8.self)
        entries[index] = Entry(start: start, length: length, text: text)
        return (text, fingerprint)
    }

    /// Mixes the length, the first and the last eight bytes.
    @inline(__always)
    private static func fingerprint(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, length: Int) -> UInt32 {
        var first: UInt64 = 0
        var last: UInt64 = 0
        if length >= 8, let head = bytes.word(at: start), let tail = bytes.word(at: start &+ length &- 8) {
            first = head
            last = tail
        } else if let word = bytes.word(at: start) {
            first = word & ((1 &<< UInt64(length &* 8)) &- 1)
        } else {
            // The last bytes of the document; the lowest is the first, as in a word.
            for index in (start..<(start &+ length)).reversed() { first = first &<< 8 | UInt64(bytes[index]) }
        }
        let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(length)) &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed &>> 32)
    }

    @inline(__always)
    private static func areEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ left: Int, _ right: Int, length: Int) -> Bool {
        var index = 0
        while index &+ 8 <= length {
            guard bytes.word(at: left &+ index) == bytes.word(at: right &+ index) else { return false }
            index &+= 8
        }
        while index < length {
            guard bytes[left &+ index] == bytes[right &+ index] else { return false }
            index &+= 1
        }
        return true
    }
}
