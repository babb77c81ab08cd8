/// A section of the template: named elements in the author's order, and loops that make more.
public struct Section<Element: Sendable & Hashable>: Sendable, Hashable {
    /// What stands under a key of the section.
    public typealias Entry = SectionEntry<Element>

    /// The entries by logical id, or by `Fn::ForEach::Name` for a loop.
    public var entries: OrderedMap<Entry>

    /// An empty section.
    public init() { entries = OrderedMap() }

    /// The declaration of that name.
    public subscript(name: String) -> Element? {
        get { if case .element(let element)? = entries[name] { element } else { nil } }
        set { entries[name] = newValue.map { .element($0) } }
    }

    /// The names of the declarations in order.
    public var names: [String] { elements.map(\.name) }

    /// The declarations in order, those inside loops not included.
    public var elements: [(name: String, element: Element)] {
        entries.compactMap { entry in
            if case .element(let element) = entry.value { (entry.key, element) } else { nil }
        }
    }

    /// Whether the section has no entry, so that the template does not show it.
    public var isEmpty: Bool { entries.isEmpty }

    /// Adds a loop under the key `Fn::ForEach::Name`.
    public mutating func add(_ name: String, _ loop: ForEach<Element>) {
        entries["Fn::ForEach::\(name)"] = .forEach(loop)
    }

    /// Adds a declaration under a name that the section does not have yet.
    ///
    /// - Precondition: the name is new. Two declarations of one name are a mistake of the program that no template could
    ///   show.
    mutating func add(_ name: String, element: Element) {
        precondition(!entries.contains(name), "the template has two declarations of the name \(name)")
        entries.append(name, .element(element))
    }
}

/// What stands under a key of a section.
public enum SectionEntry<Element: Sendable & Hashable>: Sendable, Hashable {
    /// A declaration.
    case element(Element)
    /// A loop under the key `Fn::ForEach::Name`.
    indirect case forEach(ForEach<Element>)
    /// Anything else, written as it is: a macro call (`Fn::Transform`), or what a parsed template has in place of a
    /// declaration.
    case other(Value)
}

extension Section: ExpressibleByDictionaryLiteral {
    /// A section in the order of the literal.
    public init(dictionaryLiteral elements: (String, Entry)...) { entries = OrderedMap(elements) }
}

extension Section where Element: ValueRepresentable {
    /// The section as the template shows it.
    var object: Object {
        var object = Object(capacity: entries.count)
        for entry in entries {
            switch entry.value {
            case .element(let element): object.append(entry.key, element.value)
            case .forEach(let loop): object.append(entry.key, loop.value)
            case .other(let value): object.append(entry.key, value)
            }
        }
        return object
    }
}
