import CloudFormation

/// Turns the comparison of resources into what happens to each of them.
struct ResourceReview {
    private let old: ReviewedTemplate
    private let new: ReviewedTemplate
    private var comparison: ResourceComparison
    private let inputs: ChangedInputs

    /// The changed resources: those of the new template in its order, then those that are gone.
    private(set) var changes: [ResourceChange] = []
    /// What happens to each resource of the new template, for what else refers to them.
    private(set) var propagation: Propagation

    /// The new logical id of each renamed resource by its old one.
    var newIDs: [String: String] {
        Dictionary(comparison.oldIDs.map { ($0.value, $0.key) }) { first, _ in first }
    }

    init(old: ReviewedTemplate, new: ReviewedTemplate, inputs: ChangedInputs) {
        (self.old, self.new, self.inputs) = (old, new, inputs)
        // A changed input concerns resources that read the same, and so does a replacement, as is seen later.
        comparison = ResourceComparison(old: old, new: new, readsAll: !inputs.inputs.isEmpty)
        propagation = Propagation(Self.ownStates(comparison, inputs))
        propagate()
        collect()
    }

    // MARK: - States

    /// What happens to each resource for what its own declaration says.
    private static func ownStates(
        _ comparison: ResourceComparison,
        _ inputs: ChangedInputs
    ) -> [String: Propagation.State] {
        var states: [String: Propagation.State] = [:]
        for pair in comparison.pairs { states[pair.new.logicalID] = ownState(pair, inputs) }
        for resource in comparison.added {
            let oldID = comparison.oldIDs[resource.logicalID]
            states[resource.logicalID] = Propagation.State(
                impact: oldID == nil ? .create : .rename,
                reasons: oldID.map { ["its logical id was \($0)"] } ?? []
            )
        }
        return states
    }

    private static func ownState(_ pair: ResourceComparison.Pair, _ inputs: ChangedInputs) -> Propagation.State {
        var state = Propagation.State(impact: pair.properties.map(\.impact).max() ?? .none)
        if pair.old.type != pair.new.type {
            state.impact = .replace
            state.reasons = [
                "its type was \(pair.old.type), which CloudFormation refuses to change under one logical id"
            ]
        }
        // The worst first: a consumer tells the first reason on.
        for difference in pair.properties.sorted(by: { $0.impact > $1.impact }) where difference.impact > .update {
            state.reasons.append(difference.reason)
        }
        addExistence(of: pair, inputs, to: &state)
        return state
    }

    /// A condition decides whether there is such a resource.
    private static func addExistence(
        of pair: ResourceComparison.Pair,
        _ inputs: ChangedInputs,
        to state: inout Propagation.State
    ) {
        var reason: String?
        if pair.attributes.contains(where: { $0.path.description == "Condition" }) {
            reason = "Condition changed, which decides whether there is such a resource"
        } else if let condition = pair.new.attributeText("Condition"),
            let input = inputs[.condition(condition)]
        {
            reason = "whether there is such a resource depends on \(input.description)"
        }
        guard let reason else { return }
        state.impact = max(state.impact, .mayReplace)
        state.mayBeDeleted = true
        state.reasons.append(reason)
    }

    private mutating func propagate() {
        guard !inputs.inputs.isEmpty || propagation.states.values.contains(where: { $0.impact.isPassedOn }) else {
            return
        }
        comparison.readRemaining()
        for pair in comparison.pairs { propagation.addUnchanged(pair.new.logicalID) }
        for resource in comparison.pairs.map(\.new) + comparison.added {
            var finder = ReferenceFinder()
            finder.find(in: resource.properties, at: ValuePath(), resource.rules)
            propagation.addReferences(finder.references, of: resource.logicalID)
        }
        propagation.run(changedInputs: inputs.inputs)
    }

    // MARK: - Changes

    private mutating func collect() {
        let pairs = Dictionary(comparison.pairs.map { ($0.new.logicalID, $0) }) { first, _ in first }
        let added = Dictionary(comparison.added.map { ($0.logicalID, $0) }) { first, _ in first }
        let removed = Dictionary(comparison.removed.map { ($0.logicalID, $0) }) { first, _ in first }
        for member in new.entries(of: "Resources") {
            if let pair = pairs[member.key] {
                if let change = change(of: pair) { changes.append(change) }
            } else if let resource = added[member.key] {
                let oldID = comparison.oldIDs[member.key]
                changes.append(change(of: resource, renamedFrom: oldID.flatMap { removed[$0] }))
            }
        }
        let renamed = Set(comparison.oldIDs.values)
        for resource in comparison.removed where !renamed.contains(resource.logicalID) {
            changes.append(removal(of: resource))
        }
    }

