/// Finds a text for every way in which a text can match some of a set of patterns and not the others.
///
/// Whatever is asked about the patterns (is one within the union of others, what is in one set and not in another) can
/// then be answered by looking at these few texts, and a text that answers is the witness.
///
/// Patterns that share no text cannot influence each other: they fall into components by what stands before their first
/// wildcard. In a component of literals and prefixes the longest matching prefix decides; other components are searched
/// by ``WildcardAutomaton``.
struct PatternClasses {
    /// The patterns that match one text only, in the order given.
    private(set) var literals: [[WildcardPattern.Unit]] = []
    /// Texts for the other classes, those that read best first.
    private(set) var others: [[WildcardPattern.Unit]] = []
    private var searched: [[WildcardPattern.Unit]] = []

    /// Texts of which at least one is in each class. Several may be in one class.
    var representatives: [[WildcardPattern.Unit]] { literals + others }

    /// Searches the classes of patterns.
    ///
    /// - Parameters:
    ///   - patterns: the patterns; equal ones may occur.
    ///   - maximumWork: how many positions of patterns may be looked at. Beyond, the result is `nil`.
    init?(of patterns: [WildcardPattern], maximumWork: Int = 1_000_000) {
        var work = maximumWork
        self.init(of: patterns, work: &work)
    }

    /// Searches the classes of patterns.
    ///
    /// - Parameters:
    ///   - patterns: the patterns; equal ones may occur.
    ///   - work: how many positions of patterns may be looked at; what is used is subtracted. Beyond, the result is `nil`.
    init?(of patterns: [WildcardPattern], work: inout Int) {
        var literals: Set<WildcardPattern> = []
        var wildcards: Set<WildcardPattern> = []
        for pattern in patterns where pattern != .everything {
            if !pattern.isLiteral {
                wildcards.insert(pattern)
            } else if literals.insert(pattern).inserted {
                self.literals.append(pattern.units)
            }
        }
        for component in Self.components(of: wildcards) {
            guard add(component, literals, &work) else { return nil }
        }
        others += searched
        addUnmatched(wildcards)
    }

    private mutating func add(
        _ component: [WildcardPattern],
        _ literals: Set<WildcardPattern>,
        _ work: inout Int
    ) -> Bool {
        if component.allSatisfy(\.isPrefix) {
            for pattern in component { others.append(pattern.sample) }
            return true
        }
        work -= component.count * literals.count
        guard work >= 0 else { return false }
        let overlapping = literals.filter { literal in component.contains { $0.matches(literal.units) } }
            .sorted { $0.units.lexicographicallyPrecedes($1.units) }
        // With literals in the automaton, the text that it finds for a class without them is none of them.
        var automaton = WildcardAutomaton(component + overlapping)
        guard let texts = automaton.search(&work) else { return false }
        searched += texts
        // A longer text reads better than the shortest one, for instance in place of an empty object name.
        for pattern in component { others.append(pattern.sample) }
        return true
    }

    /// Texts that no pattern but those without letters could match, of every length that these can tell apart.
    private mutating func addUnmatched(_ patterns: Set<WildcardPattern>) {
        let lengths = patterns.filter { $0.units.allSatisfy(WildcardPattern.isWildcard) }.map(\.units.count)
        // The empty text comes last since it says least.
        for length in [Int](1...((lengths.max() ?? 0) + 1)) + [0] {
            others.append(Array(repeating: WildcardPattern.fresh, count: length))
        }
    }

    /// Groups of patterns; no text matches patterns of two groups.
    private static func components(of patterns: Set<WildcardPattern>) -> [[WildcardPattern]] {
        let sorted = patterns.map { (pattern: $0, prefix: $0.literalPrefix) }
            .sorted {
                $0.prefix == $1.prefix
                    ? $0.pattern.units.lexicographicallyPrecedes($1.pattern.units)
                    : $0.prefix.lexicographicallyPrecedes($1.prefix)
            }
        var components: [[WildcardPattern]] = []
        // In this order, what continues a prefix follows it at once.
        var shared: ArraySlice<WildcardPattern.Unit> = []
        for (pattern, prefix) in sorted {
            if !components.isEmpty, prefix.starts(with: shared) {
                components[components.count - 1].append(pattern)
            } else {
                components.append([pattern])
                shared = prefix
            }
        }
        return components
    }
}

extension WildcardPattern {
    /// A text that the pattern matches, with a letter of no pattern for each wildcard.
    var sample: [Unit] { units.map { Self.isWildcard($0) ? Self.fresh : $0 } }

    /// Whether every text that the pattern matches is matched by one of the others; `nil` where that would take too long.
    func isContained(in others: [WildcardPattern], maximumWork: Int = 1_000_000) -> Bool? {
        if others.contains(self) || others.contains(.everything) { return true }
        guard let classes = PatternClasses(of: others + [self], maximumWork: maximumWork) else { return nil }
        return classes.representatives.allSatisfy { text in
            !matches(text) || others.contains { $0.matches(text) }
        }
    }
}
