import AWSClient
import Foundation
import Synchronization

/// S3 in memory: objects by their paths, stored under conditions.
final class MemoryS3: HTTPTransport {
    private struct State {
        var objects: [String: [UInt8]] = [:]
        var requests: [String] = []
        var interruptions: [(isDue: @Sendable (String, Int) -> Bool, run: @Sendable (MemoryS3) async -> Void)] = []
    }

    private let state = Mutex(State())

    /// What is there.
    var objects: [String: String] {
        state.withLock { $0.objects.mapValues { String(decoding: $0, as: UTF8.self) } }
    }

    /// What was asked for, as method and path.
    var requests: [String] { state.withLock { $0.requests } }

    /// Stores something as somebody else would.
    func store(_ text: String, at key: String) { state.withLock { $0.objects[key] = Array(text.utf8) } }

    /// Does something once before the first request whose method and path have that part.
    func before(_ part: String, run: @escaping @Sendable (MemoryS3) async -> Void) {
        state.withLock { $0.interruptions.append(({ name, _ in name.contains(part) }, run)) }
    }

    /// Does something once before the request of that number, from 0.
    func before(requestNumber number: Int, run: @escaping @Sendable (MemoryS3) async -> Void) {
        state.withLock { $0.interruptions.append(({ _, count in count == number }, run)) }
    }

    func send(_ request: OutgoingRequest, within seconds: Double) async throws(TransportError) -> IncomingResponse {
        let key = URL(string: request.url)?.path.dropFirst().description ?? ""
        let name = "\(request.method) \(key)"
        let interruption = state.withLock { state in
            state.interruptions.firstIndex { $0.isDue(name, state.requests.count) }
                .map { state.interruptions.remove(at: $0).run }
        }
        await interruption?(self)
        // Those who ask at once are answered in any order.
        for _ in 0..<Int.random(in: 0...3) { await Task.yield() }
        return state.withLock { state in
            state.requests.append(name)
            let present = state.objects[key]
            guard request.method == "PUT" else {
                return present.map { content in
                    IncomingResponse(status: 200, headers: [HTTPHeader("ETag", Self.tag(content))], body: content)
                } ?? Self.refusal(404, "NoSuchKey")
            }
            if request.headers["If-None-Match"] == "*", present != nil {
                return Self.refusal(412, "PreconditionFailed")
            }
            if let tag = request.headers["If-Match"], present.map(Self.tag) != tag {
                return present == nil ? Self.refusal(404, "NoSuchKey") : Self.refusal(412, "PreconditionFailed")
            }
            state.objects[key] = request.body
            return IncomingResponse(status: 200)
        }
    }

    private static func tag(_ content: [UInt8]) -> String { "\"\(content.hashValue)\"" }

    private static func refusal(_ status: Int, _ code: String) -> IncomingResponse {
        IncomingResponse(status: status, body: Array("<Error><Code>\(code)</Code></Error>".utf8))
    }
}
