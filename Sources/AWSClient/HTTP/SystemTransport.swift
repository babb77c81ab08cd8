/// How this machine sends HTTP: https by a program that lies beside this one, http by sockets.
public struct SystemTransport: DownloadTransport {
    private let encrypted: HelperTransport
    private let plain = SocketTransport()

    /// A transport that holds no resources until the first request.
    ///
    /// - Parameter helper: the path of `scout-ecr-https`; without, it is in the folder of this process's own program.
    public init(helper: String? = nil) {
        encrypted = HelperTransport(program: helper ?? "\(POSIX.executableFolder)/scout-ecr-https")
    }

    /// Sends a request and waits for the whole response.
    public func send(
        _ request: OutgoingRequest,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        guard try RequestURL(request.url).scheme == "http" else {
            return try await encrypted.send(request, within: seconds)
        }
        return try await plain.send(request, within: seconds)
    }

    /// Asks for a part of a resource, and hands it on: https in parts that are held in memory, http as it comes.
    public func download(
        _ request: OutgoingRequest,
        range: Range<Int64>,
        to sink: any BodySink,
        within seconds: Double
    ) async throws(TransportError) -> IncomingResponse {
        guard try RequestURL(request.url).scheme == "http" else {
            return try await encrypted.downloadInParts(request, range: range, to: sink, within: seconds)
        }
        return try await plain.download(request, range: range, to: sink, within: seconds)
    }
}
