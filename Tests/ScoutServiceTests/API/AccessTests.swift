import CloudFormation
import HTTPServer
import ScoutIntegration
import Testing

@testable import ScoutService

@Suite struct `Every operation of the API` {
    private let fixture: APIFixture
    private var operations: [APIOperation] { fixture.api.operations.filter(\.needsToken) }

    init() throws { fixture = try APIFixture() }

    @Test func `is done for an owner, as its schema says`() async throws {
        // What removes an integration comes last.
        for operation in operations.sorted(by: { ($0.method == "DELETE" ? 1 : 0) < ($1.method == "DELETE" ? 1 : 0) }) {
            let answer = await fixture.call(operation, fixture.owner)
            #expect(answer.status == operation.success.status, "\(operation.id): \(answer.text)")
            let violations = operation.success.schema.violations(in: answer.json, at: .wholeBody, named: operation.id)
            #expect(violations == [], "\(operation.id)")
            #expect(answer.response.headers["Content-Type"] == "application/json")
        }
    }

    @Test func `shows a member what can be seen, and changes nothing for one`() async throws {
        let before = try fixture.stored()
        for operation in operations {
            let answer = await fixture.call(operation, fixture.member)
            #expect(answer.status == (operation.method == "GET" ? 200 : 403), "\(operation.id)")
            #expect(operation.needsOwner == (operation.method != "GET"), "\(operation.id)")
        }
        #expect(try fixture.stored() == before)
    }

    /// Whoever has a good token of another organization learns not even whether this one exists.
    @Test func `refuses the owner of another organization, and changes nothing`() async throws {
        let before = try fixture.stored()
        for operation in operations {
            let answer = await fixture.call(operation, fixture.foreignOwner)
            #expect(answer.status == 403, "\(operation.id)")
            for organization in ["nobody", "ACME", "..", "acme%00", "other%2F", "a"] {
                let same = await fixture.call(operation, of: organization, fixture.foreignOwner)
                #expect(same.response == answer.response, "\(operation.id) of \(organization)")
            }
        }
        #expect(try fixture.stored() == before)
    }

    @Test func `refuses whoever has no good token, and changes nothing`() async throws {
        let before = try fixture.stored()
        let useless = [
            nil, "", "wrong", fixture.revoked, fixture.expired, fixture.owner + "x", fixture.owner.uppercased(), "a b",
        ]
        for operation in operations {
            for token in useless {
                // Each operation from another address, since few wrong tokens are looked at from one.
                let answer = await fixture.call(operation, token, peer: operation.id)
                #expect(answer.status == 401, "\(operation.id), \(token ?? "none")")
                #expect(answer.response.headers["WWW-Authenticate"]?.hasPrefix("Bearer realm=") == true)
            }
        }
        #expect(try fixture.stored() == before)
    }

    /// An id of somebody else's is no id, wherever it stands.
    @Test(arguments: [
        ("GET", "integrations/ID", nil), ("DELETE", "integrations/ID", nil), ("GET", "images?integration=ID", nil),
        ("GET", "repositories?integration=ID", nil),
        ("PATCH", "repositories", #"{"patterns":["*"],"active":true,"integration":"ID"}"#),
        ("POST", "images/retry", #"{"integration":"ID"}"#),
    ])
    func `knows no integration of another organization`(_ method: String, _ path: String, _ body: String?) async throws
    {
        let before = try fixture.stored()
        func call(_ id: String) async -> APIFixture.Answer {
            await fixture.acme(
                method,
                path.replacing("ID", with: id),
                fixture.owner,
                body?.replacing("ID", with: id)
            )
        }
        let answer = await call(fixture.foreign.id.text)
        #expect(answer.status == 404)
        #expect(await call("int-unknown").response == answer.response)
        #expect(try fixture.stored() == before)
    }

    @Test func `shows nothing of another organization where one lists`() async throws {
        let own = fixture.foreign.id.text
        for path in ["integrations?removed=true", "repositories", "images"] {
            let answer = await fixture.call("GET", "/v1/organizations/other/\(path)", fixture.foreignOwner)
            #expect(answer.status == 200)
            #expect(
                answer.text.contains(own) && !answer.text.contains("acme")
                    && !answer.text.contains(fixture.connected.id.text)
            )
        }
        // A position in somebody else's list is a place in the order only.
        let name = try RepositoryName("a")
        for integration in [fixture.connected, fixture.foreign] {
            let position = ListPosition(integration, name).text
            let answer = await fixture.call(
                "GET",
                "/v1/organizations/other/images?after=\(position)",
                fixture.foreignOwner
            )
            #expect(answer.status == 200 && !answer.text.contains(fixture.connected.id.text))
        }
    }
}

@Suite struct `A bearer token` {
    private let fixture: APIFixture

