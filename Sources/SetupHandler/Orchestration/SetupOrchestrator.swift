public import ScoutIntegration
import Synchronization

/// Takes in what happens to integrations, and does what is left to do for each until nothing is.
///
/// An integration is one file, and its effects follow from it. So whatever this process was doing when it ended, the next one
/// goes on with ``resume()``.
public final class SetupOrchestrator: Sendable {
    let store: any IntegrationStore
    let actions: SetupActions
    let timing: SetupTiming
    let observe: @Sendable (Observation) -> Void
    let state = Mutex(State())

    /// An event that an integration is to take in.
    public struct Submission: Sendable {
        let event: Integration.Event?
        let integration: IntegrationID
        let done: @Sendable () -> Void

        /// An event for an integration.
        ///
        /// - Parameters:
        ///   - event: the event; `nil` where a message means nothing.
        ///   - done: called once what follows from the event is durable.
        public init(
            _ event: Integration.Event?,
            to integration: IntegrationID,
            done: @escaping @Sendable () -> Void = {}
        ) {
            (self.event, self.integration, self.done) = (event, integration, done)
        }
    }

    struct State {
        /// What has not been taken in, by integration.
        var queues: [IntegrationID: [Submission]] = [:]
        /// The tasks that work on integrations' queues.
        var takers: [IntegrationID: Task<Void, Never>] = [:]
        /// The tasks that do work.
        var workers: [Work: Task<Void, Never>] = [:]
        var isStopping = false
    }

    /// A kind of work for one integration, which one task does at a time. A subscription must not wait for a role.
    struct Work: Hashable {
        let integration: IntegrationID
        let isConfirmation: Bool
    }

    /// An orchestrator.
    ///
    /// - Parameters:
    ///   - store: where integrations are.
    ///   - actions: how the work is done.
    ///   - timing: how long to wait for what.
    ///   - observe: hears what happens; must be quick.
    public init(
        store: any IntegrationStore,
        actions: SetupActions,
        timing: SetupTiming,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        self.store = store
        self.actions = actions
        self.timing = timing
        self.observe = observe
    }

    /// Takes in events, those of one integration together. Returns at once.
    public func submit(_ submissions: [Submission]) {
        state.withLock { state in
            for submission in submissions { state.queues[submission.integration, default: []].append(submission) }
            for id in Set(submissions.map(\.integration)) where state.takers[id] == nil {
                state.takers[id] = Task { await takeIn(id) }
            }
        }
    }

    /// Goes on with whatever an earlier process has left to do.
    public func resume() async throws(StoreError) {
        for integration in try await store.integrations() where !integration.effects.isEmpty { work(on: integration) }
    }

    /// Takes in an event, and waits until nothing is left to do for its integration. When the time is over, or the task is
    /// cancelled, what is being done is cut short, so that another process can go on with it.
    ///
    /// - Returns: whether nothing is left to do; if not, the event is to be given again, which does no harm.
    public func process(
        _ event: Integration.Event?,
        of id: IntegrationID,
        until deadline: ContinuousClock.Instant
    ) async throws(StoreError) -> Bool {
        submit([Submission(event, to: id)])
        await waitWhileBusy(id, until: deadline)
        // What an earlier process has left to do follows from no event.
        if !isBusy(id), let integration = try await store.integration(id), !integration.effects.isEmpty {
            work(on: integration)
            await waitWhileBusy(id, until: deadline)
        }
        cancelWork(on: id)
        // In a task of its own, which waits even where this one is cancelled.
        await Task { await waitWhileBusy(id, until: .now + Self.timeToEnd) }.value
        return try await store.integration(id)?.effects.isEmpty ?? true
    }

    /// How long the end of what was cut short is waited for.
    private static let timeToEnd = Duration.seconds(2)

    private func isBusy(_ id: IntegrationID) -> Bool {
        state.withLock { state in
            state.takers[id] != nil || state.workers.keys.contains { $0.integration == id }
        }
    }

    private func waitWhileBusy(_ id: IntegrationID, until end: ContinuousClock.Instant) async {
        while isBusy(id), ContinuousClock.now < end, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private func cancelWork(on id: IntegrationID) {
        let tasks = state.withLock { state in
            [state.takers[id]].compactMap(\.self) + state.workers.filter { $0.key.integration == id }.values
        }
        for task in tasks { task.cancel() }
    }

    /// Begins nothing more, and waits until what is being done has ended with its next step, or the time is over. What is left
    /// to do is in the store.
    public func end(within grace: Duration) async {
        state.withLock { $0.isStopping = true }
        let end = ContinuousClock.now + grace
        while state.withLock({ !$0.takers.isEmpty || !$0.workers.isEmpty }), ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Whether the process ends, or the task that asks was cut short.
    var isStopping: Bool { Task.isCancelled || state.withLock { $0.isStopping } }
}

// MARK: - Taking events in

extension SetupOrchestrator {
    /// Takes in all events of an integration, as many at a time as there are.
    private func takeIn(_ id: IntegrationID) async {
        while true {
            let batch = state.withLock { state in
                let batch = state.queues.removeValue(forKey: id) ?? []
                if batch.isEmpty { state.takers[id] = nil }
                return batch
            }
            if batch.isEmpty { return }
            let events = batch.compactMap(\.event)
            guard await apply(events, to: id) else {
                // What could not be stored stays in the journal for the next process.
                state.withLock { $0.takers[id] = nil }
                return
            }
            for entry in batch { entry.done() }
        }
    }

    /// Applies events durably, however often that fails; `false` where it is cut short.
    @discardableResult
    func apply(_ events: [Integration.Event], to id: IntegrationID) async -> Bool {
        if events.isEmpty { return true }
        let applied = await persisting(id) { () async throws(StoreError) in
            let now = timing.now()
            var statusBefore: Integration.Status?
            let integration = try await store.update(id) { integration in
                statusBefore = integration.status
                for event in events { integration.apply(event, at: now) }
            }
            return (integration, statusBefore)
        }
        guard let (integration, statusBefore) = applied else { return false }
        if let integration {
            tell(integration, statusBefore)
            work(on: integration)
        }
        return true
    }

    /// Does something with the store until it works; `nil` where it is cut short. A disk may be full for hours.
    func persisting<Result: Sendable>(
        _ id: IntegrationID,
        _ body: () async throws(StoreError) -> Result
    ) async -> Result? {
        var attempt = 0
        while true {
            do throws(StoreError) {
                return try await body()
            } catch {
                observe(.storeFailed(error, id))
                if isStopping { return nil }
                await timing.pause(attempt)
                attempt += 1
            }
        }
    }

    private func tell(_ integration: Integration, _ before: Integration.Status?) {
        guard integration.status != before else { return }
        var fields = [(name: "status", value: integration.status.name)]
        if let reason = integration.status.reason { fields.append(("reason", reason)) }
        if let account = integration.account { fields.append(("account", account.digits)) }
        if let stack = integration.stack { fields.append(("stack", stack.id.arn)) }
        observe(Observation(.info, .integrationChanged, integration.id, fields))
    }
}
