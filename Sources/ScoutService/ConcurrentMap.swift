import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What a function makes of the elements, in their order, on as many processors as there are.
    ///
    /// - Parameter count: how many elements are worth the way to another processor.
    func concurrentMap<Result: Sendable>(
        atATime count: Int,
        _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let pieces = (self.count + count - 1) / count
        guard pieces > 1 else { return map(transform) }
        let results = Mutex([[Result]](repeating: [], count: pieces))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let found = self[piece * count..<Swift.min((piece + 1) * count, self.count)].map(transform)
            results.withLock { $0[piece] = found }
        }
        return results.withLock { $0.flatMap(\.self) }
    }
}
