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
}

extension AWSClient {
    /// Amazon SNS.
    public var sns: SNSClient { SNSClient(self) }
}
