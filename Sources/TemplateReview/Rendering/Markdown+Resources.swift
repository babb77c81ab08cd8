import CloudFormation

// MARK: - Resources

extension MarkdownParts {
    /// Lost data and public access.
    func warnings(room: Int) -> MarkdownBlock {
        let lossy = resources.filter(\.dataLoss)
        var lines: [String] = []
        if !lossy.isEmpty {
            let names = lossy.prefix(10).map {
                "\(MarkdownText.code($0.logicalID)) (\($0.impact.phrase(losesData: false)))"
            }
            let more = lossy.count > 10 ? ["\(lossy.count - 10) more"] : []
            lines.append(
                "**Data at risk**, since no policy keeps it or a snapshot: \((names + more).listed(limit: .max))"
            )
        }
        if review.permissions.opensToPublic { lines.append("**Public access**: a permission lets anybody in") }
        if review.network.opensToPublic { lines.append("**Public access**: a network rule lets anybody in") }
        guard !lines.isEmpty else { return MarkdownBlock() }
        let text = lines.map { "> \($0)\n" }.joined(separator: ">\n")
        return MarkdownBlock(whole: "\n> [!CAUTION]\n\(text)", room: room)
    }

    /// A row for each resource.
    func resourceTable(room: Int) -> MarkdownBlock {
        Self.table(
            "",
            ["Resource", "Type", "What happens", "Line"],
            count: resources.count,
            room: room,
            ("resource", "resources")
        ) { index in
            let resource = resources[index]
            let isSevere = resource.dataLoss || resource.impact >= .mayReplace
            return [
                Self.name(resource), MarkdownText.code(resource.type),
                isSevere ? "**\(resource.phrase)**" : resource.phrase, Self.place(resource.location),
            ]
        }
    }

    private static func name(_ resource: ResourceChange) -> String {
        [resource.renamedFrom, resource.logicalID].compactMap { $0.map { MarkdownText.code($0) } }
            .joined(separator: " → ")
    }

    /// What changes in each resource and why, to unfold.
    func details(room: Int) -> MarkdownBlock {
        let detailed = resources.filter { $0.hasDetails }
        guard !detailed.isEmpty else { return MarkdownBlock() }
        // A resource with thousands of changes leaves room for others.
        let share = max(Self.leastShare, room / detailed.count)
        return MarkdownBlock(
            head: "\n#### Details\n",
            count: detailed.count,
            room: room,
            note: { Self.note($0, "resource's detail", "resources' details") },
            item: { index, room in
                let block = Self.details(detailed[index], room: min(room, share))
                return block.text.isEmpty ? nil : block.text
            }
        )
    }

    /// How many bytes each resource may have at least, as long as there is room.
    private static let leastShare = 8_192

    private static func details(_ resource: ResourceChange, room: Int) -> MarkdownBlock {
        let id = MarkdownText.htmlCode(displayed: resource.displayedID)
        let head = "\n<details><summary>\(id) \(resource.phrase)</summary>\n"
        let changes = resource.properties.map { ($0, "") } + resource.attributes.map { ($0, "attribute ") }
        let columns = "\n| Property | Old | New | Effect | Line |\n| --- | --- | --- | --- | --- |\n"
        return MarkdownBlock(
            head: head + reasons(resource) + (changes.isEmpty ? "" : columns),
            foot: "\n</details>\n",
            count: changes.count,
            room: room,
            note: { note($0, "change of it", "changes of it") },
            item: { index, _ in row(changes[index].0, prefix: changes[index].1) }
        )
    }

    private static func reasons(_ resource: ResourceChange) -> String {
        var reasons = resource.causes.prefix(5).map { MarkdownText.prose($0) }
        if resource.causes.count > 5 { reasons.append("… and \(resource.causes.count - 5) more causes") }
        if resource.isMoved { reasons.append("Moved to another place among the resources") }
        return reasons.isEmpty ? "" : "\n" + reasons.map { "- \($0)\n" }.joined()
    }

    private static func row(_ change: ValueChange, prefix: String) -> String {
        let values = change.summaries()
        let cells = [
            prefix + MarkdownText.code(displayed: change.path.displayed),
            MarkdownText.code(displayed: values.old ?? ""), MarkdownText.code(displayed: values.new ?? ""),
            change.impact.consequence, place(change.newAt ?? change.oldAt),
        ]
        return "| \(cells.joined(separator: " | ")) |\n"
    }
}

extension ResourceChange {
    fileprivate var hasDetails: Bool { !properties.isEmpty || !attributes.isEmpty || !causes.isEmpty || isMoved }
}
