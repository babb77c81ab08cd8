import Cryptography
import HTTPServer
import ScoutIntegration

extension Dashboard {
    /// Somebody's session, with the tokens that are still of use.
    struct SignedIn: Sendable {
        let secret: Session.Secret
        let session: Session
        let tokens: [AccessToken]

        /// The visitor of a page of the first organization.
        func visitor() -> Visitor? { tokens.first.map(visitor) }

        /// The visitor of a page of an organization; `nil` where he is not signed in to it.
        func visitor(of organization: String) -> Visitor? {
            tokens.first { $0.organization.text == organization }.map(visitor)
        }

        private func visitor(_ token: AccessToken) -> Visitor {
            Visitor(
                formToken: session.formToken,
                tokens: tokens.sorted { $0.organization.text < $1.organization.text },
                token: token
            )
        }
    }

    /// The name of the cookie. The prefix makes browsers insist on how it was set.
    ///
    /// - Source: RFC 6265bis, "The `__Host-` Prefix".
    private var cookieName: String { isSecure ? "__Host-scout-session" : "scout-session" }

    /// The session that a request shows; `nil` where there is none, or no token of it is of use any more.
    func session(of request: HTTPRequest) async throws -> SignedIn? {
        guard let secret = secret(of: request), let session = try await sessions.session(secret, at: now) else {
            return nil
        }
        let tokens = try await sessions.tokens(of: session, at: now)
        return tokens.isEmpty ? nil : SignedIn(secret: secret, session: session, tokens: tokens)
    }

    private func secret(of request: HTTPRequest) -> Session.Secret? {
        for field in request.headers.values(of: "Cookie") {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == cookieName else { continue }
                return Session.Secret(text: String(parts[1]))
            }
        }
        return nil
    }

    private func cookie(_ value: String, seconds: Int64) -> String {
        "\(cookieName)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    // MARK: Forms

    /// Whether a form was made by this service for this session, and sent from one of its pages.
    func isFromHere(_ request: HTTPRequest, _ form: URLEncodedItems, _ session: Session) -> Bool {
        let shown = form["form"] ?? ""
        return isSameOrigin(request) && ConstantTime.equal(shown, session.formToken)
    }

    /// Whether the browser says that one of this service's own pages has sent the request, or says nothing of it.
    ///
    /// - Source: RFC 6454, section 7; W3C Fetch Metadata Request Headers.
    private func isSameOrigin(_ request: HTTPRequest) -> Bool {
        // No page of another site can have this say so, and a proxy may have changed the host that the origin names.
        if let site = request.headers["Sec-Fetch-Site"] { return ["same-origin", "none"].contains(site) }
        guard let origin = request.headers["Origin"] else { return true }
        return ["http", "https"].contains { origin.lowercased() == "\($0)://\(request.host.lowercased())" }
    }

    // MARK: In and out

    func signInPage(_ request: HTTPRequest) async throws -> HTTPResponse {
        .page(Self.signInPage(adding: try await session(of: request)?.tokens ?? []), for: nil)
    }

    private static func signInPage(adding held: [AccessToken], problem: String? = nil, status: Int = 200) -> Page {
        let others = held.map { token -> HTML in
            "<li><a href=\"/organizations/\(token.organization.text)/integrations\">\(token.organization.text)</a></li>"
        }
        let back: HTML = held.isEmpty ? "" : "<p>You are signed in to:</p><ul>\(others)</ul>"
        let alert: HTML = problem.map { "<p class=\"alert\" role=\"alert\" id=\"problem\">\($0)</p>" } ?? ""
        let invalid: HTML = problem == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"problem\""
        return Page(
            status: status,
            title: "Sign in",
            content: """
                <div class="card narrow">
                <h1>Sign in</h1>
                <p>with an access token of your organization. Whoever runs this service makes one with
                <code>scout-ecr tokens create</code>.</p>
                \(alert)
                <form method="post" action="/sign-in">
                <label for="token">Access token</label>
                <input id="token" name="token" type="password" required autofocus autocomplete="current-password" spellcheck="false"\(invalid)>
                <button class="primary">Sign in</button>
                </form>
                \(back)</div>
                """
        )
    }

    func signIn(_ request: HTTPRequest) async throws -> HTTPResponse {
        let (now, peer) = (now, Self.client(of: request))
        guard isSameOrigin(request) else { return .page(.foreignForm, for: nil) }
        let shown = (URLEncodedItems(request.body)["token"] ?? "").filter { !$0.isWhitespace }
        let former = try await session(of: request)
        guard let secret = try await sessions.begin(showing: shown, continuing: former?.secret, at: now),
            let session = try await sessions.session(secret, at: now),
            let token = try await sessions.tokens(of: session, at: now).first
        else {
            // A good token counts even now: nobody may lock out the others.
            guard attempts.isAllowed(peer, at: now) else { return Self.tooMany }
            attempts.fail(peer, at: now)
            observe(Observation(.warning, .signInRefused, nil, [("peer", peer)]))
            let problem = "This token is not known, or it has expired or was revoked."
            return .page(Self.signInPage(adding: former?.tokens ?? [], problem: problem, status: 403), for: nil)
        }
        observe(Observation(.info, .signedIn, nil, [("token", token.id), ("organization", token.organization.text)]))
        var response = HTTPResponse.seeOther("/organizations/\(token.organization.text)/integrations")
        response.headers.append("Set-Cookie", cookie(secret.text, seconds: Session.seconds))
        return response
    }

    private static var tooMany: HTTPResponse {
        let page = signInPage(adding: [], problem: "Too many tokens were wrong. Wait a minute.", status: 429)
        var response = HTTPResponse.page(page, for: nil)
        response.headers.append("Retry-After", "\(Attempts.seconds)")
        return response
    }

    func signOut(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let session = try await session(of: request) else { return .seeOther("/sign-in") }
        guard isFromHere(request, URLEncodedItems(request.body), session.session) else {
            return .page(.foreignForm, for: session.visitor())
        }
        try await sessions.end(session.secret)
        var response = HTTPResponse.seeOther("/sign-in")
        response.headers.append("Set-Cookie", cookie("", seconds: 0))
        return response
    }

    /// Who asks: behind a proxy on this machine or in this network, whom the proxy says.
    static func client(of request: HTTPRequest) -> String {
        guard isPrivate(request.peer), let forwarded = request.headers.values(of: "X-Forwarded-For").last,
            let client = forwarded.split(separator: ",").last
        else { return request.peer }
        return String(client.filter { $0 != " " }.prefix(64))
    }

    /// - Source: RFC 1918; RFC 4193; the loopback addresses.
    private static func isPrivate(_ address: String) -> Bool {
        let octets = address.split(separator: ".").compactMap { UInt8($0) }
        guard octets.count == 4 else {
            return address == "::1" || address.lowercased().hasPrefix("fd") || address.lowercased().hasPrefix("fc")
        }
        switch (octets[0], octets[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }
}
