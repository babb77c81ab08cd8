import CloudFormation
import Testing

@testable import ScoutIntegration

private let digits = String(repeating: "0123456789abcdef", count: 4)

@Suite struct `Names of images` {
    @Test(arguments: [
        "a", "ab", "a/b", "a.b", "a_b", "a__b", "a-b", "a--b", "team/sub.team/app_1",
        String(repeating: "a", count: 256),
    ])
    func `take a repository`(_ text: String) throws {
        #expect(try RepositoryName(text).text == text)
    }

    @Test(arguments: [
        "", "A", "a/", "/a", "a//b", "a..b", ".a", "a.", "-a", "a-", "_a", "a___b", "a._b", "a b", "a\nb", "../a",
        "a/../b",
        "é", "a:b", "a@b", String(repeating: "a", count: 257),
    ])
    func `refuse what is no repository`(_ text: String) {
        #expect(throws: InvalidInput.self) { try RepositoryName(text) }
    }

    @Test(arguments: ["latest", "1.0", "_x", "A-b_c.d", String(repeating: "t", count: 128)])
    func `take a tag`(_ text: String) throws {
        #expect(try ImageTag(text).text == text)
    }

    @Test(arguments: ["", ".x", "-x", "a b", "a/b", "a:b", "a\n", String(repeating: "t", count: 129)])
    func `refuse what is no tag`(_ text: String) {
        #expect(throws: InvalidInput.self) { try ImageTag(text) }
    }

    @Test func `take a digest of SHA-256`() throws {
        #expect(try ImageDigest("sha256:\(digits)").hexadecimal == digits)
    }

    @Test(arguments: [
        "", "sha256:", "sha256:abc", "sha512:\(digits)", "SHA256:\(digits)", "sha256:\(digits.uppercased())",
        "sha256:\(digits)0", "sha256:\(digits.dropLast())g",
    ])
    func `refuse any other digest`(_ text: String) {
        #expect(throws: InvalidInput.self) { try ImageDigest(text) }
    }
}

@Suite struct `A pattern of repositories` {
    @Test(arguments: [
        ("app", "app", true), ("app", "apps", false), ("team/*", "team/app", true), ("team/*", "team/a/b", true),
        ("team/*", "team", false), ("*", "anything/at-all", true), ("a?c", "abc", true), ("a?c", "ac", false),
        ("*-api", "user-api", true), ("*-api", "user-api-2", false), ("*a*b*", "xxaxxbxx", true), ("**", "a", true),
        ("a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
    ])
    func `matches whole names`(_ pattern: String, _ name: String, _ matches: Bool) throws {
        #expect(try RepositoryPattern(pattern).matches(RepositoryName(name)) == matches)
    }

    @Test(arguments: ["", "A", "a b", "[a]", "a\u{0}", String(repeating: "*", count: 257)])
    func `is refused with other characters`(_ text: String) {
        #expect(throws: InvalidInput.self) { try RepositoryPattern(text) }
    }
}

@Suite struct `An organization's settings` {
    private let one = IntegrationID.random()
    private let other = IntegrationID.random()

    private func settings(_ rules: [(Bool, String, IntegrationID?)], new: Bool = false) throws -> OrganizationSettings {
        var settings = OrganizationSettings()
        settings.activatesNewRepositories = new
        for (isActive, pattern, integration) in rules {
            try settings.set(isActive, RepositoryPattern(pattern), of: integration)
        }
        return settings
    }

    @Test func `leave new repositories inactive, unless chosen otherwise`() throws {
        let app = try RepositoryName("app")
        #expect(!OrganizationSettings().isActive(app, of: one))
        #expect(try settings([], new: true).isActive(app, of: one))
    }

    @Test func `let the last rule decide`() throws {
        let settings = try settings([(true, "team/*", nil), (false, "team/secret", nil), (true, "team/s*", nil)])
        #expect(settings.isActive(try RepositoryName("team/secret"), of: one))
        #expect(
            try self.settings([(true, "team/*", nil), (false, "team/secret", nil)])
                .isActive(try RepositoryName("team/secret"), of: one) == false
        )
    }

    @Test func `can be about one integration`() throws {
        let settings = try settings([(true, "app", one)])
        let app = try RepositoryName("app")
        #expect(settings.isActive(app, of: one))
        #expect(!settings.isActive(app, of: other))
        #expect(settings.namedRepositories(of: one) == [app])
        #expect(settings.namedRepositories(of: other) == [])
    }

    @Test func `keep no rule that says nothing any more`() throws {
        var settings = try settings([(true, "a", nil), (true, "b", one), (true, "c*", nil)])
        try settings.set(false, RepositoryPattern("*"))
        #expect(settings.rules.map(\.pattern.text) == ["c*", "*"])
        try settings.set(true, RepositoryPattern("c*"))
        #expect(settings.rules.map(\.pattern.text) == ["*", "c*"])
        // What was said of one integration leaves what was said of all.
        try settings.set(true, RepositoryPattern("*"), of: one)
        #expect(settings.rules.count == 3)
    }

    @Test func `are the same after the store had them`() throws {
        let settings = try settings([(true, "a/*", nil), (false, "a/b", one)], new: true)
        #expect(OrganizationSettings(stored: settings.stored) == settings)
    }

    @Test(arguments: [
        #"{"version": 2, "rules": []}"#, #"{"version": 1}"#, #"{"version": 1, "rules": [{"pattern": "A"}]}"#,
        #"{"version": 1, "rules": [{"pattern": "a", "integration": ""}]}"#,
    ])
    func `are not guessed from something else`(_ text: String) throws {
        #expect(OrganizationSettings(stored: try JSONReader.read(Array(text.utf8), name: "-").value) == nil)
    }

    @Test func `are bounded`() throws {
        var settings = OrganizationSettings()
        settings.rules = try (0..<OrganizationSettings.maximumRules).map {
            OrganizationSettings.Rule(pattern: try RepositoryPattern("r\($0)"), integration: nil, isActive: true)
        }
        #expect(throws: InvalidInput.self) { try settings.set(true, RepositoryPattern("one-more")) }
        try settings.set(false, RepositoryPattern("r1"))
        try settings.set(false, RepositoryPattern("r*"))
        #expect(settings.rules.count == 1)
    }
}
