/// Whether rules together let through all that one rule lets through.
extension SecurityGroupRule {
    /// How one rule relates to others.
    enum Coverage: Sendable, Hashable {
        /// They let through all of it.
        case whole
        /// They do not let through this traffic of it.
        case lacks(Meaning)
        /// There are too many combinations to look at.
        case unknown
    }

    private static let maximumConditions = 6

    /// How a rule is covered by rules of the same group and direction.
    ///
    /// - Parameter work: how many rules may be looked at; what is used is subtracted. Beyond, the coverage is not known.
    static func coverage(of rule: Meaning, by others: [Meaning], work: inout Int) -> Coverage {
        work -= others.count
        guard work >= 0 else { return .unknown }
        let others = others.filter { $0.overlaps(rule) }
        guard let conditions = conditions(of: others + [rule]) else { return .unknown }
        for bits in 0..<(1 << conditions.count) {
            let met = Set(conditions.indices.filter { bits >> $0 & 1 == 1 }.map { conditions[$0] })
            guard rule.stands(where: met) else { continue }
            let coverage = coverage(of: rule, byUnconditional: others.filter { $0.stands(where: met) }, work: &work)
            guard coverage == .whole else { return coverage }
        }
        return .whole
    }

    /// The conditions of the template under which rules stand; `nil` where there are too many to combine.
    private static func conditions(of rules: [Meaning]) -> [String]? {
        var conditions: [String] = []
        for condition in rules.lazy.flatMap(\.guards).map(\.condition) where !conditions.contains(condition) {
            guard conditions.count < maximumConditions else { return nil }
            conditions.append(condition)
        }
        return conditions
    }

    private static func coverage(of rule: Meaning, byUnconditional others: [Meaning], work: inout Int) -> Coverage {
        let (ports, peers) = (portSamples(of: rule, others), peerSamples(of: rule, others))
        work -= ports.count + peers.count
        for ipProtocol in protocolSamples(of: rule, others) {
            for ports in ports {
                for peer in peers {
                    work -= 1 + others.count
                    guard work >= 0 else { return .unknown }
                    var sample = rule
                    sample.ipProtocol = ipProtocol
                    sample.ports = ports
                    sample.peer = peer
                    if !others.contains(where: { $0.contains(sample) }) { return .lacks(sample) }
                }
            }
        }
        return .whole
    }

    private static func protocolSamples(of rule: Meaning, _ others: [Meaning]) -> [IPProtocol] {
        guard rule.ipProtocol == .all else { return [rule.ipProtocol] }
        var samples = Set(others.map(\.ipProtocol))
        // One protocol that no rule names stands for all the rest; 253 is for experiments (RFC 3692).
        samples.remove(.all)
        return [.number(6), .number(17), .number(253)]
            + samples.subtracting([.number(6), .number(17), .number(253)])
            .sorted { "\($0)" < "\($1)" }
    }

    private static func portSamples(of rule: Meaning, _ others: [Meaning]) -> [Ports] {
        guard case .range(let range) = rule.ports else { return [rule.ports] }
        var starts: Set<Int> = [range.lowerBound]
        for other in others {
            guard case .range(let covered) = other.ports else { continue }
            for start in [covered.lowerBound, covered.upperBound + 1] where range.contains(start) {
                starts.insert(start)
            }
        }
        return starts.sorted().map { .range($0...$0) }
    }

    private static func peerSamples(of rule: Meaning, _ others: [Meaning]) -> [Peer] {
        guard case .block(let block) = rule.peer else { return [rule.peer] }
        var blocks: Set<CIDRBlock> = [block]
        for other in others { if case .block(let covered) = other.peer { blocks.insert(covered) } }
        return AddressSamples.samples(of: blocks)
            .filter { block.contains($0.address, $0.family) }
            .map { .block(CIDRBlock(address: $0.address, family: $0.family)) }
    }
}

extension SecurityGroupRule.Meaning {
    /// Whether all conditions of the template under which the rule stands are as needed.
    fileprivate func stands(where met: Set<String>) -> Bool {
        guards.allSatisfy { met.contains($0.condition) == $0.isMet }
    }

    /// Whether the rules may let through the same traffic, as far as a cheap look tells.
    fileprivate func overlaps(_ other: Self) -> Bool {
        guard ipProtocol == .all || other.ipProtocol == .all || ipProtocol == other.ipProtocol else { return false }
        switch (peer, other.peer) {
        case (.block(let left), .block(let right)): return left.contains(right) || right.contains(left)
        case (.block(let block), _): return block.isEverything
        default: return peer == other.peer
        }
    }

    /// Whether the rule lets through a sample.
    fileprivate func contains(_ sample: Self) -> Bool {
        guard ipProtocol == .all || ipProtocol == sample.ipProtocol else { return false }
        switch (ports, sample.ports) {
        case (.range(let own), .range(let other)):
            guard own.lowerBound <= other.lowerBound, other.upperBound <= own.upperBound else { return false }
        default: guard ports == .all || ports == sample.ports else { return false }
        }
        switch (peer, sample.peer) {
        case (.block(let own), .block(let other)): return own.contains(other)
        case (.block(let own), .addresses(_, let family)): return own.isEverything && own.family == family
        default: return peer == sample.peer
        }
    }
}
