import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import SetupHandler
import Testing

@testable import ScoutService

extension Value {
    /// The texts of a member of each element of a list.
    fileprivate func texts(_ list: String, _ member: String) -> [String] {
        (self[list]?.arrayValue ?? []).compactMap { $0[member]?.stringValue }
    }
}

@Suite struct `Integrations in the API` {
    private let fixture: APIFixture

    init() throws { fixture = try APIFixture() }

    @Test func `are made pending, with all that it takes to connect them`() async throws {
        let body = #"{"region":"eu-central-1","stackName":"MyStack"}"#
        let made = await fixture.acme("POST", "integrations", fixture.owner, body)
        #expect(made.status == 201 && made["status"] == "pending" && made["stackName"] == "MyStack")
        let id = try #require(made["id"]?.stringValue)
        #expect(made.response.headers["Location"] == "/v1/organizations/acme/integrations/\(id)")
        #expect(made["parameters"]?["IntegrationId"]?.stringValue == id)
        #expect(made["parameters"]?["ExternalId"] == made["externalId"])
        #expect(made["parameters"]?["SetupEndpoint"] == "https://scout.example.com/v1/setup")
        let link = try #require(made["launchURL"]?.stringValue)
        #expect(link.hasPrefix("https://eu-central-1.console.aws.amazon.com/") && link.contains("stackName=MyStack"))
        let shown = await fixture.acme("GET", "integrations/\(id)", fixture.owner)
        #expect(
            shown.status == 200 && shown["region"] == "eu-central-1" && shown["createdAt"] == "2027-01-15T08:00:00.000Z"
        )
        #expect(await fixture.acme("GET", "integrations", fixture.member).json.texts("integrations", "id").contains(id))
        let told = fixture.recorder.observations.filter { $0.name == .organizationChanged }
        #expect(told.count == 1 && told[0].integration?.text == id)
        let fields = try #require(told.first).fields
        #expect(fields.map(\.name) == ["organization", "operation", "token"] && fields[1].value == "addIntegration")
        #expect(try fixture.tokens.tokens().contains { $0.id == fields[2].value && $0.role == .owner })
    }

    @Test func `are as many as there can be, and no more`() async throws {
        let full = try APIFixture(maximumIntegrations: 3)
        func add() async -> Int {
            await full.acme("POST", "integrations", full.owner, #"{"region":"us-east-1"}"#).status
        }
        #expect(await add() == 201)
        #expect(await add() == 409)
        // Another organization has as many of its own.
        let other = "/v1/organizations/other/integrations"
        #expect(await full.call("POST", other, full.foreignOwner, #"{"region":"us-east-1"}"#).status == 201)
    }

    @Test func `are shown with what their stacks are at, and their links to owners only`() async throws {
        let path = "integrations/\(fixture.connected.id.text)"
        let owner = await fixture.acme("GET", path, fixture.owner)
        #expect(owner["status"] == "connected" && owner["account"] == "123456789012")
        #expect(owner["ecrAccessRoleArn"] == "arn:aws:iam::123456789012:role/ecr")
        #expect(owner.json.texts("history", "text").last == "connected with the stack Scout")
        #expect(owner["lastEventAt"] == "2027-01-15T07:43:20.000Z")
        #expect(owner["launchURL"]?.stringValue?.contains("quickcreate") == true)
        let member = await fixture.acme("GET", path, fixture.member)
        #expect(member["launchURL"] == .null && !member.text.contains(fixture.connected.externalID.text))
        let pending = await fixture.acme("GET", "integrations/\(fixture.pending.id.text)", fixture.member)
        #expect(pending["lastEventAt"] == .null && pending["stackId"] == .null && pending["account"] == .null)
    }

    @Test func `are gone once they are removed, and their stacks remain`() async throws {
        let id = fixture.connected.id.text
        let removed = await fixture.acme("DELETE", "integrations/\(id)", fixture.owner)
        #expect(removed.status == 200 && removed["status"] == "removed")
        #expect(removed["remainingStackId"]?.stringValue == fixture.connected.stack?.id.arn)
        #expect(removed["note"]?.stringValue?.hasPrefix("The stack Scout remains in the account") == true)
        for method in ["GET", "DELETE"] {
            let answer = await fixture.acme(method, "integrations/\(id)", fixture.owner)
            #expect(answer.status == 404 && answer["detail"] == "The integration was removed.")
        }
        let listed = await fixture.acme("GET", "integrations", fixture.owner)
        #expect(listed.json.texts("integrations", "id") == [fixture.pending.id.text])
        let all = await fixture.acme("GET", "integrations?removed=true", fixture.owner)
        #expect(all.json.texts("integrations", "status") == ["removed", "pending"])
        #expect(await fixture.acme("GET", "repositories", fixture.owner)["repositories"] == [])
        // What is known of its images stays known to who asks for them.
        #expect(await fixture.acme("GET", "images", fixture.owner)["images"] == [])
        #expect(
            await fixture.acme("GET", "images?integration=\(id)", fixture.owner).json.texts("images", "tags").isEmpty
        )
        #expect(await fixture.acme("GET", "images?integration=\(id)", fixture.owner)["images"]?.arrayValue?.count == 3)
    }

    @Test func `are still shown when their stacks were deleted, and can be connected again`() async throws {
        let stack = try #require(fixture.connected.stack)
        try await fixture.organizations.integrations.update(fixture.connected.id) { integration in
            integration.apply(
                .stackChanged(
                    StackEvent(
                        eventID: "e1",
                        stackID: stack.id,
                        timestamp: APIFixture.start,
                        logicalResourceID: "Scout",
                        physicalResourceID: stack.id.arn,
                        resourceType: "AWS::CloudFormation::Stack",
                        status: "DELETE_COMPLETE",
                        reason: ""
                    )
                ),
                at: APIFixture.start
            )
        }
        let shown = await fixture.acme("GET", "integrations/\(fixture.connected.id.text)", fixture.owner)
        #expect(shown.status == 200 && shown["status"] == "removed" && shown["launchURL"] != .null)
        #expect(await fixture.acme("DELETE", "integrations/\(fixture.connected.id.text)", fixture.owner).status == 200)
        #expect(await fixture.acme("GET", "integrations/\(fixture.connected.id.text)", fixture.owner).status == 404)
    }

    @Test func `can be named with percent-encoding`() async {
        let id = fixture.connected.id.text.replacing("int-", with: "%69nt%2D")
        let answer = await fixture.call("GET", "/v1/organizations/%61cme/integrations/\(id)", fixture.member)
        #expect(answer.status == 200)
    }

    @Test func `have a header without a body in answer to HEAD`() async {
        let answer = await fixture.acme("HEAD", "integrations", fixture.member)
        let got = await fixture.acme("GET", "integrations", fixture.member)
        // The server leaves the body out.
        #expect(answer.response == got.response)
        #expect(await fixture.acme("HEAD", "integrations", nil).status == 401)
        let page = fixture.metrics.page(QueueDepths())
        let route = "route=\"/v1/organizations/{organization}/integrations\""
        #expect(page.contains("scout_api_requests_total{method=\"HEAD\",\(route),status=\"200\"} 1\n"))
        #expect(page.contains("scout_api_requests_total{method=\"HEAD\",\(route),status=\"401\"} 1\n"))
        #expect(page.contains("scout_api_requests_total{method=\"GET\",\(route),status=\"200\"} 1\n"))
    }
}

