/// One of the things that a request has and statements are matched by: its principal, its action, its resource.
///
/// The values are divided into classes; those of one class are matched by the same statements.
struct StatementDimension {
    /// Values that the same statements match.
    struct Class {
        /// The statements that match.
        let mask: StatementMask
        /// One of the values.
        let sample: [WildcardPattern.Unit]
        /// The patterns that match some of the values, by their number.
        var patterns: StatementMask
        /// Whether there are values that no pattern names, only those that match everything.
        var hasUnnamed: Bool
    }

    /// The classes, those with the best samples first.
    private(set) var classes: [Class] = []
    /// What the samples are spelled in.
    private(set) var alphabet = PatternAlphabet()
    private var numbers: [SymbolicText: Int] = [:]
    /// How the author spells the samples that are patterns themselves.
    private var spelling: [[WildcardPattern.Unit]: String] = [:]

    /// Divides the values by the terms of the statements; `nil` where that would take too long.
    ///
    /// - Parameters:
    ///   - reading: how the terms are read.
    ///   - known: values that make good samples.
    ///   - work: how much may be looked at; what is used is subtracted.
    init?(
        _ terms: [PolicyStatement.Terms],
        _ reading: PatternAlphabet.Reading = .init(),
        known: [[WildcardPattern.Unit]] = [],
        work: inout Int
    ) {
        if addCommonClass(of: terms, reading, hasKnown: !known.isEmpty) { return }
        var patterns: [WildcardPattern] = []
        // The statements that have each pattern.
        var users: [[Int]] = []
        var negated = StatementMask(count: terms.count)
        for (statement, term) in terms.enumerated() {
            if term.isNegated { negated.insert(statement) }
            for text in term.texts {
                if let number = numbers[text] {
                    users[number].append(statement)
                } else {
                    let pattern = alphabet.pattern(text, reading)
                    numbers[text] = patterns.count
                    patterns.append(pattern)
                    users.append([statement])
                    if pattern.isLiteral { spelling[pattern.units] = text.display }
                }
            }
        }
        guard let found = PatternClasses(of: patterns, work: &work) else { return nil }
        let known = negated.isEmpty && patterns.allSatisfy(\.isLiteral) ? [] : known
        work -= patterns.count * (found.representatives.count + known.count)
        guard work >= 0 else { return nil }
        var positions: [StatementMask: Int] = [:]
        let samples = found.literals + known + found.others
        for sample in samples {
            var mask = negated
            var matched = StatementMask(count: patterns.count)
            for (number, pattern) in patterns.enumerated() where pattern.matches(sample) {
                matched.insert(number)
                for statement in users[number] {
                    if terms[statement].isNegated { mask.remove(statement) } else { mask.insert(statement) }
                }
            }
            let isUnnamed = sample.allSatisfy { $0 == WildcardPattern.fresh }
            if let position = positions[mask] {
                classes[position].patterns.formUnion(matched)
                if isUnnamed { classes[position].hasUnnamed = true }
            } else if !mask.isEmpty {
                positions[mask] = classes.count
                classes.append(Class(mask: mask, sample: sample, patterns: matched, hasUnnamed: isUnnamed))
            }
        }
    }

    /// Adds the one class that there is where all statements have the same term, and that is one value or the beginning of
    /// one. This is so for most statements that have changed.
    ///
    /// - Parameter hasKnown: whether some samples are better than others.
    private mutating func addCommonClass(
        of terms: [PolicyStatement.Terms],
        _ reading: PatternAlphabet.Reading,
        hasKnown: Bool
    ) -> Bool {
        guard let term = terms.first, !term.isNegated, term.texts.count == 1, terms.allSatisfy({ $0 == term }) else {
            return false
        }
        let text = term.texts[0]
        let pattern = alphabet.pattern(text, reading)
        guard pattern.isLiteral || pattern.isPrefix && !hasKnown else { return false }
        numbers[text] = 0
        if pattern.isLiteral { spelling[pattern.units] = text.display }
        classes = [
            Class(
                mask: StatementMask(all: terms.count),
                sample: pattern.sample,
                patterns: StatementMask(all: 1),
                hasUnnamed: pattern == .everything
            )
        ]
        return true
    }

    /// A sample as text; `*` where nothing but wildcards matches it.
    ///
    /// - Parameter known: how well-known values are spelled.
    func text(of sample: [WildcardPattern.Unit], known: [[WildcardPattern.Unit]: String] = [:]) -> String {
        if sample.allSatisfy({ $0 == WildcardPattern.fresh }) { return "*" }
        return spelling[sample] ?? known[sample] ?? alphabet.text(sample)
    }

    /// The terms of a statement that match values of some classes.
    func terms(_ terms: PolicyStatement.Terms, matching patterns: StatementMask) -> [SymbolicText] {
        // What a negated element matches is what none of its terms does.
        terms.isNegated ? terms.texts : terms.texts.filter { numbers[$0].map(patterns.contains) ?? true }
    }
}
