import CloudFormation
import Cryptography
import HTTPServer
import ScoutIntegration

/// What a function is called with.
enum LambdaEvent {
    /// A request of a function URL or an HTTP API.
    case request(HTTPRequest)
    /// Messages of a queue.
    case queue([SQSRecord])
    /// Notifications of topics that the function is subscribed to, each as SNS would send it over HTTP.
    case notifications([[UInt8]])

    /// A message of a queue.
    struct SQSRecord: Sendable {
        let messageID: String
        let receiptHandle: String
        let body: String
        /// The ARN of the queue.
        let source: String
    }

    /// Reads an event.
    ///
    /// - Source: AWS Lambda Developer Guide, "Invoking Lambda function URLs", "Request and response payloads" (version 2.0);
    ///   "Using Lambda with Amazon SQS"; "Invoking Lambda functions with Amazon SNS notifications".
    init(_ bytes: [UInt8]) throws {
        let event: Value
        do {
            event = try JSONReader.read(bytes, name: "event").value
        } catch {
            throw LambdaEventError("the event is no JSON: \(error)")
        }
        if let records = event["Records"]?.arrayValue {
            switch records.first.flatMap({ ($0["eventSource"] ?? $0["EventSource"])?.stringValue }) {
            case "aws:sqs": self = .queue(try records.map { try SQSRecord($0) })
            case "aws:sns":
                self = .notifications(
                    try records.map { record in
                        guard let message = record["Sns"] else { throw LambdaEventError("an SNS record has no Sns") }
                        return Array(message.json(.compact).utf8)
                    }
                )
            default: throw LambdaEventError("the records are neither of aws:sqs nor of aws:sns")
            }
        } else if let context = event["requestContext"]?["http"] {
            self = .request(try HTTPRequest(payload: event, context))
        } else {
            throw LambdaEventError(
                "the event is neither a request of a function URL or HTTP API (payload 2.0) nor records of SQS or SNS"
            )
        }
    }
}

/// An event that the function does not understand.
struct LambdaEventError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension LambdaEvent.SQSRecord {
    fileprivate init(_ record: Value) throws {
        guard let id = record["messageId"]?.stringValue, let handle = record["receiptHandle"]?.stringValue,
            let body = record["body"]?.stringValue, let source = record["eventSourceARN"]?.stringValue
        else { throw LambdaEventError("an SQS record has no messageId, receiptHandle, body or eventSourceARN") }
        self.init(messageID: id, receiptHandle: handle, body: body, source: source)
    }
}

// MARK: - Requests and responses

extension HTTPRequest {
    /// The request that a payload of version 2.0 describes.
    fileprivate init(payload event: Value, _ context: Value) throws {
        guard let method = context["method"]?.stringValue, let path = event["rawPath"]?.stringValue,
            path.hasPrefix("/")
        else { throw LambdaEventError("the request has no method or path") }
        let query = event["rawQueryString"]?.stringValue ?? ""
        var headers = HTTPHeaders()
        for entry in event["headers"]?.objectValue ?? [:] where HTTPHeaders.isName(entry.key) {
            if let value = entry.value.stringValue { headers.append(entry.key, value) }
        }
        // A payload has cookies apart from the other fields.
        let cookies = (event["cookies"]?.arrayValue ?? []).compactMap(\.stringValue)
        if !cookies.isEmpty { headers.append("Cookie", cookies.joined(separator: "; ")) }
        let text = event["body"]?.stringValue ?? ""
        var body = Array(text.utf8)
        if event["isBase64Encoded"] == .bool(true) {
            guard let decoded = Base64.decode(text.utf8) else { throw LambdaEventError("the body is no Base64") }
            body = decoded
        }
        self.init(
            method: method,
            path: path,
            query: query.isEmpty ? nil : query,
            headers: headers,
            body: body,
            peer: context["sourceIp"]?.stringValue ?? ""
        )
    }
}

extension HTTPResponse {
    /// The payload of version 2.0 that answers a request.
    ///
    /// - Parameter isHead: whether the body is left out.
    func payload(isHead: Bool) -> Value {
        var (fields, cookies) = (Object(), [Value]())
        for field in headers {
            if field.name.lowercased() == "set-cookie" {
                cookies.append(.string(field.value))
            } else {
                let earlier = fields[field.name]?.stringValue.map { $0 + ", " } ?? ""
                fields[field.name] = .string(earlier + field.value)
            }
        }
        var payload: Object = ["statusCode": .number(Number(status)), "headers": .object(fields)]
        if !cookies.isEmpty { payload["cookies"] = .array(cookies) }
        if !isHead, !body.isEmpty {
            let text = String(validating: body, as: UTF8.self)
            payload["body"] = .string(text ?? Base64.encode(body))
            payload["isBase64Encoded"] = .bool(text == nil)
        }
        return .object(payload)
    }
}
