/// The names that a template declares, loops included.
struct DeclaredNames {
    let parameters: Set<String>
    /// Resource types by logical id; `nil` where the type is not a literal.
    let resources: [String: String?]
    let conditions: Set<String>
    let mappings: Set<String>

    /// Whether there may be resources that only CloudFormation knows: those that a macro adds, or that a loop makes of
    /// elements which are not literals.
    let mayHaveOtherResources: Bool
    /// The same for conditions.
    let mayHaveOtherConditions: Bool
    /// The same for mappings.
    let mayHaveOtherMappings: Bool
    /// Whether the template has the transform that adds functions to the language.
    let hasLanguageExtensions: Bool

    init(_ template: Template) {
        let transforms = template.transforms.map(\.name)
        hasLanguageExtensions = transforms.contains("AWS::LanguageExtensions")
        let hasMacro = transforms.contains { $0 != "AWS::LanguageExtensions" }

        let resources = Expansion(template.resources)
        self.resources = Dictionary(
            resources.elements.map { ($0.name, $0.element.type) }
        ) { first, _ in first }
        mayHaveOtherResources = hasMacro || resources.isIncomplete

        let conditions = Expansion(template.conditions)
        self.conditions = Set(conditions.elements.map(\.name))
        mayHaveOtherConditions = hasMacro || conditions.isIncomplete

        let mappings = Expansion(template.mappings)
        self.mappings = Set(mappings.elements.map(\.name))
        mayHaveOtherMappings = hasMacro || mappings.isIncomplete

        parameters = Set(template.parameters.names)
    }
}

/// The declarations of a section with its loops run, as far as their collections are literals.
private struct Expansion<Element: Sendable & Hashable> {
    private(set) var elements: [(name: String, element: Element)] = []

    /// Whether the section has parts that cannot be expanded here.
    private(set) var isIncomplete = false

    /// The most names that nested loops may make here.
    private static var limit: Int { 10_000 }

    init(_ section: Section<Element>) { expand(section, [:]) }

    private mutating func expand(_ section: Section<Element>, _ identifiers: [String: String]) {
        for entry in section.entries {
            switch entry.value {
            case .element(let element):
                // The name as written counts too: inside the loop it is what references say.
                elements.append((entry.key, element))
                if !identifiers.isEmpty { elements.append((Self.substitute(identifiers, in: entry.key), element)) }
            case .forEach(let loop):
                run(loop, identifiers)
            case .other:
                isIncomplete = true
            }
        }
    }

    private mutating func run(_ loop: ForEach<Element>, _ identifiers: [String: String]) {
        let rounds = loop.collection.elements?.map(\.value.scalarSpelling) ?? [nil]
        for round in rounds {
            guard let round, elements.count < Self.limit else {
                isIncomplete = true
                return
            }
            expand(loop.body, identifiers.merging([loop.identifier: round]) { _, inner in inner })
        }
    }

    /// Puts values in the place of `${Name}`, and of `&{Name}`, where only letters and digits of the value stay.
    private static func substitute(_ identifiers: [String: String], in key: String) -> String {
        var result = ""
        var rest = key[...]
        while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "&" }) {
            result += rest[..<mark]
            let inner = rest[rest.index(after: mark)...]
            if inner.first == "{", let closing = inner.firstIndex(of: "}"),
                let value = identifiers[String(inner[inner.index(after: inner.startIndex)..<closing])]
            {
                result +=
                    rest[mark] == "$" ? value : String(decoding: value.utf8.filter(\.isAlphanumeric), as: UTF8.self)
                rest = inner[inner.index(after: closing)...]
            } else {
                result.append(rest[mark])
                rest = inner
            }
        }
        return result + rest
    }
}
