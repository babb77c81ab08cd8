/// The calls of Amazon SQS that are made here, of queues in the client's region.
///
/// - Source: Amazon SQS API Reference.
public struct SQSClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// Sends a message, and gives its id.
    ///
    /// - Parameters:
    ///   - delaySeconds: for how long nobody receives it, up to 900; nil means the queue's own delay.
    ///   - attributes: texts that travel beside the body, by name.
    @discardableResult
    public func sendMessage(
        queueURL: String,
        body: String,
        delaySeconds: Int? = nil,
        attributes: [String: String] = [:]
    ) async throws(AWSError) -> String {
        let operation = Operation.json(
            .sqs,
            "SendMessage",
            [
                "QueueUrl": JSONText(queueURL), "MessageBody": JSONText(body),
                "DelaySeconds": delaySeconds.map(JSONText.number), "MessageAttributes": Self.written(attributes),
            ]
        )
        struct Answer: Decodable { let MessageId: String }
        return try await client.jsonResult(operation, as: Answer.self).MessageId
    }

    private static func written(_ attributes: [String: String]) -> JSONText? {
        guard !attributes.isEmpty else { return nil }
        return .object(
            attributes.sorted { $0.key < $1.key }.map { name, value in
                (name, ["DataType": "String", "StringValue": JSONText(value)])
            }
        )
    }

    /// Has nobody else receive a message for so many seconds from now; with 0, everybody at once.
    public func changeMessageVisibility(
        queueURL: String,
        receiptHandle: String,
        seconds: Int
    ) async throws(AWSError) {
        _ = try await client.call(
            .json(
                .sqs,
                "ChangeMessageVisibility",
                [
                    "QueueUrl": JSONText(queueURL), "ReceiptHandle": JSONText(receiptHandle),
                    "VisibilityTimeout": .number(seconds),
                ]
            )
        )
    }
}

extension AWSClient {
    /// Amazon SQS.
    public var sqs: SQSClient { SQSClient(self) }
}
