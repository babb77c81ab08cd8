import Foundation
import HTTPServer
import ScoutIntegration
import Testing

@testable import ScoutService

/// A browser without a window: it keeps its cookie, and sends forms as browsers do.
final class Browser {
    let fixture: Fixture
    var cookie: String?
    var page = ""

    init(_ fixture: Fixture) { self.fixture = fixture }

    @discardableResult
    func get(_ target: String) async -> HTTPResponse {
        var headers: HTTPHeaders = ["Host": "scout.example.com"]
        if let cookie { headers.append("Cookie", "other=1; \(cookie)") }
        return remember(await fixture.call("GET", target, headers: headers))
    }

    @discardableResult
    func post(_ target: String, _ fields: [(String, String)], headers more: HTTPHeaders = [:]) async -> HTTPResponse {
        var headers: HTTPHeaders = ["Host": "scout.example.com", "Content-Type": "application/x-www-form-urlencoded"]
        for (name, value) in more { headers.append(name, value) }
        if let cookie { headers.append("Cookie", cookie) }
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        return remember(await fixture.call("POST", target, body.joined(separator: "&"), headers: headers))
    }

    /// What the forms of the last page carry.
    var formToken: String {
        guard let start = page.range(of: "name=\"form\" value=\"") else { return "" }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    func signIn(_ role: AccessToken.Role, to organization: String = "acme") async throws {
        let secret = try fixture.token(role, organization)
        let response = await post("/sign-in", [("token", secret)])
        try #require(response.status == 303)
        await get("/organizations/\(organization)/integrations")
    }

    private func remember(_ response: HTTPResponse) -> HTTPResponse {
        if let set = response.headers["Set-Cookie"] {
            let pair = set.prefix { $0 != ";" }
            cookie = set.contains("Max-Age=0") ? nil : String(pair)
        }
        if !response.body.isEmpty { page = String(decoding: response.body, as: UTF8.self) }
        return response
    }
}

extension Fixture {
    func token(_ role: AccessToken.Role, _ organization: String = "acme", days: Int = 1, at now: Timestamp = .now)
        throws -> String
    {
        let (token, secret) = try AccessToken.new(
            for: OrganizationName(organization),
            role: role,
            name: "",
            days: days,
            at: now
        )
        try tokens.add(token)
        return secret.text
    }

    /// An integration of another customer.
    func other() throws -> Integration {
        let other = Integration(
            organization: try OrganizationName("other"),
            region: try Region("eu-west-1"),
            createdAt: .now
        )
        try store.add(other)
        return other
    }

    func push(_ repository: String, _ tag: String = "v1", digit: String = "a", isActive: Bool = true) throws {
        let event = ImageEvent(
            id: UUID().uuidString,
            action: .push,
            repository: try RepositoryName(repository),
            digest: try ImageDigest("sha256:" + String(repeating: digit, count: 64)),
            tag: try ImageTag(tag),
            time: .now
        )
        try images.apply([event], to: integration.id, at: .now) { _ in isActive }
    }
}

@Suite struct `Signing in` {
    private let fixture: Fixture
    private let browser: Browser

    init() throws {
        fixture = try Fixture()
        browser = Browser(fixture)
    }

    @Test func `takes a token, and remembers nothing but a cookie that no script reads`() async throws {
        let secret = try fixture.token(.owner)
        let response = await browser.post("/sign-in", [("token", " \(secret)\n")])
        #expect(response.status == 303 && response.headers["Location"] == "/organizations/acme/integrations")
        let cookie = try #require(response.headers["Set-Cookie"])
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Secure") && !cookie.contains(secret))
        #expect(await browser.get("/").headers["Location"] == "/organizations/acme/integrations")
        let stored = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.data.path)/sessions")
        #expect(stored.filter { $0.hasSuffix(".json") }.count == 1 && !stored.joined().contains(cookie.prefix(60)))
    }

    @Test func `behind https gives a cookie that is for https only`() async throws {
        let browser = Browser(try Fixture(isSecure: true))
        let response = await browser.post("/sign-in", [("token", try browser.fixture.token(.owner))])
        let cookie = try #require(response.headers["Set-Cookie"])
        #expect(cookie.hasPrefix("__Host-") && cookie.contains("; Secure"))
        #expect(response.headers["Strict-Transport-Security"] != nil)
    }

