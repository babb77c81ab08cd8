import CloudFormation
import Cryptography
import HTTPServer
import ImageEvents
public import ScoutIntegration
import SetupHandler

/// `POST /v1/events/{integration}`: takes what EventBridge sends.
///
/// An event counts when it shows the credentials of the set-up, and is of the account and region of the integration. It is
/// answered with 200 once it is in the queue on disk, whose events are synced together for a batch of requests.
public final class EventsEndpoint: Sendable {
    private let senders: BatchLookup<EventSender>
    private let queue: RecordQueue
    private let metrics: Metrics
    private let observe: @Sendable ([Observation]) -> Void
    private let didAccept: @Sendable () -> Void
    private let pending = BatchThread<Pending>("scout-ecr.events")

    /// An event that waits for the disk.
    private final class Pending: Sendable {
        let integration: IntegrationID
        let event: ImageEvent
        let responder: HTTPResponder

        init(_ event: ImageEvent, of integration: IntegrationID, _ responder: HTTPResponder) {
            (self.integration, self.event, self.responder) = (integration, event, responder)
        }
    }

    /// How soon a change of an integration that another process has made counts.
    private static let lookupLasting = Duration.milliseconds(5)

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
        senders = BatchLookup(store, lasting: Self.lookupLasting) { EventSender($0) }
        self.queue = queue
        self.metrics = metrics
        self.observe = observe
        self.didAccept = didAccept
    }

    /// Gathers an event, or answers why it is not taken.
    func handle(_ request: HTTPRequest, integration text: String, _ responder: HTTPResponder) {
        let id = try? IntegrationID(text)
        do throws(EventRejection) {
            guard let id, let sender = try find(id) else { throw EventRejection.unauthorized }
            let event = try request.event(from: sender)
            pending.add(Pending(event.image, of: id, responder))
        } catch {
            refuse(error, id, responder)
        }
    }

    /// Puts the events of a batch into the queue, and answers them once they are durable there.
    func endOfBatch() {
        senders.endOfBatch()
        pending.endOfBatch { self.commit($0) }
    }

    private func commit(_ batch: [Pending]) {
        for entry in batch { queue.append(EventRecord(integration: entry.integration, event: entry.event).bytes) }
        do throws(StoreError) {
            try queue.commit()
        } catch {
            observe([.storeFailed(error)])
            for entry in batch { refuse(.unavailable, entry.integration, entry.responder) }
            return
        }
        metrics.countEvents(batch.count, outcome: "accepted")
        HTTPResponder.send(.acceptedEvent, to: batch.map(\.responder))
        observe(batch.map { .accepted($0.event, for: $0.integration) })
        didAccept()
    }

    private func find(_ id: IntegrationID) throws(EventRejection) -> EventSender? {
        do {
            return try senders.find(id)
        } catch {
            observe([.storeFailed(error, id)])
            throw .unavailable
        }
    }

    private func refuse(_ rejection: EventRejection, _ id: IntegrationID?, _ responder: HTTPResponder) {
        metrics.countEvents(1, outcome: rejection.code)
        observe([.refused(rejection, id)])
        responder.send(HTTPResponse(rejection))
    }
}
