package import CloudFormation
import Cryptography

/// What lets a person or a program see an organization's integrations, and change them as its owner.
///
/// The token itself is shown once, when it is made; what is stored is its digest.
public struct AccessToken: Sendable, Hashable {
    /// What the bearer may do.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// See and change.
        case owner
        /// See.
        case member
    }

    /// What the bearer shows. Its description shows nothing of it.
    public struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
        /// The text to show to the one person that it is made for.
        public let text: String

        /// That it is a token, and nothing of it.
        public var description: String { "an access token" }

        /// Shows `dump` no more than that.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// What the token is called, to revoke it.
    public let id: String
    /// Whose token it is.
    public let organization: OrganizationName
    /// What the bearer may do.
    public let role: Role
    /// What its maker calls it; may be empty.
    public let name: String
    /// When it was made.
    public let createdAt: Timestamp
    /// When it is of no use any more.
    public let expiresAt: Timestamp
    /// When it was revoked, if it was.
    public internal(set) var revokedAt: Timestamp?
    /// The SHA-256 digest of the secret, in hexadecimal.
    package let digest: String

    /// How many days a token may be good for at most.
    public static let maximumDays = 366
    private static let maximumName = 100
    private static let prefix = "scout_pat_"

    /// A new token, and what to show for it.
    ///
    /// - Parameter days: how long it is good.
    public static func new(
        for organization: OrganizationName,
        role: Role,
        name: String,
        days: Int,
        at now: Timestamp
    ) throws(InvalidInput) -> (token: AccessToken, secret: Secret) {
        guard (1...maximumDays).contains(days) else {
            throw InvalidInput("days", given: "\(days)", "must be a number from 1 to \(maximumDays)")
        }
        guard name.utf8.count <= maximumName, name == name.escapingControlCharacters else {
            throw InvalidInput("token name", given: name, "must be one line of at most \(maximumName) bytes")
        }
        // 256 random bits: guessing is hopeless, so their plain digest is enough to keep.
        let secret = Secret(text: prefix + RandomToken.base64URL(bytes: 32))
        let token = AccessToken(
            id: "tok-" + RandomToken.hexadecimal(bytes: 8),
            organization: organization,
            role: role,
            name: name,
            createdAt: now,
            expiresAt: now.adding(seconds: Int64(days) * 86_400),
            digest: digest(of: secret.text)
        )
        return (token, secret)
    }

    /// Whether the token is of use.
    public func isGood(at now: Timestamp) -> Bool { revokedAt == nil && now < expiresAt }

    /// The digest of what somebody shows as a token.
    static func digest(of text: String) -> String { Hexadecimal.encode(SHA256.digest(of: Array(text.utf8))) }
}

// MARK: - As the store keeps it, and as programs read it

extension AccessToken {
    /// The token as programs read it, without its digest.
    package var listing: Value {
        [
            "id": .string(id), "organization": .string(organization.text), "role": .string(role.rawValue),
            "name": .string(name), "createdAt": .string(createdAt.iso8601), "expiresAt": .string(expiresAt.iso8601),
            "revokedAt": revokedAt.map { .string($0.iso8601) } ?? .null,
        ]
    }

    package var stored: Value {
        guard case .object(var object) = listing else { return listing }
        object["version"] = 1
        object["digest"] = .string(digest)
        return .object(object)
    }

    package init?(stored value: Value) {
        guard value["version"]?.scalarSpelling == "1", let id = value["id"]?.stringValue,
            let organization = try? OrganizationName(value["organization"]?.stringValue ?? ""),
            let role = Role(rawValue: value["role"]?.stringValue ?? ""), let createdAt = value.timestamp("createdAt"),
            let expiresAt = value.timestamp("expiresAt"), let digest = value["digest"]?.stringValue
        else { return nil }
        // A revocation that is not understood is one still.
        let revokedAt = value["revokedAt"].flatMap { $0 == .null ? nil : value.timestamp("revokedAt") ?? createdAt }
        self.init(
            id: id,
            organization: organization,
            role: role,
            name: value["name"]?.stringValue ?? "",
            createdAt: createdAt,
            expiresAt: expiresAt,
            revokedAt: revokedAt,
            digest: digest
        )
    }
}

extension AccessToken {
    /// Makes the token useless from now on, unless it is already.
    package mutating func revoke(at now: Timestamp) { revokedAt = revokedAt ?? now }
}
