extension Validator {
    /// The console's interface names parameters.
    mutating func checkMetadata() {
        guard let interface = template.interface else { return }
        at(Interface.metadataKey) { validator in
            validator.at("ParameterGroups") { validator in
                for (index, group) in (interface.parameterGroups?.elements ?? []).enumerated() {
                    validator.at(index) { $0.checkGroup(group) }
                }
            }
            validator.at("ParameterLabels") { validator in
                for name in interface.parameterLabels?.objectValue?.keys.map({ $0 }) ?? [] {
                    validator.at(name) { $0.checkParameterName(name) }
                }
            }
        }
    }

    private mutating func checkGroup(_ group: Interface.ParameterGroup) {
        at("Parameters") { validator in
            for (index, name) in (group.parameters?.elements ?? []).enumerated() {
                guard let name = name.literal else { continue }
                validator.at(index) { $0.checkParameterName(name) }
            }
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
            at(row.key) { $0.checkRow(row.value) }
        }
    }

    private mutating func checkRow(_ row: Value) {
        guard let cells = row.objectValue else {
            return report(.unexpectedValue(expected: "an object of keys and values"))
        }
        checkCount("keys", cells.count, limit: Limits.mappingAttributes)
        for cell in cells {
            at(cell.key) { validator in
                validator.checkLength(ofName: cell.key)
                if !cell.value.isMappingValue {
                    validator.report(.unexpectedValue(expected: "a literal or a list of literals"))
                }
            }
        }
    }

    /// Conditions: what they are built from, and that none is built from itself.
    mutating func checkConditions() {
        for entry in template.conditions.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let condition): validator.checkCondition(entry.key, condition)
                case .forEach(let loop): validator.checkLoop(loop) { $0.checkCondition($1, $2) }
                case .other: validator.checkOther(entry.key)
                }
            }
        }
        for cycle in conditionGraph.cycles() {
            at(cycle[0]) { $0.report(.cycle(cycle)) }
        }
    }

    private mutating func checkCondition(_ name: String, _ condition: Condition) {
        if !name.contains("{") { checkLogicalID(name) }
        checkExpression(condition.value, Scope(place: .condition(name)))
    }

    /// Rules: when they apply and what they assert.
    mutating func checkRules() {
        checkOthers(in: template.rules)
        for (name, rule) in template.rules.elements {
            at(name) { validator in
                validator.checkLogicalID(name)
                validator.checkKeys(of: rule.value, known: ["RuleCondition", "Assertions"])
                if let condition = rule.ruleCondition {
                    validator.at("RuleCondition") { $0.checkExpression(condition.value, Scope(place: .rule)) }
                }
                validator.at("Assertions") { $0.checkAssertions(of: rule) }
            }
        }
    }

    private mutating func checkAssertions(of rule: Rule) {
        guard let assertions = rule.assertions?.elements, !assertions.isEmpty else {
            return report(.missing("Assertions", of: "a rule"))
        }
        for (index, assertion) in assertions.enumerated() {
            at(index) { validator in
                validator.checkKeys(of: assertion.value, known: ["Assert", "AssertDescription"])
                guard let assert = assertion.assert else {
                    return validator.report(.missing("Assert", of: "an assertion"))
                }
                validator.at("Assert") { $0.checkExpression(assert.value, Scope(place: .rule)) }
            }
        }
    }

    /// Outputs: their values, their conditions, and that no two export the same name.
    mutating func checkOutputs() {
        checkCount("outputs", template.outputs.entries.count, limit: Limits.outputs)
        var exports: Set<Value> = []
        for entry in template.outputs.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let output): validator.checkOutput(entry.key, output, &exports)
                case .forEach(let loop):
                    // Each round makes another name, so exports are not compared.
                    validator.checkLoop(loop) { validator, name, output in
                        var ignored: Set<Value> = []
                        validator.checkOutput(name, output, &ignored)
                    }
                case .other: validator.checkOther(entry.key)
                }
            }
        }
    }

    private mutating func checkOutput(_ name: String, _ output: Output, _ exports: inout Set<Value>) {
        if !name.contains("{") { checkLogicalID(name) }
        checkKeys(of: output.value, known: ["Value", "Description", "Export", "Condition"])
        if let condition = output.condition?.literal { at("Condition") { $0.checkConditionName(condition) } }
        checkDescription(output.description, "the output's description", limit: Limits.outputDescriptionBytes)
        if let value = output.outputValue {
            at("Value") { $0.checkExpression(value.value, Scope(place: .output)) }
        } else {
            report(.missing("Value", of: "an output"))
        }
        guard let export = output.exportName else { return }
        at("Export") { validator in
            validator.at("Name") { validator in
                validator.checkExpression(export.value, Scope(place: .output))
                if !exports.insert(export.value).inserted, let name = export.literal {
                    validator.report(.duplicateExport(name))
                }
            }
        }
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
