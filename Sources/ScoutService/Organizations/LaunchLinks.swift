import ScoutIntegration
import Synchronization

/// Links that were made before: what an integration's link is made of never changes, and to check it takes time.
final class LaunchLinks: Sendable {
    private let links = Mutex<[IntegrationID: LaunchLink]>([:])

    /// How many links are kept.
    private static let maximum = 10_000

    /// The link of an integration; made if there is none yet.
    func link(of id: IntegrationID, make: () -> LaunchLink?) -> LaunchLink? {
        if let known = links.withLock({ $0[id] }) { return known }
        guard let link = make() else { return nil }
        links.withLock { links in
            if links.count >= Self.maximum { links.removeAll(keepingCapacity: true) }
            links[id] = link
        }
        return link
    }
}
