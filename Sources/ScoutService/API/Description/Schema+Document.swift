import CloudFormation

extension Schema {
    /// The schema as the OpenAPI document shows it.
    ///
    /// - Parameter isInput: whether it is of what clients send. They must not send members that are not known; in answers
    ///   they have to ignore such members, since there may be more in time.
    func document(isInput: Bool) -> Value {
        var object = keywords(isInput: isInput)
        object["description"] = description.map { .string($0) }
        object["default"] = defaultValue
        object["examples"] = example.map { [$0] }
        return .object(object)
    }

    private func keywords(isInput: Bool) -> Object {
        switch kind {
        case .text(let rule): rule.keywords
        case .flag: ["type": "boolean"]
        case .integer(let range):
            Self.keywords("integer", minimum: range.lowerBound, maximum: range.upperBound, "minimum", "maximum")
        case .number(let range):
            [
                "type": "number", "minimum": .number(Number(range.lowerBound)),
                "maximum": .number(Number(range.upperBound)),
            ]
        case .list(let element, let count):
            Self.list(of: element.document(isInput: isInput), count)
        case .object(let members): Self.object(members, isInput: isInput)
        case .map(let element): ["type": "object", "additionalProperties": element.document(isInput: isInput)]
        case .nullable(let schema): schema.nullableKeywords(isInput: isInput)
        case .named(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    private static func keywords(
        _ type: String,
        minimum: Int,
        maximum: Int,
        _ minimumKey: String,
        _ maximumKey: String
    ) -> Object {
        var object: Object = ["type": .string(type)]
        object[minimumKey] = .number(Number(minimum))
        if maximum < .max { object[maximumKey] = .number(Number(maximum)) }
        return object
    }

    private static func list(of element: Value, _ count: ClosedRange<Int>) -> Object {
        var object: Object = ["type": "array", "items": element]
        if count.lowerBound > 0 { object["minItems"] = .number(Number(count.lowerBound)) }
        if count.upperBound < .max { object["maxItems"] = .number(Number(count.upperBound)) }
        return object
    }

    private static func object(_ members: [Member], isInput: Bool) -> Object {
        var object: Object = [
            "type": "object",
            "properties": .object(Object(members.map { ($0.name, $0.schema.document(isInput: isInput)) })),
        ]
        let required = members.filter(\.isRequired).map { Value.string($0.name) }
        if !required.isEmpty { object["required"] = .array(required) }
        if isInput { object["additionalProperties"] = false }
        return object
    }

    /// A type of its own may be `null` too; what stands elsewhere is one of two.
    private func nullableKeywords(isInput: Bool) -> Object {
        var object = keywords(isInput: isInput)
        guard let type = object["type"] else { return ["oneOf": [.object(object), ["type": "null"]]] }
        object["type"] = [type, "null"]
        if let choices = object["enum"]?.arrayValue { object["enum"] = .array(choices + [.null]) }
        return object
    }

    /// A value as an example: the one that is given, or one made of the parts' examples.
    var exampleValue: Value {
        if let example { return example }
        switch kind {
        case .text(let rule): return .string(rule.choices.first ?? "")
        case .flag: return true
        case .integer(let range): return .number(Number(range.lowerBound))
        case .number(let range): return .number(Number(range.lowerBound))
        case .list(let element, _): return [element.exampleValue]
        case .object(let members): return .object(Object(members.map { ($0.name, $0.schema.exampleValue) }))
        case .map: return [:]
        case .nullable(let schema), .named(_, let schema): return schema.exampleValue
        }
    }

    /// The schemas that stand under names, this one and those within it.
    var named: [(name: String, schema: Schema)] {
        switch kind {
        case .text, .flag, .integer, .number: []
        case .list(let schema, _), .map(let schema), .nullable(let schema): schema.named
        case .object(let members): members.flatMap { $0.schema.named }
        case .named(let name, let schema): [(name, schema)] + schema.named
        }
    }
}

extension Schema.TextRule {
    fileprivate var keywords: Object {
        var object: Object = ["type": "string"]
        object["format"] = format.map { .string($0) }
        object["pattern"] = pattern.map { .string($0) }
        if let length {
            if length.lowerBound > 0 { object["minLength"] = .number(Number(length.lowerBound)) }
            object["maxLength"] = .number(Number(length.upperBound))
        }
        if !choices.isEmpty { object["enum"] = .array(choices.map { .string($0) }) }
        return object
    }
}
