import CloudFormation

/// Gathers what differs between the policies of two templates, subject by subject.
struct PermissionChanges {
    let old: PolicyCollection
    let new: PolicyCollection
    /// Whether equal text means the same in both templates.
    let isTextComparable: Bool
    private(set) var changes: [AccessComparison.Change] = []
    /// How much may still be looked at, so that no template takes more than seconds.
    private var work: Int
    /// What reading a statement costs, in the same units.
    private static let workOfStatement = 100
    /// The change that each statement has made already: one policy of several identities is one change.
    private var positions: [Origin: Int] = [:]

    private struct Origin: Hashable {
        let path: [Finding.PathComponent]
        let kind: AccessComparison.Change.Kind
        let verdict: AccessComparison.Change.Verdict
        let action: String
        let condition: String
    }

    /// What the principal and the resource of a change name already.
    private var named: Set<Name> = []

    private struct Name: Hashable {
        let change: Int
        let isPrincipal: Bool
        let text: String
    }

    init(old: PolicyCollection, new: PolicyCollection, maximumWork: Int) {
        work = maximumWork
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
        // One long policy may belong to very many identities.
        work -= Self.workOfStatement * (before.statementCount + after.statementCount)
        guard work >= 0 else { return addIncomparable(before, after, subject) }
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

    /// Says that the policies of a subject are not compared.
    private mutating func addIncomparable(
        _ before: PolicyCollection.Policies,
        _ after: PolicyCollection.Policies,
        _ subject: PolicyCollection.Subject
    ) {
        for (policies, kind) in [(after, AccessComparison.Change.Kind.added), (before, .removed)] {
            guard let policy = policies.documents.first ?? policies.attachments.first else { continue }
            let change = AccessComparison.Change.incomparable(
                policy.place,
                of: subject,
                kind: kind,
                action: "all policies",
                witness: Self.tooMany
            )
            add(change)
        }
    }

    /// What is said of a difference that would take too long to find.
    fileprivate static let tooMany = "too many combinations to compare"

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
            named.insert(Name(change: changes.count, isPrincipal: true, text: change.principal))
            named.insert(Name(change: changes.count, isPrincipal: false, text: change.resource))
            changes.append(change)
            return
        }
        if named.insert(Name(change: position, isPrincipal: true, text: change.principal)).inserted {
            changes[position].principal += ", \(change.principal)"
        }
        if named.insert(Name(change: position, isPrincipal: false, text: change.resource)).inserted {
            changes[position].resource += ", \(change.resource)"
        }
        changes[position].isPublic = changes[position].isPublic || change.isPublic
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
    /// A part of a policy that is not understood.
    fileprivate static func incomparable(
        _ value: ConditionalValue,
        of subject: PolicyCollection.Subject,
        kind: Kind
    ) -> Self {
        let text = value.text.displayable
        var change = incomparable(
            value.place,
            of: subject,
            kind: kind,
            action: text,
            witness: "cannot be compared: `\(text)`"
        )
        change.effect = value.value["Effect"]?.stringValue ?? ""
        return change
    }

    /// Something of a policy that is not compared.
    fileprivate static func incomparable(
        _ place: Place,
        of subject: PolicyCollection.Subject,
        kind: Kind,
        action: String,
        witness: String
    ) -> Self {
        Self(
            kind: kind,
            verdict: .incomparable,
            effect: "",
            principal: subject.kind == .identity ? subject.name : "",
            action: action,
            resource: subject.kind == .identity ? "" : subject.name,
            witness: witness,
            logicalID: place.logicalID,
            path: place.path
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
            return PermissionChanges.tooMany
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
