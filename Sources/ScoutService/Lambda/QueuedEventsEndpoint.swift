import AWSClient
import AWSStore
import HTTPServer
import ImageEvents
import ScoutIntegration

/// `POST /v1/events/{integration}` where images are in a table: an event is answered with 200 once the image is written, and
/// in the queue where it waits for its turn.
struct QueuedEventsEndpoint: Sendable {
    let integrations: any IntegrationStore
    let images: DynamoDBImageStore
    let settings: any OrganizationSettingsStore
    let queues: WorkQueues
    let metrics: Metrics
    let now: @Sendable () -> Timestamp
    let observe: @Sendable (Observation) -> Void

    func answer(_ request: HTTPRequest, integration text: String) async -> HTTPResponse {
        let id = try? IntegrationID(text)
        do throws(EventRejection) {
            guard let integration = try await find(id) else { throw EventRejection.unauthorized }
            let event = try request.event(from: EventSender(integration))
            try await take(event.image, integration)
            metrics.countEvents(1, outcome: "accepted")
            observe(.accepted(event.image, for: integration.id))
            return .acceptedEvent
        } catch {
            metrics.countEvents(1, outcome: error.code)
            observe(.refused(error, id))
            return HTTPResponse(error)
        }
    }

    private func find(_ id: IntegrationID?) async throws(EventRejection) -> Integration? {
        guard let id else { return nil }
        do {
            return try await integrations.integration(id)
        } catch {
            throw fail(error, id)
        }
    }

    private func take(_ event: ImageEvent, _ integration: Integration) async throws(EventRejection) {
        do {
            let isActive = try await settings.settings(of: integration.organization)
                .isActive(event.repository, of: integration.id)
            let image = try await images.apply(event, to: integration.id, at: now(), isActive: isActive)
            observe(
                Observation(
                    .info,
                    .imagesChanged,
                    integration.id,
                    [("events", "1"), ("images", "1"), ("queued", image.state == .queued ? "1" : "0")]
                )
            )
            try await queues.leave(image, at: now())
        } catch {
            throw fail(error, integration.id)
        }
    }

    private func fail(_ error: any Error, _ id: IntegrationID) -> EventRejection {
        observe(.storeFailed(error, id))
        return .unavailable
    }
}
