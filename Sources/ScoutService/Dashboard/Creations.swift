import ScoutIntegration
import Synchronization

/// What forms have made of late, so that a form that is sent twice makes one thing.
final class Creations: Sendable {
    private let made = Mutex<[(form: String, integration: IntegrationID)]>([])

    /// How many forms are remembered.
    private static let maximum = 1_000

    /// What the form has made before, or makes now.
    ///
    /// - Parameter form: what tells forms apart; made anew for each page.
    func once(_ form: String, _ make: () throws -> Integration) rethrows -> IntegrationID {
        try made.withLock { made in
            if let earlier = made.last(where: { $0.form == form }) { return earlier.integration }
            let integration = try make()
            if made.count >= Self.maximum { made.removeFirst(Self.maximum / 2) }
            made.append((form, integration.id))
            return integration.id
        }
    }
}
