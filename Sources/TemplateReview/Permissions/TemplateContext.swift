import CloudFormation

/// What the text of a policy depends on elsewhere in its template.
struct TemplateContext {
    /// Parameters whose defaults differ between the templates, with this template's default.
    var differingDefaults: [String: String] = [:]
    /// Parameters that differ and whose text cannot stand for them: secrets, and names under which a value is kept.
    var differingParameters: Set<String> = []
    /// The defaults of the template's parameters.
    var defaults: [String: String] = [:]
    /// Mappings, conditions and resources of the same name that mean different things in the two templates.
    var differingNames: Set<String> = []
    /// What tells this template's symbols from the other's where they mean different things.
    var mark = ""
    /// Resource types by logical id.
    var types: [String: String] = [:]
    /// The mappings of the template.
    var mappings: Object = [:]

    /// Whether `${…}` in texts is a variable of the policy language.
    var hasPolicyVariables = true

    /// The contexts of two templates.
    ///
    /// - Parameter changedConditions: conditions that read the same and depend on what differs.
    static func pair(
        old: Value,
        new: Value,
        changedConditions: Set<String> = []
    ) -> (old: TemplateContext, new: TemplateContext) {
        var contexts = (old: TemplateContext(old), new: TemplateContext(new))
        contexts.old.mark = " (old)"
        contexts.old.differingNames = Set(changedConditions.map { "Conditions.\($0)" })
        for section in ["Mappings", "Conditions"] {
            let (before, after) = (old[section]?.objectValue ?? [:], new[section]?.objectValue ?? [:])
            for entry in before where after[entry.key].map({ $0 != entry.value }) == true {
                contexts.old.differingNames.insert("\(section).\(entry.key)")
            }
        }
        // How a reference to a resource is read depends on its type.
        for (name, type) in contexts.old.types where contexts.new.types[name].map({ $0 != type }) == true {
            contexts.old.differingNames.insert("Resources.\(name)")
        }
        contexts.new.differingNames = contexts.old.differingNames
        let (before, after) = (old["Parameters"]?.objectValue ?? [:], new["Parameters"]?.objectValue ?? [:])
        contexts.old.noteDifferences(of: before, from: after)
        contexts.new.noteDifferences(of: after, from: before)
        return contexts
    }

    private mutating func noteDifferences(of own: Object, from other: Object) {
        for parameter in own {
            let (type, otherType) = (parameter.value["Type"]?.stringValue, other[parameter.key]?["Type"]?.stringValue)
            let reading = ParameterReading(type)
            let text = parameter.value["Default"]?.scalarSpelling
            defaults[parameter.key] = reading.isStored ? nil : text
            let isReadAnew = other.contains(parameter.key) && reading != ParameterReading(otherType)
            guard isReadAnew || other[parameter.key]?["Default"]?.scalarSpelling != text else { continue }
            let isSecret = [parameter.value, other[parameter.key]].contains {
                $0?["NoEcho"]?.scalarSpelling?.lowercased() == "true"
            }
            if isSecret || isReadAnew || reading.isStored || Masking.isSecretName(parameter.key) {
                differingParameters.insert(parameter.key)
            } else {
                differingDefaults[parameter.key] = text
            }
        }
    }

    init(_ template: Value) {
        for resource in template["Resources"]?.objectValue ?? [:] {
            types[resource.key] = resource.value["Type"]?.stringValue
        }
        mappings = template["Mappings"]?.objectValue ?? [:]
    }

    /// Whether equal text means the same in both templates.
    var isShared: Bool { differingDefaults.isEmpty && differingParameters.isEmpty && differingNames.isEmpty }

    /// The symbol of a condition's name.
    func condition(_ name: String) -> String {
        differingNames.contains("Conditions.\(name)") ? name + mark : name
    }

    /// Types of which `Ref` gives what an attribute gives as well.
    private static let attributeOfRef = [
        "AWS::SNS::Topic": "TopicArn", "AWS::SecretsManager::Secret": "Id", "AWS::IAM::ManagedPolicy": "PolicyArn",
        "AWS::StepFunctions::StateMachine": "Arn", "AWS::ElasticLoadBalancingV2::LoadBalancer": "LoadBalancerArn",
        "AWS::ElasticLoadBalancingV2::TargetGroup": "TargetGroupArn", "AWS::EC2::SecurityGroup": "GroupId",
        "AWS::EC2::PrefixList": "PrefixListId",
    ]

    /// The symbol or default of `Ref`.
    func reference(to name: String) -> SymbolicText {
        if let text = differingDefaults[name] { return SymbolicText(text) }
        return SymbolicText(symbol: differingParameters.contains(name) ? name + mark : name)
    }

    /// The text that a value has unless the stack's owner says otherwise: a parameter's default; else the value's own text.
    func textByDefault(_ text: SymbolicText) -> String? {
        if case .symbol(let name)? = text.pieces.first, text.pieces.count == 1 { return defaults[name] }
        return text.literal
    }

    /// The symbol of `Fn::GetAtt`.
    func attribute(_ attribute: String, of resource: String) -> SymbolicText {
        if let type = types[resource], Self.attributeOfRef[type] == attribute { return SymbolicText(symbol: resource) }
        return SymbolicText(symbol: "\(resource).\(attribute)")
    }
}
