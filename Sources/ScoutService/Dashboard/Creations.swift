import ScoutIntegration
import Synchronization

/// What forms have made of late, so that a form that is sent twice makes one thing.
final class Creations: Sendable {
    private struct Creation {
        let form: String
        let making: Task<IntegrationID, any Error>
    }

    private let made = Mutex<[Creation]>([])

    /// How many forms are remembered.
    private static let maximum = 1_000

    /// What the form has made before, is making, or makes now.
    ///
    /// - Parameter form: what tells forms apart; made anew for each page.
    func once(_ form: String, _ make: @escaping @Sendable () async throws -> Integration) async throws -> IntegrationID
    {
        let making = made.withLock { made in
            if let earlier = made.last(where: { $0.form == form }) { return earlier.making }
            if made.count >= Self.maximum { made.removeFirst(Self.maximum / 2) }
            let making = Task { try await make().id }
            made.append(Creation(form: form, making: making))
            return making
        }
        do {
            return try await making.value
        } catch {
            // Nothing was made, so the form may be sent again.
            made.withLock { $0.removeAll { $0.making == making } }
            throw error
        }
    }
}
