import CloudFormation

/// The logical ids that differ between the templates although they mean the same resource.
struct Renaming {
    private let newNames: [String: String]
    private let oldNames: [String: String]

    /// New names by old ones.
    init(_ names: [String: String]) {
        newNames = names
        oldNames = Dictionary(names.map { ($0.value, $0.key) }) { first, _ in first }
    }

    /// The old template with the new names.
    func rename(_ template: Value) -> Value {
        guard !newNames.isEmpty, var root = template.objectValue else { return template }
        for section in ["Resources", "Conditions", "Outputs"] {
            guard let entries = root[section]?.objectValue else { continue }
            root[section] = .object(
                Object(
                    entries.map { entry in
                        let name = section == "Resources" ? newNames[entry.key] ?? entry.key : entry.key
                        return (name, references(in: entry.value, depth: 0))
                    }
                )
            )
        }
        return .object(root)
    }

    /// The change with the name that its resource has in the template that has it.
    func restoreOldName(_ change: AccessComparison.Change) -> AccessComparison.Change {
        guard change.kind == .removed, let name = oldNames[change.logicalID] else { return change }
        var change = change
        change.logicalID = name
        if change.path.count > 1 { change.path[1] = .key(name) }
        return change
    }

    private func references(in value: Value, depth: Int) -> Value {
        guard depth < 128 else { return value }
        switch value {
        case .array(let elements): return .array(elements.map { references(in: $0, depth: depth + 1) })
        case .object(let object):
            switch Intrinsic(value) {
            case .ref(let name): return ["Ref": .string(newNames[name] ?? name)]
            case .getAtt(let name, let attribute):
                return ["Fn::GetAtt": [.string(newNames[name] ?? name), .string(attribute)]]
            case .other("Fn::Sub", .string(let text)): return ["Fn::Sub": .string(substitution(text))]
            case .other("Fn::Sub", .array(let parts)):
                return [
                    "Fn::Sub": .array(
                        parts.map { part in
                            part.stringValue.map { .string(substitution($0)) } ?? references(in: part, depth: depth + 1)
                        }
                    )
                ]
            default:
                return .object(Object(object.map { ($0.key, references(in: $0.value, depth: depth + 1)) }))
            }
        default: return value
        }
    }

    private func substitution(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let reference = rest.cutAtReference() {
            let resource = reference.name.utf8.prefix { $0 != UInt8(ascii: ".") }
            let name = String(reference.name[..<resource.endIndex])
            let attribute = reference.name[resource.endIndex...]
            result += reference.before + "${" + (newNames[name] ?? name) + attribute + "}"
            rest = reference.rest
        }
        return result + rest
    }
}
