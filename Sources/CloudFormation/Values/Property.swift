/// The value of a property: a literal of the type that the property takes, or an expression that gives one.
///
/// ```swift
/// var name: Property<String> = "orders"
/// name = environment.ref                    // {"Ref": "Environment"}
/// name = "orders-\(environment.ref)"        // {"Fn::Sub": "orders-${Environment}"}
/// name = Fn.if(isProduction, "orders", "orders-test")
/// ```
///
/// A literal or a reference of another type does not compile.
public struct Property<Literal>: ValueRepresentable {
    /// What the template shows.
    public let value: Value

    /// Takes over a value without checking its type.
    public init(unchecked value: Value) { self.value = value }
}

/// A Swift type that has a literal form in a template.
public protocol PropertyLiteral: Sendable, Hashable {
    /// The literal in the template.
    var literalValue: Value { get }

    /// Reads the literal back, or `nil` where the value is an expression or of another type.
    init?(literalValue: Value)
}

extension Property where Literal: PropertyLiteral {
    /// A literal.
    public init(_ literal: Literal) { value = literal.literalValue }

    /// The literal, or `nil` where the property is an expression.
    public var literal: Literal? { Literal(literalValue: value) }
}

extension String: PropertyLiteral {
    /// Text.
    public var literalValue: Value { .string(self) }

    /// The text of a string.
    public init?(literalValue: Value) {
        guard case .string(let text) = literalValue else { return nil }
        self = text
    }
}

extension Bool: PropertyLiteral {
    /// `true` or `false`.
    public var literalValue: Value { .bool(self) }

    /// The truth value of a boolean or of its spelling as text.
    public init?(literalValue: Value) {
        switch literalValue {
        case .bool(let value): self = value
        case .string("true"): self = true
        case .string("false"): self = false
        default: return nil
        }
    }
}

extension Int: PropertyLiteral {
    /// The decimal digits.
    public var literalValue: Value { .number(Number(self)) }

    /// The whole number of a number or of its spelling as text.
    public init?(literalValue: Value) {
        switch literalValue {
        case .number(let number):
            guard let whole = number.integerValue else { return nil }
            self = whole
        case .string(let text):
            guard let whole = Int(text) else { return nil }
            self = whole
        default: return nil
        }
    }
}

extension Double: PropertyLiteral {
    /// The shortest spelling that reads back as the same number.
    public var literalValue: Value { .number(Number(self)) }

    /// The number, or the number that the text spells.
    public init?(literalValue: Value) {
        switch literalValue {
        case .number(let number):
            guard let value = number.doubleValue else { return nil }
            self = value
        case .string(let text):
            guard let value = Double(text) else { return nil }
            self = value
        default: return nil
        }
    }
}

/// A set of names that a property may have, open because AWS may extend it.
///
/// The names that are known are constants of the property: `Property<Events.ApiDestination.HttpMethod>.post`.
public protocol PropertyEnumeration: PropertyLiteral, RawRepresentable<String> {
    /// The value of that name in CloudFormation's spelling.
    init(rawValue: String)
}

extension PropertyEnumeration {
    /// The name as text.
    public var literalValue: Value { .string(rawValue) }

    /// The name that the text spells.
    public init?(literalValue: Value) {
        guard case .string(let text) = literalValue else { return nil }
        self.init(rawValue: text)
    }
}

extension Property where Literal: PropertyEnumeration {
    /// The value of that name in CloudFormation's spelling, for one that has no constant here.
    public init(rawValue: String) { value = .string(rawValue) }
}

extension Property: ExpressibleByIntegerLiteral where Literal: PropertyLiteral & ExpressibleByIntegerLiteral {
    /// A number.
    public init(integerLiteral value: Literal.IntegerLiteralType) {
        self.init(Literal(integerLiteral: value))
    }
}

extension Property: ExpressibleByFloatLiteral where Literal: PropertyLiteral & ExpressibleByFloatLiteral {
    /// A number with a fraction.
    public init(floatLiteral value: Literal.FloatLiteralType) {
        self.init(Literal(floatLiteral: value))
    }
}

extension Property: ExpressibleByBooleanLiteral where Literal == Bool {
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self.init(value) }
}

/// A list whose elements, or which as a whole, may be expressions.
///
/// ```swift
/// let topics: List<Property<String>> = [topic.ref, "arn:aws:sns:eu-west-1:111122223333:audit"]
/// let zones: List<Property<String>> = Fn.getAZs()
/// ```
public struct List<Element: ValueRepresentable>: ValueRepresentable, ExpressibleByArrayLiteral {
    /// What the template shows.
    public let value: Value

    /// Takes over a value without checking its type.
    public init(unchecked value: Value) { self.value = value }

    /// A list of the given elements.
    @inlinable
    public init(_ elements: some Sequence<Element>) {
        // In generic code, a key path instead of the closure would be made at run time.
        self.init(unchecked: .array(elements.map { $0.value }))
    }

    /// A list of the given elements.
    @inlinable
    public init(arrayLiteral elements: Element...) { self.init(elements) }

    /// The elements, or `nil` where the list as a whole is an expression.
    public var elements: [Element]? { value.arrayValue?.map { Element(unchecked: $0) } }
}
