import Dispatch
import HTTPServer
import Synchronization

/// Answers requests that read many files, on threads of their own, so that messages and events never wait for them.
final class PageQueue: Sendable {
    private let queue = DispatchQueue(label: "scout-ecr.pages", attributes: .concurrent)
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
        _ body: @escaping @Sendable () -> HTTPResponse
    ) {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < maximumWaiting else { return false }
            waiting += 1
            return true
        }
        guard hasRoom else { return responder.send(full()) }
        queue.async { [self] in
            responder.send(body())
            waiting.withLock { $0 -= 1 }
        }
    }
}
