import CloudFormation

/// All rules of the security groups of a template.
struct SecurityGroupCollection {
    /// The rules of one group in one direction.
    struct Key: Sendable, Hashable {
        let group: String
        let direction: SecurityGroupRule.Direction
    }

    /// The rules by group and direction.
    private(set) var rules: [Key: [SecurityGroupRule]] = [:]
    /// What is no rule that can be compared.
    private(set) var opaque: [Key: [ConditionalValue]] = [:]
    /// The keys in the template's order.
    private(set) var keys: [Key] = []
    /// Security groups that the template declares.
    private(set) var declared: [String: Place] = [:]
    private let context: TemplateContext
    private var prefixLists = PrefixLists()

    /// Gathers the rules of a template.
    init(_ template: Value, in context: TemplateContext) {
        self.context = context
        let resources = (template["Resources"]?.objectValue ?? [:]).compactMap { PolicyResource($0.key, $0.value) }
        for resource in resources where resource.type == "AWS::EC2::PrefixList" {
            prefixLists.add(resource, in: context)
        }
        for resource in resources {
            switch resource.type {
            case "AWS::EC2::SecurityGroup": add(group: resource)
            case "AWS::EC2::SecurityGroupIngress": add(rule: resource, .ingress)
            case "AWS::EC2::SecurityGroupEgress": add(rule: resource, .egress)
            default: break
            }
        }
        for resource in resources where prefixLists.unread.contains(resource.logicalID) { add(unread: resource) }
    }

    /// A list whose addresses do not stand among the rules is compared as it stands.
    private mutating func add(unread list: PolicyResource) {
        guard let entries = list.property("Entries") else { return }
        let key = Key(group: list.logicalID, direction: .ingress)
        keys.append(key)
        opaque[key] = [entries]
    }

    private mutating func add(group: PolicyResource) {
        declared[group.logicalID] = group.properties.place
        for (property, direction) in [
            ("SecurityGroupIngress", SecurityGroupRule.Direction.ingress), ("SecurityGroupEgress", .egress),
        ] {
            for rule in group.elements(property) { add(rule, to: Key(group: group.logicalID, direction: direction)) }
        }
    }

    private mutating func add(rule: PolicyResource, _ direction: SecurityGroupRule.Direction) {
        let group = rule.property("GroupId") ?? rule.property("GroupName")
        let name = group.map { SymbolicText($0.value, in: context) } ?? SymbolicText("?")
        // `Ref` and `GroupId` are one symbol, the logical id.
        var text = name.display
        if case .symbol(let symbol) = name.pieces.first, name.pieces.count == 1 { text = symbol }
        add(rule.properties, to: Key(group: text, direction: direction))
    }

    private mutating func add(_ rule: ConditionalValue, to key: Key) {
        if rules[key] == nil, opaque[key] == nil { keys.append(key) }
        for alternative in rule.alternatives {
            let found = SecurityGroupRule.rules(
                of: alternative,
                group: key.group,
                key.direction,
                &prefixLists,
                in: context
            )
            if found.isEmpty {
                opaque[key, default: []].append(alternative)
            } else {
                rules[key, default: []] += found
            }
        }
    }

    /// Adds what a group lets out that says nothing about it: everything.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::EC2::SecurityGroup", `SecurityGroupEgress`.
    mutating func addImpliedEgress(of group: String) {
        let key = Key(group: group, direction: .egress)
        guard rules[key] == nil, opaque[key] == nil, let place = declared[group],
            let everywhere = CIDRBlock("0.0.0.0/0")
        else { return }
        let meaning = SecurityGroupRule.Meaning(
            group: group,
            direction: .egress,
            ipProtocol: .all,
            ports: .all,
            peer: .block(everywhere),
            guards: []
        )
        keys.append(key)
        rules[key] = [SecurityGroupRule(meaning: meaning, isOpen: true, place: place)]
    }
}
