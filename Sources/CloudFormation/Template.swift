/// A CloudFormation template.
///
/// ```swift
/// var template = Template(description: "A topic")
/// let topic = template.add("Topic", SNS.Topic(displayName: "Orders"))
/// template.add("TopicArn", Output(value: topic.topicArn))
/// print(template.yaml())
/// ```
///
/// - Source: CloudFormation User Guide, "Working with CloudFormation templates".
public struct Template: Sendable, Hashable {
    /// The version of the template language; `2010-09-09` is the only one.
    public var formatVersion: String?

    /// What the stack is, at most 1,024 bytes.
    public var description: String?

    /// The macros that run over the template, in order; the template shows a single one without a list.
    public var transforms: [Transform] {
        get {
            transformSection.map { $0.arrayValue?.map(Transform.init(unchecked:)) ?? [Transform(unchecked: $0)] } ?? []
        }
        set { transformSection = newValue.count > 1 ? List(newValue).value : newValue.first?.value }
    }

    /// What the template shows of ``transforms``; a parsed one may have a list for a single macro.
    var transformSection: Value?

    /// Data about the template by key, for instance ``Interface``.
    public var metadata: Object = [:]

    /// What whoever makes the stack supplies.
    public var parameters = Section<Parameter<Value>>()

    /// Checks of parameter values.
    public var rules = Section<Rule>()

    /// Tables of literals.
    public var mappings = Section<Mapping>()

    /// Conditions that resources, outputs and `Fn::If` name.
    public var conditions = Section<Condition>()

    /// The resources of the stack.
    public var resources = Section<Resource>()

    /// What the finished stack shows.
    public var outputs = Section<Output>()

    /// What the properties above cannot hold, written as it is: sections of other names (`Hooks`, or a macro's such as
    /// `Globals`), and of a parsed template sections of their names that are empty or of another shape, for instance
    /// `Resources: null`. A section that is not empty takes precedence over one of its name here.
    public var otherSections: Object = [:]

    /// An empty template.
    public init(description: String? = nil, formatVersion: String? = "2010-09-09") {
        self.description = description
        self.formatVersion = formatVersion
    }

    /// How the console groups and labels the parameters.
    public var interface: Interface? {
        get { metadata[Interface.metadataKey].map { Interface(unchecked: $0) } }
        set { metadata[Interface.metadataKey] = newValue?.value }
    }

    /// The template as one object, sections in the order of the documentation, empty ones left out.
    public var value: Value {
        var object = Object(capacity: 10)
        func append(_ key: String, _ value: Value?) {
            if let value { object.append(key, value) }
        }
        func append(_ key: String, section: Object) {
            if !section.isEmpty { object.append(key, .object(section)) }
        }
        append("AWSTemplateFormatVersion", formatVersion?.literalValue)
        append("Description", description?.literalValue)
        append("Transform", transformSection)
        append("Metadata", section: metadata)
        append("Parameters", section: parameters.object)
        append("Rules", section: rules.object)
        append("Mappings", section: mappings.object)
        append("Conditions", section: conditions.object)
        append("Resources", section: resources.object)
        append("Outputs", section: outputs.object)
        for entry in otherSections where !object.contains(entry.key) { object.append(entry.key, entry.value) }
        return .object(object)
    }
}

extension Template {
    /// Declares a parameter.
    ///
    /// - Precondition: no other parameter has the name. The same holds for the other kinds of declarations.
    @discardableResult
    public mutating func add<Reference>(
        _ name: String,
        _ parameter: Parameter<Reference>
    ) -> ParameterHandle<Reference> {
        parameters.add(name, element: Parameter(unchecked: parameter.value))
        return ParameterHandle(name)
    }

    /// Declares a rule.
    public mutating func add(_ name: String, _ rule: Rule) { rules.add(name, element: rule) }

    /// Declares a mapping.
    @discardableResult
    public mutating func add(_ name: String, _ mapping: Mapping) -> MappingHandle {
        mappings.add(name, element: mapping)
        return MappingHandle(name)
    }

    /// Declares a condition.
    @discardableResult
    public mutating func add(_ name: String, _ condition: Condition) -> ConditionHandle {
        conditions.add(name, element: condition)
        return ConditionHandle(name)
    }

    /// Declares a resource with its attributes, which ``Resource/init(_:condition:dependsOn:creationPolicy:deletionPolicy:metadata:updatePolicy:updateReplacePolicy:)``
    /// explains.
    @discardableResult
    public mutating func add<Model: ResourceModel>(
        _ logicalID: String,
        _ model: Model,
        condition: ConditionHandle? = nil,
        dependsOn: [String] = [],
        creationPolicy: CreationPolicy? = nil,
        deletionPolicy: DeletionPolicy? = nil,
        metadata: Object? = nil,
        updatePolicy: UpdatePolicy? = nil,
        updateReplacePolicy: UpdateReplacePolicy? = nil
    ) -> ResourceHandle<Model> {
        let resource = Resource(
            model,
            condition: condition,
            dependsOn: dependsOn,
            creationPolicy: creationPolicy,
            deletionPolicy: deletionPolicy,
            metadata: metadata,
            updatePolicy: updatePolicy,
            updateReplacePolicy: updateReplacePolicy
        )
        resources.add(logicalID, element: resource)
        return ResourceHandle(logicalID)
    }

    /// Declares an output.
    public mutating func add(_ name: String, _ output: Output) { outputs.add(name, element: output) }
}
