package import CloudFormation

/// What an organization has chosen for its repositories.
///
/// Of the rules that mean a repository, the last one that was made counts.
public struct OrganizationSettings: Sendable, Hashable {
    /// A choice for one repository or several.
    struct Rule: Sendable, Hashable {
        /// Which repositories.
        var pattern: RepositoryPattern
        /// Of which registry; `nil` for all of the organization.
        var integration: IntegrationID?
        /// Whether their images are to be analyzed.
        var isActive: Bool
    }

    /// Whether images of a repository are analyzed that no rule means.
    public var activatesNewRepositories = false
    /// Oldest first.
    var rules: [Rule] = []

    /// How many rules there can be.
    public static let maximumRules = 10_000

    /// What holds for an organization that has chosen nothing.
    public init() {}

    /// Whether images of a repository are to be analyzed.
    public func isActive(_ repository: RepositoryName, of integration: IntegrationID) -> Bool {
        rules.last { rule in
            (rule.integration == nil || rule.integration == integration) && rule.pattern.matches(repository)
        }?.isActive ?? activatesNewRepositories
    }

    /// Makes a rule. Rules that it leaves without an effect are dropped.
    ///
    /// - Throws: where there are too many rules.
    public mutating func set(
        _ isActive: Bool,
        _ pattern: RepositoryPattern,
        of integration: IntegrationID? = nil
    ) throws(InvalidInput) {
        let rule = Rule(pattern: pattern, integration: integration, isActive: isActive)
        rules.removeAll(where: rule.covers)
        guard rules.count < Self.maximumRules else {
            throw InvalidInput(
                "repository",
                given: pattern.text,
                "would be one rule too many; use patterns instead of \(Self.maximumRules) single names"
            )
        }
        rules.append(rule)
    }

    /// The repositories that rules name in full, of a registry; nothing may have been pushed to them yet.
    public func namedRepositories(of integration: IntegrationID) -> [RepositoryName] {
        rules.filter { !$0.pattern.hasWildcards && ($0.integration == nil || $0.integration == integration) }
            .compactMap { try? RepositoryName($0.pattern.text) }
    }
}

extension OrganizationSettings.Rule {
    /// Whether another rule says nothing any more once this one is made.
    fileprivate func covers(_ other: Self) -> Bool {
        guard integration == nil || integration == other.integration else { return false }
        if other.pattern == pattern { return true }
        // What two patterns with wildcards have in common is not looked for.
        guard pattern.hasWildcards, !other.pattern.hasWildcards, let name = try? RepositoryName(other.pattern.text)
        else { return false }
        return pattern.matches(name)
    }
}

// MARK: - As the store keeps them

extension OrganizationSettings {
    package var stored: Value {
        [
            "version": 1, "activatesNewRepositories": .bool(activatesNewRepositories),
            "rules": .array(
                rules.map { rule in
                    var object: Object = ["pattern": .string(rule.pattern.text), "active": .bool(rule.isActive)]
                    object["integration"] = rule.integration.map { .string($0.text) }
                    return .object(object)
                }
            ),
        ]
    }

    /// The settings that the store kept; `nil` where the value is none.
    package init?(stored value: Value) {
        guard value["version"]?.scalarSpelling == "1", let rules = value["rules"]?.arrayValue else { return nil }
        self.init()
        activatesNewRepositories = value["activatesNewRepositories"] == true
        for rule in rules {
            // A rule that is not understood must not widen what the others say.
            guard let pattern = try? RepositoryPattern(rule["pattern"]?.stringValue ?? "") else { return nil }
            let integration = rule["integration"]?.stringValue
            let id = try? integration.map { text throws(InvalidInput) in try IntegrationID(text) }
            guard integration == nil || id != nil else { return nil }
            self.rules.append(Rule(pattern: pattern, integration: id ?? nil, isActive: rule["active"] == true))
        }
    }
}
