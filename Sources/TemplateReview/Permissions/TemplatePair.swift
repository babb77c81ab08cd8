package import CloudFormation

/// Two templates, prepared for comparing what they let through.
package struct TemplatePair: Sendable {
    /// The old template, with the new names of renamed resources.
    let old: Value
    let new: Value
    /// What the text of each template depends on.
    let contexts: (old: TemplateContext, new: TemplateContext)
    /// The resources that are not the same in both templates.
    let changed: Set<String>
    let renaming: Renaming
    /// Whether macros or loops are called anywhere.
    let callsMacros: Bool

    /// Whether equal text means the same in both templates.
    var isTextShared: Bool { contexts.old.isShared && contexts.new.isShared }

    /// Prepares two templates.
    ///
    /// - Parameters:
    ///   - old: the old template, with functions in their long form.
    ///   - new: the new template, likewise.
    ///   - renamed: the new logical ids of renamed resources by their old ones; a reference to one is no change.
    ///   - changedConditions: conditions that read the same and depend on what differs.
    ///   - callsMacros: whether macros or loops are called anywhere; if not, none are looked for.
    package init(
        old: Value,
        new: Value,
        renamed: [String: String] = [:],
        changedConditions: Set<String> = [],
        callsMacros: Bool = true
    ) {
        self.callsMacros = callsMacros
        renaming = Renaming(renamed)
        self.old = renaming.rename(old)
        self.new = new
        contexts = TemplateContext.pair(old: self.old, new: new, changedConditions: changedConditions)
        changed = Self.changedResources(self.old, new)
    }

    private static func changedResources(_ old: Value, _ new: Value) -> Set<String> {
        let before = old["Resources"]?.objectValue ?? [:]
        let after = new["Resources"]?.objectValue ?? [:]
        var changed = Set(before.keys.filter { !after.contains($0) })
        for entry in after where before[entry.key] != entry.value { changed.insert(entry.key) }
        return changed
    }
}
