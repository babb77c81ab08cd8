/// The sum of the products that fall into one column of a long multiplication.
///
/// It has room for 2^64 products.
struct ColumnSum {
    private var lower: UInt128 = 0
    private var upper: UInt64 = 0

    /// The column's digit.
    var digit: UInt64 { UInt64(truncatingIfNeeded: lower) }

    /// Adds `left · right`.
    @inline(__always)
    mutating func add(_ left: UInt64, _ right: UInt64) {
        add(lower: UInt128(left) &* UInt128(right), upper: 0)
    }

    /// Adds another sum twice.
    @inline(__always)
    mutating func addTwice(_ other: ColumnSum) {
        add(lower: other.lower << 1, upper: other.upper << 1 | UInt64(truncatingIfNeeded: other.lower >> 127))
    }

    /// Adds the products of one column: `left[i] · right[column - i]` for all `i` of the range.
    ///
    /// The caller sees to it that these are limbs of the numbers.
    @inline(__always)
    mutating func addProducts(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        column: Int,
        _ range: Range<Int>
    ) {
        var index = range.lowerBound
        // Four at a time, since the loop itself costs as much as a multiplication.
        while index &+ 4 <= range.upperBound {
            add(left[index], right[column &- index])
            add(left[index &+ 1], right[column &- index &- 1])
            add(left[index &+ 2], right[column &- index &- 2])
            add(left[index &+ 3], right[column &- index &- 3])
            index &+= 4
        }
        while index < range.upperBound {
            add(left[index], right[column &- index])
            index &+= 1
        }
    }

    /// Goes on to the next column with what is carried into it, and gives the digit of this one.
    @inline(__always)
    mutating func next() -> UInt64 {
        let digit = digit
        lower = lower >> 64 | UInt128(upper) << 64
        upper = 0
        return digit
    }

    @inline(__always)
    private mutating func add(lower: UInt128, upper: UInt64) {
        let (sum, overflow) = self.lower.addingReportingOverflow(lower)
        self.lower = sum
        self.upper &+= upper &+ (overflow ? 1 : 0)
    }
}
