import CloudFormation

extension PermissionChanges {
    /// Compares what properties grant.
    mutating func compareSettings(_ templates: TemplatePair) {
        let before = templates.old["Resources"]?.objectValue ?? [:]
        let after = templates.new["Resources"]?.objectValue ?? [:]
        for entry in after {
            for setting in AccessSetting.settings(of: entry.value) {
                compare(setting, of: entry.key, setting.resource(before[entry.key]), entry.value)
            }
        }
        for entry in before {
            for setting in AccessSetting.settings(of: entry.value) where setting.resource(after[entry.key]) == nil {
                compare(setting, of: entry.key, entry.value, nil)
            }
        }
    }

    private mutating func compare(_ setting: AccessSetting, of name: String, _ before: Value?, _ after: Value?) {
        guard before != nil || after != nil, setting.countsWhenNew || before != nil && after != nil else { return }
        let was = before.map { setting.possibilities(in: $0, old.context) } ?? .init()
        let will = after.map { setting.possibilities(in: $0, new.context) } ?? .init()
        guard was != will else { return }
        let (hadGrants, hasGrants) = (setting.grants(of: was), setting.grants(of: will))
        let isUnknown = was.expressions != will.expressions && before != nil && after != nil
        for grant in hasGrants.subtracting(hadGrants).sorted() {
            add(.setting(setting, grant, .added, isUnknown && !grant.isPublic ? .incomparable : .broader, of: name))
        }
        for grant in hadGrants.subtracting(hasGrants).sorted() {
            add(.setting(setting, grant, .removed, isUnknown ? .incomparable : .narrower, of: name))
        }
        if isUnknown, hadGrants == hasGrants {
            let unknown = AccessSetting.Grant(principal: "?", action: setting.path.joined(separator: "."))
            add(.setting(setting, unknown, .added, .incomparable, of: name))
        }
    }
}

extension AccessSetting {
    fileprivate static func settings(of resource: Value) -> [AccessSetting] {
        resource["Type"]?.stringValue.flatMap { byType[$0] } ?? []
    }

    /// The value, where it is a resource that has the setting.
    fileprivate func resource(_ value: Value?) -> Value? { value?["Type"]?.stringValue == type ? value : nil }
}

extension AccessSetting.Grant: Comparable {
    static func < (left: Self, right: Self) -> Bool { (left.action, left.principal) < (right.action, right.principal) }
}

extension AccessComparison.Change {
    fileprivate static func setting(
        _ setting: AccessSetting,
        _ grant: AccessSetting.Grant,
        _ kind: Kind,
        _ verdict: Verdict,
        of name: String
    ) -> Self {
        let property = setting.path.joined(separator: ".")
        let who = grant.principal == "*" ? "anybody" : grant.principal
        let sentence = kind == .added ? "newly allowed" : "no longer allowed"
        return Self(
            kind: kind,
            verdict: verdict,
            isPublic: kind == .added && grant.isPublic,
            effect: "Allow",
            principal: grant.principal,
            action: grant.action,
            resource: name,
            witness: verdict == .incomparable
                ? "cannot be compared: `\(property)` of `\(name.displayable)`"
                : "\(sentence): `\(grant.action)` on `\(name.displayable)` for \(who), by `\(property)`",
            logicalID: name,
            path: [.key("Resources"), .key(name), .key("Properties")] + setting.path.map { .key($0) }
        )
    }
}
