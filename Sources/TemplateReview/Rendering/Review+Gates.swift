import CloudFormation

/// What a pipeline can refuse to let through; the raw values are those of `--fail-on`.
public enum Gate: String, Sendable, Hashable, CaseIterable {
    /// A resource is or may be replaced, or is made anew under another logical id.
    case replace
    /// A resource is deleted, or its logical id changes, which deletes it under the old one.
    case delete
    /// A resource that holds data is deleted or replaced, and no policy keeps it or a snapshot.
    case dataLoss = "data-loss"
    /// Principals or addresses are allowed more, or it cannot be told that they are not.
    case broader
    /// Anybody gets access.
    case `public`

    /// All gates, as one names several.
    public static var names: String { allCases.map(\.rawValue).joined(separator: ",") }

    /// The gates that a text names, separated by commas.
    public static func list(_ text: String) throws(UnknownGate) -> Set<Gate> {
        var gates: Set<Gate> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let gate = Gate(rawValue: String(word)) else { throw UnknownGate(word: String(word)) }
            gates.insert(gate)
        }
        return gates
    }
}

/// What is given for a gate, and is none.
public struct UnknownGate: Error, Sendable, Hashable, CustomStringConvertible {
    /// The word.
    public let word: String

    /// One sentence for people.
    public var description: String {
        let names = Gate.allCases.map(\.rawValue).joined(separator: ", ")
        return "\"\(word.displayable)\" must be one or more of \(names)"
    }
}

extension Review {
    /// The gates among the given ones that the change does not pass, in the order of ``Gate``'s cases.
    public func failedGates(_ gates: Set<Gate>) -> [Gate] {
        Gate.allCases.filter { gates.contains($0) && fails($0) }
    }

    /// That the change does not pass gates, as the end of a message.
    public static func failure(of gates: [Gate]) -> String {
        "the change fails on: \(gates.map(\.rawValue).joined(separator: ", "))"
    }

    private func fails(_ gate: Gate) -> Bool {
        switch gate {
        case .replace: resources.contains { [.replace, .mayReplace, .rename].contains($0.impact) }
        case .delete: resources.contains { [.delete, .rename].contains($0.impact) }
        case .dataLoss: resources.contains(where: \.dataLoss)
        case .broader: permissions.mayAllowMore || network.mayAllowMore
        case .public: permissions.opensToPublic || network.opensToPublic
        }
    }
}

extension AccessChange {
    /// Whether more may be allowed, as a whole or by one of the differences.
    fileprivate var mayAllowMore: Bool {
        verdict == .broader || verdict == .mixed || changes.contains(where: \.mayAllowMore)
    }
}
