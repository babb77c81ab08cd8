public import AWSClient
import AWSStore
import CloudFormation
import HTTPServer
import ImageEvents
import ScoutIntegration
import SetupHandler

/// The service as a function of AWS Lambda: the same handlers, with a table in the place of files and queues in the place of
/// journals.
public struct LambdaService: Sendable {
    private let configuration: LambdaConfiguration
    private let environment: AWSEnvironment

    /// A service.
    public init(_ configuration: LambdaConfiguration, environment: AWSEnvironment = .process) {
        self.configuration = configuration
        self.environment = environment
    }

    /// Takes invocations until the process is ended.
    ///
    /// - Throws: where the service cannot start, or Lambda's Runtime API cannot be used.
    public func run() async throws {
        let runtime = LambdaRuntime(api: configuration.runtimeAPI, transport: SocketTransport())
        let function: Function
        do {
            function = try Function(configuration, environment)
        } catch {
            try await runtime.failInitialization(error)
            throw error
        }
        try await runtime.run { try await function.answer($0) }
    }
}

/// The parts of the function, which live as long as its process.
private struct Function: Sendable {
    private let router: LambdaRouter
    private let consumer: QueueConsumer
    private let metrics = Metrics()
    private let log: Log

    init(_ configuration: LambdaConfiguration, _ environment: AWSEnvironment) throws {
        let (service, metrics) = (configuration.service, metrics)
        let log = Log(format: service.logFormat, level: service.logLevel)
        self.log = log
        let observe: @Sendable (Observation) -> Void = { observation in
            log.record([observation], at: .now)
            metrics.count(observation)
        }
        let transport = SystemTransport()
        let client = try AWSClient.standard(environment, transport: transport) { service, operation, outcome in
            metrics.countCall(service: service, operation: operation, outcome: outcome.code)
        }
        let table = DynamoDBTable(configuration.table, client: client)
        let integrations = DynamoDBIntegrationStore(in: table)
        let images = DynamoDBImageStore(in: table)
        let settings = DynamoDBOrganizationSettingsStore(in: table)
        let tokens = DynamoDBAccessTokenStore(in: table)
        let queues = WorkQueues(setup: configuration.setupQueue, images: configuration.imageQueue, client: client.sqs)
        let hosts = TrustedHosts(allowsLoopback: service.allowsLoopback)
        let intake = SetupIntake(
            verifier: SNSVerifier(hosts: hosts, minimumSignatureVersion: service.minimumSignatureVersion)
        )
        let organizations = Organizations(
            integrations: integrations,
            images: QueueingImageStore(images: images, queues: queues, now: { .now }),
            settings: settings,
            launch: service.launch
        )
        let pages = PageQueue()
        router = LambdaRouter(
            setup: QueuedSetupEndpoint(
                store: integrations,
                queues: queues,
                intake: intake,
                certificates: CertificateCache(transport: transport) { .now },
                metrics: metrics,
                now: { .now },
                observe: observe
            ),
            events: QueuedEventsEndpoint(
                integrations: integrations,
                images: images,
                settings: settings,
                queues: queues,
                metrics: metrics,
                now: { .now },
                observe: observe
            ),
            api: APIEndpoint(organizations, tokens: tokens, queue: pages, metrics: metrics, observe: observe),
            dashboard: Dashboard(
                organizations,
                sessions: Sessions(in: DynamoDBSessionStore(in: table), tokens: tokens),
                queue: pages,
                isSecure: service.isSecure,
                observe: observe
            )
        )
        consumer = QueueConsumer(
            orchestrator: SetupOrchestrator(
                store: integrations,
                actions: .aws(client, transport: transport),
                timing: .system,
                observe: observe
            ),
            integrations: integrations,
            interpreter: intake.interpreter,
            processor: ImageProcessor(
                service,
                images: images,
                integrations: integrations,
                settings: settings,
                client: client,
                transport: transport,
                workFolder: "/tmp/scout-ecr",
                observe: observe
            ),
            images: images,
            claims: DynamoDBClaims(in: table),
            queues: queues,
            now: { .now },
            observe: observe
        )
    }

    /// Answers an invocation, and tells what it has counted.
    func answer(_ invocation: LambdaRuntime.Invocation) async throws -> [UInt8] {
        defer { tellMetrics() }
        switch try LambdaEvent(invocation.event) {
        case .request(let request):
            let response = await router.answer(request)
            return Array(response.payload(isHead: request.method == "HEAD").json(.compact).utf8)
        case .queue(let records):
            let answer = await consumer.answer(records, until: invocation.deadline)
            return Array(answer.json(.compact).utf8)
        case .notifications(let bodies):
            for body in bodies {
                // What is refused for good is not brought again; what could not be kept is.
                if let refusal = await router.setup.take(notification: body), refusal.status >= 500 {
                    throw NotificationNotTaken(reason: refusal.reason)
                }
            }
            return Array("null".utf8)
        }
    }

    private func tellMetrics() {
        let lines = metrics.embeddedLines(at: .now)
        if !lines.isEmpty { StandardError.write(lines) }
    }
}

/// A notification that Lambda is to bring again.
private struct NotificationNotTaken: Error, CustomStringConvertible {
    let reason: String

    var description: String { "the notification was not taken: \(reason)" }
}
