import CloudFormation

/// The name of a resource of AWS.
///
/// - Shape: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; region and account may be empty.
/// - Source: AWS General Reference, "Amazon Resource Names (ARNs)".
public struct ARN: Sendable, Hashable {
    /// The name as it was given.
    public let text: String
    /// The partition.
    public let partition: Partition
    /// The service: `iam`, `secretsmanager`, `sns`.
    public let service: String
    /// The region; empty for resources of no region, such as roles.
    public let region: String
    /// The account's id.
    public let account: String
    /// What the service calls the resource: `role/Name`, `secret:Name-AbCdEf`, a topic's name.
    public let resource: String

    /// Checks a name.
    ///
    /// - Parameter subject: what the name is of, for the error: `topic`.
    public init(_ text: String, subject: String = "resource name") throws(InvalidInput) {
        let parts = text.parts(separatedBy: ":", atMost: 6).map(String.init)
        guard text.utf8.count <= 2_048, parts.count == 6, parts[0] == "arn", !parts[5].isEmpty,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw InvalidInput(subject, given: text, "must be an ARN: arn:partition:service:region:account:resource")
        }
        guard let partition = Partition(rawValue: parts[1]) else {
            let known = Partition.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput(subject, given: text, "must be of a partition that is known: \(known)")
        }
        self.text = text
        self.partition = partition
        service = parts[2]
        region = parts[3]
        account = parts[4]
        resource = parts[5]
    }

    /// Whether this is a role.
    public var isRole: Bool { service == "iam" && region.isEmpty && resource.hasPrefix("role/") }

    /// Whether this is a secret.
    public var isSecret: Bool { service == "secretsmanager" && resource.hasPrefix("secret:") }

    /// Whether this is a topic.
    public var isTopic: Bool { service == "sns" && !resource.utf8.contains(UInt8(ascii: ":")) }
}
