import CloudFormation

// MARK: - Access

extension MarkdownParts {
    /// A row for each difference with its example.
    func access(_ access: AccessChange, _ title: String, room: Int) -> MarkdownBlock {
        guard access != AccessChange() else { return MarkdownBlock() }
        let heading = "\(title): \(access.headline)"
        guard !access.changes.isEmpty else { return MarkdownBlock(whole: "\n#### \(heading)\n", room: room) }
        return Self.table(
            heading,
            ["Change", "Effect", "Principal", "Action", "Resource", "Condition", "Example", "In", "Line"],
            count: access.changes.count,
            room: room,
            ("difference", "differences")
        ) { index in
            let change = access.changes[index]
            let verdict = change.opensToPublic ? "\(change.verdict), public" : "\(change.verdict)"
            return [
                "\(change.kind), \(change.mayAllowMore ? "**\(verdict)**" : verdict)",
                MarkdownText.prose(change.effect), MarkdownText.code(change.principal),
                MarkdownText.code(change.action), MarkdownText.code(change.resource),
                MarkdownText.code(change.condition), MarkdownText.prose(change.witness),
                MarkdownText.code(change.logicalID), Self.place(change.at),
            ]
        }
    }
}

// MARK: - Other sections

extension MarkdownParts {
    /// Parameters that an update has to give a value.
    func parameters(room: Int) -> MarkdownBlock {
        let inNeed = review.parameters.filter(\.needsValue)
        return Self.table(
            "Parameters that need a value",
            ["Parameter", "Why"],
            count: inNeed.count,
            room: room,
            ("parameter", "parameters")
        ) { [MarkdownText.code(inNeed[$0].name), MarkdownText.prose(inNeed[$0].reason)] }
    }

    /// Capabilities that are needed now, or no more.
    func capabilities(room: Int) -> MarkdownBlock {
        let capabilities = review.capabilities
        let gone = capabilities.old.filter { !capabilities.new.contains($0) }
        let lines =
            capabilities.added.map { "- \(MarkdownText.code($0)) has to be acknowledged now\n" }
            + gone.map { "- \(MarkdownText.code($0)) is needed no more\n" }
        guard !lines.isEmpty else { return MarkdownBlock() }
        return MarkdownBlock(whole: "\n#### Capabilities\n\n\(lines.joined())", room: room)
    }

    /// Exports that other stacks may import.
    func exports(room: Int) -> MarkdownBlock {
        Self.table(
            "Exports",
            ["Output", "Change", "Old name", "New name", "Consequence"],
            count: review.exports.count,
            room: room,
            ("export", "exports")
        ) { index in
            let export = review.exports[index]
            return [
                MarkdownText.code(export.output), "\(export.kind)",
                MarkdownText.code(displayed: export.oldName?.summary() ?? ""),
                MarkdownText.code(displayed: export.newName?.summary() ?? ""),
                MarkdownText.prose(export.consequence),
            ]
        }
    }

    /// A row for each change in the sections beside the resources.
    func sections(room: Int) -> MarkdownBlock {
        let rows = review.sections.flatMap { section in
            section.entries.flatMap { entry in Self.rows(of: entry, in: section.section) }
        }
        return Self.table(
            "Other sections",
            ["Section", "Entry", "What changes", "Line"],
            count: rows.count,
            room: room,
            ("change", "changes")
        ) { rows[$0]() }
    }

    /// The rows are made when there is room for them.
    private static func rows(of entry: EntryChange, in section: String) -> [() -> [String]] {
        func row(_ text: @autoclosure @escaping () -> String, _ location: SourceLocation?) -> () -> [String] {
            { [MarkdownText.code(section), MarkdownText.code(entry.name), text(), place(location)] }
        }
        let location = entry.newAt ?? entry.oldAt
        var rows = entry.changes.map { row(words(for: $0), $0.newAt ?? $0.oldAt ?? location) }
        if entry.kind != .changed || rows.isEmpty && entry.causes.isEmpty {
            rows.insert(row("\(entry.kind)", location), at: 0)
        }
        return rows + entry.causes.map { row(MarkdownText.prose($0), location) }
    }

    private static func words(for change: ValueChange) -> String {
        let (old, new) = change.summaries()
        let values = [old, new].compactMap { $0.map { MarkdownText.code(displayed: $0) } }
        let shown = values.count == 2 && values[0] == values[1] ? values[0] : values.joined(separator: " → ")
        let kind = change.kind == .changed ? "" : "\(change.kind) "
        let path = MarkdownText.code(displayed: change.path.displayed)
        return kind + (path.isEmpty ? shown : "\(path): \(shown)")
    }

    /// What the stack costs.
    func cost(room: Int) -> MarkdownBlock {
        guard let cost = review.cost else { return MarkdownBlock() }
        let change = [cost.old, cost.new].map { MarkdownText.code($0) }.joined(separator: " → ")
        let assumption = MarkdownText.prose(cost.assumption)
        return MarkdownBlock(
            whole: "\n#### Monthly cost: \(change)\n\(assumption.isEmpty ? "" : "\n\(assumption)\n")",
            room: room
        )
    }
}
