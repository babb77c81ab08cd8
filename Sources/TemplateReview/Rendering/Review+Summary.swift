import CloudFormation

extension Review {
    /// What all renderings say of templates that mean the same.
    static let noDifference = "No difference."

    /// The whole review in one line: "2 resources change: 1 replaced, 1 updated; permissions broader".
    ///
    /// - Parameter name: how names of the templates are shown.
    func summaryLine(name: (String) -> String = { $0.displayedName() }) -> String {
        guard isChanged else { return Self.noDifference }
        var parts = [resourceSummary]
        if permissions.verdict != .equal { parts.append("permissions \(permissions.verdict)") }
        if network.verdict != .equal { parts.append("network access \(network.verdict)") }
        if permissions.opensToPublic || network.opensToPublic { parts.append("public access") }
        if !capabilities.added.isEmpty {
            parts.append("needs \(capabilities.added.map(name).listed(limit: 5))")
        }
        let parametersInNeed = parameters.count(where: \.needsValue)
        if parametersInNeed > 0 {
            parts.append(
                parametersInNeed == 1 ? "1 parameter needs a value" : "\(parametersInNeed) parameters need a value"
            )
        }
        let exportsAtRisk = exports.count { $0.kind != .added }
        if exportsAtRisk > 0 {
            parts.append(exportsAtRisk == 1 ? "1 export changes" : "\(exportsAtRisk) exports change")
        }
        if !sections.isEmpty {
            let names = sections.map { name($0.section) }
            parts.append("\(names.listed(limit: 8)) \(names.count == 1 ? "changes" : "change")")
        }
        if let cost, cost.old != cost.new { parts.append("monthly cost \(name(cost.old)) → \(name(cost.new))") }
        return parts.joined(separator: "; ")
    }

    /// The resources in one line, without a word of the templates: "2 resources change: 1 replaced, 1 updated".
    var resourceSummary: String {
        guard !resources.isEmpty else { return "No resource changes" }
        let counts = resourcesByImpact.map { group in
            "\(group.resources.count) \(group.impact.phrase(losesData: group.losesData, count: group.resources.count))"
        }
        let subject = resources.count == 1 ? "1 resource changes" : "\(resources.count) resources change"
        return "\(subject): \(counts.joined(separator: ", "))"
    }

    /// Resources that share their fate.
    struct ImpactGroup {
        let impact: Impact
        let losesData: Bool
        let resources: [ResourceChange]
    }

    /// The resources, worst impact first, those with loss of data before the others, else in the review's order.
    var resourcesByImpact: [ImpactGroup] {
        Impact.allCases.reversed().flatMap { impact in
            let affected = resources.filter { $0.impact == impact }
            return [true, false].compactMap { losesData in
                let group = affected.filter { $0.dataLoss == losesData }
                return group.isEmpty ? nil : ImpactGroup(impact: impact, losesData: losesData, resources: group)
            }
        }
    }

    /// The resources in the order of ``resourcesByImpact``.
    var worstFirst: [ResourceChange] { resourcesByImpact.flatMap(\.resources) }
}

extension Impact {
    /// What happens to one resource, or to `count` of them.
    func phrase(losesData: Bool, count: Int = 1) -> String {
        let words =
            switch self {
            case .none: "changed in the template only"
            case .create: "created"
            case .update: "updated"
            case .orphan: "orphaned"
            case .rename: "recreated by rename"
            case .mayReplace: "may be replaced"
            case .replace: "replaced"
            case .delete: "deleted"
            }
        guard losesData else { return words }
        return self == .delete ? "\(words) with \(count == 1 ? "its" : "their") data" : "\(words) with data loss"
    }

    /// What a change of a value does beyond changing it; empty for a change in place.
    var consequence: String {
        switch self {
        case .replace, .delete, .rename: "replacement"
        case .mayReplace: "may replace"
        case .none, .create, .update, .orphan: ""
        }
    }
}

extension ResourceChange {
    /// The logical id, with the old one before it where it was another.
    var displayedID: String {
        guard let renamedFrom else { return logicalID.displayedName() }
        return "\(renamedFrom.displayedName()) → \(logicalID.displayedName())"
    }

    /// What happens to it.
    var phrase: String { impact.phrase(losesData: dataLoss) }

    /// Where it stands in the new template, or in the old one where it is gone.
    var location: SourceLocation? { newAt ?? oldAt }
}

extension AccessChange {
    /// Whether anybody gets access that they did not have.
    var opensToPublic: Bool { isPublic || changes.contains(where: \.opensToPublic) }

    /// The verdict and whether it is public: "broader, public access".
    var headline: String { opensToPublic ? "\(verdict), public access" : "\(verdict)" }
}

extension AccessDifference {
    /// Whether more may be allowed.
    var mayAllowMore: Bool { verdict == .broader || verdict == .incomparable }

    /// Whether it lets anybody in who was kept out.
    var opensToPublic: Bool { isPublic && mayAllowMore }

    /// What it says: "Allow s3:GetObject on arn:aws:s3:::b/\* for \* if {…}".
    var statement: String {
        let preposition = effect == "ingress" ? "from" : effect == "egress" ? "to" : "for"
        var words = [effect.displayedName()]
        if !action.isEmpty { words.append(action.displayedNames()) }
        if !resource.isEmpty { words.append("on \(resource.displayedNames())") }
        if !principal.isEmpty { words.append("\(preposition) \(principal.displayedNames())") }
        if !condition.isEmpty { words.append("if \(condition.displayed(limit: 200))") }
        return words.joined(separator: " ")
    }
}

extension CostChange {
    /// `$0.43 → $0.50`.
    var displayed: String { "\(old.displayed(limit: 40)) → \(new.displayed(limit: 40))" }
}

extension [String] {
    /// The texts with commas and an "and"; how many more there are beyond `limit`.
    func listed(limit: Int) -> String {
        let words = count > limit ? prefix(limit) + ["\(count - limit) more"] : self[...]
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}
