extension AccessComparison {
    /// What principals may do by the policies of a new template that they might not by those of the old one, and the
    /// reverse.
    ///
    /// Policies are compared by meaning, for each role, user or group, and for each resource that has a policy of its own.
    /// Whatever the templates hold, this gives an answer; what cannot be compared is called so.
    package static func permissions(in templates: TemplatePair) -> AccessComparison {
        guard let (before, after) = PolicyCollection.pair(templates) else { return AccessComparison() }
        var gathering = PermissionChanges(old: before, new: after)
        for subject in after.subjects { gathering.compare(subject) }
        for subject in before.subjects where after.policies[subject] == nil { gathering.compare(subject) }
        gathering.comparePublicAccessBlocks(templates.old, templates.new)
        let loops = templates.changedLoops { ReviewedTemplate.isAboutPermissions($0) }
        return AccessComparison(changes: gathering.changes.map(templates.renaming.restoreOldName) + loops)
    }
}
