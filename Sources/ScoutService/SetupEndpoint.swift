import CloudFormation
import Cryptography
import HTTPServer
public import ScoutIntegration
public import SetupHandler

/// `POST /v1/setup/{integration}`: takes what SNS delivers.
///
/// A message is answered with 200 once it is verified and in the journal; what follows from it happens afterwards. All
/// messages of one batch are synced together.
public final class SetupEndpoint: Sendable {
    private let store: FileIntegrationStore
    private let integrations: BatchLookup<Integration>
    private let journal: Journal
    private let intake: SetupIntake
    private let certificates: CertificateCache
    private let orchestrator: SetupOrchestrator
    private let now: @Sendable () -> Timestamp
    private let observe: @Sendable ([Observation]) -> Void
    private let metrics: Metrics
    private let deliveries = BatchThread<Delivery>("scout-ecr.messages")

    /// A request of SNS.
    private struct Delivery {
        let request: HTTPRequest
        /// What its path names.
        let integration: String
        let responder: HTTPResponder
        /// The certificate that had to be fetched for it.
        var certificate: Certificate?
    }

    /// A message that was verified.
    private final class Accepted: Sendable {
        let message: SNSMessage
        let event: Integration.Event?
        let record: SetupRecord
        let responder: HTTPResponder

        init(_ message: SNSMessage, _ event: Integration.Event?, _ record: SetupRecord, _ responder: HTTPResponder) {
            (self.message, self.event, self.record, self.responder) = (message, event, record, responder)
        }
    }

    /// How many messages are verified on one processor before others could be of use: some take 50 µs each.
    private static let verifiedAtATime = 4

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
        integrations = BatchLookup(store) { $0 }
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
            orchestrator.submit([submission(of: event, to: kept.integration, at: position)])
        }
    }

    /// An event that the orchestrator is to take in, whose record in the journal is then finished.
    private func submission(
        of event: Integration.Event?,
        to id: IntegrationID,
        at position: Journal.Position
    ) -> SetupOrchestrator.Submission {
        SetupOrchestrator.Submission(event, to: id) { [journal] in journal.finish(position) }
    }

    /// Gathers a request.
    func handle(_ request: HTTPRequest, integration: String, _ responder: HTTPResponder) {
        deliveries.add(Delivery(request: request, integration: integration, responder: responder))
    }

    /// Takes in the requests of a batch, soon.
    func endOfBatch() { deliveries.endOfBatch { self.take($0) } }

    /// Verifies the messages of a batch, puts them into the journal, and answers them once they are durable there.
    private func take(_ batch: [Delivery]) {
        let accepted = batch.concurrentMap(atATime: Self.verifiedAtATime) { verify($0) }.compactMap(\.self)
        integrations.endOfBatch()
        if accepted.isEmpty { return }
        let positions = accepted.map { journal.append($0.record.bytes) }
        do throws(StoreError) {
            try journal.commit()
        } catch {
            observe([.storeFailed(error)])
            for entry in accepted {
                refuse(.journalFailed, entry.message, entry.record.integration.text, entry.responder)
            }
            return
        }
        HTTPResponder.send(.acceptedMessage, to: accepted.map(\.responder))
        for kind in SNSMessage.Kind.allCases {
            let number = accepted.count { $0.message.kind == kind }
            if number > 0 { metrics.countMessages(number, type: kind.rawValue, outcome: "accepted") }
        }
        observe(accepted.map { .accepted($0.message, $0.event, for: $0.record.integration) })
        orchestrator.submit(
            zip(accepted, positions).map { submission(of: $0.event, to: $0.record.integration, at: $1) }
        )
    }

    /// Verifies a message, or answers why it is not taken.
    ///
    /// - Returns: `nil` also where the certificate has to be fetched first.
    private func verify(_ delivery: Delivery) -> Accepted? {
        var message: SNSMessage?
        do throws(Refusal) {
            let request = delivery.request
            if request.isRawDelivery { throw Refusal.rawDelivery }
            let integration = try find(delivery.integration)
            let parsed = try SNSMessage(body: request.body)
            message = parsed
            guard journal.count < Self.maximumQueueDepth else { throw Refusal(.unavailable, "too many messages wait") }
            let decision = try intake.decide(parsed, for: integration, at: now()) { url in
                delivery.certificate ?? certificates.certificate(at: url)
            }
            switch decision {
            case .accept(_, let event):
                let record = SetupRecord(integration: integration.id, receivedAt: now(), body: request.body)
                return Accepted(parsed, event, record, delivery.responder)
            case .fetchCertificate(let url):
                Task { await fetch(url, parsed, for: delivery) }
                return nil
            }
        } catch {
            refuse(error, message, delivery.integration, delivery.responder)
            return nil
        }
    }

    private func find(_ text: String) throws(Refusal) -> Integration {
        do {
            if let id = try? IntegrationID(text), let found = try integrations.find(id) { return found }
        } catch {
            observe([.storeFailed(error)])
            throw Refusal.journalFailed
        }
        throw Refusal.unknownIntegration
    }

    /// Fetches a certificate, and then takes the message in. The integration may have changed meanwhile: another topic may have
    /// come first.
    private func fetch(_ url: String, _ message: SNSMessage, for delivery: Delivery) async {
        var delivery = delivery
        do throws(Refusal) {
            delivery.certificate = try await certificates.fetch(url)
        } catch {
            return refuse(error, message, delivery.integration, delivery.responder)
        }
        deliveries.add(delivery)
        endOfBatch()
    }

    private func refuse(_ refusal: Refusal, _ message: SNSMessage?, _ id: String, _ responder: HTTPResponder) {
        metrics.countMessages(1, type: message?.kind.rawValue ?? "unknown", outcome: refusal.code.rawValue)
        observe([.refused(refusal, message, at: id)])
        responder.send(HTTPResponse(refusal))
    }
}
