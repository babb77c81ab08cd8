import ScoutIntegration

/// The manifests of an image, and the blobs that they list.
struct ImageGraph: Sendable {
    let root: Manifest
    let entries: [Descriptor]
    private(set) var manifests: [Manifest] = []
    private(set) var blobs: [Descriptor] = []
    /// What indexes say of the platforms of their manifests.
    private(set) var platforms: [Platform] = []
    private var sizes: [ImageDigest: Int64] = [:]

    init(root: Manifest, entries: [Descriptor]) {
        self.root = root
        self.entries = entries
    }

    /// Adds a manifest with the blobs that it lists; those of others that are the same are not listed again.
    mutating func add(_ manifest: Manifest, platform: Platform?) throws(PullError) {
        manifests.append(manifest)
        try check(manifest.descriptor)
        guard case .image(let configuration, let layers) = manifest.content else { return }
        if let platform, platform.os != "unknown", !platforms.contains(platform) { platforms.append(platform) }
        for blob in [configuration] + layers where !MediaType.isForeignLayer(blob.mediaType) {
            if try check(blob) { blobs.append(blob) }
        }
    }

    /// Whether a descriptor is the first of its digest.
    @discardableResult
    private mutating func check(_ descriptor: Descriptor) throws(PullError) -> Bool {
        guard let size = sizes[descriptor.digest] else {
            sizes[descriptor.digest] = descriptor.size
            return true
        }
        guard size == descriptor.size else {
            throw PullError(.refused, "\(descriptor.digest.text) is listed with two sizes")
        }
        return false
    }

    /// What manifests, configurations and layers have together, in bytes.
    var size: Int64 { sizes.values.reduce(0, +) }

    /// How many layers there are, each counted once.
    var layers: Int {
        var layers: Set<ImageDigest> = []
        for case .image(_, let found) in manifests.map(\.content) where isImage(found) {
            layers.formUnion(found.map(\.digest))
        }
        return layers.count
    }

    private func isImage(_ layers: [Descriptor]) -> Bool { layers.allSatisfy { MediaType.isLayer($0.mediaType) } }

    /// Why this is nothing to be analyzed; `nil` where it is an image.
    var reasonForNoImage: String? {
        var other: String?
        for case .image(let configuration, let layers) in manifests.map(\.content) {
            if MediaType.isImageConfiguration(configuration.mediaType), isImage(layers) { return nil }
            let foreign = layers.first { !MediaType.isLayer($0.mediaType) }?.mediaType
            other = MediaType.isImageConfiguration(configuration.mediaType) ? foreign : configuration.mediaType
        }
        return "it is no image but \(other ?? "an index without images")"
    }
}
