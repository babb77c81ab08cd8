import CloudFormation
public import ScoutIntegration

/// What is seen and done in an organization's name, by pages and by the API alike.
///
/// Whoever calls has made sure of who asks, and whether he may. An integration of another organization is none here.
public struct Organizations: Sendable {
    let integrations: FileIntegrationStore
    let images: FileImageStore
    let settings: OrganizationSettingsStore
    /// What it takes to make integrations; `nil` where the operator has not set it.
    let launch: LaunchSettings?
    private let links = LaunchLinks()
    /// How many integrations an organization can have, those that are removed included.
    var maximumIntegrations = 10_000
    let now: @Sendable () -> Timestamp

    /// What is done with these stores.
    public init(
        integrations: FileIntegrationStore,
        images: FileImageStore,
        settings: OrganizationSettingsStore,
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
    func integrations(of organization: OrganizationName, includingRemoved: Bool) throws -> [Integration] {
        try integrations.integrations().filter { integration in
            integration.organization == organization && (includingRemoved || integration.status != .removed)
        }
    }

    /// The integration of that id.
    func integration(_ id: String, of organization: OrganizationName) throws -> Integration {
        guard let id = try? IntegrationID(id), let integration = try integrations.integration(id),
            integration.organization == organization
        else { throw Refusal.notFound("there is no such integration") }
        return integration
    }

    /// Makes a pending integration for a region, and the link with which the customer connects it.
    func add(
        region: String,
        stackName: String?,
        to organization: OrganizationName
    ) throws -> (integration: Integration, link: LaunchLink) {
        guard let launch else { throw Refusal.unavailable(Self.missingLaunchSettings) }
        guard try integrations(of: organization, includingRemoved: true).count < maximumIntegrations else {
            throw Refusal.full("an organization can have \(maximumIntegrations) integrations, removed ones included")
        }
        return try checked {
            let region = try Region(region)
            let integration = Integration(organization: organization, region: region, createdAt: now())
            let name = if let stackName { try StackName(stackName) } else { StackName.proposed }
            let link = try integration.launchLink(of: launch.stack, from: launch.templateURL, stackName: name)
            // All input is checked by now, so nothing is stored for a call that fails.
            try integrations.add(integration)
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
    func remove(_ id: String, of organization: OrganizationName) throws -> Integration {
        let integration = try integration(id, of: organization)
        let now = now()
        return try integrations.update(integration.id) { $0.apply(.withdrawn, at: now) } ?? integration
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
    func repositories(of organization: OrganizationName, search: String) throws -> [Repository] {
        let settings = try settings.settings(of: organization)
        var repositories: [Repository] = []
        for integration in try integrations(of: organization, includingRemoved: false) {
            let known = try images.repositories(of: integration.id) + settings.namedRepositories(of: integration.id)
            for name in Set(known).sorted(by: { $0.text < $1.text }) where search.isEmpty || name.text.contains(search)
            {
                repositories.append(
                    Repository(
                        integration: integration,
                        name: name,
                        isActive: settings.isActive(name, of: integration.id),
                        images: try images.count(of: integration.id, in: name)
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
    ) throws {
        let only = try id.map { try integration($0, of: organization).id }
        try checked {
            let patterns = try patterns.map { try RepositoryPattern($0) }
            try settings.update(organization) { settings throws(InvalidInput) in
                for pattern in patterns { try settings.set(isActive, pattern, of: only) }
            }
        }
    }

    /// Chooses whether images of repositories are analyzed that no other choice means.
    func setActivatesNewRepositories(_ isActive: Bool, of organization: OrganizationName) throws {
        try settings.update(organization) { $0.activatesNewRepositories = isActive }
    }

    // MARK: Images

    /// An image with the tags that lead to it.
    struct ImageEntry: Sendable {
        let image: Image
        let tags: [ImageTag]
    }

    /// The images of a repository, the last pushed first.
    func images(of integration: Integration, in repository: RepositoryName) throws -> [ImageEntry] {
        let images = try images.images(of: integration.id, in: repository)
        let owners = TagOwners(images)
        return images.map { ImageEntry(image: $0, tags: owners.tags(of: $0)) }
    }

    /// Has an image pulled and analyzed again.
    func retry(_ image: ImageID, of organization: OrganizationName) throws -> Image {
        guard try settings.settings(of: organization).isActive(image.repository, of: image.integration) else {
            throw Refusal.invalid(
                InvalidInput("repository", given: image.repository.text, "must be activated first")
            )
        }
        let now = now()
        guard let change = try images.update(image, { $0.apply(.retried, at: now) }) else {
            throw Refusal.notFound("there is no such image")
        }
        return change.after
    }

    /// Does something, and makes a refusal of input that cannot be used.
    func checked<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as InvalidInput {
            throw Refusal.invalid(error)
        }
    }
}
