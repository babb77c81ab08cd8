import CloudFormation
import Cryptography
import HTTPServer
import ImageEvents
import ScoutIntegration
import SetupHandler

/// Why an image event is not taken.
struct EventRejection: Error {
    let status: Int
    /// The kind of reason, which metrics count by.
    let code: String
    let reason: String

    /// The one answer to whoever has no key: it does not tell whether there is such an integration, whose id is a secret too.
    static let unauthorized = EventRejection(
        status: 401,
        code: "unauthorized",
        reason: "the key is not the integration's"
    )

    static let unavailable = EventRejection(status: 503, code: "unavailable", reason: "the store cannot be used")
}

/// What is to be known of an integration to take its events.
struct EventSender: Sendable {
    /// The digests of the keys that events may show.
    let credentials: [CredentialDigest]
    let account: AccountID?
    let region: String

    init(_ integration: Integration) {
        (credentials, account) = (integration.acceptedCredentials, integration.account)
        region = integration.region.name
    }
}

extension HTTPRequest {
    /// The event that EventBridge sends for an integration, with a key of its.
    func event(from sender: EventSender) throws(EventRejection) -> ECREvent {
        let shown = APIKey.digest(of: headers[ScoutStack.apiKeyHeader] ?? "").hexadecimal
        let isRight = sender.credentials.reduce(false) { result, digest in
            ConstantTime.equal(digest.hexadecimal, shown) || result
        }
        guard isRight else { throw .unauthorized }
        let event: ECREvent
        do {
            event = try ECREvent(body: body)
        } catch {
            throw EventRejection(status: 400, code: "malformed", reason: error.description)
        }
        guard event.account == sender.account, event.region == sender.region else {
            throw EventRejection(status: 403, code: "foreign", reason: "the event is of another account or region")
        }
        return event
    }
}

extension Observation {
    /// That an event is durable.
    static func accepted(_ event: ImageEvent, for id: IntegrationID) -> Observation {
        Observation(
            .info,
            .eventAccepted,
            id,
            [
                ("eventId", event.id), ("repository", event.repository.text), ("digest", event.digest.text),
                ("action", event.action.rawValue), ("tag", event.tag?.text ?? ""), TraceID(of: event.id).field,
            ]
        )
    }

    /// That an event was refused.
    static func refused(_ rejection: EventRejection, _ id: IntegrationID?) -> Observation {
        Observation(.warning, .eventRefused, id, [("code", rejection.code), ("reason", rejection.reason)])
    }
}

extension HTTPResponse {
    /// The answer to EventBridge for an event that is durable.
    static let acceptedEvent = HTTPResponse.text(200, "accepted\n")

    /// The answer to EventBridge for an event that was refused.
    init(_ rejection: EventRejection) { self = .text(rejection.status, "\(rejection.code): \(rejection.reason)\n") }
}

extension Integration {
    /// The credentials that events may show now. Those of a request that is being answered count already: the stack goes on
    /// as soon as it has the answer, which may be before it is noted here.
    var acceptedCredentials: [CredentialDigest] {
        if case .answering(.success(let digest?)) = attempt?.phase { [digest] + credentials } else { credentials }
    }
}
