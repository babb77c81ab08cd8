/// A set of statements, or of the patterns in them, by their numbers.
struct StatementMask: Hashable {
    private var low: UInt64 = 0
    /// Numbers from 64; empty for the usual few statements, so that a mask needs no memory of its own.
    private var high: [UInt64] = []

    /// No statement of `count`.
    init(count: Int) {
        if count > 64 { high = Array(repeating: 0, count: (count - 1) / 64) }
    }

    /// All of `count` statements.
    init(all count: Int) {
        self.init(count: count)
        for number in 0..<count { insert(number) }
    }

    /// Whether there is no statement.
    var isEmpty: Bool { low == 0 && high.allSatisfy { $0 == 0 } }

    /// The numbers, ascending.
    var numbers: [Int] {
        var numbers: [Int] = []
        for index in 0...high.count {
            var word = index == 0 ? low : high[index - 1]
            while word != 0 {
                numbers.append(index * 64 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return numbers
    }

    /// Adds a statement.
    mutating func insert(_ number: Int) {
        if number < 64 { low |= 1 << UInt64(number) } else { high[number / 64 - 1] |= 1 << UInt64(number % 64) }
    }

    /// Removes a statement.
    mutating func remove(_ number: Int) {
        if number < 64 { low &= ~(1 << UInt64(number)) } else { high[number / 64 - 1] &= ~(1 << UInt64(number % 64)) }
    }

    /// Whether a statement is in the set.
    func contains(_ number: Int) -> Bool {
        let word = number < 64 ? low : high[number / 64 - 1]
        return word & (1 << UInt64(number % 64)) != 0
    }

    /// Adds the statements of another set of the same size.
    mutating func formUnion(_ other: Self) {
        low |= other.low
        for index in high.indices { high[index] |= other.high[index] }
    }

    /// The statements of both sets.
    static func & (left: Self, right: Self) -> Self {
        var result = left
        result.low &= right.low
        for index in result.high.indices { result.high[index] &= right.high[index] }
        return result
    }

    /// The statements of either set.
    static func | (left: Self, right: Self) -> Self {
        var result = left
        result.low |= right.low
        for index in result.high.indices { result.high[index] |= right.high[index] }
        return result
    }

    /// The statements of the first set that are not in the second.
    static func - (left: Self, right: Self) -> Self {
        var result = left
        result.low &= ~right.low
        for index in result.high.indices { result.high[index] &= ~right.high[index] }
        return result
    }
}
