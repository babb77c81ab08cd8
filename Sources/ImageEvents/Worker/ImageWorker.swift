public import AWSClient
public import ScoutIntegration
import Synchronization

/// Pulls the images of the queue and hands them to the analyzer, several at a time.
///
/// What an image has come to is in the store, so whatever this process was doing when it ended, the next one goes on with it.
public final class ImageWorker: Sendable {
    /// What the worker works with.
    public struct Parts: Sendable {
        /// Where images are.
        public var images: FileImageStore
        /// Where integrations are.
        public var integrations: any IntegrationStore
        /// What organizations have chosen.
        public var settings: OrganizationSettingsStore
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
            images: FileImageStore,
            integrations: any IntegrationStore,
            settings: OrganizationSettingsStore,
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

    /// How the worker works.
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
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    private struct State {
        /// Images that somebody works on.
        var running: Set<ImageID> = []
        /// Blobs by integration: what one customer's registry has is of no use to another's.
        var stores: [IntegrationID: BlobStore] = [:]
        var isStopping = false
    }

    /// How many entries of the queue are looked at together.
    private static let window = 256

    /// A worker.
    ///
    /// - Parameter observe: hears what happens.
    public init(_ parts: Parts, options: Options, observe: @escaping @Sendable (Observation) -> Void) {
        self.parts = parts
        self.options = options
        self.observe = observe
        slots = DownloadSlots(options.downloads)
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var timing: ImageTiming { options.timing }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Tells that the queue has changed.
    public func wake() { waker.yield() }

    /// Works until it is stopped; then returns once nothing is under way any more, or the time is over.
    public func run() async {
        let ticks = Task { [waker, timing] in
            while !Task.isCancelled {
                try? await Task.sleep(for: timing.pollInterval)
                waker.yield()
            }
        }
        defer { ticks.cancel() }
        await withDiscardingTaskGroup { group in
            var view = QueueView()
            wake()
            for await _ in wakes {
                if isStopping { break }
                dropUnusedBlobs(&view)
                while let entry = next(&view) {
                    group.addTask {
                        await self.work(on: entry)
                        self.state.withLock { _ = $0.running.remove(entry.image) }
                        self.wake()
                    }
                }
            }
        }
    }

    /// Begins nothing more and ends ``run()``. Analyzers go on, and the next process hears of them.
    public func stop() {
        state.withLock { $0.isStopping = true }
        wake()
    }

    // MARK: The queue

    /// What was last seen of the queue.
    private struct QueueView {
        var entries: ArraySlice<ImageQueue.Entry> = []
        var version: FileVersion?
        var blobsDroppedAt: Timestamp?
    }

    /// The next image whose turn it is, if there is one and somebody to work on it, which is noted.
    private func next(_ view: inout QueueView) -> ImageQueue.Entry? {
        guard state.withLock({ $0.running.count < options.images && !$0.isStopping }) else { return nil }
        refill(&view)
        guard let entry = view.entries.first, entry.dueAt <= timing.now() else { return nil }
        view.entries.removeFirst()
        let isNew = state.withLock { $0.running.insert(entry.image).inserted }
        return isNew ? entry : next(&view)
    }

    /// Looks at the queue again where all that was seen is done, or where it has changed and nothing that was seen is due.
    private func refill(_ view: inout QueueView) {
        if let first = view.entries.first, first.dueAt <= timing.now() { return }
        let queue = parts.images.queue
        let version = queue.version
        guard version != view.version else { return }
        let running = state.withLock { $0.running }
        do throws(StoreError) {
            view.entries = try queue.first(Self.window, except: running.contains)[...]
            // What lies behind the window is seen when it is empty, whether or not the queue has changed by then.
            view.version = view.entries.count < Self.window ? version : nil
        } catch {
            observe(Observation(.error, .storeFailed, nil, [("error", "\(error)")]))
        }
    }

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

    /// Drops what no image needs, once a minute.
    private func dropUnusedBlobs(_ view: inout QueueView) {
        let now = timing.now()
        if let last = view.blobsDroppedAt, now < last.adding(seconds: 60) { return }
        view.blobsDroppedAt = now
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
