/// The id of an AWS account: 12 digits, leading zeros included.
///
/// - Source: AWS Account Management Reference Guide, "View AWS account identifiers".
public struct AccountID: Sendable, Hashable {
    /// The 12 digits.
    public let digits: String

    /// The account of that id.
    public init(_ text: String) throws(InvalidInput) {
        guard text.utf8.count == 12, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            throw InvalidInput("account id", given: text, "must be 12 digits, such as 111122223333")
        }
        digits = text
    }
}
