import CloudFormation
import ScoutIntegration
import TestSupport
import Testing

/// What `IntegrationStore` promises.
@Suite(.timeLimit(.minutes(2))) struct `Any store of integrations` {
    @Test(arguments: Implementation.available)
    func `gives back what was added, to every process`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().integrations, try place.stores().integrations)
        let integration = try Integration.new(of: .random())
        #expect(try await store.integration(integration.id) == nil)
        try await store.add(integration)
        #expect(try await store.integration(integration.id) == integration)
        #expect(try await other.integration(integration.id) == integration)
        #expect(try await other.integration(.random()) == nil)
    }

    @Test(arguments: Implementation.available)
    func `adds an id once, however many try at once, and keeps what the first has added`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (id, organization) = (IntegrationID.random(), try OrganizationName.random())
        let added = try await withThrowingTaskGroup(of: Integration?.self) { group in
            for number in 0..<6 as Range<Int64> {
                let integration = try Integration.new(id, of: organization, at: number)
                group.addTask {
                    let store = try place.stores().integrations
                    do throws(StoreError) {
                        try await store.add(integration)
                        return integration
                    } catch {
                        #expect(error.description.contains(id.text) && error.description.contains("one already"))
                        return nil
                    }
                }
            }
            return try await group.compactMap(\.self).reduce(into: []) { $0.append($1) }
        }
        #expect(added.count == 1)
        #expect(try await place.stores().integrations.integration(id) == added.first)
    }

    @Test(arguments: Implementation.available)
    func `lists integrations oldest first, those of the same time by id, and organizations apart`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let store = try place.stores().integrations
        let (acme, other) = (try OrganizationName.random(), try OrganizationName.random())
        var expected: [Integration] = []
        for seconds in [3, 1, 2, 2, 2] as [Int64] {
            let integration = try Integration.new(of: acme, at: seconds)
            expected.append(integration)
            try await store.add(integration)
        }
        let foreign = try Integration.new(of: other, at: 2)
        try await store.add(foreign)
        expected.sort { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
        let reader = try place.stores().integrations
        #expect(try await reader.integrations(of: acme) == expected)
        #expect(try await reader.integrations(of: other) == [foreign])
        #expect(try await reader.integrations(of: .random()) == [])
        let all = try await reader.integrations().filter { [acme, other].contains($0.organization) }
        expected.append(foreign)
        #expect(all == expected.sorted { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) })
    }

    @Test(arguments: Implementation.available)
    func `changes what is there, and returns it as it is then`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().integrations, try place.stores().integrations)
        let integration = try Integration.new(of: .random())
        try await store.add(integration)
        #expect(try await other.integration(integration.id) == integration)
        let changed = try await store.update(integration.id) { $0.apply(.withdrawn, at: Timestamp(seconds: 2)) }
        #expect(changed?.isWithdrawn == true)
        #expect(try await other.integration(integration.id) == changed)
        #expect(try await other.integrations(of: integration.organization) == [changed])
        #expect(try await place.stores().integrations.integration(integration.id) == changed)
    }

    @Test(arguments: Implementation.available)
    func `changes nothing where the change is none, or nothing is there`(_ implementation: Implementation) async throws
    {
        let place = try await Place(implementation)
        defer { place.close() }
        let store = try place.stores().integrations
        let integration = try Integration.new(of: .random())
        try await store.add(integration)
        #expect(try await store.update(integration.id) { _ in } == integration)
        #expect(try await store.integration(integration.id) == integration)
        let unknown = IntegrationID.random()
        #expect(try await store.update(unknown) { $0.apply(.withdrawn, at: .now) } == nil)
        #expect(try await store.integration(unknown) == nil)
    }
}

