import HTTPServer
import ScoutIntegration
import SetupHandler

/// Finds what answers a request.
struct Router: HTTPHandler {
    let setup: SetupEndpoint
    let events: EventsEndpoint
    let api: APIEndpoint
    let dashboard: Dashboard
    let metrics: Metrics
    let observe: @Sendable (Observation) -> Void
    /// Whether the service can take messages.
    let isReady: @Sendable () -> Bool
    /// How much waits.
    let queueDepths: @Sendable () -> QueueDepths

    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        switch Route(request.path) {
        case .health: get(request, responder) { .healthy }
        case .readiness: get(request, responder) { isReady() ? .text(200, "ready\n") : .text(503, "not ready\n") }
        case .metrics: get(request, responder) { .metrics(metrics.page(queueDepths())) }
        case .setup(let id): post(request, responder) { setup.handle(request, integration: id, responder) }
        case .events(let id): post(request, responder) { events.handle(request, integration: id, responder) }
        case .api: api.handle(request, responder)
        case .page: dashboard.handle(request, responder)
        }
    }

    func endOfBatch() {
        setup.endOfBatch()
        events.endOfBatch()
    }

    func didRefuse(_ status: Int, reason: String, peer: String) {
        observe(
            Observation(.warning, .requestRefused, nil, [("status", "\(status)"), ("reason", reason), ("peer", peer)])
        )
    }

    private func get(_ request: HTTPRequest, _ responder: HTTPResponder, _ answer: () -> HTTPResponse) {
        guard request.method == "GET" || request.method == "HEAD" else {
            return responder.send(.notAllowed("GET, HEAD"))
        }
        responder.send(answer())
    }

    private func post(_ request: HTTPRequest, _ responder: HTTPResponder, _ handle: () -> Void) {
        guard request.method == "POST" else { return responder.send(.notAllowed("POST")) }
        handle()
    }
}

extension HTTPResponse {
    fileprivate static let healthy = HTTPResponse.text(200, "ok\n")

    static func notAllowed(_ methods: String) -> HTTPResponse {
        var response = HTTPResponse.text(405, "method not allowed\n")
        response.headers.append("Allow", methods)
        return response
    }

    fileprivate static func metrics(_ page: String) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
            body: Array(page.utf8)
        )
    }
}
