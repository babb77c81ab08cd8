import CloudFormation

extension Integration {
    /// Something that happens to an integration. Whoever makes one has verified what it says.
    public indirect enum Event: Sendable, Hashable {
        /// A topic of the customer asks whether the endpoint subscribes.
        case subscriptionOffered(SubscriptionConfirmation)
        /// The subscription is confirmed.
        case subscriptionConfirmed(topic: ARN)
        /// The subscription could not be confirmed, for good.
        case confirmationFailed(topic: ARN, reason: String)
        /// A stack asks for something.
        case requested(SetupRequest)
        /// Credentials of that digest are about to be written for a request.
        case credentialsChosen(CredentialDigest, requestID: String)
        /// They have been written.
        case credentialsWritten(requestID: String)
        /// The roles of an update whose secret stays the same can be assumed.
        case rolesChecked(requestID: String)
        /// The work on a request has failed.
        case setupFailed(requestID: String, reason: String)
        /// A request has been answered, or cannot be answered any more.
        case answered(requestID: String)
        /// A stack tells of itself.
        case stackChanged(StackEvent)
        /// The vendor withdraws the integration.
        case withdrawn
    }

    /// What is left to do; doing it again does no harm.
    public enum Effect: Sendable, Hashable {
        /// Confirm a subscription.
        case confirm(SubscriptionConfirmation)
        /// Assume the role, write fresh credentials, and report the digest before and after.
        case writeCredentials(SetupRequest)
        /// Assume the role of an update whose secret stays the same.
        case checkRoles(SetupRequest)
        /// Answer a request.
        case answer(SetupRequest, SetupAttempt.Outcome)
    }

    /// The integration after an event, and what is left to do then.
    public func applying(_ event: Event, at now: Timestamp) -> (Integration, [Effect]) {
        var integration = self
        integration.apply(event, at: now)
        return (integration, integration.effects)
    }

    /// What is left to do.
    public var effects: [Effect] {
        var effects = confirmations.map(Effect.confirm)
        if let attempt {
            switch attempt.phase {
            case .answering(let outcome): effects.append(.answer(attempt.request, outcome))
            case .accepted, .writing:
                effects.append(
                    needsCredentials(attempt.request)
                        ? .writeCredentials(attempt.request) : .checkRoles(attempt.request)
                )
            }
        }
        return effects
    }

    /// Takes in what happened. An event that does not fit any more, because it comes twice or late, changes nothing.
    public mutating func apply(_ event: Event, at now: Timestamp) {
        let before = self
        switch event {
        case .subscriptionOffered(let confirmation): offer(confirmation, now)
        case .subscriptionConfirmed(let topic):
            if endConfirmation(of: topic) { note("confirmed the subscription to \(topic.resource)", now) }
        case .confirmationFailed(let topic, let reason):
            if endConfirmation(of: topic) {
                note("could not confirm the subscription to \(topic.resource): \(reason)", now)
            }
        case .requested(let request): take(request, now)
        case .credentialsChosen(let digest, let id): advance(id) { _ in .writing(digest) }
        case .credentialsWritten(let id):
            advance(id) { phase in
                guard case .writing(let digest) = phase else { return phase }
                return .answering(.success(digest))
            }
        case .rolesChecked(let id): advance(id) { _ in .answering(.success(nil)) }
        case .setupFailed(let id, let reason): advance(id) { _ in .answering(.failure(reason: reason)) }
        case .answered(let id): finish(id, now)
        case .stackChanged(let event): take(event, now)
        case .withdrawn: withdraw(now)
        }
        if self != before { updatedAt = max(now, updatedAt) }
    }
}

// MARK: - Subscriptions

extension Integration {
    private static let maximumConfirmations = 8

    private mutating func offer(_ confirmation: SubscriptionConfirmation, _ now: Timestamp) {
        guard !isWithdrawn, binds(confirmation.topic.account) else { return }
        // A topic that asks again has a new token; the old one may be spent.
        confirmations.removeAll { $0.topic == confirmation.topic }
        guard confirmations.count < Self.maximumConfirmations else { return }
        confirmations.append(confirmation)
        note("was asked to subscribe to \(confirmation.topic.resource)", now)
    }

