/// What one client can cost the server at most.
public struct HTTPServerLimits: Sendable, Hashable {
    /// The longest request target, in bytes. Beyond it the answer is 414.
    public var targetBytes = 8 * 1_024

    /// The largest header after the request line, in bytes; also the largest trailer section. Beyond it: 431.
    public var headerBytes = 16 * 1_024

    /// The most fields of a header. Beyond it: 431.
    public var headerCount = 100

    /// The largest body, in bytes. Beyond it: 413.
    public var bodyBytes = 4 * 1_024 * 1_024

    /// What all connections may hold in memory together, in bytes. A body that grows beyond it is refused with 503.
    public var bufferedBytes = 256 * 1_024 * 1_024

    /// How many requests of one connection may wait for their answers; while they do, no more is read from it.
    public var pipelinedRequests = 64

    /// How many connections are served at once, divided evenly among the loops.
    ///
    /// A further client takes the place of the one that the server has waited for longest, for a request or for the rest of
    /// one, if that is a second or more. Where there is none it waits, unaccepted, until a connection ends.
    public var connections = 1_024

    /// How long a request line with its header may take from their first byte, and the first byte of a new connection.
    public var headerTimeout = Duration.seconds(10)

    /// How long a body may take.
    public var bodyTimeout = Duration.seconds(30)

    /// How long a connection is kept that sends no further request.
    public var idleTimeout = Duration.seconds(60)

    /// How long a client may take nothing of an answer that waits for it.
    public var writeTimeout = Duration.seconds(30)

    /// How long the handler may take to answer.
    public var requestTimeout = Duration.seconds(60)

    /// How long the server goes on reading after an answer that ends the connection, so that the client gets to read
    /// the answer while it still sends.
    public var lingerTimeout = Duration.seconds(2)

    /// How much of what the client still sends is read then, in bytes.
    public var lingerBytes = 1_024 * 1_024

    /// The limits that suit a service on a machine of its own.
    public init() {}
}
