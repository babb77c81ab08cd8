/// A typed view of a ``Value``: properties, property types, lists, conditions and whole resources.
///
/// Each holds its value in the form in which the template shows it, so a literal and an expression can stand in the
/// same place, nothing is lost between parsing and writing, and writing needs no conversion.
public protocol ValueRepresentable: Sendable, Hashable {
    /// What the template shows.
    var value: Value { get }

    /// Takes over a value without checking its type.
    ///
    /// The way in for parsed templates and for expressions that this library does not know.
    init(unchecked value: Value)
}

extension ValueRepresentable {
    /// Removes the property or element in whose place it stands: `{"Ref": "AWS::NoValue"}`.
    ///
    /// - Source: CloudFormation User Guide, "Pseudo parameters reference".
    public static var noValue: Self { Self(unchecked: .single("Ref", "AWS::NoValue")) }
}

extension Value: ValueRepresentable {
    /// The value itself.
    public var value: Value { self }

    /// The value itself.
    public init(unchecked value: Value) { self = value }
}

/// A ``ValueRepresentable`` whose literal form is an object: a property type such as `Events.Rule.Target`, or a resource.
public protocol PropertyObject: ValueRepresentable {
    /// What the template shows.
    var value: Value { get set }
}

extension PropertyObject {
    /// The property of that name, in CloudFormation's spelling; `nil` where it is not set.
    ///
    /// Setting a property of a view that holds an expression replaces the expression by an object.
    public subscript<Property: ValueRepresentable>(name: String) -> Property? {
        get { value[name].map { Property(unchecked: $0) } }
        set {
            var object = value.objectValue ?? Object()
            object[name] = newValue?.value
            value = .object(object)
        }
    }
}
