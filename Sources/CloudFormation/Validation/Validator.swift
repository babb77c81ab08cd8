/// Goes through a template and gathers findings.
struct Validator {
    let template: Template
    let declared: DeclaredNames
    private(set) var findings: [Finding] = []

    /// Where the walk is.
    private var path: [Finding.PathComponent] = []

    /// Names of the loops around the place where the walk is, which `Ref` may name.
    var loopIdentifiers: [String] = []

    /// Names of the loops that the walk has met; each may stand once in a template.
    var loopNames: Set<String> = []

    /// Which resource uses which, for cycles.
    var resourceGraph = DependencyGraph()

    /// Which condition uses which, for cycles.
    var conditionGraph = DependencyGraph()

    init(_ template: Template) {
        self.template = template
        declared = DeclaredNames(template)
    }

    /// Adds a finding at the place where the walk is.
    mutating func report(_ problem: Problem) {
        findings.append(Finding(path: path, problem: problem))
    }

    /// Walks on below a key.
    mutating func at(_ key: String, _ check: (inout Validator) -> Void) {
        path.append(.key(key))
        check(&self)
        path.removeLast()
    }

    /// Walks on below a list position.
    mutating func at(_ index: Int, _ check: (inout Validator) -> Void) {
        path.append(.index(index))
        check(&self)
        path.removeLast()
    }

    /// The whole template, section by section in the order in which it is written.
    mutating func checkTemplate() {
        checkHead()
        checkTransforms()
        checkOtherSections()
        at("Metadata") { $0.checkMetadata() }
        at("Parameters") { $0.checkParameters() }
        at("Rules") { $0.checkRules() }
        at("Mappings") { $0.checkMappings() }
        at("Conditions") { $0.checkConditions() }
        at("Resources") { $0.checkResources() }
        at("Outputs") { $0.checkOutputs() }
    }

    private mutating func checkHead() {
        let bytes = template.json(.compact).utf8.count
        if bytes > Limits.templateBytes {
            report(.tooLong("the template", bytes: bytes, limit: Limits.templateBytes))
        }
        let references = Value.object(template.resources.object).dynamicReferences
        if references > Limits.dynamicReferences {
            report(.tooMany("dynamic references", count: references, limit: Limits.dynamicReferences))
        }
        if let version = template.formatVersion, version != "2010-09-09" {
            at("AWSTemplateFormatVersion") { $0.report(.unexpectedValue(expected: "2010-09-09")) }
        }
        if let bytes = template.description?.utf8.count, bytes > Limits.descriptionBytes {
            at("Description") { $0.report(.tooLong("the description", bytes: bytes, limit: Limits.descriptionBytes)) }
        }
    }

    /// Macros have a name, and may have parameters.
    private mutating func checkTransforms() {
        at("Transform") { validator in
            for transform in validator.template.transforms where transform.name == nil {
                validator.report(.unexpectedValue(expected: "a macro's name, an object with a Name, or a list of them"))
            }
        }
    }

    private static let sectionNames = [
        "AWSTemplateFormatVersion", "Description", "Transform", "Metadata", "Parameters", "Rules", "Mappings",
        "Conditions", "Resources", "Outputs",
    ]

    /// Sections that there are not, and those of a parsed template that have another shape than CloudFormation takes.
    private mutating func checkOtherSections() {
        for section in template.otherSections {
            switch (section.key, section.value) {
            case ("AWSTemplateFormatVersion", _), ("Description", _):
                at(section.key) { $0.report(.unexpectedValue(expected: "a literal text")) }
            case (let name, _) where !Self.sectionNames.contains(name):
                // A macro may have sections of its own, such as Globals and Hooks.
                guard !declared.hasMacro else { continue }
                at(name) { $0.report(.unknownKey(name, nearest: nearestName(to: name, among: Self.sectionNames))) }
            case (_, .object):
                break
            default:
                at(section.key) { $0.report(.unexpectedValue(expected: "an object")) }
            }
        }
    }

    /// What a section without loops has in the place of declarations.
    mutating func checkOthers<Element>(in section: Section<Element>) {
        for entry in section.entries {
            switch entry.value {
            case .element: break
            case .other: at(entry.key) { $0.checkOther(entry.key) }
            case .forEach:
                let expected = "loops make conditions, resources, outputs and properties"
                at(entry.key) { $0.report(.misplacedFunction("Fn::ForEach", expected: expected)) }
            }
        }
    }

    /// What stands in the place of a declaration: right only for what a macro supplies.
    mutating func checkOther(_ name: String, expected: String = "an object") {
        if name.isLoopName { return checkMalformedLoop() }
        guard name.isFunctionName else { return report(.unexpectedValue(expected: expected)) }
        guard name != "Fn::Transform", !declared.hasMacro else { return }
        let nearest = nearestName(to: name, among: ["Fn::Transform", "Fn::ForEach::"])
        report(.unknownFunction(name, nearest: nearest))
    }

    /// A logical id's characters and length.
    mutating func checkLogicalID(_ name: String, allowing others: String = "") {
        if name.isEmpty || !name.utf8.allSatisfy({ $0.isAlphanumeric || others.utf8.contains($0) }) {
            report(.invalidLogicalID(name))
        }
        checkLength(ofName: name)
    }

    /// A name's length.
    mutating func checkLength(ofName name: String) {
        let length = name.unicodeScalars.count
        if length > Limits.nameCharacters { report(.nameTooLong(length: length, limit: Limits.nameCharacters)) }
    }

    /// How many declarations a section has.
    mutating func checkCount(_ what: String, _ count: Int, limit: Int) {
        if count > limit { report(.tooMany(what, count: count, limit: limit)) }
    }

    /// Keys of a declaration against those that it may have.
    mutating func checkKeys(of value: Value, known: [String]) {
        guard let object = value.objectValue else { return report(.unexpectedValue(expected: "an object")) }
        for key in object.keys where !known.contains(key) && !key.isFunctionName {
            at(key) { $0.report(.unknownKey(key, nearest: nearestName(to: key, among: known))) }
        }
    }
}

extension String {
    /// Whether the text is the name of a function that stands as a key.
    var isFunctionName: Bool { utf8.starts(with: "Fn::".utf8) }

    /// Whether the text is the key of a loop.
    var isLoopName: Bool { utf8.starts(with: "Fn::ForEach::".utf8) }
}

extension Value {
    /// How many references to secrets and stored parameters the value has.
    fileprivate var dynamicReferences: Int {
        switch self {
        case .null, .bool, .number: 0
        case .string(let text): text.dynamicReferences
        case .array(let elements): elements.reduce(0) { $0 + $1.dynamicReferences }
        case .object(let object): object.reduce(0) { $0 + $1.value.dynamicReferences }
        }
    }
}

extension String {
    fileprivate var dynamicReferences: Int {
        var count = 0
        var rest = utf8[...]
        while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
            rest = rest[brace...]
            if rest.starts(with: "{{resolve:".utf8) { count += 1 }
            rest = rest.dropFirst()
        }
        return count
    }
}
