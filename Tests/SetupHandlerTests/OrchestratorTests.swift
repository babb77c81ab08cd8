import AWSClient
import CloudFormation
import Foundation
import ScoutIntegration
import Synchronization
import Testing

@testable import SetupHandler

/// The world outside: what was done to it, and what of it does not work.
private final class World: Sendable {
    struct State {
        var actions: [String] = []
        var secrets: [String: String] = [:]
        var answers: [String: [[UInt8]]] = [:]
        var failures: [String: [ActionFailure]] = [:]
        /// Actions that come to no end.
        var endless: Set<String> = []
        /// The number of the action at which the process dies, before or after it took effect.
        var death: (action: Int, isAfter: Bool)?
        var observations: [Observation] = []
        var milliseconds: Int64 = 1_000_000
    }

    let state = Mutex(State())
    /// Ends the process that is running.
    let die = Mutex<(@Sendable () async -> Void)?>(nil)

    private static let dead = ActionFailure("dead", isTransient: true)

    private func act(_ name: String, _ effect: @Sendable (inout State) -> Void) async throws(ActionFailure) {
        while state.withLock({ $0.endless.contains(name) }) {
            if Task.isCancelled { throw Self.dead }
            try? await Task.sleep(for: .milliseconds(5))
        }
        let (failure, death) = state.withLock { state -> (ActionFailure?, Bool?) in
            state.actions.append(name)
            if let death = state.death, death.action == state.actions.count {
                state.death = nil
                if death.isAfter { effect(&state) }
                return (nil, death.isAfter)
            }
            if let failure = state.failures[name]?.first {
                if state.failures[name]?.count ?? 0 > 1 || failure.isTransient { state.failures[name]?.removeFirst() }
                return (failure, nil)
            }
            effect(&state)
            return (nil, nil)
        }
        if let failure { throw failure }
        guard death != nil else { return }
        await die.withLock { $0 }?()
        throw Self.dead
    }

    var actions: SetupActions {
        SetupActions(
            confirm: { (_) async throws(ActionFailure) in try await self.act("confirm") { _ in } },
            assumeRole: { (_, _, _) async throws(ActionFailure) in
                try await self.act("assume") { _ in }
                return AWSCredentials(accessKeyID: "A", secretAccessKey: "s")
            },
            writeSecret: { (value, _) async throws(ActionFailure) in
                try await self.act("write") { $0.secrets[value.secret.text] = value.text }
            },
            answer: { (url, body) async throws(ActionFailure) in
                try await self.act("answer") { $0.answers[url, default: []].append(body) }
            }
        )
    }

    var timing: SetupTiming {
        SetupTiming(
            now: { Timestamp(milliseconds: self.state.withLock { $0.milliseconds }) },
            // A pause takes no time but the clock's.
            pause: { attempt in
                self.state.withLock { $0.milliseconds += 1_000 * Int64(attempt + 1) }
                await Task.yield()
            }
        )
    }
}

/// A vendor's process with its store.
private struct Process {
    let store: FileIntegrationStore
    let world: World
    let orchestrator: SetupOrchestrator

    init(_ folder: DataFolder, _ world: World) throws {
        store = try FileIntegrationStore(in: folder)
        self.world = world
        orchestrator = SetupOrchestrator(store: store, actions: world.actions, timing: world.timing) { observation in
            world.state.withLock { $0.observations.append(observation) }
        }
        let orchestrator = orchestrator
        // A process that dies inside an action cannot wait for it to end.
        world.die.withLock { $0 = { await orchestrator.end(within: .zero) } }
    }

