extension Validator {
    /// Metadata without null, and what the console's interface says of parameters.
    mutating func checkMetadata() {
        for entry in template.metadata { at(entry.key) { $0.checkNoNull(entry.value) } }
        guard let interface = template.interface else { return }
        at(Interface.metadataKey) { validator in
            validator.checkKeys(of: interface.value, known: ["ParameterGroups", "ParameterLabels"])
            if let groups = interface.value["ParameterGroups"] {
                validator.at("ParameterGroups") { $0.checkGroups(groups) }
            }
            if let labels = interface.parameterLabels { validator.at("ParameterLabels") { $0.checkLabels(labels) } }
        }
    }

    private mutating func checkNoNull(_ value: Value) {
        switch value {
        case .null: report(.unexpectedValue(expected: "a value; a template has no null"))
        case .bool, .number, .string: break
        case .array(let elements):
            for (index, element) in elements.enumerated() { at(index) { $0.checkNoNull(element) } }
        case .object(let object):
            for entry in object { at(entry.key) { $0.checkNoNull(entry.value) } }
        }
    }

    private mutating func checkGroups(_ groups: Value) {
        guard let groups = groups.arrayValue else { return report(.unexpectedValue(expected: "a list of groups")) }
        for (index, group) in groups.enumerated() {
            at(index) { validator in
                validator.checkKeys(of: group, known: ["Label", "Parameters"])
                if let label = group["Label"] { validator.at("Label") { $0.checkLabel(label) } }
                if let names = group["Parameters"] { validator.at("Parameters") { $0.checkGroup(of: names) } }
            }
        }
    }

    private mutating func checkGroup(of names: Value) {
        guard let names = names.arrayValue else {
            return report(.unexpectedValue(expected: "a list of parameters' names"))
        }
        for (index, name) in names.enumerated() {
            at(index) { validator in
                if let name = name.stringValue { return validator.checkParameterName(name) }
                validator.report(.unexpectedValue(expected: "a parameter's name"))
            }
        }
    }

    private mutating func checkLabels(_ labels: Value) {
        guard let labels = labels.objectValue else {
            return report(.unexpectedValue(expected: "an object of labels by parameter"))
        }
        for entry in labels {
            at(entry.key) { validator in
                validator.checkParameterName(entry.key)
                validator.checkLabel(entry.value)
            }
        }
    }

    private mutating func checkLabel(_ label: Value) {
        checkKeys(of: label, known: ["default"])
        if let text = label["default"], text.scalarSpelling == nil {
            at("default") { $0.report(.unexpectedValue(expected: "a literal text")) }
        }
    }

    private mutating func checkParameterName(_ name: String) {
        guard !declared.parameters.contains(name) else { return }
        report(.unknownParameter(name, nearest: nearestName(to: name, among: template.parameters.names)))
    }

    /// Mappings: two levels of names, and literals.
    mutating func checkMappings() {
        checkCount("mappings", template.mappings.entries.count, limit: Limits.mappings)
        checkOthers(in: template.mappings)
        for (name, mapping) in template.mappings.elements {
            at(name) { validator in
                validator.checkLogicalID(name)
                validator.checkRows(of: mapping)
            }
        }
    }

    private mutating func checkRows(of mapping: Mapping) {
        guard let rows = mapping.value.objectValue else {
            return report(.unexpectedValue(expected: "an object of keys, each with an object of keys and values"))
        }
        checkCount("keys", rows.count, limit: Limits.mappingAttributes)
        // Fn::Transform may include a file with rows.
        for row in rows where !row.key.isFunctionName {
            at(row.key) { validator in
                validator.checkMappingKey(row.key, allowing: ".-", expected: "letters, digits, dots and hyphens")
                validator.checkRow(row.value)
            }
        }
    }

    private mutating func checkRow(_ row: Value) {
        guard let cells = row.objectValue else {
            return report(.unexpectedValue(expected: "an object of keys and values"))
        }
        checkCount("keys", cells.count, limit: Limits.mappingAttributes)
        for cell in cells {
            at(cell.key) { validator in
                // The language extensions look values up before CloudFormation sees the keys.
                let others = validator.declared.hasLanguageExtensions ? nil : ""
                validator.checkMappingKey(cell.key, allowing: others, expected: "letters and digits")
                if !cell.value.isMappingValue {
                    validator.report(.unexpectedValue(expected: "a literal or a list of literals"))
                }
            }
        }
    }

