import AWSClient
import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import SetupHandler
import Synchronization
import Testing

@testable import ScoutService

/// A transport that has one answer for all, and counts who asks.
final class OneAnswer: HTTPTransport {
    let requests = Mutex<[String]>([])
    let response = Mutex(IncomingResponse(status: 404))

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        requests.withLock { $0.append(request.url) }
        return response.withLock { $0 }
    }
}

extension AWSClock {
    /// A clock by which no call takes long, however long it waits for its turn among other tests.
    static var patient: AWSClock {
        var clock = system
        clock.uptime = { 0 }
        return clock
    }
}

/// The routes on a data folder of their own, called without a server.
final class Fixture: Sendable {
    let data: DataFolder
    let store: FileIntegrationStore
    let queue: RecordQueue
    let transport = OneAnswer()
    let metrics = Metrics()
    let images: FileImageStore
    let settings: FileOrganizationSettingsStore
    let tokens: FileAccessTokenStore
    let router: Router
    let queued: Queued
    let integration: Integration

    static let key = "the key of the set-up"

    /// - Parameters:
    ///   - integration: the integration in the store; a connected one without.
    ///   - now: the time.
    ///   - isSecure: whether browsers come by https.
    init(
        _ given: Integration? = nil,
        isSecure: Bool = false,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) throws {
        data = try DataFolder(FileManager.default.temporaryDirectory.path + "/scout-ecr-service-\(UUID().uuidString)")
        store = try FileIntegrationStore(in: data)
        let journal = try Journal(in: data, named: "messages")
        queue = try RecordQueue(in: data, named: "events")
        images = try FileImageStore(in: data)
        settings = try FileOrganizationSettingsStore(in: data)
        tokens = try FileAccessTokenStore(in: data)
        integration = try given ?? Self.connected()
        try store.add(integration)
        let (metrics, observations) = (metrics, Recorder())
        let observe: @Sendable (Observation) -> Void = { observations.add($0) }
        let observeAll: @Sendable ([Observation]) -> Void = { $0.forEach(observe) }
        recorder = observations
        let orchestrator = SetupOrchestrator(
            store: store,
            actions: .failing,
            timing: SetupTiming(now: { .now }, pause: { _ in await Task.yield() }),
            observe: observe
        )
        let setup = SetupEndpoint(
            store: store,
            journal: journal,
            intake: SetupIntake(verifier: SNSVerifier()),
            certificates: CertificateCache(transport: transport, now: now),
            orchestrator: orchestrator,
            metrics: metrics,
            now: now,
            observe: observeAll
        )
        queued = try Queued(store, transport, now: now)
        let (organizations, pages) = (
            Organizations(
                integrations: store,
                images: images,
                settings: settings,
                launch: LaunchSettings(
                    stack: try ScoutStack(
                        scoutAccountID: AccountID("444455556666"),
                        publicURL: "https://scout.example.com"
                    ),
                    templateURL: try TemplateURL("https://templates.s3.us-east-1.amazonaws.com/scout.json")
                ),
                now: now
            ), PageQueue()
        )
        router = Router(
            setup: setup,
            events: EventsEndpoint(store: store, queue: queue, metrics: metrics, observe: observeAll) {},
            api: APIEndpoint(
                organizations,
                tokens: tokens,
                queue: pages,
                metrics: metrics,
                observe: observe
            ),
            dashboard: Dashboard(
                organizations,
                sessions: try Sessions(in: FileSessionStore(in: data), tokens: tokens),
                queue: pages,
                isSecure: isSecure,
                observe: observe
            ),
            metrics: metrics,
            observe: observe,
            isReady: { [queue] in !journal.isBroken && !queue.isBroken },
            queueDepths: { [queue] in QueueDepths(messages: journal.count, events: queue.count) }
        )
    }

    let recorder: Recorder

    /// The endpoint for messages of SNS where a queue takes the journal's place, on the same store.
    struct Queued {
        let endpoint: QueuedSetupEndpoint
        let recorder = Recorder()
        let metrics = Metrics()
        /// What the queue was sent.
        let queue = OneAnswer()

        init(_ store: FileIntegrationStore, _ transport: OneAnswer, now: @escaping @Sendable () -> Timestamp) throws {
            var environment = AWSEnvironment.process
            environment.variables = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"]
            queue.response.withLock { $0 = IncomingResponse(status: 200, body: Array(#"{"MessageId":"m"}"#.utf8)) }
            let client = try AWSClient.standard(environment, region: .usEast1, transport: queue, clock: .patient)
            let recorder = recorder
            endpoint = QueuedSetupEndpoint(
                store: store,
                queues: WorkQueues(setup: "https://queue/setup", images: "https://queue/images", client: client.sqs),
                intake: SetupIntake(verifier: SNSVerifier()),
                certificates: CertificateCache(transport: transport, now: now),
                metrics: metrics,
                now: now,
                observe: { recorder.add($0) }
            )
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: data.path) }

    final class Recorder: Sendable {
        private let all = Mutex<[Observation]>([])
        func add(_ observation: Observation) { all.withLock { $0.append(observation) } }
        var observations: [Observation] { all.withLock { $0 } }
    }

    /// An integration whose stack has answered, with a known key.
    static func connected(_ id: IntegrationID = .random(), _ organization: String = "acme") throws -> Integration {
        var integration = Integration(
            id: id,
            organization: try OrganizationName(organization),
            region: try Region("us-east-1"),
            createdAt: Timestamp(seconds: 1)
        )
        let request = SetupRequest(
            kind: .create,
            requestID: "r1",
            stackID: try StackID(
                "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
            ),
            logicalResourceID: "ScoutSetup",
            physicalResourceID: nil,
            responseURL: "https://answers.example/",
            resources: StackResources(
                setupRole: try ARN("arn:aws:iam::123456789012:role/setup"),
                ecrAccessRole: try ARN("arn:aws:iam::123456789012:role/ecr"),
                secret: try ARN("arn:aws:secretsmanager:us-east-1:123456789012:secret:one")
            )
        )
        for event in [
            Integration.Event.requested(request), .credentialsChosen(APIKey.digest(of: key), requestID: "r1"),
            .credentialsWritten(requestID: "r1"), .answered(requestID: "r1"),
        ] {
            integration.apply(event, at: Timestamp(seconds: 2))
        }
        return integration
    }

    func call(
        _ method: String,
        _ target: String,
        _ body: String = "",
        headers: HTTPHeaders = [:]
    ) async -> HTTPResponse {
        await withCheckedContinuation { continuation in
            let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let request = HTTPRequest(
                method: method,
                path: parts[0],
                query: parts.count == 2 ? parts[1] : nil,
                headers: headers,
                body: Array(body.utf8),
                peer: "127.0.0.1"
            )
            router.handle(request, HTTPResponder { continuation.resume(returning: $0) })
            router.endOfBatch()
        }
    }
}

extension SetupActions {
    fileprivate static let failing = SetupActions(
        confirm: { (_) async throws(ActionFailure) in throw ActionFailure("no", isTransient: false) },
        assumeRole: { (_, _, _) async throws(ActionFailure) in throw ActionFailure("no", isTransient: false) },
        writeSecret: { (_, _) async throws(ActionFailure) in throw ActionFailure("no", isTransient: false) },
        answer: { (_, _) async throws(ActionFailure) in throw ActionFailure("no", isTransient: false) }
    )
}