    /// Waits until an integration has answered that many requests and has nothing left to do.
    func settled(_ id: IntegrationID, answered: Int = 1) async throws -> Integration {
        for _ in 0..<20_000 {
            if let integration = try store.integration(id), integration.answered.count >= answered,
                integration.effects.isEmpty
            {
                return integration
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Unsettled()
    }

    private struct Unsettled: Error {}
}

private final class Folder {
    let data: DataFolder

    init() throws {
        data = try DataFolder(FileManager.default.temporaryDirectory.path + "/scout-ecr-setup-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(atPath: data.path) }
}

private func integration() throws -> Integration {
    Integration(
        organization: try OrganizationName("acme"),
        region: try Region("us-east-1"),
        createdAt: Timestamp(seconds: 1)
    )
}

private func request(_ kind: SetupRequest.Kind, _ id: String, secret: String = "one") throws -> SetupRequest {
    SetupRequest(
        kind: kind,
        requestID: id,
        stackID: try StackID(
            "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
        ),
        logicalResourceID: "ScoutSetup",
        physicalResourceID: kind == .create ? nil : "p",
        responseURL: "https://answers.example/\(id)",
        resources: kind == .delete
            ? nil
            : StackResources(
                setupRole: try ARN("arn:aws:iam::123456789012:role/setup"),
                ecrAccessRole: try ARN("arn:aws:iam::123456789012:role/ecr"),
                secret: try ARN("arn:aws:secretsmanager:us-east-1:123456789012:secret:\(secret)")
            )
    )
}

extension World.State {
    /// The digest of the key in the secret that was written last.
    fileprivate func digest(of secret: String = "one") throws -> CredentialDigest {
        let text = try #require(secrets["arn:aws:secretsmanager:us-east-1:123456789012:secret:\(secret)"])
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        return APIKey.digest(of: try #require(object?["apiKey"]))
    }

    fileprivate func status(of id: String) throws -> String? {
        let body = try #require(answers["https://answers.example/\(id)"]?.last)
        return (try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])?["Status"] as? String
    }
}

extension SetupOrchestrator {
    fileprivate func submit(
        _ event: Integration.Event,
        to id: IntegrationID,
        done: @escaping @Sendable () -> Void = {}
    ) {
        submit([Submission(event, to: id, done: done)])
    }
}

/// A store that counts how often an integration is changed.
private struct CountingStore: IntegrationStore {
    let store: FileIntegrationStore
    let updates = Counter()

    final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock { $0 } }

        func increase() { count.withLock { $0 += 1 } }
    }

    func add(_ integration: Integration) throws(StoreError) { try store.add(integration) }

    func integration(_ id: IntegrationID) throws(StoreError) -> Integration? { try store.integration(id) }

    func integrations() throws(StoreError) -> [Integration] { try store.integrations() }

    func integrations(of organization: OrganizationName) throws(StoreError) -> [Integration] {
        try store.integrations(of: organization)
    }

    func update(_ id: IntegrationID, _ change: (inout Integration) -> Void) throws(StoreError) -> Integration? {
        updates.increase()
        return try store.update(id, change)
    }
}

@Suite struct `A set-up` {
    private let folder: Folder
    private let world = World()
    private let one: Integration

    init() throws {
        folder = try Folder()
        one = try integration()
        try FileIntegrationStore(in: folder.data).add(one)
    }

    private func snapshot() -> World.State { world.state.withLock { $0 } }

    @Test func `assumes the role, writes credentials, answers, in that order and once`() async throws {
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        let integration = try await process.settled(one.id)
        #expect(integration.status == .connected)
        let state = snapshot()
        #expect(state.actions == ["assume", "write", "answer"])
        #expect(integration.credentials == [try state.digest()])
        #expect(try state.status(of: "r1") == "SUCCESS")
    }

    @Test func `confirms subscriptions while a role is not known yet`() async throws {
        world.state.withLock {
            $0.failures["assume"] = Array(repeating: ActionFailure("wait", isTransient: true), count: 20)
        }
        let process = try Process(folder.data, world)
        let topic = try ARN("arn:aws:sns:us-east-1:123456789012:t")
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        process.orchestrator.submit(.subscriptionOffered(.init(topic: topic, token: "x")), to: one.id)
        let integration = try await process.settled(one.id)
        #expect(integration.status == .connected)
        #expect(snapshot().actions.filter { $0 == "confirm" }.count == 1)
    }

    @Test(arguments: ["assume", "write", "answer"])
    func `tries again what fails for a while`(_ action: String) async throws {
        world.state.withLock {
            $0.failures[action] = Array(repeating: ActionFailure("later", isTransient: true), count: 5)
        }
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        let integration = try await process.settled(one.id)
        #expect(integration.status == .connected)
        let state = snapshot()
        #expect(state.actions.filter { $0 == action }.count == 6)
        #expect(integration.credentials == [try state.digest()])
        #expect(state.observations.filter { $0.name == .retrying }.count == 5)
    }

    @Test(arguments: [("assume", false), ("write", false), ("assume", true), ("write", true)])
    func `fails with a reason when it cannot be done, at once or in time`(_ action: String, _ isTransient: Bool)
        async throws
    {
        let failure = ActionFailure("because of this", isTransient: isTransient)
        world.state.withLock { $0.failures[action] = Array(repeating: failure, count: isTransient ? 10_000 : 1) }
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        let integration = try await process.settled(one.id)
        #expect(integration.status == .error(reason: "because of this"))
        #expect(integration.credentials.isEmpty)
        let state = snapshot()
        #expect(try state.status(of: "r1") == "FAILED")
        // The customer is told before CloudFormation stops waiting.
        #expect(state.milliseconds < 1_000_000 + 300_000)
    }

    @Test func `is done when its event has been worked on, or is cut short and goes on in another process`()
        async throws
    {
        let event = Integration.Event.requested(try request(.create, "r1"))
        world.state.withLock { $0.endless = ["write"] }
        let first = try Process(folder.data, world)
        #expect(try await !first.orchestrator.process(event, of: one.id, until: .now + .milliseconds(50)))
        #expect(try first.store.integration(one.id)?.status == .pending)
        world.state.withLock { $0.endless = [] }
        let second = try Process(folder.data, world)
        #expect(try await second.orchestrator.process(event, of: one.id, until: .now + .seconds(60)))
        let integration = try #require(try second.store.integration(one.id))
        let state = snapshot()
        #expect(integration.status == .connected)
        #expect(integration.credentials == [try state.digest()])
        #expect(state.answers.values.map(\.count) == [1])
        // Brought again, it is done already.
        #expect(try await second.orchestrator.process(event, of: one.id, until: .now + .seconds(60)))
        #expect(snapshot().actions == state.actions)
    }

    @Test func `is cut short with the task that waits for it`() async throws {
        world.state.withLock { $0.endless = ["assume"] }
        let process = try Process(folder.data, world)
        let event = Integration.Event.requested(try request(.create, "r1"))
        let (orchestrator, id) = (process.orchestrator, one.id)
        let waiting = Task { try await orchestrator.process(event, of: id, until: .now + .seconds(3_600)) }
        for _ in 0..<10_000 where try process.store.integration(id)?.effects.isEmpty ?? true {
            try await Task.sleep(for: .milliseconds(1))
        }
        waiting.cancel()
        #expect(try await !waiting.value)
    }

    @Test func `does not end in an error because its stack cannot be told`() async throws {
        world.state.withLock { $0.failures["answer"] = [ActionFailure("expired", isTransient: false)] }
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        #expect(try await process.settled(one.id).answered == ["r1"])
    }

    /// The process dies at an action, before or after it took effect, and another one is started on its folder.
    @Test(arguments: [1, 2, 3, 4], [false, true])
    func `ends the same whenever its process dies`(_ action: Int, _ isAfter: Bool) async throws {
        world.state.withLock { $0.death = (action, isAfter) }
        let topic = try ARN("arn:aws:sns:us-east-1:123456789012:t")
        let first = try Process(folder.data, world)
        first.orchestrator.submit(.subscriptionOffered(.init(topic: topic, token: "x")), to: one.id)
        first.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        for _ in 0..<10_000 where snapshot().death != nil { try await Task.sleep(for: .milliseconds(1)) }
        #expect(snapshot().death == nil)
        await first.orchestrator.end(within: .seconds(10))

        let second = try Process(folder.data, world)
        try await second.orchestrator.resume()
        let integration = try await second.settled(one.id)
        #expect(integration.status == .connected)
        #expect(integration.confirmations.isEmpty)
        let state = snapshot()
        #expect(integration.credentials == [try state.digest()])
        let answers = try #require(state.answers["https://answers.example/r1"])
        #expect(try state.status(of: "r1") == "SUCCESS")
        // Where the answer took effect and its process died, the same words are sent again.
        #expect(Set(answers).count == 1)
        #expect(answers.count <= 2)
    }

    @Test func `takes in together what comes for an integration at once`() async throws {
        let other = try integration()
        let store = CountingStore(store: try FileIntegrationStore(in: folder.data))
        try store.add(other)
        let orchestrator = SetupOrchestrator(store: store, actions: world.actions, timing: world.timing) { _ in }
        let done = Mutex<[IntegrationID]>([])
        let ids = [one.id, other.id, one.id, one.id, other.id]
        let event = Integration.Event.subscriptionConfirmed(topic: try ARN("arn:aws:sns:us-east-1:123456789012:t"))
        orchestrator.submit(ids.map { id in .init(event, to: id) { done.withLock { $0.append(id) } } })
        for _ in 0..<20_000 where done.withLock({ $0.count }) < ids.count {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(done.withLock { $0 }.sorted { $0.text < $1.text } == ids.sorted { $0.text < $1.text })
        #expect(store.updates.value == 2)
    }

    @Test func `does everything once for messages that come many times`() async throws {
        let process = try Process(folder.data, world)
        for _ in 0..<50 { process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id) }
        _ = try await process.settled(one.id)
        for _ in 0..<50 { process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id) }
        await process.orchestrator.end(within: .seconds(10))
        #expect(snapshot().actions == ["assume", "write", "answer"])
    }

    @Test func `leaves the secret alone in an update that keeps it`() async throws {
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        let before = try await process.settled(one.id).credentials
        process.orchestrator.submit(.requested(try request(.update, "r2")), to: one.id)
        let integration = try await process.settled(one.id, answered: 2)
        #expect(snapshot().actions == ["assume", "write", "answer", "assume", "answer"])
        #expect(integration.credentials == before)
    }

    @Test func `tells when a message is done with, and not before`() async throws {
        let process = try Process(folder.data, world)
        let done = Mutex(false)
        let (store, id) = (process.store, one.id)
        let wasStored = Mutex<Bool?>(nil)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: id) {
            wasStored.withLock { $0 = (try? store.integration(id))??.account != nil }
            done.withLock { $0 = true }
        }
        _ = try await process.settled(id)
        #expect(done.withLock { $0 })
        #expect(wasStored.withLock { $0 } == true)
    }

