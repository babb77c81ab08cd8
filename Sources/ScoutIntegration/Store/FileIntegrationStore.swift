import CloudFormation
import Synchronization

/// Integrations as files of a folder, one each, named by their ids.
public final class FileIntegrationStore: IntegrationStore {
    private let folder: DataFolder
    private let cache = Mutex<[IntegrationID: Cached]>([:])

    private struct Cached {
        let version: FileVersion
        let integration: Integration
    }

    private static let maximumCached = 10_000

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        folder = try data.folder("integrations")
    }

    /// Adds a new integration.
    public func add(_ integration: Integration) throws(StoreError) {
        try folder.locked { () throws(StoreError) in
            guard folder.version(of: Self.name(integration.id)) == nil else {
                throw StoreError("cannot add", integration.id.text, detail: "there is one already")
            }
            try write(integration)
        }
    }

    /// The integration of that id; `nil` where there is none. A file that has not changed is not read again.
    public func integration(_ id: IntegrationID) throws(StoreError) -> Integration? {
        let name = Self.name(id)
        guard let version = folder.version(of: name) else { return nil }
        if let cached = cache.withLock({ $0[id] }), cached.version == version { return cached.integration }
        guard let integration = try read(name) else { return nil }
        // The version was taken before the file was read, so a newer file is never taken for this one.
        cache.withLock { cache in
            if cache.count >= Self.maximumCached { cache.removeAll(keepingCapacity: true) }
            cache[id] = Cached(version: version, integration: integration)
        }
        return integration
    }

    /// All integrations, oldest first.
    public func integrations() throws(StoreError) -> [Integration] {
        var integrations: [Integration] = []
        for name in try folder.names() where name.hasSuffix(Self.suffix) {
            guard let id = try? IntegrationID(String(name.dropLast(Self.suffix.count))) else { continue }
            if let integration = try integration(id) { integrations.append(integration) }
        }
        return integrations.sorted { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
    }

    /// Changes the integration of that id under the folder's lock.
    @discardableResult
    public func update(
        _ id: IntegrationID,
        _ change: (inout Integration) -> Void
    ) throws(StoreError) -> Integration? {
        try folder.locked { () throws(StoreError) -> Integration? in
            guard let before = try integration(id) else { return nil }
            var integration = before
            change(&integration)
            if integration != before { try write(integration) }
            return integration
        }
    }

    private func read(_ name: String) throws(StoreError) -> Integration? {
        guard let bytes = try folder.read(name) else { return nil }
        guard let node = try? JSONReader.read(bytes, name: name), let integration = Integration(stored: node.value)
        else {
            throw StoreError(
                "cannot understand",
                "\(folder.path)/\(name)",
                detail: "it is no integration of this version"
            )
        }
        return integration
    }

    private func write(_ integration: Integration) throws(StoreError) {
        try folder.write(Array(integration.stored.json().utf8), to: Self.name(integration.id))
    }

    private static let suffix = ".json"

    private static func name(_ id: IntegrationID) -> String { id.text + suffix }
}
