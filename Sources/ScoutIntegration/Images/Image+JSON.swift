package import CloudFormation

extension Image {
    /// The image as the store keeps it.
    package var stored: Value {
        var object: Object = [
            "version": 1, "integration": .string(id.integration.text), "repository": .string(id.repository.text),
            "digest": .string(id.digest.text), "state": .string(state.name),
        ]
        object["reason"] = state.reason.map { .string($0) }
        object["tags"] = .object(
            Object(tags.sorted { $0.key.text < $1.key.text }.map { ($0.key.text, $0.value.stored) })
        )
        object["untagged"] = untagged.stored
        object["events"] = .array(eventIDs.map { .string($0) })
        object["index"] = index.map { .string($0.text) }
        object["content"] = content.map(\.stored)
        object["analysis"] = analysis.map(\.stored)
        object["failures"] = .number(Number(failures))
        object["lastFailure"] = lastFailure.map { .string($0) }
        object["dueAt"] = .string(dueAt.iso8601)
        object["updatedAt"] = .string(updatedAt.iso8601)
        return .object(object)
    }

    /// The image that the store kept; `nil` where the value is none.
    package init?(stored value: Value) {
        guard value["version"]?.scalarSpelling == "1",
            let integration = try? IntegrationID(value["integration"]?.stringValue ?? ""),
            let repository = try? RepositoryName(value["repository"]?.stringValue ?? ""),
            let digest = value.digest("digest"), let updatedAt = value.timestamp("updatedAt"),
            let dueAt = value.timestamp("dueAt"),
            let state = State(name: value["state"]?.stringValue ?? "", reason: value["reason"]?.stringValue ?? "")
        else { return nil }
        self.init(
            id: ImageID(integration: integration, repository: repository, digest: digest),
            createdAt: updatedAt
        )
        self.state = state
        for entry in value["tags"]?.objectValue?.entries ?? [] {
            if let tag = try? ImageTag(entry.key) { tags[tag] = Presence(stored: entry.value) }
        }
        untagged = Presence(stored: value["untagged"] ?? .null)
        eventIDs = (value["events"]?.arrayValue ?? []).compactMap(\.stringValue)
        index = value.digest("index")
        content = value["content"].flatMap(ImageContent.init(stored:))
        analysis = value["analysis"].flatMap(ImageAnalysis.init(stored:))
        failures = value["failures"]?.scalarSpelling.flatMap { Int($0) } ?? 0
        lastFailure = value["lastFailure"]?.stringValue
        self.dueAt = dueAt
    }
}

extension Image.State {
    /// The state in one word: `ignored`, `queued`, `pulling`, `handed-off`, `failed`, `deleted`.
    public var name: String {
        switch self {
        case .ignored: "ignored"
        case .queued: "queued"
        case .pulling: "pulling"
        case .handedOff: "handed-off"
        case .failed: "failed"
        case .deleted: "deleted"
        }
    }

    /// Why, where the image is ignored or has failed.
    public var reason: String? {
        switch self {
        case .ignored(let reason), .failed(let reason): reason
        case .queued, .pulling, .handedOff, .deleted: nil
        }
    }

    fileprivate init?(name: String, reason: String) {
        switch name {
        case "ignored": self = .ignored(reason: reason)
        case "queued": self = .queued
        case "pulling": self = .pulling
        case "handed-off": self = .handedOff
        case "failed": self = .failed(reason: reason)
        case "deleted": self = .deleted
        default: return nil
        }
    }
}

extension Image.Presence {
    fileprivate var stored: Value {
        var object: Object = [:]
        object["pushedAt"] = pushedAt.map { .string($0.iso8601) }
        object["deletedAt"] = deletedAt.map { .string($0.iso8601) }
        return .object(object)
    }

    fileprivate init(stored value: Value) {
        self.init(pushedAt: value.timestamp("pushedAt"), deletedAt: value.timestamp("deletedAt"))
    }
}

extension ImageContent {
    fileprivate var stored: Value {
        [
            "mediaType": .string(mediaType), "platforms": .array(platforms.map { .string($0) }),
            "size": .number(Number(Int(size))), "layers": .number(Number(layers)),
        ]
    }

    fileprivate init?(stored value: Value) {
        guard let mediaType = value["mediaType"]?.stringValue,
            let size = value["size"]?.scalarSpelling.flatMap({ Int64($0) }),
            let layers = value["layers"]?.scalarSpelling.flatMap({ Int($0) })
        else { return nil }
        let platforms = (value["platforms"]?.arrayValue ?? []).compactMap(\.stringValue)
        self.init(mediaType: mediaType, platforms: platforms, size: size, layers: layers)
    }
}

extension ImageAnalysis {
    fileprivate var stored: Value {
        [
            "exitCode": .number(Number(exitCode)), "summary": .string(summary), "seconds": .number(Number(seconds)),
            "endedAt": .string(endedAt.iso8601),
        ]
    }

    fileprivate init?(stored value: Value) {
        guard let exitCode = value["exitCode"]?.scalarSpelling.flatMap({ Int($0) }),
            let seconds = value["seconds"]?.scalarSpelling.flatMap({ Double($0) }),
            let endedAt = value.timestamp("endedAt")
        else { return nil }
        let summary = value["summary"]?.stringValue ?? ""
        self.init(exitCode: exitCode, summary: summary, seconds: seconds, endedAt: endedAt)
    }
}

extension Value {
    fileprivate func digest(_ key: String) -> ImageDigest? {
        self[key]?.stringValue.flatMap { try? ImageDigest($0) }
    }
}
