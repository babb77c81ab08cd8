import CloudFormation
import HTTPServer
public import ScoutIntegration
public import SetupHandler
import Synchronization

/// `POST /v1/setup/{integration}`: takes what SNS delivers.
///
/// A message is answered with 200 once it is verified and in the journal; what follows from it happens afterwards. All
/// messages of one batch are synced together.
public final class SetupEndpoint: Sendable {
    private let store: FileIntegrationStore
    private let integrations: BatchLookup
    private let journal: Journal
    private let intake: SetupIntake
    private let certificates: CertificateCache
    private let orchestrator: SetupOrchestrator
    private let now: @Sendable () -> Timestamp
    private let observe: @Sendable ([Observation]) -> Void
    private let metrics: Metrics
    private let pending = Mutex<[Pending]>([])

    /// A message that waits for the journal.
    private struct Pending {
        let integration: IntegrationID
        let message: SNSMessage
        let event: Integration.Event?
        let position: Journal.Position
        let responder: HTTPResponder
    }

    /// How many messages may wait to be worked on; SNS sends again what is refused beyond.
    private static let maximumQueueDepth = 100_000

    /// An endpoint.
    ///
    /// - Parameter observe: hears what happens, for a batch at once.
    public init(
        store: FileIntegrationStore,
        journal: Journal,
        intake: SetupIntake,
        certificates: CertificateCache,
        orchestrator: SetupOrchestrator,
        metrics: Metrics,
        now: @escaping @Sendable () -> Timestamp,
        observe: @escaping @Sendable ([Observation]) -> Void
    ) {
        self.store = store
        integrations = BatchLookup(store)
        self.journal = journal
        self.intake = intake
        self.certificates = certificates
        self.orchestrator = orchestrator
        self.metrics = metrics
        self.now = now
        self.observe = observe
    }

    /// Takes in again what an earlier process has answered for and not finished.
    public func recover() throws(StoreError) {
        for record in journal.recovered {
            let position = record.position
            guard let kept = SetupRecord(bytes: record.bytes), let integration = try store.integration(kept.integration)
            else {
                journal.finish(position)
                continue
            }
            let event = kept.event(for: integration, intake.interpreter)
            orchestrator.submit(event, to: kept.integration) { [journal] in journal.finish(position) }
        }
    }

    /// Takes a message in, or answers why not.
    func handle(_ request: HTTPRequest, integration text: String, _ responder: HTTPResponder) {
        var message: SNSMessage?
        do throws(Refusal) {
            if request.isRawDelivery { throw Refusal.rawDelivery }
            let integration = try find(text) { id throws(StoreError) in try integrations.integration(id) }
            let parsed = try SNSMessage(body: request.body)
            message = parsed
            guard journal.count < Self.maximumQueueDepth else { throw Refusal(.unavailable, "too many messages wait") }
            let decision = try intake.decide(parsed, for: integration, at: now()) { certificates.certificate(at: $0) }
            switch decision {
            case .accept(_, let event): keep(parsed, event, integration.id, request.body, responder)
            case .fetchCertificate(let url):
                Task { await self.fetch(url, parsed, integration, request.body, responder) }
            }
        } catch {
            refuse(error, message, text, responder)
        }
    }

    /// Makes the messages of a batch durable and answers them.
    func endOfBatch() {
        integrations.forget()
        let batch = pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
        if batch.isEmpty { return }
        do throws(StoreError) {
            try journal.commit()
        } catch {
            observe([Observation(.error, .storeFailed, nil, [("error", "\(error)")])])
            let refusal = Refusal.journalFailed
            for entry in batch { refuse(refusal, entry.message, entry.integration.text, entry.responder) }
            return
        }
        for entry in batch {
            metrics.countMessage(type: entry.message.kind.rawValue, outcome: "accepted")
            entry.responder.send(.acceptedMessage)
        }
        observe(batch.map { .accepted($0.message, $0.event, for: $0.integration) })
        for entry in batch {
            let position = entry.position
            orchestrator.submit(entry.event, to: entry.integration) { [journal] in journal.finish(position) }
        }
    }

    private func find(
        _ text: String,
        _ find: (IntegrationID) throws(StoreError) -> Integration?
    ) throws(Refusal) -> Integration {
        do {
            if let id = try? IntegrationID(text), let integration = try find(id) { return integration }
        } catch {
            observe([Observation(.error, .storeFailed, nil, [("error", "\(error)")])])
            throw Refusal.journalFailed
        }
        throw Refusal.unknownIntegration
    }

    private func keep(
        _ message: SNSMessage,
        _ event: Integration.Event?,
        _ id: IntegrationID,
        _ body: [UInt8],
        _ responder: HTTPResponder
    ) {
        let record = SetupRecord(integration: id, receivedAt: now(), body: body)
        let position = journal.append(record.bytes)
        let entry = Pending(integration: id, message: message, event: event, position: position, responder: responder)
        pending.withLock { $0.append(entry) }
    }

    private func fetch(
        _ url: String,
        _ message: SNSMessage,
        _ integration: Integration,
        _ body: [UInt8],
        _ responder: HTTPResponder
    ) async {
        do throws(Refusal) {
            let certificate = try await certificates.fetch(url)
            // The integration may have changed meanwhile: another topic may have come first.
            let integration = try find(integration.id.text) { id throws(StoreError) in try store.integration(id) }
            let decision = try intake.decide(message, for: integration, at: now()) { _ in certificate }
            if case .accept(_, let event) = decision { keep(message, event, integration.id, body, responder) }
            endOfBatch()
        } catch {
            refuse(error, message, integration.id.text, responder)
        }
    }

    private func refuse(_ refusal: Refusal, _ message: SNSMessage?, _ id: String, _ responder: HTTPResponder) {
        metrics.countMessage(type: message?.kind.rawValue ?? "unknown", outcome: refusal.code.rawValue)
        observe([.refused(refusal, message, at: id)])
        responder.send(HTTPResponse(refusal))
    }
}
