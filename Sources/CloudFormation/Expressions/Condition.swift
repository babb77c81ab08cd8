/// A condition of the template's `Conditions` section, built from parameters and other conditions.
///
/// - Source: CloudFormation User Guide, "Condition functions".
public struct Condition: ValueRepresentable {
    /// What the template shows.
    public let value: Value

    /// Takes over a value without checking its type.
    public init(unchecked value: Value) { self.value = value }

    /// Holds where another condition of the template holds.
    public static func condition(_ handle: ConditionHandle) -> Condition {
        Condition(unchecked: .single("Condition", .string(handle.name)))
    }

    /// Holds where both values are the same text, case included.
    public static func equals<Literal>(_ left: Property<Literal>, _ right: Property<Literal>) -> Condition {
        Condition(unchecked: .single("Fn::Equals", .array([left.value, right.value])))
    }

    /// Holds where all of 2 to 10 conditions hold.
    public static func and(_ conditions: Condition...) -> Condition {
        Condition(unchecked: .single("Fn::And", .array(conditions.map(\.value))))
    }

    /// Holds where at least one of 2 to 10 conditions holds.
    public static func or(_ conditions: Condition...) -> Condition {
        Condition(unchecked: .single("Fn::Or", .array(conditions.map(\.value))))
    }

    /// Holds where the condition does not.
    public static func not(_ condition: Condition) -> Condition {
        Condition(unchecked: .single("Fn::Not", .array([condition.value])))
    }
}

/// The name of a condition of the template.
public struct ConditionHandle: Sendable, Hashable {
    /// The condition's logical id.
    public let name: String

    /// Names a condition that the template declares elsewhere; `validate()` reports one that it does not.
    public init(_ name: String) { self.name = name }

    /// The condition as an operand of another one.
    public var condition: Condition { .condition(self) }
}
