extension Validator {
    /// Resources: types, properties, attributes, references, and that none waits for itself.
    mutating func checkResources() {
        if template.resources.isEmpty { report(.missing("at least one resource", of: "a template")) }
        checkCount("resources", template.resources.entries.count, limit: Limits.resources)
        for entry in template.resources.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let resource): validator.checkResource(entry.key, resource)
                case .forEach(let loop): validator.checkLoop(loop) { $0.checkResource($1, $2) }
                case .other: validator.checkOther(entry.key, expected: "a resource: an object with a Type")
                }
            }
        }
        for cycle in resourceGraph.cycles() {
            at(cycle[0]) { $0.report(.cycle(cycle)) }
        }
    }

    private mutating func checkResource(_ name: String, _ resource: Resource) {
        if !name.contains("{") { checkLogicalID(name) }
        if declared.parameters.contains(name) { report(.ambiguousName(name)) }
        checkKeys(of: resource.value, known: Resource.attributeNames)
        guard resource.value.objectValue != nil else { return }
        checkType(of: resource)
        checkPolicies(of: resource)
        if let condition = resource.condition?.literal { at("Condition") { $0.checkConditionName(condition) } }
        checkDependsOn(name, resource)
        let scope = Scope(place: .resource(name))
        for attribute in ["CreationPolicy", "UpdatePolicy", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"] {
            guard let value = resource.value[attribute] else { continue }
            at(attribute) { $0.checkExpression(value, scope) }
        }
        if let properties = resource.value["Properties"] {
            at("Properties") { $0.checkExpression(properties, scope) }
        }
        checkProperties(of: resource)
    }

    private mutating func checkType(of resource: Resource) {
        guard let type = resource.value["Type"] else { return report(.missing("Type", of: "a resource")) }
        at("Type") { validator in
            guard let type = type.stringValue else {
                return validator.report(.unexpectedValue(expected: "a literal text"))
            }
            guard Self.isResourceType(type) else { return validator.report(.malformedResourceType(type)) }
            guard ResourceTypeFacts.of(type) == nil, type.utf8.starts(with: "AWS::".utf8) else { return }
            // A type that is far from every known one may be newer than the table of types.
            guard let nearest = ResourceTypeFacts.nearestType(to: type), !validator.declared.mayHaveOtherResources
            else { return }
            validator.report(.unknownResourceType(type, nearest: nearest))
        }
    }

    /// - Source: CloudFormation User Guide, "AWS resource and property types reference", "Custom resource reference" and
    ///   "Use CloudFormation modules".
    private static func isResourceType(_ type: String) -> Bool {
        if type.utf8.starts(with: "Custom::".utf8) {
            let name = type.utf8.dropFirst("Custom::".utf8.count)
            return (1...60).contains(name.count) && name.allSatisfy { $0.isAlphanumeric || "_@-".utf8.contains($0) }
        }
        let parts = type.split(separator: ":", omittingEmptySubsequences: false)
        // Four parts are three names and, for a module, the word MODULE, with an empty part between two colons.
        return [5, 7].contains(parts.count)
            && parts.enumerated().allSatisfy { index, part in
                index.isMultiple(of: 2) ? !part.isEmpty && part.utf8.allSatisfy(\.isAlphanumeric) : part.isEmpty
            }
    }

    private mutating func checkPolicies(of resource: Resource) {
        check(resource.value["DeletionPolicy"], "DeletionPolicy", among: DeletionPolicy.allCases.map(\.rawValue))
        check(
            resource.value["UpdateReplacePolicy"],
            "UpdateReplacePolicy",
            among: UpdateReplacePolicy.allCases.map(\.rawValue)
        )
    }

    private mutating func check(_ policy: Value?, _ key: String, among known: [String]) {
        guard let policy, !(declared.hasLanguageExtensions && Intrinsic(policy) != nil) else { return }
        guard !known.contains(policy.stringValue ?? "") else { return }
        at(key) { $0.report(.unexpectedValue(expected: "one of \(known.joined(separator: ", "))")) }
    }

    private mutating func checkDependsOn(_ name: String, _ resource: Resource) {
        guard let value = resource.value["DependsOn"] else { return }
        let names: [Value]
        switch value {
        case .array(let elements): names = elements
        default: names = [value]
        }
        at("DependsOn") { validator in
            for (index, other) in names.enumerated() {
                guard let other = other.stringValue else {
                    validator.report(.unexpectedValue(expected: "a resource's name or a list of them"))
                    continue
                }
                validator.resourceGraph.add(name, needs: other)
                let check: (inout Validator) -> Void = { $0.checkResourceName(other) }
                if case .array = value { validator.at(index, check) } else { check(&validator) }
            }
        }
    }

    private mutating func checkProperties(of resource: Resource) {
        guard let type = resource.type, let facts = ResourceTypeFacts.of(type), Intrinsic(resource.properties) == nil
        else { return }
        guard let properties = resource.properties.objectValue else {
            return at("Properties") { $0.report(.unexpectedValue(expected: "an object")) }
        }
        // A loop or an included file may supply the rest.
        let isComplete = !properties.keys.contains { $0.isFunctionName }
        for required in facts.required where isComplete && !properties.contains(required) {
            at("Properties") { $0.report(.missing(required, of: type)) }
        }
        for key in properties.keys
        where !facts.allowsAnyProperty && !facts.properties.contains(key) && !key.isFunctionName {
            // A property that is far from every known one may be newer than the table of types.
            guard let nearest = nearestName(to: key, among: facts.properties) else { continue }
            at("Properties") { validator in validator.at(key) { $0.report(.unknownKey(key, nearest: nearest)) } }
        }
    }

    /// A loop's collection, and its body by the check of its section.
    mutating func checkLoop<Element>(
        _ loop: ForEach<Element>,
        _ check: (inout Validator, String, Element) -> Void
    ) {
        if !declared.hasLanguageExtensions {
            report(.missingTransform("AWS::LanguageExtensions", function: "Fn::ForEach"))
        }
        at(1) { $0.checkExpression(loop.collection.value, Scope(place: .loop)) }
        at(2) { validator in
            validator.loopIdentifiers.append(loop.identifier)
            for entry in loop.body.entries {
                validator.at(entry.key) { validator in
                    switch entry.value {
                    case .element(let element): check(&validator, entry.key, element)
                    case .forEach(let inner): validator.checkLoop(inner, check)
                    case .other: validator.checkOther(entry.key)
                    }
                }
            }
            validator.loopIdentifiers.removeLast()
        }
    }
}
