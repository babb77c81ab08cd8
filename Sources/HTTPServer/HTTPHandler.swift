/// What answers requests.
///
/// All methods are called on the thread of the loop that the connection belongs to, and hold up its other connections
/// while they run. With several loops, several threads call at once.
public protocol HTTPHandler: Sendable {
    /// Answers a request, at once or later, by the responder.
    ///
    /// Nothing is written before this loop's next `endOfBatch` has returned. A request that is not answered
    /// within ``HTTPServerLimits/requestTimeout`` is answered with 503.
    func handle(_ request: HTTPRequest, _ responder: HTTPResponder)

    /// Called once after all requests that had arrived were handled, before any of their answers is written.
    ///
    /// Here what all of them need is done once, or begun. Answers given during the call go out right after it. It is not called
    /// when there was no request.
    func endOfBatch()

    /// Called when the server itself has refused what a client sent, or has given up waiting.
    ///
    /// - Parameters:
    ///   - status: the status of the answer, such as 400, 408, 413 or 503.
    ///   - reason: what is wrong, as a sentence without a full stop; it repeats nothing that the client sent.
    ///   - peer: the address that the connection comes from.
    func didRefuse(_ status: Int, reason: String, peer: String)
}

extension HTTPHandler {
    /// Does nothing.
    public func endOfBatch() {}

    /// Does nothing.
    public func didRefuse(_ status: Int, reason: String, peer: String) {}
}
