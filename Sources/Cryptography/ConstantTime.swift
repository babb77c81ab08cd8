/// Comparison whose duration tells nothing about what is compared.
public enum ConstantTime: Sendable {
    /// Whether two values are the same, found in a time that depends on their lengths only.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return isZero(difference)
    }

    /// Not inlined, so that no compiler can end the loop above at the first difference.
    @inline(never)
    private static func isZero(_ value: UInt8) -> Bool { value == 0 }
}
