import ScoutIntegration

/// Where a page of a long list ends, so that the next one can begin behind it.
///
/// Lists go by integrations, the oldest first, in each by repositories, by name, and in each by images, the last pushed first. A
/// position is a place in that order and no more: what it names may be gone meanwhile, or never have been.
///
/// - Shape: as text, milliseconds, the integration's id and the repository's name, and for images milliseconds and the digest's
///   digits, with `~` between them.
struct ListPosition: Sendable, Hashable {
    /// An image's place in its repository.
    struct ImagePosition: Sendable, Hashable {
        let pushedAt: Int64
        let digest: String
    }

    let createdAt: Int64
    let integration: String
    let repository: String
    /// The image; `nil` behind the whole repository.
    let image: ImagePosition?

    /// The texts that are positions.
    static let pattern =
        "^-?[0-9]{1,15}~[A-Za-z0-9][A-Za-z0-9_-]{0,63}~[a-z0-9._/-]{1,256}(~-?[0-9]{1,15}~[0-9a-f]{64})?$"

    /// The position behind a repository, or an image in it.
    init(_ integration: Integration, _ repository: RepositoryName, _ image: Image? = nil) {
        createdAt = integration.createdAt.milliseconds
        self.integration = integration.id.text
        self.repository = repository.text
        self.image = image.map(ImagePosition.init)
    }

    /// Reads a position.
    init(_ text: String) throws(InvalidInput) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 || parts.count == 5, let createdAt = Self.milliseconds(parts[0]),
            let integration = try? IntegrationID(parts[1]), Self.isRepository(parts[2])
        else { throw Self.malformed(text) }
        self.createdAt = createdAt
        self.integration = integration.text
        repository = parts[2]
        guard parts.count == 5 else {
            image = nil
            return
        }
        guard let pushedAt = Self.milliseconds(parts[3]), let digest = try? ImageDigest("sha256:\(parts[4])") else {
            throw Self.malformed(text)
        }
        image = ImagePosition(pushedAt: pushedAt, digest: digest.hexadecimal)
    }

    private static func malformed(_ text: String) -> InvalidInput {
        InvalidInput("position", given: text, "must be what an earlier answer has as next")
    }

    private static func milliseconds(_ text: String) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard (1...15).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit) else { return nil }
        return Int64(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Names are compared only, so what could be part of one is enough.
    private static func isRepository(_ text: String) -> Bool {
        (1...256).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || "._/-".utf8.contains($0)
            }
    }

    /// The position as text.
    var text: String {
        var parts = ["\(createdAt)", integration, repository]
        if let image { parts += ["\(image.pushedAt)", image.digest] }
        return parts.joined(separator: "~")
    }
}

extension ListPosition.ImagePosition {
    /// Before all moments that a registry could tell.
    private static let never: Int64 = -999_999_999_999_999

    init(_ image: Image) {
        pushedAt = image.pushedAt?.milliseconds ?? Self.never
        digest = image.id.digest.hexadecimal
    }

    fileprivate func isBefore(_ image: Image) -> Bool {
        let other = Self(image)
        return pushedAt != other.pushedAt ? pushedAt > other.pushedAt : digest < other.digest
    }
}

// MARK: - What comes behind a position

extension ListPosition {
    /// Whether anything of an integration comes behind the position.
    func isBefore(_ other: Integration) -> Bool {
        (createdAt, integration) <= (other.createdAt.milliseconds, other.id.text)
    }

    /// Whether a repository, or images in it, come behind the position.
    func isBefore(_ name: RepositoryName, of other: Integration) -> Bool {
        guard integration == other.id.text else { return true }
        return repository < name.text || (repository == name.text && image != nil)
    }

    /// Whether an image comes behind the position.
    func isBefore(_ other: Image) -> Bool {
        guard integration == other.id.integration.text, repository == other.id.repository.text else { return true }
        return image?.isBefore(other) ?? false
    }
}
