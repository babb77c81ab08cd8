/// The calls of Amazon SNS that are made here.
///
/// - Source: Amazon SNS API Reference.
public struct SNSClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// Confirms a subscription with the token that came to its endpoint, and gives the subscription's ARN.
    ///
    /// - Parameter authenticateOnUnsubscribe: whether only the topic's and the subscription's owner may end it.
    public func confirmSubscription(
        topicARN: String,
        token: String,
        authenticateOnUnsubscribe: Bool = false
    ) async throws(AWSError) -> String {
        let operation = Operation.query(
            .sns,
            "ConfirmSubscription",
            [
                ("TopicArn", topicARN), ("Token", token),
                ("AuthenticateOnUnsubscribe", authenticateOnUnsubscribe ? "true" : nil),
            ]
        ).keepingSecret([token])
        guard let arn = try await client.queryResult(operation).text("SubscriptionArn") else {
            throw client.incomplete(operation, "SubscriptionArn")
        }
        return arn
    }

    /// What a topic's messages are sent to.
    public struct Subscription: Sendable, Hashable {
        /// The ARN, or `PendingConfirmation`.
        public let arn: String
        /// The protocol, like `https`.
        public let `protocol`: String
        /// The address.
        public let endpoint: String
    }

    /// A topic's subscriptions, and where the next page starts; nil after the last one.
    public func subscriptions(
        ofTopic topicARN: String,
        start: String? = nil
    ) async throws(AWSError) -> (subscriptions: [Subscription], next: String?) {
        let operation = Operation.query(
            .sns,
            "ListSubscriptionsByTopic",
            [("TopicArn", topicARN), ("NextToken", start)]
        )
        let result = try await client.queryResult(operation)
        var subscriptions: [Subscription] = []
        for member in result["Subscriptions"]?.children ?? [] {
            guard let arn = member.text("SubscriptionArn"), let name = member.text("Protocol"),
                let endpoint = member.text("Endpoint")
            else { throw client.incomplete(operation, "SubscriptionArn, Protocol or Endpoint") }
            subscriptions.append(Subscription(arn: arn, protocol: name, endpoint: endpoint))
        }
        return (subscriptions, result.text("NextToken"))
    }
}

extension AWSClient {
    /// Amazon SNS.
    public var sns: SNSClient { SNSClient(self) }
}
