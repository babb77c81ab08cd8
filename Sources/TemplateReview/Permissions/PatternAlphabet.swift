/// Turns texts into patterns and back, numbering the symbols.
struct PatternAlphabet {
    private var symbols: [String: WildcardPattern.Unit] = [:]
    private var names: [String] = []
    /// The ASCII letters that occur, a bit each.
    private var letters: UInt128 = 0

    /// How a text is read.
    struct Reading: Sendable, Hashable {
        /// Whether `*` and `?` are wildcards.
        var hasWildcards = true
        /// Whether ASCII letters mean the same in either case.
        var ignoresCase = false
        /// Whether the text is an ARN, each part of which is matched for itself.
        var isARN = false
    }

    /// The pattern that a text spells.
    ///
    /// In the text, `${aws:username}` is a policy variable, a symbol; `${*}`, `${?}` and `${$}` are the characters.
    ///
    /// - Source: IAM User Guide, "IAM policy elements: Variables and tags".
    mutating func pattern(_ text: SymbolicText, _ reading: Reading = Reading()) -> WildcardPattern {
        var units: [WildcardPattern.Unit] = []
        for piece in text.pieces {
            switch piece {
            case .symbol(let name): units.append(symbol(name))
            case .text(let text): append(text, reading, to: &units)
            }
        }
        return WildcardPattern(units: units)
    }

    private mutating func append(_ text: String, _ reading: Reading, to units: inout [WildcardPattern.Unit]) {
        if !text.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 >= 0x80 }) {
            return append(plain: text, reading, to: &units)
        }
        var rest = text.unicodeScalars[...]
        var mayHaveVariables = true
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*" where reading.hasWildcards: units.append(WildcardPattern.star)
            case "?" where reading.hasWildcards: units.append(WildcardPattern.any)
            case "$" where mayHaveVariables && rest.first == "{":
                guard let end = rest.firstIndex(of: "}") else {
                    // There is none further on either.
                    mayHaveVariables = false
                    units.append(letter(scalar, reading))
                    continue
                }
                let name = rest[rest.index(after: rest.startIndex)..<end]
                if name.count == 1, let character = name.first, "*?$".unicodeScalars.contains(character) {
                    units.append(letter(character, reading))
                } else {
                    units.append(symbol(String(name)))
                }
                rest = rest[rest.index(after: end)...]
            default: units.append(letter(scalar, reading))
            }
        }
    }

    /// Reads ASCII without variables, which most texts are.
    private mutating func append(plain text: String, _ reading: Reading, to units: inout [WildcardPattern.Unit]) {
        units.reserveCapacity(units.count + text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "*") where reading.hasWildcards: units.append(WildcardPattern.star)
            case UInt8(ascii: "?") where reading.hasWildcards: units.append(WildcardPattern.any)
            default: units.append(letter(Unicode.Scalar(byte), reading))
            }
        }
    }

    private mutating func letter(_ scalar: Unicode.Scalar, _ reading: Reading) -> WildcardPattern.Unit {
        let isUppercase = reading.ignoresCase && ("A"..."Z").contains(scalar)
        let unit = isUppercase ? scalar.value | 0x20 : scalar.value
        if unit < 128 { letters |= 1 << UInt128(unit) }
        return unit
    }

    private mutating func symbol(_ name: String) -> WildcardPattern.Unit {
        if let unit = symbols[name] { return unit }
        let unit = WildcardPattern.firstSymbol + WildcardPattern.Unit(truncatingIfNeeded: names.count)
        symbols[name] = unit
        names.append(name)
        return unit
    }

    /// The text of letters, with some letter that no pattern has in place of the one that stands for it.
    func text(_ units: [WildcardPattern.Unit]) -> String {
        var text = ""
        for unit in units {
            if unit == WildcardPattern.fresh {
                text.unicodeScalars.append(freshLetter)
            } else if unit == WildcardPattern.star {
                text += "*"
            } else if unit == WildcardPattern.any {
                text += "?"
            } else if WildcardPattern.isSymbol(unit) {
                text += "${\(names[Int(unit - WildcardPattern.firstSymbol)])}"
            } else if let scalar = Unicode.Scalar(unit) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private var freshLetter: Unicode.Scalar {
        "xyzqwjkvXYZ0123456789".unicodeScalars.first { letters >> UInt128($0.value) & 1 == 0 } ?? "ø"
    }
}
