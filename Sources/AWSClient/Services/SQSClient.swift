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

    /// A message to send with others.
    public struct Entry: Sendable, Hashable {
        /// What tells it from the others of its batch: up to 80 letters, digits, hyphens and underscores.
        public var id: String
        /// The text.
        public var body: String
        /// For how long nobody receives it, in seconds; nil means the queue's own delay.
        public var delaySeconds: Int?

        /// A message of those parts.
        public init(id: String, body: String, delaySeconds: Int? = nil) {
            (self.id, self.body, self.delaySeconds) = (id, body, delaySeconds)
        }
    }

    /// Why a message of a batch was not sent.
    public struct FailedEntry: Sendable, Hashable {
        /// The ``Entry/id``.
        public let id: String
        /// The code.
        public let code: String
        /// What SQS says.
        public let message: String?
        /// Whether the message itself is to blame, so that sending it again is of no use.
        public let isSenderFault: Bool
    }

    /// Sends up to ten messages, together no longer than one may be, and gives those that were not sent.
    public func sendMessageBatch(queueURL: String, _ entries: [Entry]) async throws(AWSError) -> [FailedEntry] {
        let items = entries.map { entry -> JSONText in
            [
                "Id": JSONText(entry.id), "MessageBody": JSONText(entry.body),
                "DelaySeconds": entry.delaySeconds.map(JSONText.number),
            ]
        }
        let operation = Operation.json(
            .sqs,
            "SendMessageBatch",
            ["QueueUrl": JSONText(queueURL), "Entries": .array(items)]
        )
        struct Answer: Decodable {
            struct Item: Decodable {
                let Id: String
                let Code: String
                let Message: String?
                let SenderFault: Bool
            }
            let Failed: [Item]?
        }
        let failed = try await client.jsonResult(operation, as: Answer.self).Failed ?? []
        return failed.map {
            FailedEntry(id: $0.Id, code: $0.Code, message: $0.Message, isSenderFault: $0.SenderFault)
        }
    }

    /// A message as it was received.
    public struct Message: Sendable, Hashable {
        /// The id, the same for each time that it is received.
        public let id: String
        /// What deletes it, or keeps it longer, after it was received this time.
        public let receiptHandle: String
        /// The text.
        public let body: String
        /// What SQS knows of it, by name, like `ApproximateReceiveCount`.
        public let systemAttributes: [String: String]
        /// The texts that travelled beside the body, by name.
        public let attributes: [String: String]
    }

    /// Takes messages that nobody else is working on.
    ///
    /// - Parameters:
    ///   - max: how many at most, from 1 to 10.
    ///   - waitSeconds: how long to wait for a first one, up to 20, and less than the client's policy has for an attempt.
    ///   - visibilityTimeout: for how many seconds nobody else receives them; nil means the queue's own timeout.
    public func receiveMessages(
        queueURL: String,
        max: Int = 10,
        waitSeconds: Int = 0,
        visibilityTimeout: Int? = nil
    ) async throws(AWSError) -> [Message] {
        let operation = Operation.json(
            .sqs,
            "ReceiveMessage",
            [
                "QueueUrl": JSONText(queueURL), "MaxNumberOfMessages": .number(max),
                "WaitTimeSeconds": .number(waitSeconds),
                "VisibilityTimeout": visibilityTimeout.map(JSONText.number), "MessageSystemAttributeNames": ["All"],
                "MessageAttributeNames": ["All"],
            ]
        ).allowing(responseBytes: 8 << 20)  // messages have a megabyte together, which JSON makes longer
        struct Answer: Decodable {
            struct Item: Decodable {
                struct Value: Decodable { let StringValue: String? }
                let MessageId: String
                let ReceiptHandle: String
                let Body: String
                let Attributes: [String: String]?
                let MessageAttributes: [String: Value]?
            }
            let Messages: [Item]?
        }
        return (try await client.jsonResult(operation, as: Answer.self).Messages ?? []).map {
            Message(
                id: $0.MessageId,
                receiptHandle: $0.ReceiptHandle,
                body: $0.Body,
                systemAttributes: $0.Attributes ?? [:],
                attributes: ($0.MessageAttributes ?? [:]).compactMapValues(\.StringValue)
            )
        }
    }

    /// Deletes a message that was received.
    public func deleteMessage(queueURL: String, receiptHandle: String) async throws(AWSError) {
        _ = try await client.call(
            .json(
                .sqs,
                "DeleteMessage",
                ["QueueUrl": JSONText(queueURL), "ReceiptHandle": JSONText(receiptHandle)]
            )
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

    /// What the queue is like, by the names that are asked for, like `ApproximateNumberOfMessages`.
    public func queueAttributes(queueURL: String, _ names: [String]) async throws(AWSError) -> [String: String] {
        let operation = Operation.json(
            .sqs,
            "GetQueueAttributes",
            ["QueueUrl": JSONText(queueURL), "AttributeNames": .array(names.map { JSONText($0) })]
        )
        struct Answer: Decodable { let Attributes: [String: String]? }
        return try await client.jsonResult(operation, as: Answer.self).Attributes ?? [:]
    }
}

extension AWSClient {
    /// Amazon SQS.
    public var sqs: SQSClient { SQSClient(self) }
}
