public import ScoutIntegration

/// An event in the queue, from its acceptance until what follows from it is stored.
///
/// - Shape: lines, of which those of the tag and the artifact's type may be empty.
public struct EventRecord: Sendable, Hashable {
    /// The integration that was told.
    public let integration: IntegrationID
    /// What happened.
    public let event: ImageEvent

    /// A record of an event that was authenticated.
    public init(integration: IntegrationID, event: ImageEvent) {
        self.integration = integration
        self.event = event
    }

    /// What the queue keeps.
    public var bytes: [UInt8] {
        // None of them has a line feed in it: each was checked when it was read.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        func append(_ field: String) {
            bytes += field.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        append(integration.text)
        append(event.id)
        append(event.action.rawValue)
        append(event.repository.text)
        append(event.digest.text)
        append(event.tag?.text ?? "")
        append(String(event.time.milliseconds))
        append(event.artifactType ?? "")
        return bytes
    }

    /// The record that the queue kept; `nil` where the bytes are none.
    public init?(bytes: [UInt8]) {
        let fields = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 9, let integration = try? IntegrationID(fields[0]),
            let action = ImageEvent.Action(rawValue: fields[2]), let repository = try? RepositoryName(fields[3]),
            let digest = try? ImageDigest(fields[4]), let milliseconds = Int64(fields[6])
        else { return nil }
        self.integration = integration
        event = ImageEvent(
            id: fields[1],
            action: action,
            repository: repository,
            digest: digest,
            tag: try? ImageTag(fields[5]),
            time: Timestamp(milliseconds: milliseconds),
            artifactType: fields[7].isEmpty ? nil : fields[7]
        )
    }
}
