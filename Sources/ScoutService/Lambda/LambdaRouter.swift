import HTTPServer
import ScoutIntegration

/// Finds what answers a request of a function URL or HTTP API. The paths are those of the service on one machine, but for
/// its metrics, which CloudWatch has.
struct LambdaRouter: Sendable {
    let setup: QueuedSetupEndpoint
    let events: QueuedEventsEndpoint
    let api: APIEndpoint
    let dashboard: Dashboard

    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        switch Route(request.path) {
        case .health, .readiness: return .text(200, "ok\n")
        case .metrics: return .text(404, "metrics are in CloudWatch, in the namespace scout-ecr\n")
        case .setup(let id): return await post(request) { await setup.answer(request, integration: id) }
        case .events(let id): return await post(request) { await events.answer(request, integration: id) }
        case .api: return await response { api.handle(request, $0) }
        case .page: return await response { dashboard.handle(request, $0) }
        }
    }

    private func post(_ request: HTTPRequest, _ answer: () async -> HTTPResponse) async -> HTTPResponse {
        guard request.method == "POST" else { return .notAllowed("POST") }
        return await answer()
    }

    /// What a handler answers, whenever it does.
    private func response(_ handle: (HTTPResponder) -> Void) async -> HTTPResponse {
        await withCheckedContinuation { continuation in
            handle(HTTPResponder { continuation.resume(returning: $0) })
        }
    }
}
