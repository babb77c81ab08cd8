import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import SetupHandler
import Synchronization
import Testing

@testable import ScoutService

/// The API on a data folder of its own, with two organizations.
///
/// `acme` has a connected integration, whose id is the document's example, and a pending one; `other` has a connected one. Both have
/// told of the same images.
final class APIFixture: Sendable {
    let data: DataFolder
    let organizations: Organizations
    let images: FileImageStore
    let tokens: FileAccessTokenStore
    let metrics = Metrics()
    let recorder = Fixture.Recorder()
    let api: APIEndpoint
    let connected: Integration
    let pending: Integration
    let foreign: Integration
    /// The time, which tests may move.
    let clock: Clock

    /// Who asks: the texts of tokens.
    let owner: String
    let member: String
    let foreignOwner: String
    let revoked: String
    let expired: String

    static let acme = "acme"
    static let start = Timestamp(seconds: 1_800_000_000)

    final class Clock: Sendable {
        private let time = Mutex(APIFixture.start)
        var now: Timestamp { time.withLock { $0 } }
        func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    /// - Parameters:
    ///   - launches: whether the service knows what it takes to make stacks.
    ///   - maximumWaiting: how many requests may be worked on.
    ///   - maximumIntegrations: how many integrations an organization can have.
    init(launches: Bool = true, maximumWaiting: Int = 128, maximumIntegrations: Int = 100) throws {
        data = try DataFolder(FileManager.default.temporaryDirectory.path + "/scout-ecr-api-\(UUID().uuidString)")
        let clock = Clock()
        self.clock = clock
        let integrations = try FileIntegrationStore(in: data)
        images = try FileImageStore(in: data)
        var organizations = Organizations(
            integrations: integrations,
            images: images,
            settings: try FileOrganizationSettingsStore(in: data),
            launch: launches ? try Self.launchSettings() : nil,
            now: { clock.now }
        )
        organizations.maximumIntegrations = maximumIntegrations
        self.organizations = organizations
        tokens = try FileAccessTokenStore(in: data)
        let recorder = recorder
        api = APIEndpoint(
            organizations,
            tokens: tokens,
            queue: PageQueue(maximumWaiting: maximumWaiting),
            metrics: metrics,
            observe: { recorder.add($0) }
        )
        let example = AnswerSchemas.integrationID.example?.stringValue ?? ""
        connected = try Fixture.connected(IntegrationID(example), Self.acme)
        foreign = try Fixture.connected(IntegrationID("int-foreign"), "other")
        pending = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-west-2"),
            createdAt: Timestamp(seconds: 3)
        )
        for integration in [connected, foreign, pending] { try integrations.add(integration) }
        for integration in [connected, foreign] {
            try Self.tell(
                ["a", "b", "c"].map { try Self.event("team/app", $0) },
                to: integration,
                images
            )
        }
        let tokens = tokens
        func token(_ organization: String, _ role: AccessToken.Role, days: Int = 300) throws -> (AccessToken, String) {
            let made = try AccessToken.new(
                for: try OrganizationName(organization),
                role: role,
                name: "",
                days: days,
                at: Self.start.adding(seconds: -2 * 86_400)
            )
            try tokens.add(made.token)
            return (made.token, made.secret.text)
        }
        owner = try token("acme", .owner).1
        member = try token("acme", .member).1
        foreignOwner = try token("other", .owner).1
        expired = try token("acme", .owner, days: 1).1
        let useless = try token("acme", .owner)
        try tokens.revoke(useless.0.id, at: Self.start)
        revoked = useless.1
    }

    deinit { try? FileManager.default.removeItem(atPath: data.path) }

    private static func launchSettings() throws -> LaunchSettings {
        LaunchSettings(
            stack: try ScoutStack(
                scoutAccountID: try AccountID("444455556666"),
                publicURL: "https://scout.example.com"
            ),
            templateURL: try TemplateURL("https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json")
        )
    }

    static func digest(_ digit: String) -> String { "sha256:" + String(repeating: digit, count: 64) }

