import CloudFormation

/// The parameters, mappings and conditions whose values change, also those that change through others.
struct ChangedInputs {
    /// All of them, parameters first, then other names, mappings and conditions.
    private(set) var inputs: [ChangedInput] = []
    private var positions: [ReferenceTarget: Int] = [:]

    /// The changed input that a reference leads to.
    subscript(reference: ReferenceTarget) -> ChangedInput? {
        guard let input = positions[reference.key].map({ inputs[$0] }), input.concerns(reference) else { return nil }
        return input
    }

    /// The names of the conditions among them.
    var conditions: Set<String> {
        Set(inputs.compactMap { input in if case .condition(let name) = input.target { name } else { nil } })
    }

    init(old: ReviewedTemplate, new: ReviewedTemplate) {
        addParameters(old, new)
        addChangedKinds(old, new)
        addMappings(old, new)
        addConditions(old, new)
        positions = Dictionary(inputs.enumerated().map { ($1.target, $0) }) { first, _ in first }
    }

    private mutating func addParameters(_ old: ReviewedTemplate, _ new: ReviewedTemplate) {
        forEachCommon("Parameters", old, new) { name, oldNode, newNode in
            // A list, or a name under which Systems Manager keeps the value, gives another value than the text itself.
            let isReadAnew =
                ParameterReading(oldNode["Type"]?.stringValue) != ParameterReading(newNode["Type"]?.stringValue)
            guard isReadAnew || !ComparedValue.mean(theSame: oldNode["Default"], newNode["Default"]) else { return }
            let change = isReadAnew ? "type" : "default"
            inputs.append(
                ChangedInput(
                    target: .name(name),
                    description: "parameter \(name), whose \(change) changed",
                    isCertain: false
                )
            )
        }
    }

    /// Names that were a parameter's and are a resource's now, or the reverse: references read the same and mean another
    /// thing.
    private mutating func addChangedKinds(_ old: ReviewedTemplate, _ new: ReviewedTemplate) {
        for (kind, parameters, resources) in [("parameter", old, new), ("resource", new, old)] {
            let names = Set(parameters.entries(of: "Parameters").map(\.key))
                .subtracting(resources.entries(of: "Parameters").map(\.key))
            guard !names.isEmpty else { continue }
            for member in resources.entries(of: "Resources") where names.contains(member.key) {
                inputs.append(
                    ChangedInput(
                        target: .name(member.key),
                        description: "\(member.key), which was a \(kind)",
                        isCertain: true
                    )
                )
            }
        }
    }

    private mutating func addMappings(_ old: ReviewedTemplate, _ new: ReviewedTemplate) {
        forEachCommon("Mappings", old, new) { name, oldNode, newNode in
            let (oldEntries, newEntries) = (Self.mappingEntries(oldNode), Self.mappingEntries(newNode))
            guard let oldEntries, let newEntries else {
                guard !ComparedValue.mean(theSame: oldNode, newNode) else { return }
                return inputs.append(mapping(name))
            }
            let keys = Set(oldEntries.keys).union(newEntries.keys)
            let changed = keys.filter { !ComparedValue.mean(theSame: oldEntries[$0], newEntries[$0]) }
            guard !changed.isEmpty else { return }
            inputs.append(mapping(name, entries: changed, new: changed.filter { oldEntries[$0] == nil }))
        }
    }

    private func mapping(_ name: String, entries: Set<[String]>? = nil, new: Set<[String]> = []) -> ChangedInput {
        ChangedInput(
            target: .mapping(name, first: nil, second: nil),
            description: "mapping \(name), which changed",
            isCertain: true,
            entries: entries,
            newEntries: new
        )
    }

    /// The values of a mapping by their two keys; `nil` where it has another shape.
    private static func mappingEntries(_ node: Node) -> [[String]: Node]? {
        guard let tops = node.objectMembers else { return nil }
        var entries: [[String]: Node] = [:]
        for top in tops {
            guard let seconds = top.value.objectMembers else { return nil }
            for second in seconds { entries[[top.key, second.key]] = second.value }
        }
        return entries
    }

    /// Conditions that differ, and those that use what differs, to the end of the chain.
    private mutating func addConditions(_ old: ReviewedTemplate, _ new: ReviewedTemplate) {
        var reasons: [String: String] = [:]
        var users: [ReferenceTarget: [(name: String, reference: ReferenceTarget)]] = [:]
        var pending: [String] = []
        forEachCommon("Conditions", old, new) { name, oldNode, newNode in
            var finder = ReferenceFinder()
            let value = ComparedValue(newNode)
            finder.find(in: value, at: ValuePath(), .none)
            // A condition may be another one and nothing else.
            if case .scalar(let other)? = value["Condition"]?.content {
                finder.add(Reference(target: .condition(other), path: ValuePath(), impact: .none))
            }
            for reference in finder.references {
                users[reference.target.key, default: []].append((name, reference.target))
            }
            guard !ComparedValue.mean(theSame: oldNode, newNode) else { return }
            reasons[name] = "condition \(name), which changed"
            pending.append(name)
        }
        func add(_ name: String, _ reason: String) {
            guard reasons[name] == nil else { return }
            reasons[name] = reason
            pending.append(name)
        }
        for input in inputs {
            for (name, reference) in users[input.target.key] ?? [] where input.concerns(reference) {
                add(name, "condition \(name), which uses \(input.description)")
            }
        }
        var position = 0
        while position < pending.count {
            for (name, _) in users[.condition(pending[position])] ?? [] {
                add(name, "condition \(name), which uses condition \(pending[position])")
            }
            position += 1
        }
        inputs += pending.map { name in
            ChangedInput(target: .condition(name), description: reasons[name] ?? "condition \(name)", isCertain: false)
        }
    }

    private func forEachCommon(
        _ section: String,
        _ old: ReviewedTemplate,
        _ new: ReviewedTemplate,
        _ body: (String, Node, Node) -> Void
    ) {
        let oldNodes = Dictionary(old.entries(of: section).map { ($0.key, $0.value) }) { first, _ in first }
        for member in new.entries(of: section) {
            if let oldNode = oldNodes[member.key] { body(member.key, oldNode, member.value) }
        }
    }
}
