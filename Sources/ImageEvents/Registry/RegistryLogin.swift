import Cryptography

/// What a registry is shown. Its description shows nothing of it.
public struct RegistryLogin: Sendable, CustomStringConvertible, CustomReflectable {
    /// The value of an `Authorization: Basic` field, without that word.
    let basicToken: String?

    /// For registries that ask for nothing.
    public static let anonymous = RegistryLogin(basicToken: nil)

    /// A user with a password.
    public init(user: String, password: String) {
        basicToken = Base64.encode(Array("\(user):\(password)".utf8))
    }

    /// A token that is both, as Amazon ECR gives it.
    public init(token: String) { basicToken = token }

    private init(basicToken: String?) { self.basicToken = basicToken }

    /// Whether there is a login, and nothing of it.
    public var description: String { basicToken == nil ? "no login" : "a login" }

    /// Shows `dump` no more than that.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
