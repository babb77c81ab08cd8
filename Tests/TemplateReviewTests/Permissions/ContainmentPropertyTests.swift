import CloudFormation
import TestSupport
import Testing

@testable import TemplateReview

/// Compares the answers with what looking at every short text says.
@Suite struct `Containment agrees with brute force` {
    /// How many random cases each test takes.
    static let caseCount = 20_000

    @Test func `for a pattern within a union of patterns`() {
        let patterns = words(over: ["a", "b", "*", "?"], maximumLength: 4)
        let texts = words(over: ["a", "b", "c"], maximumLength: 7)
        let units = patterns.map { WildcardPattern(units: $0.map(unit)) }
        let textUnits = texts.map { $0.map(unit) }
        let matches = patterns.map { pattern in
            texts.map { naivelyMatches(Array($0)[...], Array(pattern)[...]) }
        }
        var generator = SplitMix64(seed: 3)
        var containedCount = 0
        for _ in 0..<Self.caseCount {
            let inner = Int.random(in: patterns.indices, using: &generator)
            let outer = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                Int.random(in: patterns.indices, using: &generator)
            }
            let counterexample = texts.indices.first { text in
                matches[inner][text] && !outer.contains { matches[$0][text] }
            }
            let isContained = units[inner].isContained(in: outer.map { units[$0] })
            let names = "\(patterns[inner]) in \(outer.map { patterns[$0] })"
            #expect(isContained == (counterexample == nil), "\(names)")
            containedCount += isContained == true ? 1 : 0
            // The quick matcher and the slow one agree as well.
            let text = Int.random(in: texts.indices, using: &generator)
            #expect(units[inner].matches(textUnits[text]) == matches[inner][text], "\(names): \(texts[text])")
        }
        #expect(containedCount > Self.caseCount / 20)
    }

    @Test func `for lists of statements`() {
        let universe = StatementUniverse()
        var generator = SplitMix64(seed: 4)
        var verdicts: [AccessComparison.Verdict: Int] = [:]
        for _ in 0..<Self.caseCount {
            let old = universe.statements(using: &generator)
            let new =
                Bool.random(using: &generator)
                ? universe.statements(using: &generator) : universe.variant(of: old, using: &generator)
            let expected = universe.verdict(old, new)
            let comparison = AccessComparison.permissions(
                in: TemplatePair(old: universe.template(old), new: universe.template(new))
            )
            verdicts[expected, default: 0] += 1
            #expect(comparison.verdict == expected, "\(old) -> \(new): \(comparison.changes.map(\.witness))")
        }
        for verdict in [AccessComparison.Verdict.broader, .narrower, .mixed, .equal] {
            #expect(verdicts[verdict, default: 0] > Self.caseCount / 50, "\(verdict)")
        }
    }
}

/// Statements over few short patterns, and the texts and contexts that can tell them apart.
private struct StatementUniverse {
    struct Statement {
        var isAllow: Bool
        var isNotAction: Bool
        var actions: [Int]
        var isNotResource: Bool
        var resources: [Int]
        /// A condition of ``conditions``; 0 is none.
        var condition: Int
    }

    let patterns = ["*", "a", "b", "ab", "a*", "*b", "?", "a?", "*a*", "?b*"]
    let conditions: [Value?] = [
        nil, ["StringEquals": ["k": "x"]], ["StringEquals": ["k": ["x", "y"]]], ["StringLike": ["k": "x*"]],
        ["StringNotEquals": ["k": "x"]], ["StringEqualsIfExists": ["k": "x"]], ["Null": ["k": "true"]],
        ["StringLike": ["k": "x*"], "StringNotEquals": ["k": "xz"]],
        ["StringEquals": ["k": "x"], "Bool": ["t": "true"]],
        ["Bool": ["t": "true"]], ["BoolIfExists": ["t": "true"]], ["IpAddress": ["ip": "10.0.0.0/8"]],
        ["IpAddress": ["ip": ["10.0.0.0/9", "10.128.0.0/9"]]], ["NotIpAddress": ["ip": "10.1.0.0/16"]],
        ["NumericLessThan": ["n": "3"]], ["NumericLessThanEquals": ["n": "2"]],
    ]

    /// One text of each way to match the patterns, as a bit set over the patterns.
    private let signatures: [UInt32]
    /// A set of contexts, one of each way to meet the conditions.
    private typealias ContextSet = SIMD16<UInt64>
    /// The contexts in which each condition holds.
    private let contexts: [ContextSet]

    init() {
        var found: Set<UInt32> = []
        for text in words(over: ["a", "b", "c"], maximumLength: 6) {
            var bits: UInt32 = 0
            for (number, pattern) in patterns.enumerated()
            where naivelyMatches(Array(text)[...], Array(pattern)[...]) {
                bits |= 1 << UInt32(number)
            }
            found.insert(bits)
        }
        signatures = Array(found)
        var held: Set<UInt32> = []
        for k in [nil, "x", "y", "xz", "xw", "w"] {
            for t in [nil, true, false] {
                for ip in [nil, [10, 1], [10, 2], [10, 129], [11, 0]] {
                    for n in [nil, 1.0, 2.0, 2.5, 3.0, 4.0] {
                        held.insert(Self.holding(k, t, ip, n))
                    }
                }
            }
        }
        precondition(held.count <= 1_024)
        contexts = conditions.indices.map { condition in
            var set = ContextSet.zero
            for (number, holding) in held.enumerated() where holding >> UInt32(condition) & 1 == 1 {
                set[number / 64] |= 1 << UInt64(number % 64)
            }
            return set
        }
    }

