/// The values of one key of a request, as far as the tests of that key can tell them apart.
struct ConditionDomain {
    /// A value of the key, several, or its absence.
    struct Context {
        /// Whether each test holds, in the order of the tests.
        let holds: [Bool]
        /// What the key is, as it reads after the key: "is `a`", "is absent".
        let description: String
        /// Whether such a request exists for sure. It may not where tests are not understood.
        let isCertain: Bool
    }

    /// At least one context for every combination of tests that can hold.
    private(set) var contexts: [Context] = []

    private let tests: [ConditionTest]
    private static let maximumValues = 512
    private static let maximumCombinations = 4_096

    /// The contexts of distinct tests of one key; `nil` where there are too many.
    init?(_ tests: [ConditionTest]) {
        self.tests = tests
        if case .guardian = tests[0].values {
            for value in [true, false] {
                let holds = tests.map { $0.values == .guardian(value) }
                contexts.append(Context(holds: holds, description: "is \(value)", isCertain: true))
            }
            return
        }
        // Each value is tested against all.
        guard valueCount <= Self.maximumValues else { return nil }
        guard let values = values() else {
            addUnknown()
            return
        }
        guard values.count <= Self.maximumValues else { return nil }
        contexts.append(Context(holds: tests.map(\.holdsWhenAbsent), description: "is absent", isCertain: true))
        for value in values { add(value.holds, value.description) }
        if tests.contains(where: { $0.quantifier != .none }) {
            guard addSets(of: values) else { return nil }
        }
        removeDuplicates()
    }

    /// How many values the tests name.
    private var valueCount: Int {
        var (texts, blocks, numbers): (Set<SymbolicText>, Set<CIDRBlock>, Set<Double>) = ([], [], [])
        for test in tests {
            switch test.values {
            case .text(let some, _, _): texts.formUnion(some)
            case .addresses(let some, _): blocks.formUnion(some)
            case .numbers(let some, _, _): numbers.formUnion(some)
            case .flag, .anything, .nothing, .guardian, .opaque: break
            }
        }
        return texts.count + blocks.count + numbers.count
    }

    private typealias Single = (holds: [Bool], description: String)

    private mutating func add(_ holds: [Bool], _ description: String) {
        contexts.append(Context(holds: holds, description: "is \(description)", isCertain: true))
    }

    /// Keys with several values, which tell `ForAllValues` and `ForAnyValue` from each other and from unions of themselves;
    /// `false` where there are too many.
    private mutating func addSets(of values: [Single]) -> Bool {
        var known: Set<[Bool]> = []
        let values = values.filter { known.insert($0.holds).inserted }
        var sets = values
        var next = 0
        while next < sets.count {
            let set = sets[next]
            next += 1
            for value in values {
                let holds = tests.indices.map { test in
                    tests[test].quantifier == .allValues
                        ? set.holds[test] && value.holds[test] : set.holds[test] || value.holds[test]
                }
                guard known.insert(holds).inserted else { continue }
                guard known.count <= Self.maximumCombinations else { return false }
                sets.append((holds, "\(set.description) and \(value.description)"))
                contexts.append(
                    Context(holds: holds, description: "has \(sets[sets.count - 1].description)", isCertain: true)
                )
            }
        }
        return true
    }

    /// Tests that are not understood, or cannot be compared with each other, may hold or not, for sure together; whether
    /// one can hold without another is not known.
    private mutating func addUnknown() {
        let sure = [Array(repeating: true, count: tests.count), Array(repeating: false, count: tests.count)]
        for holds in sure {
            let description = holds[0] ? "meets the condition" : "does not meet the condition"
            contexts.append(Context(holds: holds, description: description, isCertain: true))
        }
        guard tests.count > 1 else { return }
        for index in tests.indices {
            for value in [true, false] {
                var holds = sure[value ? 1 : 0]
                holds[index] = value
                contexts.append(Context(holds: holds, description: "meets one condition only", isCertain: false))
            }
        }
    }

    private mutating func removeDuplicates() {
        var known: Set<[Bool]> = []
        contexts = contexts.filter { known.insert($0.holds).inserted }
    }
}

extension ConditionDomain {
    /// Single values for every combination of tests that can hold; `nil` where a test is not understood, or the tests do
    /// not speak of the same kind of values.
    private func values() -> [Single]? {
        var texts = 0
        var flags = 0
        var addresses = 0
        var numbers = 0
        var dates = 0
        for test in tests {
            switch test.values {
            case .text: texts += 1
            case .flag: flags += 1
            case .addresses: addresses += 1
            case .numbers(_, _, let isDate): if isDate { dates += 1 } else { numbers += 1 }
            case .anything, .nothing: break
            case .guardian, .opaque: return nil
            }
        }
        guard [texts, flags, addresses, numbers, dates].count(where: { $0 > 0 }) <= 1, !mixesReadings else {
            return nil
        }
        if flags > 0 { return flagValues() }
        if addresses > 0 { return addressValues() }
        if numbers + dates > 0 { return numberValues() }
        return textValues()
    }

