import CloudFormation
import Cryptography
import HTTPServer
public import ScoutIntegration
public import SetupHandler

/// `POST /v1/events/{integration}`: takes what EventBridge sends.
///
/// An event counts when it shows the credentials of the set-up, and is of the account and region of the integration.
public struct EventsEndpoint: Sendable {
    private let store: FileIntegrationStore
    private let metrics: Metrics
    private let observe: @Sendable (Observation) -> Void

    /// An endpoint.
    public init(
        store: FileIntegrationStore,
        metrics: Metrics,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        self.store = store
        self.metrics = metrics
        self.observe = observe
    }

    private struct Rejection: Error {
        let status: Int
        let code: String
        let reason: String
    }

    func handle(_ request: HTTPRequest, integration text: String, _ responder: HTTPResponder) {
        let id = try? IntegrationID(text)
        do throws(Rejection) {
            let integration = try authenticated(request, id)
            let event = try read(request.body)
            guard event["account"]?.stringValue == integration.account?.digits,
                event["region"]?.stringValue == integration.region.name
            else { throw Rejection(status: 403, code: "foreign", reason: "the event is of another account or region") }
            metrics.countEvent(outcome: "accepted")
            let detail = event["detail"]
            let fields = [
                (name: "eventId", value: event["id"]?.stringValue ?? ""),
                (name: "repository", value: detail?["repository-name"]?.stringValue ?? ""),
                (name: "digest", value: detail?["image-digest"]?.stringValue ?? ""),
                (name: "action", value: detail?["action-type"]?.stringValue ?? ""),
            ]
            observe(Observation(.info, .eventAccepted, id, fields))
            responder.send(.text(200, "accepted\n"))
        } catch {
            metrics.countEvent(outcome: error.code)
            observe(Observation(.warning, .eventRefused, id, [("code", error.code), ("reason", error.reason)]))
            responder.send(.text(error.status, "\(error.code)\n"))
        }
    }

    /// Whoever has no key learns nothing, not even whether there is such an integration.
    private func authenticated(_ request: HTTPRequest, _ id: IntegrationID?) throws(Rejection) -> Integration {
        let shown = APIKey.digest(of: request.headers[ScoutStack.apiKeyHeader] ?? "")
        var found: Integration?
        if let id {
            do {
                found = try store.integration(id)
            } catch {
                observe(Observation(.error, .storeFailed, id, [("error", "\(error)")]))
                throw Rejection(status: 503, code: "unavailable", reason: "the store cannot be read")
            }
        }
        let digests = found.map { $0.accepted } ?? []
        let isRight = digests.reduce(false) { result, digest in
            ConstantTime.equal(Array(digest.hexadecimal.utf8), Array(shown.hexadecimal.utf8)) || result
        }
        guard isRight, let found else {
            throw Rejection(status: 401, code: "unauthorized", reason: "the key is not the integration's")
        }
        return found
    }

    private func read(_ body: [UInt8]) throws(Rejection) -> Node {
        let event: Node
        do {
            event = try JSONReader.read(body, name: "body")
        } catch {
            throw Rejection(status: 400, code: "malformed", reason: "\(error)")
        }
        guard event["detail-type"]?.stringValue == "ECR Image Action", event["source"]?.stringValue == "aws.ecr",
            event["id"]?.stringValue != nil, event["detail"]?.objectMembers != nil
        else { throw Rejection(status: 400, code: "malformed", reason: "the body is no event of an image") }
        return event
    }
}

extension Integration {
    /// The credentials that events may show now. Those of a request that is being answered count already: the stack goes on
    /// as soon as it has the answer, which may be before it is noted here.
    fileprivate var accepted: [CredentialDigest] {
        if case .answering(.success(let digest?)) = attempt?.phase { [digest] + credentials } else { credentials }
    }
}
