import AWSClient
import AWSStore
import CloudFormation
import Cryptography
import ImageEvents
import ScoutIntegration
import SetupHandler

/// Does the work that queues bring.
///
/// A queue may bring a message twice, and to several functions at once. Whoever works on an integration's set-up, or on an
/// image, has its claim, which lapses soon after its process is gone.
struct QueueConsumer: Sendable {
    let orchestrator: SetupOrchestrator
    let integrations: any IntegrationStore
    let interpreter: MessageInterpreter
    /// `nil` where no analyzer is set.
    let processor: ImageProcessor?
    let images: any ImageStore
    let claims: DynamoDBClaims
    let queues: WorkQueues
    let now: @Sendable () -> Timestamp
    let observe: @Sendable (Observation) -> Void

    /// For how long a claim is taken, in seconds; it is taken anew meanwhile.
    static let claimSeconds: Int64 = 15
    /// For how long a message that was worked on is known, in seconds. A queue keeps messages for 14 days at most.
    private static let doneSeconds: Int64 = 14 * 86_400
    /// How much of the time is left for the end of an invocation, in seconds.
    private static let reserve: Int64 = 3
    /// When a message whose work another does comes again, in seconds.
    private static let secondsUntilAgain = 5

    /// Works on messages of one event, all at once.
    ///
    /// - Returns: Lambda's answer, with the messages that have to come again.
    /// - Source: AWS Lambda Developer Guide, "Implementing partial batch responses".
    func answer(_ records: [LambdaEvent.SQSRecord], until deadline: Timestamp) async -> Value {
        let failed = await withTaskGroup(of: String?.self) { group in
            for record in records {
                group.addTask { await isDone(record, until: deadline) ? nil : record.messageID }
            }
            return await group.compactMap(\.self).reduce(into: [String]()) { $0.append($1) }
        }
        return ["batchItemFailures": .array(failed.map { ["itemIdentifier": .string($0)] })]
    }

    private func isDone(_ record: LambdaEvent.SQSRecord, until deadline: Timestamp) async -> Bool {
        guard let message = WorkMessage(body: record.body) else {
            // It goes to the dead-letter queue, where a person finds it.
            let fields = [(name: "error", value: "a message in the queue is of another version")]
            observe(Observation(.error, .storeFailed, nil, fields + [("message", record.messageID)]))
            return false
        }
        do {
            let isDone: Bool
            switch message {
            case .setup(let setup): isDone = try await setUp(setup, record, until: deadline)
            case .image(let image): isDone = try await handOff(image, record)
            }
            if !isDone { await queues.show(record, message, afterSeconds: Self.secondsUntilAgain) }
            return isDone
        } catch {
            observe(Observation(.error, .storeFailed, nil, [("error", "\(error)"), ("message", record.messageID)]))
            return false
        }
    }

    // MARK: Set-ups

    private func setUp(
        _ setup: SetupRecord,
        _ record: LambdaEvent.SQSRecord,
        until deadline: Timestamp
    ) async throws -> Bool {
        let end =
            ContinuousClock.now + .milliseconds(max(0, deadline.milliseconds - now().milliseconds))
            - .seconds(Self.reserve)
        let outcome = try await holding("setup#\(setup.integration.text)", for: record, until: end) {
            guard let message = setup.messageID, try await !claims.isDone("message#\(message)", at: now()),
                let integration = try await integrations.integration(setup.integration)
            else { return true }
            let event = setup.event(for: integration, interpreter)
            guard try await orchestrator.process(event, of: setup.integration, until: end) else { return false }
            try await claims.finish("message#\(message)", keepingSeconds: Self.doneSeconds, at: now())
            return true
        }
        return outcome == .done
    }

    // MARK: Images

    private func handOff(_ id: ImageID, _ record: LambdaEvent.SQSRecord) async throws -> Bool {
        guard let processor else { throw MissingAnalyzer() }
        let work = "image#\(id.integration.text)#\(id.repository.text)#\(id.digest.text)"
        let outcome = try await holding(work, for: record, until: ContinuousClock.now) {
            guard let image = try await images.image(id), image.isInQueue, image.dueAt <= now() else { return true }
            return try await processor.process(image)
        }
        processor.dropUnusedBlobs()
        // The message with which another works on it comes again, should that one be ended.
        if outcome == .heldByAnother { return true }
        guard outcome == .done else { return false }
        // It may be to be tried again, or not due yet.
        if let image = try await images.image(id) { try await queues.leave(image, at: now()) }
        return true
    }

    // MARK: Claims

    /// What work under a claim has come to.
    private enum Outcome {
        case done
        case unfinished
        /// A function has the claim, with the same message, which was brought again.
        case held
        /// A function has the claim, with another message.
        case heldByAnother
    }

    /// Does some work while no other process does, and waits until then for its turn.
    ///
    /// - Parameter body: does it; `false` where it is unfinished.
    private func holding(
        _ work: String,
        for record: LambdaEvent.SQSRecord,
        until end: ContinuousClock.Instant,
        _ body: @escaping @Sendable () async throws -> Bool
    ) async throws -> Outcome {
        let owner = "\(record.messageID) \(RandomToken.hexadecimal(bytes: 8))"
        while case .held(let other, _) = try await claims.take(
            work,
            by: owner,
            forSeconds: Self.claimSeconds,
            at: now()
        ) {
            guard ContinuousClock.now < end else {
                return other.hasPrefix("\(record.messageID) ") ? .held : .heldByAnother
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        let working = Task { try await body() }
        let renewal = Task { [claims, now] in
            while true {
                try await Task.sleep(for: .seconds(Self.claimSeconds / 3))
                let outcome = try? await claims.take(work, by: owner, forSeconds: Self.claimSeconds, at: now())
                // It has lapsed, and another has taken it: two must not go on.
                if case .held? = outcome { return working.cancel() }
            }
        }
        let result = await working.result
        // Before the claim is given back, so that a renewal under way does not take it again.
        renewal.cancel()
        _ = await renewal.result
        try? await claims.release(work, by: owner, at: now())
        return try result.get() ? .done : .unfinished
    }
}

/// An image has come to a function that cannot hand it to anything.
struct MissingAnalyzer: Error, CustomStringConvertible {
    var description: String { "SCOUT_ANALYZER is not set, so images cannot be handed off" }
}
