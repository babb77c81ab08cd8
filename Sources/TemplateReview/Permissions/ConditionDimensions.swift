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
    /// How many keys of a request a witness names.
    private static let maximumDescriptions = 16

    /// Prepares the keys; `nil` where a key has too many values to tell apart.
    init?(_ conditions: [[ConditionTest]]) {
        guard let tests = Self.distinctTests(conditions), tests.count * conditions.count <= Self.maximumSize else {
            return nil
        }
        for (name, distinct) in tests.sorted(by: { $0.key < $1.key }) {
            guard let domain = ConditionDomain(distinct.map(\.test)) else { return nil }
            var testing = StatementMask(count: conditions.count)
            for entry in distinct { for statement in entry.statements { testing.insert(statement) } }
            let contexts = domain.contexts.map { context in
                var holding = StatementMask(all: conditions.count)
                for (index, entry) in distinct.enumerated() where !context.holds[index] {
                    for statement in entry.statements { holding.remove(statement) }
                }
                return (holding, context.description, context.isCertain)
            }
            keys.append(Key(name: name, users: testing, contexts: contexts))
        }
    }

    private static let maximumTestsOfKey = 512
    /// The largest product of keys and statements.
    private static let maximumSize = 2_000_000

    /// The distinct tests of each key in the order in which they occur, with the statements that have them; `nil` where there
    /// are too many.
    private static func distinctTests(
        _ conditions: [[ConditionTest]]
    ) -> [String: [(test: ConditionTest, statements: [Int])]]? {
        var tests: [String: [(test: ConditionTest, statements: [Int])]] = [:]
        for (statement, set) in conditions.enumerated() {
            for test in set {
                // Most keys have few tests, which are found faster by searching them than by hashing.
                if let index = tests[test.key]?.firstIndex(where: { $0.test == test }) {
                    tests[test.key]?[index].statements.append(statement)
                } else {
                    tests[test.key, default: []].append((test, [statement]))
                    if tests[test.key, default: []].count > maximumTestsOfKey { return nil }
                }
            }
        }
        return tests
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
                    var reached = Outcome(mask: mask, isCertain: isCertain, descriptions: outcome.descriptions)
                    if reached.descriptions.count < Self.maximumDescriptions {
                        reached.descriptions.append("`\(key.name)` \(context.description)")
                    }
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
