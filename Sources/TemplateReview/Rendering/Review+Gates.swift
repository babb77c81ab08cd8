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
}

extension Review {
    /// The gates among the given ones that the change does not pass, in the order of ``Gate``'s cases.
    public func failedGates(_ gates: Set<Gate>) -> [Gate] {
        Gate.allCases.filter { gates.contains($0) && fails($0) }
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
