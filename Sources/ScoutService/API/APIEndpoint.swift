import CloudFormation
import HTTPServer
import ScoutIntegration

/// `/v1/organizations/{organization}/…` and the document that describes it: the API for programs.
///
/// What there is stands in its ``operations``, by which requests are answered and the document is made.
struct APIEndpoint: Sendable {
    let operations: [APIOperation]
    private let authentication: BearerAuthentication
    private let queue: PageQueue
    private let metrics: Metrics
    private let observe: @Sendable (Observation) -> Void
    private let document: [UInt8]

    /// How many wrong tokens may come from one address in a minute. Programs behind one proxy share it.
    static let maximumAttempts = 30

    /// - Parameter queue: where requests are answered.
    init(
        _ organizations: Organizations,
        tokens: any AccessTokenStore,
        queue: PageQueue,
        metrics: Metrics,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        operations =
            IntegrationOperations(organizations: organizations).all
            + RepositoryOperations(organizations: organizations).all
            + ImageOperations(organizations: organizations).all
            + StackOperations(organizations: organizations).all
            + [OpenAPIDocument.operation]
        authentication = BearerAuthentication(
            tokens: tokens,
            attempts: Attempts(perPeer: Self.maximumAttempts),
            observe: observe,
            now: organizations.now
        )
        self.queue = queue
        self.metrics = metrics
        self.observe = observe
        document = Array(OpenAPIDocument.value(of: operations).json(.compact).utf8)
    }

    /// Answers a request of any path below `/v1/`.
    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        let found = operations.compactMap { operation in operation.path.match(request.path).map { (operation, $0) } }
        let method = request.method == "HEAD" ? "GET" : request.method
        guard let (operation, variables) = found.first(where: { $0.0.method == method }) else {
            let problem = found.isEmpty ? Self.unknownPath : Self.notAllowed(found.map(\.0.method))
            count(found.first?.0, request, problem.kind.status)
            return responder.send(problem.response)
        }
        // What waits for no store needs no turn.
        guard operation.needsToken else {
            let response = describe(request, operation)
            count(operation, request, response.status)
            return responder.send(response)
        }
        let answer: @Sendable () async -> HTTPResponse = {
            let response = await self.response(to: request, operation, variables)
            count(operation, request, response.status)
            return response
        }
        queue.answer(
            responder,
            whenFull: {
                count(operation, request, Problem.overloaded.kind.status)
                return Problem.overloaded.response
            },
            answer
        )
    }

    private static let unknownPath = Problem.notFound("There is nothing at this path. See \(OpenAPIDocument.path).")

    private static func notAllowed(_ methods: [String]) -> Problem {
        let allowed = methods.flatMap { $0 == "GET" ? ["GET", "HEAD"] : [$0] }.joined(separator: ", ")
        return Problem(
            kind: .methodNotAllowed,
            detail: "The methods here are \(allowed).",
            headers: [("Allow", allowed)]
        )
    }

    /// What comes from outside is no label.
    private func count(_ operation: APIOperation?, _ request: HTTPRequest, _ status: Int) {
        let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
        metrics.countRequest(
            method: methods.contains(request.method) ? request.method : "other",
            route: operation?.path.text ?? "other",
            status: status
        )
    }

    // MARK: Doing it

    private func response(
        to request: HTTPRequest,
        _ operation: APIOperation,
        _ variables: [String: String]
    ) async -> HTTPResponse {
        do {
            return try await answer(request, operation, variables)
        } catch {
            return problem(error, operation).response
        }
    }

    private func describe(_ request: HTTPRequest, _ operation: APIOperation) -> HTTPResponse {
        do {
            _ = try RequestReading.query(request.query, operation.query)
            return .api(200, APIAnswer.mediaType, document)
        } catch {
            return problem(error, operation).response
        }
    }

    private func problem(_ error: any Error, _ operation: APIOperation) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as Organizations.Refusal: return Problem(refusal, operation.places)
        case let input as InvalidInput: return Problem(.invalid(input), operation.places)
        default:
            observe(.storeFailed(error))
            return .storeFailed
        }
    }

    private func answer(
        _ request: HTTPRequest,
        _ operation: APIOperation,
        _ variables: [String: String]
    ) async throws -> HTTPResponse {
        switch operation.work {
        case .document: return describe(request, operation)
        case .members(let work):
            return try await work(authorized(request, operation, variables)).response
        case .owners(let work):
            let authorized = try await authorized(request, operation, variables)
            let answer = try await work(authorized)
            observe(
                Observation(
                    .info,
                    .organizationChanged,
                    (answer.body["id"]?.stringValue).flatMap { try? IntegrationID($0) },
                    [
                        ("organization", authorized.organization.text), ("operation", operation.id),
                        ("token", authorized.token.id),
                    ]
                )
            )
            return answer.response
        }
    }

    /// Nothing of the request but the token is looked at before it is known who asks.
    private func authorized(
        _ request: HTTPRequest,
        _ operation: APIOperation,
        _ variables: [String: String]
    ) async throws -> APIRequest {
        let token = try await authentication.token(of: request)
        guard variables["organization"] == token.organization.text else { throw BearerAuthentication.otherOrganization }
        guard !operation.needsOwner || token.role == .owner else { throw BearerAuthentication.membersOnlySee }
        return APIRequest(
            token: token,
            path: variables,
            query: try RequestReading.query(request.query, operation.query),
            body: try operation.body.map { try RequestReading.body(request, $0) } ?? .null
        )
    }
}

extension Problem {
    /// Why something cannot be done in an organization's name.
    ///
    /// - Parameter places: where in the request values stand, by their subjects.
    fileprivate init(_ refusal: Organizations.Refusal, _ places: [String: Violation.Place]) {
        switch refusal {
        case .notFound(let reason): self = .notFound(reason.asSentence)
        case .full(let reason): self.init(kind: .conflict, detail: reason.asSentence)
        case .unavailable(let reason): self = .unavailable(reason)
        case .invalid(let input): self = .invalid([Violation(places[input.subject] ?? .wholeBody, input)])
        }
    }
}
