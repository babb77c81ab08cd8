import CloudFormation
import HTTPServer
import ScoutIntegration
import SetupHandler

extension Observation {
    /// That a message was verified and is durable.
    static func accepted(_ message: SNSMessage, _ event: Integration.Event?, for id: IntegrationID) -> Observation {
        let fields = [
            (name: "message", value: message.messageID), ("type", message.kind.rawValue), ("topic", message.topic.text),
        ]
        return Observation(.info, .messageAccepted, id, fields + (event?.fields ?? []))
    }

    /// That a message was refused.
    ///
    /// - Parameters:
    ///   - message: the message, where it could be read.
    ///   - id: the id that the request's path names, which may be none.
    static func refused(_ refusal: Refusal, _ message: SNSMessage?, at id: String) -> Observation {
        var fields = [(name: "code", value: refusal.code.rawValue), (name: "reason", value: refusal.reason)]
        if let message { fields += [("message", message.messageID.displayable), ("topic", message.topic.text)] }
        if (try? IntegrationID(id)) == nil { fields.append(("path", id.displayable)) }
        return Observation(.warning, .messageRefused, try? IntegrationID(id), fields)
    }
}

extension HTTPResponse {
    /// The answer to SNS for a message that is durable.
    static let acceptedMessage = HTTPResponse.text(200, "accepted\n")

    /// The answer to SNS for a message that was refused.
    init(_ refusal: Refusal) { self = .text(refusal.status, "\(refusal.code.rawValue)\n") }
}

extension HTTPRequest {
    /// Whether SNS has delivered the message without its envelope, which is signed.
    var isRawDelivery: Bool { headers["x-amz-sns-rawdelivery"]?.lowercased() == "true" }
}

extension Refusal {
    /// A message came without its envelope.
    static let rawDelivery = Refusal(.malformed, "raw delivery has no signature")
}

extension Integration.Event {
    /// What lets one follow a set-up from its message on.
    fileprivate var fields: [(name: String, value: String)] {
        switch self {
        case .requested(let request):
            [
                ("request", request.requestID), ("kind", request.kind.rawValue), ("stack", request.stackID.arn),
                TraceID(of: request.requestID).field,
            ]
        case .stackChanged(let event):
            [("stack", event.stackID.arn), ("resource", event.logicalResourceID), ("status", event.status)]
        default: []
        }
    }
}
