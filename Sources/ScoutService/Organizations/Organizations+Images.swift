import ScoutIntegration

extension Organizations {
    /// Which images are wanted.
    struct ImageFilter: Sendable {
        /// The id of their integration, which may be removed.
        var integration: String?
        var repository: RepositoryPattern?
        /// The name of their state.
        var state: String?
    }

    /// An image with its integration.
    struct ListedImage: Sendable {
        let integration: Integration
        let entry: ImageEntry
    }

    /// A page of an organization's images.
    func images(
        of organization: OrganizationName,
        where filter: ImageFilter,
        after start: ListPosition?,
        limit: Int,
        lookingAt maximum: Int = maximumLookedAt
    ) async throws -> ListPage<ListedImage> {
        var page = ListPage<ListedImage>()
        var lookedAt = 0
        for integration in try await scope(filter.integration, of: organization)
        where start?.isBefore(integration) ?? true {
            for name in try await images.repositories(of: integration.id)
            where filter.repository?.matches(name) ?? true && start?.isBefore(name, of: integration) ?? true {
                guard lookedAt < maximum else { return page }
                let entries = try await images(of: integration, in: name)
                lookedAt += entries.count
                for entry in entries where start?.isBefore(entry.image) ?? true {
                    guard filter.state ?? entry.image.state.name == entry.image.state.name else { continue }
                    guard page.items.count < limit else { return page }
                    page.items.append(ListedImage(integration: integration, entry: entry))
                    page.next = ListPosition(integration, name, entry.image)
                }
                if page.items.count < limit { page.next = ListPosition(integration, name) }
            }
        }
        page.next = nil
        return page
    }

    /// What came of asking for images again.
    struct Retry: Sendable, Hashable {
        /// How many are in the queue now.
        var queued = 0
        /// How many stay as they are, since their repositories are not activated.
        var notActivated = 0
        /// What was asked for and is not there.
        var notFound: [ImageDigest] = []
    }

    /// Has images pulled and analyzed again.
    ///
    /// - Parameters:
    ///   - digests: which ones; all that have failed without.
    ///   - filter: where to look for them.
    func retry(
        _ digests: [ImageDigest]?,
        where filter: ImageFilter,
        of organization: OrganizationName
    ) async throws -> Retry {
        let settings = try await settings.settings(of: organization)
        var retry = Retry()
        var found: Set<ImageDigest> = []
        for integration in try await scope(filter.integration, of: organization) {
            for name in try await images.repositories(of: integration.id) where filter.repository?.matches(name) ?? true
            {
                let wanted = try await wanted(digests, integration, name)
                found.formUnion(wanted.map(\.digest))
                guard settings.isActive(name, of: integration.id) else {
                    retry.notActivated += wanted.count
                    continue
                }
                let now = now()
                for id in wanted {
                    let change = try await images.update(id, creating: false) { $0.apply(.retried, at: now) }
                    if change?.after.isInQueue == true { retry.queued += 1 }
                }
            }
        }
        retry.notFound = digests?.filter { !found.contains($0) } ?? []
        return retry
    }

    private func wanted(
        _ digests: [ImageDigest]?,
        _ integration: Integration,
        _ repository: RepositoryName
    ) async throws -> [ImageID] {
        guard let digests else {
            return try await images.images(of: integration.id, in: repository).filter { $0.state.name == "failed" }.map(
                \.id
            )
        }
        var wanted: [ImageID] = []
        for digest in digests {
            let id = ImageID(integration: integration.id, repository: repository, digest: digest)
            if let image = try await images.image(id), image.state != .deleted { wanted.append(id) }
        }
        return wanted
    }
}
