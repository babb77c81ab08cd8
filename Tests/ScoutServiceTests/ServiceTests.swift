import Foundation
import HTTPServer
import ImageEvents
import ScoutIntegration
import SetupHandler
import Synchronization
import Testing

@testable import ScoutService

private func event(
    account: String = "123456789012",
    region: String = "us-east-1",
    type: String = "ECR Image Action",
    id: String = "e-1"
) -> String {
    """
    {"version":"0","id":"\(id)","detail-type":"\(type)","source":"aws.ecr","account":"\(account)","region":"\(region)",
     "time":"2026-01-31T23:59:59Z","resources":[],
     "detail":{"result":"SUCCESS","repository-name":"team/app","image-digest":"sha256:\(String(repeating: "a", count: 64))",
     "action-type":"PUSH","image-tag":"latest"}}
    """
}

@Suite struct `The routes` {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test(arguments: [
        ("GET", "/healthz", 200), ("HEAD", "/healthz", 200), ("GET", "/readyz", 200), ("GET", "/metrics", 200),
        ("POST", "/healthz", 405), ("GET", "/v1/setup/x", 405), ("GET", "/v1/events/x", 405), ("GET", "/", 303),
        ("GET", "/healthz/", 404), ("POST", "/v1/setup", 404), ("POST", "/v1/setup/", 404),
        ("POST", "/v1/setup/a/b", 404), ("POST", "//v1/setup/x", 404), ("POST", "/v1/other/x", 404),
    ])
    func `answer`(_ method: String, _ path: String, _ status: Int) async {
        let response = await fixture.call(method, path)
        #expect(response.status == status)
        if status == 405 { #expect(response.headers["Allow"] != nil) }
    }

    @Test(arguments: [
        ("int-unknown", "{}", 404, "unknown_integration"), ("..", "{}", 404, "unknown_integration"),
        ("%2e%2e", "{}", 404, "unknown_integration"), ("", "not json", 400, "malformed"), ("", "{}", 400, "malformed"),
    ])
    func `refuse what is no message, with a log line and a count`(
        _ id: String,
        _ body: String,
        _ status: Int,
        _ code: String
    ) async {
        let path = "/v1/setup/\(id.isEmpty ? fixture.integration.id.text : id)"
        let response = await fixture.call("POST", path, body)
        #expect(response.status == status)
        let observation = fixture.recorder.observations.last
        #expect(observation?.name == .messageRefused)
        #expect(observation?.fields.first { $0.name == "code" }?.value == code)
        let line = "scout_messages_total{type=\"unknown\",outcome=\"\(code)\"} 1"
        #expect(fixture.metrics.page(QueueDepths()).contains(line))
        #expect(fixture.transport.requests.withLock { $0.isEmpty })
    }

    @Test func `refuse raw delivery, which has no signature`() async {
        let response = await fixture.call(
            "POST",
            "/v1/setup/\(fixture.integration.id.text)",
            "{}",
            headers: ["x-amz-sns-rawdelivery": "true"]
        )
        #expect(response.status == 400)
    }
}

@Suite struct `Image events` {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func post(_ body: String, key: String?, to id: String? = nil) async -> Int {
        let headers: HTTPHeaders = key.map { ["X-Scout-Api-Key": $0] } ?? [:]
        return await fixture.call("POST", "/v1/events/\(id ?? fixture.integration.id.text)", body, headers: headers)
            .status
    }

    @Test func `are taken with the key of the set-up, and kept until they are worked on`() async throws {
        #expect(await post(event(), key: Fixture.key) == 200)
        #expect(fixture.recorder.observations.last?.name == .eventAccepted)
        let waiting = try #require(try fixture.queue.takeOldest()).records.compactMap(EventRecord.init(bytes:))
        #expect(waiting.map(\.integration) == [fixture.integration.id])
        #expect(waiting.map(\.event.tag?.text) == ["latest"])
    }

    @Test func `are refused when they cannot be made durable, and the service is not ready then`() async throws {
        let folder = URL(fileURLWithPath: "\(fixture.data.path)/events")
        let elsewhere = URL(fileURLWithPath: "\(fixture.data.path)/elsewhere")
        try FileManager.default.moveItem(at: folder, to: elsewhere)
        #expect(await post(event(), key: Fixture.key) == 503)
        #expect(await fixture.call("GET", "/readyz").status == 503)
    }

    @Test(arguments: [nil, "", "wrong", "the key of the set-up ", "THE KEY OF THE SET-UP"])
    func `are refused with any other, and alike where there is no integration`(_ key: String?) async {
        #expect(await post(event(), key: key) == 401)
        #expect(await post(event(), key: key, to: "int-unknown") == 401)
        // Nobody learns by the answer whether an id is one.
        #expect(await post("garbage", key: key) == 401)
    }

    @Test(arguments: [
        (event(account: "999999999999"), 403), (event(region: "eu-west-1"), 403), (event(type: "Other"), 400),
        ("", 400), ("[]", 400), (String(repeating: "[", count: 10_000), 400), ("{\"detail-type\":1}", 400),
    ])
    func `are refused when they are none of this integration`(_ body: String, _ status: Int) async {
        #expect(await post(body, key: Fixture.key) == status)
    }

