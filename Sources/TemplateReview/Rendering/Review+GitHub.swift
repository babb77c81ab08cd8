import CloudFormation

extension Review {
    /// The review as commands of a GitHub Actions workflow, which shows them beside the lines that they speak of.
    ///
    /// Errors are what cannot be undone or lets somebody in: replaced and deleted resources, lost data, broader or
    /// public access. Warnings are what may be or leaves something behind: a possible replacement, a rename, an orphan,
    /// access that cannot be compared. The rest are notices. GitHub shows ten of each level and step, so the worst come
    /// first; a resource's further changed lines come last. A command stands at the new template's line; at the old one's
    /// where only that has it.
    ///
    /// - Source: GitHub Docs, "Workflow commands for GitHub Actions".
    public func gitHubAnnotations() -> String {
        guard isChanged else { return Self.noDifference + "\n" }
        var annotations = [Annotation(.notice, at: nil, title: "Template review", summaryLine())]
        annotations += worstFirst.map(Annotation.init)
        annotations += permissions.changes.map { Annotation($0, subject: "Permissions") }
        annotations += network.changes.map { Annotation($0, subject: "Network access") }
        annotations += parameters.filter(\.needsValue).map(parameterAnnotation)
        annotations += exports.map(exportAnnotation)
        annotations += sections.flatMap { section in
            section.entries.map { Annotation($0, section: section.section) }
        }
        annotations += worstFirst.flatMap(Annotation.furtherChanges)
        return annotations.reduce(into: "") { $0 += $1.command(newFile: newFile) + "\n" }
    }

    private func parameterAnnotation(_ parameter: ParameterChange) -> Annotation {
        Annotation(
            .notice,
            at: entry(parameter.name, in: "Parameters")?.location,
            title: "\(parameter.name.displayedName()) needs a value",
            parameter.reason.displayed()
        )
    }

    private func exportAnnotation(_ export: ExportChange) -> Annotation {
        Annotation(
            .notice,
            at: entry(export.output, in: "Outputs")?.location,
            title: "Export of \(export.output.displayedName()) is \(export.kind)",
            export.consequence.displayed()
        )
    }

    private func entry(_ name: String, in section: String) -> EntryChange? {
        sections.first { $0.section == section }?.entries.first { $0.name == name }
    }
}

/// A message beside a line.
private struct Annotation {
    enum Level: String {
        case error, warning, notice
    }

    let level: Level
    let location: SourceLocation?
    let title: String
    let message: String

    init(_ level: Level, at location: SourceLocation?, title: String, _ message: String) {
        self.level = level
        self.location = location
        self.title = title
        self.message = message
    }

    /// `::level file=…,line=…,col=…,title=…::message`.
    func command(newFile: String) -> String {
        var properties: [String] = []
        if let location, let path = location.path(isNew: location.file == newFile) {
            properties = [
                "file=\(Self.escaped(path, isProperty: true))", "line=\(location.position.line)",
                "col=\(location.position.column)",
            ]
        }
        properties.append("title=\(Self.escaped(title, isProperty: true))")
        // A command without a message is none.
        return "::\(level) \(properties.joined(separator: ","))::\(Self.escaped(message.isEmpty ? title : message))"
    }

    /// - Source: GitHub's `actions/toolkit`, `packages/core/src/command.ts`, `escapeData` and `escapeProperty`.
    private static func escaped(_ text: String, isProperty: Bool = false) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Annotation {
    /// A resource, at the line whose change has the worst effect.
    init(_ resource: ResourceChange) {
        let changes = resource.properties + resource.attributes
        var lines = ["\(resource.type.displayedName()): \(resource.phrase)"]
        if resource.dataLoss { lines.append("No policy keeps the old resource or a snapshot of it.") }
        lines += resource.causes.prefix(5).map { $0.displayed() }
        lines += changes.prefix(20).map { "\($0.path.displayed): \($0.summary())" }
        if changes.count > 20 { lines.append("… and \(changes.count - 20) more changes") }
        self.init(
            Level(resource.impact, losesData: resource.dataLoss),
            at: Self.location(of: resource),
            title: "\(resource.displayedID): \(resource.phrase)",
            lines.joined(separator: "\n")
        )
    }

    /// Changed lines of a resource beside the one that has its annotation.
    static func furtherChanges(of resource: ResourceChange) -> [Annotation] {
        guard resource.isInBoth else { return [] }
        var lines: Set<Int> = location(of: resource).map { [$0.position.line] } ?? []
        return (resource.properties + resource.attributes).compactMap { change in
            guard let place = change.newAt, lines.insert(place.position.line).inserted else { return nil }
            return Annotation(
                Level(change.impact, losesData: false),
                at: place,
                title: "\(resource.displayedID): \(change.path.displayed)",
                change.summary()
            )
        }
    }

    private static func location(of resource: ResourceChange) -> SourceLocation? {
        guard resource.isInBoth else { return resource.location }
        let changes = (resource.properties + resource.attributes).filter { $0.newAt != nil }
        guard let worst = changes.map(\.impact).max() else { return resource.location }
        return changes.first { $0.impact == worst }?.newAt
    }

    init(_ change: AccessDifference, subject: String) {
        let isError = change.verdict == .broader || change.opensToPublic
        let publicly = change.opensToPublic ? ", public access" : ""
        let lines = ["\(change.kind): \(change.statement)", change.witness.displayed()]
        self.init(
            isError ? .error : change.verdict == .incomparable ? .warning : .notice,
            at: change.at,
            title: "\(subject) \(change.verdict)\(publicly)",
            lines.filter { !$0.isEmpty }.joined(separator: "\n")
        )
    }

    init(_ entry: EntryChange, section: String) {
        let name = entry.name.isEmpty ? "" : " \(entry.name.displayedName())"
        var lines = entry.changes.prefix(20).map { change in
            change.path.components.isEmpty ? change.summary() : "\(change.path.displayed): \(change.summary())"
        }
        if entry.changes.count > 20 { lines.append("… and \(entry.changes.count - 20) more changes") }
        lines += entry.causes.prefix(5).map { $0.displayed() }
        self.init(
            .notice,
            at: entry.location,
            title: "\(section.displayedName())\(name) \(entry.kind)",
            lines.joined(separator: "\n")
        )
    }
}

extension Annotation.Level {
    fileprivate init(_ impact: Impact, losesData: Bool) {
        switch impact {
        case _ where losesData: self = .error
        case .replace, .delete: self = .error
        case .mayReplace, .rename, .orphan: self = .warning
        case .none, .create, .update: self = .notice
        }
    }
}

extension ResourceChange {
    fileprivate var isInBoth: Bool { oldAt != nil && newAt != nil }
}

extension EntryChange {
    /// The first changed line in the new template, or where the entry stands.
    fileprivate var location: SourceLocation? { changes.lazy.compactMap(\.newAt).first ?? newAt ?? oldAt }
}

extension SourceLocation {
    /// The path within the repository; `nil` for standard input.
    ///
    /// The new side of a comparison is what is checked out, so that of `REV:path` is the path. The old side's lines are
    /// not those of the file that is there, so its revision stays.
    fileprivate func path(isNew: Bool) -> String? {
        guard file != "-" else { return nil }
        guard isNew, let colon = file.firstIndex(of: ":"), file.index(after: colon) < file.endIndex else {
            return file.displayed(limit: 1_000)
        }
        return String(file[file.index(after: colon)...]).displayed(limit: 1_000)
    }
}
