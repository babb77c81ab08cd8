import CloudFormation

extension Review {
    /// The review for a terminal.
    ///
    /// A summary in the first line; then the resources, worst impact first, each with its changed properties and
    /// causes; then permissions, network, parameters, capabilities, exports, other sections and cost, where there is
    /// something to say. Each line that speaks of a place in a template ends with `file:line`. Text of the templates is
    /// shown on one line, cut where it is long, and with everything escaped that a terminal would obey.
    ///
    /// - Parameter color: whether the terminal shows colours.
    public func text(color: Bool) -> String {
        guard isChanged else { return Self.noDifference + "\n" }
        var writer = TextWriter(usesColor: color)
        writer.line(writer.paint(summaryLine(), .bold))
        for resource in worstFirst { writer.append(resource) }
        writer.append(permissions, title: "Permissions")
        writer.append(network, title: "Network access")
        writer.append(parameters)
        writer.append(capabilities)
        writer.append(exports)
        for section in sections { writer.append(section) }
        if let cost { writer.append(cost) }
        return writer.text
    }
}

// MARK: - Resources

extension TextWriter {
    fileprivate mutating func append(_ resource: ResourceChange) {
        let style = Style(resource.impact, losesData: resource.dataLoss)
        blankLine()
        line(
            "\(paint(resource.impact.symbol, style)) \(paint(resource.displayedID, .bold))",
            resource.type.displayedName(),
            paint(resource.phrase, style),
            paint(resource.location)
        )
        if resource.dataLoss {
            let loss = resource.impact == .mayReplace ? "may be lost" : "is lost"
            line(paint("! Its data \(loss): no policy keeps the old resource or a snapshot of it", .red), level: 2)
        }
        for change in resource.properties { append(change, level: 2) }
        for change in resource.attributes { append(change, prefix: "attribute ", level: 2) }
        if resource.isMoved { line("moved to another place among the resources", level: 2) }
        for cause in resource.causes { line(cause.displayed(), level: 2) }
    }

    /// `~ Path: old → new`.
    private mutating func append(_ change: ValueChange, prefix: String = "", level: Int) {
        let summary = change.summary()
        let path = prefix + change.path.displayed
        line(
            "\(paint(change.kind)) \(path.isEmpty || summary.isEmpty ? path + summary : "\(path): \(summary)")",
            paint(change.impact.consequence, Style(change.impact, losesData: false)),
            paint(change.newAt ?? change.oldAt),
            level: level
        )
    }

    private func paint(_ kind: ChangeKind) -> String {
        switch kind {
        case .added: paint("+", .green)
        case .removed: paint("-", .red)
        case .changed: paint("~", .cyan)
        }
    }
}

extension TextWriter.Style {
    fileprivate init?(_ impact: Impact, losesData: Bool) {
        switch impact {
        case _ where losesData: self = .red
        case .delete, .replace: self = .red
        case .mayReplace, .rename, .orphan: self = .yellow
        case .update: self = .cyan
        case .create: self = .green
        case .none: return nil
        }
    }
}

extension Impact {
    fileprivate var symbol: String {
        switch self {
        case .none: "·"
        case .create: "+"
        case .update: "~"
        case .orphan: "○"
        case .rename: "»"
        case .mayReplace: "?"
        case .replace: "±"
        case .delete: "-"
        }
    }
}

// MARK: - Access

extension TextWriter {
    fileprivate mutating func append(_ access: AccessChange, title: String) {
        guard access != AccessChange() else { return }
        heading("\(title): \(access.headline)")
        for change in access.changes {
            let style: Style? = change.mayAllowMore ? .red : change.verdict == .narrower ? .green : nil
            line(
                "\(paint(change.kind)) \(change.statement)",
                paint("\(change.verdict)", style),
                change.opensToPublic ? paint("public", .red) : "",
                change.logicalID.isEmpty ? "" : change.logicalID.displayedName(),
                paint(change.at),
                level: 1
            )
            if !change.witness.isEmpty { line(change.witness.displayed(), level: 3) }
        }
    }
}

// MARK: - Other sections

extension TextWriter {
    fileprivate mutating func append(_ parameters: [ParameterChange]) {
        let inNeed = parameters.filter(\.needsValue)
        guard !inNeed.isEmpty else { return }
        heading("Parameters that need a value")
        for parameter in inNeed {
            line("\(paint("!", .yellow)) \(parameter.name.displayedName())", parameter.reason.displayed(), level: 1)
        }
    }

    fileprivate mutating func append(_ capabilities: CapabilityChange) {
        let gone = capabilities.old.filter { !capabilities.new.contains($0) }
        guard !capabilities.added.isEmpty || !gone.isEmpty else { return }
        heading("Capabilities")
        for name in capabilities.added {
            line("\(paint("!", .yellow)) \(name.displayedName()) has to be acknowledged now", level: 1)
        }
        for name in gone { line("\(paint(.removed)) \(name.displayedName()) is needed no more", level: 1) }
    }

    fileprivate mutating func append(_ exports: [ExportChange]) {
        guard !exports.isEmpty else { return }
        heading("Exports")
        for export in exports {
            line("\(paint(export.kind)) \(export.displayed)", export.consequence.displayed(), level: 1)
        }
    }

    fileprivate mutating func append(_ section: SectionChange) {
        heading(section.section.displayedName())
        for entry in section.entries {
            // A section that is one text has an entry without a name, whose changes are the section's.
            if !entry.name.isEmpty {
                line("\(paint(entry.kind)) \(entry.name.displayedName())", paint(entry.newAt ?? entry.oldAt), level: 1)
            }
            for change in entry.changes { append(change, level: entry.name.isEmpty ? 1 : 3) }
            for cause in entry.causes { line(cause.displayed(), level: entry.name.isEmpty ? 1 : 3) }
        }
    }

    fileprivate mutating func append(_ cost: CostChange) {
        heading("Monthly cost: \(cost.displayed)")
        if !cost.assumption.isEmpty { line(cost.assumption.displayed(), level: 1) }
    }
}

extension ExportChange {
    /// The output and the export's names: `TopicArn (old-name → new-name)`.
    fileprivate var displayed: String {
        let names = [oldName, newName].compactMap { $0?.summary() }
        let shown = names.count == 2 && names[0] == names[1] ? [names[0]] : names
        return shown.isEmpty
            ? output.displayedName() : "\(output.displayedName()) (\(shown.joined(separator: " → ")))"
    }
}