    /// The conditions that hold, evaluated as IAM does.
    private static func holding(_ k: String?, _ t: Bool?, _ ip: [Int]?, _ n: Double?) -> UInt32 {
        let isInside = ip?[0] == 10
        let results = [
            true, k == "x", k == "x" || k == "y", k?.hasPrefix("x") == true, k != "x", k == nil || k == "x", k == nil,
            k?.hasPrefix("x") == true && k != "xz", k == "x" && t == true, t == true, t != false, isInside, isInside,
            !(isInside && ip?[1] == 1), n.map { $0 < 3 } ?? false, n.map { $0 <= 2 } ?? false,
        ]
        return results.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt32($1.offset) : $0 }
    }

    func statements(using generator: inout SplitMix64) -> [Statement] {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in statement(using: &generator) }
    }

    private func statement(using generator: inout SplitMix64) -> Statement {
        func some(_ generator: inout SplitMix64) -> [Int] {
            (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                Int.random(in: patterns.indices, using: &generator)
            }
        }
        func rarely(_ generator: inout SplitMix64) -> Bool { Int.random(in: 0..<5, using: &generator) == 0 }
        return Statement(
            isAllow: !rarely(&generator),
            isNotAction: rarely(&generator),
            actions: some(&generator),
            isNotResource: rarely(&generator),
            resources: some(&generator),
            condition: Bool.random(using: &generator) ? 0 : Int.random(in: conditions.indices, using: &generator)
        )
    }

    /// The statements with one difference.
    func variant(of statements: [Statement], using generator: inout SplitMix64) -> [Statement] {
        var result = statements
        let index = Int.random(in: result.indices, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: result.append(statement(using: &generator))
        case 1: result.remove(at: index)
        case 2: result[index].condition = Int.random(in: conditions.indices, using: &generator)
        case 3: result[index].actions.append(Int.random(in: patterns.indices, using: &generator))
        case 4:
            // A split statement.
            let split = result[index].actions
            var other = result[index]
            result[index].actions = Array(split.prefix(1))
            other.actions = split.count > 1 ? Array(split.dropFirst()) : split
            result.append(other)
        default: result.shuffle(using: &generator)
        }
        return result
    }

    func template(_ statements: [Statement]) -> Value {
        let list: [Value] = statements.map { statement in
            var object: Object = ["Effect": statement.isAllow ? "Allow" : "Deny"]
            object[statement.isNotAction ? "NotAction" : "Action"] = .array(
                statement.actions.map { .string(patterns[$0]) }
            )
            object[statement.isNotResource ? "NotResource" : "Resource"] = .array(
                statement.resources.map { .string(patterns[$0]) }
            )
            object["Condition"] = conditions[statement.condition]
            return .object(object)
        }
        let policy: Value = ["PolicyName": "p", "PolicyDocument": ["Statement": .array(list)]]
        return ["Resources": ["Role": ["Type": "AWS::IAM::Role", "Properties": ["Policies": [policy]]]]]
    }

    func verdict(_ old: [Statement], _ new: [Statement]) -> AccessComparison.Verdict {
        let all = old.map { ($0, true) } + new.map { ($0, false) }
        // Texts that match the same statements need to be looked at once.
        let actions = Set(
            signatures.map { text in bits(all) { $0.actions.contains { text >> UInt32($0) & 1 == 1 } != $0.isNotAction }
            }
        )
        let resources = Set(
            signatures.map { text in
                bits(all) { $0.resources.contains { text >> UInt32($0) & 1 == 1 } != $0.isNotResource }
            }
        )
        var isGained = false
        var isLost = false
        for matching in Set(actions.flatMap { action in resources.map { action & $0 } }) {
            let matched = all.indices.filter { matching >> UInt32($0) & 1 == 1 }.map { all[$0] }
            let was = decided(matched.filter(\.1).map(\.0))
            let now = decided(matched.filter { !$0.1 }.map(\.0))
            if now.allowed & ~was.allowed != .zero { isGained = true }
            // What is denied no more may be allowed elsewhere.
            if was.denied & ~now.denied != .zero { isGained = true }
            if was.allowed & ~now.allowed != .zero { isLost = true }
        }
        return isGained ? isLost ? .mixed : .broader : isLost ? .narrower : .equal
    }

    private func bits(_ statements: [(Statement, Bool)], where isMatch: (Statement) -> Bool) -> UInt32 {
        statements.enumerated().reduce(0) { isMatch($1.element.0) ? $0 | 1 << UInt32($1.offset) : $0 }
    }

    /// The contexts in which something is allowed, and those in which it is denied, by the definition.
    private func decided(_ statements: [Statement]) -> (allowed: ContextSet, denied: ContextSet) {
        var allowed = ContextSet.zero
        var denied = ContextSet.zero
        for statement in statements {
            if statement.isAllow {
                allowed |= contexts[statement.condition]
            } else {
                denied |= contexts[statement.condition]
            }
        }
        return (allowed & ~denied, denied)
    }
}

/// All texts of the letters up to a length.
private func words(over letters: [Character], maximumLength: Int) -> [String] {
    var words = [""]
    var longest = [""]
    for _ in 0..<maximumLength {
        longest = longest.flatMap { word in letters.map { word + String($0) } }
        words += longest
    }
    return words
}

private func unit(_ character: Character) -> WildcardPattern.Unit {
    switch character {
    case "*": WildcardPattern.star
    case "?": WildcardPattern.any
    default: character.unicodeScalars.first?.value ?? 0
    }
}

/// The definition of a match, by recursion.
private func naivelyMatches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    guard let unit = pattern.first else { return text.isEmpty }
    if unit == "*" {
        return naivelyMatches(text, pattern.dropFirst()) || !text.isEmpty && naivelyMatches(text.dropFirst(), pattern)
    }
    guard let letter = text.first, unit == "?" || unit == letter else { return false }
    return naivelyMatches(text.dropFirst(), pattern.dropFirst())
}
