import Cryptography
import HTTPServer
import ScoutIntegration

/// The pages that people see: everything that is not for machines.
final class Dashboard: Sendable {
    let organizations: Organizations
    let sessions: Sessions
    let isSecure: Bool
    let observe: @Sendable (Observation) -> Void
    let attempts = Attempts()
    let creations = Creations()
    private let queue: PageQueue

    init(
        _ organizations: Organizations,
        sessions: Sessions,
        queue: PageQueue,
        isSecure: Bool,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        self.organizations = organizations
        self.sessions = sessions
        self.queue = queue
        self.isSecure = isSecure
        self.observe = observe
    }

    var now: Timestamp { organizations.now() }

    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        if request.path.hasPrefix(DashboardAssets.folder) {
            return responder.send(DashboardAssets.response(to: request).guarded(isSecure: isSecure))
        }
        queue.answer(responder) { [self] in await answer(request).guarded(isSecure: isSecure) }
    }

    /// What a page is made from.
    struct Context: Sendable {
        let request: HTTPRequest
        let visitor: Visitor
        let query: URLEncodedItems
        let form: URLEncodedItems
        /// The path below the organization, split at slashes and decoded.
        let path: [String]
    }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        do {
            let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(
                String.init
            )
            switch (request.method, parts.first ?? "") {
            case ("GET", "sign-in"), ("HEAD", "sign-in"): return try await signInPage(request)
            case ("POST", "sign-in"): return try await signIn(request)
            case ("POST", "sign-out"): return try await signOut(request)
            case ("GET", "") where parts.count == 1, ("HEAD", "") where parts.count == 1: return try await home(request)
            case (_, "organizations") where parts.count >= 3: return try await organizationPage(request, parts)
            case (_, "sign-in"), (_, "sign-out"): return Self.notAllowed
            default: return .page(.notFound, for: nil)
            }
        } catch let refusal as Organizations.Refusal {
            return .page(.refusal(refusal), for: (try? await session(of: request))?.visitor())
        } catch {
            observe(.storeFailed(error))
            return .page(.failure, for: nil)
        }
    }

    private static var notAllowed: HTTPResponse {
        var response = HTTPResponse.text(405, "method not allowed\n")
        response.headers.append("Allow", "GET, HEAD, POST")
        return response
    }

    /// The first organization's page, or the way in.
    private func home(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let visitor = try await session(of: request)?.visitor() else { return .seeOther("/sign-in") }
        return .seeOther(visitor.path("integrations"))
    }

    private func organizationPage(_ request: HTTPRequest, _ parts: [String]) async throws -> HTTPResponse {
        guard let session = try await session(of: request) else {
            return request.method == "POST" ? .page(.signedOut, for: nil) : .seeOther("/sign-in")
        }
        // Whether there is another organization of that name is nobody's business.
        guard let visitor = session.visitor(of: parts[1]) else { return .page(.notFound, for: session.visitor()) }
        let context = Context(
            request: request,
            visitor: visitor,
            query: URLEncodedItems(query: request.query),
            form: URLEncodedItems(request.method == "POST" ? request.body : []),
            path: parts.dropFirst(2).map { URLEncodedItems.decoded($0.replacing("+", with: "%2B").utf8) }
        )
        switch request.method {
        case "GET", "HEAD": return .page(try await page(context) ?? .notFound, for: visitor)
        case "POST":
            guard isFromHere(request, context.form, session.session) else { return .page(.foreignForm, for: visitor) }
            guard visitor.isOwner else { return .page(.forMembers(visitor), for: visitor) }
            guard let response = try await act(context) else { return .page(.notFound, for: visitor) }
            tell(context)
            return response
        default: return Self.notAllowed
        }
    }

    /// Leaves a trace of a change, as the API does.
    private func tell(_ context: Context) {
        observe(
            Observation(
                .info,
                .organizationChanged,
                context.path.dropFirst().first.flatMap { try? IntegrationID($0) },
                [
                    ("organization", context.visitor.organization.text), ("token", context.visitor.token.id),
                    ("page", context.path.joined(separator: "/")),
                ]
            )
        )
    }

    private func page(_ context: Context) async throws -> Page? {
        switch context.path {
        case ["integrations"]: try await integrationsPage(context)
        case let path where path.count == 2 && path[0] == "integrations": try await integrationPage(context, path[1])
        case let path where path.count == 3 && path[0] == "integrations" && path[2] == "remove":
            try await removalPage(context, path[1])
        case ["repositories"]: try await repositoriesPage(context)
        case ["images"]: try await imagesPage(context)
        case ["stack"]: stackPage(context)
        default: nil
        }
    }

    private func act(_ context: Context) async throws -> HTTPResponse? {
        switch context.path {
        case ["integrations"]: try await createIntegration(context)
        case let path where path.count == 3 && path[0] == "integrations" && path[2] == "remove":
            try await removeIntegration(context, path[1])
        case ["repositories"]: try await chooseRepositories(context)
        case ["images"]: try await retryImage(context)
        default: nil
        }
    }
}

extension Page {
    static let notFound = message(
        404,
        "Not found",
        "There is no such page, or it is not of an organization that you are signed in to."
    )
    static let failure = message(
        503,
        "Not available",
        "The service cannot read or write its data at the moment. Try again soon."
    )
    static let signedOut = message(
        401,
        "Signed out",
        "Your session has ended. Sign in again, and then repeat what you wanted to do."
    )
    static let foreignForm = message(
        403,
        "Not sent from here",
        "This form did not come from this site, or it is too old. Open the page again and repeat what you wanted to do."
    )

    static func forMembers(_ visitor: Visitor) -> Page { message(403, "For owners", visitor.reasonForMembers) }

    static func refusal(_ refusal: Organizations.Refusal) -> Page {
        switch refusal {
        case .notFound(let reason): message(404, "Not found", reason.sentence)
        case .invalid(let input): message(400, "That cannot be used", input.description.sentence)
        case .full(let reason): message(409, "No room", reason.sentence)
        case .unavailable(let reason): message(503, "Not set up", reason.sentence)
        }
    }

    private static func message(_ status: Int, _ title: String, _ text: String) -> Page {
        Page(
            status: status,
            title: title,
            content: "<h1>\(title)</h1><p>\(text)</p><p><a href=\"/\">Back to the integrations</a></p>"
        )
    }
}

extension String {
    /// With a capital letter and a full stop.
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
