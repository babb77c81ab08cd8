import Foundation
import Testing

@testable import AWSClient

private func json(_ request: OutgoingRequest) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
}

@Suite struct `SQS` {
    @Test func `is given messages, received from and asked about queues`() async throws {
        let transport = ScriptedTransport([
            .answer(200, #"{"MessageId":"m"}"#),
            .answer(
                200,
                #"{"Successful":[],"Failed":[{"Id":"b","Code":"InternalError","SenderFault":false,"Message":"w"}]}"#
            ),
            .answer(
                200,
                #"{"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"é\n","MD5OfBody":"x","Attributes":{"ApproximateReceiveCount":"2"},"MessageAttributes":{"kind":{"DataType":"String","StringValue":"k"},"raw":{"DataType":"Binary","BinaryValue":"aGk="}}}]}"#
            ), .answer(200, "{}"), .answer(200), .answer(200), .answer(200, #"{"Attributes":{"QueueArn":"a"}}"#),
        ])
        let sqs = try AWSClient.scripted(transport).sqs
        #expect(
            try await sqs.sendMessage(queueURL: "q", body: "é\n", delaySeconds: 3, attributes: ["kind": "k"]) == "m"
        )
        let failed = try await sqs.sendMessageBatch(
            queueURL: "q",
            [SQSClient.Entry(id: "a", body: "1"), SQSClient.Entry(id: "b", body: "2", delaySeconds: 5)]
        )
        #expect(failed.map(\.id) == ["b"] && failed.map(\.code) == ["InternalError"] && !failed[0].isSenderFault)
        let messages = try await sqs.receiveMessages(queueURL: "q", max: 5, waitSeconds: 10, visibilityTimeout: 60)
        #expect(messages.count == 1 && messages[0].body == "é\n" && messages[0].receiptHandle == "r")
        #expect(
            messages[0].systemAttributes == ["ApproximateReceiveCount": "2"] && messages[0].attributes == ["kind": "k"]
        )
        #expect(try await sqs.receiveMessages(queueURL: "q") == [])
        try await sqs.deleteMessage(queueURL: "q", receiptHandle: "r")
        try await sqs.changeMessageVisibility(queueURL: "q", receiptHandle: "r", seconds: 0)
        #expect(try await sqs.queueAttributes(queueURL: "q", ["QueueArn"]) == ["QueueArn": "a"])
        try checkRequests(transport.requests)
    }

    private func checkRequests(_ requests: [OutgoingRequest]) throws {
        #expect(Set(requests.map(\.url)) == ["https://sqs.eu-central-1.amazonaws.com/"])
        #expect(
            requests.map { $0.headers["X-Amz-Target"] } == [
                "AmazonSQS.SendMessage", "AmazonSQS.SendMessageBatch", "AmazonSQS.ReceiveMessage",
                "AmazonSQS.ReceiveMessage", "AmazonSQS.DeleteMessage", "AmazonSQS.ChangeMessageVisibility",
                "AmazonSQS.GetQueueAttributes",
            ]
        )
        #expect(requests[0].headers["Content-Type"] == "application/x-amz-json-1.0")
        let bodies: [NSDictionary] = [
            [
                "QueueUrl": "q", "MessageBody": "é\n", "DelaySeconds": 3,
                "MessageAttributes": ["kind": ["DataType": "String", "StringValue": "k"]],
            ],
            [
                "QueueUrl": "q",
                "Entries": [["Id": "a", "MessageBody": "1"], ["Id": "b", "MessageBody": "2", "DelaySeconds": 5]],
            ],
            [
                "QueueUrl": "q", "MaxNumberOfMessages": 5, "WaitTimeSeconds": 10, "VisibilityTimeout": 60,
                "MessageSystemAttributeNames": ["All"], "MessageAttributeNames": ["All"],
            ],
            [
                "QueueUrl": "q", "MaxNumberOfMessages": 10, "WaitTimeSeconds": 0,
                "MessageSystemAttributeNames": ["All"],
                "MessageAttributeNames": ["All"],
            ], ["QueueUrl": "q", "ReceiptHandle": "r"],
            ["QueueUrl": "q", "ReceiptHandle": "r", "VisibilityTimeout": 0],
            ["QueueUrl": "q", "AttributeNames": ["QueueArn"]],
        ]
        #expect(try requests.map(json) == bodies)
    }
}
