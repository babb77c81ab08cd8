import CloudFormation

/// What a resource type's schema says of a property and of those below it.
///
/// A tree that is walked together with the values, so that no path needs to be looked up.
struct PropertyRules: Sendable {
    /// Whether a change replaces the resource.
    var replaces = false
    /// Whether a change replaces the resource under some conditions.
    var mayReplace = false
    /// Whether the order of the elements means nothing.
    var isUnordered = false
    /// The rules of the properties below, by name; `*` for any element of a list.
    var children: [String: PropertyRules] = [:]

    /// Rules that say nothing.
    static let none = PropertyRules()

    /// The rules of a resource type; none for a type that is not known.
    init(type: String) {
        guard let facts = ResourceTypeFacts.of(type) else { return }
        for path in facts.createOnly { mark(path) { $0.replaces = true } }
        for path in facts.conditionalCreateOnly { mark(path) { $0.mayReplace = true } }
        for path in facts.unordered { mark(path) { $0.isUnordered = true } }
    }

    private init() {}

    /// The rules of a property.
    func of(_ key: String) -> PropertyRules { children[key] ?? children["*"] ?? .none }

    /// The rules of the elements of a list.
    var elements: PropertyRules { children["*"] ?? .none }

    /// What a change of the whole value does to the resource.
    var impact: Impact { replaces ? .replace : mayReplace ? .mayReplace : .update }

    private mutating func mark(_ path: String, _ change: (inout PropertyRules) -> Void) {
        mark(path.split(separator: ".")[...], change)
    }

    private mutating func mark(_ path: ArraySlice<Substring>, _ change: (inout PropertyRules) -> Void) {
        guard let first = path.first else { return change(&self) }
        children[String(first), default: .none].mark(path.dropFirst(), change)
    }
}

/// The rules of the resource types that a template has, each made once.
struct RulesByType: Sendable {
    private var rules: [String: PropertyRules] = [:]

    /// The rules of a resource type.
    mutating func of(_ type: String) -> PropertyRules {
        if let known = rules[type] { return known }
        let made = PropertyRules(type: type)
        rules[type] = made
        return made
    }
}
