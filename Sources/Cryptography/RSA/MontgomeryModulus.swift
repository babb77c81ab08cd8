/// Powers modulo an odd number, with Montgomery's multiplication.
///
/// Durations depend on the numbers, which must be public.
///
/// - Shape: numbers are ``Limb``s; `R` is the power of two behind the highest.
/// - Source: P. Montgomery, "Modular multiplication without trial division".
struct MontgomeryModulus: Sendable, Hashable {
    /// The modulus.
    let limbs: [UInt64]
    /// What the modulus has to be multiplied by to become -1 modulo 2^60.
    let negativeInverse: UInt64
    /// R² modulo the modulus, which brings a number into Montgomery's form.
    private var squaredRadix: [UInt64] = []

    /// The modulus with the given bytes, big-endian, of which the first is not zero.
    ///
    /// - Precondition: it is odd and greater than 1, and has at most 7,560 bits.
    init(_ modulus: [UInt8]) {
        let bitCount = 8 * modulus.count - (modulus.first?.leadingZeroBitCount ?? 0)
        precondition(modulus.last.map { $0 & 1 == 1 } == true && bitCount > 1, "not an odd modulus greater than 1")
        precondition(bitCount <= 7_560, "too large a modulus")
        // Two bits more than the modulus has.
        let pairs = (bitCount + 2 + 2 * Limb.bits - 1) / (2 * Limb.bits)
        limbs = Limb.limbs(of: modulus, count: 2 * pairs)
        // An odd number is its own inverse modulo 8, and Newton's step doubles the number of bits that are right.
        var inverse = limbs[0]
        for _ in 0..<5 { inverse = inverse &* (2 &- limbs[0] &* inverse) }
        negativeInverse = (0 &- inverse) & Limb.mask
        squaredRadix = makeSquaredRadix(bitCount: bitCount)
    }

    /// The power of a base, both big-endian; the result has as many bytes as the base.
    ///
    /// - Precondition: the base is less than the modulus, and the exponent odd and greater than 1.
    func power(_ base: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        let plain = Limb.limbs(of: base, count: limbs.count)
        let factor = accumulating(from: plain) { $0.multiply(by: squaredRadix) }
        let power = accumulating(from: factor) { product in
            for bit in Self.bits(of: exponent).dropFirst().dropLast() {
                product.square()
                if bit { product.multiply(by: factor) }
            }
            // The last bit is one, and a factor that is not in Montgomery's form takes the product out of it.
            product.square()
            product.multiply(by: plain)
            product.reduce()
        }
        return Limb.bytes(of: power, count: base.count)
    }

    /// R² modulo the modulus, from the greatest power of two that is below the modulus.
    private func makeSquaredRadix(bitCount: Int) -> [UInt64] {
        let bit = bitCount - 1
        var power = [UInt64](repeating: 0, count: limbs.count)
        power[bit / Limb.bits] = 1 << UInt64(bit % Limb.bits)
        let radixBits = Limb.bits * limbs.count
        let squarings = radixBits.trailingZeroBitCount
        return accumulating(from: power) { product in
            // To an odd power of two in Montgomery's form, which becomes R when it is squared that often.
            for _ in bit..<(radixBits + radixBits >> squarings) { product.double() }
            for _ in 0..<squarings { product.square() }
        }
    }

    /// The number that a body makes of another, which is below twice the modulus.
    private func accumulating(from start: [UInt64], _ body: (inout MontgomeryAccumulator) -> Void) -> [UInt64] {
        limbs.withUnsafeBufferPointer { modulus in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * modulus.count) { scratch in
                _ = scratch.update(fromContentsOf: start + start)
                // Both buffers have elements, so they have addresses.
                guard let modulusAddress = modulus.baseAddress, let address = scratch.baseAddress else { return start }
                var accumulator = MontgomeryAccumulator(
                    modulus: modulusAddress,
                    pairs: modulus.count / 2,
                    negativeInverse: negativeInverse,
                    value: address,
                    spare: address + modulus.count
                )
                body(&accumulator)
                return [UInt64](UnsafeBufferPointer(start: accumulator.value, count: modulus.count))
            }
        }
    }

    /// The bits of a number that is given as bytes, from its highest that is one.
    private static func bits(of bytes: [UInt8]) -> ArraySlice<Bool> {
        bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 == 1 } }.drop { !$0 }
    }
}
