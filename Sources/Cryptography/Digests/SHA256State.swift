/// The eight working words of SHA-256; the letters are those of FIPS 180-4, 6.2.2.
struct SHA256State: ChainingValue {
    private var a: UInt32 = 0x6a09_e667
    private var b: UInt32 = 0xbb67_ae85
    private var c: UInt32 = 0x3c6e_f372
    private var d: UInt32 = 0xa54f_f53a
    private var e: UInt32 = 0x510e_527f
    private var f: UInt32 = 0x9b05_688c
    private var g: UInt32 = 0x1f83_d9ab
    private var h: UInt32 = 0x5be0_cd19

    init() {}

    var words: [UInt32] { [a, b, c, d, e, f, g, h] }

    mutating func absorb(_ blocks: UnsafeRawBufferPointer) {
        precondition(blocks.count % 64 == 0)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { schedule in
            Self.constants.withUnsafeBufferPointer { constants in
                // Both buffers have elements, so they have addresses; indices below stay in 0..<16 and 0..<64.
                guard let w = schedule.baseAddress, let k = constants.baseAddress else { return }
                for offset in stride(from: 0, to: blocks.count, by: 64) {
                    for index in 0..<16 {
                        let word = blocks.loadUnaligned(fromByteOffset: offset &+ 4 &* index, as: UInt32.self)
                        w[index] = UInt32(bigEndian: word)
                    }
                    absorbBlock(w, k)
                }
            }
        }
    }

    /// Takes in the block whose 16 words `w` holds, which are replaced by those that follow from them.
    @inline(__always)
    private mutating func absorbBlock(_ w: UnsafeMutablePointer<UInt32>, _ k: UnsafePointer<UInt32>) {
        var next = self
        next.sixteenRounds { w[$0] &+ k[$0] }
        for start in stride(from: 16, to: 64, by: 16) {
            next.sixteenRounds { index in
                let word = Self.nextWord(w, index)
                w[index] = word
                return word &+ k[start &+ index]
            }
        }
        (a, b, c, d) = (a &+ next.a, b &+ next.b, c &+ next.c, d &+ next.d)
        (e, f, g, h) = (e &+ next.e, f &+ next.f, g &+ next.g, h &+ next.h)
    }

    /// The word of the message schedule that takes the place of the one 16 places before it.
    @inline(__always)
    private static func nextWord(_ w: UnsafeMutablePointer<UInt32>, _ index: Int) -> UInt32 {
        let (early, late) = (w[(index &+ 1) & 15], w[(index &+ 14) & 15])
        let sigma0 = early.rotatedRight(by: 7) ^ early.rotatedRight(by: 18) ^ (early &>> 3)
        let sigma1 = late.rotatedRight(by: 17) ^ late.rotatedRight(by: 19) ^ (late &>> 10)
        return w[index] &+ sigma0 &+ w[(index &+ 9) & 15] &+ sigma1
    }

    /// Sixteen rounds, as many as the schedule has words at a time.
    @inline(__always)
    private mutating func sixteenRounds(_ input: (Int) -> UInt32) {
        eightRounds { input($0) }
        eightRounds { input(8 &+ $0) }
    }

    /// Eight rounds, in which the words keep their places and the letters move instead.
    @inline(__always)
    private mutating func eightRounds(_ input: (Int) -> UInt32) {
        Self.round(a, b, c, &d, e, f, g, &h, input(0))
        Self.round(h, a, b, &c, d, e, f, &g, input(1))
        Self.round(g, h, a, &b, c, d, e, &f, input(2))
        Self.round(f, g, h, &a, b, c, d, &e, input(3))
        Self.round(e, f, g, &h, a, b, c, &d, input(4))
        Self.round(d, e, f, &g, h, a, b, &c, input(5))
        Self.round(c, d, e, &f, g, h, a, &b, input(6))
        Self.round(b, c, d, &e, f, g, h, &a, input(7))
    }

    /// One round, which changes only the words that are `d` and `h` in it.
    @inline(__always)
    private static func round(
        _ a: UInt32,
        _ b: UInt32,
        _ c: UInt32,
        _ d: inout UInt32,
        _ e: UInt32,
        _ f: UInt32,
        _ g: UInt32,
        _ h: inout UInt32,
        _ input: UInt32
    ) {
        let sum1 = e.rotatedRight(by: 6) ^ e.rotatedRight(by: 11) ^ e.rotatedRight(by: 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ sum1 &+ choice &+ input
        let sum0 = a.rotatedRight(by: 2) ^ a.rotatedRight(by: 13) ^ a.rotatedRight(by: 22)
        let majority = (a & b) ^ (c & (a ^ b))
        d = d &+ first
        h = first &+ sum0 &+ majority
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes: FIPS 180-4, 4.2.2.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
