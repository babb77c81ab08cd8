import AWSClient
import HTTPServer
import ScoutIntegration
import SetupHandler

/// `POST /v1/setup/{integration}` where a queue takes the journal's place: a message is answered with 200 once it is verified
/// and in the queue.
struct QueuedSetupEndpoint: Sendable {
    let store: any IntegrationStore
    let queues: WorkQueues
    let intake: SetupIntake
    let certificates: CertificateCache
    let metrics: Metrics
    let now: @Sendable () -> Timestamp
    let observe: @Sendable (Observation) -> Void

    /// Takes a request of SNS.
    func answer(_ request: HTTPRequest, integration text: String) async -> HTTPResponse {
        if request.isRawDelivery { return HTTPResponse(refuse(.rawDelivery, nil, text)) }
        if let refusal = await take(request.body, integration: text) { return HTTPResponse(refusal) }
        return .acceptedMessage
    }

    /// Takes a notification that SNS has delivered to the function itself. Its integration is the one that it names.
    ///
    /// - Returns: why it was refused; `nil` where it was taken.
    func take(notification body: [UInt8]) async -> Refusal? {
        await take(body, integration: (try? SNSMessage(body: body))?.integrationID ?? "")
    }

    private func take(_ body: [UInt8], integration text: String) async -> Refusal? {
        var message: SNSMessage?
        do throws(Refusal) {
            let integration = try await find(text)
            let id = integration.id
            let parsed = try SNSMessage(body: body)
            message = parsed
            let event = try await event(of: parsed, for: integration)
            try await leave(SetupRecord(integration: id, receivedAt: now(), body: body))
            metrics.countMessages(1, type: parsed.kind.rawValue, outcome: "accepted")
            observe(.accepted(parsed, event, for: id))
            return nil
        } catch {
            return refuse(error, message, text)
        }
    }

    /// What a message means once it is verified.
    private func event(
        of message: SNSMessage,
        for found: Integration
    ) async throws(Refusal) -> Integration.Event? {
        var integration = found
        var fetched = certificates.certificate(at: message.signingCertificateURL)
        while true {
            switch try intake.decide(message, for: integration, at: now(), certificate: { _ in fetched }) {
            case .accept(_, let event): return event
            case .fetchCertificate(let url):
                fetched = try await certificates.fetch(url)
                // It may have changed meanwhile: another topic may have come first.
                integration = try await find(found.id.text)
            }
        }
    }

    private func find(_ text: String) async throws(Refusal) -> Integration {
        do throws(StoreError) {
            if let id = try? IntegrationID(text), let integration = try await store.integration(id) {
                return integration
            }
        } catch {
            observe(.storeFailed(error))
            throw Refusal.journalFailed
        }
        throw Refusal.unknownIntegration
    }

    private func leave(_ record: SetupRecord) async throws(Refusal) {
        do throws(AWSError) {
            try await queues.leave(.setup(record), at: now())
        } catch {
            observe(.storeFailed(error, record.integration))
            throw Refusal.journalFailed
        }
    }

    private func refuse(_ refusal: Refusal, _ message: SNSMessage?, _ id: String) -> Refusal {
        metrics.countMessages(1, type: message?.kind.rawValue ?? "unknown", outcome: refusal.code.rawValue)
        observe(.refused(refusal, message, at: id))
        return refusal
    }
}
