import CloudFormation

extension AccessComparison {
    /// What traffic the security groups of a new template let through that those of the old one did not, and the reverse.
    ///
    /// Rules are compared by meaning and together: addresses within addresses, ports within ports, split and joined
    /// ranges. Whatever the templates hold, this gives an answer; what cannot be compared is called so.
    ///
    /// - Parameter maximumWork: how many rules may be looked at. A group of AWS has a thousand at most, each of which is
    ///   compared with all. Beyond, rules are called incomparable.
    package static func network(in templates: TemplatePair, maximumWork: Int = 8_000_000) -> AccessComparison {
        let contexts = templates.contexts
        let isSame = !templates.changed.contains {
            contexts.old.isAboutNetwork($0) || contexts.new.isAboutNetwork($0)
        }
        let unknown = templates.unknown { type, _ in ReviewedTemplate.isAboutNetwork(type) }
        if isSame, templates.isTextShared { return AccessComparison(changes: unknown) }
        var before = SecurityGroupCollection(templates.old, in: contexts.old)
        var after = SecurityGroupCollection(templates.new, in: contexts.new)
        for group in after.declared.keys.sorted() where before.declared[group] != nil {
            before.addImpliedEgress(of: group)
            after.addImpliedEgress(of: group)
        }
        var changes: [Change] = []
        var work = maximumWork
        for key in after.keys { changes += added(key, from: before, to: after, .added, &work) }
        for key in before.keys { changes += added(key, from: after, to: before, .removed, &work) }
        return AccessComparison(changes: (changes + unknown).map(templates.renaming.restoreOldName))
    }

    /// What one side lets through by a key's rules and the other does not.
    private static func added(
        _ key: SecurityGroupCollection.Key,
        from other: SecurityGroupCollection,
        to own: SecurityGroupCollection,
        _ kind: Change.Kind,
        _ work: inout Int
    ) -> [Change] {
        let others = other.rules[key]?.map(\.meaning) ?? []
        let known = Set(others)
        var changes: [Change] = []
        for rule in own.rules[key] ?? [] where !known.contains(rule.meaning) {
            switch SecurityGroupRule.coverage(of: rule.meaning, by: others, work: &work) {
            case .whole: continue
            case .lacks(let sample): changes.append(Change(rule, kind, sample: sample))
            case .unknown: changes.append(Change(rule, kind, sample: nil))
            }
        }
        let texts = Set((other.opaque[key] ?? []).map(\.text))
        for value in own.opaque[key] ?? [] where !texts.contains(value.text) {
            changes.append(Change(opaque: value, of: key, kind))
        }
        return changes
    }
}

extension TemplateContext {
    /// Whether a resource matters to which traffic is let through.
    fileprivate func isAboutNetwork(_ logicalID: String) -> Bool {
        types[logicalID].map(ReviewedTemplate.isAboutNetwork) == true
    }
}

extension AccessComparison.Change {
    /// A rule that only one side has.
    ///
    /// - Parameter sample: traffic that only this side lets through; `nil` where none could be found.
    fileprivate init(_ rule: SecurityGroupRule, _ kind: Kind, sample: SecurityGroupRule.Meaning?) {
        let meaning = rule.meaning
        var witness = "too many combinations to compare"
        if let sample {
            var peer = sample.peerText
            if case .block(let block) = sample.peer { peer = CIDRBlock.text(of: block.first, block.family) }
            let way =
                meaning.direction == .ingress
                ? "from `\(peer)` to `\(meaning.group)`" : "to `\(peer)` from `\(meaning.group)`"
            witness = "\(kind == .added ? "newly allowed" : "no longer allowed"): `\(sample.traffic)` \(way)"
        }
        self.init(
            kind: kind,
            verdict: sample == nil ? .incomparable : kind == .added ? .broader : .narrower,
            isPublic: rule.isOpen && kind == .added && meaning.direction == .ingress,
            effect: meaning.direction.rawValue,
            principal: meaning.peerText,
            action: meaning.traffic,
            resource: meaning.group,
            condition: meaning.guards.map { "\($0.isMet ? "if" : "unless") \($0.condition)" }.joined(separator: ", "),
            witness: witness,
            logicalID: rule.place.logicalID,
            path: rule.place.path
        )
    }

    /// Something in the place of a rule that is not understood.
    fileprivate init(opaque value: ConditionalValue, of key: SecurityGroupCollection.Key, _ kind: Kind) {
        self.init(
            kind: kind,
            verdict: .incomparable,
            effect: key.direction.rawValue,
            principal: "",
            action: value.text.displayable,
            resource: key.group,
            witness: "cannot be compared: `\(value.text.displayable)`",
            logicalID: value.place.logicalID,
            path: value.place.path
        )
    }
}