    private func change(of pair: ResourceComparison.Pair) -> ResourceChange? {
        guard let state = propagation.states[pair.new.logicalID] else { return nil }
        guard state.impact != .none || !pair.properties.isEmpty || !pair.attributes.isEmpty else { return nil }
        var change = ResourceChange(
            logicalID: pair.new.logicalID,
            type: pair.new.type,
            impact: state.impact,
            causes: state.reasons.map { "\(pair.new.logicalID) \(state.impact.verb) because \($0)" }
        )
        change.dataLoss = losesData(pair, state)
        if let fate = Self.fateOfReplaced(pair, state) { change.causes.append(fate) }
        change.isMoved = comparison.moved.contains(pair.new.logicalID)
        change.properties = pair.properties.map { ValueChange($0, old: old, new: new) }
        change.attributes = pair.attributes.map { ValueChange($0, old: old, new: new) }
        change.oldAt = old.location(of: pair.old.keyRange)
        change.newAt = new.location(of: pair.new.keyRange)
        return change
    }

    /// What is left of the old resource, where a policy keeps something.
    private static func fateOfReplaced(_ pair: ResourceComparison.Pair, _ state: Propagation.State) -> String? {
        guard state.impact == .replace || state.impact == .mayReplace else { return nil }
        return switch Retention.onReplacement(of: pair.new) {
        case .deleted: nil
        case .snapshot: "A snapshot of the old \(pair.new.logicalID) is kept"
        case .retained: "The old \(pair.new.logicalID) stays in the account, since its UpdateReplacePolicy retains it"
        }
    }

    private func losesData(_ pair: ResourceComparison.Pair, _ state: Propagation.State) -> Bool {
        guard Retention.isStateful(pair.old.type) else { return false }
        let isReplaced = state.impact == .replace || state.impact == .mayReplace && !state.mayBeDeleted
        if isReplaced, Retention.onReplacement(of: pair.new) == .deleted { return true }
        return state.mayBeDeleted && Retention.onRemoval(of: pair.new) == .deleted
    }

    private func change(of resource: DeclaredResource, renamedFrom oldResource: DeclaredResource?) -> ResourceChange {
        let state = propagation.states[resource.logicalID]
        let impact = state?.impact ?? .create
        var change = ResourceChange(logicalID: resource.logicalID, type: resource.type, impact: impact)
        change.causes = state?.reasons.map { "\(resource.logicalID) \(impact.verb) because \($0)" } ?? []
        change.newAt = new.location(of: resource.keyRange)
        guard let oldResource else { return change }
        change.renamedFrom = oldResource.logicalID
        change.oldAt = old.location(of: oldResource.keyRange)
        let outcome = Retention.onRemoval(of: oldResource)
        change.dataLoss = Retention.isStateful(resource.type) && outcome == .deleted
        change.causes.append(Self.sentence(about: oldResource.logicalID, outcome))
        return change
    }

    private func removal(of resource: DeclaredResource) -> ResourceChange {
        let outcome = Retention.onRemoval(of: resource)
        var change = ResourceChange(
            logicalID: resource.logicalID,
            type: resource.type,
            impact: outcome == .retained ? .orphan : .delete
        )
        change.causes = [Self.sentence(about: resource.logicalID, outcome)]
        change.dataLoss = outcome == .deleted && Retention.isStateful(resource.type)
        change.oldAt = old.location(of: resource.keyRange)
        return change
    }

    private static func sentence(about id: String, _ outcome: Retention.Outcome) -> String {
        switch outcome {
        case .deleted: "\(id) is deleted because the template no longer has it"
        case .snapshot: "\(id) is deleted because the template no longer has it; a snapshot is kept"
        case .retained: "\(id) stays in the account without the stack, since its DeletionPolicy retains it"
        }
    }
}

extension ValueDifference {
    /// The difference as a clause: "TopicName changed".
    fileprivate var reason: String {
        let name = path.components.isEmpty ? "Properties" : path.description
        return switch (old, new) {
        case (nil, _): "\(name) is added"
        case (_, nil): "\(name) is removed"
        default: "\(name) changed"
        }
    }
}
