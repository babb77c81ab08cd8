/// A value that whoever makes the stack supplies.
///
/// `Reference` is what `Ref` of the parameter gives: `Property<String>`, `Property<Int>`, `List<Property<String>>`, …;
/// `Value` where it is not known, as in ``Template/parameters``.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Parameters syntax".
public struct Parameter<Reference: ValueRepresentable>: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over a declaration without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// What the parameter takes, in CloudFormation's spelling.
    public var type: Property<String>? {
        get { self["Type"] }
        set { self["Type"] = newValue }
    }
    /// What the parameter is for, at most 4,000 characters.
    public var description: Property<String>? {
        get { self["Description"] }
        set { self["Description"] = newValue }
    }
    /// The value that the parameter has when none is supplied.
    public var `default`: Value? {
        get { self["Default"] }
        set { self["Default"] = newValue }
    }
    /// A Java regular expression that the whole value must match.
    public var allowedPattern: Property<String>? {
        get { self["AllowedPattern"] }
        set { self["AllowedPattern"] = newValue }
    }
    /// The values that may be supplied.
    public var allowedValues: List<Value>? {
        get { self["AllowedValues"] }
        set { self["AllowedValues"] = newValue }
    }
    /// What to say of a value that a constraint refuses.
    public var constraintDescription: Property<String>? {
        get { self["ConstraintDescription"] }
        set { self["ConstraintDescription"] = newValue }
    }
    /// The fewest characters that a text may have.
    public var minLength: Property<Int>? {
        get { self["MinLength"] }
        set { self["MinLength"] = newValue }
    }
    /// The most characters that a text may have.
    public var maxLength: Property<Int>? {
        get { self["MaxLength"] }
        set { self["MaxLength"] = newValue }
    }
    /// The smallest number.
    public var minValue: Property<Double>? {
        get { self["MinValue"] }
        set { self["MinValue"] = newValue }
    }
    /// The largest number.
    public var maxValue: Property<Double>? {
        get { self["MaxValue"] }
        set { self["MaxValue"] = newValue }
    }
    /// Whether CloudFormation hides the value wherever it shows the stack.
    public var noEcho: Property<Bool>? {
        get { self["NoEcho"] }
        set { self["NoEcho"] = newValue }
    }
}

extension Parameter where Reference: ParameterReference {
    /// Declares a parameter.
    ///
    /// - Parameters:
    ///   - type: what the parameter takes.
    ///   - description: what the parameter is for.
    ///   - defaultValue: the value when none is supplied; without, one must be.
    ///   - allowedValues: the values that may be supplied.
    ///   - allowedPattern: a Java regular expression that the whole value must match.
    ///   - minLength: the fewest characters of a text.
    ///   - maxLength: the most characters of a text.
    ///   - minValue: the smallest number.
    ///   - maxValue: the largest number.
    ///   - constraintDescription: what to say of a value that a constraint refuses.
    ///   - noEcho: whether CloudFormation hides the value.
    public init(
        _ type: ParameterType<Reference>,
        description: String? = nil,
        default defaultValue: Reference.Default? = nil,
        allowedValues: [Reference.AllowedValue]? = nil,
        allowedPattern: String? = nil,
        minLength: Int? = nil,
        maxLength: Int? = nil,
        minValue: Double? = nil,
        maxValue: Double? = nil,
        constraintDescription: String? = nil,
        noEcho: Bool? = nil
    ) {
        value = .properties(
            ("Type", .string(type.rawValue)),
            ("Description", description?.literalValue),
            ("Default", defaultValue.map(Reference.parameterDefault)),
            ("AllowedValues", allowedValues.map { .array($0.map { $0.literalValue }) }),
            ("AllowedPattern", allowedPattern?.literalValue),
            ("MinLength", minLength?.literalValue),
            ("MaxLength", maxLength?.literalValue),
            ("MinValue", minValue?.literalValue),
            ("MaxValue", maxValue?.literalValue),
            ("ConstraintDescription", constraintDescription?.literalValue),
            ("NoEcho", noEcho?.literalValue)
        )
    }
}

/// What `Ref` of a parameter gives, with the literals that the parameter's declaration takes.
public protocol ParameterReference: ValueRepresentable {
    /// A whole value: the default.
    associatedtype Default: Sendable
    /// A single value: an allowed one.
    associatedtype AllowedValue: PropertyLiteral

    /// The default as the declaration shows it.
    static func parameterDefault(_ literal: Default) -> Value
}

extension Property: ParameterReference where Literal: PropertyLiteral {
    /// A single value of the parameter.
    public typealias AllowedValue = Literal

    /// The literal itself.
    public static func parameterDefault(_ literal: Literal) -> Value { literal.literalValue }
}

extension List: ParameterReference where Element: ParameterReference {
    /// One element of the list.
    public typealias AllowedValue = Element.AllowedValue

    /// The elements with commas between them.
    public static func parameterDefault(_ literal: [Element.AllowedValue]) -> Value {
        .string(literal.compactMap(\.literalValue.scalarSpelling).joined(separator: ","))
    }
}

/// The name of a parameter of the template, and the type of what it gives.
public struct ParameterHandle<Reference: ValueRepresentable>: Sendable, Hashable {
    /// The parameter's logical id.
    public let name: String

    /// Names a parameter that the template declares elsewhere; `validate()` reports one that it does not.
    public init(_ name: String) { self.name = name }

    /// The parameter's value.
    public var ref: Reference { Reference(unchecked: .single("Ref", .string(name))) }
}
