import Foundation
import Testing

@testable import AWSClient

private func json(_ request: OutgoingRequest) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
}

private let key: DynamoDBClient.Item = ["pk": .string("p"), "sk": .string("s")]
private let writtenKey = ["pk": ["S": "p"], "sk": ["S": "s"]]

@Suite struct `DynamoDB` {
    @Test func `is asked for an item by its key, and gives its values with their types`() async throws {
        let transport = ScriptedTransport([
            .answer(
                200,
                #"{"Item":{"a":{"S":"é\"😀"},"b":{"N":"-9223372036854775808"},"c":{"BOOL":false},"d":{"NULL":true},"e":{"S":""}}}"#
            ), .answer(200, "{}"),
        ])
        let dynamoDB = try AWSClient.scripted(transport).dynamoDB
        #expect(
            try await dynamoDB.getItem(table: "t", key: key, consistentRead: true) == [
                "a": .string("é\"😀"), "b": .number(.min), "c": .boolean(false), "d": .null, "e": .string(""),
            ]
        )
        #expect(try await dynamoDB.getItem(table: "t", key: key) == nil)
        let requests = transport.requests
        #expect(requests[0].method == "POST" && requests[0].url == "https://dynamodb.eu-central-1.amazonaws.com/")
        #expect(requests[0].headers["X-Amz-Target"] == "DynamoDB_20120810.GetItem")
        #expect(requests[0].headers["Content-Type"] == "application/x-amz-json-1.0")
        #expect(requests[0].headers["Authorization"]?.contains("/dynamodb/aws4_request") == true)
        #expect(try json(requests[0]) == ["TableName": "t", "Key": writtenKey, "ConsistentRead": true])
        #expect(try json(requests[1]) == ["TableName": "t", "Key": writtenKey])
    }

    @Test(arguments: [
        #"{"L":[]}"#, #"{"M":{"x":{"S":"y"}}}"#, #"{"N":"1.5"}"#, #"{"N":"9223372036854775808"}"#, #"{"B":"aGk="}"#,
        #"{"NULL":false}"#, "{}", #"{"SS":["a"]}"#,
    ])
    func `is not half read when an item has a value of another type`(_ value: String) async throws {
        let transport = ScriptedTransport([.answer(200, #"{"Item":{"odd":\#(value)}}"#)])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).dynamoDB.getItem(table: "t", key: key)
        }
        #expect(error?.code == "InvalidResponse" && error?.message.contains("attribute odd must be") == true)
    }

    @Test func `is given every kind of value, and expressions with what their placeholders stand for`() async throws {
        let transport = ScriptedTransport([.answer(200, "{}")])
        let dynamoDB = try AWSClient.scripted(transport).dynamoDB
        try await dynamoDB.putItem(
            table: "t",
            item: ["pk": .string("a\n\\"), "n": .number(.max), "b": .boolean(true), "z": .null],
            condition: "attribute_not_exists(#p) AND :v = :v",
            names: ["#p": "pk"],
            values: [":v": .number(-1)]
        )
        try await dynamoDB.deleteItem(table: "t", key: key)
        let requests = transport.requests
        #expect(
            requests.map { $0.headers["X-Amz-Target"] } == [
                "DynamoDB_20120810.PutItem", "DynamoDB_20120810.DeleteItem",
            ]
        )
        #expect(
            try json(requests[0]) == [
                "TableName": "t",
                "Item": [
                    "pk": ["S": "a\n\\"], "n": ["N": "9223372036854775807"], "b": ["BOOL": true], "z": ["NULL": true],
                ],
                "ConditionExpression": "attribute_not_exists(#p) AND :v = :v", "ExpressionAttributeNames": ["#p": "pk"],
                "ExpressionAttributeValues": [":v": ["N": "-1"]],
            ]
        )
        #expect(try json(requests[1]) == ["TableName": "t", "Key": writtenKey])
    }

    @Test func `is read page by page`() async throws {
        let transport = ScriptedTransport([
            .answer(
                200,
                #"{"Items":[{"pk":{"S":"p"}}],"Count":1,"ScannedCount":9,"LastEvaluatedKey":{"pk":{"S":"p"},"sk":{"S":"s"}}}"#
            ), .answer(200, #"{"Count":7,"ScannedCount":7}"#), .answer(200, #"{"Items":[],"Count":0}"#),
        ])
        let dynamoDB = try AWSClient.scripted(transport).dynamoDB
        let first = try await dynamoDB.query(
            table: "t",
            index: "i",
            keyCondition: "pk = :p",
            filter: "#x = :x",
            names: ["#x": "x"],
            values: [":p": .string("p"), ":x": .boolean(true)],
            scanForward: false,
            limit: 9
        )
        #expect(first.items == [["pk": .string("p")]] && first.count == 1 && first.lastEvaluatedKey == key)
        let second = try await dynamoDB.query(
            table: "t",
            keyCondition: "pk = :p",
            values: [":p": .string("p")],
            start: first.lastEvaluatedKey,
            consistentRead: true,
            selectCount: true
        )
        #expect(second.items == [] && second.count == 7 && second.lastEvaluatedKey == nil)
        let scanned = try await dynamoDB.scan(
            table: "t",
            index: "i",
            filter: "a = :a",
            values: [":a": .null],
            limit: 1,
            start: key
        )
        #expect(scanned.count == 0)
        let requests = transport.requests
        #expect(
            try json(requests[0]) == [
                "TableName": "t", "IndexName": "i", "KeyConditionExpression": "pk = :p", "FilterExpression": "#x = :x",
                "ExpressionAttributeNames": ["#x": "x"],
                "ExpressionAttributeValues": [":p": ["S": "p"], ":x": ["BOOL": true]], "ScanIndexForward": false,
                "Limit": 9,
            ]
        )
        #expect(
            try json(requests[1]) == [
                "TableName": "t", "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": [":p": ["S": "p"]],
                "ExclusiveStartKey": writtenKey, "ConsistentRead": true, "Select": "COUNT",
            ]
        )
        #expect(requests[2].headers["X-Amz-Target"] == "DynamoDB_20120810.Scan")
        #expect(
            try json(requests[2]) == [
                "TableName": "t", "IndexName": "i", "FilterExpression": "a = :a",
                "ExpressionAttributeValues": [":a": ["NULL": true]], "Limit": 1, "ExclusiveStartKey": writtenKey,
            ]
        )
        #expect(requests[0].maximumResponseBytes > 4 << 20)
    }

    @Test(arguments: [
        (400, "ConditionalCheckFailedException", 1), (400, "ResourceNotFoundException", 1),
        (400, "ValidationException", 1),
        (400, "ProvisionedThroughputExceededException", 3), (400, "ThrottlingException", 3),
        (400, "RequestLimitExceeded", 3), (400, "TransactionInProgressException", 3),
        (400, "TransactionConflictException", 3), (400, "ReplicatedWriteConflictException", 3),
        (500, "InternalServerError", 3), (503, "ServiceUnavailable", 3),
    ])
    func `is tried again when it says that it may succeed, and not when a condition has failed`(
        _ status: Int,
        _ code: String,
        _ attempts: Int
    ) async throws {
        let body = #"{"__type":"com.amazonaws.dynamodb.v20120810#\#(code)","message":"m"}"#
        let transport = ScriptedTransport([.answer(status, body)])
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.scripted(transport).dynamoDB.deleteItem(table: "t", key: key, condition: "c")
        }
        #expect(error?.code == code && transport.requests.count == attempts)
    }
}
