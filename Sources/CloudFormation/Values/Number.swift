/// A number, kept in the spelling in which it was written.
///
/// CloudFormation hands scalars on as text, so `1.10` and `1.1` are different to it; a binary floating-point number
/// could not tell them apart.
///
/// - Source: RFC 8259, section 6.
public struct Number: Sendable, Hashable {
    /// The number as JSON spells it, for instance `-12`, `1.10` or `6e23`.
    public let spelling: String

    /// The number of that spelling, or `nil` where JSON would not read it as a number.
    public init?(spelling: String) {
        guard Self.isJSONNumber(spelling.utf8) else { return nil }
        self.spelling = spelling
    }

    /// A number whose spelling a reader has checked.
    init(checkedSpelling spelling: String) { self.spelling = spelling }

    /// A whole number in decimal digits.
    public init(_ integer: some BinaryInteger) {
        spelling = String(integer)
    }

    /// The shortest spelling that reads back as the same number; whole numbers have no fraction.
    ///
    /// - Precondition: the number is finite, since JSON has no spelling for others.
    public init(_ number: Double) {
        precondition(number.isFinite, "a template has no spelling for \(number)")
        // Not by `Int(exactly:)`: rounding would make every program that uses this library link the C library's `libm`.
        let description = number.description
        spelling = description.hasSuffix(".0") ? String(description.dropLast(2)) : description
    }

    /// The nearest number that the machine has.
    public var doubleValue: Double? { Double(spelling) }

    /// The exact whole number, or `nil` for a fraction or one that is too large.
    public var integerValue: Int? { Int(spelling) }

    private static func isJSONNumber(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        func digits(_ text: inout Substring.UTF8View) -> Bool {
            let count = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            text = text.dropFirst(count)
            return count > 0
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0") { rest.removeFirst() } else if !digits(&rest) { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits(&rest) else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits(&rest) else { return false }
        }
        return rest.isEmpty
    }
}
