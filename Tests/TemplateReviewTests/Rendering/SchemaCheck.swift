import Foundation

/// Checks JSON against a schema that uses no more than the words below.
///
/// - Source: JSON Schema, draft 2020-12.
struct SchemaCheck {
    let schema: [String: Any]

    /// The paths of what the schema does not allow.
    func violations(_ value: Any) -> [String] { violations(value, schema, "") }

    private func violations(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let definitions = self.schema["$defs"] as? [String: [String: Any]]
            guard let definition = definitions?[String(reference.dropFirst("#/$defs/".count))] else {
                return ["\(reference) is undefined"]
            }
            return violations(value, definition, path)
        }
        if let choices = schema["anyOf"] as? [[String: Any]] {
            return choices.contains { violations(value, $0, path).isEmpty } ? [] : [path]
        }
        guard isAllowed(value, schema) else { return [path] }
        if let object = value as? [String: Any] { return violations(object, schema, path) }
        guard let elements = value as? [Any], let items = schema["items"] as? [String: Any] else { return [] }
        return elements.enumerated().flatMap { violations($1, items, "\(path)[\($0)]") }
    }

    private func violations(_ object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        var result = missing.map { "\($0) is missing" }
        if schema["additionalProperties"] as? Bool == false {
            result += object.keys.filter { properties[$0] == nil }.sorted().map { "\($0) is unknown" }
        }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            let below = properties[key] ?? schema["additionalProperties"] as? [String: Any]
            result += below.map { violations(value, $0, path.isEmpty ? key : "\(path).\(key)") } ?? []
        }
        return result
    }

    private func isAllowed(_ value: Any, _ schema: [String: Any]) -> Bool {
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
        if let types, !types.contains(where: { isOfType(value, $0) }) { return false }
        if let constant = schema["const"] as? NSNumber, value as? NSNumber != constant { return false }
        if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") { return false }
        if let minimum = schema["minimum"] as? Int, (value as? Int ?? minimum) < minimum { return false }
        guard let pattern = schema["pattern"] as? String, let text = value as? String else { return true }
        return text.range(of: pattern, options: .regularExpression) != nil
    }

    private func isOfType(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": (value as? NSNumber).map { isTruthValue($0) } ?? false
        default: (value as? NSNumber).map { !isTruthValue($0) } ?? false
        }
    }

    /// Whether the number is a truth value, which Foundation keeps as a number.
    private func isTruthValue(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
