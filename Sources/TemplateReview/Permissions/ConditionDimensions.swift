/// The keys of all conditions of a list of statements, and what becomes of a set of statements when the conditions are
/// applied.
struct ConditionDimensions {
    /// The statements whose conditions hold in some request.
    struct Outcome {
        /// The statements.
        var mask: StatementMask
        /// Whether there is such a request for sure.
        var isCertain: Bool
        /// What the request says of the keys that matter.
        var descriptions: [String]
    }

    private struct Key {
        let name: String
        /// The statements that test the key.
        let users: StatementMask
        let contexts: [(holding: StatementMask, description: String, isCertain: Bool)]
    }

    private var keys: [Key] = []
    private var known: [StatementMask: [Outcome]] = [:]

    /// How many sets of statements one class of requests may be divided into.
    private static let maximumOutcomes = 4_096

    /// Prepares the keys; `nil` where a key has too many values to tell apart.
    init?(_ conditions: [[ConditionTest]]) {
        var tests: [String: [ConditionTest: [Int]]] = [:]
        for (statement, set) in conditions.enumerated() {
            for test in set { tests[test.key, default: [:]][test, default: []].append(statement) }
        }
        for (name, users) in tests.sorted(by: { $0.key < $1.key }) {
            // Sorted by their first statements, so that descriptions do not differ from run to run.
            let distinct = users.sorted {
                $0.value == $1.value ? $0.key.order < $1.key.order : $0.value[0] < $1.value[0]
            }
            guard let domain = ConditionDomain(distinct.map(\.key)) else { return nil }
            var testing = StatementMask(count: conditions.count)
            for entry in distinct { for statement in entry.value { testing.insert(statement) } }
            let contexts = domain.contexts.map { context in
                var holding = StatementMask(all: conditions.count)
                for (index, entry) in distinct.enumerated() where !context.holds[index] {
                    for statement in entry.value { holding.remove(statement) }
                }
                return (holding, context.description, context.isCertain)
            }
            keys.append(Key(name: name, users: testing, contexts: contexts))
        }
    }

    /// Every set of statements that can be left of the given ones, as far as changed statements are among them; `nil`
    /// where there are too many.
    mutating func outcomes(of mask: StatementMask, changed: StatementMask) -> [Outcome]? {
        if let outcomes = known[mask] { return outcomes }
        var outcomes = [Outcome(mask: mask, isCertain: true, descriptions: [])]
        for key in keys where !(key.users & mask).isEmpty {
            var next: [Outcome] = []
            var positions: [StatementMask: Int] = [:]
            for outcome in outcomes {
                for context in key.contexts {
                    let mask = outcome.mask & context.holding
                    if (mask & changed).isEmpty { continue }
                    let isCertain = outcome.isCertain && context.isCertain
                    let position = positions[mask]
                    if let position, next[position].isCertain || !isCertain { continue }
                    let descriptions = outcome.descriptions + ["`\(key.name)` \(context.description)"]
                    let reached = Outcome(mask: mask, isCertain: isCertain, descriptions: descriptions)
                    if let position {
                        next[position] = reached
                    } else {
                        positions[mask] = next.count
                        next.append(reached)
                    }
                }
            }
            guard next.count <= Self.maximumOutcomes else { return nil }
            outcomes = next
        }
        known[mask] = outcomes
        return outcomes
    }
}
