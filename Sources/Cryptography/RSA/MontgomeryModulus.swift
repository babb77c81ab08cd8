/// Powers modulo an odd number, with Montgomery's multiplication.
///
/// Numbers are limbs of 64 bits, the lowest first, as many as the modulus has; `R` is the power of two behind the highest.
/// Durations depend on the numbers, which must be public.
///
/// - Source: P. Montgomery, "Modular multiplication without trial division".
struct MontgomeryModulus: Sendable, Hashable {
    /// The modulus; not without a limb, and the highest is not zero.
    let limbs: [UInt64]
    /// What the modulus has to be multiplied by to become -1 modulo 2^64.
    let negativeInverse: UInt64
    /// R² modulo the modulus, which brings a number into Montgomery's form.
    private var squaredRadix: [UInt64] = []

    /// The modulus with the given bytes, big-endian.
    ///
    /// - Precondition: it is odd and greater than 1.
    init(_ modulus: [UInt8]) {
        limbs = Self.limbs(of: modulus, count: (modulus.count + 7) / 8)
        precondition(limbs.first.map { $0 & 1 } == 1 && limbs != [1], "not an odd modulus greater than 1")
        // An odd number is its own inverse modulo 8, and Newton's step doubles the number of bits that are right.
        var inverse = limbs[0]
        for _ in 0..<5 { inverse = inverse &* (2 &- limbs[0] &* inverse) }
        negativeInverse = 0 &- inverse
        squaredRadix = makeSquaredRadix()
    }

    /// The power of a base, both big-endian; the result has as many bytes as the base.
    ///
    /// - Precondition: the base is less than the modulus, and the exponent odd and greater than 1.
    func power(_ base: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        let plain = Self.limbs(of: base, count: limbs.count)
        let factor = accumulating(from: plain) { $0.multiply(by: squaredRadix) }
        let power = accumulating(from: factor) { product in
            for bit in Self.bits(of: exponent).dropFirst().dropLast() {
                product.square()
                if bit { product.multiply(by: factor) }
            }
            // The last bit is one, and a factor that is not in Montgomery's form takes the product out of it.
            product.square()
            product.multiply(by: plain)
        }
        return Self.bytes(of: power, count: base.count)
    }

    /// R² modulo the modulus, from the greatest power of two that is below the modulus.
    private func makeSquaredRadix() -> [UInt64] {
        let top = limbs.lastIndex { $0 != 0 } ?? 0
        let bit = 64 * top + (63 - limbs[top].leadingZeroBitCount)
        var power = [UInt64](repeating: 0, count: limbs.count)
        power[bit / 64] = 1 << UInt64(bit % 64)
        return accumulating(from: power) { product in
            // To 2^count · R, which is 2^count in Montgomery's form; squared six times, that is 2^(64 · count) and so R.
            for _ in bit..<(65 * limbs.count) { product.double() }
            for _ in 0..<6 { product.square() }
        }
    }

    /// The number that a body makes of another, which is below the modulus.
    private func accumulating(from start: [UInt64], _ body: (inout MontgomeryAccumulator) -> Void) -> [UInt64] {
        limbs.withUnsafeBufferPointer { modulus in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * modulus.count) { scratch in
                _ = scratch.update(fromContentsOf: start + start)
                // Both buffers have elements, so they have addresses.
                guard let modulusAddress = modulus.baseAddress, let address = scratch.baseAddress else { return start }
                var accumulator = MontgomeryAccumulator(
                    modulus: modulusAddress,
                    count: modulus.count,
                    negativeInverse: negativeInverse,
                    value: address,
                    spare: address + modulus.count
                )
                body(&accumulator)
                return [UInt64](UnsafeBufferPointer(start: accumulator.value, count: modulus.count))
            }
        }
    }
}

extension MontgomeryModulus {
    /// The limbs of a number that is given as bytes, big-endian, and has room in as many.
    fileprivate static func limbs(of bytes: [UInt8], count: Int) -> [UInt64] {
        var limbs = [UInt64](repeating: 0, count: count)
        for (index, byte) in bytes.reversed().enumerated() {
            limbs[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
        }
        return limbs
    }

    /// The lowest bytes of a number, big-endian.
    fileprivate static func bytes(of limbs: [UInt64], count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: limbs[$0 / 8] >> UInt64(8 * ($0 % 8))) }
    }

    /// The bits of a number that is given as bytes, from its highest that is one.
    fileprivate static func bits(of bytes: [UInt8]) -> ArraySlice<Bool> {
        bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 == 1 } }.drop { !$0 }
    }
}