    @Test(arguments: ["", "wrong", "scout_pat_"])
    func `refuses what is no token`(_ text: String) async {
        #expect(await browser.post("/sign-in", [("token", text)]).status == 403)
        #expect(browser.cookie == nil && browser.page.contains("role=\"alert\""))
    }

    @Test func `refuses a token that has expired or was revoked, and ends what was begun with it`() async throws {
        #expect(
            await browser.post("/sign-in", [("token", try fixture.token(.owner, days: 1, at: Timestamp(seconds: 1)))])
                .status == 403
        )
        try await browser.signIn(.owner)
        #expect(await browser.get("/organizations/acme/integrations").status == 200)
        for token in try fixture.tokens.tokens() { try fixture.tokens.revoke(token.id, at: .now) }
        #expect(await browser.get("/organizations/acme/integrations").headers["Location"] == "/sign-in")
    }

    @Test func `is slowed down after many wrong tokens`() async throws {
        // Failures of one minute count, however long the machine takes for them.
        let now = Timestamp.now
        let fixture = try Fixture { now }
        let browser = Browser(fixture)
        for _ in 0..<10 { #expect(await browser.post("/sign-in", [("token", "wrong")]).status == 403) }
        let response = await browser.post("/sign-in", [("token", "wrong")])
        #expect(response.status == 429 && response.headers["Retry-After"] == "60")
        #expect(
            await browser.post("/sign-in", [("token", try fixture.token(.owner))]).status == 303,
            "nobody is locked out by others"
        )
        let elsewhere: HTTPHeaders = ["X-Forwarded-For": "198.51.100.7"]
        #expect(
            await browser.post("/sign-in", [("token", "wrong")], headers: elsewhere).status == 403
        )
    }

    /// Session fixation: whoever plants a cookie must not share the session.
    @Test func `always begins a new session`() async throws {
        try await browser.signIn(.owner)
        let planted = try #require(browser.cookie)
        let victim = Browser(fixture)
        victim.cookie = planted
        try await victim.signIn(.member, to: "other")
        #expect(victim.cookie != planted)
        #expect(await browser.get("/organizations/other/integrations").status != 200)
        victim.cookie = "scout-session=chosen-by-an-attacker"
        try await victim.signIn(.owner)
        #expect(victim.cookie != "scout-session=chosen-by-an-attacker")
    }

    /// Browsers say themselves where a form comes from, and a proxy may ask for another host than they do.
    @Test func `is possible behind a proxy that changes the host`() async throws {
        let headers: HTTPHeaders = ["Origin": "https://public.example.com", "Sec-Fetch-Site": "same-origin"]
        let response = await browser.post("/sign-in", [("token", try fixture.token(.owner))], headers: headers)
        #expect(response.status == 303)
    }

    @Test func `to further organizations keeps those before`() async throws {
        try await browser.signIn(.owner)
        try await browser.signIn(.member, to: "other")
        #expect(await browser.get("/organizations/acme/integrations").status == 200)
        #expect(browser.page.contains("/organizations/other/integrations"))
    }

    @Test func `out needs the form, and ends the session for good`() async throws {
        try await browser.signIn(.owner)
        let cookie = browser.cookie
        #expect(await browser.post("/sign-out", []).status == 403)
        await browser.get("/organizations/acme/integrations")
        #expect(await browser.post("/sign-out", [("form", browser.formToken)]).status == 303)
        #expect(browser.cookie == nil)
        browser.cookie = cookie
        #expect(await browser.get("/organizations/acme/integrations").headers["Location"] == "/sign-in")
    }

    @Test(
        arguments: [["Origin": "https://evil.example"], ["Sec-Fetch-Site": "cross-site"], ["Origin": "null"]]
            as [HTTPHeaders]
    )
    func `is not done by other sites`(_ headers: HTTPHeaders) async throws {
        #expect(await browser.post("/sign-in", [("token", try fixture.token(.owner))], headers: headers).status == 403)
        #expect(browser.cookie == nil)
    }
}

