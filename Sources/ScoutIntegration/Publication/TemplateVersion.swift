import CloudFormation

/// A version of the published template.
///
/// - Shape: `X.Y.Z`, three numbers without leading zeros, compared in order.
/// - Source: Semantic Versioning 2.0.0, without pre-releases and build metadata.
public struct TemplateVersion: Sendable, Hashable, Comparable {
    private let numbers: [Int]

    /// The first version.
    public static let first = TemplateVersion([1, 0, 0])

    private static let maximum = 999_999

    private init(_ numbers: [Int]) { self.numbers = numbers }

    /// Reads a version.
    public init(_ text: String) throws(InvalidInput) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            Int(part).flatMap { (0...Self.maximum).contains($0) && "\($0)" == part ? $0 : nil }
        }
        guard parts.count == 3, numbers.count == 3 else {
            throw InvalidInput("version", given: text, "must be X.Y.Z, three numbers such as 1.0.0")
        }
        self.numbers = numbers
    }

    /// The version as text.
    public var text: String { numbers.map(String.init).joined(separator: ".") }

    /// The next version for a change that nobody has to know of; `nil` after the last one that there can be.
    public var nextPatch: TemplateVersion? {
        numbers[2] < Self.maximum ? TemplateVersion([numbers[0], numbers[1], numbers[2] + 1]) : nil
    }

    /// Whether a version comes before another one.
    public static func < (a: TemplateVersion, b: TemplateVersion) -> Bool {
        a.numbers.lexicographicallyPrecedes(b.numbers)
    }
}
