/// The five working words of SHA-1; the letters are those of FIPS 180-4, 6.1.2.
struct SHA1State: ChainingValue {
    private var a: UInt32 = 0x6745_2301
    private var b: UInt32 = 0xefcd_ab89
    private var c: UInt32 = 0x98ba_dcfe
    private var d: UInt32 = 0x1032_5476
    private var e: UInt32 = 0xc3d2_e1f0

    init() {}

    var words: [UInt32] { [a, b, c, d, e] }

    mutating func absorb(_ blocks: UnsafeRawBufferPointer) {
        precondition(blocks.count % 64 == 0)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
            // The buffer has elements, so it has an address; indices below stay in 0..<80.
            guard let w = schedule.baseAddress else { return }
            for offset in stride(from: 0, to: blocks.count, by: 64) {
                for index in 0..<16 {
                    let word = blocks.loadUnaligned(fromByteOffset: offset &+ 4 &* index, as: UInt32.self)
                    w[index] = UInt32(bigEndian: word)
                }
                for index in 16..<80 {
                    let word = w[index &- 3] ^ w[index &- 8] ^ w[index &- 14] ^ w[index &- 16]
                    w[index] = word.rotatedLeft(by: 1)
                }
                absorbBlock(w)
            }
        }
    }

    /// Takes in the block whose message schedule `w` holds.
    @inline(__always)
    private mutating func absorbBlock(_ w: UnsafeMutablePointer<UInt32>) {
        var next = self
        next.twentyRounds(w, 0x5a82_7999) { b, c, d in d ^ (b & (c ^ d)) }
        next.twentyRounds(w + 20, 0x6ed9_eba1) { b, c, d in b ^ c ^ d }
        next.twentyRounds(w + 40, 0x8f1b_bcdc) { b, c, d in (b & c) | (d & (b | c)) }
        next.twentyRounds(w + 60, 0xca62_c1d6) { b, c, d in b ^ c ^ d }
        (a, b, c, d, e) = (a &+ next.a, b &+ next.b, c &+ next.c, d &+ next.d, e &+ next.e)
    }

    /// Twenty rounds with the same constant and function, in which the letters move instead of the words.
    @inline(__always)
    private mutating func twentyRounds(
        _ w: UnsafeMutablePointer<UInt32>,
        _ constant: UInt32,
        _ mix: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        for index in stride(from: 0, to: 20, by: 5) {
            Self.round(a, &b, &e, mix(b, c, d) &+ constant &+ w[index])
            Self.round(e, &a, &d, mix(a, b, c) &+ constant &+ w[index &+ 1])
            Self.round(d, &e, &c, mix(e, a, b) &+ constant &+ w[index &+ 2])
            Self.round(c, &d, &b, mix(d, e, a) &+ constant &+ w[index &+ 3])
            Self.round(b, &c, &a, mix(c, d, e) &+ constant &+ w[index &+ 4])
        }
    }

    /// One round, which changes only the words that are `b` and `e` in it.
    @inline(__always)
    private static func round(_ a: UInt32, _ b: inout UInt32, _ e: inout UInt32, _ input: UInt32) {
        e = e &+ a.rotatedLeft(by: 5) &+ input
        b = b.rotatedLeft(by: 30)
    }
}
