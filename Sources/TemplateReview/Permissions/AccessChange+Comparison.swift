import CloudFormation

extension AccessChange {
    /// The comparison as reviews show it, with the places of what makes the difference.
    init(_ comparison: AccessComparison, old: ReviewedTemplate, new: ReviewedTemplate) {
        verdict = Verdict(rawValue: comparison.verdict.rawValue) ?? .mixed
        isPublic = comparison.isPublic
        if comparison.changes.isEmpty { return }
        let (old, new) = (PlaceFinder(old), PlaceFinder(new))
        changes = comparison.changes.map { AccessDifference($0, in: $0.kind == .added ? new : old) }
    }
}

extension AccessDifference {
    fileprivate init(_ change: AccessComparison.Change, in places: PlaceFinder) {
        logicalID = change.logicalID
        kind = change.kind == .added ? .added : .removed
        verdict = Verdict(rawValue: change.verdict.rawValue) ?? .incomparable
        effect = change.effect
        principal = change.principal
        action = change.action
        resource = change.resource
        condition = change.condition
        witness = change.witness
        isPublic = change.isPublic
        at = places.location(of: change.path)
    }
}

/// Finds the places of a template's values by their paths.
struct PlaceFinder {
    private let template: ReviewedTemplate
    private let resources: [String: Node.Member]

    init(_ template: ReviewedTemplate) {
        self.template = template
        resources = Dictionary(template.entries(of: "Resources").map { ($0.key, $0) }) { first, _ in first }
    }

    /// Where the value of that path stands, or the nearest one around it that is there.
    func location(of path: [Finding.PathComponent]) -> SourceLocation? {
        if path.count == 1, case .key(let section) = path[0] {
            return template.location(of: template.root[section]?.range)
        }
        guard path.count > 1, path[0] == .key("Resources"), case .key(let id) = path[1], let resource = resources[id]
        else {
            return nil
        }
        guard path.count > 2 else { return template.location(of: resource.keyRange) }
        var node = resource.value
        for component in path.dropFirst(2) {
            guard let next = Self.step(from: node, component) else { break }
            node = next
        }
        return template.location(of: node.range)
    }

    private static func step(from node: Node, _ component: Finding.PathComponent) -> Node? {
        switch component {
        case .key(let key): return node[key]
        case .index(let index):
            // One element may stand without a list.
            guard let elements = node.arrayElements else { return index == 0 ? node : nil }
            return elements.indices.contains(index) ? elements[index] : nil
        }
    }
}
