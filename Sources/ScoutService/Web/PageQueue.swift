import Dispatch
import HTTPServer
import Synchronization

/// Answers requests that read much from the store, on threads of their own, so that messages and events never wait for them.
final class PageQueue: Sendable {
    private let executor = PageExecutor()
    private let waiting = Mutex(0)

    private let maximumWaiting: Int

    /// - Parameter maximumWaiting: how many requests may wait or be worked on; more are answered with 503.
    init(maximumWaiting: Int = 128) { self.maximumWaiting = maximumWaiting }

    /// Answers a request with what the closure gives.
    ///
    /// - Parameter full: what is answered where too many requests wait.
    func answer(
        _ responder: HTTPResponder,
        whenFull full: () -> HTTPResponse = { .text(503, "too many requests at the moment\n") },
        _ body: @escaping @Sendable () async -> HTTPResponse
    ) {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < maximumWaiting else { return false }
            waiting += 1
            return true
        }
        guard hasRoom else { return responder.send(full()) }
        Task(executorPreference: executor) { [self] in
            responder.send(await body())
            waiting.withLock { $0 -= 1 }
        }
    }
}

/// Runs tasks on threads besides those of all other tasks.
private final class PageExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "scout-ecr.pages", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
