public import AWSClient
import Foundation
import Synchronization

/// Sends the requests that come in one descriptor, and answers in another: the other side of `HelperTransport`.
public final class TransportHelper: Sendable {
    private let transport: any HTTPTransport
    private let output: FileHandle
    private let tasks = Mutex<[UInt64: Task<Void, Never>]>([:])
    /// Held while a frame is written, so that two do not interleave.
    private let writing = Mutex<Void>(())

    /// A helper that sends by that transport, and answers in that descriptor.
    public init(_ transport: any HTTPTransport, output: Int32) {
        self.transport = transport
        self.output = FileHandle(fileDescriptor: output)
    }

    /// Serves until the input, a descriptor, ends, or is none of `HelperTransport`'s.
    public func serve(_ descriptor: Int32) {
        let input = FileHandle(fileDescriptor: descriptor)
        var reader = HelperMessageReader()
        while true {
            let data = input.availableData
            if data.isEmpty { return }
            reader.feed(data)
            do throws(HelperMessageReader.Malformed) {
                while let message = try reader.next() { take(message) }
            } catch {
                return
            }
        }
    }

    private func take(_ message: HelperMessage) {
        switch message {
        case .send(let number, let request, let seconds):
            // Under the lock, so that the task is there before it takes itself out.
            tasks.withLock { $0[number] = Task { await send(number, request, seconds) } }
        case .cancel(let number): tasks.withLock { $0[number] }?.cancel()
        case .answer: break
        }
    }

    private func send(_ number: UInt64, _ request: OutgoingRequest, _ seconds: Double) async {
        let outcome: Result<IncomingResponse, TransportError>
        do throws(TransportError) {
            outcome = .success(try await transport.send(request, within: seconds))
        } catch {
            outcome = .failure(error)
        }
        _ = tasks.withLock { $0.removeValue(forKey: number) }
        answer(number, outcome)
    }

    private func answer(_ number: UInt64, _ outcome: Result<IncomingResponse, TransportError>) {
        let frame = Data(HelperMessage.answer(number, outcome).frame)
        // Whoever does not read any more has ended, and so will the input.
        writing.withLock { _ in try? output.write(contentsOf: frame) }
    }
}
