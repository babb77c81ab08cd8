/// A label of a resource.
///
/// - Source: CloudFormation Template Reference, "Resource tag".
public struct Tag: PropertyObject {
    /// What the template shows.
    public var value: Value

    /// Takes over properties without checking them.
    public init(unchecked value: Value) { self.value = value }

    /// A tag whose key has 1 to 128 characters and whose text has up to 256.
    public init(key: Property<String>, value tagValue: Property<String>) {
        value = .properties(("Key", key.value), ("Value", tagValue.value))
    }

    /// The tag's name.
    public var key: Property<String>? {
        get { self["Key"] }
        set { self["Key"] = newValue }
    }
    /// The tag's text.
    public var tagValue: Property<String>? {
        get { self["Value"] }
        set { self["Value"] = newValue }
    }
}
