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

    /// Looks at the last version.
    func lastVersion() async throws -> Snapshot {
        var snapshot = Snapshot()
        guard let text = try await read(place.markerKey, &snapshot) else { return snapshot }
        var line = String(decoding: text, as: UTF8.self)
        if line.hasSuffix("\n") { line.removeLast() }
        do {
            snapshot.state.last = try TemplateVersion(line)
        } catch {
            throw ServiceError("\(name(of: place.markerKey)) must have the latest version: \(error)")
        }
        if let last = snapshot.state.last { try await look(at: last, &snapshot) }
        return snapshot
    }

    /// Looks at a version, and at the latest documents.
    func look(at version: TemplateVersion, withLatest: Bool = false, _ snapshot: inout Snapshot) async throws {
        for format in TemplateFormat.allCases {
            if snapshot.state.versions[version]?[format] == nil {
                let content = try await read(place.key(of: version, format), &snapshot)
                snapshot.state.versions[version, default: [:]][format] = content
            }
            if withLatest { snapshot.state.latest[format] = try await read(place.latestKey(format), &snapshot) }
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