    private mutating func endConfirmation(of topic: ARN) -> Bool {
        let count = confirmations.count
        confirmations.removeAll { $0.topic == topic }
        return confirmations.count < count
    }

    /// Binds the integration to the account that contacts it first; whether this is the account.
    private mutating func binds(_ digits: String) -> Bool {
        if let account { return account.digits == digits }
        guard let found = try? AccountID(digits) else { return false }
        account = found
        return true
    }
}

// MARK: - Requests

extension Integration {
    private static let maximumRemembered = 32
    private static let withdrawalReason =
        "This integration was removed from Docker Scout. Start again with a new launch link."

    private mutating func take(_ request: SetupRequest, _ now: Timestamp) {
        guard !isKnown(request), binds(request.stackID.accountID.digits) else { return }
        // A request that was delayed until its stack was gone.
        if request.kind != .delete, deletedStacks.contains(request.stackID.arn) { return }
        // CloudFormation asks a stack for one thing at a time, so it has given up whatever it asked for before.
        if attempt?.request.stackID == request.stackID { attempt = nil }
        waiting.removeAll { $0.request.stackID == request.stackID }
        guard waiting.count < Self.maximumRemembered else { return }
        waiting.append(SetupAttempt(request: request, phase: .accepted, startedAt: now))
        beginNext(now)
    }

    private func isKnown(_ request: SetupRequest) -> Bool {
        answered.contains(request.requestID) || attempt?.request.requestID == request.requestID
            || waiting.contains { $0.request.requestID == request.requestID }
    }

    private mutating func beginNext(_ now: Timestamp) {
        guard attempt == nil, !waiting.isEmpty else { return }
        var next = waiting.removeFirst()
        if next.request.kind == .delete {
            next.phase = .answering(.success(nil))
        } else {
            note("was asked to set up the stack \(next.request.stackID.name.name)", now)
            if let reason = refusal(of: next.request) { next.phase = .answering(.failure(reason: reason)) }
        }
        attempt = next
    }

    /// Why a stack cannot be set up; `nil` where it can.
    private func refusal(of request: SetupRequest) -> String? {
        if isWithdrawn { return Self.withdrawalReason }
        if let stack, stack.id != request.stackID, status != .removed {
            return
                "This integration is connected with the stack \(stack.id.name.name) already. Delete that stack first, or "
                + "add another integration."
        }
        return request.resources == nil ? "The request names no roles and no secret." : nil
    }

    /// Whether a request needs credentials of its own. The stack reads those of a secret that stays the same only once.
    private func needsCredentials(_ request: SetupRequest) -> Bool {
        guard request.kind == .update, let stack, stack.id == request.stackID, !credentials.isEmpty else { return true }
        return stack.resources.secret != request.resources?.secret
    }

    private mutating func advance(
        _ requestID: String,
        _ next: (SetupAttempt.Phase) -> SetupAttempt.Phase
    ) {
        guard let attempt, attempt.request.requestID == requestID else { return }
        if case .answering = attempt.phase { return }
        self.attempt?.phase = next(attempt.phase)
    }

    private mutating func finish(_ requestID: String, _ now: Timestamp) {
        guard let attempt, attempt.request.requestID == requestID, case .answering(let outcome) = attempt.phase else {
            return
        }
        self.attempt = nil
        defer { beginNext(now) }
        answered = (answered + [requestID]).suffix(Self.maximumRemembered)
        switch (attempt.request.kind, outcome) {
        case (.delete, _): forget(attempt.request.stackID, now)
        case _ where isWithdrawn: note("answered the stack \(attempt.request.stackID.name.name)", now)
        case (_, .success(let digest)):
            guard let resources = attempt.request.resources else { return }
            stack = ConnectedStack(id: attempt.request.stackID, resources: resources)
            if let digest {
                let isUpdate = attempt.request.kind == .update
                credentials = [digest] + (isUpdate ? credentials.prefix(1) : [])
            }
            status = .connected
            note("connected with the stack \(attempt.request.stackID.name.name)", now)
        case (_, .failure(let reason)):
            // A failed update is rolled back: what was connected stays so, and the customer sees the reason in the stack.
            if stack == nil || status == .removed { status = .error(reason: reason) }
            note("could not set up the stack \(attempt.request.stackID.name.name): \(reason)", now)
        }
    }

