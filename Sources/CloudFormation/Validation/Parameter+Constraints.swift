/// Which constraint of a parameter a value breaks, as the end of a sentence that begins with the value.
public enum ConstraintViolation: Sendable, Hashable {
    /// The text is shorter than `MinLength`.
    case shorterThan(Int)
    /// The text is longer than `MaxLength`.
    case longerThan(Int)
    /// The number is smaller than `MinValue`.
    case smallerThan(Number)
    /// The number is larger than `MaxValue`.
    case largerThan(Number)
    /// The text does not match `AllowedPattern`.
    case notMatching(pattern: String)
    /// The value is not one of `AllowedValues`.
    case notAmong([String])
    /// A parameter of type `Number` has a value that is none.
    case notANumber
    /// The value is longer than any parameter's may be, in bytes.
    case largerThanAnyParameter(limit: Int)
}

extension ConstraintViolation: CustomStringConvertible {
    /// What would be right.
    public var description: String {
        switch self {
        case .shorterThan(let length): "must have at least \(length) characters"
        case .longerThan(let length): "must have at most \(length) characters"
        case .smallerThan(let number): "must be at least \(number.spelling)"
        case .largerThan(let number): "must be at most \(number.spelling)"
        case .notMatching(let pattern): "must match \(pattern.displayable(limit: 400))"
        case .notAmong(let values): "must be one of \(values.joined(separator: ", ").displayable(limit: 400))"
        case .notANumber: "must be a number"
        case .largerThanAnyParameter(let limit): "must have at most \(limit) bytes"
        }
    }
}

extension Parameter {
    /// The first constraint that a value breaks, or `nil` where CloudFormation would accept it as far as can be told
    /// without an account.
    ///
    /// Elements of a list are compared with `AllowedValues` and `AllowedPattern` one by one, unless the list as a whole is
    /// an allowed value.
    ///
    /// - Parameter text: the value as `CreateStack` takes it.
    /// - Source: CloudFormation User Guide, "CloudFormation template Parameters syntax".
    public func constraintViolated(by text: String) -> ConstraintViolation? {
        guard text.utf8.count <= Limits.parameterValueBytes else {
            return .largerThanAnyParameter(limit: Limits.parameterValueBytes)
        }
        guard isList else { return lengthOrRangeViolated(by: text) ?? choiceViolated(by: text) }
        if allowedSpellings?.contains(text) == true { return nil }
        for element in text.split(separator: ",", omittingEmptySubsequences: false).map({ $0.trimmingSpaces }) {
            if let violation = numberViolated(by: element) ?? choiceViolated(by: element) { return violation }
        }
        return nil
    }

    /// Whether the parameter's value has several elements, with commas between them.
    var isList: Bool {
        guard let type = value["Type"]?.stringValue else { return false }
        return type == "CommaDelimitedList" || type.utf8.starts(with: "List<".utf8)
    }

    /// Whether the parameter's value, or each element of it, is a number.
    var isNumeric: Bool { ["Number", "List<Number>"].contains(value["Type"]?.stringValue) }

    private func lengthOrRangeViolated(by text: String) -> ConstraintViolation? {
        if let minimum = minLength?.literal, text.unicodeScalars.count < minimum { return .shorterThan(minimum) }
        if let maximum = maxLength?.literal, text.unicodeScalars.count > maximum { return .longerThan(maximum) }
        return numberViolated(by: text)
    }

    private func numberViolated(by text: String) -> ConstraintViolation? {
        guard isNumeric else { return nil }
        guard let number = Double(decimal: text) else { return .notANumber }
        if let minimum = minValue?.literal, number < minimum { return .smallerThan(Number(minimum)) }
        if let maximum = maxValue?.literal, number > maximum { return .largerThan(Number(maximum)) }
        return nil
    }

    private var allowedSpellings: [String]? { value["AllowedValues"]?.arrayValue?.compactMap(\.scalarSpelling) }

    private func choiceViolated(by text: String) -> ConstraintViolation? {
        if let allowed = allowedSpellings, !allowed.contains(text) { return .notAmong(allowed) }
        if let pattern = allowedPattern?.literal, let expression = try? RegularExpression(pattern),
            !expression.wholeMatch(text)
        {
            return .notMatching(pattern: pattern)
        }
        return nil
    }
}

extension Double {
    /// The finite number that a text spells in decimal digits, not as `0x10` or `nan`.
    init?(decimal text: String) {
        guard text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }), let number = Double(text),
            number.isFinite
        else { return nil }
        self = number
    }
}

extension Substring {
    /// The text without spaces at its ends.
    var trimmingSpaces: String {
        let start = drop { $0 == " " }
        return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
    }
}
