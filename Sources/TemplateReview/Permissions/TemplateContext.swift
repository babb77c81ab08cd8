import CloudFormation

/// What the text of a policy depends on elsewhere in its template.
struct TemplateContext {
    /// Parameters whose defaults differ between the templates, with this template's default.
    var differingDefaults: [String: String] = [:]
    /// Mappings, conditions and resources of the same name that mean different things in the two templates.
    var differingNames: Set<String> = []
    /// What tells this template's symbols from the other's where they mean different things.
    var mark = ""
    /// Resource types by logical id.
    var types: [String: String] = [:]
    /// The mappings of the template.
    var mappings: Object = [:]

    /// The contexts of two templates.
    static func pair(old: Value, new: Value) -> (old: TemplateContext, new: TemplateContext) {
        var contexts = (old: TemplateContext(old), new: TemplateContext(new))
        contexts.old.mark = " (old)"
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
        for (own, other, path) in [
            (before, after, \(old: TemplateContext, new: TemplateContext).old), (after, before, \.new),
        ] {
            for parameter in own {
                guard let text = parameter.value["Default"]?.scalarSpelling,
                    other[parameter.key]?["Default"]?.scalarSpelling != text
                else { continue }
                contexts[keyPath: path].differingDefaults[parameter.key] = text
            }
        }
        return contexts
    }

    init(_ template: Value) {
        for resource in template["Resources"]?.objectValue ?? [:] {
            types[resource.key] = resource.value["Type"]?.stringValue
        }
        mappings = template["Mappings"]?.objectValue ?? [:]
    }

    /// Whether equal text means the same in both templates.
    var isShared: Bool { differingDefaults.isEmpty && differingNames.isEmpty }

    /// The symbol of a condition's name.
    func condition(_ name: String) -> String {
        differingNames.contains("Conditions.\(name)") ? name + mark : name
    }

    /// Types of which `Ref` gives what an attribute gives as well.
    private static let attributeOfRef = [
        "AWS::SNS::Topic": "TopicArn", "AWS::SecretsManager::Secret": "Id", "AWS::IAM::ManagedPolicy": "PolicyArn",
        "AWS::StepFunctions::StateMachine": "Arn", "AWS::ElasticLoadBalancingV2::LoadBalancer": "LoadBalancerArn",
        "AWS::ElasticLoadBalancingV2::TargetGroup": "TargetGroupArn", "AWS::EC2::SecurityGroup": "GroupId",
    ]

    /// The symbol or default of `Ref`.
    func reference(to name: String) -> SymbolicText {
        if let text = differingDefaults[name] { return SymbolicText(text) }
        return SymbolicText(symbol: name)
    }

    /// The symbol of `Fn::GetAtt`.
    func attribute(_ attribute: String, of resource: String) -> SymbolicText {
        if let type = types[resource], Self.attributeOfRef[type] == attribute { return SymbolicText(symbol: resource) }
        return SymbolicText(symbol: "\(resource).\(attribute)")
    }
}
