import CloudFormation

extension SymbolicText {
    /// The text that a value of the template gives; what has no text is one symbol, shown as JSON.
    init(_ value: Value, in context: TemplateContext, depth: Int = 0) {
        self.init()
        append(value, context, depth)
        if depth == 0, !context.hasPolicyVariables { escapeVariables() }
    }

    private mutating func append(_ value: Value, _ context: TemplateContext, _ depth: Int) {
        if let text = value.scalarSpelling { return append(text) }
        guard depth < 32, let call = Intrinsic(value) else { return append(symbol: value.json(.compact)) }
        switch call {
        case .ref(let name): append(context.reference(to: name))
        case .getAtt(let resource, let attribute): append(context.attribute(attribute, of: resource))
        case .other("Fn::Sub", .string(let text)): append(substituting: text, [:], context, depth)
        case .other("Fn::Sub", .array(let parts)):
            guard let text = parts.first?.stringValue, parts.count <= 2 else { return append(opaque: value, context) }
            append(substituting: text, parts.last?.objectValue ?? [:], context, depth)
        case .other("Fn::Join", .array(let parts)):
            guard parts.count == 2, let delimiter = parts[0].stringValue, let elements = parts[1].arrayValue
            else { return append(opaque: value, context) }
            for (index, element) in elements.enumerated() {
                if index > 0 { append(delimiter) }
                append(SymbolicText(element, in: context, depth: depth + 1))
            }
        case .other("Fn::Select", .array(let parts)):
            guard parts.count == 2, let index = parts[0].scalarSpelling.flatMap({ Int($0) }),
                let elements = parts[1].arrayValue, elements.indices.contains(index)
            else { return append(opaque: value, context) }
            append(SymbolicText(elements[index], in: context, depth: depth + 1))
        case .other("Fn::FindInMap", .array(let parts)): append(lookUp: parts, value, context)
        case .other: append(opaque: value, context)
        }
    }

    private mutating func append(opaque value: Value, _ context: TemplateContext) {
        append(symbol: value.json(.compact))
    }

    private mutating func append(lookUp parts: [Value], _ value: Value, _ context: TemplateContext) {
        let keys = parts.compactMap(\.stringValue)
        if keys.count == parts.count, keys.count == 3,
            let text = context.mappings[keys[0]]?[keys[1]]?[keys[2]]?.scalarSpelling
        {
            return append(text)
        }
        let isDifferent = parts.first?.stringValue.map { context.differingNames.contains("Mappings.\($0)") } ?? false
        append(symbol: value.json(.compact) + (isDifferent ? context.mark : ""))
    }

    /// The text of `Fn::Sub`. `${!Name}` is the text `${Name}`.
    private mutating func append(
        substituting text: String,
        _ variables: Object,
        _ context: TemplateContext,
        _ depth: Int
    ) {
        var rest = text[...]
        while let reference = rest.cutAtReference() {
            append(String(reference.before))
            rest = reference.rest
            let name = String(reference.name)
            if name.utf8.first == UInt8(ascii: "!") {
                append("${\(name.dropFirst())}")
            } else if let variable = variables[name] {
                append(SymbolicText(variable, in: context, depth: depth + 1))
            } else if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) {
                append(context.attribute(String(name[name.utf8.index(after: dot)...]), of: String(name[..<dot])))
            } else {
                append(context.reference(to: name))
            }
        }
        append(String(rest))
    }
}
