/// A loop that makes elements of a section, one for each element of a collection.
///
/// The keys of the body contain the identifier as `${Identifier}`, or as `&{Identifier}` where its values are not
/// alphanumeric. Needs the transform ``Transform/languageExtensions``.
///
/// ```swift
/// template.resources.add("Topics", ForEach("Name", in: ["Orders", "Invoices"]) { name in
///     ["Topic${Name}": .element(Resource(SNS.Topic(topicName: name)))]
/// })
/// ```
///
/// - Source: CloudFormation User Guide, "Fn::ForEach".
public struct ForEach<Element: Sendable & Hashable>: Sendable, Hashable {
    /// The name that stands for the current element of the collection.
    public var identifier: String

    /// The elements to go through: literals, or a `Ref` of a list parameter.
    public var collection: List<Property<String>>

    /// What each round makes.
    public var body: Section<Element>

    /// A loop whose body is built from a reference to the current element.
    public init(
        _ identifier: String,
        in collection: List<Property<String>>,
        body: (_ element: Property<String>) -> Section<Element>
    ) {
        self.identifier = identifier
        self.collection = collection
        self.body = body(Property(unchecked: .single("Ref", .string(identifier))))
    }
}

extension ForEach where Element: ValueRepresentable {
    /// The list of three that the template shows.
    var value: Value {
        .array([.string(identifier), collection.value, .object(body.object)])
    }
}

extension Object {
    /// Adds a loop that makes properties of an object.
    ///
    /// - Parameter name: the loop's name, alphanumeric and unique in the template.
    public mutating func add(_ name: String, _ loop: ForEach<Value>) {
        self["Fn::ForEach::\(name)"] = loop.value
    }
}
