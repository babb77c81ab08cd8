import CloudFormation
import HTTPServer
import ScoutIntegration
import SetupHandler
import Testing

@testable import ScoutService

@Suite struct `An event of Lambda` {
    private static func request(_ members: String) throws -> HTTPRequest {
        let event = try LambdaEvent(
            Array(
                """
                {"version": "2.0", "rawPath": "/v1/x%2Fy", "rawQueryString": "a=1&a=2", \(members)
                 "requestContext": {"http": {"method": "POST", "path": "/v1/x/y", "sourceIp": "192.0.2.7"}}}
                """.utf8
            )
        )
        guard case .request(let request) = event else { throw LambdaEventError("no request") }
        return request
    }

    @Test func `is a request as it was sent`() throws {
        let request = try Self.request(
            #""headers": {"host": "scout.example.com", "content-type": "application/json"}, "cookies": ["a=1", "b=2"],"#
                + #" "body": "{\"é\":1}", "isBase64Encoded": false,"#
        )
        #expect(request.method == "POST" && request.path == "/v1/x%2Fy" && request.query == "a=1&a=2")
        #expect(request.headers["Content-Type"] == "application/json" && request.headers["Cookie"] == "a=1; b=2")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"é":1}"#)
        #expect(request.host == "scout.example.com" && request.peer == "192.0.2.7")
    }

    @Test func `has a body in Base64 where it is no text`() throws {
        #expect(try Self.request(#""body": "AP8=", "isBase64Encoded": true,"#).body == [0, 255])
        #expect(throws: LambdaEventError.self) { try Self.request(#""body": "%", "isBase64Encoded": true,"#) }
        #expect(try Self.request("").body == [])
    }

    /// A field's name comes from outside, and one that cannot stand in a header ends nothing.
    @Test func `loses fields that no header can have`() throws {
        let request = try Self.request(#""headers": {"": "1", "a b": "2", "x\r\ny": "3", "ok": "4", "n": 5},"#)
        #expect(request.headers.map(\.name) == ["ok"])
    }

    @Test func `is of a queue or of topics`() throws {
        let queue = try LambdaEvent(
            Array(
                """
                {"Records": [{"messageId": "m", "receiptHandle": "r", "body": "b", "eventSource": "aws:sqs",
                 "eventSourceARN": "arn:aws:sqs:us-east-1:1:q"}]}
                """.utf8
            )
        )
        guard case .queue(let records) = queue else { throw LambdaEventError("no queue") }
        #expect(records.map(\.messageID) == ["m"] && records.map(\.body) == ["b"])
        let topics = try LambdaEvent(Array(#"{"Records": [{"EventSource": "aws:sns", "Sns": {"Type": "x"}}]}"#.utf8))
        guard case .notifications(let bodies) = topics else { throw LambdaEventError("no topic") }
        #expect(bodies.map { String(decoding: $0, as: UTF8.self) } == [#"{"Type":"x"}"#])
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #"{"Records": []}"#, #"{"Records": [{"eventSource": "aws:s3"}]}"#,
        #"{"Records": [{"eventSource": "aws:sqs", "messageId": "m"}]}"#, #"{"Records": [{"EventSource": "aws:sns"}]}"#,
        #"{"requestContext": {"http": {"method": "GET"}}}"#,
        #"{"rawPath": "x", "requestContext": {"http": {"method": "GET"}}}"#,
        #"{"httpMethod": "GET", "path": "/", "requestContext": {}}"#, String(repeating: "[", count: 100_000),
    ])
    func `is refused where it is none that the service knows`(_ text: String) {
        #expect(throws: LambdaEventError.self) { try LambdaEvent(Array(text.utf8)) }
    }

    @Test func `is answered with a payload`() throws {
        var response = HTTPResponse.text(200, "é\n")
        response.headers.append("Set-Cookie", "a=1")
        response.headers.append("Set-Cookie", "b=2")
        response.headers.append("Vary", "x")
        response.headers.append("Vary", "y")
        let payload = response.payload(isHead: false)
        #expect(payload["statusCode"] == .number(Number(200)))
        #expect(payload["headers"]?["Vary"] == "x, y" && payload["cookies"] == ["a=1", "b=2"])
        #expect(payload["headers"]?["Set-Cookie"] == nil)
        #expect(payload["body"] == "é\n" && payload["isBase64Encoded"] == .bool(false))
        let bytes = HTTPResponse(status: 200, body: [0, 255]).payload(isHead: false)
        #expect(bytes["body"] == "AP8=" && bytes["isBase64Encoded"] == .bool(true))
        #expect(response.payload(isHead: true)["body"] == nil)
    }
}

@Suite struct `A message that is left for another function` {
    @Test func `says the same when it is read`() throws {
        let integration = try IntegrationID("int-1")
        let record = SetupRecord(
            integration: integration,
            receivedAt: Timestamp(milliseconds: 1_799_999_000_123),
            body: Array("{\"Message\":\"\\n é\"}".utf8)
        )
        let image = ImageID(
            integration: integration,
            repository: try RepositoryName("team/app"),
            digest: try ImageDigest("sha256:" + String(repeating: "0a", count: 32))
        )
        for message in [WorkMessage.setup(record), .image(image)] {
            #expect(WorkMessage(body: message.body) == message)
        }
    }

    @Test(arguments: [
        "", "{}", #"{"version":2,"kind":"image","integration":"int-1"}"#, #"{"version":1,"kind":"image"}"#,
        #"{"version":1,"kind":"other","integration":"int-1"}"#, #"{"version":1,"kind":"setup","integration":"int-1"}"#,
        #"{"version":1,"kind":"image","integration":"int-1","repository":"../x","digest":"sha256:0"}"#,
    ])
    func `is none where it cannot be understood`(_ text: String) {
        #expect(WorkMessage(body: text) == nil)
    }
}

@Suite struct `Metrics of a function` {
    @Test func `are lines of which CloudWatch makes the same metrics, each count once`() throws {
        let metrics = Metrics()
        metrics.countMessages(1, type: "Notification", outcome: "accepted")
        metrics.countMessages(1, type: "Notification", outcome: "accepted")
        metrics.countCall(service: "s3", operation: "GetObject", outcome: "a\"b\\c\nd")
        metrics.count(Observation(.info, .stackAnswered, nil, seconds: 1.5))
        let lines = metrics.embeddedLines(at: Timestamp(milliseconds: 1_000)).split(separator: "\n")
        let values = try lines.map { try JSONReader.read(Array($0.utf8), name: "line").value }
        #expect(values.count == 3)
        let message = try #require(values.first)
        #expect(message["scout_messages_total"] == .array([.number(Number(2.0))]))
        #expect(message["type"] == "Notification" && message["outcome"] == "accepted")
        let directive = message["_aws"]?["CloudWatchMetrics"]?.arrayValue?.first
        #expect(directive?["Namespace"] == "scout-ecr" && directive?["Dimensions"] == [["type", "outcome"]])
        #expect(message["_aws"]?["Timestamp"] == .number(Number(1_000)))
        #expect(values[1]["outcome"] == "a\"b\\c\nd")
        #expect(values[2]["scout_setup_duration_seconds"] == .array([.number(Number(1.5))]))
        #expect(metrics.embeddedLines(at: Timestamp(milliseconds: 2_000)) == "")
        metrics.countMessages(1, type: "Notification", outcome: "accepted")
        let next = try JSONReader.read(
            Array(metrics.embeddedLines(at: Timestamp(milliseconds: 3_000)).utf8),
            name: "line"
        ).value
        #expect(next["scout_messages_total"] == .array([.number(Number(1.0))]))
    }
}
