import AWSClient
import Cryptography
import Dispatch
import ScoutIntegration
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A blob on its way from a registry to a file, digested as it comes.
///
/// The digest is made by another thread than the one that receives and writes, so that one layer is not slower than its
/// digest. How far it may lag behind is bounded.
final class PartialBlob: BodySink {
    private struct State {
        var count: Int64 = 0
        var failure: PullError?
    }

    private let blob: Descriptor
    private let path: String
    private let descriptor: Int32
    private let progress: @Sendable (Int64) -> Void
    private let state = Mutex(State())
    private let digest = Mutex(SHA256())
    private let digesting = DispatchQueue(label: "scout-ecr.digest")
    /// How many pieces may wait to be digested.
    private let room = DispatchSemaphore(value: 8)

    /// Opens the file, and digests what an earlier process has left in it.
    ///
    /// - Parameter progress: learns of each change of the count.
    init(_ blob: Descriptor, at path: String, progress: @escaping @Sendable (Int64) -> Void) throws(PullError) {
        self.blob = blob
        self.path = path
        self.progress = progress
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw PullError(.storage, "cannot write \(path): \(String(cString: strerror(errno)))")
        }
        resume()
    }

    deinit { close(descriptor) }

    /// How many bytes are there.
    var count: Int64 { state.withLock { $0.count } }

    /// What cannot be stored or used, where that is why the transport gave up.
    var failure: PullError? { state.withLock { $0.failure } }

    /// Whether all bytes are there and are the blob's. If not, what is there is dropped.
    func isComplete() -> Bool {
        let found = digesting.sync { digest.withLock { ImageDigest(sha256: $0.finalized()) } }
        let isRight = count == blob.size && found == blob.digest
        if !isRight { restart() }
        return isRight
    }

    private func refusal(_ reason: String) -> PullError { PullError(.refused, "\(blob.digest.text): \(reason)") }

    func begin(_ head: IncomingResponse) -> Bool {
        switch head.status {
        case 206:
            // A part that begins elsewhere would make another blob of it.
            guard head.headers["Content-Range"]?.hasPrefix("bytes \(count)-") == true else {
                state.withLock { $0.failure = refusal("the registry answered with another part than it was asked for") }
                return false
            }
            return true
        case 200:
            if count > 0 { restart() }
            return true
        default: return false
        }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let total = state.withLock { state -> Int64? in
            guard state.count + Int64(bytes.count) <= blob.size else {
                state.failure = refusal("it is longer than its manifest says")
                return nil
            }
            if let code = write(bytes, at: state.count) {
                state.failure = PullError(.storage, "cannot write \(path): \(String(cString: strerror(code)))")
                return nil
            }
            state.count += Int64(bytes.count)
            return state.count
        }
        guard let total else { return false }
        let piece = [UInt8](bytes)
        room.wait()
        digesting.async {
            self.digest.withLock { $0.update(piece) }
            self.room.signal()
        }
        progress(total)
        return true
    }

    /// Writes all bytes; gives the error's number where that fails.
    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32? {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            written += count
        }
        return nil
    }

    private func restart() {
        state.withLock { state in
            _ = ftruncate(descriptor, 0)
            digesting.sync { digest.withLock { $0 = SHA256() } }
            state.count = 0
        }
    }

    private func resume() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        state.withLock { state in
            while state.count < blob.size {
                let wanted = Int(min(Int64(buffer.count), blob.size - state.count))
                let count = pread(descriptor, buffer.baseAddress, wanted, off_t(state.count))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                digest.withLock { $0.update(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
                state.count += Int64(count)
            }
            // A file that is longer was written for something else.
            _ = ftruncate(descriptor, off_t(state.count))
        }
    }
}