    @Test func `are refused once the integration is removed`() async throws {
        try fixture.store.update(fixture.integration.id) { $0.apply(.withdrawn, at: .now) }
        #expect(await post(event(), key: Fixture.key) == 401)
    }
}

@Suite struct `A log line` {
    private let observation = Observation(
        .warning,
        .messageRefused,
        nil,
        [("reason", "two\nlines \"and\" a=b"), ("code", "stale")],
        seconds: 1.0625
    )

    @Test func `as text is one line whose values cannot pose as fields`() {
        var line: [UInt8] = []
        Log.append(observation, at: "1970-01-01T00:00:00.000Z", .text, to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == "1970-01-01T00:00:00.000Z WARNING message_refused reason=\"two\\\\nlines \\\"and\\\" a=b\" code=stale seconds=1.062\n"
        )
    }

    @Test func `as JSON is one object`() throws {
        var line: [UInt8] = []
        Log.append(observation, at: "1970-01-01T00:00:00.000Z", .json, to: &line)
        #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
        #expect(object["reason"] == "two\nlines \"and\" a=b")
        #expect(object["event"] == "message_refused")
        #expect(object["level"] == "warning")
    }

    @Test(arguments: [(Observation.Level.debug, true), (.info, true), (.warning, true), (.error, false)])
    func `is written from its level on`(_ level: Observation.Level, _ isWritten: Bool) {
        let lines = Mutex(0)
        Log(format: .text, level: level) { _ in lines.withLock { $0 += 1 } }.record([observation], at: .now)
        #expect((lines.withLock { $0 } == 1) == isWritten)
    }
}

@Suite struct `The page of metrics` {
    /// Every line is a comment or a sample, as Prometheus reads them.
    @Test func `has the text format`() throws {
        let metrics = Metrics()
        metrics.countMessages(1, type: "Notification", outcome: "accepted")
        metrics.countMessages(1, type: "Notification", outcome: "accepted")
        metrics.countCall(service: "STS", operation: "AssumeRole", outcome: "a\"b\\c\nd")
        metrics.count(Observation(.info, .stackAnswered, nil, seconds: 0.3))
        metrics.count(Observation(.info, .stackAnswered, nil, seconds: 1_000))
        let lines = metrics.page(QueueDepths(messages: 7)).split(separator: "\n")
        let sample = #/[a-z_]+(\{([a-z]+="([^"\\\n]|\\[\\"n])*",?)+\})? [0-9.]+/#
        for line in lines where !line.hasPrefix("# ") { #expect(line.wholeMatch(of: sample) != nil, "\(line)") }
        #expect(lines.contains("scout_messages_total{type=\"Notification\",outcome=\"accepted\"} 2"))
        #expect(lines.contains("scout_queue_depth 7"))
        #expect(lines.contains("scout_setup_duration_seconds_bucket{le=\"0.5\"} 1"))
        #expect(lines.contains("scout_setup_duration_seconds_bucket{le=\"+Inf\"} 2"))
        #expect(lines.contains("scout_setup_duration_seconds_count 2"))
    }
}

@Suite struct `The service's configuration` {
    @Test func `has defaults`() throws {
        let configuration = try ServiceConfiguration([:])
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.dataFolder == "scout-data")
        #expect(!configuration.allowsLoopback)
        #expect(configuration.minimumSignatureVersion == 2)
    }

    @Test(
        arguments: [
            ("127.0.0.1:0", "127.0.0.1", 0), (":80", "0.0.0.0", 80), ("[::1]:8443", "::1", 8443),
            ("localhost:1", "localhost", 1),
        ] as [(String, String, UInt16)]
    )
    func `listens where it is told`(_ text: String, _ host: String, _ port: UInt16) throws {
        let configuration = try ServiceConfiguration(["SCOUT_LISTEN": text])
        #expect(configuration.host == host)
        #expect(configuration.port == port)
    }

    @Test(arguments: [
        (["SCOUT_LISTEN": "8080"], "SCOUT_LISTEN \"8080\" must be HOST:PORT"),
        (["SCOUT_LISTEN": "x:70000"], "SCOUT_LISTEN \"x:70000\" must be HOST:PORT"),
        (["SCOUT_LOG_FORMAT": "xml"], "SCOUT_LOG_FORMAT \"xml\" must be one of text, json"),
        (["SCOUT_LOG_LEVEL": "loud"], "SCOUT_LOG_LEVEL \"loud\" must be one of debug, info, warning, error"),
        (["SCOUT_MINIMUM_SIGNATURE_VERSION": "3"], "SCOUT_MINIMUM_SIGNATURE_VERSION \"3\" must be 1 or 2"),
    ])
    func `says what would be right`(_ environment: [String: String], _ sentence: String) {
        let error = #expect(throws: ServiceError.self) { try ServiceConfiguration(environment) }
        #expect(error?.description.hasPrefix(sentence) == true)
    }
}
