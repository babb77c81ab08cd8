import CloudFormation
public import ScoutIntegration

/// What is seen and done in an organization's name, by pages and by the API alike.
///
/// Whoever calls has made sure of who asks, and whether he may. An integration of another organization is none here.
public struct Organizations: Sendable {
    let integrations: any IntegrationStore
    let images: any ImageStore
    let settings: any OrganizationSettingsStore
    /// What it takes to make integrations; `nil` where the operator has not set it.
    let launch: LaunchSettings?
    private let links = LaunchLinks()
    /// How many integrations an organization can have, those that are removed included.
    var maximumIntegrations = 10_000
    let now: @Sendable () -> Timestamp

    /// What is done with these stores.
    public init(
        integrations: any IntegrationStore,
        images: any ImageStore,
        settings: any OrganizationSettingsStore,
        launch: LaunchSettings?,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.integrations = integrations
        self.images = images
        self.settings = settings
        self.launch = launch
        self.now = now
    }

    /// Why something cannot be done.
    enum Refusal: Error, Sendable, Hashable {
        /// There is no such thing in the organization.
        case notFound(String)
        /// What was given cannot be used.
        case invalid(InvalidInput)
        /// There is as much already as there can be.
        case full(String)
        /// The service is not set up for it.
        case unavailable(String)
    }

    // MARK: Integrations

    /// The integrations of an organization, oldest first.
    func integrations(of organization: OrganizationName, includingRemoved: Bool) async throws -> [Integration] {
        try await integrations.integrations(of: organization).filter { integration in
            includingRemoved || integration.status != .removed
        }
    }

    /// The integration of that id.
    func integration(_ id: String, of organization: OrganizationName) async throws -> Integration {
        let missing = Refusal.notFound("there is no such integration")
        guard let id = try? IntegrationID(id) else { throw missing }
        guard let integration = try await integrations.integration(id), integration.organization == organization else {
            throw missing
        }
        return integration
    }

    /// Makes a pending integration for a region, and the link with which the customer connects it.
    func add(
        region: String,
        stackName: String?,
        to organization: OrganizationName
    ) async throws -> (integration: Integration, link: LaunchLink) {
        guard let launch else { throw Refusal.unavailable(Self.missingLaunchSettings) }
        guard try await integrations(of: organization, includingRemoved: true).count < maximumIntegrations else {
            throw Refusal.full("an organization can have \(maximumIntegrations) integrations, removed ones included")
        }
        return try await checked {
            let region = try Region(region)
            let integration = Integration(organization: organization, region: region, createdAt: now())
            let name = if let stackName { try StackName(stackName) } else { StackName.proposed }
            let link = try integration.launchLink(of: launch.stack, from: launch.templateURL, stackName: name)
            // All input is checked by now, so nothing is stored for a call that fails.
            try await integrations.add(integration)
            return (integration, link)
        }
    }

    static let missingLaunchSettings =
        "The service does not know its public URL, its AWS account or its template: SCOUT_PUBLIC_URL, SCOUT_ACCOUNT_ID, "
        + "SCOUT_TEMPLATE_URL."

    /// The link of an integration that was made before.
    func launchLink(of integration: Integration) -> LaunchLink? {
        guard let launch else { return nil }
        return links.link(of: integration.id) {
            try? integration.launchLink(of: launch.stack, from: launch.templateURL)
        }
    }

    /// Stops listening to an integration's stack, which stays.
    @discardableResult
    func remove(_ id: String, of organization: OrganizationName) async throws -> Integration {
        let integration = try await integration(id, of: organization)
        let now = now()
        return try await integrations.update(integration.id) { $0.apply(.withdrawn, at: now) } ?? integration
    }

    // MARK: Repositories

    /// A repository of one registry.
    struct Repository: Sendable {
        let integration: Integration
        let name: RepositoryName
        let isActive: Bool
        let images: Int
    }

    /// The repositories of an organization, by integration and name.
    ///
    /// - Parameter search: a part of the name, or nothing.
    func repositories(of organization: OrganizationName, search: String) async throws -> [Repository] {
        let settings = try await settings.settings(of: organization)
        var repositories: [Repository] = []
        for integration in try await integrations(of: organization, includingRemoved: false) {
            let known =
                try await images.repositories(of: integration.id) + settings.namedRepositories(of: integration.id)
            for name in Set(known).sorted(by: { $0.text < $1.text }) where search.isEmpty || name.text.contains(search)
            {
                repositories.append(
                    Repository(
                        integration: integration,
                        name: name,
                        isActive: settings.isActive(name, of: integration.id),
                        images: try await images.count(of: integration.id, in: name)
                    )
                )
            }
        }
        return repositories
    }

    /// Chooses whether images of repositories are analyzed.
    ///
    /// - Parameter integration: the id of the one integration that is meant; all without.
    func setActive(
        _ isActive: Bool,
        _ patterns: [String],
        integration id: String?,
        of organization: OrganizationName
    ) async throws {
        let only = if let id { try await integration(id, of: organization).id } else { IntegrationID?.none }
        try await checked {
            let patterns = try patterns.map { try RepositoryPattern($0) }
            try await settings.update(organization) { settings throws(InvalidInput) in
                for pattern in patterns { try settings.set(isActive, pattern, of: only) }
            }
        }
    }

    /// Chooses whether images of repositories are analyzed that no other choice means.
    func setActivatesNewRepositories(_ isActive: Bool, of organization: OrganizationName) async throws {
        try await settings.update(organization) { $0.activatesNewRepositories = isActive }
    }

    // MARK: Images

    /// An image with the tags that lead to it.
    struct ImageEntry: Sendable {
        let image: Image
        let tags: [ImageTag]
    }

    /// The images of a repository, the last pushed first.
    func images(of integration: Integration, in repository: RepositoryName) async throws -> [ImageEntry] {
        let images = try await images.images(of: integration.id, in: repository)
        let owners = TagOwners(images)
        return images.map { ImageEntry(image: $0, tags: owners.tags(of: $0)) }
    }

    /// Has an image pulled and analyzed again.
    func retry(_ image: ImageID, of organization: OrganizationName) async throws -> Image {
        guard try await settings.settings(of: organization).isActive(image.repository, of: image.integration) else {
            throw Refusal.invalid(
                InvalidInput("repository", given: image.repository.text, "must be activated first")
            )
        }
        let now = now()
        guard let change = try await images.update(image, creating: false, { $0.apply(.retried, at: now) }) else {
            throw Refusal.notFound("there is no such image")
        }
        return change.after
    }

    /// Does something, and makes a refusal of input that cannot be used.
    func checked<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as InvalidInput {
            throw Refusal.invalid(error)
        }
    }
}
