#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Waits until something can be done with one of many descriptors.
///
/// Where the system has epoll, waiting costs nothing for connections that are idle; else it is done with poll.
struct Poller {
    /// What is waited for.
    struct Interest: OptionSet, Sendable {
        let rawValue: UInt32

        static let reading = Interest(rawValue: UInt32(POLLIN))
        static let writing = Interest(rawValue: UInt32(POLLOUT))
    }

    private let epoll: EPoll?

    // What poll needs: the descriptors, what the caller calls each of them, and where each stands.
    private var polled: [pollfd] = []
    private var tokens: [Int] = []
    private var positions: [Int32: Int] = [:]

    /// Waits for nothing yet.
    ///
    /// - Parameter usesEPoll: whether to use epoll, where there is one.
    init(usesEPoll: Bool = true) { epoll = usesEPoll ? EPoll() : nil }

    /// Sets what to wait for.
    ///
    /// - Parameters:
    ///   - token: what ``wait(milliseconds:_:)`` calls the descriptor.
    ///   - before: what was waited for until now. A descriptor may be closed when nothing is.
    mutating func set(_ interest: Interest, of descriptor: Int32, token: Int, before: Interest) {
        guard interest != before else { return }
        if let epoll { return epoll.set(interest, of: descriptor, token: token, before: before) }
        if before.isEmpty {
            positions[descriptor] = polled.count
            polled.append(pollfd(fd: descriptor, events: Int16(interest.rawValue), revents: 0))
            tokens.append(token)
        } else if let position = positions[descriptor] {
            if interest.isEmpty {
                remove(at: position)
            } else {
                polled[position].events = Int16(interest.rawValue)
            }
        }
    }

    /// The last one takes the place of the one that is removed.
    private mutating func remove(at position: Int) {
        positions[polled[position].fd] = nil
        let last = polled.removeLast()
        let token = tokens.removeLast()
        guard position < polled.count else { return }
        (polled[position], tokens[position]) = (last, token)
        positions[last.fd] = position
    }

    /// Waits until something is ready or the time is over, and calls the closure with the tokens of what is ready.
    mutating func wait(milliseconds: Int32, _ body: (_ token: Int) -> Void) {
        if let epoll { return epoll.wait(milliseconds: milliseconds, body) }
        #if canImport(Darwin)
            var count = Darwin.poll(&polled, nfds_t(polled.count), milliseconds)
        #elseif canImport(Glibc)
            var count = Glibc.poll(&polled, nfds_t(polled.count), milliseconds)
        #else
            var count = Musl.poll(&polled, nfds_t(polled.count), milliseconds)
        #endif
        // Interrupted or failed, the list still says what was ready before.
        for index in polled.indices {
            guard count > 0 else { return }
            if polled[index].revents != 0 {
                body(tokens[index])
                count -= 1
            }
        }
    }
}