/// What `ImageStore` promises.
@Suite(.timeLimit(.minutes(2))) struct `Any store of images` {
    private let integration = IntegrationID.random()

    @Test(arguments: Implementation.available)
    func `knows nothing of what nobody has told`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let store = try place.stores().images
        let event = try ImageEvent.push(1, tag: "v1")
        let made = try await store.update(event.image(of: integration), creating: false) { _ in
            Issue.record("there is nothing to change")
        }
        #expect(made == nil)
        #expect(try await store.image(event.image(of: integration)) == nil)
        #expect(try await store.repositories(of: integration) == [])
        #expect(try await store.images(of: integration, in: event.repository) == [])
        #expect(try await store.count(of: integration, in: event.repository) == 0)
        #expect(try await store.lastEvent(of: integration) == nil)
    }

    @Test(arguments: Implementation.available)
    func `makes an image where it may, and tells what was there before`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().images, try place.stores().images)
        let event = try ImageEvent.push(1, tag: "v1")
        let id = event.image(of: integration)
        let first = try #require(
            try await store.update(id, creating: true) {
                $0.apply(.changed(event, isActive: true), at: Timestamp(seconds: 20))
            }
        )
        #expect(first.before == nil && first.after.presentTags.map(\.text) == ["v1"])
        #expect(try await other.image(id) == first.after)
        let second = try #require(
            try await other.update(id, creating: false) { $0.apply(.pullBegan, at: .now) }
        )
        #expect(second.before == first.after && second.after.state == .pulling)
        #expect(try await store.image(id) == second.after)
        let same = try #require(try await store.update(id, creating: true) { _ in })
        #expect(same.before == second.after && same.after == second.after)
        #expect(try await place.stores().images.image(id) == second.after)
    }

    @Test(arguments: Implementation.available)
    func `lists repositories by name and images the last pushed first, integrations apart`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let stores = try place.stores()
        let long = String(repeating: "a", count: 254) + "/b"
        let team = try RepositoryName("team/app")
        for event in [
            try ImageEvent.push(1, tag: "v1", at: 10), try .push(2, tag: "v2", at: 30), try .push(3, tag: "v3", at: 20),
            try .push(4, to: "team/app2", tag: "v4"), try .push(5, to: "other", tag: "v5"),
            try .push(6, to: long, tag: "v6"),
        ] {
            try await stores.tell(event, integration, Timestamp(seconds: 100))
        }
        let another = IntegrationID.random()
        try await stores.tell(.push(1, tag: "else"), another, Timestamp(seconds: 100))
        let reader = try place.stores().images
        #expect(
            try await reader.repositories(of: integration).map(\.text) == [long, "other", "team/app", "team/app2"]
        )
        let tags = try await reader.images(of: integration, in: team).map { $0.presentTags.map(\.text) }
        #expect(tags == [["v2"], ["v3"], ["v1"]])
        #expect(try await reader.count(of: integration, in: team) == 3)
        #expect(try await reader.count(of: integration, in: RepositoryName(long)) == 1)
        #expect(try await reader.images(of: another, in: team).map { $0.presentTags.map(\.text) } == [["else"]])
        #expect(try await reader.repositories(of: another) == [team])
    }

    @Test(arguments: Implementation.available)
    func `takes in what a registry tells, the same twice as once`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let stores = try place.stores()
        let event = try ImageEvent.push(1, tag: "v1")
        try await stores.tell(event, integration, Timestamp(seconds: 100))
        let first = try #require(try await stores.images.image(event.image(of: integration)))
        #expect(first.state == .queued && first.updatedAt == Timestamp(seconds: 100))
        try await place.stores().tell(event, integration, Timestamp(seconds: 130))
        #expect(try await stores.images.image(first.id) == first)
    }

    @Test(arguments: Implementation.available)
    func `knows when a registry last told anything, to a minute`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (stores, other) = (try place.stores(), try place.stores())
        for (index, seconds) in [1_000, 1_030, 1_059, 1_061, 1_200, 1_240, 1_300].enumerated() {
            try await (index % 2 == 0 ? stores : other).tell(
                .push(1, tag: "v\(index)"),
                integration,
                Timestamp(seconds: Int64(seconds))
            )
            let last = try #require(try await place.stores().images.lastEvent(of: integration))
            #expect((Int64(seconds) - 59...Int64(seconds)).contains(last.seconds))
        }
        #expect(try await stores.images.lastEvent(of: .random()) == nil)
    }
}

