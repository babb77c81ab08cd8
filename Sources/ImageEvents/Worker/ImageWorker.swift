import AWSClient
public import ScoutIntegration
import Synchronization

/// Works on the images of the queue, several at a time, until it is stopped.
public final class ImageWorker: Sendable {
    private let images: FileImageStore
    private let processor: ImageProcessor
    private let observe: @Sendable (Observation) -> Void
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    /// How many entries of the queue are looked at together.
    private static let window = 256

    /// A worker.
    ///
    /// - Parameters:
    ///   - images: the store whose queue is worked on, which is the processor's.
    ///   - observe: hears what happens.
    public init(
        _ processor: ImageProcessor,
        of images: FileImageStore,
        observe: @escaping @Sendable (Observation) -> Void
    ) {
        self.images = images
        self.processor = processor
        self.observe = observe
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    private var timing: ImageTiming { processor.timing }

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
                if processor.isStopping { break }
                dropUnusedBlobs(&view)
                while let entry = next(&view) {
                    group.addTask {
                        await self.work(on: entry)
                        self.processor.end(entry.image)
                        self.wake()
                    }
                }
            }
        }
    }

    /// Begins nothing more and ends ``run()``. Analyzers go on, and the next process hears of them.
    public func stop() {
        processor.stop()
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
        guard processor.running.count < processor.options.images else { return nil }
        refill(&view)
        guard let entry = view.entries.first, entry.dueAt <= timing.now() else { return nil }
        view.entries.removeFirst()
        return processor.begin(entry.image) ? entry : next(&view)
    }

    /// Looks at the queue again where all that was seen is done, or where it has changed and nothing that was seen is due.
    private func refill(_ view: inout QueueView) {
        if let first = view.entries.first, first.dueAt <= timing.now() { return }
        let queue = images.queue
        let version = queue.version
        guard version != view.version else { return }
        let running = processor.running
        do throws(StoreError) {
            view.entries = try queue.first(Self.window, except: running.contains)[...]
            // What lies behind the window is seen when it is empty, whether or not the queue has changed by then.
            view.version = view.entries.count < Self.window ? version : nil
        } catch {
            observe(.storeFailed(error))
        }
    }

    /// Works on an image, or drops an entry that means nothing.
    private func work(on entry: ImageQueue.Entry) async {
        do {
            guard let image = try images.image(entry.image), images.isCurrent(entry, of: image),
                try await processor.process(image)
            else { return try images.dropStale(entry) }
        } catch {
            observe(.storeFailed(error, entry.image.integration))
            // The entry is there still, and the store may be better soon.
            try? await Task.sleep(for: timing.pollInterval)
        }
    }

    /// Drops what no image needs, once a minute.
    private func dropUnusedBlobs(_ view: inout QueueView) {
        let now = timing.now()
        if let last = view.blobsDroppedAt, now < last.adding(seconds: 60) { return }
        view.blobsDroppedAt = now
        processor.dropUnusedBlobs()
    }
}
