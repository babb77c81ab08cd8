import CloudFormation

/// What a value refers to.
enum ReferenceTarget: Hashable, Sendable {
    /// A resource or a parameter by `Ref`, `Fn::GetAtt` or `Fn::Sub`.
    case name(String)
    /// A mapping, with its two keys where they are literals.
    case mapping(String, first: String?, second: String?)
    /// A condition.
    case condition(String)
}

/// A reference, and what its change does to the resource that has it.
struct Reference: Sendable {
    let target: ReferenceTarget
    let path: ValuePath
    let impact: Impact
}

/// Finds the references in a value.
///
/// - Source: CloudFormation User Guide, "Intrinsic function reference".
struct ReferenceFinder {
    private(set) var references: [Reference] = []

    /// Notes a reference that a caller has found.
    mutating func add(_ reference: Reference) { references.append(reference) }

    /// Notes all references below a value.
    ///
    /// Those among the arguments of a function have the function's path, since that is the property which they are for.
    mutating func find(
        in value: ComparedValue,
        at path: ValuePath,
        _ rules: PropertyRules,
        _ inherited: Impact = .update
    ) {
        let impact = max(inherited, rules.impact)
        switch value.content {
        case .null, .scalar:
            return
        case .list(let elements, _):
            for (index, element) in elements.enumerated() {
                find(in: element, at: path.appending(index), rules.elements, impact)
            }
        case .object(let entries) where value.isFunction:
            findInFunction(entries[0], at: path, rules, impact)
        case .object(let entries):
            for entry in entries { find(in: entry.value, at: path.appending(entry.key), rules.of(entry.key), impact) }
        }
    }

    private mutating func findInArgument(_ value: ComparedValue, at path: ValuePath, _ impact: Impact) {
        switch value.content {
        case .null, .scalar:
            return
        case .list(let elements, _):
            for element in elements { findInArgument(element, at: path, impact) }
        case .object(let entries) where value.isFunction:
            findInFunction(entries[0], at: path, .none, impact)
        case .object(let entries):
            for entry in entries { findInArgument(entry.value, at: path, impact) }
        }
    }

    private mutating func findInFunction(
        _ function: ComparedValue.Entry,
        at path: ValuePath,
        _ rules: PropertyRules,
        _ impact: Impact
    ) {
        // The value may stand for any property below.
        let impact = rules.hasReplacementBelow ? max(impact, .mayReplace) : impact
        func add(_ target: ReferenceTarget) { references.append(Reference(target: target, path: path, impact: impact)) }
        switch (function.key, function.value.content) {
        case ("Ref", .scalar(let name)):
            add(.name(name))
        case ("Fn::GetAtt", .scalar(let attribute)):
            add(.name(String(attribute.prefix { $0 != "." })))
        case ("Fn::Sub", let content):
            // The text may be a JSON document, which is content of another kind.
            if let text = function.value.source.stringValue {
                for name in Self.names(inSubstitution: text) { add(.name(name)) }
            } else if case .list(let parts, _) = content {
                findInSubstitution(parts, at: path, impact)
            }
        case ("Fn::FindInMap", .list(let parts, _)):
            if case .scalar(let name)? = parts.first?.content {
                add(.mapping(name, first: Self.literal(parts, 1), second: Self.literal(parts, 2)))
            }
            for part in parts { findInArgument(part, at: path, impact) }
        case ("Fn::If", .list(let parts, _)):
            if case .scalar(let name)? = parts.first?.content { add(.condition(name)) }
            // Either value stands for the property itself.
            for part in parts.dropFirst() { find(in: part, at: path, rules, impact) }
        case ("Fn::And", .list(let parts, _)), ("Fn::Or", .list(let parts, _)), ("Fn::Not", .list(let parts, _)):
            for part in parts {
                if case .scalar(let name)? = part["Condition"]?.content { add(.condition(name)) }
                findInArgument(part, at: path, impact)
            }
        default:
            findInArgument(function.value, at: path, impact)
        }
    }

    private static func literal(_ parts: [ComparedValue], _ index: Int) -> String? {
        guard parts.indices.contains(index), case .scalar(let text) = parts[index].content else { return nil }
        return text
    }

    private mutating func findInSubstitution(
        _ parts: [ComparedValue],
        at path: ValuePath,
        _ impact: Impact
    ) {
        var variables: Set<String> = []
        if parts.count > 1, case .object(let entries) = parts[1].content { variables = Set(entries.map(\.key)) }
        if let text = parts.first?.source.stringValue {
            for name in Self.names(inSubstitution: text) where !variables.contains(name) {
                references.append(Reference(target: .name(name), path: path, impact: impact))
            }
        }
        for part in parts.dropFirst() { findInArgument(part, at: path, impact) }
    }

    /// The names in `${Name}` and `${Name.Attribute}`; `${!Name}` is text.
    static func names(inSubstitution text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        while let reference = rest.cutAtReference() {
            rest = reference.rest
            guard reference.name.utf8.first != UInt8(ascii: "!") else { continue }
            let resource = reference.name.utf8.prefix { $0 != UInt8(ascii: ".") }
            let name = resource.split(separator: UInt8(ascii: " "), maxSplits: 1).first
            if let name = name.flatMap({ String($0) }) { names.append(name) }
        }
        return names
    }
}
