/// Text in which references may stand; with one it becomes `Fn::Sub`, without it stays a literal.
///
/// Text that `Fn::Sub` would take for a reference (an IAM policy variable such as `${aws:username}`) is escaped, so what
/// stands in the Swift literal is what the resource receives.
///
/// - Source: CloudFormation User Guide, "Fn::Sub".
extension Property: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByStringLiteral, ExpressibleByStringInterpolation
where Literal == String {
    /// Text.
    public init(stringLiteral value: String) { self.init(value) }

    /// Text with references.
    public init(stringInterpolation: SubInterpolation) { value = stringInterpolation.value }
}

/// An interpolated literal among the properties of a ``GenericResource`` takes references too.
extension Value: ExpressibleByStringInterpolation {
    /// Text with references.
    public init(stringInterpolation: SubInterpolation) { self = stringInterpolation.value }
}

/// Gathers the parts of an interpolated literal of a ``Property`` or a ``Value``.
public struct SubInterpolation: StringInterpolationProtocol, Sendable {
    private enum Part {
        case text(String)
        /// What stands between `${` and `}`.
        case reference(String)
        /// The text of another `Fn::Sub`, escaped already.
        case substitution(String)
        /// A function that needs a variable of its own.
        case expression(Value)
    }

    private var parts: [Part] = []

    /// Starts with no part.
    public init(literalCapacity: Int, interpolationCount: Int) {
        parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds text as it stands. It joins text before it, so that a `${` that spans the two is seen.
    public mutating func appendLiteral(_ literal: String) {
        guard !literal.isEmpty else { return }
        if case .text(let text)? = parts.last {
            parts[parts.count - 1] = .text(text + literal)
        } else {
            parts.append(.text(literal))
        }
    }

    /// Adds text as it stands.
    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

    /// Adds the digits of a number.
    public mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

    /// Adds a literal or a reference.
    public mutating func appendInterpolation<Literal>(_ property: Property<Literal>) {
        switch property.value {
        case .string(let text): appendLiteral(text)
        case .number(let number): appendLiteral(number.spelling)
        case .bool(let flag): appendLiteral(flag ? "true" : "false")
        default: parts.append(Self.part(for: property.value))
        }
    }

    private static func part(for expression: Value) -> Part {
        switch Intrinsic(expression) {
        case .ref(let name): .reference(name)
        case .getAtt(let resource, let attribute): .reference("\(resource).\(attribute)")
        case .other("Fn::Sub", .string(let text)): .substitution(text)
        default: .expression(expression)
        }
    }

    /// The literal, or the call of `Fn::Sub`.
    var value: Value {
        if parts.isEmpty { return "" }
        if parts.count == 1, case .text(let text) = parts[0] { return .string(text) }
        var text = ""
        var variables = Variables()
        for part in parts {
            if case .reference(let name) = part { variables.reserved.append(name) }
        }
        for part in parts {
            switch part {
            case .text(let literal): Self.append(literal, escapedTo: &text, &variables)
            case .reference(let name):
                text += "${"
                text += name
                text += "}"
            case .substitution(let substitution): text += substitution
            case .expression(let expression): text += "${\(variables.name(for: expression))}"
            }
        }
        let substitution: Value =
            variables.values.isEmpty ? .string(text) : .array([.string(text), .object(variables.values)])
        return .single("Fn::Sub", substitution)
    }

    /// Appends text so that `Fn::Sub` gives it back as it stands: `${Name}` as `${!Name}`, and a `${` without its own `}`,
    /// for which there is no escape, by a variable.
    private static func append(_ literal: String, escapedTo text: inout String, _ variables: inout Variables) {
        var rest = literal[...]
        while let opening = rest.startOfReference {
            text += rest[..<opening]
            let inner = rest[rest.utf8.index(opening, offsetBy: 2)...]
            if let closing = inner.utf8.firstIndex(of: UInt8(ascii: "}")), inner[..<closing].startOfReference == nil {
                text += "${!\(inner[...closing])"
                rest = inner[inner.utf8.index(after: closing)...]
            } else {
                text += "${\(variables.name(for: "${"))}"
                rest = inner
            }
        }
        text += rest
    }

    /// Variables of one `Fn::Sub`, under names that hide none of its references.
    private struct Variables {
        var reserved: [String] = []
        var values = Object()

        mutating func name(for value: Value) -> String {
            if let known = values.first(where: { $0.value == value }) { return known.key }
            var number = values.count + 1
            while reserved.contains("Value\(number)") { number += 1 }
            values.append("Value\(number)", value)
            reserved.append("Value\(number)")
            return "Value\(number)"
        }
    }
}

extension Substring {
    /// Where the first `${` stands.
    fileprivate var startOfReference: Index? {
        var rest = utf8
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            rest = rest[rest.index(after: dollar)...]
            if rest.first == UInt8(ascii: "{") { return dollar }
        }
        return nil
    }
}
