import Dispatch
import ScoutIntegration
import Synchronization

/// The dashboard's first page, as the real `serve` renders it.
enum DashboardBench {
    private static let integrations = 200
    private static let requestsForSample = 1_000
    private static let day: Int64 = 86_400

    /// The page of an organization with many integrations: of each ten, one waits for its stack and one has failed.
    static func firstPage(of service: String) -> Benchmark {
        var running: (server: ServerProcess, request: [UInt8])?
        return Benchmark(
            name: "serve: first page of the dashboard, \(integrations) integrations, time of a core",
            target: 1_000,
            showsRate: true,
            maximumSamples: 15,
            sample: {
                let (server, request) = try running ?? start(service)
                running = (server, request)
                let generator = try LoadGenerator(port: server.port, connections: 4)
                let before = try server.processorMicroseconds()
                try generator.send(repeatElement(request, count: requestsForSample))
                return (try server.processorMicroseconds() - before) / Double(requestsForSample)
            }
        )
    }

    private static func start(_ service: String) throws -> (ServerProcess, [UInt8]) {
        let server = try ServiceBenches.start(
            service,
            with: [
                "SCOUT_PUBLIC_URL": "http://127.0.0.1:1", "SCOUT_ACCOUNT_ID": "111122223333",
                "SCOUT_TEMPLATE_URL": "https://scout.s3.us-east-1.amazonaws.com/scout.json",
            ]
        )
        let data = try DataFolder("\(server.path)/data")
        let organization = try OrganizationName("acme")
        try addIntegrations(of: organization, to: data)
        let cookie = try signIn(to: organization, data)
        let request = """
            GET /organizations/acme/integrations HTTP/1.1\r
            Host: 127.0.0.1\r
            Cookie: scout-session=\(cookie)\r
            \r

            """
        return (server, Array(request.utf8))
    }

    private static func addIntegrations(of organization: OrganizationName, to data: DataFolder) throws {
        let (store, images) = (try FileIntegrationStore(in: data), try FileImageStore(in: data))
        let now = Timestamp.now
        for number in 0..<integrations {
            let time = now.adding(seconds: -Int64(integrations - number) * day)
            var integration = Integration(organization: organization, region: try Region("us-east-1"), createdAt: time)
            switch number % 10 {
            case 0: break
            case 1:
                integration.apply(.requested(try EventSource.request()), at: time)
                integration.apply(.setupFailed(requestID: "r", reason: "the role cannot be assumed"), at: time)
                integration.apply(.answered(requestID: "r"), at: time)
            default:
                try EventSource.connect(&integration, at: time)
                let event = ImageEvent(
                    id: "e",
                    action: .push,
                    repository: try RepositoryName("team/app"),
                    digest: try ImageDigest("sha256:" + String(repeating: "0", count: 64)),
                    tag: nil,
                    time: time
                )
                try images.apply([event], to: integration.id, at: time) { _ in false }
            }
            try store.add(integration)
        }
    }

    private static func signIn(to organization: OrganizationName, _ data: DataFolder) throws -> String {
        let tokens = try FileAccessTokenStore(in: data)
        let new = try AccessToken.new(for: organization, role: .owner, name: "bench", days: 1, at: .now)
        try tokens.add(new.token)
        let sessions = try Sessions(in: FileSessionStore(in: data), tokens: tokens)
        let begun = DispatchSemaphore(value: 0)
        let secret = Mutex<String?>(nil)
        Task.detached {
            let session = try? await sessions.begin(showing: new.secret.text, continuing: nil, at: .now)
            secret.withLock { $0 = session?.text }
            begun.signal()
        }
        begun.wait()
        guard let cookie = secret.withLock({ $0 }) else {
            throw BenchError("the service does not accept its own token")
        }
        return cookie
    }
}
