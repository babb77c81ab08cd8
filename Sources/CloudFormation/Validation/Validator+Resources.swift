extension Validator {
    /// Resources: types, properties, attributes, references, and that none waits for itself.
    mutating func checkResources() {
        if template.resources.isEmpty { report(.missing("at least one resource", of: "a template")) }
        checkCount("resources", declared.expandedResources.count, limit: Limits.resources)
        for entry in template.resources.entries {
            at(entry.key) { validator in
                switch entry.value {
                case .element(let resource): validator.checkResource(entry.key, resource)
                case .forEach(let loop): validator.checkLoop(entry.key, loop) { $0.checkResource($1, $2) }
                case .other: validator.checkOther(entry.key, expected: "a resource: an object with a Type")
                }
            }
        }
        checkLoopResults(declared.expandedResources)
        guard !declared.mayBeRewritten else { return }
        for cycle in resourceGraph.cycles() {
            at(cycle[0]) { $0.report(.cycle(cycle)) }
        }
    }

    private mutating func checkResource(_ name: String, _ resource: Resource) {
        if !name.contains("{") { checkLogicalID(name) }
        if declared.parameters.contains(name) { report(.ambiguousName(name)) }
        checkAttributeNames(of: resource)
        guard resource.value.objectValue != nil else { return }
        checkType(of: resource)
        checkPolicies(of: resource)
        if let condition = resource.value["Condition"] { at("Condition") { $0.checkConditionAttribute(condition) } }
        checkDependsOn(name, resource)
        let scope = Scope(place: .resource(name))
        for attribute in ["CreationPolicy", "UpdatePolicy", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"] {
            guard let value = resource.value[attribute] else { continue }
            at(attribute) { $0.checkExpression(value, scope) }
        }
        if let properties = resource.value["Properties"] {
            at("Properties") { $0.checkProperties(properties, scope) }
        }
        checkPropertyNames(of: resource)
    }

    /// A macro may have attributes of its own, such as `IgnoreGlobals`, and custom resources may have a version.
    private mutating func checkAttributeNames(of resource: Resource) {
        let type = resource.type ?? ""
        let isCustom = type.utf8.starts(with: "Custom::".utf8) || type == "AWS::CloudFormation::CustomResource"
        let known = Resource.attributeNames + (isCustom ? ["Version"] : [])
        guard declared.hasMacro else { return checkKeys(of: resource.value, known: known) }
        for key in resource.value.objectValue?.keys.map({ $0 }) ?? [] where !known.contains(key) {
            guard let nearest = nearestName(to: key, among: known) else { continue }
            at(key) { $0.report(.unknownKey(key, nearest: nearest)) }
        }
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
        for (key, known) in [
            ("DeletionPolicy", DeletionPolicy.allCases.map(\.rawValue)),
            ("UpdateReplacePolicy", UpdateReplacePolicy.allCases.map(\.rawValue)),
        ] {
            guard let policy = resource.value[key] else { continue }
            at(key) { $0.checkRetention(policy, among: known, type: resource.type) }
        }
        for (key, known) in [("CreationPolicy", CreationPolicy.partNames), ("UpdatePolicy", UpdatePolicy.partNames)] {
            guard let policy = resource.value[key] else { continue }
            at(key) { $0.checkParts(of: policy, known: known) }
        }
    }

    /// A policy's parts; `Fn::If` may choose between policies, but nothing else stands for one.
    private mutating func checkParts(of policy: Value, known: [String]) {
        if case .ref? = Intrinsic(policy) { return report(.unexpectedValue(expected: "an object")) }
        checkKeys(of: policy, known: known)
    }

    private mutating func checkRetention(_ policy: Value, among known: [String], type: String?) {
        if declared.hasLanguageExtensions, Intrinsic(policy) != nil { return }
        guard let policy = policy.stringValue, known.contains(policy) else {
            return report(.unexpectedValue(expected: "one of \(known.joined(separator: ", "))"))
        }
        guard policy == "Snapshot", let type, ResourceTypeFacts.of(type) != nil, !Self.typesWithSnapshots.contains(type)
        else { return }
        report(.unexpectedValue(expected: "another policy, since CloudFormation makes no snapshot of \(type)"))
    }

    /// - Source: CloudFormation User Guide, "DeletionPolicy attribute", the resources that support snapshots.
    private static let typesWithSnapshots: Set<String> = [
        "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    ]

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

    private mutating func checkProperties(_ properties: Value, _ scope: Scope) {
        guard properties.objectValue != nil else { return report(.unexpectedValue(expected: "an object")) }
        checkExpression(properties, scope)
    }

    private mutating func checkPropertyNames(of resource: Resource) {
        guard let type = resource.type, let facts = ResourceTypeFacts.of(type),
            let properties = resource.properties.objectValue, Intrinsic(resource.properties) == nil
        else { return }
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
}
