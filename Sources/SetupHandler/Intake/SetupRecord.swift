public import ScoutIntegration

/// A verified message in the journal, from its acceptance until what follows from it is stored.
///
/// - Shape: the integration's id, the time in milliseconds, and the body, each but the last ended by a line feed.
public struct SetupRecord: Sendable, Hashable {
    /// The integration.
    public let integration: IntegrationID
    /// When the message came.
    public let receivedAt: Timestamp
    /// The body as it came.
    public let body: [UInt8]

    /// A record of a message that was verified.
    public init(integration: IntegrationID, receivedAt: Timestamp, body: [UInt8]) {
        self.integration = integration
        self.receivedAt = receivedAt
        self.body = body
    }

    /// What the journal keeps.
    public var bytes: [UInt8] { Array("\(integration.text)\n\(receivedAt.milliseconds)\n".utf8) + body }

    /// The record that the journal kept; `nil` where the bytes are none.
    public init?(bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let id = try? IntegrationID(String(decoding: parts[0], as: UTF8.self)),
            let milliseconds = Int64(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(integration: id, receivedAt: Timestamp(milliseconds: milliseconds), body: Array(parts[2]))
    }

    /// The id of the message; `nil` where the body is none.
    public var messageID: String? { (try? SNSMessage(body: body))?.messageID }

    /// What the message means to its integration; `nil` where it means nothing any more.
    public func event(for integration: Integration, _ interpreter: MessageInterpreter) -> Integration.Event? {
        guard let message = try? SNSMessage(body: body) else { return nil }
        return try? interpreter.event(of: message, for: integration)
    }
}
