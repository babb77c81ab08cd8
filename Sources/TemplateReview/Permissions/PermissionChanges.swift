import CloudFormation

/// Gathers what differs between the policies of two templates, subject by subject.
struct PermissionChanges {
    let old: PolicyCollection
    let new: PolicyCollection
    /// Whether equal text means the same in both templates.
    let isTextComparable: Bool
    private(set) var changes: [AccessComparison.Change] = []
    /// How much may still be looked at, so that no template takes more than seconds.
    private var work = 40_000_000
    /// The change that each statement has made already: one policy of several identities is one change.
    private var positions: [Origin: Int] = [:]

    private struct Origin: Hashable {
        let path: [Finding.PathComponent]
        let kind: AccessComparison.Change.Kind
        let verdict: AccessComparison.Change.Verdict
        let action: String
        let condition: String
    }

    init(old: PolicyCollection, new: PolicyCollection) {
        self.old = old
        self.new = new
        isTextComparable = old.context.isShared && new.context.isShared
    }

    /// Compares the policies of one subject.
    mutating func compare(_ subject: PolicyCollection.Subject) {
        if isFilter(subject), old.context.types[subject.name] != new.context.types[subject.name] { return }
        let before = old.policies(of: subject)
        let after = new.policies(of: subject)
        if isTextComparable, before.isSpelledLike(after) { return }
        if subject.kind == .boundary { return compareBoundaries(subject, before, after) }
        let oldDocument = PolicyDocument(before.documents, needsResource: subject.isIdentity, in: old.context)
        let newDocument = PolicyDocument(after.documents, needsResource: subject.isIdentity, in: new.context)
        compare(oldDocument, newDocument, subject)
        compareAttachments(before, after, (oldDocument, newDocument), subject)
    }

    mutating func compare(
        _ old: PolicyDocument,
        _ new: PolicyDocument,
        _ subject: PolicyCollection.Subject
    ) {
        for difference in StatementComparison.differences(old: old.statements, new: new.statements, work: &work) {
            var change = AccessComparison.Change(difference, of: subject)
            if isFilter(subject) { change.isPublic = false }
            add(change)
        }
        compareOpaque(old.opaque, new.opaque, subject)
    }

    private func isFilter(_ subject: PolicyCollection.Subject) -> Bool {
        subject.kind == .resource
            && [old, new].contains { $0.context.types[subject.name].map(ImpliedPolicy.isFilter) == true }
    }

    /// Parts that are not understood are the same where they read the same.
    private mutating func compareOpaque(
        _ old: [ConditionalValue],
        _ new: [ConditionalValue],
        _ subject: PolicyCollection.Subject
    ) {
        let oldTexts = Set(old.map(\.text))
        let newTexts = Set(new.map(\.text))
        for (values, known, kind) in [
            (new, oldTexts, AccessComparison.Change.Kind.added), (old, newTexts, .removed),
        ] {
            for value in values where !known.contains(value.text) {
                add(.incomparable(value, of: subject, kind: kind))
            }
        }
    }

    /// Adds a change, or its subject to the change that the same statement has made for another subject.
    mutating func add(_ change: AccessComparison.Change) {
        let origin = Origin(
            path: change.path,
            kind: change.kind,
            verdict: change.verdict,
            action: change.action,
            condition: change.condition
        )
        guard let position = positions[origin] else {
            positions[origin] = changes.count
            changes.append(change)
            return
        }
        changes[position].add(change)
    }
}

extension ConditionalValue {
    /// The value with its conditions, as text to compare and to show.
    var text: String {
        let guards = guards.map { $0.isMet ? "if \($0.condition): " : "unless \($0.condition): " }
        return guards.joined() + value.json(.compact)
    }
}

extension AccessComparison.Change {
    /// Takes in the same change of another subject.
    fileprivate mutating func add(_ other: AccessComparison.Change) {
        func join(_ own: inout String, _ text: String) {
            if !own.split(separator: ",").contains(where: { $0.drop { $0 == " " } == text }) { own += ", \(text)" }
        }
        join(&principal, other.principal)
        join(&resource, other.resource)
        isPublic = isPublic || other.isPublic
    }

    /// A part of a policy that is not understood.
    fileprivate static func incomparable(
        _ value: ConditionalValue,
        of subject: PolicyCollection.Subject,
        kind: Kind
    ) -> Self {
        Self(
            kind: kind,
            verdict: .incomparable,
            effect: value.value["Effect"]?.stringValue ?? "",
            principal: subject.kind == .identity ? subject.name : "",
            action: value.text.displayable,
            resource: subject.kind == .identity ? "" : subject.name,
            witness: "cannot be compared: `\(value.text.displayable)`",
            logicalID: value.place.logicalID,
            path: value.place.path
        )
    }

    /// A statement that changes what is permitted.
    init(_ difference: StatementComparison.Difference, of subject: PolicyCollection.Subject) {
        let statement = difference.statement
        let meaning = statement.meaning
        let principals = difference.principals.map { PolicyStatement.display(principal: $0.display) }
        let actions = difference.actions.map(\.display)
        let isWhole = meaning.resources == .everything && !subject.isIdentity
        self.init(
            kind: difference.isAdded ? .added : .removed,
            verdict: difference.verdict,
            isPublic: difference.isPublic,
            effect: meaning.effect.rawValue,
            principal: statement.namesPrincipals
                ? Self.list(principals, meaning.principals.isNegated) : subject.name,
            action: Self.list(actions, meaning.actions.isNegated),
            resource: isWhole
                ? subject.name : Self.list(difference.resources.map(\.display), meaning.resources.isNegated),
            condition: statement.condition,
            witness: Self.witness(difference, of: subject, isWhole: isWhole),
            logicalID: statement.place.logicalID,
            path: statement.place.path
        )
    }

    private static func list(_ terms: [String], _ isNegated: Bool) -> String {
        (isNegated ? "all but " : "") + terms.joined(separator: ", ")
    }

    private static func verb(_ sample: StatementComparison.Sample, _ isGained: Bool) -> String {
        switch (sample.isAllowed, isGained) {
        case (true, true): "newly allowed"
        case (true, false): "no longer allowed"
        case (false, true): "no longer denied"
        case (false, false): "newly denied"
        }
    }

    /// The difference as a sentence with an example.
    private static func witness(
        _ difference: StatementComparison.Difference,
        of subject: PolicyCollection.Subject,
        isWhole: Bool
    ) -> String {
        guard let sample = difference.sample, let isGained = difference.isGained else {
            return "too many combinations to compare"
        }
        let resource = isWhole && sample.resource == "*" ? subject.name : sample.resource
        let prefix = difference.verdict == .incomparable ? "maybe " : ""
        var text = prefix + Self.verb(sample, isGained) + ": `\(sample.action)` on `\(resource)`"
        if difference.statement.namesPrincipals {
            let principal = PolicyStatement.display(principal: sample.principal)
            text += principal == "*" ? " for anybody" : " for `\(principal)`"
        }
        if !sample.context.isEmpty { text += " where " + sample.context.joined(separator: ", ") }
        return text
    }
}
