import CloudFormation
import Cryptography
import HTTPServer
import ImageEvents
public import ScoutIntegration
import SetupHandler
import Synchronization

/// `POST /v1/events/{integration}`: takes what EventBridge sends.
///
/// An event counts when it shows the credentials of the set-up, and is of the account and region of the integration. It is
/// answered with 200 once it is in the queue on disk, whose events are synced together for a batch of requests.
public final class EventsEndpoint: Sendable {
    private let integrations: BatchLookup
    private let queue: RecordQueue
    private let metrics: Metrics
    private let observe: @Sendable ([Observation]) -> Void
    private let didAccept: @Sendable () -> Void
    private let pending = Mutex<[Pending]>([])

    /// An event that waits for the disk.
    private struct Pending {
        let integration: IntegrationID
        let event: ImageEvent
        let responder: HTTPResponder
    }

    /// An endpoint.
    ///
    /// - Parameters:
    ///   - queue: where accepted events wait.
    ///   - observe: hears what happens, for a batch at once.
    ///   - didAccept: called after events have come into the queue.
    public init(
        store: FileIntegrationStore,
        queue: RecordQueue,
        metrics: Metrics,
        observe: @escaping @Sendable ([Observation]) -> Void,
        didAccept: @escaping @Sendable () -> Void
    ) {
        integrations = BatchLookup(store)
        self.queue = queue
        self.metrics = metrics
        self.observe = observe
        self.didAccept = didAccept
    }

    private struct Rejection: Error {
        let status: Int
        let code: String
        let reason: String

        static let unavailable = Rejection(status: 503, code: "unavailable", reason: "the store cannot be used")
    }

    func handle(_ request: HTTPRequest, integration text: String, _ responder: HTTPResponder) {
        let id = try? IntegrationID(text)
        do throws(Rejection) {
            let integration = try authenticated(request, id)
            let event = try read(request.body)
            guard event.account == integration.account, event.region == integration.region.name else {
                throw Rejection(status: 403, code: "foreign", reason: "the event is of another account or region")
            }
            queue.append(EventRecord(integration: integration.id, event: event.image).bytes)
            pending.withLock {
                $0.append(Pending(integration: integration.id, event: event.image, responder: responder))
            }
        } catch {
            refuse(error, id, responder)
        }
    }

    /// Makes the events of a batch durable and answers them.
    func endOfBatch() {
        integrations.forget()
        let batch = pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
        if batch.isEmpty { return }
        do throws(StoreError) {
            try queue.commit()
        } catch {
            observe([Observation(.error, .storeFailed, nil, [("error", "\(error)")])])
            for entry in batch { refuse(.unavailable, entry.integration, entry.responder) }
            return
        }
        metrics.countEvents(batch.count, outcome: "accepted")
        let accepted = HTTPResponse.text(200, "accepted\n")
        for entry in batch { entry.responder.send(accepted) }
        observe(batch.map { Observation(.info, .eventAccepted, $0.integration, $0.event.fields) })
        didAccept()
    }

    private func refuse(_ rejection: Rejection, _ id: IntegrationID?, _ responder: HTTPResponder) {
        metrics.countEvents(1, outcome: rejection.code)
        observe([
            Observation(.warning, .eventRefused, id, [("code", rejection.code), ("reason", rejection.reason)])
        ])
        responder.send(.text(rejection.status, "\(rejection.code): \(rejection.reason)\n"))
    }

    /// Whoever has no key learns nothing, not even whether there is such an integration.
    private func authenticated(_ request: HTTPRequest, _ id: IntegrationID?) throws(Rejection) -> Integration {
        let shown = APIKey.digest(of: request.headers[ScoutStack.apiKeyHeader] ?? "")
        let integration = try id.flatMap { id throws(Rejection) in try find(id) }
        let digests = integration.map { $0.accepted } ?? []
        let isRight = digests.reduce(false) { result, digest in
            ConstantTime.equal(Array(digest.hexadecimal.utf8), Array(shown.hexadecimal.utf8)) || result
        }
        guard isRight, let integration else {
            throw Rejection(status: 401, code: "unauthorized", reason: "the key is not the integration's")
        }
        return integration
    }

    private func find(_ id: IntegrationID) throws(Rejection) -> Integration? {
        do {
            return try integrations.integration(id)
        } catch {
            observe([Observation(.error, .storeFailed, id, [("error", "\(error)")])])
            throw .unavailable
        }
    }

    private func read(_ body: [UInt8]) throws(Rejection) -> ECREvent {
        do {
            return try ECREvent(body: body)
        } catch {
            throw Rejection(status: 400, code: "malformed", reason: error.description)
        }
    }
}

extension ImageEvent {
    /// What lets one follow an event in logs.
    fileprivate var fields: [(name: String, value: String)] {
        [
            ("eventId", id), ("repository", repository.text), ("digest", digest.text), ("action", action.rawValue),
            ("tag", tag?.text ?? ""),
        ]
    }
}

extension Integration {
    /// The credentials that events may show now. Those of a request that is being answered count already: the stack goes on
    /// as soon as it has the answer, which may be before it is noted here.
    fileprivate var accepted: [CredentialDigest] {
        if case .answering(.success(let digest?)) = attempt?.phase { [digest] + credentials } else { credentials }
    }
}
