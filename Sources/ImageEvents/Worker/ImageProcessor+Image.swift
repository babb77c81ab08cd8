import CloudFormation
import Cryptography
public import ScoutIntegration

extension ImageProcessor {
    /// Works on an image of the queue until nothing is left to do, or it is to be tried again later.
    ///
    /// - Returns: `false` where its integration is not known, so that nothing can be done.
    /// - Throws: where the store has failed; the image is to be worked on again.
    public func process(_ image: Image) async throws -> Bool {
        note(image.id)
        defer { end(image.id) }
        guard let integration = try await parts.integrations.integration(image.id.integration) else { return false }
        if let event = try await reasonToStop(image, integration) {
            try await change(image.id, event)
            Folders.remove(folder(of: image.id))
            return true
        }
        try await change(image.id, .pullBegan)
        try await attempt(image, integration)
        return true
    }

    /// What becomes of an image that is not pulled any more; `nil` where it is.
    private func reasonToStop(_ image: Image, _ integration: Integration) async throws -> Image.Event? {
        if integration.isWithdrawn { return .attemptFailed(reason: "the integration was removed", retryAt: nil) }
        if integration.stack == nil {
            return .attemptFailed(reason: "the integration's stack was deleted", retryAt: nil)
        }
        let settings = try await parts.settings.settings(of: integration.organization)
        let isActive = settings.isActive(image.id.repository, of: integration.id)
        return isActive ? nil : .ignored(reason: Image.inactiveRepository)
    }

    /// The folder for what is done with an image.
    private func folder(of image: ImageID) -> String {
        let text = "\(image.integration.text) \(image.repository.text) \(image.digest.text)"
        let digest = Hexadecimal.encode(SHA256.digest(of: Array(text.utf8)))
        return "\(parts.workFolder)/images/\(digest.prefix(32))"
    }

    @discardableResult
    private func change(
        _ id: ImageID,
        creating: Bool = false,
        _ event: Image.Event
    ) async throws(StoreError) -> Image? {
        let now = timing.now()
        return try await parts.images.update(id, creating: creating) { $0.apply(event, at: now) }?.after
    }

    // MARK: From the registry to the analyzer

    private func attempt(_ image: Image, _ integration: Integration) async throws {
        let folder = folder(of: image.id)
        do {
            // An analyzer that an earlier process has started may be at work, or have ended since.
            var analysis = try await outcome(of: AnalyzerProcess(in: folder))
            if analysis == nil, !isStopping {
                Folders.remove(folder)
                analysis = try await pullAndAnalyze(image, integration, in: folder)
            }
            if let analysis { try await end(image, analysis) }
            // An analyzer that goes on while the service ends needs its files.
            if analysis != nil || !isStopping { Folders.remove(folder) }
        } catch let error as PullError {
            Folders.remove(folder)
            // What was cut short by the service's end was no failure.
            if !isStopping { try await fail(image, integration, error) }
        }
    }

    private func outcome(of process: AnalyzerProcess) async throws(PullError) -> ImageAnalysis? {
        try await parts.analyzer.outcome(of: process, now: timing.now) { isStopping }
    }

    /// - Returns: what the analyzer said; `nil` where it was not asked to the end.
    private func pullAndAnalyze(
        _ image: Image,
        _ integration: Integration,
        in folder: String
    ) async throws -> ImageAnalysis? {
        let started = timing.now()
        observe(Observation(.info, .imagePulling, integration.id, image.fields))
        let blobs = try store(of: integration.id)
        let puller = try await puller(for: integration, blobs)
        let pulled = try await puller.pull(image.id.repository, .digest(image.id.digest))
        defer { puller.release(pulled) }
        let seconds = Double(timing.now().milliseconds - started.milliseconds) / 1_000
        let size = [(name: "bytes", value: "\(pulled.content.size)")]
        observe(Observation(.info, .imagePulled, integration.id, image.fields + size, seconds: seconds))
        for part in pulled.parts {
            let id = ImageID(integration: integration.id, repository: image.id.repository, digest: part)
            try await change(id, creating: true, .foundInIndex(image.id.digest))
        }
        let now = try await change(image.id, .contentRead(pulled.content))
        // It may have been deleted meanwhile.
        guard let now, now.state == .pulling, !isStopping else { return nil }
        let process = try await start(now, pulled, blobs, integration, in: folder)
        return try await outcome(of: process)
    }

    private func puller(for integration: Integration, _ blobs: BlobStore) async throws(PullError) -> ImagePuller {
        guard let endpoint = RegistryEndpoint(of: integration, override: options.registryOverride) else {
            throw PullError(.denied, "the account of the integration is not known")
        }
        let login = try await parts.access.login(integration)
        let client = RegistryClient(endpoint: endpoint, login: login, transport: parts.transport)
        return ImagePuller(
            client: client,
            blobs: blobs,
            slots: slots,
            platforms: options.platforms,
            limits: options.limits
        )
    }

    private func start(
        _ image: Image,
        _ pulled: PulledImage,
        _ blobs: BlobStore,
        _ integration: Integration,
        in folder: String
    ) async throws -> AnalyzerProcess {
        let images = try await parts.images.images(of: integration.id, in: image.id.repository)
        let tags = TagOwners(images).tags(of: image)
        let (layout, file) = ("\(folder)/layout", "\(folder)/image.json")
        try OCILayout.write(pulled, tag: tags.first, from: blobs, to: layout)
        try Folders.write(Array(image.listing(in: integration, tags: tags).json().utf8), to: file)
        return try parts.analyzer.start(in: folder, layout: layout, image: file)
    }

    // MARK: What came of it

    private func end(_ image: Image, _ analysis: ImageAnalysis) async throws(StoreError) {
        try await change(image.id, .handedOff(analysis))
        let status = [(name: "status", value: "\(analysis.exitCode)")]
        observe(
            Observation(.info, .imageHandedOff, image.id.integration, image.fields + status, seconds: analysis.seconds)
        )
    }

    private func fail(_ image: Image, _ integration: Integration, _ error: PullError) async throws(StoreError) {
        let fields = image.fields + [(name: "reason", value: error.description)]
        switch error.code {
        case .notFound:
            try await change(image.id, .foundMissing)
            observe(Observation(.info, .imageIgnored, integration.id, fields))
        case .noImage:
            try await change(image.id, .ignored(reason: error.description))
            observe(Observation(.info, .imageIgnored, integration.id, fields))
        case .denied, .transient, .refused, .storage:
            if error.code == .denied { await parts.access.forget(integration.id) }
            let retryAt = timing.retry(afterFailures: image.failures + 1)
            try await change(image.id, .attemptFailed(reason: error.description, retryAt: retryAt))
            observe(
                Observation(
                    retryAt == nil ? .error : .warning,
                    retryAt == nil ? .failed : .retrying,
                    integration.id,
                    fields
                )
            )
        }
    }
}

extension Image {
    /// What lets one follow the image in logs.
    fileprivate var fields: [(name: String, value: String)] {
        [("repository", id.repository.text), ("digest", id.digest.text)]
            + (lastEventID.map { [TraceID(of: $0).field] } ?? [])
    }
}
