import CloudFormation

extension PolicyCollection {
    /// The policies of two templates, without those that cannot differ; `nil` where none can.
    ///
    /// Most resources of two versions of a template are the same, and most of them have policies of their own only.
    static func pair(
        _ old: Value,
        _ new: Value,
        _ contexts: (old: TemplateContext, new: TemplateContext)
    ) -> (old: PolicyCollection, new: PolicyCollection)? {
        let isShared = contexts.old.isShared && contexts.new.isShared
        let changed = changedResources(old, new)
        if isShared, changed.isEmpty { return nil }
        let before = PolicyCollection(old, in: contexts.old)
        let after = PolicyCollection(new, in: contexts.new)
        func isManagedPolicy(_ name: String) -> Bool {
            [contexts.old, contexts.new].contains { $0.types[name] == "AWS::IAM::ManagedPolicy" }
        }
        // Any resource may refer to a managed policy.
        guard isShared, !changed.contains(where: isManagedPolicy) else {
            return (before.gathering(), after.gathering())
        }
        let subjects = [before, after].flatMap { $0.gathering { changed.contains($0.logicalID) }.subjects }
        let names = changed.union(subjects.map(\.name))
        func isNeeded(_ resource: PolicyResource) -> Bool {
            names.contains(resource.logicalID) || resource.hasPolicyOfOthers
        }
        return (before.gathering(where: isNeeded), after.gathering(where: isNeeded))
    }

    /// The resources that are not the same in both templates.
    static func changedResources(_ old: Value, _ new: Value) -> Set<String> {
        let before = old["Resources"]?.objectValue ?? [:]
        let after = new["Resources"]?.objectValue ?? [:]
        var changed = Set(before.keys.filter { !after.contains($0) })
        for entry in after where before[entry.key] != entry.value { changed.insert(entry.key) }
        return changed
    }
}

extension PolicyResource {
    /// Whether the resource has a policy that belongs to another one, which only its properties tell.
    fileprivate var hasPolicyOfOthers: Bool {
        switch type {
        case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group": false
        case "AWS::Lambda::Permission": true
        default: type.hasSuffix("Policy")
        }
    }
}
