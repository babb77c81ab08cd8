/// The sums of the products that fall into two neighbouring columns of a long multiplication, and into the one above them.
///
/// Columns are worked on two at a time, since each limb that is read then is a factor of two products.
struct ColumnPair {
    private var first: UInt128 = 0
    private var second: UInt128 = 0
    private var above: UInt128 = 0

    /// Adds the products of two limbs of one number and two of another, which begin at even places.
    @inline(__always)
    mutating func addProducts(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>) {
        first &+= Self.product(left[0], right[0])
        second &+= Self.product(left[0], right[1])
        second &+= Self.product(left[1], right[0])
        above &+= Self.product(left[1], right[1])
    }

    /// Adds the products of one pair of columns: of the pairs `left[i]` and `right[column - i]`, for all `i` of the range.
    ///
    /// The caller sees to it that these are limbs of the numbers.
    @inline(__always)
    mutating func addProducts(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        column: Int,
        _ range: Range<Int>
    ) {
        var (left, right) = (left + 2 &* range.lowerBound, right + 2 &* (column &- range.lowerBound))
        for _ in range {
            addProducts(left, right)
            left += 2
            right -= 2
        }
    }

    /// Adds other sums twice.
    @inline(__always)
    mutating func addTwice(_ other: ColumnPair) {
        first &+= other.first &<< 1
        second &+= other.second &<< 1
        above &+= other.above &<< 1
    }

    /// Adds the multiple of a number, of which these are the lowest limbs, that makes both columns zero, and goes on to the
    /// next ones.
    ///
    /// - Parameter negativeInverse: what the number has to be multiplied by to become -1 modulo 2^60.
    /// - Returns: the multiple.
    @inline(__always)
    mutating func cancel(_ modulus: UnsafePointer<UInt64>, _ negativeInverse: UInt64) -> (UInt64, UInt64) {
        let low = (UInt64(truncatingIfNeeded: first) &* negativeInverse) & Limb.mask
        first &+= Self.product(low, modulus[0])
        second &+= Self.product(low, modulus[1]) &+ first >> 60
        let high = (UInt64(truncatingIfNeeded: second) &* negativeInverse) & Limb.mask
        second &+= Self.product(high, modulus[0])
        above &+= Self.product(high, modulus[1]) &+ second >> 60
        (first, second, above) = (above, 0, 0)
        return (low, high)
    }

    /// Goes on to the next columns with what is carried into them, and gives the limbs of these.
    @inline(__always)
    mutating func next() -> (UInt64, UInt64) {
        second &+= first >> 60
        above &+= second >> 60
        let limbs = (UInt64(truncatingIfNeeded: first) & Limb.mask, UInt64(truncatingIfNeeded: second) & Limb.mask)
        (first, second, above) = (above, 0, 0)
        return limbs
    }

    @inline(__always)
    private static func product(_ left: UInt64, _ right: UInt64) -> UInt128 { UInt128(left) &* UInt128(right) }
}
