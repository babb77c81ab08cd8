/// The requests of a connection that were handed to the handler and wait for their turn to be answered.
///
/// Answers come in any order and leave in the order of the requests (RFC 9112, section 9.3.2).
struct ResponsePipeline {
    /// What is to be known of a request to answer it.
    struct Entry {
        /// Whether it was `HEAD`, whose answer has no body.
        let isHead: Bool
        let isHTTP10: Bool
        /// Whether another request may follow.
        let keepsAlive: Bool
        /// What the request holds in memory.
        let heldBytes: Int
        /// Until when it is to be answered.
        let deadline: UInt64
    }

    /// The requests, each with its answer once that has come.
    private var requests: [(entry: Entry, response: HTTPResponse?)] = []
    /// The requests before it have left.
    private var first = 0
    /// How many of these are kept at most.
    private static let maximumLeft = 64
    private var firstSequence: UInt64 = 0
    /// What the waiting requests hold in memory.
    private(set) var heldBytes = 0

    var count: Int { requests.count - first }

    var isEmpty: Bool { requests.count == first }

    /// Until when the request that has waited longest is to be answered.
    var deadline: UInt64? { isEmpty ? nil : requests[first].entry.deadline }

    /// Adds a request; gives the number that its answer has to bear.
    mutating func append(_ entry: Entry) -> UInt64 {
        requests.append((entry, nil))
        heldBytes += entry.heldBytes
        return firstSequence + UInt64(count - 1)
    }

    /// Takes an answer; gives whether there is now one whose turn it is. An answer to what was answered is ignored.
    mutating func answer(_ sequence: UInt64, _ response: HTTPResponse) -> Bool {
        guard sequence >= firstSequence, sequence - firstSequence < UInt64(count) else { return false }
        let index = first + Int(sequence - firstSequence)
        guard requests[index].response == nil else { return false }
        requests[index].response = response
        return index == first
    }

    /// Answers all that have no answer yet.
    mutating func answerRest(_ response: HTTPResponse) {
        for index in first..<requests.count where requests[index].response == nil {
            requests[index].response = response
        }
    }

    /// Removes the request whose turn it is, if it has been answered.
    mutating func next() -> (entry: Entry, response: HTTPResponse)? {
        guard !isEmpty, let response = requests[first].response.take() else { return nil }
        let entry = requests[first].entry
        heldBytes -= entry.heldBytes
        first += 1
        firstSequence += 1
        if isEmpty {
            requests.removeAll(keepingCapacity: true)
            first = 0
        } else if first == Self.maximumLeft {
            requests.removeFirst(first)
            first = 0
        }
        return (entry, response)
    }

    /// Forgets all requests; answers to them will be ignored.
    mutating func removeAll() {
        firstSequence += UInt64(count)
        requests = []
        (first, heldBytes) = (0, 0)
    }
}
