import CloudFormation
import Cryptography
public import ScoutIntegration

/// The key with which a stack's events are sent. It is nowhere but in the customer's secret; its description shows nothing.
public struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let text: String

    /// A new key of 256 random bits.
    public static func random() -> APIKey { APIKey(text: RandomToken.base64URL(bytes: 32)) }

    private init(text: String) { self.text = text }

    /// What the store keeps of the key.
    public var digest: CredentialDigest { Self.digest(of: text) }

    /// The digest of what somebody shows as a key.
    public static func digest(of text: String) -> CredentialDigest {
        CredentialDigest(hexadecimal: Hexadecimal.encode(SHA256.digest(of: text.utf8)))
    }

    /// The secret's value.
    var secretText: String { Value.object([ScoutStack.apiKeySecretKey: .string(text)]).json(.compact) }

    /// That it is a key, and nothing of it.
    public var description: String { "an API key" }

    /// The same.
    public var debugDescription: String { description }
}