    static func event(_ repository: String, _ digit: String, _ seconds: Int64 = 1_799_999_000) throws -> ImageEvent {
        ImageEvent(
            id: "\(repository)-\(digit)",
            action: .push,
            repository: try RepositoryName(repository),
            digest: try ImageDigest(digest(digit)),
            tag: try ImageTag("v-\(digit)"),
            time: Timestamp(seconds: seconds)
        )
    }

    /// Takes in what a registry tells, at the time of the pushes.
    static func tell(_ events: [ImageEvent], to integration: Integration, _ images: FileImageStore) throws {
        try images.apply(events, to: integration.id, at: events[0].time) { _ in true }
    }

    /// Gives up an image, or has it handed off.
    func end(_ digit: String, _ event: Image.Event) throws {
        let id = ImageID(
            integration: connected.id,
            repository: try RepositoryName("team/app"),
            digest: try ImageDigest(Self.digest(digit))
        )
        try images.update(id) { $0.apply(event, at: Self.start) }
    }
}

// MARK: - Calling

extension APIFixture {
    /// An answer with its body as JSON.
    struct Answer: Sendable {
        let response: HTTPResponse
        let json: Value

        var status: Int { response.status }
        var text: String { String(decoding: response.body, as: UTF8.self) }
        subscript(key: String) -> Value? { json[key] }

        /// The problem's errors: where, and what.
        var errors: [(place: String, detail: String)] {
            (json["errors"]?.arrayValue ?? []).map { error in
                let place = error["parameter"]?.stringValue.map { "?\($0)" } ?? error["pointer"]?.stringValue
                return (place ?? "", error["detail"]?.stringValue ?? "")
            }
        }
    }

    /// Calls a path with a query, as whoever has the token; with JSON where there is a body.
    func call(
        _ method: String,
        _ target: String,
        _ token: String?,
        _ body: String? = nil,
        headers: HTTPHeaders = [:],
        peer: String = "127.0.0.1"
    ) async -> Answer {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var headers = headers
        if let token { headers.append("Authorization", "Bearer \(token)") }
        if body != nil, headers["Content-Type"] == nil { headers.append("Content-Type", "application/json") }
        let request = HTTPRequest(
            method: method,
            path: parts[0],
            query: parts.count == 2 ? parts[1] : nil,
            headers: headers,
            body: Array((body ?? "").utf8),
            peer: peer
        )
        let response = await withCheckedContinuation { continuation in
            api.handle(request, HTTPResponder { continuation.resume(returning: $0) })
        }
        let json = (try? JSONReader.read(response.body, name: "answer"))?.value ?? .null
        expectDocumented(request, response.status)
        return Answer(response: response, json: json)
    }

    /// Whatever a test does, the document has the status that comes of it.
    private func expectDocumented(_ request: HTTPRequest, _ status: Int) {
        let method = request.method == "HEAD" ? "GET" : request.method
        let called = api.operations.first { $0.method == method && $0.path.match(request.path) != nil }
        guard let called else { return }
        let documented = [called.success.status] + called.problems.map(\.status)
        #expect(documented.contains(status), "\(called.id)")
    }

    /// Calls a path of `acme`.
    func acme(_ method: String, _ path: String, _ token: String?, _ body: String? = nil) async -> Answer {
        await call(method, "/v1/organizations/acme/\(path)", token, body)
    }

    /// Calls an operation as its examples say.
    func call(
        _ operation: APIOperation,
        of organization: String = "acme",
        _ token: String?,
        peer: String = "127.0.0.1"
    ) async -> Answer {
        let path = operation.path.text.split(separator: "/").map { segment in
            switch segment {
            case "{organization}": organization
            case "{integration}": connected.id.text
            default: String(segment)
            }
        }
        return await call(
            operation.method,
            "/" + path.joined(separator: "/"),
            token,
            operation.body.map { $0.exampleValue.json(.compact) },
            peer: peer
        )
    }

    /// All that is stored: the paths of files with what is in them.
    func stored() throws -> [String: Data] {
        let root = URL(fileURLWithPath: data.path)
        var files: [String: Data] = [:]
        for case let file as String in FileManager.default.enumerator(atPath: data.path) ?? .init() {
            let url = root.appendingPathComponent(file)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            files[file] = try Data(contentsOf: url)
        }
        return files
    }
}
