import CloudFormation
import ScoutIntegration
import Testing

@testable import ScoutService

@Suite struct `The pages of a list` {
    private let fixture: APIFixture
    private let organization: OrganizationName

    /// Images that were pushed at the same moment, and others before and after it, in repositories with names alike.
    init() throws {
        fixture = try APIFixture()
        organization = fixture.connected.organization
        for (integration, repositories) in [
            (fixture.connected, ["a", "a/b", "a-b", "team/app"]), (fixture.pending, ["a", "team/app"]),
        ] {
            let events = try repositories.flatMap { repository in
                try ["0", "1", "2", "3", "4", "5", "6"].enumerated().map { index, digit in
                    try APIFixture.event(repository, digit, 1_800_000_000 + Int64(index / 3))
                }
            }
            try APIFixture.tell(events, to: integration, fixture.images)
        }
    }

    /// All items, page by page, as a client goes through them; with the sizes of the pages.
    private func collect(_ list: String, _ query: String) async throws -> (items: [Value], sizes: [Int]) {
        var (items, sizes, after): ([Value], [Int], String) = ([], [], "")
        repeat {
            let answer = await fixture.acme("GET", "\(list)?\(query)\(after)", fixture.member)
            try #require(answer.status == 200, "\(answer.text)")
            let page = try #require(answer[list]?.arrayValue)
            items += page
            sizes.append(page.count)
            after = answer["next"]?.stringValue.map { "&after=\($0)" } ?? ""
            try #require(sizes.count < 200)
        } while !after.isEmpty
        return (items, sizes)
    }

    @Test func `have together what one long page has`() async throws {
        for filter in ["", "&state=queued", "&repository=a*", "&state=failed"] {
            let whole = try await collect("images", "limit=200\(filter)")
            #expect(whole.sizes.count == 1)
            if filter.isEmpty { #expect(whole.items.count == 45) }
            for limit in [1, 2, 7, 45, 46] {
                let parts = try await collect("images", "limit=\(limit)\(filter)")
                #expect(parts.items == whole.items, "\(limit) \(filter)")
                #expect(parts.sizes.dropLast().allSatisfy { $0 == limit }, "\(limit) \(filter)")
            }
        }
    }

    @Test func `of repositories too`() async throws {
        for filter in ["", "&active=false", "&search=a-", "&active=true"] {
            let whole = try await collect("repositories", "limit=200\(filter)")
            #expect(whole.sizes.count == 1)
            if filter.isEmpty { #expect(whole.items.count == 6) }
            for limit in [1, 2, 5] {
                #expect(try await collect("repositories", "limit=\(limit)\(filter)").items == whole.items, "\(filter)")
            }
        }
    }

    /// Who looks for few among many gets short pages rather than waiting for a full one.
    @Test func `end where enough was looked at`() async throws {
        var start: ListPosition?
        var (pages, images): (Int, [ImageID]) = (0, [])
        repeat {
            let page = try await fixture.organizations.images(
                of: organization,
                where: .init(state: "queued"),
                after: start,
                limit: 100,
                lookingAt: 3
            )
            (pages, start) = (pages + 1, page.next)
            images += page.items.map(\.entry.image.id)
        } while start != nil
        #expect(images.count == 45 && Set(images).count == 45 && pages == 6)
        var names: [String] = []
        (pages, start) = (0, nil)
        repeat {
            let page = try await fixture.organizations.repositories(
                of: organization,
                where: .init(search: "team"),
                after: start,
                limit: 100,
                lookingAt: 2
            )
            (pages, start) = (pages + 1, page.next)
            names += page.items.map(\.name.text)
        } while start != nil
        #expect(names == ["team/app", "team/app"] && pages == 3)
    }

    @Test func `go on where the item that they ended with is gone`() async throws {
        let first = await fixture.acme("GET", "images?limit=3", fixture.member)
        let next = try #require(first["next"]?.stringValue)
        let rest = await fixture.acme("GET", "images?limit=200&after=\(next)", fixture.member)
        try await fixture.organizations.remove(fixture.connected.id.text, of: organization)
        let remaining = await fixture.acme("GET", "images?limit=200&after=\(next)", fixture.member)
        #expect(rest["images"]?.arrayValue?.count == 42 && remaining["images"]?.arrayValue?.count == 14)
    }

    @Test(arguments: [
        "0~int-1~a", "-62135596800000~A_-9~team/app.x-y_z", "1~i~a~2~\(String(repeating: "0f", count: 32))",
        "1~i~a~-999999999999999~\(String(repeating: "f", count: 64))",
    ])
    func `begin at positions, which are texts that say the same as they did`(_ text: String) throws {
        #expect(try ListPosition(text).text == text)
        #expect(text.wholeMatch(of: try Regex(ListPosition.pattern)) != nil)
    }
}
