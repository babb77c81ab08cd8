import CloudFormation

/// Names one repository, or several by wildcards.
///
/// - Shape: a repository's name in which `*` stands for any text, `/` included, and `?` for one character.
public struct RepositoryPattern: Sendable, Hashable {
    /// The pattern as it was given.
    public let text: String

    /// Checks a pattern.
    public init(_ text: String) throws(InvalidInput) {
        guard (1...256).contains(text.utf8.count),
            text.utf8.allSatisfy({ byte in
                byte.isAlphanumeric && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || "._-/*?".utf8.contains(byte)
            })
        else {
            throw InvalidInput(
                "repository",
                given: text,
                "must be a name of lower-case letters, digits and . _ - /, with * and ? as wildcards"
            )
        }
        self.text = text
    }

    /// Whether there are wildcards in it.
    public var hasWildcards: Bool { text.utf8.contains { $0 == Self.anyText || $0 == Self.anyCharacter } }

    /// Whether a repository is meant. Takes time in proportion to both texts' product at the most.
    public func matches(_ repository: RepositoryName) -> Bool {
        let (pattern, name) = (Array(text.utf8), Array(repository.text.utf8))
        var (position, index) = (0, 0)
        /// Behind the last `*`, and where the text that it stands for ends at present.
        var retry: (position: Int, index: Int)?
        while index < name.count {
            if position < pattern.count, pattern[position] == Self.anyText {
                position += 1
                retry = (position, index)
            } else if position < pattern.count,
                pattern[position] == Self.anyCharacter || pattern[position] == name[index]
            {
                position += 1
                index += 1
            } else if let last = retry {
                retry = (last.position, last.index + 1)
                (position, index) = (last.position, last.index + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == Self.anyText }
    }

    private static let anyText = UInt8(ascii: "*")
    private static let anyCharacter = UInt8(ascii: "?")
}
