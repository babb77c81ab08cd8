import AWSClient
import ScoutIntegration
import Synchronization

/// Doing what is left to do.
extension SetupOrchestrator {
    func work(on integration: Integration) {
        for isConfirmation in [true, false]
        where integration.effects.contains(where: { $0.isConfirmation == isConfirmation }) {
            let work = Work(integration: integration.id, isConfirmation: isConfirmation)
            state.withLock { state in
                guard !state.isStopping, state.workers[work] == nil else { return }
                state.workers[work] = Task { await run(work) }
            }
        }
    }

    private func run(_ work: Work) async {
        while !isStopping, let (integration, effect) = await next(work) {
            await perform(effect, of: integration)
        }
        state.withLock { $0.workers[work] = nil }
        // An effect that appeared between the last look and here found the work taken.
        if !isStopping, let (integration, _) = await next(work) { self.work(on: integration) }
    }

    /// The first thing that is left to do; `nil` where there is nothing, or the process ends.
    private func next(_ work: Work) async -> (Integration, Integration.Effect)? {
        let found = await persisting(work.integration) { () async throws(StoreError) in
            try await store.integration(work.integration)
        }
        guard let integration = found ?? nil else { return nil }
        return integration.effects.first { $0.isConfirmation == work.isConfirmation }.map { (integration, $0) }
    }

    private func perform(_ effect: Integration.Effect, of integration: Integration) async {
        switch effect {
        case .confirm(let confirmation): await confirm(confirmation, of: integration)
        case .writeCredentials(let request): await writeCredentials(for: request, of: integration)
        case .checkRoles(let request): await checkRoles(for: request, of: integration)
        case .answer(let request, let outcome): await answer(request, outcome, of: integration)
        }
    }

    private func confirm(_ confirmation: SubscriptionConfirmation, of integration: Integration) async {
        do throws(ActionFailure) {
            try await retrying(
                "confirm",
                integration.id,
                until: timing.now().adding(seconds: timing.confirmationSeconds)
            ) {
                () async throws(ActionFailure) in try await actions.confirm(confirmation)
            }
            observe(Observation(.info, .subscriptionConfirmed, integration.id, [("topic", confirmation.topic.text)]))
            await apply([.subscriptionConfirmed(topic: confirmation.topic)], to: integration.id)
        } catch {
            if isStopping { return }
            fail("confirm", integration.id, error)
            await apply([.confirmationFailed(topic: confirmation.topic, reason: error.reason)], to: integration.id)
        }
    }

    private func writeCredentials(for request: SetupRequest, of integration: Integration) async {
        guard let resources = request.resources else { return }
        let deadline = deadline(of: integration)
        do throws(ActionFailure) {
            let credentials = try await assume(resources.setupRole, request, integration, until: deadline)
            let key = APIKey.random()
            // The digest is stored first: should this process end now, no key is in use that nobody knows.
            guard await apply([.credentialsChosen(key.digest, requestID: request.requestID)], to: integration.id) else {
                return
            }
            let value = SecretValue(
                secret: resources.secret,
                region: request.stackID.region,
                text: key.secretText,
                requestToken: String(key.digest.hexadecimal.prefix(64))
            )
            try await retrying("write_secret", integration.id, until: deadline) { () async throws(ActionFailure) in
                try await actions.writeSecret(value, credentials)
            }
            observe(Observation(.info, .credentialsWritten, integration.id, fields(request)))
            await apply([.credentialsWritten(requestID: request.requestID)], to: integration.id)
        } catch {
            await end(request, integration.id, error)
        }
    }

    private func checkRoles(for request: SetupRequest, of integration: Integration) async {
        guard let resources = request.resources else { return }
        do throws(ActionFailure) {
            _ = try await assume(resources.setupRole, request, integration, until: deadline(of: integration))
            await apply([.rolesChecked(requestID: request.requestID)], to: integration.id)
        } catch {
            await end(request, integration.id, error)
        }
    }

    private func assume(
        _ role: ARN,
        _ request: SetupRequest,
        _ integration: Integration,
        until deadline: Timestamp
    ) async throws(ActionFailure) -> AWSCredentials {
        let credentials = try await retrying("assume_role", integration.id, until: deadline) {
            () async throws(ActionFailure) in
            try await actions.assumeRole(role, integration.externalID, request.stackID.region)
        }
        observe(Observation(.info, .roleAssumed, integration.id, fields(request)))
        return credentials
    }

    private func end(_ request: SetupRequest, _ id: IntegrationID, _ failure: ActionFailure) async {
        // Work that was stopped goes on in the next process.
        if isStopping { return }
        fail("setup", id, failure)
        await apply([.setupFailed(requestID: request.requestID, reason: failure.reason)], to: id)
    }

    private func answer(
        _ request: SetupRequest,
        _ outcome: SetupAttempt.Outcome,
        of integration: Integration
    ) async {
        let body = SetupAnswer.body(to: request, outcome, physicalResourceID: integration.physicalResourceID)
        let started = integration.attempt?.startedAt ?? timing.now()
        do throws(ActionFailure) {
            let deadline = started.adding(seconds: timing.answerSeconds)
            try await retrying("answer", integration.id, until: deadline) { () async throws(ActionFailure) in
                try await actions.answer(request.responseURL, body)
            }
            let seconds = Double(timing.now().milliseconds - started.milliseconds) / 1_000
            observe(
                Observation(
                    .info,
                    .stackAnswered,
                    integration.id,
                    fields(request) + [("outcome", outcome.name)],
                    seconds: seconds
                )
            )
        } catch {
            if isStopping { return }
            // CloudFormation has given up on the request as well.
            fail("answer", integration.id, error)
        }
        await apply([.answered(requestID: request.requestID)], to: integration.id)
    }

    private func deadline(of integration: Integration) -> Timestamp {
        (integration.attempt?.startedAt ?? timing.now()).adding(seconds: timing.setupSeconds)
    }

    private func fields(_ request: SetupRequest) -> [(name: String, value: String)] {
        [
            ("request", request.requestID), ("kind", request.kind.rawValue), ("stack", request.stackID.arn),
            TraceID(of: request.requestID).field,
        ]
    }

    private func fail(_ action: String, _ id: IntegrationID, _ failure: ActionFailure) {
        observe(Observation(.error, .failed, id, [("action", action), ("reason", failure.reason)]))
    }

    /// Does something until it works, fails for good, or the time is over.
    private func retrying<Result: Sendable>(
        _ action: String,
        _ id: IntegrationID,
        until deadline: Timestamp,
        _ body: () async throws(ActionFailure) -> Result
    ) async throws(ActionFailure) -> Result {
        var attempt = 0
        while true {
            do throws(ActionFailure) {
                return try await body()
            } catch {
                guard error.isTransient, !isStopping, timing.now() < deadline else { throw error }
                let fields = [(name: "action", value: action), (name: "reason", value: error.reason)]
                observe(Observation(.warning, .retrying, id, fields))
                await timing.pause(attempt)
                attempt += 1
            }
        }
    }
}

extension Integration.Effect {
    fileprivate var isConfirmation: Bool { if case .confirm = self { true } else { false } }
}

extension SetupAttempt.Outcome {
    fileprivate var name: String { if case .success = self { "success" } else { "failure" } }
}
