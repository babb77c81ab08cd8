public import ScoutIntegration

/// An image all of whose blobs are in a store.
public struct PulledImage: Sendable, Hashable {
    /// What was asked for.
    public let root: Manifest
    /// What a layout of the image begins with: the manifest or index, or the manifests of the chosen platforms.
    public let entries: [Descriptor]
    /// All manifests, the root included.
    public let manifests: [Manifest]
    /// Configurations and layers, each once.
    public let blobs: [Descriptor]
    /// What the manifests say.
    public let content: ImageContent

    /// The manifests and indexes that the root has as parts, whether or not they were pulled.
    public var parts: Set<ImageDigest> {
        var parts: Set<ImageDigest> = []
        for case .index(let entries) in ([root] + manifests).map(\.content) { parts.formUnion(entries.map(\.digest)) }
        return parts
    }

    /// The digests of all that belongs to the image.
    var digests: [ImageDigest] { manifests.map(\.descriptor.digest) + blobs.map(\.digest) }
}

/// Which platforms of an index are pulled.
public enum PlatformChoice: Sendable, Hashable {
    /// All, and whatever else the index lists.
    case all
    /// Those that one of these includes.
    case only([Platform])
}

/// What happens while an image is pulled.
public enum PullProgress: Sendable, Hashable {
    /// The manifests were read: these blobs are needed.
    case began(blobs: [Descriptor])
    /// So many bytes of a blob are there.
    case received(ImageDigest, bytes: Int64)
}