    /// A key's characters and length.
    ///
    /// - Parameter others: what it may have besides letters and digits; anything for `nil`.
    private mutating func checkMappingKey(_ key: String, allowing others: String?, expected: String) {
        if let others, key.isEmpty || !key.utf8.allSatisfy({ $0.isAlphanumeric || others.utf8.contains($0) }) {
            report(.invalidMappingKey(key, expected: expected))
        }
        checkLength(ofName: key)
    }

    /// Outputs: their values, their conditions, and that no two export the same name.
    mutating func checkOutputs() {
        checkCount("outputs", declared.expandedOutputs.count, limit: Limits.outputs)
        var exports: Set<Value> = []
        for entry in template.outputs.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let output): validator.checkOutput(entry.key, output, &exports)
                case .forEach(let loop):
                    // Each round makes another name, so exports are not compared.
                    validator.checkLoop(entry.key, loop) { validator, name, output in
                        var ignored: Set<Value> = []
                        validator.checkOutput(name, output, &ignored)
                    }
                case .other: validator.checkOther(entry.key)
                }
            }
        }
        checkLoopResults(declared.expandedOutputs)
    }

    private mutating func checkOutput(_ name: String, _ output: Output, _ exports: inout Set<Value>) {
        if !name.contains("{") { checkLogicalID(name) }
        checkKeys(of: output.value, known: ["Value", "Description", "Export", "Condition"])
        if let condition = output.value["Condition"] { at("Condition") { $0.checkConditionAttribute(condition) } }
        checkDescription(output.description, "the output's description", limit: Limits.outputDescriptionBytes)
        if let value = output.outputValue?.value {
            at("Value") { $0.checkOutputValue(value) }
        } else {
            report(.missing("Value", of: "an output"))
        }
        guard let export = output.value["Export"] else { return }
        at("Export") { validator in
            validator.checkKeys(of: export, known: ["Name"])
            guard export.objectValue != nil else { return }
            guard let name = export["Name"] else { return validator.report(.missing("Name", of: "an export")) }
            validator.at("Name") { validator in
                validator.checkExpression(name, Scope(place: .exportName))
                if !exports.insert(name).inserted, let name = name.stringValue {
                    validator.report(.duplicateExport(name))
                }
            }
        }
    }

    /// An output's value is text, or what gives text.
    private mutating func checkOutputValue(_ value: Value) {
        let isObject = value.objectValue.map { Intrinsic(value) == nil && !$0.keys.contains(where: \.isFunctionName) }
        guard value.arrayValue == nil, isObject != true else {
            return report(.unexpectedValue(expected: "a text or a function that gives one"))
        }
        checkExpression(value, Scope(place: .output))
    }

    /// The condition of a resource or an output: a name, or with the language extensions an expression that gives one.
    mutating func checkConditionAttribute(_ condition: Value) {
        if let name = condition.stringValue { return checkConditionName(name) }
        guard Intrinsic(condition) != nil else { return report(.unexpectedValue(expected: "a condition's name")) }
        requireLanguageExtensions(for: "a Condition that is an expression")
        checkExpression(condition, Scope(place: .loop))
    }

    /// A description's length, and that it is a literal.
    mutating func checkDescription(_ description: Property<String>?, _ what: String, limit: Int) {
        guard let description else { return }
        at("Description") { validator in
            guard let text = description.literal else {
                return validator.report(.unexpectedValue(expected: "a literal text"))
            }
            if text.utf8.count > limit { validator.report(.tooLong(what, bytes: text.utf8.count, limit: limit)) }
        }
    }
}

extension Value {
    /// Whether a mapping may have the value: a literal or a list of literals.
    fileprivate var isMappingValue: Bool {
        switch self {
        case .array(let elements): elements.allSatisfy { $0.scalarSpelling != nil }
        default: scalarSpelling != nil
        }
    }
}
