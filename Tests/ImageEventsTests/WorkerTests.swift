import AWSClient
import CloudFormation
import Foundation
import HTTPServer
import ScoutIntegration
import Synchronization
import TestSupport
import Testing

@testable import ImageEvents

/// A worker on a data folder of its own, with a registry on loopback and an analyzer that notes what it was given.
final class WorkerFixture: Sendable {
    let registry: FakeRegistry
    let folder: TemporaryFolder
    let data: DataFolder
    let images: FileImageStore
    let integrations: FileIntegrationStore
    let settings: FileOrganizationSettingsStore
    let integration: Integration
    let observations = Mutex<[Observation]>([])
    let logins = Mutex<[String]>([])

    init() throws {
        registry = try FakeRegistry()
        folder = try TemporaryFolder()
        data = try DataFolder(folder.url.path + "/data")
        images = try FileImageStore(in: data)
        integrations = try FileIntegrationStore(in: data)
        settings = try FileOrganizationSettingsStore(in: data)
        integration = try Self.connected()
        try integrations.add(integration)
        try settings.update(integration.organization) { $0.activatesNewRepositories = true }
    }

    /// What the analyzer has been given, a line each: the digest.
    var calls: [String] {
        let text = (try? String(contentsOfFile: "\(folder.url.path)/calls", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    func worker(analyzer: String? = nil, _ change: (inout ImageProcessor.Options) -> Void = { _ in }) throws
        -> ImageWorker
    {
        var options = ImageProcessor.Options()
        options.registryOverride = try LoopbackURL(registry.url)
        options.timing.retrySeconds = [0, 0]
        options.timing.pollInterval = .milliseconds(20)
        change(&options)
        let note =
            "sed -n 's/.*\"digest\": *\"\\([^\"]*\\)\".*/\\1/p' >>'\(folder.url.path)/calls'; test -f \"$1/oci-layout\""
        let parts = ImageProcessor.Parts(
            images: images,
            integrations: integrations,
            settings: settings,
            access: RegistryAccess(
                login: { [self] (integration) async throws(PullError) in
                    logins.withLock { $0.append(integration.id.text) }
                    return RegistryLogin(user: "AWS", password: "p")
                },
                forget: { [self] _ in logins.withLock { $0.append("forgotten") } }
            ),
            transport: SystemTransport(),
            analyzer: Analyzer(try AnalyzerCommand(analyzer ?? note), seconds: 60),
            workFolder: "\(folder.url.path)/work"
        )
        let observe: @Sendable (Observation) -> Void = { [self] observation in
            observations.withLock { $0.append(observation) }
        }
        let processor = ImageProcessor(parts, options: options, observe: observe)
        return ImageWorker(processor, of: images, observe: observe)
    }

    /// Tells of pushes, as Amazon ECR does.
    @discardableResult
    func push(_ digest: ImageDigest, _ tag: String?, in repository: String = "team/app", at: Timestamp = .now) throws
        -> ImageID
    {
        let event = ImageEvent(
            id: UUID().uuidString,
            action: .push,
            repository: try RepositoryName(repository),
            digest: digest,
            tag: try tag.map { try ImageTag($0) },
            time: at
        )
        try images.apply([event], to: integration.id, at: at) { _ in true }
        return ImageID(integration: integration.id, repository: event.repository, digest: digest)
    }

    /// Lets a worker run until the images are in these states, within a bounded time.
    func run(_ worker: ImageWorker, until expected: [ImageID: String]) async throws {
        let running = Task { await worker.run() }
        try await wait("\(expected.values.sorted())") {
            try expected.allSatisfy { try self.images.image($0.key)?.state.name == $0.value }
        }
        worker.stop()
        await running.value
    }

    func wait(_ what: String, _ condition: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while try !condition() {
            try #require(ContinuousClock.now < deadline, "\(what): not in time; \(observations.withLock { $0 })")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func intake(of queue: RecordQueue, didChange: @escaping @Sendable () -> Void = {}) -> ImageIntake {
        ImageIntake(
            queue: queue,
            images: images,
            integrations: integrations,
            settings: settings,
            observe: { _ in },
            didChange: didChange
        )
    }

    func names() -> [Observation.Name] { observations.withLock { $0.map(\.name) } }

    private static func connected() throws -> Integration {
        var integration = Integration(
            organization: try OrganizationName("acme"),
            region: try Region("us-east-1"),
            createdAt: .now
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
        let digest = CredentialDigest(hexadecimal: String(repeating: "0", count: 64))
        for event in [
            Integration.Event.requested(request), .credentialsChosen(digest, requestID: "r1"),
            .credentialsWritten(requestID: "r1"), .answered(requestID: "r1"),
        ] {
            integration.apply(event, at: .now)
        }
        return integration
    }
}

@Suite(.timeLimit(.minutes(10))) struct `The worker` {
    private let fixture: WorkerFixture
    private var registry: FakeRegistry { fixture.registry }

    init() throws { fixture = try WorkerFixture() }

    @Test func `pulls each image of the queue and hands it to the analyzer once`() async throws {
        var expected: [ImageID: String] = [:]
        for number in 0..<8 as Range<UInt8> {
            let image = registry.add(image: [randomBytes(10_000, seed: 1), [number]])
            expected[try fixture.push(image.digest, "v\(number)")] = "handed-off"
        }
        try await fixture.run(try fixture.worker { $0.images = 3 }, until: expected)
        #expect(fixture.calls.sorted() == expected.keys.map(\.digest.text).sorted())
        #expect(try fixture.images.queue.count() == 0)
        let id = try #require(expected.keys.first)
        let image = try #require(try fixture.images.image(id))
        #expect(image.content?.layers == 2 && image.content?.platforms == ["linux/amd64"])
        #expect(image.analysis?.exitCode == 0)
        #expect(Folders.names("\(fixture.folder.url.path)/work/images") == [], "the image is not kept")
    }

    @Test func `takes an index with its parts, whose own events need no other analysis`() async throws {
        let part = registry.add(image: [[1]])
        let index = registry.add(index: [(part, Platform(os: "linux", architecture: "amd64"))])
        // Its own turn does not come, however long the machine takes.
        let partID = try fixture.push(part.digest, nil, at: .now.adding(seconds: 86_400))
        let indexID = try fixture.push(index.digest, "v1")
        try await fixture.run(try fixture.worker(), until: [partID: "ignored", indexID: "handed-off"])
        #expect(fixture.calls == [index.digest.text])
    }

    @Test func `takes an image without a tag after a while`() async throws {
        let image = registry.add(image: [[1]])
        let id = try fixture.push(image.digest, nil, at: .now.adding(seconds: -Image.secondsUntilUntagged))
        try await fixture.run(try fixture.worker(), until: [id: "handed-off"])
    }

    @Test func `tries again what fails, then parks it, and takes it again when somebody asks`() async throws {
        let image = registry.add(image: [[1]])
        let id = try fixture.push(image.digest, "v1")
        try await fixture.run(try fixture.worker(analyzer: "echo broken; exit 1 #"), until: [id: "failed"])
        let failed = try #require(try fixture.images.image(id))
        #expect(failed.failures == 3)
        #expect(failed.state.reason?.contains("status 1: broken") == true)
        #expect(fixture.names().count { $0 == .retrying } == 2)
        #expect(fixture.names().count { $0 == .failed } == 1)
        try fixture.images.update(id) { $0.apply(.retried, at: .now) }
        try await fixture.run(try fixture.worker(), until: [id: "handed-off"])
    }

    @Test func `refuses a corrupted layer and takes the right one later`() async throws {
        let layer = randomBytes(10_000, seed: 1)
        let image = registry.add(image: [layer])
        let digest = ImageDigest(of: layer).text
        registry.state.withLock { $0.blobs[digest] = layer.dropLast() + [layer[9_999] ^ 1] }
        let id = try fixture.push(image.digest, "v1")
        try await fixture.run(try fixture.worker(), until: [id: "failed"])
        #expect(fixture.calls == [])
        registry.state.withLock { $0.blobs[digest] = layer }
        try fixture.images.update(id) { $0.apply(.retried, at: .now) }
        try await fixture.run(try fixture.worker(), until: [id: "handed-off"])
        #expect(fixture.calls == [image.digest.text])
    }

    @Test func `takes an image that the registry has no more for deleted`() async throws {
        let id = try fixture.push(ImageDigest(of: [1]), "v1")
        try await fixture.run(try fixture.worker(), until: [id: "deleted"])
    }

    @Test func `hands off nothing that was deleted meanwhile`() async throws {
        let image = registry.add(image: [[1]])
        let id = try fixture.push(image.digest, "v1")
        let (images, integration) = (fixture.images, fixture.integration.id)
        registry.state.withLock { state in
            state.willAnswer = { path in
                guard path.contains("/blobs/") else { return }
                let event = ImageEvent(
                    id: "gone",
                    action: .delete,
                    repository: id.repository,
                    digest: id.digest,
                    tag: nil,
                    time: .now.adding(seconds: 1)
                )
                _ = try? images.apply([event], to: integration, at: .now) { _ in true }
            }
        }
        try await fixture.run(try fixture.worker(), until: [id: "deleted"])
        #expect(fixture.calls == [])
        #expect(try fixture.images.queue.count() == 0)
    }

    @Test func `takes artifacts that are no images out of the queue`() async throws {
        let chart: Value = [
            "schemaVersion": 2,
            "config": [
                "mediaType": "application/vnd.cncf.helm.config.v1+json",
                "digest": .string(registry.add(blob: [1]).text),
                "size": 1,
            ],
            "layers": [],
        ]
        let id = try fixture.push(registry.add(manifest: chart, MediaType.ociManifest).digest, "v1")
        try await fixture.run(try fixture.worker(), until: [id: "ignored"])
    }

    @Test func `stops for an integration whose stack is gone, and for repositories that are not activated any more`()
        async throws
    {
        let image = registry.add(image: [[1]])
        let ignored = try fixture.push(image.digest, "v1", in: "inactive")
        try fixture.settings.update(fixture.integration.organization) { settings throws(InvalidInput) in
            try settings.set(false, RepositoryPattern("inactive"))
        }
        try await fixture.run(try fixture.worker(), until: [ignored: "ignored"])
        let stopped = try fixture.push(image.digest, "v1")
        try fixture.integrations.update(fixture.integration.id) { $0.apply(.withdrawn, at: .now) }
        try await fixture.run(try fixture.worker(), until: [stopped: "failed"])
        #expect(try fixture.images.image(stopped)?.state.reason == "the integration was removed")
        #expect(registry.requests.isEmpty && fixture.calls == [])
    }

    @Test func `asks for a new login where the registry does not accept the old one`() async throws {
        let image = registry.add(image: [[1]])
        registry.fail("/manifests/\(image.digest.text)", [.text(403, "expired")])
        let id = try fixture.push(image.digest, "v1")
        try await fixture.run(try fixture.worker(), until: [id: "handed-off"])
        #expect(fixture.logins.withLock { $0.map { $0 == "forgotten" } } == [false, true, false])
    }

    @Test func `sees what another process has queued`() async throws {
        let image = registry.add(image: [[1]])
        let worker = try fixture.worker()
        let running = Task { await worker.run() }
        try await Task.sleep(for: .milliseconds(60))
        // Nobody tells the worker.
        let id = try fixture.push(image.digest, "v1")
        try await fixture.wait("the image is handed off") { try fixture.images.image(id)?.state == .handedOff }
        worker.stop()
        await running.value
    }

    @Test func `is stopped in the middle of a download and goes on with it`() async throws {
        let layer = randomBytes(3_000_000, seed: 1)
        let image = registry.add(image: [layer])
        let id = try fixture.push(image.digest, "v1")
        let worker = try fixture.worker()
        registry.state.withLock { $0.willAnswer = { if $0.contains("/blobs/") { worker.stop() } } }
        await worker.run()
        #expect(try fixture.images.image(id)?.isInQueue == true)
        #expect(try fixture.images.image(id)?.failures == 0)
        registry.state.withLock { $0.willAnswer = nil }
        try await fixture.run(try fixture.worker(), until: [id: "handed-off"])
        #expect(fixture.calls == [image.digest.text])
    }

    @Test func `is stopped while an analyzer works, and its successor hears of the outcome`() async throws {
        let image = registry.add(image: [[1]])
        let id = try fixture.push(image.digest, "v1")
        let (gate, calls) = ("\(fixture.folder.url.path)/gate", "\(fixture.folder.url.path)/calls")
        let command =
            "echo called >>'\(calls)'; while ! test -e '\(gate)'; do sleep 0.02; done; test -f \"$1/index.json\""
        let first = try fixture.worker(analyzer: command)
        let running = Task { await first.run() }
        try await fixture.wait("the analyzer is called") { fixture.calls == ["called"] }
        first.stop()
        await running.value
        #expect(try fixture.images.image(id)?.state == .pulling)
        try Data().write(to: URL(fileURLWithPath: gate))
        try await fixture.run(try fixture.worker(analyzer: command), until: [id: "handed-off"])
        #expect(fixture.calls == ["called"])
    }
}

@Suite(.timeLimit(.minutes(10))) struct `The intake of events` {
    @Test func `ends at whatever moment it is told to`() async throws {
        let fixture = try WorkerFixture()
        let queue = try RecordQueue(in: fixture.data, named: "events")
        for round in 0..<20 {
            let intake = fixture.intake(of: queue)
            let running = Task { await intake.run() }
            for _ in 0..<round { intake.wake() }
            try await Task.sleep(for: .milliseconds(round))
            intake.stop()
            await running.value
        }
    }

    @Test func `takes in what was accepted, by the choices of the organization`() throws {
        let fixture = try WorkerFixture()
        let queue = try RecordQueue(in: fixture.data, named: "events")
        let changes = Mutex(0)
        let intake = fixture.intake(of: queue) { changes.withLock { $0 += 1 } }
        try fixture.settings.update(fixture.integration.organization) { settings throws(InvalidInput) in
            settings.activatesNewRepositories = false
            try settings.set(true, RepositoryPattern("team/*"))
        }
        for (number, repository) in ["team/app", "other", "team/app"].enumerated() {
            let event = ImageEvent(
                id: "\(repository)",
                action: .push,
                repository: try RepositoryName(repository),
                digest: ImageDigest(of: [UInt8(repository.count)]),
                tag: try ImageTag("v1"),
                time: Timestamp(seconds: 1)
            )
            queue.append(EventRecord(integration: fixture.integration.id, event: event).bytes)
            if number == 1 { queue.append(EventRecord(integration: .random(), event: event).bytes) }
        }
        queue.append(Array("not an event".utf8))
        try queue.commit()
        #expect(try intake.takeInOldest())
        #expect(try !intake.takeInOldest())
        #expect(changes.withLock { $0 } == 1)
        #expect(queue.count == 0)
        let states = try ["team/app", "other"].map {
            try fixture.images.images(of: fixture.integration.id, in: RepositoryName($0)).map(\.state.name)
        }
        #expect(states == [["queued"], ["ignored"]])
    }

    /// Whatever is told between two looks is not missed, and ending does not wait for more.
    @Test func `runs until it is stopped`() async throws {
        let fixture = try WorkerFixture()
        let queue = try RecordQueue(in: fixture.data, named: "events")
        let intake = fixture.intake(of: queue)
        let running = Task { await intake.run() }
        let repository = try RepositoryName("team/app")
        for number in 0..<50 as Range<UInt8> {
            let event = ImageEvent(
                id: "\(number)",
                action: .push,
                repository: repository,
                digest: ImageDigest(of: [number]),
                tag: nil,
                time: Timestamp(seconds: 1)
            )
            queue.append(EventRecord(integration: fixture.integration.id, event: event).bytes)
            try queue.commit()
            intake.wake()
        }
        try await fixture.wait("all are taken in") {
            try fixture.images.count(of: fixture.integration.id, in: repository) == 50
        }
        intake.stop()
        await running.value
        #expect(queue.count == 0)
    }
}
