import AWSClient
import ScoutIntegration

/// The place in S3 with what is there now.
struct PublicationBucket: Sendable {
    let place: PublicationPlace
    let s3: S3Client

    /// What is there, and what S3 calls it.
    struct Snapshot: Sendable {
        var state = PublicationState()
        /// The entity tags of the objects that are there, by their keys.
        var tags: [String: String] = [:]
    }

    /// The codes of errors where another publisher was faster.
    private static let conflicts: Set<String> = ["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"]

    /// More than any template may have.
    private static let maximumBytes = 4 << 20

    /// The place of an object, for messages.
    func name(of key: String) -> String { "s3://\(place.bucket)/\(key)" }

    /// Looks at what is there: the latest documents, the last version and one more.
    ///
    /// The latest documents come first: whoever replaces them has told before which version they will be, so documents that were
    /// seen are never newer than the last version that is seen.
    func snapshot(with version: TemplateVersion? = nil) async throws -> Snapshot {
        var snapshot = Snapshot()
        for format in TemplateFormat.allCases {
            snapshot.state.latest[format] = try await read(place.latestKey(format), &snapshot)
        }
        if let text = try await read(place.markerKey, &snapshot) { snapshot.state.last = try lastVersion(text) }
        for version in Set([snapshot.state.last, version].compactMap(\.self)) {
            for format in TemplateFormat.allCases {
                let content = try await read(place.key(of: version, format), &snapshot)
                snapshot.state.versions[version, default: [:]][format] = content
            }
        }
        return snapshot
    }

    private func lastVersion(_ text: [UInt8]) throws(ServiceError) -> TemplateVersion {
        var line = String(decoding: text, as: UTF8.self)
        if line.hasSuffix("\n") { line.removeLast() }
        do {
            return try TemplateVersion(line)
        } catch {
            throw ServiceError("\(name(of: place.markerKey)) must have the latest version: \(error)")
        }
    }

    private func read(_ key: String, _ snapshot: inout Snapshot) async throws -> [UInt8]? {
        let limit = Self.maximumBytes
        guard let object = try await s3.storedObject(bucket: place.bucket, key: key, maximumBytes: limit) else {
            return nil
        }
        snapshot.tags[key] = object.entityTag
        return object.content
    }

    /// Stores an object in place of the one that was seen, or where none was.
    ///
    /// - Returns: `false` where something else is there by now.
    func store(_ object: PublicationObject, over snapshot: Snapshot) async throws -> Bool {
        let tag = snapshot.tags[object.key]
        do throws(AWSError) {
            try await s3.putObject(
                bucket: place.bucket,
                key: object.key,
                body: object.content,
                contentType: object.contentType,
                cacheControl: object.cacheControl,
                ifNoneMatch: tag == nil,
                ifMatch: tag
            )
            return true
        } catch {
            guard Self.conflicts.contains(error.code) else { throw error }
            return false
        }
    }
}
