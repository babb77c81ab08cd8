import CloudFormation

extension Review {
    /// The review as a comment on a GitHub pull request.
    ///
    /// A summary line, warnings, a table of the resources, tables of permissions, network access and the rest, and
    /// changed properties and causes of each resource to unfold. What does not fit is counted, not passed over. Text of
    /// the templates stands in code, so that nothing in it is rendered, linked or notified.
    ///
    /// - Parameter limit: the comment has fewer characters than that, and fewer bytes; GitHub takes 65,536 characters.
    /// - Source: GitHub Flavored Markdown Spec; GitHub Docs, "Organizing information with collapsed sections".
    public func markdown(limit: Int = 65_536) -> String {
        guard isChanged else { return Self.noDifference + "\n" }
        let head = "**\(summaryLine { MarkdownText.code($0) })**\n\n" + files
        let note = "\n… Parts of the review are not shown; \(Self.hint).\n"
        let room = limit - 1 - head.utf8.count - note.utf8.count
        guard room > 0 else {
            // Nothing here is longer in bytes than in characters.
            return String("\(resourceSummary)\n\nThe review is not shown; \(Self.hint).\n".prefix(max(limit - 1, 0)))
        }
        let blocks = MarkdownParts(review: self, resources: worstFirst).blocks(room: room)
        let isIncomplete = blocks.contains { $0.isCut && $0.text.isEmpty }
        return head + blocks.map(\.text).joined() + (isIncomplete ? note : "")
    }

    /// Where the reader finds what is left out.
    fileprivate static let hint = "run `scout-ecr diff` for all"

    private var files: String {
        "\(MarkdownText.code(oldFile, limit: 240)) → \(MarkdownText.code(newFile, limit: 240))\n"
    }
}

/// The parts of a comment below its summary.
struct MarkdownParts {
    let review: Review
    /// The resources, worst impact first.
    let resources: [ResourceChange]

    /// A part for the room that it gets, in bytes.
    private typealias Part = (_ room: Int) -> MarkdownBlock

    /// The parts in reading order. Each gets a share first; what the others leave goes to those that need more.
    func blocks(room: Int) -> [MarkdownBlock] {
        let parts: [(share: Int, render: Part)] = [
            (8, warnings), (20, resourceTable),
            (16, { access(review.permissions, "Permissions", room: $0) }),
            (12, { access(review.network, "Network access", room: $0) }),
            (5, parameters), (3, capabilities), (5, exports), (8, sections), (3, cost), (20, details),
        ]
        var blocks = parts.map { $0.render(room * $0.share / 100) }
        var rest = room - blocks.reduce(0) { $0 + $1.text.utf8.count }
        for (index, part) in parts.enumerated() where blocks[index].isCut {
            let used = blocks[index].text.utf8.count
            blocks[index] = part.render(used + rest)
            rest -= blocks[index].text.utf8.count - used
        }
        return blocks
    }

    /// The sentence about what is left out: `… 312 more resources are not shown; run …`.
    static func note(_ count: Int, _ one: String, _ many: String) -> String {
        "\n… \(count) more \(count == 1 ? "\(one) is" : "\(many) are") not shown; \(Review.hint).\n"
    }

    /// A table with a heading; nothing without rows.
    static func table(
        _ title: String,
        _ columns: [String],
        count: Int,
        room: Int,
        _ items: (one: String, many: String),
        row: (Int) -> [String]
    ) -> MarkdownBlock {
        guard count > 0 else { return MarkdownBlock() }
        let lines = [columns, columns.map { _ in "---" }].map(line).joined()
        return MarkdownBlock(
            head: "\n\(title.isEmpty ? "" : "#### \(title)\n\n")\(lines)",
            count: count,
            room: room,
            note: { note($0, items.one, items.many) },
            item: { index, _ in line(row(index)) }
        )
    }

    private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

    static func place(_ location: SourceLocation?) -> String {
        location.map { MarkdownText.code(displayed: $0.displayed) } ?? ""
    }
}
