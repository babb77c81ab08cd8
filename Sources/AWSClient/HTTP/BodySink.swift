/// What takes the body of a response piece by piece, so that it never has to fit into memory.
///
/// The methods are called one after the other, on a thread that may block.
public protocol BodySink: Sendable {
    /// Learns status and fields, and says whether to hand the body on; if not, the body becomes the response's.
    ///
    /// A body may come in several responses, each with the part that its `Content-Range` tells.
    func begin(_ head: IncomingResponse) -> Bool

    /// Takes the bytes that follow, which are valid during the call only; `false` gives the rest up.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool
}

/// What sends HTTP requests and can hand on what it receives.
public protocol DownloadTransport: HTTPTransport {
    /// Asks for a part of a resource by a `Range` field, and hands it to the sink.
    ///
    /// - Parameters:
    ///   - request: a GET request; what its body limit says counts for bodies that the sink does not want.
    ///   - range: the first byte and the one behind the last. The server may answer with all of the resource instead.
    ///   - seconds: the time for all of it.
    /// - Returns: the last response, with the body if the sink did not want it.
    func download(
        _ request: OutgoingRequest,
        range: Range<Int64>,
        to sink: any BodySink,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse
}

extension OutgoingRequest {
    /// The request for a part of the resource.
    ///
    /// - Source: RFC 9110, section 14.2.
    func asking(for range: Range<Int64>) -> OutgoingRequest {
        var request = self
        request.headers.set("Range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")
        return request
    }
}

extension HTTPTransport {
    /// Downloads by requests for one part after the other, each of which fits into memory.
    ///
    /// For transports that cannot be slowed down: what they receive before somebody takes it is held in memory.
    func downloadInParts(
        _ request: OutgoingRequest,
        range: Range<Int64>,
        to sink: any BodySink,
        within seconds: Double,
        partSize: Int64 = 8 << 20
    ) async throws(TransportError) -> IncomingResponse {
        let deadline = ContinuousClock.now + .seconds(max(seconds, 0))
        var start = range.lowerBound
        while true {
            let end = min(range.upperBound, start + partSize)
            var part = request.asking(for: start..<end)
            // A server that knows no ranges sends all; that much is taken as well.
            part.maximumResponseBytes = Int(max(partSize, min(range.upperBound, 8 * partSize)))
            let left = (deadline - ContinuousClock.now) / .seconds(1)
            var response = try await send(part, within: left)
            let body = response.body
            response.body = []
            guard sink.begin(response) else {
                response.body = body
                return response
            }
            guard body.withUnsafeBytes(sink.receive) else { throw .abandoned(request) }
            start += Int64(body.count)
            if response.status != 206 || body.isEmpty || start >= range.upperBound { return response }
        }
    }
}

extension TransportError {
    static func abandoned(_ request: OutgoingRequest) -> TransportError {
        let host = (try? RequestURL(request.url))?.authority ?? ""
        return TransportError(.abandoned, host: host, "what was received could not be taken")
    }
}
