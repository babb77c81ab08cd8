extension Template {
    /// Reads a template in JSON or YAML, as ``Node/init(parsing:limits:)`` does.
    ///
    /// Whatever is a mapping is read; ``validate()`` tells what CloudFormation would refuse in it.
    ///
    /// - Throws: ``ParseError``, also where the document is well-formed but no mapping.
    public init(parsing source: SourceText, limits: ParseLimits = ParseLimits()) throws(ParseError) {
        try self.init(parsing: Node(parsing: source, limits: limits), in: source)
    }

    /// The template that a document holds.
    ///
    /// - Parameter source: the document, for the place of an error.
    /// - Throws: ``ParseError`` where the document is no mapping.
    public init(parsing node: Node, in source: SourceText) throws(ParseError) {
        guard case .object(let sections) = node.value else {
            throw ParseError(
                .notATemplate,
                in: source,
                at: node.range.start,
                expected: "a template, which is a mapping of sections",
                found: node.kind
            )
        }
        self.init(sections: sections)
    }

    /// The template of those sections. Nothing is lost: ``value`` gives them back, at most in another order.
    public init(sections: Object) {
        self.init(description: nil, formatVersion: nil)
        for section in sections where !take(section.key, section.value) {
            otherSections.append(section.key, section.value)
        }
    }

    /// Takes over a section if it has the shape of its property.
    private mutating func take(_ name: String, _ value: Value) -> Bool {
        switch (name, value) {
        case ("AWSTemplateFormatVersion", .string(let text)): formatVersion = text
        case ("Description", .string(let text)): description = text
        case ("Transform", let value): transformSection = value
        case (_, .object(let section)) where !section.isEmpty: return take(name, section)
        default: return false
        }
        return true
    }

    private mutating func take(_ name: String, _ section: Object) -> Bool {
        switch name {
        case "Metadata": metadata = section
        case "Parameters": parameters = Section(section)
        case "Rules": rules = Section(section)
        case "Mappings": mappings = Section(section)
        case "Conditions": conditions = Section(section)
        case "Resources": resources = Section(section)
        case "Outputs": outputs = Section(section)
        default: return false
        }
        return true
    }
}

extension Section where Element: ValueRepresentable {
    /// The section that a template shows.
    init(_ object: Object) {
        entries = OrderedMap(capacity: object.count)
        for entry in object { entries.append(entry.key, Entry(key: entry.key, value: entry.value)) }
    }
}

extension SectionEntry where Element: ValueRepresentable {
    /// What stands under a key of a section. A declaration is an object; a loop has exactly three parts.
    init(key: String, value: Value) {
        switch value {
        case .object where !key.isFunctionName:
            self = .element(Element(unchecked: value))
        case .array(let parts) where key.isLoopName:
            self = ForEach(parts: parts).map { .forEach($0) } ?? .other(value)
        default:
            self = .other(value)
        }
    }
}

extension ForEach where Element: ValueRepresentable {
    /// The loop of an identifier, a collection and a body; `nil` where the parts are others.
    init?(parts: [Value]) {
        guard parts.count == 3, case .string(let identifier) = parts[0], case .object(let body) = parts[2] else {
            return nil
        }
        self.init(identifier, in: List(unchecked: parts[1])) { _ in Section(body) }
    }
}

extension Node {
    /// What kind of value it is, as a message says it.
    fileprivate var kind: String {
        switch content {
        case .null: "nothing"
        case .bool, .number: "a scalar"
        case .string: "text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
