import CloudFormation
import Cryptography

/// The digest that names a manifest or a blob by its content.
///
/// - Shape: `sha256:` and 64 lower-case hexadecimal digits.
/// - Source: OCI Image Specification, "Digests"; Amazon ECR uses SHA-256 only.
public struct ImageDigest: Sendable, Hashable {
    /// The digest as it is written.
    public let text: String

    /// Checks a digest.
    public init(_ text: String) throws(InvalidInput) {
        var digest = text
        guard digest.withUTF8(Self.isDigest) else {
            throw InvalidInput("digest", given: text, "must be sha256: and 64 lower-case hexadecimal digits")
        }
        self.text = text
    }

    private static func isDigest(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 71 && bytes.starts(with: "sha256:".utf8)
            && bytes.dropFirst(7).allSatisfy { $0.isHexDigit && !$0.isUppercaseLetter }
    }

    /// The digest of these 32 bytes.
    package init(sha256 bytes: [UInt8]) {
        precondition(bytes.count == 32, "SHA-256 has 32 bytes")
        text = "sha256:" + Hexadecimal.encode(bytes)
    }

    /// The 64 digits.
    public var hexadecimal: String { String(text.utf8.dropFirst(7)) ?? "" }
}

/// The name of a repository within its registry.
///
/// - Shape: components of lower-case letters and digits, separated by `/`, that have `.`, `_`, `__` or hyphens only inside;
///   2 to 256 characters in Amazon ECR, at most 255 elsewhere.
/// - Source: OCI Distribution Specification, "Pulling manifests"; Amazon ECR API Reference, "CreateRepository".
public struct RepositoryName: Sendable, Hashable {
    /// The name as it is written.
    public let text: String

    /// Checks a name.
    public init(_ text: String) throws(InvalidInput) {
        guard text.utf8.count <= 256, Self.isName(text.utf8) else {
            throw InvalidInput(
                "repository",
                given: text,
                "must be lower-case letters and digits, with . _ - and / between them, at most 256"
            )
        }
        self.text = text
    }

    private static func isName(_ name: String.UTF8View) -> Bool {
        // What has come since the last letter or digit, of which one begins each component and one ends it.
        var separator: Separator? = .slash
        for byte in name {
            if byte.isLowercaseAlphanumeric {
                separator = nil
                continue
            }
            guard let next = Separator(byte, after: separator) else { return false }
            separator = next
        }
        return separator == nil
    }

    /// What stands between letters and digits.
    private enum Separator {
        case slash, dot, underscore, twoUnderscores, hyphens

        /// A byte after what has come since the last letter or digit; `nil` where it may not stand there.
        init?(_ byte: UInt8, after before: Separator?) {
            switch (byte, before) {
            case (UInt8(ascii: "/"), nil): self = .slash
            case (UInt8(ascii: "."), nil): self = .dot
            case (UInt8(ascii: "_"), nil): self = .underscore
            case (UInt8(ascii: "_"), .underscore): self = .twoUnderscores
            case (UInt8(ascii: "-"), nil), (UInt8(ascii: "-"), .hyphens): self = .hyphens
            default: return nil
            }
        }
    }
}

/// A name for an image that its repository can move to another one.
///
/// - Shape: at most 128 letters, digits and `_.-`, not beginning with `.` or `-`.
/// - Source: OCI Distribution Specification, "Pulling manifests".
public struct ImageTag: Sendable, Hashable {
    /// The tag as it is written.
    public let text: String

    /// Checks a tag.
    public init(_ text: String) throws(InvalidInput) {
        guard (1...128).contains(text.utf8.count), let first = text.utf8.first,
            first.isAlphanumeric || first == UInt8(ascii: "_"),
            text.utf8.allSatisfy({ $0.isAlphanumeric || "_.-".utf8.contains($0) })
        else {
            throw InvalidInput(
                "tag",
                given: text,
                "must have letters, digits and _.- only, a letter, digit or _ first, at most 128"
            )
        }
        self.text = text
    }
}

/// Which image of which registry.
public struct ImageID: Sendable, Hashable {
    /// The integration of the registry.
    public let integration: IntegrationID
    /// The repository.
    public let repository: RepositoryName
    /// The image's manifest or index.
    public let digest: ImageDigest

    /// The image of that digest.
    public init(integration: IntegrationID, repository: RepositoryName, digest: ImageDigest) {
        self.integration = integration
        self.repository = repository
        self.digest = digest
    }
}

extension UInt8 {
    fileprivate var isUppercaseLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

    fileprivate var isLowercaseAlphanumeric: Bool { isAlphanumeric && !isUppercaseLetter }
}