@Suite struct `The dashboard's pages` {
    private let fixture: Fixture
    private let browser: Browser

    init() throws {
        fixture = try Fixture()
        browser = Browser(fixture)
    }

    private var all: [String] {
        let id = fixture.integration.id.text
        return [
            "integrations", "integrations?removed=1", "integrations/\(id)", "integrations/\(id)/remove", "repositories",
            "repositories?search=team", "images?integration=\(id)&repository=team%2Fapp", "stack",
            "stack?pushes=1000&image=0.5&region=eu-central-1",
        ]
    }

    @Test func `are there for who is signed in, and for nobody else`() async throws {
        try fixture.push("team/app")
        for page in all {
            let response = await browser.get("/organizations/acme/\(page)")
            #expect(response.status == 303 && response.headers["Location"] == "/sign-in", "\(page)")
        }
        try await browser.signIn(.member)
        for page in all {
            #expect(await browser.get("/organizations/acme/\(page)").status == 200, "\(page)")
            #expect(browser.page.hasPrefix("<!DOCTYPE html>"))
        }
    }

    @Test func `tell browsers what to forbid`() async throws {
        try await browser.signIn(.owner)
        for path in ["/organizations/acme/integrations", "/sign-in", "/nowhere"] {
            let headers = await browser.get(path).headers
            let policy = try #require(headers["Content-Security-Policy"])
            for rule in [
                "default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'",
                "base-uri 'none'",
            ] {
                #expect((policy + ";").contains(rule))
            }
            #expect(headers["X-Frame-Options"] == "DENY" && headers["X-Content-Type-Options"] == "nosniff")
            #expect(headers["Cache-Control"] == "no-store")
            #expect(
                !browser.page.contains("<script>") && !browser.page.contains(" style=")
                    && !browser.page.contains(" onclick")
            )
        }
    }

    @Test func `look again by themselves where something may change`() async throws {
        let id = fixture.integration.id
        let arn = "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        try await browser.signIn(.owner)
        for page in ["integrations", "integrations/\(id.text)"] {
            let event = StackEvent(
                eventID: "e",
                stackID: try StackID(arn),
                timestamp: .now,
                logicalResourceID: "Scout",
                physicalResourceID: arn,
                resourceType: "AWS::CloudFormation::Stack",
                status: "ROLLBACK_IN_PROGRESS",
                reason: "no"
            )
            try fixture.push("team/app")
            try fixture.store.update(id) { $0 = fixture.integration }
            await browser.get("/organizations/acme/\(page)")
            #expect(!browser.page.contains("data-refresh"), "\(page)")
            try fixture.store.update(id) { $0.apply(.stackChanged(event), at: .now) }
            await browser.get("/organizations/acme/\(page)")
            #expect(browser.page.contains("data-refresh=\"15\""), "\(page)")
            try fixture.store.update(id) { integration in
                integration = Integration(
                    id: id,
                    organization: integration.organization,
                    region: integration.region,
                    createdAt: .now
                )
            }
            await browser.get("/organizations/acme/\(page)")
            #expect(browser.page.contains("data-refresh=\"3\""), "\(page)")
        }
    }

    @Test func `offer the regions in which the template can be read`() async throws {
        try await browser.signIn(.owner)
        await browser.get("/organizations/acme/integrations")
        #expect(browser.page.contains("<option>eu-west-3</option>") && !browser.page.contains("cn-north-1"))
    }

    @Test(arguments: ["team", "TEAM", "%20Team%20"])
    func `find repositories as people write them`(_ search: String) async throws {
        try fixture.push("team/app")
        try await browser.signIn(.member)
        await browser.get("/organizations/acme/repositories?search=\(search)")
        #expect(browser.page.contains("team/app"))
    }

    @Test func `refer to files that are kept for good`() async throws {
        for asset in [DashboardAssets.style, DashboardAssets.script, DashboardAssets.icon] {
            let response = await browser.get(asset.path)
            #expect(response.status == 200 && response.headers["Cache-Control"]?.contains("immutable") == true)
        }
        #expect(await browser.get("/assets/dashboard-000000000000.css").status == 404)
        #expect(await browser.get("/assets/../data").status == 404)
    }

    @Test(arguments: [
        "nowhere", "integrations/int-none", "integrations/../x", "images", "images?integration=int-x&repository=a",
        "stack/x",
    ])
    func `are not found where there is nothing`(_ page: String) async throws {
        try await browser.signIn(.owner)
        #expect(await browser.get("/organizations/acme/\(page)").status == 404)
    }

    @Test(arguments: [
        "pushes=x", "pushes=-1", "image=x", "image=-1", "region=nowhere", "region=cn-north-1",
        "pushes=99999999999999999999",
    ])
    func `say what would be right`(_ query: String) async throws {
        try await browser.signIn(.member)
        #expect(await browser.get("/organizations/acme/stack?\(query)").status == 200)
        #expect(browser.page.contains("role=\"alert\""))
    }

    @Test func `explain every resource of the stack, with its cost and permissions`() async throws {
        try await browser.signIn(.member)
        await browser.get("/organizations/acme/stack?pushes=100")
        for name in ["SNSTopic", "ScoutAPICredentials", "AssumeRoleEcrAccess", "Rule"] {
            #expect(browser.page.contains(name))
        }
        #expect(browser.page.contains("$0.42") && browser.page.contains("$0.43"))
        #expect(browser.page.contains("write a value (secretsmanager:PutSecretValue) on ScoutAPICredentials"))
    }

    /// Whatever an attacker can have stored is text, wherever it is shown.
    @Test func `show hostile text as text`() async throws {
        let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
        let event = StackEvent(
            eventID: "e",
            stackID: try StackID(
                "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
            ),
            timestamp: .now,
            logicalResourceID: "Rule",
            physicalResourceID: "",
            resourceType: hostile,
            status: "CREATE_FAILED",
            reason: hostile
        )
        try fixture.store.update(fixture.integration.id) { $0.apply(.stackChanged(event), at: .now) }
        try fixture.push("team/app", "_hostile")
        let id = ImageID(
            integration: fixture.integration.id,
            repository: try RepositoryName("team/app"),
            digest: try ImageDigest("sha256:" + String(repeating: "a", count: 64))
        )
        try fixture.images.update(id) { $0.apply(.attemptFailed(reason: hostile, retryAt: nil), at: .now) }
        try await browser.signIn(.owner)
        for page in all + [
            "repositories?search=\(hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")",
            "stack?pushes=%3Cscript%3E",
        ] {
            await browser.get("/organizations/acme/\(page)")
            #expect(!browser.page.contains("<script>") && !browser.page.contains("<img src=x"), "\(page)")
        }
        await browser.get("/organizations/%3Cscript%3E/integrations")
        #expect(!browser.page.contains("<script>"))
    }

    @Test func `of a long list stay small`() async throws {
        for _ in 0..<200 {
            try fixture.store.add(
                Integration(
                    organization: fixture.integration.organization,
                    region: try Region("us-east-1"),
                    createdAt: .now
                )
            )
        }
        try await browser.signIn(.owner)
        let response = await browser.get("/organizations/acme/integrations")
        #expect(response.body.count + DashboardAssets.style.bytes.count < 60_000)
        #expect(browser.page.contains("Page 1 of 9"))
    }
}

