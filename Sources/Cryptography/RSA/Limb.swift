/// The digits that long numbers are calculated with: 60 bits each, the lowest first, an even number of them.
///
/// The products of such digits have 120 bits, so that 256 of them can be added up without a carry: as many as fall into one
/// column of Montgomery's multiplication where numbers have 128 digits.
enum Limb {
    static let bits = 60
    static let mask: UInt64 = 1 << 60 - 1
    /// How many bytes two limbs are.
    private static let pairBytes = 15

    /// The limbs of a number that is given as bytes, big-endian, and has room in as many.
    static func limbs(of bytes: [UInt8], count: Int) -> [UInt64] {
        var limbs = [UInt64](repeating: 0, count: count)
        var end = bytes.count
        var index = 0
        while end > 0 {
            var pair: UInt128 = 0
            for byte in bytes[max(0, end - pairBytes)..<end] { pair = pair << 8 | UInt128(byte) }
            limbs[index] = UInt64(truncatingIfNeeded: pair) & mask
            limbs[index + 1] = UInt64(truncatingIfNeeded: pair >> 60)
            end -= pairBytes
            index += 2
        }
        return limbs
    }

    /// The lowest bytes of a number, big-endian.
    static func bytes(of limbs: [UInt64], count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var end = count
        var index = 0
        while end > 0 {
            var pair = UInt128(limbs[index + 1]) << 60 | UInt128(limbs[index])
            for place in (max(0, end - pairBytes)..<end).reversed() {
                bytes[place] = UInt8(truncatingIfNeeded: pair)
                pair >>= 8
            }
            end -= pairBytes
            index += 2
        }
        return bytes
    }
}
