package import CloudFormation
import Cryptography

/// A person who has signed in to the dashboard, with the tokens that were shown.
public struct Session: Sendable, Hashable {
    /// What the cookie carries; stored nowhere. Its description shows nothing of it.
    public struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
        /// The cookie's value.
        public let text: String

        /// What a cookie carries.
        public init(text: String) { self.text = text }

        var digest: String { AccessToken.digest(of: text) }

        /// That it is a session, and nothing of it.
        public var description: String { "a session" }

        /// Shows `dump` no more than that.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// What forms have to carry, so that no other site can send them.
    public let formToken: String
    /// When the session ends.
    public let expiresAt: Timestamp
    /// The digests of the tokens.
    var tokens: [String]

    /// How long a session lasts, in seconds.
    public static let seconds: Int64 = 12 * 3_600
    /// How many organizations one can be signed in to at once.
    static let maximumTokens = 20

    init(tokens: [String], expiresAt: Timestamp, formToken: String = RandomToken.base64URL(bytes: 24)) {
        self.tokens = tokens
        self.expiresAt = expiresAt
        self.formToken = formToken
    }

    package var stored: Value {
        [
            "version": 1, "tokens": .array(tokens.map { .string($0) }), "formToken": .string(formToken),
            "expiresAt": .string(expiresAt.iso8601),
        ]
    }

    package init?(stored value: Value) {
        guard value["version"]?.scalarSpelling == "1", let formToken = value["formToken"]?.stringValue,
            let expiresAt = value.timestamp("expiresAt")
        else { return nil }
        let tokens = (value["tokens"]?.arrayValue ?? []).compactMap(\.stringValue)
        self.init(tokens: tokens, expiresAt: expiresAt, formToken: formToken)
    }
}
