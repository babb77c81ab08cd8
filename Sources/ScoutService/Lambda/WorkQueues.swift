import AWSClient
import ScoutIntegration

/// The queues by which one function leaves work to another.
struct WorkQueues: Sendable {
    /// The URL of the queue of set-ups.
    let setup: String
    /// The URL of the queue of images.
    let images: String
    let client: SQSClient

    /// The longest delay of a message, in seconds.
    ///
    /// - Source: Amazon SQS API Reference, "SendMessage", `DelaySeconds`.
    private static let longestDelay: Int64 = 900

    /// Leaves work, durably.
    ///
    /// - Parameter due: when it is to be done; what lies further ahead than a queue can wait is left again by then.
    func leave(_ message: WorkMessage, at now: Timestamp, due: Timestamp? = nil) async throws(AWSError) {
        let milliseconds = due.map { max(0, $0.milliseconds - now.milliseconds) } ?? 0
        let delay = min((milliseconds + 999) / 1_000, Self.longestDelay)
        _ = try await client.sendMessage(queueURL: url(of: message), body: message.body, delaySeconds: Int(delay))
    }

    /// Leaves an image to be worked on, if it waits for its turn.
    ///
    /// Also where it waited before: a process may have been ended before it got here.
    func leave(_ image: Image, at now: Timestamp) async throws(AWSError) {
        guard image.state == .queued else { return }
        try await leave(.image(image.id), at: now, due: image.dueAt)
    }

    /// Has a message come again that soon, rather than after the queue's time.
    func show(_ record: LambdaEvent.SQSRecord, _ message: WorkMessage, afterSeconds seconds: Int) async {
        // Should it fail, the message comes later.
        try? await client.changeMessageVisibility(
            queueURL: url(of: message),
            receiptHandle: record.receiptHandle,
            seconds: seconds
        )
    }

    private func url(of message: WorkMessage) -> String {
        switch message {
        case .setup: setup
        case .image: images
        }
    }
}
