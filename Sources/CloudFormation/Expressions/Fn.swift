/// The intrinsic functions that give values.
///
/// `Ref` and `Fn::GetAtt` come from handles (``ResourceHandle``, ``ParameterHandle``), which the compiler checks, `Fn::Sub`
/// from an interpolated literal, conditions from ``Condition``, `Fn::ForEach` from ``ForEach``. ``ref(_:)`` and
/// ``getAtt(_:_:)`` are for names that no handle has: those that a loop makes, and attributes of resource types that a
/// program models itself.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference".
public enum Fn: Sendable {
    /// The text in Base64, as `UserData` takes it.
    public static func base64(_ text: Property<String>) -> Property<String> {
        call("Fn::Base64", text.value)
    }

    /// Splits a block of addresses into `count` blocks with `cidrBits` host bits each.
    public static func cidr(
        _ ipBlock: Property<String>,
        count: Property<Int>,
        cidrBits: Property<Int>? = nil
    ) -> List<Property<String>> {
        call("Fn::Cidr", .array([ipBlock.value, count.value] + (cidrBits.map { [$0.value] } ?? [])))
    }

    /// The value of a mapping's second-level key. Every part may be an expression.
    ///
    /// - Parameter defaultValue: what an absent key gives; needs the transform ``Transform/languageExtensions``.
    public static func findInMap<Result: ValueRepresentable>(
        _ mapping: Property<String>,
        _ topLevelKey: Property<String>,
        _ secondLevelKey: Property<String>,
        default defaultValue: Result? = nil
    ) -> Result {
        let fallback = defaultValue.map { [Value.single("DefaultValue", $0.value)] } ?? []
        return call("Fn::FindInMap", .array([mapping.value, topLevelKey.value, secondLevelKey.value] + fallback))
    }

    /// An attribute of a resource by name, in the type that the context asks for.
    ///
    /// ```swift
    /// extension ResourceHandle where Model == Bucket {
    ///     var arn: Property<String> { Fn.getAtt(Property(logicalID), "Arn") }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - resource: the logical id; an expression needs the transform ``Transform/languageExtensions``.
    ///   - attribute: the attribute in CloudFormation's spelling.
    public static func getAtt<Result: ValueRepresentable>(
        _ resource: Property<String>,
        _ attribute: Property<String>
    ) -> Result {
        call("Fn::GetAtt", .array([resource.value, attribute.value]))
    }

    /// The availability zones of a region, by default the stack's.
    public static func getAZs(_ region: Property<String> = "") -> List<Property<String>> {
        call("Fn::GetAZs", region.value)
    }

    /// An output of another stack, which may be of another region or account and need not export it.
    ///
    /// The value is read when this stack is made or updated; a later change of it goes unnoticed.
    ///
    /// - Parameters:
    ///   - stackName: the name of the other stack.
    ///   - outputName: the output's logical id in the other stack's template.
    ///   - region: the other stack's region; this stack's without.
    ///   - roleArn: the role that may describe the other stack, for one of another account.
    public static func getStackOutput(
        stackName: Property<String>,
        outputName: Property<String>,
        region: Property<String>? = nil,
        roleArn: Property<String>? = nil
    ) -> Property<String> {
        call(
            "Fn::GetStackOutput",
            .properties(
                ("StackName", stackName.value),
                ("OutputName", outputName.value),
                ("Region", region?.value),
                ("RoleArn", roleArn?.value)
            )
        )
    }

    /// One value where the condition holds, another where it does not.
    public static func `if`<Result: ValueRepresentable>(
        _ condition: ConditionHandle,
        _ then: Result,
        _ otherwise: Result
    ) -> Result {
        call("Fn::If", .array([.string(condition.name), then.value, otherwise.value]))
    }

    /// The value that another stack of the account and region exports under that name.
    public static func importValue(_ name: Property<String>) -> Property<String> {
        call("Fn::ImportValue", name.value)
    }

    /// The elements as one text with the delimiter between them.
    public static func join(_ delimiter: String, _ elements: List<Property<String>>) -> Property<String> {
        call("Fn::Join", .array([.string(delimiter), elements.value]))
    }

    /// The number of elements. Needs the transform ``Transform/languageExtensions``.
    public static func length<Element>(_ list: List<Element>) -> Property<Int> {
        call("Fn::Length", list.value)
    }

    /// What a name stands for, in the type that the context asks for: a parameter, a resource, or the element of a loop.
    ///
    /// - Parameter name: the name; an expression needs the transform ``Transform/languageExtensions``.
    public static func ref<Result: ValueRepresentable>(_ name: Property<String>) -> Result {
        call("Ref", name.value)
    }

    /// The element at that index, counted from 0.
    public static func select<Element>(_ index: Property<Int>, _ list: List<Element>) -> Element {
        call("Fn::Select", .array([index.value, list.value]))
    }

    /// The parts of the text between occurrences of the delimiter.
    public static func split(_ delimiter: String, _ text: Property<String>) -> List<Property<String>> {
        call("Fn::Split", .array([.string(delimiter), text.value]))
    }

    /// Text in which `${Name}` stands for a variable, a parameter, a resource or an attribute.
    ///
    /// An interpolated ``Property`` literal makes this call by itself, with references that the compiler has checked.
    public static func sub(_ text: String, _ variables: Object = [:]) -> Property<String> {
        call("Fn::Sub", variables.isEmpty ? .string(text) : .array([.string(text), .object(variables)]))
    }

    /// The value as JSON text. Needs the transform ``Transform/languageExtensions``.
    public static func toJsonString(_ value: some ValueRepresentable) -> Property<String> {
        call("Fn::ToJsonString", value.value)
    }

    /// What a macro makes of the parameters, in the place of the call.
    public static func transform<Result: ValueRepresentable>(_ name: String, parameters: Object = [:]) -> Result {
        call(
            "Fn::Transform",
            .properties(("Name", .string(name)), ("Parameters", parameters.isEmpty ? nil : .object(parameters)))
        )
    }

    private static func call<Result: ValueRepresentable>(_ name: String, _ argument: Value) -> Result {
        Result(unchecked: .single(name, argument))
    }
}
