/// A value that the finished stack shows, and may export to other stacks.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Outputs syntax".
public struct Output: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over an output without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// An output.
    ///
    /// - Parameters:
    ///   - description: what the value is, at most 1,024 bytes, a literal.
    ///   - outputValue: what the stack shows.
    ///   - exportName: the name under which other stacks import it, unique in the account and region.
    ///   - condition: when there is such an output; always without.
    public init(
        description: String? = nil,
        value outputValue: Property<String>,
        exportName: Property<String>? = nil,
        condition: ConditionHandle? = nil
    ) {
        value = .properties(
            ("Description", description?.literalValue),
            ("Condition", condition?.name.literalValue),
            ("Value", outputValue.value),
            ("Export", exportName.map { .single("Name", $0.value) })
        )
    }

    /// What the value is, at most 1,024 bytes, a literal.
    public var description: Property<String>? {
        get { self["Description"] }
        set { self["Description"] = newValue }
    }
    /// The logical id of the condition under which there is such an output.
    public var condition: Property<String>? {
        get { self["Condition"] }
        set { self["Condition"] = newValue }
    }
    /// What the stack shows.
    public var outputValue: Property<String>? {
        get { self["Value"] }
        set { self["Value"] = newValue }
    }
    /// The name under which other stacks import the value.
    public var exportName: Property<String>? {
        get { value["Export"]?["Name"].map { Property(unchecked: $0) } }
        set { self["Export"] = newValue.map { Value.single("Name", $0.value) } }
    }
}
