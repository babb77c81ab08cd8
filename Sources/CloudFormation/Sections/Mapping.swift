/// A table of literals with two levels of keys, for instance by region and kind.
///
/// - Source: CloudFormation User Guide, "CloudFormation template Mappings syntax".
public struct Mapping: ValueRepresentable {
    /// What the template shows.
    public let value: Value

    /// Takes over a mapping without checking it.
    public init(unchecked value: Value) { self.value = value }

    /// A mapping of top-level keys to objects of second-level keys, whose values are literals or lists of them.
    public init(_ rows: OrderedMap<Object>) {
        value = .object(Object(rows.map { ($0.key, .object($0.value)) }))
    }
}

/// The name of a mapping of the template.
public struct MappingHandle: Sendable, Hashable {
    /// The mapping's logical id.
    public let name: String

    /// Names a mapping that the template declares elsewhere; `validate()` reports one that it does not.
    public init(_ name: String) { self.name = name }

    /// The value under those keys, in the type that the context asks for.
    ///
    /// - Parameter defaultValue: what an absent key gives; needs the transform ``Transform/languageExtensions``.
    public func find<Result: ValueRepresentable>(
        _ topLevelKey: Property<String>,
        _ secondLevelKey: Property<String>,
        default defaultValue: Result? = nil
    ) -> Result {
        Fn.findInMap(Property(name), topLevelKey, secondLevelKey, default: defaultValue)
    }
}
