extension DynamoDBClient {
    /// The value of an attribute. DynamoDB has more types; an item that has one of those is not read.
    public enum AttributeValue: Sendable, Hashable {
        /// A text.
        case string(String)
        /// A number without fraction; DynamoDB's own may be larger.
        case number(Int64)
        /// A truth value.
        case boolean(Bool)
        /// The value that says that there is none.
        case null
    }

    /// Attributes by name.
    public typealias Item = [String: AttributeValue]

    /// A value as it comes, with its type for a name.
    struct WrittenValue: Decodable {
        private let S: String?
        private let N: String?
        private let BOOL: Bool?
        private let NULL: Bool?

        /// Nil for what ``AttributeValue`` does not have.
        var value: AttributeValue? {
            if let S { return .string(S) }
            if let N { return Int64(N).map(AttributeValue.number) }
            if let BOOL { return .boolean(BOOL) }
            return NULL == true ? .null : nil
        }
    }
}

extension JSONText {
    static func item(_ item: DynamoDBClient.Item) -> JSONText {
        .object(item.sorted { $0.key < $1.key }.map { ($0.key, .attribute($0.value)) })
    }

    /// Nil without any: DynamoDB refuses an empty list.
    static func values(_ values: DynamoDBClient.Item) -> JSONText? { values.isEmpty ? nil : .item(values) }

    /// Nil without any: DynamoDB refuses an empty list.
    static func names(_ names: [String: String]) -> JSONText? {
        names.isEmpty ? nil : .object(names.sorted { $0.key < $1.key }.map { ($0.key, JSONText($0.value)) })
    }

    private static func attribute(_ value: DynamoDBClient.AttributeValue) -> JSONText {
        switch value {
        case .string(let text): ["S": JSONText(text)]
        case .number(let number): ["N": JSONText(String(number))]
        case .boolean(let value): ["BOOL": .boolean(value)]
        case .null: ["NULL": .boolean(true)]
        }
    }
}
