import CloudFormation

/// A value from outside that cannot be used: what it is, what was given, and what would be right.
public struct InvalidInput: Error, Sendable, Hashable {
    /// What the value is for, as a noun: `region`, `stack name`, …
    public let subject: String

    /// The value as it was given, cut and with control characters escaped, so that it can be shown.
    public let given: String

    /// What would be right, as the end of a sentence that begins with the subject: `must be …`.
    public let requirement: String

    package init(_ subject: String, given: String, _ requirement: String) {
        self.subject = subject
        self.given = given.displayable
        self.requirement = requirement
    }
}

extension InvalidInput: CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "\(subject) \"\(given)\" \(requirement)" }
}
