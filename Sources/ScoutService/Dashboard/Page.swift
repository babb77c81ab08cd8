import HTTPServer
import ScoutIntegration

/// Who looks at a page, and for which organization.
struct Visitor: Sendable {
    /// What forms have to carry.
    let formToken: String
    /// The tokens of the session, one for each organization.
    let tokens: [AccessToken]
    /// The one of the organization that the page is about.
    let token: AccessToken

    var organization: OrganizationName { token.organization }

    var isOwner: Bool { token.role == .owner }

    /// The path of an organization's page.
    func path(_ rest: String) -> String { "/organizations/\(organization.text)/\(rest)" }

    /// What a form carries, so that no other site can send it.
    var formField: HTML { "<input type=\"hidden\" name=\"form\" value=\"\(formToken)\">" }

    /// Why something is not offered to a member.
    var reasonForMembers: String { "Only owners of \(organization.text) can do this." }

    /// The same as a part of a form; nothing for owners.
    var hintForMembers: HTML { isOwner ? "" : "<p class=\"hint\">\(reasonForMembers)</p>" }
}

/// A page of the dashboard.
struct Page: Sendable {
    /// A part of the dashboard that the navigation leads to.
    enum Section: String, Sendable, CaseIterable {
        case integrations, repositories, stack

        var title: String {
            switch self {
            case .integrations: "Integrations"
            case .repositories: "Repositories"
            case .stack: "The stack"
            }
        }
    }

    var status = 200
    let title: String
    var section: Section?
    /// How soon the page may look different, in seconds, so that browsers look again.
    var refreshSeconds: Int?
    let content: HTML

    /// The document.
    func document(for visitor: Visitor?) -> HTML {
        // Without scripts all of the page is made anew, whatever a person has chosen in a form, so not as often.
        let refresh: HTML =
            refreshSeconds.map { "<noscript><meta http-equiv=\"refresh\" content=\"\(max($0, 20))\"></noscript>" } ?? ""
        let live: HTML = refreshSeconds.map { " data-refresh=\"\($0)\"" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>\(title) · Docker Scout for ECR</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="\(DashboardAssets.icon.path)" type="image/svg+xml">
            <link rel="stylesheet" href="\(DashboardAssets.style.path)">
            <script src="\(DashboardAssets.script.path)" defer></script>
            \(refresh)</head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            \(header(visitor))
            <main id="main"\(live)>
            \(content)
            </main>
            </body>
            </html>

            """
    }

    private func header(_ visitor: Visitor?) -> HTML {
        guard let visitor else {
            return
                "<header class=\"bar\"><span class=\"brand\">Docker Scout <span>for Amazon ECR</span></span></header>"
        }
        let links = Section.allCases.map { section -> HTML in
            let current: HTML = section == self.section ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(visitor.path(section.rawValue))\"\(current)>\(section.title)</a></li>"
        }
        return """
            <header class="bar">
            <a class="brand" href="/">Docker Scout <span>for Amazon ECR</span></a>
            \(switcher(visitor))
            <nav aria-label="Pages"><ul>\(links)</ul></nav>
            <form method="post" action="/sign-out">\(visitor.formField)<button class="quiet">Sign out</button></form>
            </header>
            """
    }

    private func switcher(_ visitor: Visitor) -> HTML {
        let others = visitor.tokens.map { token -> HTML in
            let current: HTML = token.organization == visitor.organization ? " aria-current=\"true\"" : ""
            let section = section ?? .integrations
            let path = "/organizations/\(token.organization.text)/\(section.rawValue)"
            return
                "<li><a href=\"\(path)\"\(current)>\(token.organization.text) <small>\(token.role.rawValue)</small></a></li>"
        }
        return """
            <details class="menu"><summary><span class="label">Organization</span> \(visitor.organization.text)</summary>
            <ul>\(others)<li><a href="/sign-in">Add an organization…</a></li></ul></details>
            """
    }
}

extension HTTPResponse {
    /// A page as an answer.
    static func page(_ page: Page, for visitor: Visitor?) -> HTTPResponse {
        HTTPResponse(
            status: page.status,
            headers: ["Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"],
            body: Array(page.document(for: visitor).text.utf8)
        )
    }

    /// An answer that leads elsewhere, by GET.
    static func seeOther(_ location: String) -> HTTPResponse {
        HTTPResponse(status: 303, headers: ["Location": location, "Cache-Control": "no-store"])
    }

    /// What browsers are told with every answer.
    ///
    /// - Source: W3C Content Security Policy Level 3; OWASP Secure Headers Project.
    func guarded(isSecure: Bool) -> HTTPResponse {
        var response = self
        response.headers.append("Content-Security-Policy", Self.contentSecurityPolicy)
        response.headers.append("X-Frame-Options", "DENY")
        response.headers.append("X-Content-Type-Options", "nosniff")
        response.headers.append("Referrer-Policy", "same-origin")
        response.headers.append("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.append("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.append("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if isSecure { response.headers.append("Strict-Transport-Security", "max-age=31536000") }
        return response
    }

    /// Nothing but what this service serves; forms may also lead to the consoles of AWS, where *Create on AWS* does.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self' https://*.console.aws.amazon.com https://*.console.amazonaws.cn "
            + "https://console.amazonaws-us-gov.com https://*.console.amazonaws-us-gov.com",
        "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