    /// Whether some wildcards end at colons, as those of ARNs do, and others do not.
    private var mixesReadings: Bool {
        func hasWildcards(ofARNs isARN: Bool) -> Bool {
            tests.contains { test in
                guard case .text(let texts, let reading, _) = test.values, reading.isARN == isARN else { return false }
                return reading.hasWildcards
                    && texts.contains { isARN ? $0.hasWildcardsBeforeResource : $0.hasWildcards }
            }
        }
        return hasWildcards(ofARNs: true) && hasWildcards(ofARNs: false)
    }

    /// What a test says of a value, where it is one of presence only or the closure knows.
    private func holds(_ isMatch: (ConditionTest.Values) -> Bool) -> [Bool] {
        tests.map { test in
            switch test.values {
            case .anything: true
            case .nothing: false
            default: isMatch(test.values)
            }
        }
    }

    private func flagValues() -> [Single] {
        [true, false].map { flag in
            let holds = holds { if case .flag(let flags) = $0 { flags.contains(flag) } else { false } }
            return (holds, "`\(flag)`")
        }
    }

    private func addressValues() -> [Single] {
        var blocks: Set<CIDRBlock> = []
        for test in tests { if case .addresses(let some, _) = test.values { blocks.formUnion(some) } }
        return AddressSamples.samples(of: blocks).map { sample in
            let holds = holds { values in
                guard case .addresses(let blocks, let isNegated) = values else { return false }
                return blocks.contains { $0.contains(sample.address, sample.family) } != isNegated
            }
            return (holds, "`\(CIDRBlock.text(of: sample.address, sample.family))`")
        }
    }

    private func numberValues() -> [Single] {
        var bounds: Set<Double> = []
        for test in tests { if case .numbers(let some, _, _) = test.values { bounds.formUnion(some) } }
        let sorted = bounds.sorted()
        var samples = sorted
        for (lower, upper) in zip(sorted, sorted.dropFirst()) { samples.append(lower + (upper - lower) / 2) }
        if let first = sorted.first, let last = sorted.last { samples += [first - 1, last + 1] }
        return samples.map { sample in
            let holds = holds { values in
                guard case .numbers(let bounds, let comparison, _) = values else { return false }
                // As everywhere, a negative operator holds if none of its values compares.
                return comparison == .notEqual
                    ? !bounds.contains(sample) : bounds.contains { comparison.holds(sample, $0) }
            }
            return (holds, "`\(sample)`")
        }
    }

    private func textValues() -> [Single]? {
        var alphabet = PatternAlphabet()
        var compiled: [[WildcardPattern]] = []
        for test in tests {
            guard case .text(let texts, let reading, _) = test.values else {
                compiled.append([])
                continue
            }
            compiled.append(texts.sorted { $0.display < $1.display }.map { alphabet.pattern($0, reading) })
        }
        guard let classes = PatternClasses(of: compiled.flatMap { $0 }) else { return nil }
        var samples = classes.representatives
        let ignoresCase = tests.contains {
            if case .text(_, let reading, _) = $0.values { reading.ignoresCase } else { false }
        }
        // A test that ignores case and one that does not are told apart by capitals.
        if ignoresCase { samples += samples.map { $0.map(Self.uppercased) } }
        return samples.map { sample in
            let lowered = ignoresCase ? sample.map(Self.lowercased) : sample
            let holds = tests.indices.map { index in
                switch tests[index].values {
                case .anything: true
                case .text(_, let reading, let isNegated):
                    compiled[index].contains { $0.matches(reading.ignoresCase ? lowered : sample) } != isNegated
                default: false
                }
            }
            return (holds, "`\(alphabet.text(sample))`")
        }
    }

    private static func uppercased(_ unit: WildcardPattern.Unit) -> WildcardPattern.Unit {
        (0x61...0x7A).contains(unit) ? unit & ~0x20 : unit
    }

    private static func lowercased(_ unit: WildcardPattern.Unit) -> WildcardPattern.Unit {
        (0x41...0x5A).contains(unit) ? unit | 0x20 : unit
    }
}

/// Picks addresses so that every way of being within some blocks and not within others has one.
enum AddressSamples {
    /// The first addresses of the blocks, and those after their last ones; both families, whatever the blocks.
    static func samples(of blocks: Set<CIDRBlock>) -> [(address: UInt128, family: CIDRBlock.Family)] {
        var samples: [(address: UInt128, family: CIDRBlock.Family)] = []
        for family in [CIDRBlock.Family.v4, .v6] {
            var addresses: Set<UInt128> = [0]
            let limit: UInt128 = family == .v4 ? 0xFFFF_FFFF : .max
            for block in blocks where block.family == family {
                addresses.insert(block.first)
                if block.last < limit { addresses.insert(block.last + 1) }
            }
            samples += addresses.sorted().map { ($0, family) }
        }
        return samples
    }
}
