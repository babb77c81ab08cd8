/// The calls of Amazon EventBridge that are made here.
///
/// - Source: Amazon EventBridge API Reference.
public struct EventBridgeClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// An event to put on the default bus.
    public struct Entry: Sendable, Hashable {
        /// The event's `source`.
        public var source: String
        /// The event's `detail-type`.
        public var detailType: String
        /// The event's `detail`, as the text of a JSON object.
        public var detail: String
        /// The event's `resources`.
        public var resources: [String]

        /// An event of those parts.
        public init(source: String, detailType: String, detail: String, resources: [String] = []) {
            self.source = source
            self.detailType = detailType
            self.detail = detail
            self.resources = resources
        }
    }

    /// What became of an event: the id that it got, or why it was refused.
    public struct EntryResult: Sendable, Hashable {
        /// The event's id.
        public let eventID: String?
        /// The refusal's code.
        public let errorCode: String?
    }

    /// Puts up to ten events on the default bus, and gives a result for each in the same order.
    public func putEvents(_ entries: [Entry]) async throws(AWSError) -> [EntryResult] {
        let items = entries.map { entry -> JSONText in
            [
                "Source": JSONText(entry.source), "DetailType": JSONText(entry.detailType),
                "Detail": JSONText(entry.detail), "Resources": .array(entry.resources.map { JSONText($0) }),
            ]
        }
        let operation = Operation.json(.eventBridge, "PutEvents", ["Entries": .array(items)])
        struct Answer: Decodable {
            struct Item: Decodable {
                let EventId: String?
                let ErrorCode: String?
            }
            let Entries: [Item]
        }
        let answer = try await client.jsonResult(operation, as: Answer.self)
        return answer.Entries.map { EntryResult(eventID: $0.EventId, errorCode: $0.ErrorCode) }
    }

    /// A connection: how API destinations authenticate.
    public struct Connection: Sendable, Hashable {
        /// The state, like `AUTHORIZED`.
        public let state: String
        /// Why it has that state.
        public let stateReason: String?
    }

    /// The connection of that name.
    public func connection(_ name: String) async throws(AWSError) -> Connection {
        struct Answer: Decodable {
            let ConnectionState: String
            let StateReason: String?
        }
        let operation = Operation.json(.eventBridge, "DescribeConnection", ["Name": JSONText(name)])
        let answer = try await client.jsonResult(operation, as: Answer.self)
        return Connection(state: answer.ConnectionState, stateReason: answer.StateReason)
    }

    /// The state of a rule, like `ENABLED`.
    ///
    /// - Parameter bus: the bus's name or ARN; nil means the default one.
    public func ruleState(_ name: String, bus: String? = nil) async throws(AWSError) -> String {
        struct Answer: Decodable { let State: String }
        let operation = Operation.json(
            .eventBridge,
            "DescribeRule",
            ["Name": JSONText(name), "EventBusName": bus.map { JSONText($0) }]
        )
        return try await client.jsonResult(operation, as: Answer.self).State
    }

    /// Where events are sent over https.
    public struct APIDestination: Sendable, Hashable {
        /// The state, like `ACTIVE`.
        public let state: String
        /// The URL.
        public let invocationEndpoint: String
    }

    /// The API destination of that name.
    public func apiDestination(_ name: String) async throws(AWSError) -> APIDestination {
        struct Answer: Decodable {
            let ApiDestinationState: String
            let InvocationEndpoint: String
        }
        let operation = Operation.json(.eventBridge, "DescribeApiDestination", ["Name": JSONText(name)])
        let answer = try await client.jsonResult(operation, as: Answer.self)
        return APIDestination(state: answer.ApiDestinationState, invocationEndpoint: answer.InvocationEndpoint)
    }
}

extension AWSClient {
    /// Amazon EventBridge.
    public var eventBridge: EventBridgeClient { EventBridgeClient(self) }
}
