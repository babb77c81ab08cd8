/// What one operation has seen of a value that only grows, by one token at a time.
struct Observed: Sendable {
    let start: ContinuousClock.Instant
    let end: ContinuousClock.Instant
    /// What the operation has added; `nil` for one that only reads.
    let added: String?
    /// The tokens that were there, with the added one.
    let seen: [String]

    /// Does an operation and keeps what it has seen.
    static func during(adding token: String?, _ operation: () async throws -> [String]) async throws -> Observed {
        let start = ContinuousClock.now
        let seen = try await operation()
        return Observed(start: start, end: .now, added: token, seen: seen)
    }
}

/// All operations of several processes on one value.
struct History: Sendable {
    var operations: [Observed] = []

    /// Why the operations cannot have happened one after the other, each at once at some moment between its start and its end;
    /// empty where they can.
    ///
    /// The number of tokens that an operation has seen is its place in that order: the updates' are 1, 2, 3, …, each sees what
    /// the one before it saw and its own token, a read sees what the update of its place saw, and whatever ended before
    /// another began has the place before it.
    ///
    /// - Source: M. Herlihy and J. Wing, "Linearizability: A Correctness Condition for Concurrent Objects".
    var faults: [String] {
        var faults: [String] = []
        var states: [Set<String>] = [[]]
        let updates = operations.filter { $0.added != nil }.sorted { $0.seen.count < $1.seen.count }
        for (before, update) in zip(0..., updates) {
            let (seen, added) = (Set(update.seen), update.added ?? "")
            if update.seen.count != before + 1 || seen != states[before].union([added])
                || states[before].contains(added)
            {
                faults.append("update \(before + 1) added \(added) and saw \(update.seen)")
            }
            states.append(seen)
        }
        for read in operations where read.added == nil {
            if read.seen.count >= states.count || Set(read.seen) != states[read.seen.count] {
                faults.append("a read saw what no update has left: \(read.seen)")
            }
        }
        for early in operations {
            for late in operations where early.end < late.start {
                let isInOrder =
                    late.added == nil ? early.seen.count <= late.seen.count : early.seen.count < late.seen.count
                if !isInOrder { faults.append("\(early.seen) was seen before \(late.seen) was") }
            }
        }
        return faults
    }

    /// Whether each operation has seen the beginning of what the last one saw, in that order.
    var keepsOrder: Bool {
        let last = operations.max { $0.seen.count < $1.seen.count }?.seen ?? []
        return operations.allSatisfy { last.starts(with: $0.seen) }
    }
}
