import CloudFormation

/// One test of a statement's condition: an operator, a key of the request and the values to compare it with.
///
/// All tests of a statement must hold; a test holds when one of its values compares (for a negative operator, when none
/// does).
///
/// - Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys
///   or values".
struct ConditionTest: Sendable, Hashable {
    /// The key in lower case, since keys ignore case.
    let key: String
    /// How a key with several values is tested.
    let quantifier: Quantifier
    /// Whether the test holds for a request that lacks the key.
    let holdsWhenAbsent: Bool
    /// Which values hold.
    let values: Values

    /// How a key with several values is tested.
    enum Quantifier: Sendable, Hashable {
        /// The key has one value.
        case none
        /// `ForAnyValue:` one of them must hold.
        case anyValue
        /// `ForAllValues:` all of them must hold.
        case allValues
    }

    /// Which values of a key hold.
    enum Values: Sendable, Hashable {
        case text(Set<SymbolicText>, PatternAlphabet.Reading, negated: Bool)
        case flag(Set<Bool>)
        case addresses(Set<CIDRBlock>, negated: Bool)
        case numbers(Set<Double>, Comparison, isDate: Bool)
        /// A key that is present, with any value.
        case anything
        /// No value: the key must be absent.
        case nothing
        /// A condition of the template, which is either true or false.
        case guardian(Bool)
        /// What is not understood, as it stands.
        case opaque(String)
    }

    /// How a number or date is compared.
    enum Comparison: Sendable, Hashable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

        func holds(_ value: Double, _ bound: Double) -> Bool {
            switch self {
            case .equal: value == bound
            case .notEqual: value != bound
            case .less: value < bound
            case .lessOrEqual: value <= bound
            case .greater: value > bound
            case .greaterOrEqual: value >= bound
            }
        }
    }

    /// The test that a condition of the template (`Condition`, `Fn::If`) has that value.
    init(templateCondition name: String, is value: Bool) {
        key = "Condition \(name)"
        quantifier = .none
        holdsWhenAbsent = false
        values = .guardian(value)
    }

    /// The test of an operator.
    ///
    /// - Parameters:
    ///   - operatorName: the operator as written, for instance `ForAnyValue:StringLikeIfExists`.
    ///   - key: the key as written.
    ///   - value: one value or a list.
    init(_ operatorName: String, key: String, value: Value, in context: TemplateContext) {
        var name = operatorName.lowercased()
        var quantifier = Quantifier.none
        for (prefix, meaning) in [("foranyvalue:", Quantifier.anyValue), ("forallvalues:", .allValues)]
        where name.hasPrefix(prefix) {
            name.removeFirst(prefix.count)
            quantifier = meaning
        }
        let isOptional = name.hasSuffix("ifexists")
        if isOptional { name.removeLast("ifexists".count) }
        let texts = (value.arrayValue ?? [value]).map { SymbolicText($0, in: context) }
        self.key = key.lowercased()
        self.quantifier = quantifier
        values = Self.values(of: name, texts) ?? .opaque("\(operatorName) \(texts.map(\.display).sorted())")
        switch values {
        case .nothing: holdsWhenAbsent = true
        case .anything: holdsWhenAbsent = false
        default:
            // "Not" operators hold for an absent key, with the quantifier `ForAnyValue` as the one exception.
            let isNegative =
                name.hasPrefix("stringnot") || name.hasPrefix("arnnot") || name == "notipaddress"
                || name == "numericnotequals" || name == "datenotequals"
            holdsWhenAbsent = isOptional || quantifier == .allValues || isNegative && quantifier == .none
        }
    }

    private static func values(of name: String, _ texts: [SymbolicText]) -> Values? {
        let set = Set(texts)
        switch name {
        case "stringequals": return .text(set, .init(hasWildcards: false), negated: false)
        case "stringnotequals": return .text(set, .init(hasWildcards: false), negated: true)
        case "stringequalsignorecase": return .text(set, .init(hasWildcards: false, ignoresCase: true), negated: false)
        case "stringnotequalsignorecase":
            return .text(set, .init(hasWildcards: false, ignoresCase: true), negated: true)
        case "stringlike": return .text(set, .init(), negated: false)
        case "stringnotlike": return .text(set, .init(), negated: true)
        case "arnlike", "arnequals": return .text(set, .init(isARN: true), negated: false)
        case "arnnotlike", "arnnotequals": return .text(set, .init(isARN: true), negated: true)
        case "bool": return flags(texts).map { .flag($0) }
        case "null":
            guard let flags = flags(texts), flags.count == 1 else { return nil }
            return flags.contains(true) ? .nothing : .anything
        case "ipaddress", "notipaddress":
            let blocks = texts.compactMap { $0.literal.flatMap(CIDRBlock.init) }
            return blocks.count == texts.count ? .addresses(Set(blocks), negated: name == "notipaddress") : nil
        default: return numbers(of: name, texts)
        }
    }

    private static func flags(_ texts: [SymbolicText]) -> Set<Bool>? {
        let flags = texts.compactMap { $0.literal.flatMap { Bool($0.lowercased()) } }
        return flags.count == texts.count ? Set(flags) : nil
    }

    private static func numbers(of name: String, _ texts: [SymbolicText]) -> Values? {
        for (prefix, isDate) in [("numeric", false), ("date", true)] where name.hasPrefix(prefix) {
            let comparisons: [String: Comparison] = [
                "equals": .equal, "notequals": .notEqual, "lessthan": .less, "lessthanequals": .lessOrEqual,
                "greaterthan": .greater, "greaterthanequals": .greaterOrEqual,
            ]
            guard let comparison = comparisons[String(name.dropFirst(prefix.count))] else { return nil }
            let numbers = texts.compactMap { text in
                text.literal.flatMap { isDate ? Timestamp.seconds($0) : Double($0) }
            }
            guard numbers.count == texts.count, numbers.allSatisfy(\.isFinite) else { return nil }
            return .numbers(Set(numbers), comparison, isDate: isDate)
        }
        return nil
    }
}

/// Points in time as policies write them.
enum Timestamp {
    /// The seconds since 1970 of a date in the W3C profile of ISO 8601 (UTC or with an offset), or of a number of seconds.
    ///
    /// - Source: "Date and Time Formats" (W3C NOTE-datetime).
    static func seconds(_ text: String) -> Double? {
        if let seconds = Double(text), text.utf8.count > 4 { return seconds }
        let digits = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard (1...8).contains(digits.count), text.utf8.count <= 40, let year = digits.first, (1...9999).contains(year),
            let last = text.utf8.last, !text.contains("."),
            digits.count < 4 || last == UInt8(ascii: "Z") || digits.count >= 7,
            digits.allSatisfy({ $0 < 10_000 })
        else { return nil }
        func field(_ index: Int, _ absent: Int) -> Int { index < digits.count ? digits[index] : absent }
        let seconds =
            days(year, field(1, 1), field(2, 1)) * 86_400
            + field(3, 0) * 3_600 + field(4, 0) * 60 + (digits.count == 5 ? 0 : field(5, 0))
        guard digits.count >= 7 else { return Double(seconds) }
        let offset = field(6, 0) * 3_600 + field(7, 0) * 60
        let isEast = text.utf8.contains(UInt8(ascii: "+"))
        return Double(isEast ? seconds - offset : seconds + offset)
    }

    /// Days from 1970-01-01 in the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
