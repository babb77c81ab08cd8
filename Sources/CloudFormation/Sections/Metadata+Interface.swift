/// How the console groups and labels the parameters: the metadata key `AWS::CloudFormation::Interface`.
///
/// - Source: CloudFormation User Guide, "AWS::CloudFormation::Interface".
public struct Interface: PropertyObject {
    /// The key under which the template's metadata holds the interface.
    public static let metadataKey = "AWS::CloudFormation::Interface"

    /// What the template shows.
    public var value: Value

    /// Takes over an interface without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// Groups in the order in which the console shows them, and labels in place of the parameters' names.
    ///
    /// - Parameter parameterLabels: a label by the parameter's logical id.
    public init(parameterGroups: List<ParameterGroup>? = nil, parameterLabels: OrderedMap<String>? = nil) {
        value = .properties(
            ("ParameterGroups", parameterGroups?.value),
            (
                "ParameterLabels",
                parameterLabels.map { labels in
                    .object(Object(labels.map { ($0.key, .single("default", .string($0.value))) }))
                }
            )
        )
    }

    /// Groups in the order in which the console shows them.
    public var parameterGroups: List<ParameterGroup>? {
        get { self["ParameterGroups"] }
        set { self["ParameterGroups"] = newValue }
    }

    /// For each parameter an object whose key `default` is the label.
    public var parameterLabels: Value? {
        get { self["ParameterLabels"] }
        set { self["ParameterLabels"] = newValue }
    }

    /// Parameters that the console shows together.
    public struct ParameterGroup: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over a group without checking it.
        public init(unchecked value: Value) { self.value = value }

        /// A group under a heading.
        ///
        /// - Parameter parameters: the parameters' logical ids.
        public init(label: String, parameters: [String]) {
            value = .properties(
                ("Label", .single("default", .string(label))),
                ("Parameters", .array(parameters.map { .string($0) }))
            )
        }

        /// An object whose key `default` is the heading.
        public var label: Value? {
            get { self["Label"] }
            set { self["Label"] = newValue }
        }
        /// The parameters' logical ids.
        public var parameters: List<Property<String>>? {
            get { self["Parameters"] }
            set { self["Parameters"] = newValue }
        }
    }
}
