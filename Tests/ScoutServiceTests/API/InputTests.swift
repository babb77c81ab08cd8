import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import Testing

@testable import ScoutService

/// A request that cannot be done, and what is said of it.
struct WrongRequest: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    var body: String?
    let status: Int
    /// Where the mistake is: `?parameter`, or a JSON pointer.
    let place: String
    /// What is said of it begins so.
    let sentence: String

    var testDescription: String { "\(method) \(path.prefix(60)) \((body ?? "").prefix(60))" }

    static func query(_ path: String, _ place: String, _ sentence: String) -> WrongRequest {
        WrongRequest(method: "GET", path: path, status: 422, place: place, sentence: sentence)
    }

    static func body(
        _ method: String,
        _ path: String,
        _ body: String,
        _ place: String,
        _ sentence: String
    ) -> WrongRequest {
        WrongRequest(method: method, path: path, body: body, status: 422, place: place, sentence: sentence)
    }

    static let queries = [
        query("integrations?removed=yes", "?removed", "removed \"yes\" must be true or false"),
        query("integrations?removed=", "?removed", "removed \"\" must be true or false"),
        query("integrations?removed=true&removed=true", "?removed", "removed must be given once"),
        query("integrations?removd=true", "?removd", "\"removd\" is not known; known: removed"),
        query("settings?x=1", "?x", "\"x\" is not known; nothing is"),
        query("settings?%00%0a=1", "?\\0\\n", "\"\\0\\n\" is not known"),
        query("repositories?limit=0", "?limit", "limit \"0\" must be a whole number from 1 to 200"),
        query("repositories?limit=201", "?limit", "limit \"201\" must be"),
        query("repositories?limit=1.5", "?limit", "limit \"1.5\" must be"),
        query("repositories?limit=99999999999999999999", "?limit", "limit \"99999999999999999999\" must be"),
        query("repositories?limit=ten", "?limit", "limit \"ten\" must be"),
        query("repositories?search=" + String(repeating: "a", count: 257), "?search", "search \"aaa"),
        query("repositories?active=1", "?active", "active \"1\" must be true or false"),
        query("repositories?integration=..", "?integration", "integration id \"..\" must begin with"),
        query("images?state=done", "?state", "state \"done\" must be one of ignored, queued, pulling"),
        query("images?repository=A", "?repository", "repository \"A\" must be a name of lower-case"),
        query("images?after=x", "?after", "position \"x\" must be what an earlier answer has as next"),
        query("images?after=1~int-1~a~b", "?after", "position"),
        query("images?after=1~int-1~a~2~" + String(repeating: "g", count: 64), "?after", "position"),
        query("images?after=1234567890123456~int-1~a", "?after", "position"),
        query("images?after=1~int-1~A", "?after", "position"), query("images?after=", "?after", "position"),
        query("stack?pushesPerDay=-1", "?pushesPerDay", "pushesPerDay \"-1\" must be a whole number from 0"),
        query("stack?pushesPerDay=100000001", "?pushesPerDay", "pushesPerDay"),
        query("stack?imageGB=nan", "?imageGB", "imageGB \"nan\" must be a number from 0 to 10000"),
        query("stack?imageGB=0x10", "?imageGB", "imageGB"), query("stack?imageGB=1e400", "?imageGB", "imageGB"),
        query("stack?imageGB=10000.1", "?imageGB", "imageGB"),
        query("stack?region=cn-north-1", "?region", "region \"cn-north-1\" must be billed in US dollars"),
        query("stack?region=eu-centrl-1", "?region", "region \"eu-centrl-1\" must be a region of aws"),
    ]

    private static let digest = "\"" + APIFixture.digest("a") + "\""

    static let bodies = [
        body("POST", "integrations", "{}", "#/region", "region is required"),
        body("POST", "integrations", "[]", "#", "body \"[]\" must be an object"),
        body("POST", "integrations", "null", "#", "body \"null\" must be an object"),
        body("POST", "integrations", #"{"region":1}"#, "#/region", "region \"1\" must be a string"),
        body(
            "POST",
            "integrations",
            #"{"region":"eu-centrl-1"}"#,
            "#/region",
            "region \"eu-centrl-1\" must be a region"
        ),
        body("POST", "integrations", #"{"region":"cn-north-1"}"#, "#/region", "template URL"),
        body(
            "POST",
            "integrations",
            #"{"region":"us-east-1","stackName":null}"#,
            "#/stackName",
            "stackName \"null\" must"
        ),
        body("POST", "integrations", #"{"region":"us-east-1","stackName":"a b"}"#, "#/stackName", "stack name \"a b\""),
        body(
            "POST",
            "integrations",
            #"{"region":"us-east-1","stack":"x"}"#,
            "#",
            "\"stack\" is not known; known: region"
        ),
        body("PATCH", "repositories", #"{"active":true}"#, "#/patterns", "patterns is required"),
        body("PATCH", "repositories", #"{"patterns":[],"active":true}"#, "#/patterns", "patterns must have 1 to 500"),
        body(
            "PATCH",
            "repositories",
            #"{"patterns":"a","active":true}"#,
            "#/patterns",
            "patterns \"a\" must be a list"
        ),
        body(
            "PATCH",
            "repositories",
            #"{"patterns":["a"],"active":1}"#,
            "#/active",
            "active \"1\" must be true or false"
        ),
        body(
            "PATCH",
            "repositories",
            #"{"patterns":["ok","NO",7],"active":true}"#,
            "#/patterns/1",
            "repository \"NO\" must be a name of lower-case"
        ),
        body(
            "PATCH",
            "repositories",
            #"{"patterns":[\#(Array(repeating: "\"a\"", count: 501).joined(separator: ","))],"active":true}"#,
            "#/patterns",
            "patterns must have 1 to 500 elements, not 501"
        ),
        body("PUT", "settings", "{}", "#/activatesNewRepositories", "activatesNewRepositories is required"),
        body("PUT", "settings", #"{"activatesNewRepositories":"true"}"#, "#/activatesNewRepositories", "activates"),
        body("POST", "images/retry", #"{"digests":["sha256:x"]}"#, "#/digests/0", "digest \"sha256:x\" must be"),
        body("POST", "images/retry", #"{"digests":[]}"#, "#/digests", "digests must have 1 to 100 elements"),
        body("POST", "images/retry", #"{"digest":[\#(digest)]}"#, "#", "\"digest\" is not known"),
        body("POST", "images/retry", #"{"repository":""}"#, "#/repository", "repository \"\" must be"),
    ]
}

@Suite struct `A wrong request` {
    private let fixture: APIFixture

    init() throws { fixture = try APIFixture() }

    private func expectProblem(_ answer: APIFixture.Answer, _ status: Int) {
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.response.headers["Content-Type"] == "application/problem+json")
        #expect(answer.response.headers["Cache-Control"] == "no-store")
        #expect(answer.response.headers["X-Content-Type-Options"] == "nosniff")
        #expect(answer["status"] == .number(Number(status)))
        #expect(Problem.schema.violations(in: answer.json, at: .wholeBody, named: "problem") == [])
        let kind = Problem.Kind.allCases.first { $0.status == status }
        #expect(answer["type"]?.stringValue == kind?.type && answer["title"]?.stringValue == kind?.title)
    }

    @Test(arguments: WrongRequest.queries + WrongRequest.bodies)
    func `is told where it is wrong and what would be right, and changes nothing`(_ wrong: WrongRequest) async throws {
        let before = try fixture.stored()
        let answer = await fixture.acme(wrong.method, wrong.path, fixture.owner, wrong.body)
        expectProblem(answer, wrong.status)
        let error = try #require(answer.errors.first)
        #expect(error.place == wrong.place)
        #expect(error.detail.hasPrefix(wrong.sentence), "\(error.detail)")
        #expect(answer["detail"]?.stringValue?.contains(error.detail.dropFirst()) == true)
        #expect(answer.response.body.count < 4_000)
        #expect(try fixture.stored() == before)
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("{\"region\":}", 400), ("{\"region\":\"a\",\"region\":\"b\"}", 400), ("{} {}", 400),
        (String(repeating: "[", count: 10_000), 400), ("\u{FEFF}{", 400), ("\"\\ud800\"", 400), ("{'region':1}", 400),
        ("[" + Array(repeating: "1", count: 20_000).joined(separator: ",") + "]", 400),
        (#"{"region":""# + String(repeating: "a", count: 1 << 20) + #""}"#, 413),
        (#"{"region":""# + String(repeating: "a", count: 1_000_000) + #""}"#, 422),
    ])
    func `is refused with a body that is no JSON, or too much of it`(_ body: String, _ status: Int) async {
        for (method, path) in [("POST", "integrations"), ("PATCH", "repositories"), ("PUT", "settings")] {
            let answer = await fixture.acme(method, path, fixture.owner, body)
            expectProblem(answer, status)
            #expect(answer.response.body.count < 4_000)
        }
    }

    @Test func `is told of so many mistakes and no more`() async {
        let patterns = Array(repeating: "\"NO\"", count: 500).joined(separator: ",")
        let body = #"{"patterns":[\#(patterns)],"active":7,"x":1}"#
        let answer = await fixture.acme("PATCH", "repositories", fixture.owner, body)
        expectProblem(answer, 422)
        #expect(answer.errors.count == Schema.maximumViolations)
    }

    @Test func `is refused with bytes that are no text`() async {
        let request = HTTPRequest(
            method: "PUT",
            path: "/v1/organizations/acme/settings",
            headers: ["Authorization": "Bearer \(fixture.owner)", "Content-Type": "application/json"],
            body: [0xFF, 0xFE, 0x00]
        )
        let response = await withCheckedContinuation { continuation in
            fixture.api.handle(request, HTTPResponder { continuation.resume(returning: $0) })
        }
        #expect(response.status == 400)
    }

    @Test(arguments: [
        ("application/json", 200), ("application/json; charset=utf-8", 200), ("Application/JSON;charset=utf-8", 200),
        ("text/json", 415), ("application/x-www-form-urlencoded", 415), ("application/json-patch+json", 415), ("", 415),
        ("application/json, text/plain", 415),
    ])
    func `is one whose body is of another media type`(_ mediaType: String, _ status: Int) async {
        let answer = await fixture.call(
            "PUT",
            "/v1/organizations/acme/settings",
            fixture.owner,
            #"{"activatesNewRepositories":true}"#,
            headers: ["Content-Type": mediaType]
        )
        #expect(answer.status == status)
        if status == 415 { expectProblem(answer, status) }
    }

    @Test(arguments: [
        ("GET", "/v1/"), ("GET", "/v1/organizations"), ("GET", "/v1/organizations/acme"), ("POST", "/v1/other/x"),
        ("GET", "/v1/organizations/acme/settings/"), ("GET", "/v1//organizations/acme/settings"),
        ("GET", "/v1/organizations//settings"), ("GET", "/v1/organizations/acme/integrations/a/b"), ("GET", "/v2/x"),
    ])
    func `is one for a path that leads nowhere`(_ method: String, _ path: String) async {
        let answer = await fixture.call(method, path, nil)
        expectProblem(answer, 404)
        let line = "scout_api_requests_total{method=\"\(method)\",route=\"other\",status=\"404\"} 1"
        #expect(fixture.metrics.page(QueueDepths()).contains(line))
    }

    @Test func `tells its methods where there are others`() async throws {
        var allowed: [String: [String]] = [:]
        for operation in fixture.api.operations { allowed[operation.path.text, default: []].append(operation.method) }
        for operation in fixture.api.operations {
            let expected = (allowed[operation.path.text] ?? []).flatMap { $0 == "GET" ? ["GET", "HEAD"] : [$0] }
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
            where !expected.contains(method) {
                let path = operation.path.text.replacing("{organization}", with: "acme")
                    .replacing("{integration}", with: fixture.connected.id.text)
                let answer = await fixture.call(method, path, fixture.owner)
                expectProblem(answer, 405)
                #expect(answer.response.headers["Allow"] == expected.joined(separator: ", "))
            }
        }
        let page = fixture.metrics.page(QueueDepths())
        #expect(page.contains("method=\"other\"") && !page.contains("BREW"))
    }

    @Test func `is refused by a service that has too much to do`() async throws {
        let busy = try APIFixture(maximumWaiting: 0)
        let answer = await busy.acme("GET", "settings", busy.owner)
        expectProblem(answer, 503)
        #expect(answer.response.headers["Retry-After"] != nil)
        #expect(busy.metrics.page(QueueDepths()).contains("/settings\",status=\"503\"} 1"))
        #expect(await busy.call("GET", "/v1/openapi.json", nil).status == 200)
    }

    @Test func `is refused by a service that does not know its own address`() async throws {
        let unset = try APIFixture(launches: false)
        for answer in [
            await unset.acme("POST", "integrations", unset.owner, #"{"region":"us-east-1"}"#),
            await unset.acme("GET", "stack", unset.member),
        ] {
            expectProblem(answer, 503)
            #expect(answer["detail"]?.stringValue?.contains("SCOUT_PUBLIC_URL") == true)
        }
    }

    @Test func `is one that a damaged store cannot answer`() async throws {
        let file = "\(fixture.data.path)/integrations/\(fixture.connected.id.text).json"
        try "x".write(toFile: file, atomically: true, encoding: .utf8)
        let answer = await fixture.acme("GET", "integrations", fixture.member)
        expectProblem(answer, 503)
        #expect(!answer.text.contains(fixture.data.path))
        let told = try #require(fixture.recorder.observations.last)
        #expect(told.name == .storeFailed && told.level == .error)
    }
}
