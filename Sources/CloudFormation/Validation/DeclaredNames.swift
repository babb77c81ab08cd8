/// The names that a template declares, loops included.
struct DeclaredNames {
    let parameters: Set<String>
    /// Resource types by logical id; `nil` where the type is not a literal.
    let resources: [String: String?]
    let conditions: Set<String>
    let mappings: Set<String>

    /// What the loops of these sections make.
    let expandedResources: ExpandedNames
    let expandedConditions: ExpandedNames
    let expandedOutputs: ExpandedNames

    /// Logical ids of modules, whose resources have names that begin with the module's.
    let modules: [String]

    /// Whether a macro may change the template in ways that are not known here.
    let hasMacro: Bool
    /// Whether a macro may have moved what a resource refers to into another one, as the serverless model does.
    let mayBeRewritten: Bool
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
        hasMacro = transforms.contains { $0 != "AWS::LanguageExtensions" }
        mayBeRewritten = transforms.contains { $0 != "AWS::LanguageExtensions" && $0 != "AWS::Include" }

        let resources = Expansion(template.resources)
        self.resources = Dictionary(
            resources.elements.map { ($0.name, $0.element?.type) }
        ) { first, _ in first }
        modules = self.resources.filter { $0.value?.hasSuffix("::MODULE") ?? false }.map(\.key)
        expandedResources = resources.names
        mayHaveOtherResources = hasMacro || resources.isIncomplete

        let conditions = Expansion(template.conditions)
        self.conditions = Set(conditions.elements.map(\.name))
        expandedConditions = conditions.names
        mayHaveOtherConditions = hasMacro || conditions.isIncomplete

        let mappings = Expansion(template.mappings)
        self.mappings = Set(mappings.elements.map(\.name))
        mayHaveOtherMappings = hasMacro || mappings.isIncomplete

        expandedOutputs = Expansion(template.outputs).names
        parameters = Set(template.parameters.names)
    }

    /// Whether a name that the template does not declare may be that of a resource in one of its modules.
    func mayBeInModule(_ name: String) -> Bool {
        modules.contains { name.utf8.starts(with: $0.utf8) && name.utf8.count > $0.utf8.count }
    }
}

/// What a section declares when its loops are run, as far as their collections are literals.
struct ExpandedNames: Sendable {
    /// The names outside of loops.
    var declared: [String] = []
    /// What the loops make, in order; one name can occur several times.
    var loopResults: [LoopResult] = []

    /// How many declarations the section has.
    var count: Int { declared.count + loopResults.count }
}

/// The declarations of a section with its loops run, as far as their collections are literals.
private struct Expansion<Element: Sendable & Hashable> {
    /// The declarations by name; `nil` for one that has another form than it must have.
    private(set) var elements: [(name: String, element: Element?)] = []
    private(set) var names = ExpandedNames()

    /// Whether the section has parts that cannot be expanded here.
    private(set) var isIncomplete = false

    /// The rounds that loops have had, which nested loops multiply even where they make nothing.
    private var rounds = 0

    /// The most rounds that are run here: more than a template can have resources.
    private static var limit: Int { 10_000 }

    init(_ section: Section<Element>) { expand(section, nil, [:]) }

    /// - Parameters:
    ///   - loop: the key of the outermost loop around the section.
    ///   - identifiers: the values of the loops' identifiers in this round.
    private mutating func expand(_ section: Section<Element>, _ loop: String?, _ identifiers: [String: String]) {
        for entry in section.entries {
            switch entry.value {
            case .element(let element):
                add(entry.key, element, loop, identifiers)
            case .forEach(let inner):
                run(inner, loop ?? entry.key, identifiers)
            case .other where entry.key.isFunctionName:
                isIncomplete = true
            case .other:
                add(entry.key, nil, loop, identifiers)
            }
        }
    }

    private mutating func add(
        _ name: String,
        _ element: Element?,
        _ loop: String?,
        _ identifiers: [String: String]
    ) {
        // The name as written counts too: inside the loop it is what references say.
        elements.append((name, element))
        guard let loop else { return names.declared.append(name) }
        let result = Self.substitute(identifiers, in: name)
        elements.append((result, element))
        names.loopResults.append(LoopResult(name: result, loop: loop))
    }

    private mutating func run(_ loop: ForEach<Element>, _ key: String, _ identifiers: [String: String]) {
        guard let values = loop.collection.elements?.map(\.value.scalarSpelling) else {
            // The names as written are known all the same.
            addNamesAsWritten(in: loop.body)
            isIncomplete = true
            return
        }
        for value in values {
            guard let value, rounds < Self.limit else {
                isIncomplete = true
                return
            }
            rounds += 1
            expand(loop.body, key, identifiers.merging([loop.identifier: value]) { _, inner in inner })
        }
    }

    private mutating func addNamesAsWritten(in section: Section<Element>) {
        for entry in section.entries {
            switch entry.value {
            case .element(let element): elements.append((entry.key, element))
            case .forEach(let loop): addNamesAsWritten(in: loop.body)
            case .other: break
            }
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
