public import AWSClient
import CloudFormation
import Cryptography
import ScoutIntegration

/// The one table that all stores share.
///
/// Every change is a write under the condition that nothing has changed since the value was read. A write whose answer is lost
/// is sent again, and refused if it had its effect the first time; so each change leaves a mark of its own in the item, and
/// is not made again where its mark is found.
///
/// - Shape: the keys `pk` and `sk`, both strings; the value as JSON in `value`; the marks of its last changes in `changes`,
///   separated by spaces, the newest last; what a kind of item is found by or expires by besides. The index `byOrganization`
///   has the keys `organization` and `createdAt`, and DynamoDB deletes items some time after `expiresAt`, in seconds since 1970.
/// - Source: Amazon DynamoDB Developer Guide, "Optimistic locking with version number", "Using time to live (TTL)".
public struct DynamoDBTable: Sendable {
    /// The name of the table, or its ARN.
    public let name: String
    private let client: DynamoDBClient
    private let clock: AWSClock

    /// The index over integrations.
    static let organizationIndex = "byOrganization"

    /// How often a change is tried again because others were faster.
    private static let maximumAttempts = 40

    /// Of how many changes an item has the marks. A change whose answer is lost is known to be made while fewer have followed.
    private static let maximumMarks = 32

    /// A table.
    ///
    /// - Parameter clock: decides how long to wait where others were faster.
    public init(_ name: String, client: AWSClient, clock: AWSClock = .system) {
        self.name = name
        self.client = client.dynamoDB
        self.clock = clock
    }

    /// Where an item is.
    struct Key: Sendable, Hashable {
        let partition: String
        let sort: String

        var attributes: DynamoDBClient.Item { ["pk": .string(partition), "sk": .string(sort)] }
    }

    /// How values of one kind are written and read.
    struct Kind<Record: Sendable & Equatable>: Sendable {
        /// What a value is, for errors.
        let subject: String
        let decode: @Sendable (Value) -> Record?
        let encode: @Sendable (Record) -> Value
        /// What it is found by, or expires by.
        var attributes: @Sendable (Record) -> DynamoDBClient.Item = { _ in [:] }
    }

    /// The attribute that has DynamoDB delete an item some time after that moment, not before.
    static func expiring(_ time: Timestamp) -> DynamoDBClient.Item { ["expiresAt": .number(time.seconds &+ 1)] }

    /// A value as it is in the table.
    private struct Found<Record: Sendable & Equatable> {
        let record: Record
        /// Oldest first.
        let marks: [Substring]
    }

    // MARK: Reading

    /// The value of a key, as all writes before have left it; `nil` where there is none.
    func read<Record>(_ key: Key, _ kind: Kind<Record>) async throws(StoreError) -> Record? {
        try await find(key, kind)?.record
    }

    /// The value of an item that was found in some way.
    func record<Record>(of item: DynamoDBClient.Item, _ kind: Kind<Record>) throws(StoreError) -> Record {
        try found(in: item, kind).record
    }

    /// All items that a query finds: as all writes before have left them, or in an index as they were a moment ago.
    func items(
        where condition: String,
        _ values: DynamoDBClient.Item,
        index: String? = nil
    ) async throws(StoreError) -> [DynamoDBClient.Item] {
        try await pages { start throws(AWSError) in
            try await client.query(
                table: name,
                index: index,
                keyCondition: condition,
                values: values,
                start: start,
                consistentRead: index == nil
            )
        }
    }

    /// All items of an index, as they were a moment ago.
    func items(ofIndex index: String) async throws(StoreError) -> [DynamoDBClient.Item] {
        try await pages { start throws(AWSError) in
            try await client.scan(table: name, index: index, start: start)
        }
    }

    /// How many items a partition has.
    func count(ofPartition partition: String) async throws(StoreError) -> Int {
        var (count, start) = (0, DynamoDBClient.Item?.none)
        repeat {
            let page = try await stored("read") { () throws(AWSError) in
                try await client.query(
                    table: name,
                    keyCondition: "pk = :pk",
                    values: [":pk": .string(partition)],
                    start: start,
                    consistentRead: true,
                    selectCount: true
                )
            }
            count += page.count
            start = page.lastEvaluatedKey
        } while start != nil
        return count
    }

    private func pages(
        _ read: (DynamoDBClient.Item?) async throws(AWSError) -> DynamoDBClient.Page
    ) async throws(StoreError) -> [DynamoDBClient.Item] {
        var (items, start) = ([DynamoDBClient.Item](), DynamoDBClient.Item?.none)
        repeat {
            let page = try await stored("read") { () throws(AWSError) in try await read(start) }
            items += page.items
            start = page.lastEvaluatedKey
        } while start != nil
        return items
    }

    private func find<Record>(_ key: Key, _ kind: Kind<Record>) async throws(StoreError) -> Found<Record>? {
        let item = try await stored("read") { () throws(AWSError) in
            try await client.getItem(table: name, key: key.attributes, consistentRead: true)
        }
        return try item.map { item throws(StoreError) in try found(in: item, kind) }
    }