/// What `OrganizationSettingsStore` promises.
@Suite(.timeLimit(.minutes(2))) struct `Any store of settings` {
    @Test(arguments: Implementation.available)
    func `gives back what was chosen, to every process, organizations apart`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().settings, try place.stores().settings)
        let acme = try OrganizationName.random()
        #expect(try await store.settings(of: acme) == OrganizationSettings())
        try await store.update(acme) { $0.activatesNewRepositories = true }
        #expect(try await other.settings(of: acme).activatesNewRepositories)
        try await other.update(acme) { settings throws(InvalidInput) in
            try settings.set(false, RepositoryPattern("team/*"), of: IntegrationID("one"))
        }
        let settings = try await store.settings(of: acme)
        #expect(settings.activatesNewRepositories)
        #expect(try !settings.isActive(RepositoryName("team/app"), of: IntegrationID("one")))
        #expect(try await place.stores().settings.settings(of: acme) == settings)
        #expect(try await store.settings(of: .random()) == OrganizationSettings())
    }

    @Test(arguments: Implementation.available)
    func `changes nothing where a choice is refused or is none`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let store = try place.stores().settings
        let acme = try OrganizationName.random()
        try await store.update(acme) { $0.activatesNewRepositories = true }
        let before = try await store.settings(of: acme)
        let refusal = await #expect(throws: InvalidInput.self) {
            try await store.update(acme) { settings throws(InvalidInput) in
                settings.activatesNewRepositories = false
                _ = try RepositoryPattern("")
            }
        }
        #expect(refusal?.subject == "repository")
        #expect(try await store.settings(of: acme) == before)
        try await store.update(acme) { _ in }
        #expect(try await store.settings(of: acme) == before)
    }
}

