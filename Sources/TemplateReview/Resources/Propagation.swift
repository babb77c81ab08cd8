import CloudFormation

/// Carries changes along references: what refers to a resource that is replaced changes too, and may be replaced for it.
struct Propagation {
    /// What happens to a resource of the new template, and why.
    struct State {
        var impact: Impact
        /// Why, each as a clause: "TopicName changed", "QueueName uses Topic, which is replaced because …".
        var reasons: [String] = []
        /// The reason that is told of those further down the chain, and how far from its start they are.
        var chain = Chain()
        /// Whether the resource may be gone since its condition changes.
        var mayBeDeleted = false
    }

    /// Where a chain of replacements begins.
    struct Chain {
        var origin = ""
        var length = 0
    }

    private(set) var states: [String: State]
    /// The references of each resource, and the resources by what they refer to.
    private var consumers: [ReferenceTarget: [(id: String, reference: Reference)]] = [:]
    private var pending: [String] = []

    /// Beyond this length a chain is told by its ends.
    private static let longestToldChain = 3

    /// Begins with what is known of each resource.
    init(_ states: [String: State]) { self.states = states }

    /// Notes a resource of which nothing is known to change, unless it is known already.
    mutating func addUnchanged(_ id: String) {
        if states[id] == nil { states[id] = State(impact: .none) }
    }

    /// Notes what a resource refers to.
    mutating func addReferences(_ references: [Reference], of id: String) {
        for reference in references { consumers[reference.target.key, default: []].append((id, reference)) }
    }

    /// Carries on what is replaced until nothing changes any more.
    mutating func run(changedInputs: [ChangedInput]) {
        for input in changedInputs { apply(input) }
        pending += states.filter { $0.value.impact.isPassedOn }.keys.sorted()
        var position = 0
        while position < pending.count {
            passOn(pending[position])
            position += 1
        }
    }

    private mutating func apply(_ input: ChangedInput) {
        for (id, reference) in consumers[input.target.key] ?? [] where input.concerns(reference.target) {
            // The account knows which value it has: a stack keeps its parameters, whatever the default is now.
            let isCertain = input.isCertain(for: reference.target)
            let impact = isCertain ? reference.impact : min(reference.impact, .mayReplace)
            raise(id, to: impact, because: "\(Self.text(reference.path)) uses \(input.description)", Chain())
        }
    }

    private mutating func passOn(_ id: String) {
        guard let producer = states[id] else { return }
        for (consumer, reference) in consumers[.name(id)] ?? [] where consumer != id {
            let isCertain = producer.impact == .replace || producer.impact == .rename
            let impact = isCertain ? reference.impact : min(reference.impact, .mayReplace)
            let chain = Chain(
                origin: producer.chain.length == 0 ? id : producer.chain.origin,
                length: producer.chain.length + 1
            )
            raise(consumer, to: impact, because: reason(reference, id, producer), chain)
        }
    }

    private func reason(_ reference: Reference, _ id: String, _ producer: State) -> String {
        let use = "\(Self.text(reference.path)) uses \(id), which \(producer.impact.verb)"
        guard let first = producer.reasons.first else { return use }
        guard producer.chain.length < Self.longestToldChain else {
            return "\(use) at the end of a chain that begins with \(producer.chain.origin)"
        }
        return "\(use) because \(first)"
    }

    private static func text(_ path: ValuePath) -> String {
        path.components.isEmpty ? "its properties" : path.description
    }

    /// The most reasons that are kept for one resource.
    private static let mostReasons = 20

    private mutating func raise(_ id: String, to impact: Impact, because reason: String, _ chain: Chain) {
        guard var state = states[id], state.impact != .create else { return }
        let old = state.impact
        if impact > old {
            state.impact = impact
            state.chain = chain
            state.reasons.insert(reason, at: 0)
        } else if !state.reasons.contains(reason) {
            state.reasons.append(reason)
        }
        if state.reasons.count > Self.mostReasons { state.reasons.removeLast() }
        states[id] = state
        if state.impact > old, state.impact.isPassedOn { pending.append(id) }
    }
}

/// A parameter, mapping or condition whose value changes.
struct ChangedInput {
    let target: ReferenceTarget
    /// How a sentence goes on after "uses": "parameter Name, whose default changed".
    let description: String
    /// Whether every stack has the new value.
    let isCertain: Bool
    /// The changed entries of a mapping; `nil` for all.
    var entries: Set<[String]>?
    /// Those of them that the old template did not have. A stack that is there has looked up none of them by a key of its own.
    var newEntries: Set<[String]> = []

    /// Whether a reference leads to what changed.
    func concerns(_ reference: ReferenceTarget) -> Bool {
        guard let entries, case .mapping(_, let first, let second) = reference else { return true }
        if let first, let second { return entries.contains([first, second]) }
        return entries.subtracting(newEntries).contains { entry in
            (first ?? entry[0]) == entry[0] && (second ?? entry[1]) == entry[1]
        }
    }

    /// Whether what refers to it changes in every stack: which entry a key leads to that is no literal depends on the stack.
    func isCertain(for reference: ReferenceTarget) -> Bool {
        guard entries != nil, case .mapping(_, let first, let second) = reference else { return isCertain }
        return isCertain && first != nil && second != nil
    }
}

extension ReferenceTarget {
    /// The target without a mapping's keys.
    var key: ReferenceTarget {
        if case .mapping(let name, _, _) = self { .mapping(name, first: nil, second: nil) } else { self }
    }
}

extension Impact {
    /// Whether what refers to the resource changes with it.
    var isPassedOn: Bool { self == .replace || self == .mayReplace || self == .rename }

    /// The impact as the predicate of a sentence about a resource.
    var verb: String {
        switch self {
        case .none: "stays as it is"
        case .create: "is created"
        case .update: "is updated"
        case .orphan: "leaves the stack and stays in the account"
        case .rename: "is created anew under its new logical id"
        case .mayReplace: "may be replaced"
        case .replace: "is replaced"
        case .delete: "is deleted"
        }
    }
}
