import Synchronization

/// A small, strict server of HTTP/1.1.
///
/// Each loop is a thread that reads requests, has the handler answer them, and writes the answers. There is no TLS:
/// that ends in front of the server.
///
/// - Source: RFC 9110; RFC 9112.
public final class HTTPServer: Sendable {
    /// The port that the server listens on.
    public let port: UInt16

    private let limits: HTTPServerLimits
    private let handler: any HTTPHandler
    private let mailboxes: [LoopMailbox]
    /// A socket for each loop that does not run yet; all are the same one by different descriptors.
    private let listeners: Mutex<[ListeningSocket]>
    private let hasRun = Atomic(false)

    /// Starts to listen. Clients can connect from now on; they are served while the server runs.
    ///
    /// - Parameters:
    ///   - host: an IPv4 or IPv6 address, or a name; of a name's addresses, the first that can be bound.
    ///   - port: the port, or 0 for any that is free.
    ///   - loops: how many threads serve, at least one.
    ///   - handler: what answers the requests.
    public init(
        host: String,
        port: UInt16,
        limits: HTTPServerLimits = HTTPServerLimits(),
        loops: Int = 1,
        handler: some HTTPHandler
    ) throws(HTTPServerError) {
        let socket = try ListeningSocket(host: host, port: port)
        var sockets = [socket]
        var mailboxes = [try LoopMailbox()]
        while sockets.count < loops {
            sockets.append(try socket.duplicate())
            mailboxes.append(try LoopMailbox())
        }
        self.port = socket.port
        self.limits = limits
        self.handler = handler
        self.mailboxes = mailboxes
        listeners = Mutex(sockets)
    }

    /// Serves until the server is shut down; one of the loops uses the calling thread. A server runs only once: when it
    /// runs or has run, the call returns at once.
    public func run() {
        guard !hasRun.exchange(true, ordering: .relaxed) else { return }
        // All loops take connections from the same socket: where the system allows fewer threads, fewer serve.
        let threads = mailboxes.dropFirst().compactMap { mailbox in SystemThread { [self] in serve(mailbox) } }
        if let first = mailboxes.first { serve(first) }
        // Those of loops without a thread.
        listeners.withLock { $0 = [] }
        for thread in threads { thread.join() }
    }

    /// Serves like ``run()``, which needs a thread and not one of the few that tasks share.
    public func serve() async {
        await withCheckedContinuation { continuation in
            let thread = SystemThread {
                self.run()
                continuation.resume()
            }
            if let thread { return thread.detach() }
            run()
            continuation.resume()
        }
    }

    private func serve(_ mailbox: LoopMailbox) {
        // The loop alone keeps its socket, so that it can close it.
        var loop = EventLoop(
            handler: handler,
            limits: limits,
            mailbox: mailbox,
            listener: listeners.withLock { $0.popLast() },
            loops: mailboxes.count
        )
        loop.run()
    }

    /// Ends the server, from any thread and without waiting for the end: ``run()`` returns when all is done.
    ///
    /// No further connection is accepted, idle ones are closed at once. Requests that have been received, or are
    /// received while there is time, are answered, and the connections end with the answers. A second call can shorten
    /// the time.
    ///
    /// - Parameter grace: after which time the server ends in any case; requests without an answer then get a 503.
    public func shutDown(within grace: Duration) {
        let (deadline, overflows) = Platform.monotonicNanoseconds.addingReportingOverflow(grace.clampedNanoseconds)
        for mailbox in mailboxes { mailbox.shutDown(by: overflows ? .max : deadline) }
    }
}
