/// A number that is multiplied in place, modulo another.
///
/// `R` is two to the power of 64 times `count`. The buffers have `count` limbs each, the lowest first; whoever makes the
/// value keeps them alive, and `value` below the modulus.
///
/// - Source: Ç. Koç and others, "Analyzing and comparing Montgomery multiplication algorithms" (finely integrated product
///   scanning).
struct MontgomeryAccumulator {
    /// The modulus, which is odd.
    let modulus: UnsafePointer<UInt64>
    /// How many limbs a number has; not zero.
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
    mutating func square() {
        let number = UnsafePointer(value)
        multiply { sum, column, range in
            // The products left and right of the middle are the same.
            let middle = (column &+ 1) / 2
            var half = ColumnSum()
            half.addProducts(number, number, column: column, range.lowerBound..<max(middle, range.lowerBound))
            sum.addTwice(half)
            if column & 1 == 0 { sum.add(number[middle], number[middle]) }
        }
    }

    /// Makes the number its product with a factor below the modulus, divided by `R`.
    mutating func multiply(by factor: [UInt64]) {
        precondition(factor.count == count)
        let number = UnsafePointer(value)
        factor.withUnsafeBufferPointer { factor in
            guard let factor = factor.baseAddress else { return }
            multiply { sum, column, range in sum.addProducts(number, factor, column: column, range) }
        }
    }

    /// Makes the number a product, divided by `R`, column by column: with each of the lower columns goes the multiple of the
    /// modulus that makes it zero, and the upper ones are the result.
    ///
    /// - Parameter addColumn: adds the products of a column of two numbers to a sum; the range has the indices that the limbs
    ///   of the first may have, so that those of the second, the column less the index, lie in `0..<count` too.
    @inline(__always)
    private mutating func multiply(_ addColumn: (inout ColumnSum, _ column: Int, _ range: Range<Int>) -> Void) {
        let (digits, modulus) = (spare, modulus)
        var sum = ColumnSum()
        for column in 0..<count {
            addColumn(&sum, column, 0..<(column &+ 1))
            sum.addProducts(digits, modulus, column: column, 0..<column)
            let digit = sum.digit &* negativeInverse
            digits[column] = digit
            sum.add(digit, modulus[0])
            _ = sum.next()  // zero
        }
        for column in count..<(2 &* count &- 1) {
            let range = (column &- count &+ 1)..<count
            addColumn(&sum, column, range)
            sum.addProducts(digits, modulus, column: column, range)
            // The digit of the multiple that stood here has been used for the last time.
            digits[column &- count] = sum.next()
        }
        digits[count &- 1] = sum.next()
        // The result is below twice the modulus, so at most one bit is left.
        finish(top: sum.digit)
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
