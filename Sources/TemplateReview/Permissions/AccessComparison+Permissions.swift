import CloudFormation

extension AccessComparison {
    /// What principals may do by the policies of a new template that they might not by those of the old one, and the
    /// reverse.
    ///
    /// Policies are compared by meaning, for each role, user or group, and for each resource that has a policy of its own.
    /// Whatever the templates hold, this gives an answer; what cannot be compared is called so.
    ///
    /// - Parameter maximumWork: how much may be looked at, so that no template takes more than seconds. Beyond, policies are
    ///   called incomparable.
    package static func permissions(in templates: TemplatePair, maximumWork: Int = 40_000_000) -> AccessComparison {
        let unknown = templates.unknown(where: mayMatter)
        guard let (before, after) = PolicyCollection.pair(templates) else { return AccessComparison(changes: unknown) }
        var gathering = PermissionChanges(old: before, new: after, maximumWork: maximumWork)
        for subject in after.subjects { gathering.compare(subject) }
        for subject in before.subjects where after.policies[subject] == nil { gathering.compare(subject) }
        gathering.comparePublicAccessBlocks(templates.old, templates.new)
        gathering.compareSettings(templates)
        return AccessComparison(changes: (gathering.changes + unknown).map(templates.renaming.restoreOldName))
    }

    /// Whether a resource may have policies, by what it says or by what a macro makes of it.
    private static func mayMatter(_ type: String, _ properties: Value) -> Bool {
        if ReviewedTemplate.isAboutPermissions(type) { return true }
        guard let properties = properties.objectValue else { return false }
        if properties.keys.contains(where: PolicyCollection.isPolicyName) { return true }
        guard properties.contains("Fn::Transform") else { return false }
        return ResourceTypeFacts.of(type)?.jsonDocuments.contains(where: PolicyCollection.isPolicyName) == true
    }
}
