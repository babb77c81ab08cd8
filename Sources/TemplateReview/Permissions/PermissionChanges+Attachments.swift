import CloudFormation

/// Policies that are attached by name or ARN, and permissions boundaries.
extension PermissionChanges {
    /// A policy of AWS or of another stack permits what nobody here knows, so attaching one is broader.
    mutating func compareAttachments(
        _ before: PolicyCollection.Policies,
        _ after: PolicyCollection.Policies,
        _ documents: (old: PolicyDocument, new: PolicyDocument),
        _ subject: PolicyCollection.Subject
    ) {
        let oldPolicies = Attachment.all(before.attachments, in: old.context)
        let newPolicies = Attachment.all(after.attachments, in: new.context)
        let isOldUnlimited = isUnlimited(oldPolicies, documents.old)
        let isNewUnlimited = isUnlimited(newPolicies, documents.new)
        let (oldKeys, newKeys) = (Set(oldPolicies.map(\.key)), Set(newPolicies.map(\.key)))
        let (oldNames, newNames) = (Set(oldPolicies.map(\.name)), Set(newPolicies.map(\.name)))
        for policy in newPolicies where !oldKeys.contains(policy.key) {
            // Who may do everything already gains nothing.
            if isOldUnlimited, !policy.isDenial { continue }
            add(policy.change(.added, of: subject, isKnown: !oldNames.contains(policy.name)))
        }
        for policy in oldPolicies where !newKeys.contains(policy.key) {
            if isNewUnlimited, !policy.isDenial { continue }
            add(policy.change(.removed, of: subject, isKnown: !newNames.contains(policy.name)))
        }
    }

    private func isUnlimited(_ attachments: [Attachment], _ document: PolicyDocument) -> Bool {
        if !document.opaque.isEmpty { return false }
        if document.statements.contains(where: { $0.meaning.effect == .deny }) { return false }
        return document.statements.contains(where: \.allowsEverything)
            || attachments.contains { $0.isAdministrator && $0.guards.isEmpty }
    }

    /// Without a boundary an identity may do whatever its policies allow; a new identity has nothing to lose by one.
    mutating func compareBoundaries(
        _ subject: PolicyCollection.Subject,
        _ before: PolicyCollection.Policies,
        _ after: PolicyCollection.Policies
    ) {
        guard old.logicalIDs.contains(subject.name), new.logicalIDs.contains(subject.name) else { return }
        let oldDocument = PolicyDocument(before.documents, needsResource: subject.isIdentity, in: old.context)
        let newDocument = PolicyDocument(after.documents, needsResource: subject.isIdentity, in: new.context)
        let oldArns = Attachment.all(before.attachments, in: old.context)
        let newArns = Attachment.all(after.attachments, in: new.context)
        let hadBoundary = !before.documents.isEmpty || !before.attachments.isEmpty
        let hasBoundary = !after.documents.isEmpty || !after.attachments.isEmpty
        if hadBoundary, hasBoundary, oldArns.isEmpty, newArns.isEmpty {
            return compare(oldDocument, newDocument, subject)
        }
        if oldDocument.statements.isEmpty, newDocument.statements.isEmpty,
            Set(oldArns.map(\.key)) == Set(newArns.map(\.key))
        {
            return
        }
        let (values, kind): ([ConditionalValue], AccessComparison.Change.Kind) =
            hasBoundary
            ? (after.attachments + after.documents, .added) : (before.attachments + before.documents, .removed)
        guard let value = values.first else { return }
        let isConditional = values.contains { !$0.guards.isEmpty }
        let isReplaced = hadBoundary && hasBoundary || isConditional && values.count > 1
        add(boundaryChange(value, kind, isReplaced: isReplaced, subject))
    }

    private func boundaryChange(
        _ value: ConditionalValue,
        _ kind: AccessComparison.Change.Kind,
        isReplaced: Bool,
        _ subject: PolicyCollection.Subject
    ) -> AccessComparison.Change {
        let context = kind == .added ? new.context : old.context
        let name =
            value.value["Statement"] == nil ? SymbolicText(value.value, in: context).display : value.place.logicalID
        let effect = kind == .added ? "no longer allowed" : "newly allowed"
        return AccessComparison.Change(
            kind: kind,
            verdict: isReplaced ? .incomparable : kind == .added ? .narrower : .broader,
            effect: "Deny",
            principal: subject.name,
            action: "all but what the permissions boundary \(name) allows",
            resource: "*",
            witness: isReplaced
                ? "cannot be compared: the permissions boundary is now `\(name)`"
                : "\(effect): whatever the permissions boundary `\(name)` does not allow",
            logicalID: value.place.logicalID,
            path: value.place.path
        )
    }
}

extension PolicyStatement {
    /// Whether the statement allows everything on everything.
    fileprivate var allowsEverything: Bool {
        meaning.effect == .allow && meaning.actions == .everything && meaning.resources == .everything
            && meaning.conditions.isEmpty
    }
}

/// A policy that is attached by name or ARN.
private struct Attachment {
    let name: String
    let guards: [ConditionalValue.Guard]
    let place: Place

    static func all(_ values: [ConditionalValue], in context: TemplateContext) -> [Attachment] {
        values.map { value in
            let guards = value.guards.map {
                ConditionalValue.Guard(condition: context.condition($0.condition), isMet: $0.isMet)
            }
            return Attachment(
                name: SymbolicText(value.value, in: context).display,
                guards: guards,
                place: value.place
            )
        }
    }

    /// The part after the partition, which AWS's policies have in common in all partitions.
    private var policy: Substring {
        name.utf8.contains(UInt8(ascii: "/")) ? name[...].split(separator: ":").last ?? name[...] : name[...]
    }

    var isAdministrator: Bool { name.hasSuffix(":iam::aws:policy/AdministratorAccess") }

    /// Whether the policy only forbids.
    var isDenial: Bool { name.hasSuffix(":iam::aws:policy/AWSDenyAll") }

    /// What makes two attachments the same.
    struct Key: Hashable {
        let name: String
        let guards: [ConditionalValue.Guard]
    }

    var key: Key { Key(name: name, guards: guards) }

    /// - Parameter isKnown: whether the other template does not attach the policy under other conditions.
    func change(
        _ kind: AccessComparison.Change.Kind,
        of subject: PolicyCollection.Subject,
        isKnown: Bool
    ) -> AccessComparison.Change {
        let isGained = (kind == .added) != isDenial
        let sentence = isGained ? "newly allowed" : "no longer allowed"
        return AccessComparison.Change(
            kind: kind,
            verdict: !isKnown ? .incomparable : isGained ? .broader : .narrower,
            effect: isDenial ? "Deny" : "Allow",
            principal: subject.name,
            action: "policy \(name)",
            resource: "*",
            condition: guards.isEmpty
                ? "" : guards.map { "\($0.isMet ? "if" : "unless") \($0.condition)" }.joined(separator: ", "),
            witness: isDenial
                ? "\(sentence): whatever the policy `\(name)` denies" : "\(sentence): what the policy `\(name)` allows",
            logicalID: place.logicalID,
            path: place.path
        )
    }
}
