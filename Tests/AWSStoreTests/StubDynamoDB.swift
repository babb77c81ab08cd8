import Foundation
import Synchronization
import Testing

@testable import AWSClient
@testable import AWSStore

/// A DynamoDB of a few lines that breaks off, and is interrupted, where a test says so. Its pages have two items.
final class StubDynamoDB: HTTPTransport {
    /// Attributes by name, each with its value by its type.
    typealias Item = [String: [String: String]]

    /// What is asked, as far as it counts here.
    struct Request: Decodable {
        let Key: Item?
        let Item: Item?
        let IndexName: String?
        let ConsistentRead: Bool?
        let Select: String?
        let KeyConditionExpression: String?
        let ConditionExpression: String?
        let ExpressionAttributeValues: Item?
        let ExclusiveStartKey: Item?
    }

    private struct Page: Encodable {
        let Items: [Item]?
        let Count: Int
        let LastEvaluatedKey: Item?
    }

    private enum Interruption {
        case before(@Sendable () async throws -> Void)
        case instead(of: @Sendable () async throws -> Void)
    }

    private struct State {
        var items: [[String]: Item] = [:]
        var requests: [(operation: String, request: Request)] = []
        var interruptions: [Interruption] = []
        var slept: [Double] = []
    }

    private let state = Mutex(State())

    /// What is in the table.
    var items: [Item] { state.withLock { Array($0.items.values) } }

    /// What was asked.
    var requests: [(operation: String, request: Request)] { state.withLock { $0.requests } }

    /// The seconds of all waits.
    var slept: [Double] { state.withLock { $0.slept } }

    /// The table, as a process sees it that waits for nothing.
    func table() throws -> DynamoDBTable {
        var clock = AWSClock.system
        clock.sleep = { (seconds) async throws(CancellationError) in self.state.withLock { $0.slept.append(seconds) } }
        clock.random = { 0.5 }
        clock.uptime = { 0 }
        let credentials = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret-of-the-example")
        let client = AWSClient(
            region: try AWSRegion("eu-central-1"),
            credentials: CredentialCache(StaticCredentialProvider(credentials), clock: clock),
            transport: self,
            clock: clock
        )
        return DynamoDBTable("scout", client: client, clock: clock)
    }

    /// Puts an item into its place.
    func put(_ item: Item) { state.withLock { $0.items[Self.key(item)] = item } }

    /// Removes all items.
    func removeAll() { state.withLock { $0.items.removeAll() } }

    /// Does something before the next write of an item, which comes too late then.
    func beforeNextWrite(_ body: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0.interruptions.append(.before(body)) }
    }

    /// Loses the answer to the next write of an item, and does something before it is sent again.
    func insteadOfNextAnswer(_ body: @escaping @Sendable () async throws -> Void = {}) {
        state.withLock { $0.interruptions.append(.instead(of: body)) }
    }

    func send(_ sent: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        do {
            let target = try #require(sent.headers["X-Amz-Target"])
            let operation = String(try #require(target.split(separator: ".").last))
            let request = try JSONDecoder().decode(Request.self, from: Data(sent.body))
            let interruption = state.withLock { state in
                state.requests.append((operation, request))
                let isInterrupted = operation == "PutItem" && !state.interruptions.isEmpty
                return isInterrupted ? state.interruptions.removeFirst() : nil
            }
            if case .before(let body)? = interruption { try await body() }
            let response = try state.withLock { try Self.answer(operation, request, &$0.items) }
            if case .instead(let body)? = interruption {
                try await body()
                throw TransportError(.connection, host: "stub", "the answer was lost")
            }
            return response
        } catch let error as TransportError {
            throw error
        } catch {
            throw TransportError(.invalidRequest, host: "stub", "\(error)")
        }
    }

    private static func key(_ item: Item) -> [String] { ["pk", "sk"].map { item[$0]?["S"] ?? "" } }

    private static func answer(
        _ operation: String,
        _ request: Request,
        _ items: inout [[String]: Item]
    ) throws -> IncomingResponse {
        switch operation {
        case "GetItem":
            let item = items[key(try #require(request.Key))]
            return try response(item.map { ["Item": $0] } ?? [:])
        case "PutItem":
            let item = try #require(request.Item)
            guard holds(request, items[key(item)]) else {
                let code = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"
                return try response(["__type": code, "message": "The conditional request failed"], status: 400)
            }
            items[key(item)] = item
            return try response([String: String]())
        case "DeleteItem":
            items[key(try #require(request.Key))] = nil
            return try response([String: String]())
        case "Query", "Scan": return try response(page(request, items))
        default: throw TransportError(.invalidRequest, host: "stub", "no \(operation) here")
        }
    }

    /// A condition says that there is no item, or what one attribute is.
    private static func holds(_ request: Request, _ item: Item?) -> Bool {
        guard let condition = request.ConditionExpression else { return true }
        if condition == "attribute_not_exists(pk)" { return item == nil }
        let sides = condition.components(separatedBy: " = ")
        guard sides.count == 2, let value = request.ExpressionAttributeValues?[sides[1]] else { return false }
        return item?[sides[0]] == value
    }

    private static func page(_ request: Request, _ items: [[String]: Item]) -> Page {
        let values = request.ExpressionAttributeValues ?? [:]
        let found = items.values.sorted { key($0).lexicographicallyPrecedes(key($1)) }.filter { item in
            let isHere = request.IndexName == nil || item["organization"] != nil
            let isWanted = ["pk", "organization"].allSatisfy { values[":\($0)"] == nil || item[$0] == values[":\($0)"] }
            let prefix = values[":prefix"]?["S"] ?? ""
            return isHere && isWanted && item["sk"]?["S"]?.hasPrefix(prefix) == true
        }
        let rest = found.drop { item in
            request.ExclusiveStartKey.map { !key($0).lexicographicallyPrecedes(key(item)) } ?? false
        }
        let page = Array(rest.prefix(2))
        return Page(
            Items: request.Select == "COUNT" ? nil : page,
            Count: page.count,
            LastEvaluatedKey: rest.count <= 2 ? nil : page.last.map { $0.filter { ["pk", "sk"].contains($0.key) } }
        )
    }

    private static func response(_ body: some Encodable, status: Int = 200) throws -> IncomingResponse {
        IncomingResponse(status: status, body: Array(try JSONEncoder().encode(body)))
    }
}
