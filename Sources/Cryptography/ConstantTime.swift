/// Comparison whose duration tells nothing about what is compared.
public enum ConstantTime: Sendable {
    /// Whether two values are the same, found in a time that depends on their lengths only.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { equal(left, $0) } }
    }

    /// Whether two texts are the same, found in a time that depends on their lengths only.
    public static func equal(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        return left.withUTF8 { left in right.withUTF8 { equal(left, $0) } }
    }

    private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return isZero(difference)
    }

    /// Not inlined, so that no compiler can end the loop above at the first difference.
    @inline(never)
    private static func isZero(_ value: UInt8) -> Bool { value == 0 }
}
