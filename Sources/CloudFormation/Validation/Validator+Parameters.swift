extension Validator {
    /// Parameters: names, types, and constraints that contradict each other.
    mutating func checkParameters() {
        checkCount("parameters", template.parameters.entries.count, limit: Limits.parameters)
        checkOthers(in: template.parameters)
        for (name, parameter) in template.parameters.elements {
            at(name) { $0.checkParameter(name, parameter) }
        }
    }

    private static let keys = [
        "Type", "Description", "Default", "AllowedPattern", "AllowedValues", "ConstraintDescription", "MinLength",
        "MaxLength", "MinValue", "MaxValue", "NoEcho",
    ]

    private mutating func checkParameter(_ name: String, _ parameter: Parameter<Value>) {
        checkLogicalID(name)
        checkKeys(of: parameter.value, known: Self.keys)
        checkNoFunctions(in: parameter)
        checkDescription(
            parameter.description,
            "the parameter's description",
            limit: Limits.parameterDescriptionBytes
        )
        guard let type = parameter.type?.literal else { return report(.missing("Type", of: "a parameter")) }
        checkType(type)
        checkApplicability(of: parameter, type)
        checkForms(of: parameter)
        checkRanges(of: parameter)
        checkPattern(of: parameter)
        checkValues(of: parameter)
    }

    /// Parameters are known before any function can run.
    private mutating func checkNoFunctions(in parameter: Parameter<Value>) {
        for entry in parameter.value.objectValue ?? [:] {
            guard let intrinsic = Intrinsic(entry.value) else { continue }
            at(entry.key) {
                $0.report(.misplacedFunction(intrinsic.name, expected: "a parameter's declaration has literals only"))
            }
        }
    }

    private mutating func checkType(_ type: String) {
        guard !Self.isParameterType(type) else { return }
        let known = Self.scalarTypes + ["CommaDelimitedList", "List<Number>", "AWS::SSM::Parameter::Name"]
        at("Type") { $0.report(.unknownParameterType(type, nearest: nearestName(to: type, among: known))) }
    }

    private static let scalarTypes = ["String", "Number"] + ExistingResource.all.map(\.rawValue)

    private static func isParameterType(_ type: String) -> Bool {
        if scalarTypes.contains(type) || ["CommaDelimitedList", "AWS::SSM::Parameter::Name"].contains(type) {
            return true
        }
        // CloudFormation takes List<String>, although its documentation names CommaDelimitedList only.
        if let element = type.argument(of: "List<") { return scalarTypes.contains(element) }
        guard let stored = type.argument(of: "AWS::SSM::Parameter::Value<") else { return false }
        return !["Number", "List<Number>", "AWS::SSM::Parameter::Name"].contains(stored) && isParameterType(stored)
            && stored.argument(of: "AWS::SSM::Parameter::Value<") == nil
    }

    /// Lengths are for text, bounds for numbers, patterns for text and lists of it.
    private mutating func checkApplicability(of parameter: Parameter<Value>, _ type: String) {
        let inapplicable =
            parameter.isNumeric ? ["MinLength", "MaxLength", "AllowedPattern"] : ["MinValue", "MaxValue"]
        for constraint in inapplicable where parameter.value[constraint] != nil {
            at(constraint) { $0.report(.inapplicableConstraint(constraint, type: type)) }
        }
    }

    private mutating func checkRanges(of parameter: Parameter<Value>) {
        if let minimum = parameter.minLength?.literal, let maximum = parameter.maxLength?.literal, minimum > maximum {
            at("MinLength") { $0.report(.emptyRange("MinLength \(minimum)", "MaxLength \(maximum)")) }
        }
        if let minimum = parameter.minValue?.literal, let maximum = parameter.maxValue?.literal, minimum > maximum {
            let (minimum, maximum) = (Number(minimum).spelling, Number(maximum).spelling)
            at("MinValue") { $0.report(.emptyRange("MinValue \(minimum)", "MaxValue \(maximum)")) }
        }
    }

    /// The parts of a declaration that are not checked with what they mean.
    private mutating func checkForms(of parameter: Parameter<Value>) {
        check(parameter, ["AllowedPattern", "ConstraintDescription"], "a literal text") { $0.scalarSpelling != nil }
        check(parameter, ["NoEcho"], "true or false") {
            ["true", "false"].contains($0.scalarSpelling?.lowercased())
        }
        check(parameter, ["MinLength", "MaxLength"], "a whole number, not negative") { bound in
            bound.scalarSpelling.flatMap { Int($0) }.map { $0 >= 0 } ?? false
        }
        check(parameter, ["MinValue", "MaxValue"], "a number") { bound in
            bound.scalarSpelling.flatMap { Double(decimal: $0) } != nil
        }
    }

    private mutating func check(
        _ parameter: Parameter<Value>,
        _ names: [String],
        _ expected: String,
        _ accepts: (Value) -> Bool
    ) {
        for name in names {
            // A function has been reported as such.
            guard let value = parameter.value[name], Intrinsic(value) == nil, !accepts(value) else { continue }
            at(name) { $0.report(.unexpectedValue(expected: expected)) }
        }
    }

    private mutating func checkPattern(of parameter: Parameter<Value>) {
        guard let pattern = parameter.allowedPattern?.literal else { return }
        do {
            _ = try RegularExpression(pattern)
        } catch {
            guard let reason = error.invalidity else { return }
            at("AllowedPattern") { $0.report(.invalidPattern(pattern, reason: reason)) }
        }
    }

    /// The default and each allowed value against the constraints.
    private mutating func checkValues(of parameter: Parameter<Value>) {
        if let text = parameter.default?.scalarSpelling, let violation = parameter.constraintViolated(by: text) {
            // Nobody may see the value of a parameter without echo, not even in a message about it.
            let shown = parameter.noEcho?.literal == true ? "****" : text
            at("Default") { $0.report(.constraintViolated(by: shown, violation)) }
        }
        if let value = parameter.default, value.scalarSpelling == nil, Intrinsic(value) == nil {
            at("Default") { $0.report(.unexpectedValue(expected: "a literal; a list is one text with commas")) }
        }
        guard let allowed = parameter.value["AllowedValues"] else { return }
        at("AllowedValues") { validator in
            guard let values = allowed.arrayValue, !values.isEmpty else {
                return validator.report(.unexpectedValue(expected: "a list with at least one value"))
            }
            for (index, value) in values.enumerated() {
                validator.at(index) { $0.checkAllowedValue(value, parameter) }
            }
        }
    }

    private mutating func checkAllowedValue(_ value: Value, _ parameter: Parameter<Value>) {
        guard let text = value.scalarSpelling else { return report(.unexpectedValue(expected: "a literal")) }
        if let violation = parameter.constraintViolated(by: text) { report(.constraintViolated(by: text, violation)) }
    }
}

extension Intrinsic {
    /// The function's name.
    var name: String {
        switch self {
        case .ref: "Ref"
        case .getAtt: "Fn::GetAtt"
        case .other(let name, _): name
        }
    }
}

extension String {
    /// What stands between `List<` and `>`.
    fileprivate func argument(of generic: String) -> String? {
        hasPrefix(generic) && hasSuffix(">") ? String(dropFirst(generic.count).dropLast()) : nil
    }
}
