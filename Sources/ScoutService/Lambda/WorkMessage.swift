import CloudFormation
import ImageEvents
import ScoutIntegration
import SetupHandler

/// What one function leaves to another by a queue.
enum WorkMessage: Sendable, Hashable {
    /// A verified message of SNS.
    case setup(SetupRecord)
    /// An image that waits for its turn.
    case image(ImageID)

    /// The message's body.
    ///
    /// - Shape: a JSON object with `version` and `kind`.
    var body: String {
        switch self {
        case .setup(let record):
            let value: Value = [
                "version": 1, "kind": "setup", "integration": .string(record.integration.text),
                "receivedAt": .string(record.receivedAt.iso8601),
                "message": .string(String(decoding: record.body, as: UTF8.self)),
            ]
            return value.json(.compact)
        case .image(let image):
            let value: Value = [
                "version": 1, "kind": "image", "integration": .string(image.integration.text),
                "repository": .string(image.repository.text), "digest": .string(image.digest.text),
            ]
            return value.json(.compact)
        }
    }

    /// Reads a body; `nil` where it is none of this version.
    init?(body: String) {
        guard let value = try? JSONReader.read(Array(body.utf8), name: "body").value,
            value["version"]?.scalarSpelling == "1",
            let integration = (value["integration"]?.stringValue).flatMap({ try? IntegrationID($0) })
        else { return nil }
        switch value["kind"]?.stringValue {
        case "setup":
            guard let time = (value["receivedAt"]?.stringValue).flatMap({ Timestamp(iso8601: $0) }),
                let message = value["message"]?.stringValue
            else { return nil }
            self = .setup(SetupRecord(integration: integration, receivedAt: time, body: Array(message.utf8)))
        case "image":
            guard let repository = (value["repository"]?.stringValue).flatMap({ try? RepositoryName($0) }),
                let digest = (value["digest"]?.stringValue).flatMap({ try? ImageDigest($0) })
            else { return nil }
            self = .image(ImageID(integration: integration, repository: repository, digest: digest))
        default: return nil
        }
    }
}
