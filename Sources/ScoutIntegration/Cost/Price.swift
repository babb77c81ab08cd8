/// An amount of money in billionths of a US dollar, so that sums of small prices are exact.
public struct Price: Sendable, Hashable, Comparable {
    /// Billionths of a dollar.
    public let nanodollars: Int128

    init(nanodollars: Int128) { self.nanodollars = nanodollars }

    /// Nothing.
    public static let free = Price(nanodollars: 0)

    /// Dollars and cents with a dot, rounded up to the cent: a bill is not smaller than its estimate.
    public var roundedUp: String {
        let cents = (nanodollars + 9_999_999) / 10_000_000
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The amount in dollars with every digit that it has, for instance `0.0006`.
    public var exact: String {
        let fraction = String(nanodollars % 1_000_000_000)
        var digits = String(repeating: "0", count: 9 - fraction.count) + fraction
        while digits.hasSuffix("0") { digits.removeLast() }
        return digits.isEmpty ? "\(nanodollars / 1_000_000_000)" : "\(nanodollars / 1_000_000_000).\(digits)"
    }

    /// The amount as a bill shows it: rounded up to the cent.
    var rounded: Price { Price(nanodollars: (nanodollars + 9_999_999) / 10_000_000 * 10_000_000) }

    /// Adds two amounts.
    public static func + (left: Price, right: Price) -> Price {
        Price(nanodollars: left.nanodollars + right.nanodollars)
    }

    /// Orders amounts.
    public static func < (left: Price, right: Price) -> Bool { left.nanodollars < right.nanodollars }
}
