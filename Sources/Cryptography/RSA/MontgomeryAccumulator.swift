/// A number that is multiplied in place, modulo another.
///
/// `R` is two to the power of 120 times `pairs`, and more than four times the modulus. The buffers have that many pairs of
/// limbs; whoever makes the value keeps them alive, and `value` below twice the modulus. There it stays without being
/// compared with the modulus.
///
/// - Source: Ç. Koç and others, "Analyzing and comparing Montgomery multiplication algorithms" (finely integrated product
///   scanning); C. Walter, "Montgomery exponentiation needs no final subtractions".
struct MontgomeryAccumulator {
    /// The modulus, which is odd.
    let modulus: UnsafePointer<UInt64>
    /// How many pairs of limbs a number has; not zero.
    let pairs: Int
    /// What the modulus has to be multiplied by to become -1 modulo 2^60.
    let negativeInverse: UInt64
    /// The number.
    private(set) var value: UnsafeMutablePointer<UInt64>
    /// Where the next number is made.
    private var spare: UnsafeMutablePointer<UInt64>

    init(
        modulus: UnsafePointer<UInt64>,
        pairs: Int,
        negativeInverse: UInt64,
        value: UnsafeMutablePointer<UInt64>,
        spare: UnsafeMutablePointer<UInt64>
    ) {
        (self.modulus, self.pairs, self.negativeInverse) = (modulus, pairs, negativeInverse)
        (self.value, self.spare) = (value, spare)
    }

    /// Makes the number, which is below the modulus, twice itself, and again below the modulus.
    mutating func double() {
        var carry: UInt64 = 0
        for index in 0..<2 * pairs {
            let limb = value[index] << 1 | carry
            value[index] = limb & Limb.mask
            carry = limb >> 60
        }
        reduce()
    }

    /// Makes the number its product with itself, divided by `R`.
    mutating func square() {
        let number = UnsafePointer(value)
        multiply { sum, column, range in
            // The products left and right of the middle are the same.
            var half = ColumnPair()
            half.addProducts(
                number,
                number,
                column: column,
                range.lowerBound..<max((column &+ 1) / 2, range.lowerBound)
            )
            sum.addTwice(half)
            if column & 1 == 0 { sum.addProducts(number + column, number + column) }
        }
    }

    /// Makes the number its product with a factor below twice the modulus, divided by `R`.
    mutating func multiply(by factor: [UInt64]) {
        precondition(factor.count == 2 * pairs)
        let number = UnsafePointer(value)
        factor.withUnsafeBufferPointer { factor in
            guard let factor = factor.baseAddress else { return }
            multiply { sum, column, range in sum.addProducts(number, factor, column: column, range) }
        }
    }

    /// Makes the number a product, divided by `R`, two columns at a time: with each of the lower ones goes the multiple of the
    /// modulus that makes it zero, and the upper ones are the result.
    ///
    /// - Parameter addColumns: adds the products of a pair of columns of two numbers to their sums; the range has the places
    ///   that pairs of the first may have, so that those of the second, the column less the place, lie in `0..<pairs` too.
    @inline(__always)
    private mutating func multiply(_ addColumns: (inout ColumnPair, _ column: Int, _ range: Range<Int>) -> Void) {
        let (digits, modulus) = (spare, modulus)
        var sum = ColumnPair()
        for column in 0..<pairs {
            addColumns(&sum, column, 0..<(column &+ 1))
            sum.addProducts(digits, modulus, column: column, 0..<column)
            (digits[2 &* column], digits[2 &* column &+ 1]) = sum.cancel(modulus, negativeInverse)
        }
        for column in pairs..<(2 &* pairs &- 1) {
            let range = (column &- pairs &+ 1)..<pairs
            addColumns(&sum, column, range)
            sum.addProducts(digits, modulus, column: column, range)
            // The multiple that stood here has been used for the last time.
            let place = 2 &* (column &- pairs)
            (digits[place], digits[place &+ 1]) = sum.next()
        }
        (digits[2 &* pairs &- 2], digits[2 &* pairs &- 1]) = sum.next()
        swap(&value, &spare)
    }

    /// Brings the number, which is below twice the modulus, below the modulus.
    mutating func reduce() {
        guard !valueIsBelowModulus() else { return }
        var borrow: Int64 = 0
        for index in 0..<2 * pairs {
            let difference = Int64(value[index]) - Int64(modulus[index]) + borrow
            value[index] = UInt64(truncatingIfNeeded: difference) & Limb.mask
            borrow = difference >> 60
        }
    }

    private func valueIsBelowModulus() -> Bool {
        for index in (0..<2 * pairs).reversed() where value[index] != modulus[index] {
            return value[index] < modulus[index]
        }
        return false
    }
}
