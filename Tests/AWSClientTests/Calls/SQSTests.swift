import Foundation
import Testing

@testable import AWSClient

private func json(_ request: OutgoingRequest) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
}

@Suite struct `SQS` {
    @Test func `is given messages, and told for how long to hide them`() async throws {
        let transport = ScriptedTransport([
            .answer(200, #"{"MessageId":"m"}"#), .answer(200),
        ])
        let sqs = try AWSClient.scripted(transport).sqs
        #expect(
            try await sqs.sendMessage(queueURL: "q", body: "é\n", delaySeconds: 3, attributes: ["kind": "k"]) == "m"
        )
        try await sqs.changeMessageVisibility(queueURL: "q", receiptHandle: "r", seconds: 0)
        try checkRequests(transport.requests)
    }

    private func checkRequests(_ requests: [OutgoingRequest]) throws {
        #expect(Set(requests.map(\.url)) == ["https://sqs.eu-central-1.amazonaws.com/"])
        #expect(
            requests.map { $0.headers["X-Amz-Target"] } == [
                "AmazonSQS.SendMessage", "AmazonSQS.ChangeMessageVisibility",
            ]
        )
        #expect(requests[0].headers["Content-Type"] == "application/x-amz-json-1.0")
        let bodies: [NSDictionary] = [
            [
                "QueueUrl": "q", "MessageBody": "é\n", "DelaySeconds": 3,
                "MessageAttributes": ["kind": ["DataType": "String", "StringValue": "k"]],
            ],
            ["QueueUrl": "q", "ReceiptHandle": "r", "VisibilityTimeout": 0],
        ]
        #expect(try requests.map(json) == bodies)
    }
}
