extension RegularExpression {
    /// A set of Unicode scalars: `[a-z\d]`, `\w`, `.`, or one scalar.
    struct CharacterClass: Sendable {
        /// Values of scalars, in any order.
        private(set) var ranges: [ClosedRange<UInt32>] = []
        private(set) var categories: Categories = []
        /// Classes within this one, and escapes that are complements.
        private(set) var parts: [CharacterClass] = []
        var isNegated = false

        /// What the class has of ASCII, for the common case; see ``preparedForMatching``.
        private var ascii: ASCIISet?

        /// Whether the class has that scalar.
        func contains(_ scalar: Unicode.Scalar) -> Bool {
            guard let ascii, scalar.value < 128 else { return judge(scalar) }
            return ascii.contains(scalar.value)
        }

        /// The same class, which has judged all of ASCII once so that it need not do so for every scalar of a text.
        var preparedForMatching: Self {
            var copy = self
            copy.ascii = judgedASCII
            return copy
        }

        private var judgedASCII: ASCIISet {
            var members = ASCIISet()
            for range in ranges { members.insert(range) }
            if !categories.isEmpty {
                for value in UInt8(0)..<128 {
                    let category = Unicode.Scalar(value).properties.generalCategory
                    if categories.contains(Categories(category)) { members.insert(UInt32(value)...UInt32(value)) }
                }
            }
            for part in parts { members.formUnion(part.judgedASCII) }
            return isNegated ? members.complement : members
        }

        private func judge(_ scalar: Unicode.Scalar) -> Bool {
            let isMember =
                ranges.contains { $0.contains(scalar.value) }
                || !categories.isEmpty && categories.contains(Categories(scalar.properties.generalCategory))
                || parts.contains { $0.judge(scalar) }
            return isMember != isNegated
        }
    }
}

extension RegularExpression {
    /// A set of values below 128.
    private struct ASCIISet: Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        var complement: Self {
            var set = self
            (set.low, set.high) = (~low, ~high)
            return set
        }

        func contains(_ value: UInt32) -> Bool {
            (value < 64 ? low : high) >> UInt64(value % 64) & 1 == 1
        }

        /// Adds what is below 128 of a range.
        mutating func insert(_ range: ClosedRange<UInt32>) {
            low |= Self.bits(range, from: 0)
            high |= Self.bits(range, from: 64)
        }

        mutating func formUnion(_ other: Self) {
            low |= other.low
            high |= other.high
        }

        /// The bits of the 64 values from one on.
        private static func bits(_ range: ClosedRange<UInt32>, from first: UInt32) -> UInt64 {
            let last = first + 63
            guard range.lowerBound <= last, range.upperBound >= first else { return 0 }
            let (from, to) = (max(range.lowerBound, first) - first, min(range.upperBound, last) - first)
            return (UInt64.max >> UInt64(63 - (to - from))) << UInt64(from)
        }
    }
}

// MARK: - Building

extension RegularExpression.CharacterClass {
    init(_ ranges: ClosedRange<UInt32>...) { self.ranges = ranges }

    init(_ scalars: String) {
        ranges = scalars.unicodeScalars.map { $0.value...$0.value }
    }

    init(_ categories: RegularExpression.Categories) { self.categories = categories }

    /// The scalars that this class does not have.
    var negated: Self {
        var copy = self
        copy.isNegated.toggle()
        return copy
    }

    /// Adds scalars; without regard to case, the other case of ASCII letters too, as Java does unless told otherwise.
    mutating func insert(_ range: ClosedRange<UInt32>, ignoringCase: Bool) {
        ranges.append(range)
        guard ignoringCase else { return }
        for (letters, other) in [(Self.upper, Self.lower), (Self.lower, Self.upper)] {
            let common = range.clamped(to: letters)
            guard range.overlaps(letters) else { continue }
            let shift = { (value: UInt32) in value - letters.lowerBound + other.lowerBound }
            ranges.append(shift(common.lowerBound)...shift(common.upperBound))
        }
    }

    /// Adds the scalars of another class.
    mutating func insert(_ other: Self) {
        if other.isNegated || !other.parts.isEmpty {
            parts.append(other)
        } else {
            ranges += other.ranges
            categories.formUnion(other.categories)
        }
    }
}

// MARK: - Classes with a name

extension RegularExpression.CharacterClass {
    private static let upper: ClosedRange<UInt32> = 0x41...0x5A
    private static let lower: ClosedRange<UInt32> = 0x61...0x7A
    private static let digits: ClosedRange<UInt32> = 0x30...0x39

    static let digit = Self(digits)
    static let whitespace = Self(0x09...0x0D, 0x20...0x20)
    static let wordCharacter = Self(upper, lower, digits, 0x5F...0x5F)
    static let any = Self(0...0x10FFFF)
    /// `.` without the flag `s`.
    static let anyButLineTerminator = Self("\n\r\u{85}\u{2028}\u{2029}").negated

    /// POSIX classes of ASCII, and the general categories by the names that Java has for them.
    static func named(_ name: String) -> Self? {
        posix[name] ?? RegularExpression.Categories.named[name].map { Self($0) }
    }

    /// - Source: `java.util.regex.Pattern`, "POSIX character classes (US-ASCII only)".
    private static let posix: [String: Self] = [
        "ASCII": Self(0...0x7F),
        "Alnum": Self(upper, lower, digits),
        "Alpha": Self(upper, lower),
        "Blank": Self(" \t"),
        "Cntrl": Self(0...0x1F, 0x7F...0x7F),
        "Digit": Self(digits),
        "Graph": Self(0x21...0x7E),
        "Lower": Self(lower),
        "Print": Self(0x20...0x7E),
        "Punct": Self(0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E),
        "Space": whitespace,
        "Upper": Self(upper),
        "XDigit": Self(digits, 0x41...0x46, 0x61...0x66),
    ]

    /// Names whose meaning under the flag `i` differs between versions of Java.
    ///
    /// - Source: JDK-8214245, "Case insensitive matching doesn't work correctly for some character classes".
    static let namesThatDependOnCase: Set = ["Lower", "Upper", "Lu", "Ll", "Lt"]
}

extension RegularExpression {
    /// A set of Unicode's general categories.
    struct Categories: OptionSet, Sendable {
        let rawValue: UInt32

        init(rawValue: UInt32) { self.rawValue = rawValue }

        init(_ category: Unicode.GeneralCategory) {
            rawValue = Self.all.firstIndex { $0.category == category }.map { 1 << UInt32($0) } ?? 0
        }

        /// A category by its two letters (`Lu`), or all that begin with a letter (`L`).
        static let named: [String: Self] = all.reduce(into: [:]) { names, entry in
            names[entry.name] = Self(entry.category)
            names[String(entry.name.prefix(1)), default: []].formUnion(Self(entry.category))
        }

        /// - Source: Unicode Standard Annex #44, "General Category Values".
        private static let all: [(name: String, category: Unicode.GeneralCategory)] = [
            ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
            ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
            ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
            ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
            ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
            ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
            ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
            ("Cn", .unassigned),
        ]
    }
}