    private func found<Record>(
        in item: DynamoDBClient.Item,
        _ kind: Kind<Record>
    ) throws(StoreError) -> Found<Record> {
        guard case .string(let text)? = item["value"], case .string(let marks)? = item["changes"],
            let node = try? JSONReader.read(Array(text.utf8), name: "value"), let record = kind.decode(node.value)
        else {
            throw StoreError("cannot understand", place(item), detail: "it is no \(kind.subject) of this version")
        }
        return Found(record: record, marks: marks.split(separator: " "))
    }

    private func place(_ item: DynamoDBClient.Item) -> String {
        var parts = [name]
        for key in ["pk", "sk"] {
            if case .string(let text)? = item[key] { parts.append(text.displayable(limit: 300)) }
        }
        return parts.joined(separator: " ")
    }

    // MARK: Writing

    /// Adds a value.
    ///
    /// - Throws: where the key has one already.
    func add<Record>(_ record: Record, at key: Key, _ kind: Kind<Record>) async throws(StoreError) {
        let made = try await update(key, kind) { $0 == nil ? record : nil }
        guard made?.before == nil else {
            throw StoreError("cannot add", place(key.attributes), detail: "there is one already")
        }
    }

    /// What an update has come to.
    struct Change<Record: Sendable & Equatable>: Sendable {
        let before: Record?
        let after: Record
    }

    /// Changes the value of a key. Where another process was faster, its change is seen and the own one made again.
    ///
    /// - Parameter change: gives the new value for the present one; `nil` changes nothing.
    /// - Returns: what was there and what the change made of it; `nil` where nothing is.
    @discardableResult
    func update<Record>(
        _ key: Key,
        _ kind: Kind<Record>,
        _ change: (Record?) -> Record?
    ) async throws(StoreError) -> Change<Record>? {
        let mark = RandomToken.base64URL(bytes: 12)
        var tried: (made: Change<Record>, seen: Substring?)?
        for attempt in 0..<Self.maximumAttempts {
            let found = try await find(key, kind)
            if let found, let tried {
                if found.marks.contains(mark[...]) { return tried.made }
                // Among so many changes since then may be the own one.
                let isKnown = tried.seen.map(found.marks.contains) ?? false
                if found.marks.count >= Self.maximumMarks, !isKnown { break }
            }
            guard let after = change(found?.record) else {
                return found.map { Change(before: $0.record, after: $0.record) }
            }
            let made = Change(before: found?.record, after: after)
            guard made.before != made.after else { return made }
            if try await put(after, at: key, kind, in: found, mark) { return made }
            tried = (made, found?.marks.last)
            await pause(attempt)
        }
        throw StoreError("cannot change", place(key.attributes), detail: "others change it all the time")
    }

    /// - Returns: `false` where another change came between, or this one was made already.
    private func put<Record>(
        _ record: Record,
        at key: Key,
        _ kind: Kind<Record>,
        in found: Found<Record>?,
        _ mark: String
    ) async throws(StoreError) -> Bool {
        let marks = found?.marks ?? []
        var item = key.attributes
        item.merge(kind.attributes(record)) { own, _ in own }
        item["value"] = .string(kind.encode(record).json(.compact))
        item["changes"] = .string((marks + [mark[...]]).suffix(Self.maximumMarks).joined(separator: " "))
        do throws(AWSError) {
            // Marks are random, so an item that was deleted and made anew meanwhile has others; a number could be the same.
            try await client.putItem(
                table: name,
                item: item,
                condition: found == nil ? "attribute_not_exists(pk)" : "changes = :changes",
                values: found == nil ? [:] : [":changes": .string(marks.joined(separator: " "))]
            )
            return true
        } catch {
            if error.code == Self.conditionFailed { return false }
            throw StoreError("cannot write", place(key.attributes), detail: error.description)
        }
    }

    /// The code of the error where a condition fails.
    private static let conditionFailed = "ConditionalCheckFailedException"

    /// Waits some milliseconds, more the more often others were faster, so that all get their turn.
    private func pause(_ attempt: Int) async {
        let longest = min(0.2, 0.005 * Double(1 << min(attempt, 10)))
        try? await clock.sleep(longest * clock.random())
    }

    /// Removes the value of a key, if there is one.
    func remove(_ key: Key) async throws(StoreError) {
        try await stored("remove") { () throws(AWSError) in
            try await client.deleteItem(table: name, key: key.attributes)
        }
    }

    /// Does something with the table.
    private func stored<Result>(
        _ verb: String,
        _ body: () async throws(AWSError) -> Result
    ) async throws(StoreError) -> Result {
        do throws(AWSError) {
            return try await body()
        } catch {
            throw StoreError("cannot \(verb)", name, detail: error.description)
        }
    }
}
