/// A resource of the template: its type, its properties and its resource attributes.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Resources syntax" and "Resource attribute reference".
public struct Resource: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over a declaration without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A resource with the given attributes.
    ///
    /// - Parameters:
    ///   - model: type and properties.
    ///   - condition: when there is such a resource; always without.
    ///   - dependsOn: logical ids of resources to be made before and deleted after this one, besides those that the
    ///     properties refer to.
    ///   - creationPolicy: what to wait for before the resource counts as made.
    ///   - deletionPolicy: what happens to the resource when the stack, or the declaration, is deleted.
    ///   - metadata: data that the template carries along with the resource.
    ///   - updatePolicy: how updates of some resource types proceed.
    ///   - updateReplacePolicy: what happens to the old resource when an update replaces it.
    public init(
        _ model: some ResourceModel,
        condition: ConditionHandle? = nil,
        dependsOn: [String] = [],
        creationPolicy: CreationPolicy? = nil,
        deletionPolicy: DeletionPolicy? = nil,
        metadata: Object? = nil,
        updatePolicy: UpdatePolicy? = nil,
        updateReplacePolicy: UpdateReplacePolicy? = nil
    ) {
        value = .properties(
            ("Type", .string(model.resourceType)),
            ("Condition", condition?.name.literalValue),
            ("DependsOn", Self.dependsOn(dependsOn)),
            ("CreationPolicy", creationPolicy?.value),
            ("DeletionPolicy", deletionPolicy?.rawValue.literalValue),
            ("UpdatePolicy", updatePolicy?.value),
            ("UpdateReplacePolicy", updateReplacePolicy?.rawValue.literalValue),
            ("Metadata", metadata.map { .object($0) }),
            ("Properties", model.value.objectValue?.isEmpty == true ? nil : model.value)
        )
    }

    private static func dependsOn(_ names: [String]) -> Value? {
        switch names.count {
        case 0: nil
        case 1: .string(names[0])
        default: .array(names.map { .string($0) })
        }
    }

    /// The resource type, for instance `AWS::SNS::Topic`.
    public var type: String? { value["Type"]?.stringValue }

    /// The properties as the template shows them; empty where it shows none.
    public var properties: Value {
        get { value["Properties"] ?? .object([:]) }
        set { self["Properties"] = newValue }
    }

    /// The properties as those of a typed resource, or `nil` where this is a resource of another type.
    public func properties<Model: TypedResource>(as model: Model.Type) -> Model? {
        type == Model.resourceType ? Model(unchecked: properties) : nil
    }

    /// The logical id of the condition under which there is such a resource.
    public var condition: Property<String>? {
        get { self["Condition"] }
        set { self["Condition"] = newValue }
    }

    /// Logical ids of resources to be made before and deleted after this one.
    public var dependsOn: [String] {
        get {
            value["DependsOn"]?.stringValue.map { [$0] } ?? value["DependsOn"]?.arrayValue?.compactMap(\.stringValue)
                ?? []
        }
        set { self["DependsOn"] = Self.dependsOn(newValue) }
    }

    /// What to wait for before the resource counts as made.
    public var creationPolicy: CreationPolicy? {
        get { self["CreationPolicy"] }
        set { self["CreationPolicy"] = newValue }
    }

    /// What happens to the resource when the stack, or the declaration, is deleted.
    public var deletionPolicy: DeletionPolicy? {
        get { value["DeletionPolicy"]?.stringValue.flatMap(DeletionPolicy.init) }
        set { self["DeletionPolicy"] = newValue?.rawValue.literalValue }
    }

    /// Data that the template carries along with the resource.
    public var metadata: Value? {
        get { self["Metadata"] }
        set { self["Metadata"] = newValue }
    }

    /// How updates of some resource types proceed.
    public var updatePolicy: UpdatePolicy? {
        get { self["UpdatePolicy"] }
        set { self["UpdatePolicy"] = newValue }
    }

    /// What happens to the old resource when an update replaces it.
    public var updateReplacePolicy: UpdateReplacePolicy? {
        get { value["UpdateReplacePolicy"]?.stringValue.flatMap(UpdateReplacePolicy.init) }
        set { self["UpdateReplacePolicy"] = newValue?.rawValue.literalValue }
    }

    /// The names that a resource declaration may have.
    static let attributeNames = [
        "Type", "Properties", "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Metadata", "UpdatePolicy",
        "UpdateReplacePolicy",
    ]
}

/// What happens to a resource when the stack, or its declaration, is deleted.
///
/// - Source: CloudFormation User Guide, "DeletionPolicy attribute".
public enum DeletionPolicy: String, Sendable, Hashable, CaseIterable {
    /// It is deleted with its content.
    case delete = "Delete"
    /// It stays, outside of any stack.
    case retain = "Retain"
    /// It stays, unless the operation that made it is rolled back.
    case retainExceptOnCreate = "RetainExceptOnCreate"
    /// A snapshot of it is made first, for the types that have snapshots.
    case snapshot = "Snapshot"
}

/// What happens to the old resource when an update replaces it.
///
/// - Source: CloudFormation User Guide, "UpdateReplacePolicy attribute".
public enum UpdateReplacePolicy: String, Sendable, Hashable, CaseIterable {
    /// It is deleted with its content.
    case delete = "Delete"
    /// It stays, outside of any stack.
    case retain = "Retain"
    /// A snapshot of it is made first, for the types that have snapshots.
    case snapshot = "Snapshot"
}
