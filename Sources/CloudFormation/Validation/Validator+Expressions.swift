/// Where an expression stands, which decides what it may name and call.
struct Scope {
    enum Place: Hashable {
        /// A property or attribute of that resource.
        case resource(String)
        /// The condition of that name.
        case condition(String)
        case rule
        case output
        case exportName
        /// The collection of a loop.
        case loop
    }

    var place: Place

    /// Variables of the `Fn::Sub` around.
    var variables: Object = [:]

    /// Whether the expression is the name that `Fn::ImportValue` asks for.
    var isImportName = false

    /// Whether only values that are known before any resource is made may be named.
    var isBeforeResources: Bool {
        switch place {
        case .condition, .rule, .loop, .exportName: true
        case .resource, .output: isImportName
        }
    }
}

extension Validator {
    /// An expression with everything in it.
    mutating func checkExpression(_ value: Value, _ scope: Scope) {
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() { at(index) { $0.checkExpression(element, scope) } }
        case .object(let object):
            if let intrinsic = Intrinsic(value) {
                at(intrinsic.name) { $0.checkFunction(intrinsic, scope) }
            } else {
                checkObject(object, scope)
            }
        case .null:
            report(.unexpectedValue(expected: "a value; a template has no null"))
        case .bool, .number, .string:
            break
        }
    }

    private mutating func checkObject(_ object: Object, _ scope: Scope) {
        for entry in object {
            at(entry.key) { validator in
                if entry.key.isLoopName {
                    validator.checkPropertyLoop(entry.key, entry.value, scope)
                } else if entry.key.isFunctionName, entry.key != "Fn::Transform" {
                    validator.report(.misplacedFunction(entry.key, expected: "a function has no other keys beside it"))
                } else {
                    validator.checkExpression(entry.value, scope)
                }
            }
        }
    }

    // MARK: - Names

    /// What `Ref` or `Fn::Sub` names.
    mutating func checkReference(_ name: String, _ scope: Scope) {
        if declared.parameters.contains(name) || AWS.pseudoParameterNames.contains(name)
            || loopIdentifiers.contains(name)
        {
            return
        }
        if scope.isBeforeResources {
            guard declared.resources[name] == nil else {
                return report(
                    .misplacedFunction("Ref of the resource \(name)", expected: "only parameters are known here")
                )
            }
        } else if noteUse(of: name, scope) || declared.mayHaveOtherResources || declared.mayBeInModule(name) {
            return
        }
        let candidates = template.parameters.names + template.resources.names + AWS.pseudoParameterNames
        report(.unresolvedReference(name, nearest: nearestName(to: name, among: candidates)))
    }

    /// What `Fn::GetAtt` or `Fn::Sub` asks a resource for.
    mutating func checkAttribute(_ attribute: String, of name: String, _ scope: Scope) {
        guard !scope.isBeforeResources else {
            return report(.misplacedFunction("Fn::GetAtt", expected: "only parameters are known here"))
        }
        guard noteUse(of: name, scope) else { return checkResourceName(name) }
        guard let type = declared.resources[name] ?? nil, let facts = ResourceTypeFacts.of(type) else { return }
        guard !facts.hasAttribute(attribute), !attribute.contains("${") else { return }
        report(.unknownAttribute(attribute, type: type, nearest: nearestName(to: attribute, among: facts.attributes)))
    }

    /// Notes that a resource uses another one; `false` where there is no such resource.
    mutating func noteUse(of name: String, _ scope: Scope) -> Bool {
        guard declared.resources[name] != nil else { return false }
        if case .resource(let user) = scope.place { resourceGraph.add(user, needs: name) }
        return true
    }

    /// A resource that the template must declare.
    mutating func checkResourceName(_ name: String) {
        guard declared.resources[name] == nil, !declared.mayHaveOtherResources, !declared.mayBeInModule(name) else {
            return
        }
        report(.unknownResource(name, nearest: nearestName(to: name, among: template.resources.names)))
    }

    /// A condition that the template must declare.
    mutating func checkConditionName(_ name: String) {
        guard !declared.conditions.contains(name), !declared.mayHaveOtherConditions else { return }
        report(.unknownCondition(name, nearest: nearestName(to: name, among: template.conditions.names)))
    }
}
