import CloudFormation
import Cryptography

/// The images that wait for their turn, as names in a folder, so that none needs to be looked for among all images.
///
/// An entry says which image, and when it is its turn; the image's own file says whether that is still so. An image that is in
/// the queue always has an entry; an entry whose image says something else is left over from a change and means nothing.
public struct ImageQueue: Sendable {
    /// A place in the queue.
    public struct Entry: Sendable, Hashable {
        /// The image.
        public let image: ImageID
        /// When it is its turn.
        public let dueAt: Timestamp
        /// The entry's file.
        let name: String
    }

    private let folder: DataFolder

    init(in data: DataFolder) throws(StoreError) {
        folder = try data.folder("queue")
    }

    /// What changes with the queue.
    public var version: FileVersion? { folder.version }

    /// The entries whose turn comes first, in order.
    ///
    /// - Parameter isSkipped: which entries to leave out, by their images.
    public func first(_ count: Int, except isSkipped: (ImageID) -> Bool = { _ in false }) throws(StoreError) -> [Entry]
    {
        var entries: [Entry] = []
        for name in try folder.names() {
            guard let entry = try entry(name), !isSkipped(entry.image) else { continue }
            entries.append(entry)
            if entries.count >= count { break }
        }
        return entries
    }

    /// How many entries there are, with those that a crash has left over.
    public func count() throws(StoreError) -> Int { try folder.names().count }

    /// The names of all entries.
    public func names() throws(StoreError) -> [String] { try folder.names() }

    /// The name of an image's entry; `nil` where the image is not in the queue.
    static func name(of image: Image) -> String? {
        guard image.isInQueue else { return nil }
        // Thirteen digits of milliseconds until the year 2286, so names are in the order of time.
        let due = String(max(image.dueAt.milliseconds, 0))
        let padding = String(repeating: "0", count: max(0, 13 - due.utf8.count))
        return "\(padding)\(due)-\(hash(of: image.id))"
    }

    func contains(_ name: String) -> Bool { folder.version(of: name) != nil }

    func add(_ image: ImageID, as name: String, to batch: inout FileBatch) {
        let lines = [image.integration.text, image.repository.text, image.digest.text]
        batch.add(Array(lines.joined(separator: "\n").utf8), to: name, in: folder)
    }

    /// Removes an entry. That it comes back after a crash does no harm.
    func remove(_ name: String) { folder.removeUnsynced(name) }

    func entry(_ name: String) throws(StoreError) -> Entry? {
        guard let due = Int64(name.prefix { $0 != "-" }), let bytes = try folder.read(name) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 3, let integration = try? IntegrationID(lines[0]),
            let repository = try? RepositoryName(lines[1]), let digest = try? ImageDigest(lines[2])
        else { return nil }
        let image = ImageID(integration: integration, repository: repository, digest: digest)
        return Entry(image: image, dueAt: Timestamp(milliseconds: due), name: name)
    }

    private static func hash(of image: ImageID) -> String {
        let text = "\(image.integration.text) \(image.repository.text) \(image.digest.text)"
        return String(Hexadecimal.encode(SHA256.digest(of: Array(text.utf8))).prefix(32))
    }
}
