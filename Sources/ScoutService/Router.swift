import CloudFormation
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
        switch request.path {
        case "/healthz": get(request, responder) { .healthy }
        case "/readyz": get(request, responder) { isReady() ? .text(200, "ready\n") : .text(503, "not ready\n") }
        case "/metrics": get(request, responder) { .metrics(metrics.page(queueDepths())) }
        case let path where path.hasPrefix("/v1/"): handle(request, at: path.parts(separatedBy: "/"), responder)
        default: dashboard.handle(request, responder)
        }
    }

    /// Answers what is for machines: a path below `/v1/`.
    private func handle(_ request: HTTPRequest, at path: [Substring], _ responder: HTTPResponder) {
        switch path[2] {
        case "setup" where path.count == 4:
            post(request, responder) { setup.handle(request, integration: String(path[3]), responder) }
        case "events" where path.count == 4:
            post(request, responder) { events.handle(request, integration: String(path[3]), responder) }
        default: api.handle(request, responder)
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
        guard ["GET", "HEAD"].contains(request.method) else { return responder.send(.notAllowed("GET, HEAD")) }
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
