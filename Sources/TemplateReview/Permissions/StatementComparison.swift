/// Compares what two lists of statements permit.
///
/// A request is permitted when a statement allows it and none denies it. What is neither allowed nor denied may be allowed
/// by policies that the template does not show, so a denial that goes counts as broader even where nothing here allows it.
///
/// Requests are divided into classes by principal, action, resource and each key of a condition, such that the statements
/// of one class match the same ones; each class is judged by a sample. Within the limits the answer is therefore exact;
/// beyond, what differs is called incomparable.
///
/// - Source: IAM User Guide, "Policy evaluation logic".
struct StatementComparison {
    /// A statement that one side has, with what it changes.
    struct Difference {
        /// The statement.
        let statement: PolicyStatement
        /// Whether the new side has it.
        let isAdded: Bool
        /// Whether more is permitted because of it, or less; `nil` where that is not known.
        var isGained: Bool?
        /// Whether anybody is let in because of it.
        var isPublic = false
        /// What it does to what is permitted.
        var verdict: AccessComparison.Change.Verdict
        /// The principals, actions and resources for which it makes a difference.
        var principals: [SymbolicText]
        var actions: [SymbolicText]
        var resources: [SymbolicText]
        /// A request that is judged differently; `nil` where none could be found.
        var sample: Sample?
    }

    /// A request.
    struct Sample {
        /// Whether one of the sides allows it; if not, one of them denies what other policies may allow.
        var isAllowed: Bool
        var principal: String
        var action: String
        var resource: String
        /// The keys of the request that matter: "`aws:SecureTransport` is absent".
        var context: [String]
    }

    private let statements: [PolicyStatement]
    private let oldMask: StatementMask
    private let newMask: StatementMask
    private let allowMask: StatementMask
    private let changedMask: StatementMask
    private var found: [Direction: Gathering] = [:]

    private struct Direction: Hashable {
        let statement: Int
        let isGained: Bool
    }

    private struct Gathering {
        var isCertain = false
        var isPublic = false
        var principals: StatementMask
        var actions: StatementMask
        var resources: StatementMask
        var sample: Sample
    }

    /// What a list of statements says of a request, from the least to the most.
    private enum Decision: Int, Comparable {
        /// Whatever other policies say.
        case denied
        /// Nothing; another policy may allow it.
        case open
        case allowed

        init(_ allows: StatementMask, _ denies: StatementMask) {
            self = !denies.isEmpty ? .denied : allows.isEmpty ? .open : .allowed
        }

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// How much may be looked at for one list of statements.
    private static let maximumWork = 4_000_000

    private init(old: [PolicyStatement], new: [PolicyStatement]) {
        var all: [(statement: PolicyStatement, isOld: Bool, isNew: Bool)] = []
        // A few statements are found faster by searching them than by hashing.
        let isSearched = old.count + new.count <= 8
        var numbers: [PolicyStatement.Meaning: Int] = [:]
        for (statements, isNew) in [(new, true), (old, false)] {
            for statement in statements {
                let meaning = statement.meaning
                let found = isSearched ? all.firstIndex { $0.statement.meaning == meaning } : numbers[meaning]
                let number = found ?? all.count
                if number == all.count {
                    if !isSearched { numbers[meaning] = number }
                    all.append((statement, false, false))
                }
                if isNew { all[number].isNew = true } else { all[number].isOld = true }
            }
        }
        let changed = all.filter { $0.isOld != $0.isNew }.map(\.statement.meaning.actions)
        let pairs =
            all.reduce(0) { $0 + $1.statement.meaning.actions.texts.count } * changed.reduce(0) { $0 + $1.texts.count }
        // What cannot meet a changed statement cannot make a difference. With very many it is not worth finding out.
        let needed = all.filter { entry in
            entry.isOld != entry.isNew || pairs > Self.maximumWork
                || changed.contains { $0.mayOverlap(entry.statement.meaning.actions) }
        }
        var (oldMask, newMask) = (StatementMask(count: needed.count), StatementMask(count: needed.count))
        var allowMask = oldMask
        for (number, entry) in needed.enumerated() {
            if entry.isOld { oldMask.insert(number) }
            if entry.isNew { newMask.insert(number) }
            if entry.statement.meaning.effect == .allow { allowMask.insert(number) }
        }
        statements = needed.map(\.statement)
        self.oldMask = oldMask
        self.newMask = newMask
        self.allowMask = allowMask
        changedMask = StatementMask(all: needed.count) - (oldMask & newMask)
    }

    /// The statements that change what is permitted; those that say the same in another way are left out.
    ///
    /// - Parameter work: how much may be looked at for all lists together; what is used is subtracted.
    static func differences(old: [PolicyStatement], new: [PolicyStatement], work: inout Int) -> [Difference] {
        var comparison = StatementComparison(old: old, new: new)
        if comparison.changedMask.isEmpty { return [] }
        let granted = min(work, maximumWork)
        var rest = granted
        let isDone = comparison.compare(&rest)
        work -= granted - max(rest, 0)
        return isDone ? comparison.differences : comparison.incomparable()
    }

