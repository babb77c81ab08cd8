import CloudFormation

extension PolicyCollection {
    /// The policies of two templates, without those that cannot differ; `nil` where none can.
    ///
    /// Most resources of two versions of a template are the same, and most of them have policies of their own only.
    static func pair(_ templates: TemplatePair) -> (old: PolicyCollection, new: PolicyCollection)? {
        let changed = templates.changed
        if templates.isTextShared, changed.isEmpty { return nil }
        let contexts = templates.contexts
        let before = PolicyCollection(templates.old, in: contexts.old)
        let after = PolicyCollection(templates.new, in: contexts.new)
        func isManagedPolicy(_ name: String) -> Bool {
            [contexts.old, contexts.new].contains { $0.types[name] == "AWS::IAM::ManagedPolicy" }
        }
        // Any resource may refer to a managed policy. Where most have changed, finding those that matter costs more than it
        // saves.
        guard templates.isTextShared, !changed.contains(where: isManagedPolicy),
            changed.count < after.logicalIDs.count / 4
        else {
            return (before.gathering(), after.gathering())
        }
        let subjects = [before, after].flatMap { $0.gathering { changed.contains($0.logicalID) }.subjects }
        let names = changed.union(subjects.map(\.name))
        func isNeeded(_ resource: PolicyResource) -> Bool {
            names.contains(resource.logicalID) || resource.hasPolicyOfOthers
        }
        return (before.gathering(where: isNeeded), after.gathering(where: isNeeded))
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
