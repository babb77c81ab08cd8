/// A setting that is missing or wrong.
public struct AWSConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where the setting stands: an environment variable, or a file with line and key.
    public let setting: String

    /// What was given there, cut and free of control characters; empty when nothing was, or when it may be a secret.
    public let given: String

    /// What would be right, as it reads after the setting's name: "must be …".
    public let requirement: String

    init(_ setting: String, given: String = "", _ requirement: String) {
        self.setting = setting
        self.given = given.displayable()
        self.requirement = requirement
    }

    /// The message for a user.
    public var description: String {
        given.isEmpty ? "\(setting) \(requirement)" : "\(setting) \(requirement); it is '\(given)'"
    }
}
