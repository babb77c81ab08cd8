extension Validator {
    /// Conditions: what they are built from, and that none is built from itself.
    mutating func checkConditions() {
        for entry in template.conditions.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let condition): validator.checkCondition(entry.key, condition)
                case .forEach(let loop): validator.checkLoop(entry.key, loop) { $0.checkCondition($1, $2) }
                case .other: validator.checkOther(entry.key, expected: Self.condition)
                }
            }
        }
        checkLoopResults(declared.expandedConditions, allowing: Self.conditionCharacters)
        for cycle in conditionGraph.cycles() {
            at(cycle[0]) { $0.report(.cycle(cycle)) }
        }
    }

    private mutating func checkCondition(_ name: String, _ condition: Condition) {
        if !name.contains("{") { checkLogicalID(name, allowing: Self.conditionCharacters) }
        checkTruth(condition.value, Scope(place: .condition(name)))
    }

    /// What CloudFormation takes in a condition's name besides letters and digits.
    private static let conditionCharacters = "_&"

    private static let condition = "a condition, such as Fn::Equals"

    /// What must say whether something holds: a function, or the name of a condition.
    mutating func checkTruth(_ value: Value, _ scope: Scope) {
        if let name = Self.conditionOperand(value, scope) {
            at("Condition") { $0.checkOperand(name, scope) }
        } else if let intrinsic = Intrinsic(value) {
            // What a macro gives, or a function that does not exist, is not known.
            guard intrinsic.name == "Fn::Transform" || FunctionSignature.known[intrinsic.name]?.givesTruth != false
            else {
                return report(.unexpectedValue(expected: Self.condition))
            }
            at(intrinsic.name) { $0.checkFunction(intrinsic, scope, isCondition: true) }
        } else if let object = value.objectValue, object.keys.contains(where: \.isFunctionName) {
            checkExpression(value, scope)  // says that a function has no other keys beside it
        } else {
            report(.unexpectedValue(expected: Self.condition))
        }
    }

    /// `{"Condition": name}` is the value of another condition.
    private static func conditionOperand(_ value: Value, _ scope: Scope) -> String? {
        guard let object = value.objectValue, object.count == 1 else { return nil }
        return object["Condition"]?.stringValue
    }

    private mutating func checkOperand(_ name: String, _ scope: Scope) {
        checkConditionName(name)
        if case .condition(let user) = scope.place { conditionGraph.add(user, needs: name) }
    }

    /// Rules: when they apply and what they assert.
    mutating func checkRules() {
        checkOthers(in: template.rules)
        for (name, rule) in template.rules.elements {
            at(name) { validator in
                validator.checkLogicalID(name)
                validator.checkKeys(of: rule.value, known: ["RuleCondition", "Assertions"])
                if let condition = rule.ruleCondition {
                    validator.at("RuleCondition") { $0.checkTruth(condition.value, Scope(place: .rule)) }
                }
                validator.at("Assertions") { $0.checkAssertions(of: rule) }
            }
        }
    }

    private mutating func checkAssertions(of rule: Rule) {
        guard let assertions = rule.assertions else { return report(.missing("Assertions", of: "a rule")) }
        guard let assertions = assertions.elements, !assertions.isEmpty else {
            return report(.unexpectedValue(expected: "a list with at least one assertion"))
        }
        for (index, assertion) in assertions.enumerated() { at(index) { $0.checkAssertion(assertion) } }
    }

    private mutating func checkAssertion(_ assertion: Rule.Assertion) {
        checkKeys(of: assertion.value, known: ["Assert", "AssertDescription"])
        guard assertion.value.objectValue != nil else { return }
        if let assert = assertion.assert {
            at("Assert") { $0.checkTruth(assert.value, Scope(place: .rule)) }
        } else {
            report(.missing("Assert", of: "an assertion"))
        }
        if let description = assertion.assertDescription, description.literal == nil {
            at("AssertDescription") { $0.report(.unexpectedValue(expected: "a literal text")) }
        }
    }
}
