import CloudFormation

extension Review {
    /// Compares two templates by meaning and works out the consequences.
    ///
    /// Nothing in a template can make this fail: what is malformed is shown as what it is. Takes time in proportion to the
    /// size of the templates.
    public init(old: ReviewedTemplate, new: ReviewedTemplate) {
        oldFile = old.source.name
        newFile = new.source.name
        guard old.source.bytes != new.source.bytes else { return }
        let inputs = ChangedInputs(old: old, new: new)
        let review = ResourceReview(old: old, new: new, inputs: inputs)
        resources = review.changes
        sections = SectionComparison(old: old, new: new).changes()
        addOutputs(of: new, changedBy: review.propagation, inputs)
        let callsMacros = (old: Capabilities.callsMacros(old), new: Capabilities.callsMacros(new))
        addAccess(old, new, renamed: review.newIDs, inputs, callsMacros: callsMacros.old || callsMacros.new)
        capabilities = CapabilityChange(
            old: Capabilities.needed(by: old, callsMacros: callsMacros.old),
            new: Capabilities.needed(by: new, callsMacros: callsMacros.new)
        )
        let interface = InterfaceComparison(old: old, new: new)
        exports = interface.exports(changedOutputs: changedOutputs, inputs)
        parameters = interface.parameters()
    }

    /// What is allowed, by policies and by network rules.
    private mutating func addAccess(
        _ old: ReviewedTemplate,
        _ new: ReviewedTemplate,
        renamed: [String: String],
        _ inputs: ChangedInputs,
        callsMacros: Bool
    ) {
        let values = ReviewedTemplate.accessValues(old: old, new: new)
        let templates = TemplatePair(
            old: values.old,
            new: values.new,
            renamed: renamed,
            changedConditions: inputs.conditions,
            callsMacros: callsMacros
        )
        permissions = AccessChange(.permissions(in: templates), old: old, new: new)
        network = AccessChange(.network(in: templates), old: old, new: new)
    }

    /// Outputs that read as before, and whose values change with what they refer to.
    private mutating func addOutputs(
        of template: ReviewedTemplate,
        changedBy propagation: Propagation,
        _ inputs: ChangedInputs
    ) {
        var causesByName: [String: [String]] = [:]
        var unchanged: [EntryChange] = []
        let position = sections.firstIndex { $0.section == "Outputs" }
        let changedNames = Set(position.map { sections[$0].entries.map(\.name) } ?? [])
        for output in template.entries(of: "Outputs") {
            let causes = causes(of: output, propagation, inputs)
            guard !causes.isEmpty else { continue }
            if changedNames.contains(output.key) {
                causesByName[output.key] = causes
            } else {
                let place = template.location(of: output.keyRange)
                unchanged.append(
                    EntryChange(name: output.key, kind: .changed, changes: [], newAt: place, causes: causes)
                )
            }
        }
        guard let position else {
            if !unchanged.isEmpty { sections.append(SectionChange(section: "Outputs", entries: unchanged)) }
            return
        }
        for index in sections[position].entries.indices {
            sections[position].entries[index].causes = causesByName[sections[position].entries[index].name] ?? []
        }
        sections[position].entries += unchanged
    }

    /// The outputs that have another value, or may have one.
    private var changedOutputs: Set<String> {
        let entries = sections.first { $0.section == "Outputs" }?.entries ?? []
        let changed = entries.filter { entry in
            !entry.causes.isEmpty || entry.changes.contains { $0.path.components.first == .key("Value") }
        }
        return Set(changed.map(\.name))
    }

    private func causes(of output: Node.Member, _ propagation: Propagation, _ inputs: ChangedInputs) -> [String] {
        guard let value = output.value["Value"] else { return [] }
        var finder = ReferenceFinder()
        finder.find(in: ComparedValue(value), at: ValuePath(), .none)
        var causes: [String] = []
        for reference in finder.references {
            if case .name(let id) = reference.target, let state = propagation.states[id], state.impact.isPassedOn {
                let verb = state.impact == .mayReplace ? "may change" : "changes"
                causes.append("\(output.key) \(verb) because it uses \(id), which \(state.impact.verb)")
            }
            if let input = inputs[reference.target] {
                causes.append("\(output.key) may change because it uses \(input.description)")
            }
        }
        return causes
    }
}