@Suite struct `Repositories in the API` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
        let events = try ["team/web", "base"].map { try APIFixture.event($0, "d") }
        try APIFixture.tell(events, to: fixture.connected, fixture.images)
    }

    private func names(_ query: String = "") async -> [String] {
        await fixture.acme("GET", "repositories\(query)", fixture.member).json.texts("repositories", "repository")
    }

    private func choose(_ patterns: [String], _ isActive: Bool, _ integration: Integration? = nil) async -> Value? {
        var body: Object = ["patterns": .array(patterns.map { .string($0) }), "active": .bool(isActive)]
        body["integration"] = integration.map { .string($0.id.text) }
        let answer = await fixture.acme("PATCH", "repositories", fixture.owner, Value.object(body).json(.compact))
        #expect(answer.status == 200 && answer["active"] == .bool(isActive))
        return answer["matching"]
    }

    @Test func `are listed by name, and found by a part of it`() async {
        #expect(await names() == ["base", "team/app", "team/web"])
        #expect(await names("?search=eb") == ["team/web"])
        #expect(await names("?search=team%2Fa") == ["team/app"])
        #expect(await names("?search=TEAM") == [])
        #expect(await names("?integration=\(fixture.pending.id.text)") == [])
        let first = await fixture.acme("GET", "repositories?search=app", fixture.member)["repositories"]?.arrayValue?
            .first
        #expect(first?["images"] == 3 && first?["active"] == false)
        #expect(first?["registry"] == "123456789012.dkr.ecr.us-east-1.amazonaws.com")
    }

    @Test func `are chosen by names and patterns, the last choice counting`() async {
        #expect(await choose(["team/*"], true) == 2)
        #expect(await names("?active=true") == ["team/app", "team/web"])
        // A name is one in each registry, whether anything was pushed to it or not.
        #expect(await choose(["team/web"], false) == 2)
        #expect(await names("?active=true") == ["team/app"])
        #expect(await names("?active=false") == ["base", "team/web", "team/web"])
        #expect(await choose(["nothing-like-this-*"], true) == 0)
        // A name may come before the first push; in one registry, or in all.
        #expect(await choose(["soon"], true, fixture.pending) == 1)
        #expect(await names("?active=true") == ["team/app", "soon"])
        #expect(await choose(["*"], true, fixture.connected) == 3)
        #expect(await names("?active=false&integration=\(fixture.connected.id.text)") == [])
    }

    @Test func `are active or not by a setting where no choice means them`() async {
        let on = await fixture.acme("PUT", "settings", fixture.owner, #"{"activatesNewRepositories":true}"#)
        #expect(on.status == 200 && on["activatesNewRepositories"] == true)
        #expect(await fixture.acme("GET", "settings", fixture.member)["activatesNewRepositories"] == true)
        #expect(await names("?active=true").count == 3)
        let other = await fixture.call("GET", "/v1/organizations/other/settings", fixture.foreignOwner)
        #expect(other["activatesNewRepositories"] == false)
    }

    @Test func `are too many to choose one by one at some time, which is said`() async throws {
        let rules = (0..<OrganizationSettings.maximumRules - 1).map { #"{"pattern":"r\#($0)","active":true}"# }
        try #"{"version":1,"rules":[\#(rules.joined(separator: ","))]}"#
            .write(toFile: "\(fixture.data.path)/organizations/acme.json", atomically: true, encoding: .utf8)
        #expect(await choose(["x"], true) == 2)
        let body = #"{"patterns":["y"],"active":true}"#
        let answer = await fixture.acme("PATCH", "repositories", fixture.owner, body)
        #expect(answer.status == 422 && answer.errors.first?.place == "#/patterns")
        #expect(answer.errors.first?.detail.contains("would be one rule too many") == true)
    }
}

@Suite struct `Images in the API` {
    private let fixture: APIFixture

    init() throws {
        fixture = try APIFixture()
        try fixture.end("a", .pullBegan)
        try fixture.end("b", .attemptFailed(reason: "the registry is gone", retryAt: nil))
    }

    private func tags(_ query: String) async -> [String] {
        let answer = await fixture.acme("GET", "images\(query)", fixture.member)
        return (answer["images"]?.arrayValue ?? []).compactMap { $0["tags"]?.arrayValue?.first?.stringValue }
    }

    private func retry(_ body: String) async -> Value {
        let answer = await fixture.acme("POST", "images/retry", fixture.owner, body)
        #expect(answer.status == 200)
        return answer.json
    }

    private func activate() async throws {
        try await fixture.organizations.setActive(true, ["*"], integration: nil, of: fixture.connected.organization)
    }

    @Test func `are found by their state, repository and integration`() async {
        #expect(await tags("") == ["v-a", "v-b", "v-c"])
        #expect(await tags("?state=failed") == ["v-b"])
        #expect(await tags("?state=pulling") == ["v-a"])
        #expect(await tags("?repository=team/*&state=queued") == ["v-c"])
        #expect(await tags("?repository=app") == [])
        #expect(await tags("?integration=\(fixture.pending.id.text)") == [])
        let failed = await fixture.acme("GET", "images?state=failed", fixture.member)["images"]?.arrayValue?.first
        #expect(failed?["reason"] == "the registry is gone" && failed?["failures"] == 1)
        #expect(failed?["digest"]?.stringValue == APIFixture.digest("b"))
    }

    @Test func `that have failed are tried again when an owner asks, in activated repositories`() async throws {
        #expect(await retry("{}") == ["queued": 0, "notActivated": 1, "notFound": []])
        #expect(await tags("?state=failed") == ["v-b"])
        try await activate()
        #expect(await retry("{}") == ["queued": 1, "notActivated": 0, "notFound": []])
        #expect(await tags("?state=queued") == ["v-b", "v-c"])
        #expect(await retry("{}") == ["queued": 0, "notActivated": 0, "notFound": []])
    }

    @Test func `are tried again by their digests, and those that are not there are named`() async throws {
        try await activate()
        try fixture.end("c", .foundMissing)
        let digests = ["b", "c", "e"].map { "\"\(APIFixture.digest($0))\"" }.joined(separator: ",")
        let answer = await retry(#"{"digests":[\#(digests)]}"#)
        #expect(answer["queued"] == 1)
        #expect(answer["notFound"] == [.string(APIFixture.digest("c")), .string(APIFixture.digest("e"))])
        #expect(await tags("?state=failed") == [])
        let elsewhere = await retry(#"{"digests":[\#(digests)],"repository":"base"}"#)
        #expect(elsewhere["queued"] == 0 && elsewhere["notFound"]?.arrayValue?.count == 3)
        // The same images of another organization stay as they are.
        let foreign = try fixture.images.images(of: fixture.foreign.id, in: RepositoryName("team/app"))
        #expect(foreign.allSatisfy { $0.updatedAt < APIFixture.start })
    }
}

@Suite struct `The stack in the API` {
    private let fixture: APIFixture

    init() throws { fixture = try APIFixture() }

    @Test func `is explained resource by resource, with its cost`() async throws {
        let answer = await fixture.acme("GET", "stack?pushesPerDay=1000&imageGB=0.5&region=eu-west-1", fixture.member)
        #expect(answer["region"] == "eu-west-1" && answer["pushesPerDay"] == 1_000)
        let stack = try #require(fixture.organizations.launch?.stack)
        #expect(answer.json.texts("resources", "name") == stack.template.resources.elements.map(\.name))
        let estimate = try CostEstimate(
            of: stack.template,
            in: Region("eu-west-1"),
            usage: Usage(pushesPerDay: 1_000, imageGigabytes: 0.5)
        )
        #expect(answer["total"]?.scalarSpelling == estimate.total.roundedUp)
        #expect(answer["imageTransfer"]?["monthly"]?.scalarSpelling == "1350.00")
        let secret = answer["resources"]?.arrayValue?.first { $0["name"] == "ScoutAPICredentials" }
        #expect(secret?["cost"]?["monthlyExact"]?.scalarSpelling == "0.55")
        let role = answer["resources"]?.arrayValue?.first { $0["name"] == "AssumeRoleScoutSetup" }
        #expect(role?["permissions"]?.arrayValue?.count == 2 && role?["job"]?.stringValue?.isEmpty == false)
    }

    @Test func `costs what it does with a usual number of pushes, where none is given`() async {
        let answer = await fixture.acme("GET", "stack", fixture.member)
        #expect(answer["pushesPerDay"] == 100 && answer["region"] == "us-east-1" && answer["imageTransfer"] == .null)
        #expect(answer["total"]?.scalarSpelling == "0.43")
    }
}
