/// A pattern of IAM's policy language: `*` stands for any text, `?` for any one character.
///
/// A symbol (``SymbolicText``) is a letter of its own: it matches itself, `*` matches it, and `?` does not, since it stands
/// for text of unknown length.
///
/// - Source: IAM User Guide, "IAM JSON policy elements: Resource".
struct WildcardPattern: Sendable, Hashable {
    /// A letter or a wildcard.
    typealias Unit = UInt32

    /// The letters and wildcards. Of adjacent wildcards every `?` stands before the one `*`, so that patterns that
    /// match the same texts by adjacent wildcards are equal.
    let units: [Unit]

    /// A pattern of the given units, in the normal form.
    init(units: [Unit]) {
        // Without adjacent wildcards the units are in the normal form already.
        let isNormal = !zip(units, units.dropFirst()).contains { $0 == Self.star && Self.isWildcard($1) }
        guard !isNormal else {
            self.units = units
            return
        }
        var normal: [Unit] = []
        var endsWithStar = false
        for unit in units {
            if unit == Self.star {
                endsWithStar = true
                continue
            }
            if endsWithStar, unit != Self.any {
                normal.append(Self.star)
                endsWithStar = false
            }
            normal.append(unit)
        }
        if endsWithStar { normal.append(Self.star) }
        self.units = normal
    }
}

extension WildcardPattern {
    /// Hashes the units at once.
    func hash(into hasher: inout Hasher) { units.withUnsafeBytes { hasher.combine(bytes: $0) } }

    /// `*`.
    static let star: Unit = 0xFFFF_FFFF
    /// `?`.
    static let any: Unit = 0xFFFF_FFFE
    /// A letter that no pattern has.
    static let fresh: Unit = 0xFFFF_FFFD
    /// The first of the letters that are symbols; smaller ones are Unicode scalars.
    static let firstSymbol: Unit = 0x11_0000

    /// The pattern that matches everything.
    static let everything = WildcardPattern(units: [star])

    /// Whether a unit is a wildcard.
    static func isWildcard(_ unit: Unit) -> Bool { unit >= any }

    /// Whether a letter is a symbol.
    static func isSymbol(_ unit: Unit) -> Bool { unit >= firstSymbol && unit < fresh }

    /// What stands before the first wildcard.
    var literalPrefix: ArraySlice<Unit> { units.prefix { !Self.isWildcard($0) } }

    /// Whether the pattern matches one text only.
    var isLiteral: Bool { !units.contains(where: Self.isWildcard) }

    /// Whether the pattern matches all texts that begin with its letters.
    var isPrefix: Bool { units.last == Self.star && literalPrefix.count == units.count - 1 }

    /// Whether the pattern matches a text.
    ///
    /// Takes time in proportion to the product of the lengths at most.
    func matches(_ text: [Unit]) -> Bool {
        var position = 0
        var unit = 0
        // After a mismatch only the last `*` needs to take more: an earlier one could not reach further.
        var retry: (unit: Int, position: Int)?
        while position < text.count {
            if unit < units.count, units[unit] == Self.star {
                retry = (unit + 1, position)
                unit += 1
            } else if unit < units.count, Self.accepts(units[unit], text[position]) {
                unit += 1
                position += 1
            } else if let last = retry {
                retry = (last.unit, last.position + 1)
                unit = last.unit
                position = last.position + 1
            } else {
                return false
            }
        }
        while unit < units.count, units[unit] == Self.star { unit += 1 }
        return unit == units.count
    }

    /// Whether one unit that is no `*` matches one letter.
    static func accepts(_ unit: Unit, _ letter: Unit) -> Bool {
        unit == letter || unit == any && !isSymbol(letter)
    }
}
