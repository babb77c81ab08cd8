import ScoutIntegration

/// A part of a long list.
struct ListPage<Item: Sendable>: Sendable {
    var items: [Item] = []
    /// Where to go on; `nil` at the end. A page may have fewer items than were asked for and not be the last.
    var next: ListPosition?
}

extension Organizations {
    /// How many entries are looked at for a page, or little more, so that none takes long.
    static let maximumLookedAt = 5_000

    /// Which repositories are wanted.
    struct RepositoryFilter: Sendable {
        /// A part of the name, or nothing.
        var search = ""
        /// The id of their integration.
        var integration: String?
        var isActive: Bool?
    }

    /// A page of an organization's repositories, those too that are only named in its settings.
    func repositories(
        of organization: OrganizationName,
        where filter: RepositoryFilter,
        after start: ListPosition?,
        limit: Int,
        lookingAt maximum: Int = maximumLookedAt
    ) async throws -> ListPage<Repository> {
        let settings = try await settings.settings(of: organization)
        var page = ListPage<Repository>()
        var lookedAt = 0
        for integration in try await scope(filter.integration, of: organization)
        where start?.isBefore(integration) ?? true {
            let known =
                try await images.repositories(of: integration.id) + settings.namedRepositories(of: integration.id)
            for name in Set(known).sorted(by: { $0.text < $1.text }) where start?.isBehind(name, integration) ?? true {
                guard page.items.count < limit, lookedAt < maximum else { return page }
                lookedAt += 1
                page.next = ListPosition(integration, name)
                guard filter.search.isEmpty || name.text.contains(filter.search) else { continue }
                let isActive = settings.isActive(name, of: integration.id)
                guard filter.isActive ?? isActive == isActive else { continue }
                let count = try await images.count(of: integration.id, in: name)
                page.items.append(
                    Repository(integration: integration, name: name, isActive: isActive, images: count)
                )
            }
        }
        page.next = nil
        return page
    }

    /// How many known repositories patterns mean.
    func matchingRepositories(
        _ patterns: [RepositoryPattern],
        integration id: String?,
        of organization: OrganizationName
    ) async throws -> Int {
        let settings = try await settings.settings(of: organization)
        let names = Set(patterns.filter { !$0.hasWildcards }.map(\.text))
        let wildcards = patterns.filter(\.hasWildcards)
        var count = 0
        for integration in try await scope(id, of: organization) {
            let known =
                try await images.repositories(of: integration.id) + settings.namedRepositories(of: integration.id)
            count += Set(known).count { name in names.contains(name.text) || wildcards.contains { $0.matches(name) } }
        }
        return count
    }

    /// The one integration of that id, or all that are not removed.
    func scope(_ id: String?, of organization: OrganizationName) async throws -> [Integration] {
        guard let id else { return try await integrations(of: organization, includingRemoved: false) }
        return [try await integration(id, of: organization)]
    }
}

extension ListPosition {
    /// Whether a repository comes behind the one of this position.
    fileprivate func isBehind(_ name: RepositoryName, _ other: Integration) -> Bool {
        integration != other.id.text || repository < name.text
    }
}
