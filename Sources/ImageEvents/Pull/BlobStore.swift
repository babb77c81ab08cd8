import Cryptography
import Dispatch
public import ScoutIntegration
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Blobs as files named by their digests, each fetched once however many images have it.
///
/// Whatever is fetched is written to a file of its own, and moved among the blobs once its digest is right. What an earlier
/// process has left is digested before it is used: half a blob is gone on with, and a whole one is not fetched again.
public final class BlobStore: Sendable {
    /// Where the blobs are.
    public let folder: String
    private let partials: String
    private let state = Mutex(State())

    private struct State {
        /// Blobs that this process has seen to be right.
        var verified: Set<ImageDigest> = []
        var fetches: [ImageDigest: Task<Result<Void, PullError>, Never>] = [:]
        /// How many images that are being pulled or analyzed need a blob.
        var leases: [ImageDigest: Int] = [:]
    }

    /// Brings the bytes that a file lacks.
    typealias Fetch = @Sendable (PartialBlob) async throws(PullError) -> Void

    /// A store in these folders, which are made where they do not exist.
    public init(blobs: String, partials: String) throws(PullError) {
        folder = blobs
        self.partials = partials
        for path in [blobs, partials] { try Folders.make(path) }
    }

    /// Where a blob is once it is there.
    public func path(of digest: ImageDigest) -> String { "\(folder)/\(digest.hexadecimal)" }

    /// Makes sure that a blob is there and right.
    ///
    /// - Parameter fetch: called where it is not, by one caller at a time for each blob.
    func require(
        _ blob: Descriptor,
        progress: @escaping @Sendable (Int64) -> Void,
        fetch: @escaping Fetch
    ) async throws(PullError) {
        let task = state.withLock { state -> Task<Result<Void, PullError>, Never>? in
            if state.verified.contains(blob.digest), access(path(of: blob.digest), F_OK) == 0 { return nil }
            if let task = state.fetches[blob.digest] { return task }
            let task = Task {
                let result = await self.result(of: blob, progress, fetch)
                self.state.withLock { state in
                    state.fetches[blob.digest] = nil
                    if case .success = result { state.verified.insert(blob.digest) }
                }
                return result
            }
            state.fetches[blob.digest] = task
            return task
        }
        guard let task else { return progress(blob.size) }
        try await task.value.get()
        progress(blob.size)
    }

    /// Stores bytes that are at hand.
    func store(_ bytes: [UInt8], as digest: ImageDigest) throws(PullError) {
        if state.withLock({ $0.verified.contains(digest) }) { return }
        try Folders.write(bytes, to: path(of: digest))
        state.withLock { _ = $0.verified.insert(digest) }
    }

    private func result(
        of blob: Descriptor,
        _ progress: @escaping @Sendable (Int64) -> Void,
        _ fetch: Fetch
    ) async -> Result<Void, PullError> {
        do throws(PullError) {
            return .success(try await complete(blob, progress, fetch))
        } catch {
            return .failure(error)
        }
    }

    private func complete(
        _ blob: Descriptor,
        _ progress: @escaping @Sendable (Int64) -> Void,
        _ fetch: Fetch
    ) async throws(PullError) {
        let (path, partial) = (path(of: blob.digest), "\(partials)/\(blob.digest.hexadecimal)")
        // What another process has left is digested again, as if it were on its way.
        if access(path, F_OK) == 0 { rename(path, partial) }
        let file = try await onThread { () throws(PullError) in
            try PartialBlob(blob, at: partial, progress: progress)
        }
        if file.count < blob.size {
            do throws(PullError) {
                try await fetch(file)
            } catch {
                throw file.failure ?? error
            }
        }
        if let failure = file.failure { throw failure }
        guard file.isComplete() else {
            throw PullError(.refused, "the bytes of \(blob.digest.text) have another digest or another length")
        }
        guard rename(partial, path) == 0 else {
            throw PullError(.storage, "cannot move \(partial): \(String(cString: strerror(errno)))")
        }
    }

    // MARK: Keeping and dropping

    /// Keeps blobs from being dropped until they are released as often.
    func lease(_ digests: [ImageDigest]) {
        state.withLock { state in
            for digest in digests { state.leases[digest, default: 0] += 1 }
        }
    }

    /// Lets blobs be dropped, some time from now.
    func release(_ digests: [ImageDigest]) {
        state.withLock { state in
            for digest in digests {
                let count = (state.leases[digest] ?? 0) - 1
                state.leases[digest] = count > 0 ? count : nil
                if count <= 0 { utimes(path(of: digest), nil) }
            }
        }
    }

    /// Drops blobs, and parts of some, that no image needs and that nothing was done with for a while.
    ///
    /// - Returns: how many files are left.
    @discardableResult
    public func drop(unusedForSeconds seconds: Int) -> Int {
        let limit = Timestamp.now.adding(seconds: -Int64(seconds))
        var left = 0
        for folder in [folder, partials] {
            for name in Folders.names(folder) {
                var status = stat()
                let path = "\(folder)/\(name)"
                guard stat(path, &status) == 0 else { continue }
                let isUnused = Folders.modificationTime(status) <= limit
                if isUnused, drop(name, at: path) { continue }
                left += 1
            }
        }
        return left
    }

    private func drop(_ name: String, at path: String) -> Bool {
        guard let digest = try? ImageDigest("sha256:\(name)") else { return unlink(path) == 0 }
        return state.withLock { state in
            guard state.leases[digest] == nil, state.fetches[digest] == nil else { return false }
            state.verified.remove(digest)
            return unlink(path) == 0
        }
    }
}

/// Does what blocks on a thread that may be blocked; those of tasks may not.
func onThread<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
    let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
        DispatchQueue.global().async { continuation.resume(returning: Result(catching: body)) }
    }
    return try result.get()
}
