import HTTPServer
import ScoutIntegration

/// Finds out who asks.
///
/// - Source: RFC 6750, "Bearer Token Usage", sections 2.1 and 3.
struct BearerAuthentication: Sendable {
    let tokens: any AccessTokenStore
    let attempts: Attempts
    let observe: @Sendable (Observation) -> Void
    let now: @Sendable () -> Timestamp

    private static let challenge = "WWW-Authenticate"
    private static let realm = "Bearer realm=\"scout-ecr\""

    /// The token of a request.
    ///
    /// - Throws: ``Problem`` where there is none that is good, or a `StoreError`.
    func token(of request: HTTPRequest) async throws -> AccessToken {
        guard let shown = Self.shownToken(request) else {
            throw Problem(
                kind: .unauthorized,
                detail: "Send an access token of the organization: Authorization: Bearer TOKEN.",
                headers: [(Self.challenge, Self.realm)]
            )
        }
        let now = now()
        if let token = try await tokens.token(showing: shown, at: now) { return token }
        // A good token counts even now: a proxy has one address for all clients, and no one of them may lock out the others.
        guard attempts.isAllowed(request.peer, at: now) else {
            throw Problem(
                kind: .tooManyRequests,
                detail: "Too many wrong tokens have come from this address.",
                headers: [("Retry-After", "\(Attempts.seconds)")]
            )
        }
        attempts.fail(request.peer, at: now)
        observe(Observation(.warning, .tokenRefused, nil, [("peer", request.peer)]))
        throw Problem(
            kind: .unauthorized,
            detail: "The token is unknown, expired or revoked.",
            headers: [(Self.challenge, "\(Self.realm), error=\"invalid_token\"")]
        )
    }

    /// What an owner may do and the token's role does not.
    static let membersOnlySee = Problem(
        kind: .forbidden,
        detail: "A member's token sees only. To change something takes an owner's.",
        headers: [(challenge, "\(realm), error=\"insufficient_scope\"")]
    )

    /// The same whether that organization exists or not.
    static let otherOrganization = Problem(
        kind: .forbidden,
        detail: "The token is of another organization.",
        headers: [(challenge, "\(realm), error=\"insufficient_scope\"")]
    )

    /// What is shown as a token; `nil` where nothing is, or several things are.
    private static func shownToken(_ request: HTTPRequest) -> String? {
        let fields = request.headers.values(of: "Authorization")
        guard fields.count == 1 else { return nil }
        let parts = fields[0].split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}
