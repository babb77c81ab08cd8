extension Validator {
    /// A call of a function: whether it may stand here, its argument's form, and what it names.
    ///
    /// - Parameter isCondition: whether it stands where a condition belongs, not a value.
    mutating func checkFunction(_ intrinsic: Intrinsic, _ scope: Scope, isCondition: Bool = false) {
        switch intrinsic {
        case .ref(let name): checkReference(name, scope)
        case .getAtt(let resource, let attribute): checkAttribute(attribute, of: resource, scope)
        case .other(let name, let argument): checkFunction(name, argument, scope, isCondition)
        }
    }

    private mutating func checkFunction(_ name: String, _ argument: Value, _ scope: Scope, _ isCondition: Bool) {
        guard let signature = FunctionSignature.known[name] else {
            if name.isLoopName { return checkPropertyLoop(name, argument, scope) }
            let nearest = nearestName(to: name, among: FunctionSignature.known.keys.sorted())
            return report(.unknownFunction(name, nearest: nearest))
        }
        if signature.needsLanguageExtensions { requireLanguageExtensions(for: name) }
        if let expected = signature.misplacement(in: scope.place) {
            report(.misplacedFunction(name, expected: expected))
        } else if signature.givesTruth, !isCondition {
            report(.misplacedFunction(name, expected: "a value belongs here, not a condition"))
        }
        if name == "Ref", Intrinsic(argument) != nil {
            // What it names is known only when the argument is.
            requireLanguageExtensions(for: "Ref of an expression")
            return checkExpression(argument, scope)
        }
        // What a macro gives is not known.
        if Intrinsic(argument)?.name == "Fn::Transform" { return checkExpression(argument, scope) }
        guard signature.accepts(argument) else {
            return report(.malformedFunction(name, expected: signature.expected))
        }
        checkArgument(of: name, argument, scope)
    }

    /// What only the transform `AWS::LanguageExtensions` brings.
    mutating func requireLanguageExtensions(for function: String) {
        guard !declared.hasLanguageExtensions else { return }
        report(.missingTransform("AWS::LanguageExtensions", function: function))
    }

    private mutating func checkArgument(of name: String, _ argument: Value, _ scope: Scope) {
        switch (name, argument) {
        case ("Fn::And", .array(let operands)), ("Fn::Or", .array(let operands)), ("Fn::Not", .array(let operands)):
            for (index, operand) in operands.enumerated() { at(index) { $0.checkTruth(operand, scope) } }
        case ("Fn::ImportValue", _):
            var name = scope
            name.isImportName = true
            checkExpression(argument, name)
        case ("Fn::Sub", .string(let text)):
            checkSubstitution(text, scope)
        case ("Fn::Sub", .array(let parts)):
            var inner = scope
            inner.variables = parts[1].objectValue ?? [:]
            if let text = parts[0].stringValue { at(0) { $0.checkSubstitution(text, inner) } }
            at(1) { $0.checkExpression(parts[1], scope) }
        case ("Fn::If", .array(let parts)):
            if let condition = parts[0].stringValue { at(0) { $0.checkConditionName(condition) } }
            for index in 1...2 { at(index) { $0.checkExpression(parts[index], scope) } }
        case ("Fn::FindInMap", .array(let parts)):
            checkLookup(parts)
            checkLookupFunctions(parts)
            checkExpression(argument, scope)
        case ("Fn::ValueOf", .array(let parts)):
            if let parameter = parts[0].stringValue { at(0) { $0.checkReference(parameter, scope) } }
        case ("Fn::GetAtt", .array(let parts)):
            // Of two names it would not be here, so one is an expression.
            if let resource = parts[0].stringValue {
                if !noteUse(of: resource, scope) { checkResourceName(resource) }
            } else {
                requireLanguageExtensions(for: "Fn::GetAtt of an expression")
            }
            checkExpression(argument, scope)
        case ("Fn::RefAll", _), ("Fn::ValueOfAll", _):
            break
        default:
            checkExpression(argument, scope)
        }
    }

    /// The names in a text for `Fn::Sub`: `${Name}`, `${Resource.Attribute}`, but not `${!Literal}`.
    private mutating func checkSubstitution(_ text: String, _ scope: Scope) {
        for name in SubstitutionText(text).names where !scope.variables.contains(name) {
            if let dot = name.firstIndex(of: ".") {
                checkAttribute(String(name[name.index(after: dot)...]), of: String(name[..<dot]), scope)
            } else {
                checkReference(name, scope)
            }
        }
    }

    /// Without the language extensions, a look-up takes names, `Ref` and other look-ups, and has no default.
    private mutating func checkLookupFunctions(_ parts: [Value]) {
        if parts.count == 4 { requireLanguageExtensions(for: "the DefaultValue of Fn::FindInMap") }
        for (index, part) in parts.prefix(3).enumerated() {
            guard let name = Intrinsic(part)?.name, name != "Ref", name != "Fn::FindInMap" else { continue }
            at(index) { $0.requireLanguageExtensions(for: "\(name) in Fn::FindInMap") }
        }
    }

    /// Literal names of a mapping and of its keys.
    private mutating func checkLookup(_ parts: [Value]) {
        guard let name = parts[0].stringValue else { return }
        guard let rows = template.mappings[name]?.value.objectValue else {
            guard !declared.mappings.contains(name), !declared.mayHaveOtherMappings else { return }
            let nearest = nearestName(to: name, among: template.mappings.names)
            return at(0) { $0.report(.unknownMapping(name, nearest: nearest)) }
        }
        // With a default, or rows from an included file, an absent key is no mistake.
        guard parts.count == 3, !rows.keys.contains(where: { $0.isFunctionName }) else { return }
        if let key = parts[1].stringValue {
            guard let row = rows[key] else { return checkKey(key, at: 1, of: name, among: rows.keys.map { $0 }) }
            checkSecondLevelKey(parts[2], of: name, in: row.objectValue.map { [$0] } ?? [])
        } else {
            checkSecondLevelKey(parts[2], of: name, in: rows.values.compactMap(\.objectValue))
        }
    }

    /// A second-level key must stand in one of the rows that may be looked at.
    private mutating func checkSecondLevelKey(_ key: Value, of mapping: String, in rows: [Object]) {
        guard let key = key.stringValue, !rows.contains(where: { $0.contains(key) }) else { return }
        checkKey(key, at: 2, of: mapping, among: rows.flatMap { $0.keys.map { $0 } })
    }

    private mutating func checkKey(_ key: String, at index: Int, of mapping: String, among keys: [String]) {
        at(index) {
            $0.report(.unknownMappingKey(key, mapping: mapping, nearest: nearestName(to: key, among: keys)))
        }
    }
}

/// A text for `Fn::Sub`.
struct SubstitutionText {
    /// What stands between `${` and `}`, in order, without spaces around it; literals (`${!…}`) are left out.
    let names: [String]

    init(_ text: String) {
        var names: [String] = []
        var bytes = text.utf8[...]
        while let dollar = bytes.firstIndex(of: UInt8(ascii: "$")) {
            bytes = bytes[bytes.index(after: dollar)...]
            guard bytes.first == UInt8(ascii: "{") else { continue }
            // Without a closing brace there is no name further on either.
            guard let closing = bytes.firstIndex(of: UInt8(ascii: "}")) else { break }
            let name = bytes[bytes.index(after: bytes.startIndex)..<closing]
            bytes = bytes[bytes.index(after: closing)...]
            if name.first != UInt8(ascii: "!") { names.append(Substring(name).trimmingSpaces) }
        }
        self.names = names
    }
}
