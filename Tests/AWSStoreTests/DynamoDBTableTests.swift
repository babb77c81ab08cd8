import AWSClient
import Synchronization
import Testing

@testable import AWSStore
@testable import ScoutIntegration

/// What happens on the way to a table and back.
@Suite(.timeLimit(.minutes(1))) struct `A table of DynamoDB` {
    private let stub = StubDynamoDB()

    /// The stores of another process.
    private func stores() throws -> Stores { .table(try stub.table()) }

    private func integration() async throws -> Integration {
        let integration = try Integration.new(of: .random())
        try await stores().integrations.add(integration)
        return integration
    }

    private func append(_ text: String, to id: IntegrationID) async throws -> [String]? {
        try await stores().integrations.update(id) {
            $0.history.append(HistoryEntry(at: Timestamp(seconds: 2), text: text))
        }?.history.dropFirst().map(\.text)
    }

    private func texts(_ id: IntegrationID) async throws -> [String]? {
        try await stores().integrations.integration(id)?.history.dropFirst().map(\.text)
    }

    @Test func `makes a change of which the answer is lost once`() async throws {
        let id = try await integration().id
        stub.insteadOfNextAnswer()
        #expect(try await append("a", to: id) == ["a"])
        #expect(try await texts(id) == ["a"])
    }

    @Test func `makes it once although others change the same before it is sent again, and returns what it has made`()
        async throws
    {
        let id = try await integration().id
        stub.insteadOfNextAnswer {
            for number in 0..<30 { _ = try await append("\(number)", to: id) }
        }
        #expect(try await append("a", to: id) == ["a"])
        #expect(try await texts(id) == ["a"] + (0..<30).map { "\($0)" })
    }

    /// Then nobody can tell, and whoever called does what he does when a call fails.
    @Test func `makes no change again where too many others have followed`() async throws {
        let id = try await integration().id
        stub.insteadOfNextAnswer {
            for number in 0..<40 { _ = try await append("\(number)", to: id) }
        }
        let error = await #expect(throws: StoreError.self) { try await append("a", to: id) }
        #expect(error?.description.contains(id.text) == true)
        #expect(try await texts(id)?.count { $0 == "a" } == 1)
    }

    @Test func `adds once what is added and not answered, and says that it was added`() async throws {
        stub.insteadOfNextAnswer()
        let id = try await integration().id
        #expect(try await texts(id) == [])
        let other = try Integration.new(of: .random())
        stub.insteadOfNextAnswer {
            _ = try await stores().integrations.update(other.id) { $0.apply(.withdrawn, at: .now) }
        }
        try await stores().integrations.add(other)
        #expect(try await stores().integrations.integration(other.id)?.isWithdrawn == true)
        let image = try ImageEvent.push(1, tag: "v1").image(of: id)
        _ = try await stores().images.update(image, creating: true) { _ in }
        stub.insteadOfNextAnswer { _ = try await stores().images.update(image, creating: false) { $0.failures += 10 } }
        let made = try await stores().images.update(image, creating: false) { $0.failures += 1 }
        #expect(made?.before?.failures == 0 && made?.after.failures == 1)
        #expect(try await stores().images.image(image)?.failures == 11)
    }

    @Test func `makes a change anew where another was faster, with what the other has left`() async throws {
        let id = try await integration().id
        let seen = Mutex<[[String]]>([])
        stub.beforeNextWrite { _ = try await append("b", to: id) }
        let changed = try await stores().integrations.update(id) { integration in
            seen.withLock { $0.append(integration.history.dropFirst().map(\.text)) }
            integration.history.append(HistoryEntry(at: Timestamp(seconds: 2), text: "a"))
        }
        #expect(changed?.history.dropFirst().map(\.text) == ["b", "a"])
        #expect(try await texts(id) == ["b", "a"])
        #expect(seen.withLock { $0 } == [[], ["b"]])
    }

    @Test func `refuses settings by what another has just left`() async throws {
        let acme = try OrganizationName.random()
        stub.beforeNextWrite { try await stores().settings.update(acme) { $0.activatesNewRepositories = true } }
        await #expect(throws: InvalidInput.self) {
            try await stores().settings.update(acme) { settings throws(InvalidInput) in
                try settings.set(true, RepositoryPattern(settings.activatesNewRepositories ? "" : "x"))
            }
        }
        var expected = OrganizationSettings()
        expected.activatesNewRepositories = true
        #expect(try await stores().settings.settings(of: acme) == expected)
    }

    @Test func `refuses settings that are too long for an item`() async throws {
        let acme = try OrganizationName.random()
        let choose = { (count: Int) in
            try await stores().settings.update(acme) { settings throws(InvalidInput) in
                for number in settings.rules.count..<count {
                    let pattern = try RepositoryPattern("\(number)" + String(repeating: "a", count: 250))
                    settings.rules.append(OrganizationSettings.Rule(pattern: pattern, isActive: true))
                }
            }
        }
        try await choose(1_300)
        let before = try await stores().settings.settings(of: acme)
        #expect(before.rules.count == 1_300)
        let refusal = await #expect(throws: InvalidInput.self) { try await choose(1_450) }
        #expect(refusal?.description.contains("must have at most 399600; use patterns") == true)
        #expect(try await stores().settings.settings(of: acme) == before)
    }

    @Test func `gives up where others are faster every time, after waits that grow`() async throws {
        let id = try await integration().id
        for number in 0..<100 {
            stub.beforeNextWrite {
                // Not by a store, whose write would be interrupted as well.
                for var item in stub.items {
                    item["changes"] = ["S": "other\(number)"]
                    stub.put(item)
                }
            }
        }
        let error = await #expect(throws: StoreError.self) { try await append("a", to: id) }
        #expect(
            error?.description
                == "cannot change scout integration#\(id.text) integration: others change it all the time"
        )
        #expect(stub.slept.count == 40)
        #expect(stub.slept.prefix(3) == [0.0025, 0.005, 0.01] && stub.slept.max() == 0.1)
    }

    /// DynamoDB deletes what has expired when it likes to.
    @Test func `does not take an item that was deleted and made anew for the one that it was`() async throws {
        let (claims, other) = (DynamoDBClaims(in: try stub.table()), DynamoDBClaims(in: try stub.table()))
        #expect(try await claims.take("w", by: "gone", forSeconds: 10, at: Timestamp(seconds: 0)) == .taken)
        let now = Timestamp(seconds: 100)
        stub.beforeNextWrite {
            stub.removeAll()
            let outcome = try await other.take("w", by: "b", forSeconds: 10, at: now)
            #expect(outcome == .taken)
        }
        let outcome = try await claims.take("w", by: "a", forSeconds: 10, at: now)
        #expect(outcome == .held(by: "b", until: Timestamp(seconds: 110)))
    }

    @Test func `tells of a claim what came of it, although the answer was lost`() async throws {
        let claims = DynamoDBClaims(in: try stub.table())
        stub.insteadOfNextAnswer()
        #expect(try await claims.take("w", by: "a", forSeconds: 10, at: Timestamp(seconds: 0)) == .taken)
        stub.insteadOfNextAnswer { try await claims.release("w", by: "a", at: Timestamp(seconds: 1)) }
        #expect(try await claims.take("w", by: "a", forSeconds: 20, at: Timestamp(seconds: 1)) == .taken)
    }

    @Test(arguments: [
        ["value": #"{"version":2}"#, "changes": "m"], ["value": "{", "changes": "m"], ["value": "{}"], ["changes": "m"],
        [:],
    ])
    func `names an item that is of another version`(_ attributes: [String: String]) async throws {
        let id = IntegrationID.random()
        var item = attributes.mapValues { ["S": $0] }
        item["pk"] = ["S": "integration#\(id.text)"]
        item["sk"] = ["S": "integration"]
        item["organization"] = ["S": "acme"]
        stub.put(item)
        let store = try stores().integrations
        let sentence =
            "cannot understand scout integration#\(id.text) integration: it is no integration of this version"
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await store.integration(id) }, { _ = try await store.update(id) { _ in } },
            { _ = try await store.integrations() },
            { _ = try await store.integrations(of: OrganizationName("acme")) },
        ]
        for call in calls {
            let error = await #expect(throws: StoreError.self) { try await call() }
            #expect(error?.description == sentence)
        }
    }

    @Test func `is read page by page, and past what has just been written only in an index`() async throws {
        let stores = try stores()
        let acme = try OrganizationName.random()
        for second in 0..<5 as Range<Int64> {
            try await stores.integrations.add(.new(of: acme, at: second))
            let at = Timestamp(seconds: second)
            try await stores.tokens.add(AccessToken.new(for: acme, role: .owner, name: "", days: 1, at: at).token)
        }
        let integration = try #require(try await stores.integrations.integrations().first)
        for number in 0..<5 as Range<UInt8> {
            try await stores.tell(.push(number, tag: "v\(number)"), integration.id, Timestamp(seconds: 1))
            try await stores.tell(.push(1, to: "r\(number)", tag: "v"), integration.id, Timestamp(seconds: 1))
        }
        #expect(try await stores.integrations.integrations(of: acme).map(\.createdAt.seconds) == [0, 1, 2, 3, 4])
        #expect(try await stores.integrations.integrations().map(\.createdAt.seconds) == [0, 1, 2, 3, 4])
        #expect(try await stores.tokens.tokens().map(\.createdAt.seconds) == [0, 1, 2, 3, 4])
        let repository = try RepositoryName("team/app")
        #expect(try await stores.images.count(of: integration.id, in: repository) == 5)
        #expect(try await stores.images.images(of: integration.id, in: repository).count == 5)
        #expect(try await stores.images.repositories(of: integration.id).count == 6)
        let reads = stub.requests.filter { ["GetItem", "Query", "Scan"].contains($0.operation) }
        #expect(reads.allSatisfy { ($0.request.ConsistentRead == true) == ($0.request.IndexName == nil) })
        #expect(reads.contains { $0.request.ExclusiveStartKey != nil })
    }

    @Test func `has items that expire say when, in seconds, and no others`() async throws {
        let session = Session(tokens: [], expiresAt: Timestamp(milliseconds: 5_001))
        try await stores().sessions.add(session, ofDigest: "d")
        let claims = DynamoDBClaims(in: try stub.table())
        _ = try await claims.take("w", by: "a", forSeconds: 10, at: Timestamp(seconds: 100))
        try await claims.finish("w", keepingSeconds: 1_000, at: Timestamp(seconds: 100))
        _ = try await integration()
        let times = stub.items.reduce(into: [:]) { $0[$1["sk"]?["S"]] = $1["expiresAt"]?["N"] }
        #expect(times == ["session": "6", "claim": "111", "done": "1101"])
    }

    @Test func `writes the time of the last event once in a minute, whoever tells`() async throws {
        let integration = IntegrationID.random()
        for second in 0..<60 as Range<Int64> {
            try await stores().tell(.push(1, tag: "v\(second)"), integration, Timestamp(seconds: 1_000 + second))
        }
        let writes = stub.requests.filter { $0.operation == "PutItem" && $0.request.Item?["sk"]?["S"] == "last-event" }
        #expect(writes.count == 1)
    }
}