    @Test func `goes on when a store that was broken works again`() async throws {
        let process = try Process(folder.data, world)
        let file = URL(fileURLWithPath: "\(folder.data.path)/integrations/\(one.id.text).json")
        let whole = try Data(contentsOf: file)
        try Data("broken".utf8).write(to: file)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        for _ in 0..<10_000 where snapshot().observations.count < 20 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(snapshot().observations.count >= 20)
        #expect(snapshot().observations.allSatisfy { $0.name == .storeFailed })
        try whole.write(to: file, options: .atomic)
        #expect(try await process.settled(one.id).status == .connected)
        #expect(snapshot().actions == ["assume", "write", "answer"])
    }

    @Test func `ends in time though its store is broken, and the next process goes on`() async throws {
        let first = try Process(folder.data, world)
        let file = URL(fileURLWithPath: "\(folder.data.path)/integrations/\(one.id.text).json")
        let whole = try Data(contentsOf: file)
        try Data("broken".utf8).write(to: file)
        let isDone = Mutex(false)
        first.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id) { isDone.withLock { $0 = true } }
        let duration = await ContinuousClock().measure { await first.orchestrator.end(within: .seconds(600)) }
        #expect(duration < .seconds(300), "it waits for nothing that does not end")
        // So the message is still in the journal.
        #expect(!isDone.withLock { $0 })
        try whole.write(to: file, options: .atomic)
        let second = try Process(folder.data, world)
        second.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        #expect(try await second.settled(one.id).status == .connected)
    }

    @Test func `of 500 stacks at once connects each exactly once`() async throws {
        let process = try Process(folder.data, world)
        let all = try (0..<500).map { _ in try integration() }
        for each in all { try process.store.add(each) }
        for (number, each) in all.enumerated() {
            process.orchestrator.submit(
                .requested(try request(.create, "s\(number)", secret: "s\(number)")),
                to: each.id
            )
        }
        let digests = try await withThrowingTaskGroup(of: (Int, Integration).self) { group in
            for (number, each) in all.enumerated() { group.addTask { (number, try await process.settled(each.id)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let state = snapshot()
        #expect(state.actions.count == 1_500)
        for (number, integration) in digests {
            #expect(integration.status == .connected)
            #expect(integration.credentials == [try state.digest(of: "s\(number)")])
            #expect(state.answers["https://answers.example/s\(number)"]?.count == 1)
        }
    }

    @Test func `tells nobody a secret`() async throws {
        world.state.withLock { $0.failures["assume"] = [ActionFailure("later", isTransient: true)] }
        let process = try Process(folder.data, world)
        process.orchestrator.submit(.requested(try request(.create, "r1")), to: one.id)
        let integration = try await process.settled(one.id)
        let state = snapshot()
        let secret = try #require(state.secrets.values.first)
        let object = try JSONSerialization.jsonObject(with: Data(secret.utf8)) as? [String: String]
        let key = try #require(object?["apiKey"])
        let told = state.observations.map { "\($0)" }.joined()
        let stored = try String(
            contentsOfFile: "\(folder.data.path)/integrations/\(one.id.text).json",
            encoding: .utf8
        )
        for text in [key, "https://answers.example"] {
            #expect(!told.contains(text))
            #expect(!stored.contains(text))
        }
        #expect(!told.contains(integration.externalID.text))
    }
}
