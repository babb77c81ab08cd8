import CloudFormation

/// Where the service keeps its data.
public enum DataLocation: Sendable, Hashable {
    /// In the files of a folder.
    case folder(path: String)
    /// In a table of Amazon DynamoDB.
    case table(name: String)

    /// What a table's name stands behind.
    public static let tablePrefix = "dynamodb:"

    /// Reads a location.
    ///
    /// - Shape: `dynamodb:TABLE`, or else the path of a folder; a folder of such a name is `./dynamodb:…`.
    /// - Source: Amazon DynamoDB Developer Guide, "Supported data types and naming rules".
    public init(_ text: String) throws(InvalidInput) {
        guard text.hasPrefix(Self.tablePrefix) else {
            self = .folder(path: text)
            return
        }
        let name = String(text.dropFirst(Self.tablePrefix.count))
        guard (3...255).contains(name.utf8.count),
            name.utf8.allSatisfy({ $0.isAlphanumeric || "_.-".utf8.contains($0) })
        else {
            throw InvalidInput("table", given: name, "must have 3 to 255 letters, digits, _, . and -")
        }
        self = .table(name: name)
    }
}
