/// A number that is multiplied in place, modulo another.
///
/// `R` is two to the power of 64 times `count`. The buffers have `count` limbs each, the lowest first; whoever makes the
/// value keeps them alive, and `value` below the modulus.
///
/// - Source: Ç. Koç and others, "Analyzing and comparing Montgomery multiplication algorithms" (finely integrated operand
///   scanning).
struct MontgomeryAccumulator {
    /// The modulus, which is odd.
    let modulus: UnsafePointer<UInt64>
    /// How many limbs a number has, a multiple of four and not zero.
    let count: Int
    /// What the modulus has to be multiplied by to become -1 modulo 2^64.
    let negativeInverse: UInt64
    /// The number.
    private(set) var value: UnsafeMutablePointer<UInt64>
    /// Where the next number is made.
    private var spare: UnsafeMutablePointer<UInt64>

    init(
        modulus: UnsafePointer<UInt64>,
        count: Int,
        negativeInverse: UInt64,
        value: UnsafeMutablePointer<UInt64>,
        spare: UnsafeMutablePointer<UInt64>
    ) {
        (self.modulus, self.count, self.negativeInverse) = (modulus, count, negativeInverse)
        (self.value, self.spare) = (value, spare)
    }

    /// Makes the number twice itself.
    mutating func double() {
        var carry: UInt64 = 0
        for index in 0..<count {
            spare[index] = value[index] << 1 | carry
            carry = value[index] >> 63
        }
        finish(top: carry)
    }

    /// Makes the number its product with itself, divided by `R`.
    mutating func square() { multiply(by: UnsafePointer(value)) }

    /// Makes the number its product with a factor below the modulus, divided by `R`.
    mutating func multiply(by factor: [UInt64]) {
        precondition(factor.count == count)
        factor.withUnsafeBufferPointer { limbs in
            guard let address = limbs.baseAddress else { return }
            multiply(by: address)
        }
    }

    private mutating func multiply(by factor: UnsafePointer<UInt64>) {
        let (sum, value, modulus) = (spare, UnsafePointer(value), modulus)
        sum.update(repeating: 0, count: count)
        // The sum stays below twice the modulus, so there is at most one bit above its limbs.
        var top: UInt64 = 0
        for row in 0..<count {
            // Adds the row's digit times the value, and the multiple of the modulus that makes the lowest limb zero; then
            // the sum moves down by that limb.
            let digit = factor[row]
            var low: UInt64
            var (carry, reductionCarry): (UInt64, UInt64)
            (carry, low) = Self.multiplyAdd(value[0], digit, sum[0], 0)
            let multiple = low &* negativeInverse
            (reductionCarry, low) = Self.multiplyAdd(modulus[0], multiple, low, 0)

            @inline(__always) func addColumn(_ column: Int) {
                (carry, low) = Self.multiplyAdd(value[column], digit, sum[column], carry)
                (reductionCarry, low) = Self.multiplyAdd(modulus[column], multiple, low, reductionCarry)
                sum[column &- 1] = low
            }
            addColumn(1)
            addColumn(2)
            addColumn(3)
            var column = 4
            while column < count {
                addColumn(column)
                addColumn(column &+ 1)
                addColumn(column &+ 2)
                addColumn(column &+ 3)
                column &+= 4
            }
            let (partial, overflow) = carry.addingReportingOverflow(reductionCarry)
            let (last, secondOverflow) = partial.addingReportingOverflow(top)
            sum[count &- 1] = last
            top = (overflow ? 1 : 0) &+ (secondOverflow ? 1 : 0)
        }
        finish(top: top)
    }

    /// `left · right + first + second`, which has always room in two limbs.
    @inline(__always)
    private static func multiplyAdd(
        _ left: UInt64,
        _ right: UInt64,
        _ first: UInt64,
        _ second: UInt64
    ) -> (high: UInt64, low: UInt64) {
        let product = left.multipliedFullWidth(by: right)
        let (partial, overflow) = product.low.addingReportingOverflow(first)
        let (low, secondOverflow) = partial.addingReportingOverflow(second)
        return (product.high &+ (overflow ? 1 : 0) &+ (secondOverflow ? 1 : 0), low)
    }

    /// Makes what stands in `spare`, with one more bit above it, the number, after bringing it below the modulus.
    private mutating func finish(top: UInt64) {
        swap(&value, &spare)
        guard top == 1 || !valueIsBelowModulus() else { return }
        var borrow = false
        for index in 0..<count {
            let (difference, first) = value[index].subtractingReportingOverflow(modulus[index])
            let (limb, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
            value[index] = limb
            borrow = first || second
        }
    }

    private func valueIsBelowModulus() -> Bool {
        for index in (0..<count).reversed() where value[index] != modulus[index] {
            return value[index] < modulus[index]
        }
        return false
    }
}