@Suite struct `What the dashboard does` {
    private let fixture: Fixture
    private let browser: Browser

    init() throws {
        fixture = try Fixture()
        browser = Browser(fixture)
    }

    private func count() throws -> Int { try fixture.store.integrations().count }

    private func form(_ fields: (String, String)...) -> [(String, String)] { [("form", browser.formToken)] + fields }

    @Test func `makes an integration once for each form, and leads to the console`() async throws {
        try await browser.signIn(.owner)
        let fields = form(("region", "eu-central-1"), ("once", "abc"))
        let response = await browser.post("/organizations/acme/integrations", fields)
        let location = try #require(response.headers["Location"])
        #expect(response.status == 303)
        #expect(
            location.hasPrefix(
                "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#/stacks/quickcreate?"
            )
        )
        #expect(await browser.post("/organizations/acme/integrations", fields).headers["Location"] == location)
        #expect(try count() == 2)
        await browser.get("/organizations/acme/integrations")
        #expect(browser.page.contains("In progress") && browser.page.contains("Continue on AWS"))
        #expect(browser.page.contains(location.replacing("&", with: "&amp;")), "the link reopens the wizard")
    }

    /// Without scripts a page's form stays the same, whatever it has made.
    @Test func `makes an integration for each region that a form is sent with`() async throws {
        try await browser.signIn(.owner)
        for region in ["eu-central-1", "eu-west-3", "eu-central-1"] {
            let fields = form(("region", region), ("once", "abc"))
            let location = await browser.post("/organizations/acme/integrations", fields).headers["Location"]
            #expect(location?.hasPrefix("https://\(region).console.") == true)
        }
        #expect(try count() == 3)
    }

    @Test func `refuses a region that is none`() async throws {
        try await browser.signIn(.owner)
        #expect(await browser.post("/organizations/acme/integrations", form(("region", "mars-1"))).status == 400)
        #expect(try count() == 1)
    }

    @Test func `chooses repositories singly, in bulk, and new ones`() async throws {
        for (repository, digit) in [("team/app", "a"), ("team/web", "b"), ("tools", "c")] {
            try fixture.push(repository, digit: digit, isActive: false)
        }
        try await browser.signIn(.owner)
        let id = fixture.integration.id
        func active() throws -> [String] {
            let settings = try fixture.settings.settings(of: fixture.integration.organization)
            return try ["team/app", "team/web", "tools", "new"].filter {
                settings.isActive(try RepositoryName($0), of: id)
            }
        }
        let path = "/organizations/acme/repositories"
        #expect(
            await browser.post(path, form(("activate", "\(id.text) team/app"), ("search", "a b"))).headers["Location"]
                == "\(path)?search=a%20b"
        )
        #expect(try active() == ["team/app"])
        await browser.post(
            path,
            form(("bulk", "activate"), ("repository", "\(id.text) team/web"), ("repository", "\(id.text) tools"))
        )
        #expect(try active() == ["team/app", "team/web", "tools"])
        await browser.post(path, form(("deactivate", "\(id.text) tools")))
        await browser.post(path, form(("new", "activate")))
        #expect(try active() == ["team/app", "team/web", "new"])
        // Nothing is done to what is only ticked.
        await browser.post(path, form(("repository", "\(id.text) tools")))
        #expect(try active() == ["team/app", "team/web", "new"])
    }

    @Test func `tries a failed image again`() async throws {
        try fixture.push("team/app")
        let id = ImageID(
            integration: fixture.integration.id,
            repository: try RepositoryName("team/app"),
            digest: try ImageDigest("sha256:" + String(repeating: "a", count: 64))
        )
        try fixture.images.update(id) { $0.apply(.attemptFailed(reason: "no", retryAt: nil), at: .now) }
        try await browser.signIn(.owner)
        let fields = form(("integration", id.integration.text), ("repository", "team/app"), ("digest", id.digest.text))
        #expect(
            await browser.post("/organizations/acme/images", fields).status == 400,
            "the repository is not activated"
        )
        try fixture.settings.update(fixture.integration.organization) { $0.activatesNewRepositories = true }
        #expect(await browser.post("/organizations/acme/images", fields).status == 303)
        #expect(try fixture.images.image(id)?.state == .queued)
    }

    @Test func `keeps the page and the search of the repositories`() async throws {
        try await browser.signIn(.owner)
        let path = "/organizations/acme/repositories"
        let response = await browser.post(path, form(("search", "team"), ("page", "2"), ("new", "activate")))
        #expect(response.headers["Location"] == "\(path)?search=team&page=2")
    }

    @Test func `removes what has failed with a link to the stacks that may remain`() async throws {
        try fixture.store.update(fixture.integration.id) { integration in
            integration = Integration(
                id: integration.id,
                organization: integration.organization,
                region: integration.region,
                createdAt: integration.createdAt
            )
        }
        try await browser.signIn(.owner)
        await browser.get("/organizations/acme/integrations/\(fixture.integration.id.text)/remove")
        #expect(browser.page.contains("console.aws.amazon.com/cloudformation/home?region=us-east-1"))
    }

    @Test func `removes an integration after a warning that its stack stays`() async throws {
        try await browser.signIn(.owner)
        let path = "/organizations/acme/integrations/\(fixture.integration.id.text)/remove"
        await browser.get(path)
        #expect(browser.page.contains("remains in the account") && browser.page.contains("stackinfo"))
        #expect(await browser.post(path, form()).status == 303)
        #expect(try fixture.store.integration(fixture.integration.id)?.status == .removed)
        await browser.get("/organizations/acme/integrations?removed=1")
        #expect(browser.page.contains("Removed"))
    }

    private func actions(_ integration: Integration, _ organization: String) -> [(String, [(String, String)])] {
        let id = integration.id.text
        return [
            ("/organizations/\(organization)/integrations", [("region", "us-east-1"), ("once", UUID().uuidString)]),
            ("/organizations/\(organization)/integrations/\(id)/remove", []),
            ("/organizations/\(organization)/repositories", [("activate", "\(id) team/app"), ("new", "activate")]),
            (
                "/organizations/\(organization)/images",
                [
                    ("integration", id), ("repository", "team/app"),
                    ("digest", "sha256:" + String(repeating: "a", count: 64)),
                ]
            ),
        ]
    }

    private func state() throws -> [String] {
        let settings = try ["acme", "other"].map { "\(try fixture.settings.settings(of: OrganizationName($0)))" }
        return try fixture.store.integrations().map { "\($0.id.text) \($0.status)" } + settings
    }

    /// Cross-site request forgery.
    @Test func `is done by its own forms only`() async throws {
        try await browser.signIn(.owner)
        let token = browser.formToken
        let before = try state()
        for (path, fields) in actions(fixture.integration, "acme") {
            #expect(await browser.post(path, fields).status == 403, "no token")
            #expect(await browser.post(path, fields + [("form", "wrong")]).status == 403)
            for headers in [
                ["Origin": "https://evil.example"], ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
            ] as [HTTPHeaders] {
                #expect(await browser.post(path, fields + [("form", token)], headers: headers).status == 403)
            }
        }
        let other = Browser(fixture)
        try await other.signIn(.owner)
        for (path, fields) in actions(fixture.integration, "acme") {
            #expect(await other.post(path, fields + [("form", token)]).status == 403, "the token of another session")
        }
        #expect(try state() == before)
    }

    @Test func `is for owners, and members are told so`() async throws {
        try fixture.push("team/app")
        try await browser.signIn(.member)
        #expect(
            browser.page.contains("Only owners of acme can do this.")
                && browser.page.contains("<button class=\"primary\" disabled")
        )
        let before = try state()
        for (path, fields) in actions(fixture.integration, "acme") {
            #expect(await browser.post(path, form() + fields).status == 403)
        }
        #expect(try state() == before)
    }

    @Test func `is not done in another organization's name, whatever is asked for`() async throws {
        let other = try fixture.other()
        try await browser.signIn(.owner)
        let token = browser.formToken
        let before = try state()
        for page in [
            "integrations", "integrations/\(other.id.text)", "repositories",
            "images?integration=\(other.id.text)&repository=a", "stack",
        ] {
            #expect(await browser.get("/organizations/other/\(page)").status == 404)
            #expect(await browser.get("/organizations/none/\(page)").status == 404)
        }
        // An integration of another organization under the own one's name.
        for page in [
            "integrations/\(other.id.text)", "integrations/\(other.id.text)/remove",
            "images?integration=\(other.id.text)&repository=a",
        ] {
            #expect(await browser.get("/organizations/acme/\(page)").status == 404)
        }
        for (path, fields) in actions(other, "other") {
            #expect(await browser.post(path, fields + [("form", token)]).status == 404)
        }
        for (path, fields) in actions(other, "acme").dropFirst() where !fields.contains(where: { $0.0 == "new" }) {
            #expect(await browser.post(path, fields + [("form", token)]).status == 404)
        }
        #expect(
            await browser.post(
                "/organizations/acme/repositories",
                [("form", token), ("activate", "\(other.id.text) a")]
            ).status == 404
        )
        #expect(try state() == before)
    }
}
