import Synchronization

/// Where the answer to one request goes.
///
/// It may be kept and used from any thread. When the connection is gone, the answer is dropped.
public struct HTTPResponder: Sendable {
    private enum Destination {
        case loop(LoopMailbox, ConnectionID, sequence: UInt64)
        case callback(Callback)
    }

    private let destination: Destination

    init(_ mailbox: LoopMailbox, _ connection: ConnectionID, sequence: UInt64) {
        destination = .loop(mailbox, connection, sequence: sequence)
    }

    /// A responder that calls the closure with the first answer, for those who test handlers without a server.
    public init(_ receive: @escaping @Sendable (HTTPResponse) -> Void) {
        destination = .callback(Callback(receive))
    }

    /// Answers the request. Only the first answer counts.
    public func send(_ response: HTTPResponse) {
        switch destination {
        case .loop(let mailbox, let connection, let sequence):
            mailbox.post(LoopMailbox.Answer(connection: connection, sequence: sequence, response: response))
        case .callback(let callback): callback.call(response)
        }
    }

    /// Answers several requests alike, which wakes each of their loops once.
    public static func send(_ response: HTTPResponse, to responders: [HTTPResponder]) {
        var loops: [(mailbox: LoopMailbox, answers: [LoopMailbox.Answer])] = []
        for responder in responders {
            switch responder.destination {
            case .loop(let mailbox, let connection, let sequence):
                let answer = LoopMailbox.Answer(connection: connection, sequence: sequence, response: response)
                if let index = loops.firstIndex(where: { $0.mailbox === mailbox }) {
                    loops[index].answers.append(answer)
                } else {
                    loops.append((mailbox, [answer]))
                }
            case .callback(let callback): callback.call(response)
            }
        }
        for (mailbox, answers) in loops { mailbox.post(answers) }
    }

    private final class Callback: Sendable {
        private let receive: @Sendable (HTTPResponse) -> Void
        private let isAnswered = Atomic(false)

        init(_ receive: @escaping @Sendable (HTTPResponse) -> Void) { self.receive = receive }

        func call(_ response: HTTPResponse) {
            guard !isAnswered.exchange(true, ordering: .relaxed) else { return }
            receive(response)
        }
    }
}
