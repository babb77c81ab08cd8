import CloudFormation

/// The name of a stack, unique among the stacks of an account and region.
///
/// - Source: AWS CloudFormation API Reference, "CreateStack", parameter `StackName`.
public struct StackName: Sendable, Hashable {
    /// The name.
    public let name: String

    /// The name that launch links propose.
    public static let proposed = StackName(unchecked: "DockerScoutECRIntegration")

    /// Checks a name.
    public init(_ text: String) throws(InvalidInput) {
        guard text.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }),
            let first = text.utf8.first, first.isAlphanumeric, !first.isDigit, text.utf8.count <= 128
        else {
            throw InvalidInput(
                "stack name",
                given: text,
                "must begin with a letter and have letters, digits and hyphens only, at most 128"
            )
        }
        name = text
    }

    private init(unchecked name: String) { self.name = name }
}
