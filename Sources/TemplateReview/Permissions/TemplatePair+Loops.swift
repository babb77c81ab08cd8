import CloudFormation

extension TemplatePair {
    /// The changed loops whose resources may let something through, as differences that cannot be compared: what a loop makes
    /// is known when the stack is deployed.
    ///
    /// - Parameter matters: which resource types are of interest.
    func changedLoops(ofTypes matters: (String) -> Bool) -> [AccessComparison.Change] {
        var changes: [AccessComparison.Change] = []
        for (template, kind) in [(new, AccessComparison.Change.Kind.added), (old, .removed)] {
            for entry in template["Resources"]?.objectValue ?? [:] where changed.contains(entry.key) {
                // A loop that both templates have is told of once.
                if kind == .removed, new["Resources"]?[entry.key] != nil { continue }
                guard entry.key.utf8.starts(with: "Fn::ForEach".utf8), Self.hasType(entry.value, matters, depth: 0)
                else { continue }
                changes.append(Self.change(entry.key, kind))
            }
        }
        return changes
    }

    private static func change(_ loop: String, _ kind: AccessComparison.Change.Kind) -> AccessComparison.Change {
        AccessComparison.Change(
            kind: kind,
            verdict: .incomparable,
            effect: "",
            principal: "",
            action: loop,
            resource: "",
            witness: "cannot be compared: the resources of `\(loop.displayable)`",
            logicalID: loop,
            path: [.key("Resources"), .key(loop)]
        )
    }

    private static func hasType(_ value: Value, _ matters: (String) -> Bool, depth: Int) -> Bool {
        guard depth < 32 else { return true }
        switch value {
        case .array(let elements): return elements.contains { hasType($0, matters, depth: depth + 1) }
        case .object(let object):
            if let type = object["Type"]?.stringValue, matters(type) { return true }
            return object.contains { hasType($0.value, matters, depth: depth + 1) }
        default: return false
        }
    }
}
