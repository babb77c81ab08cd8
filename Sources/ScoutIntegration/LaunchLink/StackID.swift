import CloudFormation

/// The ARN of a stack that exists.
///
/// - Shape: `arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/UUID`.
/// - Source: Service Authorization Reference, "Resource types defined by AWS CloudFormation".
public struct StackID: Sendable, Hashable {
    /// The ARN.
    public let arn: String
    /// The region that the stack is in.
    public let region: Region
    /// The account that the stack is in.
    public let accountID: AccountID
    /// The stack's name.
    public let name: StackName

    /// Checks an ARN.
    public init(_ text: String) throws(InvalidInput) {
        let parts = text.parts(separatedBy: ":")
        guard parts.count == 6, parts[0] == "arn", parts[2] == "cloudformation" else { throw Self.malformed(text) }
        let resource = parts[5].parts(separatedBy: "/")
        guard resource.count == 3, resource[0] == "stack", Self.isUUID(resource[2]) else { throw Self.malformed(text) }
        region = try Region(String(parts[3]))
        guard parts[1] == region.partition.rawValue else {
            throw InvalidInput(
                "stack id",
                given: text,
                "must begin with arn:\(region.partition.rawValue), the partition of \(region.name)"
            )
        }
        accountID = try AccountID(String(parts[4]))
        name = try StackName(String(resource[1]))
        arn = text
    }

    private static func isUUID(_ text: Substring) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return zip(0..., text.utf8).allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        }
    }

    private static func malformed(_ text: String) -> InvalidInput {
        InvalidInput(
            "stack id",
            given: text,
            "must be a stack's ARN, such as "
                + "arn:aws:cloudformation:us-east-1:111122223333:stack/Name/01234567-89ab-cdef-0123-456789abcdef"
        )
    }
}
