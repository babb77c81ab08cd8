/// The connections of a loop, and what it waits for: the wake pipe, the listener, and each connection.
struct ConnectionTable {
    // What the poller calls the descriptors; connections have their slots' numbers behind these.
    private static let (wakeToken, listenerToken, firstToken) = (0, 1, 2)

    private var poller = Poller()
    private var listener: Int32?
    private(set) var members: [Connection] = []
    private var slots: [Connection?] = []
    private var freeSlots: [Int] = []
    private var lastSerial: UInt64 = 0

    init(wakeDescriptor: Int32) {
        poller.set(.reading, of: wakeDescriptor, token: Self.wakeToken, before: [])
    }

    var count: Int { members.count }

    /// The connection of that number, if it still exists.
    subscript(id: ConnectionID) -> Connection? {
        guard slots.indices.contains(id.slot), let connection = slots[id.slot], connection.state.id == id else {
            return nil
        }
        return connection
    }

    /// Adds a connection that is read from.
    mutating func add(_ descriptor: Descriptor, peer: String, limits: HTTPServerLimits) -> Connection {
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(nil) }
        lastSerial += 1
        let id = ConnectionID(slot: slot, serial: lastSerial)
        let connection = Connection(ConnectionState(id: id, descriptor: descriptor, peer: peer, limits: limits))
        slots[slot] = connection
        connection.position = members.count
        members.append(connection)
        setInterest(.reading, in: &connection.state)
        return connection
    }

    /// Removes a connection; the last one takes its place in the list.
    mutating func remove(_ id: ConnectionID) {
        guard let connection = self[id] else { return }
        setInterest([], in: &connection.state)
        slots[id.slot] = nil
        freeSlots.append(id.slot)
        members.swapAt(connection.position, members.count - 1)
        members[connection.position].position = connection.position
        members.removeLast()
    }

    /// Waits for the listener, or for no listener: then it can be closed.
    mutating func listen(on descriptor: Int32?) {
        if let listener { poller.set([], of: listener, token: Self.listenerToken, before: .reading) }
        listener = descriptor
        if let descriptor { poller.set(.reading, of: descriptor, token: Self.listenerToken, before: []) }
    }

    /// Sets what to wait for. A connection that waits for nothing is not polled: its end is noticed when it matters.
    mutating func setInterest(_ interest: Poller.Interest, in connection: inout ConnectionState) {
        poller.set(
            interest,
            of: connection.descriptor.number,
            token: Self.firstToken + connection.id.slot,
            before: connection.interest
        )
        connection.interest = interest
    }

    /// What became ready.
    struct Readiness {
        var isWoken = false
        var hasNewConnections = false
    }

    /// Waits until something is ready or the time is over.
    mutating func wait(milliseconds: Int32, into ready: inout [Connection]) -> Readiness {
        var readiness = Readiness()
        poller.wait(milliseconds: milliseconds) { token in
            switch token {
            case Self.wakeToken: readiness.isWoken = true
            case Self.listenerToken: readiness.hasNewConnections = true
            default: if let connection = slots[token - Self.firstToken] { ready.append(connection) }
            }
        }
        return readiness
    }
}
