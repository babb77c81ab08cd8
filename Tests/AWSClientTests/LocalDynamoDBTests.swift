import Foundation
import TestSupport
import Testing

@testable import AWSClient

/// The client against a DynamoDB that others have written, whose table boto3 has made.
@Suite(.enabled(if: Tools.areInstalled, "\(Tools.hint)"), .timeLimit(.minutes(5)))
struct `On a local DynamoDB` {
    private static func client(_ local: LocalDynamoDB) throws -> DynamoDBClient {
        var environment = AWSEnvironment.process
        environment.variables = [
            "AWS_ENDPOINT_URL_DYNAMODB": local.endpointURL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        ]
        return try AWSClient.standard(environment, transport: SystemTransport(), policy: .patient).dynamoDB
    }

    private static func key(_ pk: String, _ sk: String = "s") -> DynamoDBClient.Item {
        ["pk": .string(pk), "sk": .string(sk)]
    }

    @Test func `items are written under conditions, and found by key and by index`()
        async throws
    {
        let local = try await blocking { try LocalDynamoDB(table: "scout", expires: true) }
        defer { local.stop() }
        let dynamoDB = try Self.client(local)
        try await writeUnderConditions(dynamoDB)
        try await findByPages(dynamoDB)
        let missing = await #expect(throws: AWSError.self) {
            try await dynamoDB.getItem(table: "nothing", key: Self.key("a"))
        }
        #expect(missing?.code == "ResourceNotFoundException" && missing?.isRetryable == false)
    }

    private func writeUnderConditions(_ dynamoDB: DynamoDBClient) async throws {
        let item = Self.key("é\"\\\n😀").merging(
            ["n": .number(.max), "yes": .boolean(true), "no": .boolean(false), "nothing": .null, "empty": .string("")],
            uniquingKeysWith: { $1 }
        )
        let key = Self.key("é\"\\\n😀")
        #expect(try await dynamoDB.getItem(table: "scout", key: key) == nil)
        // Of many at once that say "if there is none", one succeeds.
        let codes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(AWSError) {
                        try await dynamoDB.putItem(table: "scout", item: item, condition: "attribute_not_exists(pk)")
                        return ""
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.sorted() == [""] + Array(repeating: "ConditionalCheckFailedException", count: 7))
        #expect(try await dynamoDB.getItem(table: "scout", key: key, consistentRead: true) == item)
        var changed = item
        (changed["n"], changed["nothing"]) = (.number(-1), nil)
        try await dynamoDB.putItem(
            table: "scout",
            item: changed,
            condition: "#n = :old",
            names: ["#n": "n"],
            values: [":old": .number(.max)]
        )
        #expect(try await dynamoDB.getItem(table: "scout", key: key) == changed)
        let refused = await #expect(throws: AWSError.self) {
            try await dynamoDB.deleteItem(table: "scout", key: key, condition: "n = :n", values: [":n": .number(0)])
        }
        #expect(refused?.code == "ConditionalCheckFailedException")
        try await dynamoDB.deleteItem(table: "scout", key: key, condition: "n = :n", values: [":n": .number(-1)])
        #expect(try await dynamoDB.getItem(table: "scout", key: key) == nil)
    }

    private func findByPages(_ dynamoDB: DynamoDBClient) async throws {
        for number in 0..<5 {
            var item = Self.key("list", "\(number)")
            (item["organization"], item["createdAt"]) = (.string("o"), .string("\(9 - number)"))
            (item["isOdd"], item["expiresAt"]) = (.boolean(number % 2 == 1), .number(4_000_000_000))
            try await dynamoDB.putItem(table: "scout", item: item)
        }
        var found: [[DynamoDBClient.AttributeValue?]] = []
        var start: DynamoDBClient.Item?
        repeat {
            let page = try await dynamoDB.query(
                table: "scout",
                index: "byOrganization",
                keyCondition: "organization = :o AND createdAt > :c",
                values: [":o": .string("o"), ":c": .string("5")],
                scanForward: false,
                limit: 3,
                start: start
            )
            found.append(page.items.map { $0["sk"] })
            start = page.lastEvaluatedKey
        } while start != nil && found.count < 5
        #expect(found.first == [.string("0"), .string("1"), .string("2")])
        #expect(found.joined().map { $0 } == (0..<4).map { .string("\($0)") })
        let count = try await dynamoDB.query(
            table: "scout",
            keyCondition: "pk = :p",
            filter: "isOdd = :t",
            values: [":p": .string("list"), ":t": .boolean(true)],
            selectCount: true
        )
        #expect(count.count == 2 && count.items == [])
        let scanned = try await dynamoDB.scan(
            table: "scout",
            filter: "begins_with(#s, :s)",
            names: ["#s": "sk"],
            values: [":s": .string("4")]
        )
        #expect(scanned.items.map { $0["createdAt"] } == [.string("5")])
    }

}

extension RetryPolicy {
    /// For calls that may wait long for their turn among other tests.
    static var patient: RetryPolicy {
        var policy = RetryPolicy()
        (policy.attemptSeconds, policy.totalSeconds) = (300, 600)
        return policy
    }
}
