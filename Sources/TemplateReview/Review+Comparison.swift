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
        let inputs = ChangedInputs(old: old, new: new).inputs
        let review = ResourceReview(old: old, new: new, inputs: inputs)
        resources = review.changes
        sections = SectionComparison(old: old, new: new).changes()
        addOutputs(of: new, changedBy: review.propagation, inputs)
        capabilities = CapabilityChange(old: Capabilities.needed(by: old), new: Capabilities.needed(by: new))
        let interface = InterfaceComparison(old: old, new: new)
        exports = interface.exports()
        parameters = interface.parameters()
    }

    /// Outputs that read as before, and whose values change with what they refer to.
    private mutating func addOutputs(
        of template: ReviewedTemplate,
        changedBy propagation: Propagation,
        _ inputs: [ChangedInput]
    ) {
        let known = sections.first { $0.section == "Outputs" }?.entries.map(\.name) ?? []
        var entries: [EntryChange] = []
        for output in template.entries(of: "Outputs") {
            let causes = causes(of: output, propagation, inputs)
            guard !causes.isEmpty else { continue }
            if let position = known.firstIndex(of: output.key),
                let section = sections.firstIndex(where: { $0.section == "Outputs" })
            {
                sections[section].entries[position].causes = causes
            } else {
                entries.append(
                    EntryChange(
                        name: output.key,
                        kind: .changed,
                        changes: [],
                        newAt: template.location(of: output.keyRange),
                        causes: causes
                    )
                )
            }
        }
        guard !entries.isEmpty else { return }
        if let section = sections.firstIndex(where: { $0.section == "Outputs" }) {
            sections[section].entries += entries
        } else {
            sections.append(SectionChange(section: "Outputs", entries: entries))
        }
    }

    private func causes(of output: Node.Member, _ propagation: Propagation, _ inputs: [ChangedInput]) -> [String] {
        guard let value = output.value["Value"] else { return [] }
        var finder = ReferenceFinder()
        finder.find(in: ComparedValue(value), at: ValuePath(), .none)
        var causes: [String] = []
        for reference in finder.references {
            if case .name(let id) = reference.target, let state = propagation.states[id], state.impact.isPassedOn {
                let verb = state.impact == .mayReplace ? "may change" : "changes"
                causes.append("\(output.key) \(verb) because it uses \(id), which \(state.impact.verb)")
            }
            for input in inputs where input.target == reference.target.key && input.concerns(reference.target) {
                causes.append("\(output.key) may change because it uses \(input.description)")
            }
        }
        return causes
    }
}