/// What `AccessTokenStore` and `SessionStore` promise.
@Suite(.timeLimit(.minutes(2))) struct `Any store of tokens and sessions` {
    private static let now = Timestamp(seconds: 4_000_000_000)

    private func token(
        of organization: OrganizationName,
        days: Int = 1,
        at time: Timestamp = now
    ) throws -> (token: AccessToken, secret: AccessToken.Secret) {
        try AccessToken.new(for: organization, role: .owner, name: "a name", days: days, at: time)
    }

    @Test(arguments: Implementation.available)
    func `finds a token by its secret, to every process, as long as it is good`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().tokens, try place.stores().tokens)
        let (token, secret) = try token(of: .random())
        #expect(try await store.token(ofDigest: token.digest) == nil)
        try await store.add(token)
        #expect(try await store.token(ofDigest: token.digest) == token)
        #expect(try await other.token(showing: secret.text, at: Self.now) == token)
        #expect(try await other.token(showing: secret.text + "x", at: Self.now) == nil)
        #expect(try await other.token(showing: secret.text, at: Self.now.adding(seconds: 86_399)) == token)
        #expect(try await other.token(showing: secret.text, at: Self.now.adding(seconds: 86_400)) == nil)
        #expect(try await other.token(ofDigest: token.digest) == token)
    }

    @Test(arguments: Implementation.available)
    func `lists tokens oldest first, and revokes one by its id for good`(_ implementation: Implementation) async throws
    {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().tokens, try place.stores().tokens)
        let acme = try OrganizationName.random()
        var (tokens, secrets): ([AccessToken], [AccessToken.Secret]) = ([], [])
        for second in [2, 0, 1] as [Int64] {
            let made = try token(of: acme, at: Self.now.adding(seconds: second))
            try await store.add(made.token)
            tokens.append(made.token)
            secrets.append(made.secret)
        }
        #expect(
            try await other.tokens().filter { $0.organization == acme } == [tokens[1], tokens[2], tokens[0]]
        )
        let revokedAt = Self.now.adding(seconds: 10)
        let revoked = try await other.revoke(tokens[0].id, at: revokedAt)
        #expect(revoked?.id == tokens[0].id && revoked?.revokedAt == revokedAt)
        #expect(try await store.token(showing: secrets[0].text, at: Self.now) == nil)
        #expect(try await store.token(showing: secrets[1].text, at: Self.now) != nil)
        // The first revocation counts.
        #expect(try await store.revoke(tokens[0].id, at: revokedAt.adding(seconds: 1)) == revoked)
        #expect(try await other.tokens().filter { $0.organization == acme }.last == revoked)
        #expect(try await store.revoke("tok-unknown", at: revokedAt) == nil)
    }

    @Test(arguments: Implementation.available)
    func `adds no token and no session over another`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (stores, other) = (try place.stores(), try place.stores())
        let (token, secret) = try token(of: .random())
        try await stores.tokens.add(token)
        try await stores.tokens.revoke(token.id, at: Self.now)
        await #expect(throws: StoreError.self) { try await other.tokens.add(token) }
        #expect(try await other.tokens.token(showing: secret.text, at: Self.now) == nil)
        let (first, second) = (try session(), try session())
        try await stores.sessions.add(first, ofDigest: token.digest)
        await #expect(throws: StoreError.self) { try await other.sessions.add(second, ofDigest: token.digest) }
        #expect(try await other.sessions.session(ofDigest: token.digest) == first)
    }

    /// A session as a store has kept it.
    private func session() throws -> Session {
        let value: Value = [
            "version": 1, "tokens": [], "formToken": .string("form-\(IntegrationID.random().text)"),
            "expiresAt": .string(Self.now.iso8601),
        ]
        return try #require(Session(stored: value))
    }

    @Test(arguments: Implementation.available)
    func `keeps a session until it is removed`(_ implementation: Implementation) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let (store, other) = (try place.stores().sessions, try place.stores().sessions)
        let (session, digest) = (try session(), String(repeating: "5", count: 32) + IntegrationID.random().text)
        #expect(try await store.session(ofDigest: digest) == nil)
        try await store.add(session, ofDigest: digest)
        #expect(try await other.session(ofDigest: digest) == session)
        await other.dropExpired(at: Self.now.adding(seconds: -1))
        #expect(try await store.session(ofDigest: digest) == session)
        try await other.remove(ofDigest: digest)
        #expect(try await store.session(ofDigest: digest) == nil)
        try await other.remove(ofDigest: digest)
        // What was removed may come again.
        try await store.add(session, ofDigest: digest)
        #expect(try await other.session(ofDigest: digest) == session)
    }

    @Test(arguments: Implementation.available)
    func `lets whoever shows a good token sign in, until the session or the token ends`(
        _ implementation: Implementation
    ) async throws {
        let place = try await Place(implementation)
        defer { place.close() }
        let stores = try place.stores()
        let sessions = Sessions(in: stores.sessions, tokens: stores.tokens)
        let elsewhere = try place.stores()
        let otherSessions = Sessions(in: elsewhere.sessions, tokens: elsewhere.tokens)
        let (token, secret) = try token(of: .random(), days: 30)
        #expect(try await sessions.begin(showing: secret.text, continuing: nil, at: Self.now) == nil)
        try await stores.tokens.add(token)
        let first = try #require(try await sessions.begin(showing: secret.text, continuing: nil, at: Self.now))
        let session = try #require(try await otherSessions.session(first, at: Self.now))
        #expect(try await otherSessions.tokens(of: session, at: Self.now) == [token])
        let end = Self.now.adding(seconds: Session.seconds)
        #expect(try await otherSessions.session(first, at: end) == nil)
        let next = try #require(try await otherSessions.begin(showing: secret.text, continuing: first, at: Self.now))
        #expect(try await sessions.session(first, at: Self.now) == nil)
        #expect(try await sessions.session(next, at: Self.now) != nil)
        try await elsewhere.tokens.revoke(token.id, at: Self.now)
        #expect(try await sessions.tokens(of: session, at: Self.now) == [])
        #expect(try await sessions.begin(showing: secret.text, continuing: nil, at: Self.now) == nil)
        try await sessions.end(next)
        #expect(try await otherSessions.session(next, at: Self.now) == nil)
    }
}
