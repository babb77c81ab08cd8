import CloudFormation
import Cryptography

/// Images as files: a folder for each integration, in it one for each repository, and in that a file for each image.
///
/// Several processes may use one store at once. What a method has returned from is durable.
public struct FileImageStore: ImageStore {
    /// The images that wait for their turn.
    public let queue: ImageQueue
    private let folder: DataFolder

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        folder = try data.folder("images")
        queue = try ImageQueue(in: data)
    }

    // MARK: Reading

    /// The image of that id; `nil` where nothing is known of it.
    public func image(_ id: ImageID) throws(StoreError) -> Image? {
        guard let folder = existingFolder(id.integration, id.repository) else { return nil }
        return try read(Self.name(id.digest), in: folder)
    }

    /// The repositories that images were pushed to, by name.
    public func repositories(of integration: IntegrationID) throws(StoreError) -> [RepositoryName] {
        guard let folder = folder.existingFolder(integration.text) else { return [] }
        var repositories: [RepositoryName] = []
        for name in try folder.names() {
            if let repository = try repository(of: name, in: folder) { repositories.append(repository) }
        }
        return repositories.sorted { $0.text < $1.text }
    }

    /// How many images of a repository are known.
    public func count(of integration: IntegrationID, in repository: RepositoryName) throws(StoreError) -> Int {
        try existingFolder(integration, repository)?.names().count ?? 0
    }

    /// The images of a repository, the last pushed first.
    public func images(of integration: IntegrationID, in repository: RepositoryName) throws(StoreError) -> [Image] {
        guard let folder = existingFolder(integration, repository) else { return [] }
        var images: [Image] = []
        for name in try folder.names() {
            if let image = try read(name, in: folder) { images.append(image) }
        }
        return images.sortedByPush()
    }

    // MARK: Changing

    /// Takes in what a registry has told, all of it together.
    ///
    /// To take in the same events again does no harm, so a caller that was stopped before this has returned does so.
    ///
    /// - Parameter isActive: whether images of a repository are to be analyzed.
    /// - Returns: the images that have changed.
    @discardableResult
    public func apply(
        _ events: [ImageEvent],
        to integration: IntegrationID,
        at now: Timestamp,
        isActive: (RepositoryName) -> Bool
    ) throws(StoreError) -> [Image] {
        try self.folder.folder(integration.text).locked { () throws(StoreError) in
            var images: [ImageID: (before: Image?, after: Image)] = [:]
            var order: [ImageID] = []
            for event in events {
                let id = ImageID(integration: integration, repository: event.repository, digest: event.digest)
                if images[id] == nil {
                    let before = try image(id)
                    images[id] = (before, before ?? Image(id: id, createdAt: now))
                    order.append(id)
                }
                images[id]?.after.apply(.changed(event, isActive: isActive(event.repository)), at: now)
            }
            let changed = try write(order.compactMap { images[$0] })
            try? self.folder.folder(integration.text).noteLastEvent(now)
            return changed
        }
    }

    /// When a registry last told anything.
    public func lastEvent(of integration: IntegrationID) -> Timestamp? {
        folder.existingFolder(integration.text)?.lastEvent
    }

    /// Changes an image, and returns what was there and what is there now; `nil` where nothing is known of it.
    ///
    /// - Parameter creating: whether an image of which nothing is known is changed too.
    @discardableResult
    public func update(
        _ id: ImageID,
        creating: Bool = false,
        _ change: (inout Image) -> Void
    ) throws(StoreError) -> (before: Image?, after: Image)? {
        let integration = id.integration.text
        guard let folder = creating ? try folder.folder(integration) : folder.existingFolder(integration) else {
            return nil
        }
        return try folder.locked {
            () throws(StoreError) -> (before: Image?, after: Image)? in
            let before = try image(id)
            guard before != nil || creating else { return nil }
            var after = before ?? Image(id: id, createdAt: .now)
            change(&after)
            _ = try write([(before, after)])
            return (before, after)
        }
    }

    /// Removes an entry of the queue whose image says something else.
    public func dropStale(_ entry: ImageQueue.Entry) throws(StoreError) {
        try self.folder.folder(entry.image.integration.text).locked { () throws(StoreError) in
            let name = try image(entry.image).flatMap(ImageQueue.name)
            if name != entry.name { queue.remove(entry.name) }
        }
    }

    /// Removes the entries of the queue, among those named, whose images say something else, as after a crash.
    ///
    /// - Parameter names: entries as ``ImageQueue/names()`` gives them.
    public func dropStale(_ names: some Sequence<String>) throws(StoreError) {
        for name in names {
            if let entry = try queue.entry(name) { try dropStale(entry) }
        }
    }

    /// Whether an entry of the queue is what its image says.
    public func isCurrent(_ entry: ImageQueue.Entry, of image: Image) -> Bool {
        ImageQueue.name(of: image) == entry.name
    }

    /// Writes images: new entries of the queue first, so that no image waits that nobody looks for; old ones go last.
    private func write(_ images: [(before: Image?, after: Image)]) throws(StoreError) -> [Image] {
        var (entries, files) = (FileBatch(), FileBatch())
        var leftOver: [String] = []
        var changed: [Image] = []
        for (before, after) in images {
            let (oldName, newName) = (before.flatMap(ImageQueue.name), ImageQueue.name(of: after))
            // An earlier process may have been stopped before the entry was written.
            if let newName, !queue.contains(newName) { queue.add(after.id, as: newName, to: &entries) }
            if let oldName, oldName != newName { leftOver.append(oldName) }
            guard before != after else { continue }
            changed.append(after)
            let folder = try folder.folder(after.id.integration.text)
                .folder(Self.folderName(of: after.id.repository))
            files.add(Array(after.stored.json(.compact).utf8), to: Self.name(after.id.digest), in: folder)
        }
        try entries.commit()
        try files.commit()
        for name in leftOver { queue.remove(name) }
        return changed
    }

    // MARK: Files

    private func read(_ name: String, in folder: DataFolder) throws(StoreError) -> Image? {
        guard let bytes = try folder.read(name) else { return nil }
        guard let node = try? JSONReader.read(bytes, name: name), let image = Image(stored: node.value) else {
            throw StoreError("cannot understand", "\(folder.path)/\(name)", detail: "it is no image of this version")
        }
        return image
    }

    private static func name(_ digest: ImageDigest) -> String { digest.hexadecimal + ".json" }

    private func existingFolder(_ integration: IntegrationID, _ repository: RepositoryName) -> DataFolder? {
        folder.existingFolder(integration.text)?.existingFolder(Self.folderName(of: repository))
    }

    /// The longest name of a repository that is the name of its folder; file systems allow 255 bytes.
    private static let maximumFolderName = 200

    /// A repository's name with `+` for `/`, which no name has; a long one's digest after another `+`.
    private static func folderName(of repository: RepositoryName) -> String {
        guard repository.text.utf8.count > maximumFolderName else {
            return String(repository.text.map { $0 == "/" ? "+" : $0 })
        }
        return "+" + Hexadecimal.encode(SHA256.digest(of: Array(repository.text.utf8)))
    }

    private func repository(of name: String, in folder: DataFolder) throws(StoreError) -> RepositoryName? {
        guard name.hasPrefix("+") else {
            return try? RepositoryName(String(name.map { $0 == "+" ? "/" : $0 }))
        }
        guard let folder = folder.existingFolder(name), let first = try folder.names().first else { return nil }
        return try read(first, in: folder)?.id.repository
    }
}

extension DataFolder {
    private static let lastEventFile = ".last-event"

    /// Notes when something was told. It need not survive a loss of power.
    fileprivate func noteLastEvent(_ now: Timestamp) throws(StoreError) {
        let temporary = try writeTemporary(Array(now.iso8601.utf8), for: Self.lastEventFile, isSynced: false)
        try place(temporary, as: Self.lastEventFile)
    }

    fileprivate var lastEvent: Timestamp? {
        guard let bytes = try? read(Self.lastEventFile) else { return nil }
        return Timestamp(iso8601: String(decoding: bytes, as: UTF8.self))
    }
}
