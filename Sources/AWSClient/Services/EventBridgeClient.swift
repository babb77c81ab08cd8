/// The calls of Amazon EventBridge that are made here.
///
/// - Source: Amazon EventBridge API Reference.
public struct EventBridgeClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

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
