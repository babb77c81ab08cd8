import CloudFormation
public import ScoutIntegration

/// Pulls images of one registry into a store of blobs.
public struct ImagePuller: Sendable {
    /// What an image may ask for.
    public struct Limits: Sendable, Hashable {
        /// The largest image, in bytes.
        public var imageBytes: Int64 = 64 << 30
        /// How many bytes of the disk are left for others.
        public var reservedBytes: Int64 = 256 << 20

        /// The limits that suit a machine of its own.
        public init() {}
    }

    private let client: RegistryClient
    private let blobs: BlobStore
    private let slots: DownloadSlots
    private let platforms: PlatformChoice
    private let limits: Limits

    /// How deep indexes may lie within each other, and how many manifests an image may have.
    private static let (maximumDepth, maximumManifests) = (3, 1_000)
    /// The largest configuration whose platform is read, in bytes.
    private static let maximumConfigurationSize = 8 << 20

    /// A puller.
    ///
    /// - Parameters:
    ///   - slots: how much is downloaded at once; shared by pullers that share a line.
    ///   - platforms: which images of an index are pulled.
    public init(
        client: RegistryClient,
        blobs: BlobStore,
        slots: DownloadSlots,
        platforms: PlatformChoice = .all,
        limits: Limits = Limits()
    ) {
        self.client = client
        self.blobs = blobs
        self.slots = slots
        self.platforms = platforms
        self.limits = limits
    }

    /// Pulls an image. Its blobs stay in the store at least until ``release(_:)``.
    public func pull(
        _ repository: RepositoryName,
        _ version: ImageReference.Version,
        progress: @escaping @Sendable (PullProgress) -> Void = { _ in }
    ) async throws(PullError) -> PulledImage {
        let graph = try await graph(repository, version)
        if let reason = graph.reasonForNoImage { throw PullError(.noImage, reason) }
        let digests = graph.manifests.map(\.descriptor.digest) + graph.blobs.map(\.digest)
        blobs.lease(digests)
        do throws(PullError) {
            try checkRoom(for: graph)
            progress(.began(blobs: graph.blobs))
            for manifest in graph.manifests { try blobs.store(manifest.bytes, as: manifest.descriptor.digest) }
            try await download(graph.blobs, repository, progress)
            return PulledImage(
                root: graph.root,
                entries: graph.entries,
                manifests: graph.manifests,
                blobs: graph.blobs,
                content: ImageContent(
                    mediaType: graph.root.descriptor.mediaType,
                    platforms: platforms(of: graph).map(\.description),
                    size: graph.size,
                    layers: graph.layers
                )
            )
        } catch {
            blobs.release(digests)
            throw error
        }
    }

    /// Lets the blobs of an image be dropped.
    public func release(_ image: PulledImage) { blobs.release(image.digests) }

    // MARK: Manifests

    private func graph(
        _ repository: RepositoryName,
        _ version: ImageReference.Version
    ) async throws(PullError) -> ImageGraph {
        let root = try await manifest(repository, version)
        guard case .index(let listed) = root.content, case .only(let wanted) = platforms else {
            var graph = ImageGraph(root: root, entries: [root.descriptor])
            try await add(root, nil, to: &graph, repository, depth: 0)
            return graph
        }
        // A layout of some platforms begins with their manifests: an index whose manifests are not all there is broken.
        let entries = listed.filter { entry in
            entry.platform.map { found in wanted.contains { $0.includes(found) } } ?? false
        }
        guard !entries.isEmpty else {
            let there = listed.compactMap(\.platform).map(\.description).joined(separator: ", ")
            throw PullError(.noImage, "the index has none of the chosen platforms; it has \(there)")
        }
        var graph = ImageGraph(root: root, entries: entries)
        for entry in entries { try await add(entry, to: &graph, repository, depth: 1) }
        return graph
    }

    private func add(
        _ manifest: Manifest,
        _ platform: Platform?,
        to graph: inout ImageGraph,
        _ repository: RepositoryName,
        depth: Int
    ) async throws(PullError) {
        guard depth <= Self.maximumDepth, graph.manifests.count < Self.maximumManifests else {
            throw PullError(.refused, "the index lists too many manifests, or indexes too deep within each other")
        }
        try graph.add(manifest, platform: platform)
        guard case .index(let entries) = manifest.content else { return }
        for entry in entries where !graph.manifests.contains(where: { $0.descriptor.digest == entry.digest }) {
            try await add(entry, to: &graph, repository, depth: depth + 1)
        }
    }

    private func add(
        _ entry: Descriptor,
        to graph: inout ImageGraph,
        _ repository: RepositoryName,
        depth: Int
    ) async throws(PullError) {
        let manifest = try await manifest(repository, .digest(entry.digest))
        guard manifest.descriptor.size == entry.size else {
            throw PullError(.refused, "\(entry.digest.text) has another size than its index says")
        }
        try await add(manifest, entry.platform, to: &graph, repository, depth: depth)
    }

    private func manifest(
        _ repository: RepositoryName,
        _ version: ImageReference.Version
    ) async throws(PullError) -> Manifest {
        do throws(RegistryError) {
            return try await client.manifest(repository, version)
        } catch {
            throw PullError(error)
        }
    }

    // MARK: Blobs

    private func checkRoom(for graph: ImageGraph) throws(PullError) {
        guard graph.size <= limits.imageBytes else {
            throw PullError(.refused, "the image has \(graph.size) bytes, and at most \(limits.imageBytes) are pulled")
        }
        if let free = Folders.freeBytes(blobs.folder), graph.size + limits.reservedBytes > free {
            throw PullError(.storage, "the image has \(graph.size) bytes, and the disk has room for \(free)")
        }
    }

    private func download(
        _ wanted: [Descriptor],
        _ repository: RepositoryName,
        _ progress: @escaping @Sendable (PullProgress) -> Void
    ) async throws(PullError) {
        let results = await withTaskGroup(of: Result<Void, PullError>.self) { group in
            for blob in wanted {
                group.addTask { await self.download(blob, repository, progress) }
            }
            var results: [Result<Void, PullError>] = []
            for await result in group {
                results.append(result)
                // The others are of no use then.
                if case .failure = result { group.cancelAll() }
            }
            return results
        }
        for result in results { try result.get() }
    }

    private func download(
        _ blob: Descriptor,
        _ repository: RepositoryName,
        _ progress: @escaping @Sendable (PullProgress) -> Void
    ) async -> Result<Void, PullError> {
        let (client, slots) = (client, slots)
        do throws(PullError) {
            try await blobs.require(blob, progress: { progress(.received(blob.digest, bytes: $0)) }) {
                (file) async throws(PullError) in
                try await slots.run { () async throws(PullError) in
                    do throws(RegistryError) {
                        try await client.download(repository, blob, to: file)
                    } catch {
                        // The manifest was there, so the image is not gone as a whole.
                        throw error.code == .notFound ? PullError(.transient, "\(error)") : PullError(error)
                    }
                }
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    // MARK: Platforms

    /// What the index says, or else the configuration of the image.
    private func platforms(of graph: ImageGraph) -> [Platform] {
        guard graph.platforms.isEmpty else { return graph.platforms }
        for case .image(let configuration, _) in graph.manifests.map(\.content)
        where MediaType.isImageConfiguration(configuration.mediaType) {
            let path = blobs.path(of: configuration.digest)
            guard let bytes = Folders.read(path, atMost: Self.maximumConfigurationSize),
                let node = try? JSONReader.read(bytes, name: "configuration"), let platform = Platform(node)
            else { continue }
            return [platform]
        }
        return []
    }
}
