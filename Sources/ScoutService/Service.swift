public import AWSClient
import HTTPServer
import ImageEvents
import ScoutIntegration
import SetupHandler

/// The service on one machine: its parts put together, from the start to the end of the process.
public struct Service: Sendable {
    private let configuration: ServiceConfiguration
    private let environment: AWSEnvironment

    /// How long requests that have been accepted may take when the service ends.
    private static let grace = Duration.seconds(20)

    /// A service.
    public init(_ configuration: ServiceConfiguration, environment: AWSEnvironment = .process) {
        self.configuration = configuration
        self.environment = environment
    }

    /// Serves until the process is asked to end.
    ///
    /// - Throws: where the service cannot start.
    public func run() async throws {
        let log = Log(format: configuration.logFormat, level: configuration.logLevel)
        let metrics = Metrics()
        let observeAll: @Sendable ([Observation]) -> Void = { observations in
            log.record(observations, at: .now)
            for observation in observations { metrics.count(observation) }
        }
        let observe: @Sendable (Observation) -> Void = { observeAll([$0]) }
        let data = try DataFolder(configuration.dataFolder)
        let store = try FileIntegrationStore(in: data)
        let journal = try Self.journal(in: data)
        let transport = SystemTransport()
        let client = try AWSClient.standard(environment, region: .usEast1, transport: transport) {
            service,
            operation,
            outcome in
            metrics.countCall(service: service, operation: operation, outcome: outcome.code)
        }
        let orchestrator = SetupOrchestrator(
            store: store,
            actions: .aws(client, transport: transport),
            timing: .system,
            observe: observe
        )
        let hosts = TrustedHosts(allowsLoopback: configuration.allowsLoopback)
        let setup = SetupEndpoint(
            store: store,
            journal: journal,
            intake: SetupIntake(
                verifier: SNSVerifier(
                    hosts: hosts,
                    minimumSignatureVersion: configuration.minimumSignatureVersion
                )
            ),
            certificates: CertificateCache(transport: transport) { .now },
            orchestrator: orchestrator,
            metrics: metrics,
            now: { .now },
            observe: observeAll
        )
        let images = try ImagePipeline(
            configuration,
            in: data,
            integrations: store,
            client: client,
            transport: transport,
            observe: observe
        )
        let organizations = Organizations(
            integrations: store,
            images: images.images,
            settings: images.settings,
            launch: configuration.launch
        )
        let (tokens, pages) = (try FileAccessTokenStore(in: data), PageQueue())
        let router = Router(
            setup: setup,
            events: EventsEndpoint(
                store: store,
                queue: images.queue,
                metrics: metrics,
                observe: observeAll,
                didAccept: images.didAccept
            ),
            api: APIEndpoint(
                organizations,
                tokens: tokens,
                queue: pages,
                metrics: metrics,
                observe: observe
            ),
            dashboard: Dashboard(
                organizations,
                sessions: Sessions(in: try FileSessionStore(in: data), tokens: tokens),
                queue: pages,
                isSecure: configuration.isSecure,
                observe: observe
            ),
            metrics: metrics,
            observe: observe,
            isReady: { !journal.isBroken && !images.queue.isBroken },
            queueDepths: {
                let (events, waiting) = images.depths
                return QueueDepths(messages: journal.count, events: events, images: waiting)
            }
        )
        let server = try HTTPServer(host: configuration.host, port: configuration.port, handler: router)
        try TerminationSignals.observe { count in
            observe(Observation(.info, .serviceStopping, nil))
            server.shutDown(within: count == 1 ? Self.grace : .zero)
        }
        try setup.recover()
        try await orchestrator.resume()
        let pulling = Task { await images.run() }
        observe(
            Observation(
                .info,
                .serviceStarted,
                nil,
                [("address", "\(configuration.host):\(server.port)"), ("data", configuration.dataFolder)]
            )
        )
        await server.serve()
        images.stop()
        await orchestrator.end(within: Self.grace)
        await pulling.value
    }

    /// Writes to standard error why the service cannot run.
    public static func complain(_ text: String) { StandardError.write(text) }

    private static func journal(in data: DataFolder) throws -> Journal {
        do throws(StoreError) {
            return try Journal(in: data, named: "messages")
        } catch {
            guard error.isLocked else { throw error }
            throw ServiceError("another service uses the folder \(data.path)")
        }
    }
}

extension AWSClient.CallOutcome {
    /// The error's code, or that there was none.
    var code: String {
        switch self {
        case .success: "success"
        case .failure(let code, _): code
        }
    }
}

extension SetupTiming {
    /// The system's clock, and pauses that double from a quarter of a second to ten.
    static let system = SetupTiming(
        now: { .now },
        pause: { attempt in
            let seconds = min(0.25 * Double(1 << min(attempt, 8)), 10)
            try? await Task.sleep(for: .seconds(seconds * Double.random(in: 0.75...1.25)))
        }
    )
}