    init() throws { fixture = try APIFixture() }

    private func status(_ authorization: [String]) async -> Int {
        var headers: HTTPHeaders = [:]
        for value in authorization { headers.append("Authorization", value) }
        return await fixture.call("GET", "/v1/organizations/acme/settings", nil, headers: headers).status
    }

    @Test func `is read as RFC 6750 has it`() async {
        let token = fixture.owner
        for good in ["Bearer \(token)", "bearer \(token)", "BEARER  \(token)"] { #expect(await status([good]) == 200) }
        for bad in ["Basic \(token)", token, "Bearer", "Bearer ", "Bearer \(token) x", "Bearer\(token)"] {
            #expect(await status([bad]) == 401, "\(bad)")
        }
        #expect(await status(["Bearer \(token)", "Bearer \(token)"]) == 401)
        #expect(await fixture.call("GET", "/v1/organizations/acme/settings?access_token=\(token)", nil).status == 401)
    }

    @Test func `is of no use once it is revoked`() async throws {
        #expect(await fixture.acme("GET", "settings", fixture.member).status == 200)
        let id = try #require(try fixture.tokens.tokens().first { $0.role == .member }).id
        try fixture.tokens.revoke(id, at: fixture.clock.now)
        #expect(await fixture.acme("GET", "settings", fixture.member).status == 401)
        #expect(await fixture.acme("GET", "settings", fixture.owner).status == 200)
    }

    @Test func `is of no use once it has expired`() async throws {
        fixture.clock.advance(seconds: 298 * 86_400 - 1)
        #expect(await fixture.acme("GET", "settings", fixture.owner).status == 200)
        fixture.clock.advance(seconds: 1)
        #expect(await fixture.acme("GET", "settings", fixture.owner).status == 401)
    }

    /// A good one is taken all the time: clients behind one proxy share an address.
    @Test func `that is wrong too often is not looked at for a while`() async throws {
        func guess(_ peer: String) async -> APIFixture.Answer {
            await fixture.call("GET", "/v1/organizations/acme/settings", "wrong", peer: peer)
        }
        for _ in 0..<APIEndpoint.maximumAttempts { #expect(await guess("192.0.2.1").status == 401) }
        let refused = await guess("192.0.2.1")
        #expect(refused.status == 429 && refused.response.headers["Retry-After"] == "60")
        #expect(refused["type"] == "/v1/openapi.json#/components/responses/TooManyRequests")
        #expect(await guess("192.0.2.2").status == 401)
        let good = await fixture.call("GET", "/v1/organizations/acme/settings", fixture.owner, peer: "192.0.2.1")
        #expect(good.status == 200)
        #expect(await fixture.call("GET", "/v1/organizations/acme/settings", nil, peer: "192.0.2.1").status == 401)
        fixture.clock.advance(seconds: 60)
        #expect(await guess("192.0.2.1").status == 401)
        let told = fixture.recorder.observations.filter { $0.name == .tokenRefused }
        #expect(told.count == APIEndpoint.maximumAttempts + 2)
        #expect(told.allSatisfy { $0.fields.map(\.name) == ["peer"] })
    }

    @Test func `is in no answer, log line or metric`() async throws {
        for operation in fixture.api.operations {
            for token in [fixture.owner, fixture.expired] {
                let answer = await fixture.call(operation, token)
                #expect(!answer.text.contains(token))
            }
        }
        let told = "\(fixture.recorder.observations)" + fixture.metrics.page(QueueDepths())
        for token in [fixture.owner, fixture.expired] { #expect(!told.contains(token)) }
    }
}
