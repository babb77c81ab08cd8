import CloudFormation
import Cryptography

/// The id of an integration, which the URLs of its stack carry.
///
/// It has 128 random bits: who does not have the launch link cannot send anything in the integration's name.
///
/// - Shape: what the template's parameter `IntegrationId` allows: a letter or digit, then letters, digits, `_` and `-`, at
///   most 64.
public struct IntegrationID: Sendable, Hashable {
    /// The id.
    public let text: String

    /// Checks an id.
    public init(_ text: String) throws(InvalidInput) {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first, first.isAlphanumeric,
            text.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        else {
            throw InvalidInput(
                "integration id",
                given: text,
                "must begin with a letter or digit and have letters, digits, _ and - only, at most 64"
            )
        }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    /// A new id.
    public static func random() -> IntegrationID {
        IntegrationID(unchecked: "int-" + RandomToken.hexadecimal(bytes: 16))
    }
}

/// What Scout shows when it assumes a role of a customer's stack, so that nobody else can have it assumed.
///
/// - Shape: 2 to 1,224 letters, digits and `_+=,.@:/-`.
/// - Source: AWS STS API Reference, "AssumeRole", `ExternalId`; IAM User Guide, "The confused deputy problem".
public struct ExternalID: Sendable, Hashable {
    /// The id.
    public let text: String

    /// Checks an id.
    public init(_ text: String) throws(InvalidInput) {
        guard (2...1_224).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0.isAlphanumeric || "_+=,.@:/-".utf8.contains($0) })
        else {
            throw InvalidInput("external id", given: text, "must have 2 to 1224 letters, digits and _+=,.@:/-")
        }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    /// A new id of 160 random bits.
    public static func random() -> ExternalID { ExternalID(unchecked: RandomToken.hexadecimal(bytes: 20)) }
}

/// The name of a customer of the vendor.
///
/// - Shape: lower-case letters, digits and hyphens, a letter or digit first, at most 64.
public struct OrganizationName: Sendable, Hashable {
    /// The name.
    public let text: String

    /// Checks a name.
    public init(_ text: String) throws(InvalidInput) {
        let isUppercase = text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first, first.isAlphanumeric, !isUppercase,
            text.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") })
        else {
            throw InvalidInput(
                "organization",
                given: text,
                "must have lower-case letters, digits and hyphens only, a letter or digit first, at most 64"
            )
        }
        self.text = text
    }
}
