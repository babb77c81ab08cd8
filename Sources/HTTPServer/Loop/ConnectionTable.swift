#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The connections of a loop and the list that it polls: the wake pipe, the listener, then each connection.
struct ConnectionTable {
    /// Entries before the first connection's.
    private static let firstPosition = 2

    private var polled: [pollfd]
    private(set) var members: [Connection] = []
    private var slots: [Connection?] = []
    private var freeSlots: [Int] = []
    private var lastSerial: UInt64 = 0

    init(wakeDescriptor: Int32) {
        polled = [
            pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: -1, events: Int16(POLLIN), revents: 0),
        ]
    }

    var count: Int { members.count }

    /// The connection of that number, if it still exists.
    subscript(id: ConnectionID) -> Connection? {
        guard slots.indices.contains(id.slot), let connection = slots[id.slot], connection.id == id else { return nil }
        return connection
    }

    /// Adds a connection that is read from.
    mutating func add(_ descriptor: Descriptor, peer: String, limits: HTTPServerLimits) -> Connection {
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(nil) }
        lastSerial += 1
        let id = ConnectionID(slot: slot, serial: lastSerial)
        let connection = Connection(id: id, descriptor: descriptor, peer: peer, limits: limits)
        slots[slot] = connection
        connection.position = polled.count
        members.append(connection)
        polled.append(pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0))
        return connection
    }

    /// Removes a connection; the last one takes its place in the list.
    mutating func remove(_ connection: Connection) {
        guard self[connection.id] === connection else { return }
        slots[connection.id.slot] = nil
        freeSlots.append(connection.id.slot)
        let index = connection.position - Self.firstPosition
        members.swapAt(index, members.count - 1)
        polled.swapAt(connection.position, polled.count - 1)
        members[index].position = connection.position
        members.removeLast()
        polled.removeLast()
    }

    /// Polls the listener, or no listener.
    mutating func listen(on descriptor: Int32?) { polled[1].fd = descriptor ?? -1 }

    /// Sets what to wait for. A connection that waits for neither is not polled: its end is noticed when it matters.
    mutating func setInterest(of connection: Connection, reading: Bool, writing: Bool) {
        let events = (reading ? Int16(POLLIN) : 0) | (writing ? Int16(POLLOUT) : 0)
        polled[connection.position].events = events
        polled[connection.position].fd = events == 0 ? -1 : connection.descriptor.number
    }

    /// What became ready.
    struct Readiness {
        var isWoken = false
        var hasNewConnections = false
    }

    /// Waits until something is ready or the time is over.
    mutating func poll(milliseconds: Int32, into ready: inout [Connection]) -> Readiness {
        #if canImport(Darwin)
            var count = Darwin.poll(&polled, nfds_t(polled.count), milliseconds)
        #elseif canImport(Glibc)
            var count = Glibc.poll(&polled, nfds_t(polled.count), milliseconds)
        #else
            var count = Musl.poll(&polled, nfds_t(polled.count), milliseconds)
        #endif
        // Interrupted or failed, the list still says what was ready before.
        guard count > 0 else { return Readiness() }
        let readiness = Readiness(isWoken: polled[0].revents != 0, hasNewConnections: polled[1].revents != 0)
        if readiness.isWoken { count -= 1 }
        if readiness.hasNewConnections { count -= 1 }
        for index in members.indices where polled[index + Self.firstPosition].revents != 0 {
            ready.append(members[index])
            count -= 1
            if count <= 0 { break }
        }
        return readiness
    }
}
