import ScoutIntegration
import Testing

@Suite struct `An endpoint` {
    @Test(arguments: [
        ("https://scout.example.com", "https://scout.example.com"),
        ("https://scout.example.com/", "https://scout.example.com"),
        ("https://a-b.example.com:8443/v1/setup//", "https://a-b.example.com:8443/v1/setup"),
    ])
    func `is an https URL without a slash at its end`(_ given: String, _ url: String) throws {
        let endpoint = try Endpoint(given)
        #expect(endpoint.url == url)
        #expect(!endpoint.isLoopback)
    }

    @Test(arguments: [
        ("", "must begin with https://"),
        ("scout.example.com", "must begin with https://"),
        ("HTTPS://scout.example.com", "must begin with https://"),
        ("ftp://scout.example.com", "must begin with https://"),
        ("http://scout.example.com", "must begin with https://"),
        ("http://127.0.0.1:8080", "must begin with https://"),
        ("https://", "must begin with https://"),
        ("https://localhost", "must name a public host"),
        ("https://10.0.0.1", "must name a public host"),
        ("https://[::1]", "must name a public host"),
        ("https://user@example.com", "must name a public host"),
        ("https://-a.example.com", "must name a public host"),
        ("https://a..example.com", "must name a public host"),
        ("https://bücher.example", "must name a public host"),
        ("https://example.com:0", "must have a port"),
        ("https://example.com:65536", "must have a port"),
        ("https://example.com:+1", "must have a port"),
        ("https://example.com?x=1", "must have a path"),
        ("https://example.com/a#b", "must have a path"),
        ("https://example.com/${x}", "must have a path"),
        ("https://example.com/a b", "must have a path"),
    ])
    func `is refused`(_ given: String, _ reason: String) {
        let error = #expect(throws: InvalidInput.self) { try Endpoint(given) }
        #expect(error?.requirement.hasPrefix(reason) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `has a bounded length`() {
        #expect(throws: InvalidInput.self) {
            try Endpoint("https://example.com/" + String(repeating: "a", count: 1_900))
        }
    }

    @Test(arguments: ["http://127.0.0.1", "http://127.0.0.1:4566/v1/setup"])
    func `may be this machine where that is allowed`(_ given: String) throws {
        #expect(try Endpoint(given, allowingLoopback: true).isLoopback)
    }

    @Test(arguments: [
        "http://127.0.0.2", "http://localhost:80", "http://127.0.0.1.example.com", "http://127.0.0.1@example.com",
    ])
    func `may be no other host over http`(_ given: String) {
        #expect(throws: InvalidInput.self) { try Endpoint(given, allowingLoopback: true) }
    }
}

@Suite struct `An account id` {
    @Test func `has 12 digits`() throws {
        #expect(try AccountID("000000000001").digits == "000000000001")
        for text in ["", "11112222333", "1111222233334", "11112222333a", "１１１１２２２２３３３３"] {
            #expect(throws: InvalidInput.self) { try AccountID(text) }
        }
    }
}

@Suite struct `Invalid input` {
    @Test func `is shown cut and without control characters`() throws {
        let error = #expect(throws: InvalidInput.self) {
            try AccountID("1\u{1B}[31m" + String(repeating: "2", count: 200))
        }
        let given = try #require(error?.given)
        #expect(given.hasPrefix(#"1\u{1B}[31m222"#))
        #expect(given.hasSuffix("2…"))
        #expect(given.count < 100)
    }
}
