import AWSClient
import Dispatch
public import ScoutIntegration
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Takes events out of their queue and into the store of images, all of a file at a time.
public final class ImageIntake: Sendable {
    private let queue: RecordQueue
    private let images: FileImageStore
    private let integrations: FileIntegrationStore
    private let settings: FileOrganizationSettingsStore
    private let observe: @Sendable (Observation) -> Void
    private let didChange: @Sendable () -> Void
    private let signal = DispatchSemaphore(value: 0)
    /// How often events have come.
    private let arrivals = Atomic(0)
    /// Whether the thread has nothing to do, so that it is to be woken.
    private let isIdle = Atomic(false)
    private let isStopping = Atomic(false)

    /// How long to wait after the store has failed.
    private static let pause = DispatchTimeInterval.seconds(1)
    /// For how long no event must have come before those that wait are taken in.
    private static let quiet = DispatchTimeInterval.milliseconds(20)
    /// How many entries of the queue of images are looked at before events are again.
    private static let checkedTogether = 500
    /// How long events wait at most while others come.
    private static let longestWait = Duration.seconds(1)

    /// An intake.
    ///
    /// - Parameters:
    ///   - observe: hears what happens.
    ///   - didChange: called after images have changed.
    public init(
        queue: RecordQueue,
        images: FileImageStore,
        integrations: FileIntegrationStore,
        settings: FileOrganizationSettingsStore,
        observe: @escaping @Sendable (Observation) -> Void,
        didChange: @escaping @Sendable () -> Void
    ) {
        self.queue = queue
        self.images = images
        self.integrations = integrations
        self.settings = settings
        self.observe = observe
        self.didChange = didChange
    }

    /// Tells that events have come.
    public func wake() {
        arrivals.add(1, ordering: .sequentiallyConsistent)
        if isIdle.exchange(false, ordering: .sequentiallyConsistent) { signal.signal() }
    }

    /// Makes ``run()`` return after what it is doing.
    public func stop() {
        isStopping.store(true, ordering: .relaxed)
        signal.signal()
    }

    /// Takes events in as they come, on a thread of its own, until it is stopped. What is left is in the queue.
    public func run() async {
        await withCheckedContinuation { continuation in
            // It waits for the disk, and the threads of tasks must not be blocked.
            POSIX.detachThread {
                self.runOnThread()
                continuation.resume()
            }
        }
    }

    private func runOnThread() {
        Self.giveWay()
        var unchecked: ArraySlice<String>?
        while !isStopping.load(ordering: .relaxed) {
            let seen = arrivals.load(ordering: .sequentiallyConsistent)
            do throws(StoreError) {
                if try takeInOldest() { continue }
                if try dropStaleEntries(&unchecked) { continue }
                waitForEvents(since: seen)
                waitForQuiet()
            } catch {
                observe(.storeFailed(error))
                _ = signal.wait(timeout: .now() + Self.pause)
            }
        }
    }

    /// Drops what an earlier process, killed while it wrote, has left over in the queue of images: some entries at a time, so
    /// that events need not wait.
    ///
    /// - Parameter unchecked: the entries that have not been looked at; `nil` at first.
    /// - Returns: `false` where none are left to look at.
    func dropStaleEntries(_ unchecked: inout ArraySlice<String>?) throws(StoreError) -> Bool {
        let names = if let unchecked { unchecked } else { try images.queue.names()[...] }
        try images.dropStale(names.prefix(Self.checkedTogether))
        unchecked = names.dropFirst(Self.checkedTogether)
        return !names.isEmpty
    }

    /// Waits until events have come, if none have since then.
    private func waitForEvents(since seen: Int) {
        isIdle.store(true, ordering: .sequentiallyConsistent)
        let hasMissedNone = arrivals.load(ordering: .sequentiallyConsistent) == seen
        // Whoever was faster to find it idle signals.
        if hasMissedNone || !isIdle.exchange(false, ordering: .sequentiallyConsistent) { signal.wait() }
    }

    /// Waits until no more events come, though not for long: a burst of them is accepted faster while nothing else needs the
    /// disk.
    private func waitForQuiet() {
        let deadline = ContinuousClock.now + Self.longestWait
        var seen: Int
        repeat {
            seen = arrivals.load(ordering: .relaxed)
            _ = signal.wait(timeout: .now() + Self.quiet)
        } while arrivals.load(ordering: .relaxed) != seen && !isStopping.load(ordering: .relaxed)
            && ContinuousClock.now < deadline
    }

    /// Lets the threads that accept events go first. Elsewhere than on Linux a thread has no priority of its own that way.
    private static func giveWay() {
        #if os(Linux)
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        #endif
    }

    /// Takes in the oldest events; `false` where there are none.
    func takeInOldest() throws(StoreError) -> Bool {
        guard let segment = try queue.takeOldest() else { return false }
        var events: [IntegrationID: [ImageEvent]] = [:]
        for bytes in segment.records {
            guard let record = EventRecord(bytes: bytes) else {
                observe(
                    Observation(.error, .storeFailed, nil, [("error", "an event in the queue is of another version")])
                )
                continue
            }
            events[record.integration, default: []].append(record.event)
        }
        for (integration, events) in events { try takeIn(events, of: integration) }
        try queue.drop(segment)
        didChange()
        return true
    }

    private func takeIn(_ events: [ImageEvent], of id: IntegrationID) throws(StoreError) {
        guard let integration = try integrations.integration(id) else { return }
        let settings = try settings.settings(of: integration.organization)
        var known: [RepositoryName: Bool] = [:]
        let changed = try images.apply(events, to: id, at: .now) { repository in
            if let isActive = known[repository] { return isActive }
            let isActive = settings.isActive(repository, of: id)
            known[repository] = isActive
            return isActive
        }
        guard !changed.isEmpty else { return }
        let queued = changed.count { $0.state == .queued }
        observe(
            Observation(
                .info,
                .imagesChanged,
                id,
                [("events", "\(events.count)"), ("images", "\(changed.count)"), ("queued", "\(queued)")]
            )
        )
    }
}