    /// A stack is gone. One that was never connected leaves the reason of its failure.
    private mutating func forget(_ stackID: StackID, _ now: Timestamp) {
        if !deletedStacks.contains(stackID.arn) {
            deletedStacks = (deletedStacks + [stackID.arn]).suffix(Self.maximumRemembered)
        }
        guard stack?.id == stackID else { return }
        stack = nil
        credentials = []
        progress = []
        status = .removed
        note("the stack \(stackID.name.name) was deleted", now)
    }

    private mutating func withdraw(_ now: Timestamp) {
        guard !isWithdrawn else { return }
        isWithdrawn = true
        stack = nil
        credentials = []
        status = .removed
        confirmations = []
        // A stack that is being set up is told; one that is being answered already may go on, without effect here.
        if let attempt, attempt.request.kind != .delete {
            advance(attempt.request.requestID) { _ in .answering(.failure(reason: Self.withdrawalReason)) }
        }
        note("removed from Docker Scout", now)
    }
}

// MARK: - Stack events

extension Integration {
    private static let maximumProgress = 64
    private static let maximumHistory = 100

    private mutating func take(_ event: StackEvent, _ now: Timestamp) {
        guard !isWithdrawn, !deletedStacks.contains(event.stackID.arn), binds(event.stackID.accountID.digits),
            // Another stack of the account may use the same topic.
            concerns(event.stackID)
        else { return }
        // SNS keeps no order: what the stack said before is no news after what it said later.
        guard progress(event), event.isAboutStack else { return }
        if event.status == "DELETE_COMPLETE" { return forget(event.stackID, now) }
        let isFailure = event.status.hasSuffix("_FAILED")
        let isRollback = event.status.contains("ROLLBACK_")
        guard isFailure || isRollback else { return }
        let reason = event.reason.isEmpty ? firstFailure ?? event.status : event.reason
        let text = "\(event.status): \(reason)"
        // The first reason says most; what follows are its consequences. A stack that went back to what it was works.
        if ["UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"].contains(event.status), stack?.id == event.stackID {
            status = .connected
        } else if case .error = status {
        } else {
            status = .error(reason: text)
        }
        note("the stack says \(text)", now)
    }

    private func concerns(_ stackID: StackID) -> Bool {
        if let stack { return stack.id == stackID }
        if let attempt { return attempt.request.stackID == stackID }
        return true
    }

    private var firstFailure: String? {
        progress.first { $0.status.hasSuffix("_FAILED") && !$0.reason.isEmpty }
            .map { "\($0.logicalResourceID): \($0.reason)" }
    }

    /// Keeps the newest state of each resource; whether the event is not older than what is known.
    private mutating func progress(_ event: StackEvent) -> Bool {
        let entry = ResourceProgress(
            logicalResourceID: event.logicalResourceID,
            resourceType: event.resourceType,
            status: event.status,
            reason: event.reason,
            at: event.timestamp
        )
        if let position = progress.firstIndex(where: { $0.logicalResourceID == entry.logicalResourceID }) {
            guard progress[position].at <= entry.at else { return false }
            progress[position] = entry
        } else if progress.count < Self.maximumProgress {
            progress.append(entry)
        }
        return true
    }

    private mutating func note(_ text: String, _ now: Timestamp) {
        history = (history + [HistoryEntry(at: now, text: text)]).suffix(Self.maximumHistory)
    }
}
