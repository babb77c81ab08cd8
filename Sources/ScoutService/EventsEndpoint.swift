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

    func handle(_ request: HTTPRequest, integration text: String, _ responder: HTTPResponder) {
        let id = try? IntegrationID(text)
        do throws(EventRejection) {
            let (integration, event) = try request.event(
                for: try id.flatMap { id throws(EventRejection) in try find(id) }
            )
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
        let accepted = HTTPResponse.acceptedEvent
        for entry in batch { entry.responder.send(accepted) }
        observe(batch.map { .accepted($0.event, for: $0.integration) })
        didAccept()
    }

    private func refuse(_ rejection: EventRejection, _ id: IntegrationID?, _ responder: HTTPResponder) {
        metrics.countEvents(1, outcome: rejection.code)
        observe([.refused(rejection, id)])
        responder.send(HTTPResponse(rejection))
    }

    private func find(_ id: IntegrationID) throws(EventRejection) -> Integration? {
        do {
            return try integrations.integration(id)
        } catch {
            observe([Observation(.error, .storeFailed, id, [("error", "\(error)")])])
            throw .unavailable
        }
    }
}