    /// Every changed statement, where there are too many classes to look at.
    private func incomparable() -> [Difference] {
        changedMask.numbers.map { number in
            let meaning = statements[number].meaning
            return Difference(
                statement: statements[number],
                isAdded: newMask.contains(number),
                verdict: .incomparable,
                principals: meaning.principals.texts,
                actions: meaning.actions.texts,
                resources: meaning.resources.texts
            )
        }
    }

    private var dimensions: (principal: StatementDimension, action: StatementDimension, resource: StatementDimension)?

    private mutating func compare(_ work: inout Int) -> Bool {
        guard let principals = StatementDimension(statements.map(\.meaning.principals), work: &work),
            let actions = StatementDimension(
                statements.map(\.meaning.actions),
                .init(ignoresCase: true),
                known: KnownActions.samples,
                work: &work
            ),
            let resources = StatementDimension(statements.map(\.meaning.resources), work: &work),
            var conditions = ConditionDimensions(statements.map(\.meaning.conditions))
        else { return false }
        dimensions = (principals, actions, resources)
        for principal in principals.classes {
            if (principal.mask & changedMask).isEmpty { continue }
            for action in actions.classes {
                let both = principal.mask & action.mask
                if (both & changedMask).isEmpty { continue }
                for resource in resources.classes {
                    work -= 4
                    guard work >= 0 else { return false }
                    let mask = both & resource.mask
                    if (mask & changedMask).isEmpty { continue }
                    guard let outcomes = conditions.outcomes(of: mask, changed: changedMask) else { return false }
                    work -= 16 * outcomes.count
                    for outcome in outcomes { judge(outcome, principal, action, resource) }
                }
            }
        }
        return true
    }

    /// Notes which statements are the reason if the sides judge a class differently.
    private mutating func judge(
        _ outcome: ConditionDimensions.Outcome,
        _ principal: StatementDimension.Class,
        _ action: StatementDimension.Class,
        _ resource: StatementDimension.Class
    ) {
        let allows = outcome.mask & allowMask
        let denies = outcome.mask - allowMask
        let (old, new) = (Decision(allows & oldMask, denies & oldMask), Decision(allows & newMask, denies & newMask))
        // A denial of what nothing here allows takes nothing away that the template shows; one that goes may give.
        if old == new || (old, new) == (.open, .denied) { return }
        let isGained = new > old
        let (winner, loser) = isGained ? (newMask, oldMask) : (oldMask, newMask)
        // Either a statement allows it that the other side lacks, or the other side alone has one that denies it.
        let isAllowed = max(old, new) == .allowed
        var reasons = isAllowed && (allows & loser).isEmpty ? allows & winner : denies & loser
        if min(old, new) == .denied { reasons = reasons | (denies & loser) }
        let isPublic =
            new == .allowed
            && (allows & newMask).numbers.contains {
                statements[$0].letsAnybodyInByDefault || principal.hasUnnamed && statements[$0].letsAnybodyIn
            }
        for number in reasons.numbers {
            let direction = Direction(statement: number, isGained: isGained)
            if found[direction] == nil || !(found[direction]?.isCertain ?? true) && outcome.isCertain {
                found[direction] = Gathering(
                    isCertain: outcome.isCertain,
                    principals: principal.patterns,
                    actions: action.patterns,
                    resources: resource.patterns,
                    sample: sample(principal, action, resource, outcome, isAllowed: isAllowed)
                )
            } else if found[direction]?.isCertain != outcome.isCertain {
                continue
            }
            if isPublic { found[direction]?.isPublic = true }
            found[direction]?.principals.formUnion(principal.patterns)
            found[direction]?.actions.formUnion(action.patterns)
            found[direction]?.resources.formUnion(resource.patterns)
        }
    }

    private func sample(
        _ principal: StatementDimension.Class,
        _ action: StatementDimension.Class,
        _ resource: StatementDimension.Class,
        _ outcome: ConditionDimensions.Outcome,
        isAllowed: Bool
    ) -> Sample {
        guard let dimensions else {
            return Sample(isAllowed: isAllowed, principal: "", action: "", resource: "", context: [])
        }
        return Sample(
            isAllowed: isAllowed,
            principal: dimensions.principal.text(of: principal.sample),
            action: dimensions.action.text(of: action.sample, known: KnownActions.spelling),
            resource: dimensions.resource.text(of: resource.sample),
            context: outcome.descriptions
        )
    }

    private var differences: [Difference] {
        guard let dimensions else { return [] }
        return found.sorted {
            ($0.key.statement, $0.key.isGained ? 0 : 1) < ($1.key.statement, $1.key.isGained ? 0 : 1)
        }
        .map { direction, gathering in
            let statement = statements[direction.statement]
            let verdict: AccessComparison.Change.Verdict = direction.isGained ? .broader : .narrower
            return Difference(
                statement: statement,
                isAdded: newMask.contains(direction.statement),
                isGained: direction.isGained,
                isPublic: gathering.isPublic,
                verdict: gathering.isCertain ? verdict : .incomparable,
                principals: dimensions.principal.terms(statement.meaning.principals, matching: gathering.principals),
                actions: dimensions.action.terms(statement.meaning.actions, matching: gathering.actions),
                resources: dimensions.resource.terms(statement.meaning.resources, matching: gathering.resources),
                sample: gathering.sample
            )
        }
    }
}
