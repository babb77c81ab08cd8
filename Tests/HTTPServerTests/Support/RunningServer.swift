import Dispatch
import Foundation
import HTTPServer
import Synchronization

/// A server on a free port of the loopback, which ends with the value.
final class RunningServer: Sendable {
    let server: HTTPServer
    private let ended = DispatchSemaphore(value: 0)
    private let isEnded = Mutex(false)

    init(limits: HTTPServerLimits = HTTPServerLimits(), loops: Int = 1, handler: some HTTPHandler) throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, limits: limits, loops: loops, handler: handler)
        self.server = server
        let ended = ended
        Thread {
            server.run()
            ended.signal()
        }.start()
    }

    deinit { _ = stop() }

    func client() throws -> RawClient { try RawClient(port: server.port) }

    /// The whole of what the server sends in answer to these bytes, to the end of the connection.
    func answer(to bytes: some Sequence<UInt8>) throws -> String {
        let client = try client()
        client.send(bytes)
        return client.receiveAll()
    }

    /// Waits, within a bound, until the server has ended.
    func waitForEnd() -> Bool {
        isEnded.withLock { isEnded in
            if !isEnded { isEnded = ended.wait(timeout: .now() + 20) == .success }
            return isEnded
        }
    }

    /// Ends the server at once.
    func stop() -> Bool {
        server.shutDown(within: .zero)
        return waitForEnd()
    }
}

/// A handler made of closures.
struct ClosureHandler: HTTPHandler {
    var onRequest: @Sendable (HTTPRequest, HTTPResponder) -> Void = { request, responder in
        responder.send(.text(200, "\(request.method) \(request.path) \(String(decoding: request.body, as: UTF8.self))"))
    }
    var onEndOfBatch: @Sendable () -> Void = {}
    var onRefusal: @Sendable (Int, String, String) -> Void = { _, _, _ in }

    func handle(_ request: HTTPRequest, _ responder: HTTPResponder) { onRequest(request, responder) }
    func endOfBatch() { onEndOfBatch() }
    func didRefuse(_ status: Int, reason: String, peer: String) { onRefusal(status, reason, peer) }
}

/// Things that happened, in their order, from any thread.
final class Events<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])
    private let condition = DispatchSemaphore(value: 0)

    var all: [Element] { elements.withLock { $0 } }

    func add(_ element: Element) {
        elements.withLock { $0.append(element) }
        condition.signal()
    }

    /// Waits for the next thing that nobody has waited for; `false` when nothing came within the bound.
    func waitForNext() -> Bool { condition.wait(timeout: .now() + 20) == .success }
}
