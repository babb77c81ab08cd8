import CloudFormation

/// Compares the sections other than `Resources`.
struct SectionComparison {
    private let old: ReviewedTemplate
    private let new: ReviewedTemplate
    private let oldNodes: [String: Node]
    private let newNodes: [String: Node]

    init(old: ReviewedTemplate, new: ReviewedTemplate) {
        (self.old, self.new) = (old, new)
        func nodes(_ template: ReviewedTemplate) -> [String: Node] {
            Dictionary((template.root.objectMembers ?? []).map { ($0.key, $0.value) }) { first, _ in first }
        }
        (oldNodes, newNodes) = (nodes(old), nodes(new))
    }

    /// Sections in the documentation's order; others follow.
    private static let order = [
        "AWSTemplateFormatVersion", "Description", "Transform", "Metadata", "Parameters", "Rules", "Mappings",
        "Conditions",
        "Outputs",
    ]

    /// The changed sections.
    func changes() -> [SectionChange] {
        let oldSections = old.root.objectMembers ?? []
        let newSections = new.root.objectMembers ?? []
        var known = Set(Self.order)
        let others = (oldSections + newSections).map(\.key).filter { known.insert($0).inserted }
        return (Self.order + others).compactMap { section in
            let entries = entries(section)
            return entries.isEmpty ? nil : SectionChange(section: section, entries: entries)
        }
    }

    private func entries(_ section: String) -> [EntryChange] {
        let (oldNode, newNode) = (oldNodes[section], newNodes[section])
        if section == "Resources" { return malformedResources(oldNode, newNode) }
        let (oldMembers, newMembers) = (oldNode?.objectMembers, newNode?.objectMembers)
        // An empty section says as much as none.
        guard oldMembers != nil || newMembers != nil, (oldNode == nil) == (oldMembers == nil),
            (newNode == nil) == (newMembers == nil)
        else { return [whole(oldNode, newNode)].compactMap { $0 } }
        return named(oldMembers ?? [], newMembers ?? [], in: section)
    }

    /// `Resources` that is no mapping is shown as what it is.
    private func malformedResources(_ oldNode: Node?, _ newNode: Node?) -> [EntryChange] {
        func isMalformed(_ node: Node?) -> Bool { node != nil && node?.objectMembers == nil }
        guard isMalformed(oldNode) || isMalformed(newNode) else { return [] }
        return [
            whole(isMalformed(oldNode) ? oldNode : nil, isMalformed(newNode) ? newNode : nil)
        ].compactMap { $0 }
    }

    private func whole(_ oldNode: Node?, _ newNode: Node?) -> EntryChange? {
        let differences = differences(oldNode, newNode)
        guard !differences.isEmpty else { return nil }
        let kind: ChangeKind = oldNode == nil ? .added : newNode == nil ? .removed : .changed
        return EntryChange(
            name: "",
            kind: kind,
            changes: changes(differences),
            oldAt: old.location(of: oldNode?.range),
            newAt: new.location(of: newNode?.range)
        )
    }

    private func named(_ oldMembers: [Node.Member], _ newMembers: [Node.Member], in section: String) -> [EntryChange] {
        let oldPositions = Dictionary(oldMembers.enumerated().map { ($1.key, $0) }) { first, _ in first }
        let newNames = Set(newMembers.map(\.key))
        let present = newMembers.compactMap { member in
            entry(oldPositions[member.key].map { oldMembers[$0] }, member, in: section)
        }
        return present + oldMembers.filter { !newNames.contains($0.key) }.compactMap { entry($0, nil, in: section) }
    }

    private func entry(_ oldMember: Node.Member?, _ newMember: Node.Member?, in section: String) -> EntryChange? {
        let differences = differences(oldMember?.value, newMember?.value)
        guard !differences.isEmpty, let name = (newMember ?? oldMember)?.key else { return nil }
        // A default that CloudFormation does not show is not shown here.
        let isSecret = [oldMember, newMember].contains { Self.isNoEcho($0?.value) } || Masking.isSecretName(name)
        return EntryChange(
            name: name,
            kind: oldMember == nil ? .added : newMember == nil ? .removed : .changed,
            changes: changes(differences, hiding: isSecret ? Self.keysOfValues[section] ?? [] : []),
            oldAt: old.location(of: oldMember?.keyRange),
            newAt: new.location(of: newMember?.keyRange)
        )
    }

    /// The keys of an entry under which its values stand.
    private static let keysOfValues = ["Parameters": ["Default", "AllowedValues"], "Outputs": ["Value"]]

    private static func isNoEcho(_ node: Node?) -> Bool {
        node?["NoEcho"]?.value.scalarSpelling?.lowercased() == "true"
    }

    private func differences(_ oldNode: Node?, _ newNode: Node?) -> [ValueDifference] {
        var finder = DifferenceFinder()
        finder.compare(oldNode.map { ComparedValue($0) }, newNode.map { ComparedValue($0) }, at: ValuePath(), .none)
        return finder.differences
    }

    private func changes(_ differences: [ValueDifference], hiding keys: [String] = []) -> [ValueChange] {
        differences.map { difference in
            var change = ValueChange(difference, old: old, new: new)
            change.impact = .none
            if !keys.isEmpty { change.hide(keys) }
            return change
        }
    }
}

extension ValueChange {
    /// The difference as reviews show it: masked, with its places.
    init(_ difference: ValueDifference, old: ReviewedTemplate, new: ReviewedTemplate) {
        self.init(
            path: difference.path,
            impact: difference.impact,
            old: Masking.masked(difference.old, at: difference.path, isNamedSecret: difference.isNamedSecret),
            new: Masking.masked(difference.new, at: difference.path, isNamedSecret: difference.isNamedSecret),
            oldAt: old.location(of: difference.old?.range),
            newAt: new.location(of: difference.new?.range)
        )
    }

    /// Masks what stands under some keys, alone or in the whole declaration.
    fileprivate mutating func hide(_ keys: [String]) {
        func hidden(_ value: Value?) -> Value? {
            guard let value else { return nil }
            if case .key(let key)? = path.components.first {
                return keys.contains(key) ? Masking.masked(secret: value) : value
            }
            guard var object = value.objectValue else { return value }
            for key in keys { object[key] = object[key].map(Masking.masked(secret:)) }
            return .object(object)
        }
        (old, new) = (hidden(old), hidden(new))
    }
}
