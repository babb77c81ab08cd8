/// A rule-specific intrinsic function: what a rule requires, or when it applies.
///
/// - Source: CloudFormation User Guide, "Rules section syntax reference" and "Rule-specific intrinsic functions".
public struct RuleExpression: ValueRepresentable {
    /// What the template shows.
    public let value: Value

    /// Takes over a value without checking its type.
    public init(unchecked value: Value) { self.value = value }

    /// Holds where all of 2 to 10 expressions hold.
    public static func and(_ expressions: RuleExpression...) -> Self { call("Fn::And", expressions.map(\.value)) }

    /// Holds where at least one of 2 to 10 expressions holds.
    public static func or(_ expressions: RuleExpression...) -> Self { call("Fn::Or", expressions.map(\.value)) }

    /// Holds where the expression does not.
    public static func not(_ expression: RuleExpression) -> Self { call("Fn::Not", [expression.value]) }

    /// Holds where both values are the same text, case included.
    public static func equals<Literal>(_ left: Property<Literal>, _ right: Property<Literal>) -> Self {
        call("Fn::Equals", [left.value, right.value])
    }

    /// Holds where the list has at least one element that is the value.
    public static func contains(_ list: List<Property<String>>, _ value: Property<String>) -> Self {
        call("Fn::Contains", [list.value, value.value])
    }

    /// Holds where every element of the list is the value.
    public static func eachMemberEquals(_ list: List<Property<String>>, _ value: Property<String>) -> Self {
        call("Fn::EachMemberEquals", [list.value, value.value])
    }

    /// Holds where every element of one list is an element of the other.
    public static func eachMemberIn(_ list: List<Property<String>>, _ allowed: List<Property<String>>) -> Self {
        call("Fn::EachMemberIn", [list.value, allowed.value])
    }

    private static func call(_ name: String, _ arguments: [Value]) -> Self {
        Self(unchecked: .single(name, .array(arguments)))
    }
}

extension RuleExpression {
    /// All values of the template's parameters of that type, for instance `AWS::EC2::VPC::Id`.
    public static func refAll(_ parameterType: String) -> List<Property<String>> {
        List(unchecked: .single("Fn::RefAll", .string(parameterType)))
    }

    /// An attribute of the resource that a parameter names, for instance `Tags.Department` of a VPC.
    public static func valueOf<Reference>(_ parameter: ParameterHandle<Reference>, _ attribute: String) -> Property<
        String
    > {
        Property(unchecked: .single("Fn::ValueOf", .array([.string(parameter.name), .string(attribute)])))
    }

    /// An attribute of every resource that parameters of that type name.
    public static func valueOfAll(_ parameterType: String, _ attribute: String) -> List<Property<String>> {
        List(unchecked: .single("Fn::ValueOfAll", .array([.string(parameterType), .string(attribute)])))
    }
}
