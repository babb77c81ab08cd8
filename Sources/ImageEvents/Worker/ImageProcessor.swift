public import AWSClient
public import ScoutIntegration
import Synchronization

/// Pulls images and hands them to the analyzer.
///
/// What an image has come to is in the store, so whatever this process was doing when it ended, the next one goes on with it.
public final class ImageProcessor: Sendable {
    /// What images are worked on with.
    public struct Parts: Sendable {
        /// Where images are.
        public var images: any ImageStore
        /// Where integrations are.
        public var integrations: any IntegrationStore
        /// What organizations have chosen.
        public var settings: any OrganizationSettingsStore
        /// What lets one into registries.
        public var access: RegistryAccess
        /// What sends requests to registries.
        public var transport: any DownloadTransport
        /// What images are handed to.
        public var analyzer: Analyzer
        /// The folder for what is being worked on.
        public var workFolder: String

        /// These parts.
        public init(
            images: any ImageStore,
            integrations: any IntegrationStore,
            settings: any OrganizationSettingsStore,
            access: RegistryAccess,
            transport: any DownloadTransport,
            analyzer: Analyzer,
            workFolder: String
        ) {
            self.images = images
            self.integrations = integrations
            self.settings = settings
            self.access = access
            self.transport = transport
            self.analyzer = analyzer
            self.workFolder = workFolder
        }
    }

    /// How images are worked on.
    public struct Options: Sendable {
        /// How many images are worked on at once.
        public var images = 2
        /// How many blobs are downloaded at once.
        public var downloads = 4
        /// Which platforms of an index are pulled.
        public var platforms = PlatformChoice.all
        /// What an image may ask for.
        public var limits = ImagePuller.Limits()
        /// A URL on this machine that stands in for every registry, for tests.
        public var registryOverride: LoopbackURL?
        /// How long to wait for what.
        public var timing = ImageTiming()

        /// What suits a service.
        public init() {}
    }

    let parts: Parts
    let options: Options
    let slots: DownloadSlots
    let observe: @Sendable (Observation) -> Void
    private let state = Mutex(State())

    private struct State {
        /// Images that somebody works on.
        var running: Set<ImageID> = []
        /// Blobs by integration: what one customer's registry has is of no use to another's.
        var stores: [IntegrationID: BlobStore] = [:]
        var isStopping = false
    }

    /// A processor.
    ///
    /// - Parameter observe: hears what happens.
    public init(_ parts: Parts, options: Options, observe: @escaping @Sendable (Observation) -> Void) {
        self.parts = parts
        self.options = options
        self.observe = observe
        slots = DownloadSlots(options.downloads)
    }

    var timing: ImageTiming { options.timing }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Begins nothing more. Analyzers go on, and the next process hears of them.
    public func stop() { state.withLock { $0.isStopping = true } }

    // MARK: Who works on what

    /// The images that somebody works on.
    var running: Set<ImageID> { state.withLock { $0.running } }

    /// Notes that somebody works on an image; `false` where somebody does already, or nothing is to be begun.
    func begin(_ image: ImageID) -> Bool {
        state.withLock { !$0.isStopping && $0.running.insert(image).inserted }
    }

    /// Notes that somebody works on an image, whether or not somebody does already.
    func note(_ image: ImageID) { state.withLock { _ = $0.running.insert(image) } }

    /// Notes that nobody works on an image any more.
    func end(_ image: ImageID) { state.withLock { _ = $0.running.remove(image) } }

    // MARK: Blobs

    /// The blobs of an integration's registry.
    func store(of integration: IntegrationID) throws(PullError) -> BlobStore {
        if let store = state.withLock({ $0.stores[integration] }) { return store }
        let folder = "\(parts.workFolder)/blobs/\(integration.text)"
        let new = try BlobStore(blobs: "\(folder)/sha256", partials: "\(folder)/partial")
        return state.withLock { state in
            let store = state.stores[integration] ?? new
            state.stores[integration] = store
            return store
        }
    }

    /// Drops what no image needs.
    public func dropUnusedBlobs() {
        for name in Folders.names("\(parts.workFolder)/blobs") {
            guard let id = try? IntegrationID(name), let store = try? store(of: id) else { continue }
            if store.drop(unusedForSeconds: timing.blobSeconds) == 0 {
                let isUnused = state.withLock { state in
                    guard !state.running.contains(where: { $0.integration == id }) else { return false }
                    state.stores[id] = nil
                    return true
                }
                if isUnused { Folders.remove("\(parts.workFolder)/blobs/\(name)") }
            }
        }
    }
}
