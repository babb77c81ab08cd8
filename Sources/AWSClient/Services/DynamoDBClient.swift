/// The calls of Amazon DynamoDB that are made here.
///
/// A write whose answer was lost is sent again, so its condition may fail because of the write's own success. Whoever needs to
/// know writes something of their own into the item, and reads it after a failed condition.
///
/// - Source: Amazon DynamoDB API Reference.
public struct DynamoDBClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// The item of that key; nil without one.
    ///
    /// - Parameter consistentRead: whether all writes that have succeeded before are seen.
    public func getItem(table: String, key: Item, consistentRead: Bool = false) async throws(AWSError) -> Item? {
        let operation = Operation.json(
            .dynamoDB,
            "GetItem",
            [
                "TableName": JSONText(table), "Key": .item(key),
                "ConsistentRead": consistentRead ? .boolean(true) : nil,
            ]
        ).allowing(responseBytes: Self.maximumResponseBytes)
        struct Answer: Decodable { let Item: [String: WrittenValue]? }
        guard let item = try await client.jsonResult(operation, as: Answer.self).Item else { return nil }
        return try read(item, of: operation)
    }

    /// Puts an item in place of the one that has its key, if the condition holds.
    ///
    /// - Parameters:
    ///   - condition: about the item that is there; the error's code is `ConditionalCheckFailedException` where it fails.
    ///   - names: attributes by the placeholders, like `#n`, that stand for them in expressions.
    ///   - values: values by the placeholders, like `:v`, that stand for them in expressions.
    public func putItem(
        table: String,
        item: Item,
        condition: String? = nil,
        names: [String: String] = [:],
        values: Item = [:]
    ) async throws(AWSError) {
        try await write("PutItem", table, ("Item", .item(item)), condition, names, values)
    }

    /// Deletes the item of that key, if there is one and the condition holds.
    ///
    /// Parameters as for ``putItem(table:item:condition:names:values:)``.
    public func deleteItem(
        table: String,
        key: Item,
        condition: String? = nil,
        names: [String: String] = [:],
        values: Item = [:]
    ) async throws(AWSError) {
        try await write("DeleteItem", table, ("Key", .item(key)), condition, names, values)
    }

    private func write(
        _ name: String,
        _ table: String,
        _ subject: (String, JSONText),
        _ condition: String?,
        _ names: [String: String],
        _ values: Item
    ) async throws(AWSError) {
        let parameters = JSONText.object([
            ("TableName", JSONText(table)), subject, ("ConditionExpression", condition.map { JSONText($0) }),
            ("ExpressionAttributeNames", .names(names)), ("ExpressionAttributeValues", .values(values)),
        ])
        _ = try await client.call(.json(.dynamoDB, name, parameters))
    }

    /// What a query or a scan has found so far.
    public struct Page: Sendable, Hashable {
        /// The items; none when only their number was asked for.
        public let items: [Item]
        /// How many there are on this page, after the filter.
        public let count: Int
        /// Where the next page starts; nil after the last one. There may be a next page after one without items.
        public let lastEvaluatedKey: Item?
    }

    /// A page of the items of one partition, in the order of their sort keys.
    ///
    /// - Parameters:
    ///   - index: nil means the table itself.
    ///   - keyCondition: about the partition key, for which it names one value, and the sort key.
    ///   - filter: which of them to give; the others are read, and paid for, all the same.
    ///   - scanForward: whether the sort keys ascend.
    ///   - limit: how many items to read for a page, before the filter; nil means a megabyte.
    ///   - start: the ``Page/lastEvaluatedKey`` of the page before.
    ///   - selectCount: whether only the number of items is wanted.
    public func query(
        table: String,
        index: String? = nil,
        keyCondition: String,
        filter: String? = nil,
        names: [String: String] = [:],
        values: Item = [:],
        scanForward: Bool = true,
        limit: Int? = nil,
        start: Item? = nil,
        consistentRead: Bool = false,
        selectCount: Bool = false
    ) async throws(AWSError) -> Page {
        try await page(
            "Query",
            table,
            index,
            keyCondition: keyCondition,
            filter,
            names,
            values,
            scanForward: scanForward,
            limit,
            start,
            consistentRead,
            selectCount
        )
    }

    /// A page of all items, in no order.
    ///
    /// Parameters as for ``query(table:index:keyCondition:filter:names:values:scanForward:limit:start:consistentRead:selectCount:)``.
    public func scan(
        table: String,
        index: String? = nil,
        filter: String? = nil,
        names: [String: String] = [:],
        values: Item = [:],
        limit: Int? = nil,
        start: Item? = nil,
        consistentRead: Bool = false,
        selectCount: Bool = false
    ) async throws(AWSError) -> Page {
        try await page(
            "Scan",
            table,
            index,
            keyCondition: nil,
            filter,
            names,
            values,
            scanForward: true,
            limit,
            start,
            consistentRead,
            selectCount
        )
    }

    /// What does not differ from the service's own choice is not sent.
    private func page(
        _ name: String,
        _ table: String,
        _ index: String?,
        keyCondition: String?,
        _ filter: String?,
        _ names: [String: String],
        _ values: Item,
        scanForward: Bool,
        _ limit: Int?,
        _ start: Item?,
        _ consistentRead: Bool,
        _ selectCount: Bool
    ) async throws(AWSError) -> Page {
        let parameters: JSONText = [
            "TableName": JSONText(table), "IndexName": index.map { JSONText($0) },
            "KeyConditionExpression": keyCondition.map { JSONText($0) },
            "FilterExpression": filter.map { JSONText($0) }, "ExpressionAttributeNames": .names(names),
            "ExpressionAttributeValues": .values(values), "ScanIndexForward": scanForward ? nil : .boolean(false),
            "Limit": limit.map(JSONText.number), "ExclusiveStartKey": start.map(JSONText.item),
            "ConsistentRead": consistentRead ? .boolean(true) : nil, "Select": selectCount ? "COUNT" : nil,
        ]
        let operation = Operation.json(.dynamoDB, name, parameters).allowing(responseBytes: Self.maximumResponseBytes)
        struct Answer: Decodable {
            let Items: [[String: WrittenValue]]?
            let Count: Int
            let LastEvaluatedKey: [String: WrittenValue]?
        }
        let answer = try await client.jsonResult(operation, as: Answer.self)
        var items: [Item] = []
        for item in answer.Items ?? [] { items.append(try read(item, of: operation)) }
        var last: Item?
        if let key = answer.LastEvaluatedKey { last = try read(key, of: operation) }
        return Page(items: items, count: answer.Count, lastEvaluatedKey: last)
    }

    /// A page has up to a megabyte of items, which JSON makes longer.
    private static let maximumResponseBytes = 8 << 20

    private func read(_ written: [String: WrittenValue], of operation: Operation) throws(AWSError) -> Item {
        var item: Item = [:]
        for (name, value) in written {
            guard let value = value.value else {
                throw AWSError(
                    .response,
                    operation,
                    code: "InvalidResponse",
                    message: "attribute \(name.displayable(100)) must be a string, a 64-bit integer, a Boolean or null"
                )
            }
            item[name] = value
        }
        return item
    }
}

extension AWSClient {
    /// Amazon DynamoDB.
    public var dynamoDB: DynamoDBClient { DynamoDBClient(self) }
}
