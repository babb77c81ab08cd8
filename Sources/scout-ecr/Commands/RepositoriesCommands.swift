import CloudFormation
import ScoutIntegration

/// `scout-ecr repositories list`
enum RepositoriesListCommand: Command {
    static let name = "repositories list"
    static let summary = "List customers' repositories, and whether their images are analyzed."
    static let options: [Option] = [
        RegistryScope.organization, RegistryScope.integration, ServiceOptions.data, ServiceOptions.json,
    ]

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let scope = try RegistryScope(arguments)
        let settings = try FileOrganizationSettingsStore(in: ServiceOptions.folder(arguments))
        var output = JSONArrayOutput(console)
        var rows = [["ORGANIZATION", "REGISTRY", "REPOSITORY", "ACTIVE", "IMAGES"]]
        for integration in scope.integrations {
            let settings = try settings.settings(of: integration.organization)
            let pushed = try scope.images.repositories(of: integration.id)
            // Repositories can be activated before anything is pushed to them.
            let named = integration.status == .removed ? [] : settings.namedRepositories(of: integration.id)
            for repository in Set(pushed + named).sorted(by: { $0.text < $1.text }) {
                let isActive = settings.isActive(repository, of: integration.id)
                let count = try scope.images.count(of: integration.id, in: repository)
                if arguments.has(ServiceOptions.json) {
                    let listing = integration.listing(of: repository, isActive: isActive, images: count)
                    try output.write(listing.json())
                } else {
                    rows.append([
                        integration.organization.text, integration.registryHost ?? "-", repository.text,
                        isActive ? "yes" : "no", "\(count)",
                    ])
                }
            }
        }
        if arguments.has(ServiceOptions.json) { try output.end() } else { try console.write(table(rows)) }
        return .success
    }
}

/// `scout-ecr repositories activate`
enum RepositoriesActivateCommand: Command {
    static let name = "repositories activate"
    static let summary = "Have images analyzed that are pushed to these repositories from now on."
    static let operands = RepositoryChoice.operands
    static let options = RepositoryChoice.options

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        try RepositoryChoice.make(isActive: true, arguments, console)
    }
}

/// `scout-ecr repositories deactivate`
enum RepositoriesDeactivateCommand: Command {
    static let name = "repositories deactivate"
    static let summary = "Have images of these repositories ignored; those in the queue too."
    static let operands = RepositoryChoice.operands
    static let options = RepositoryChoice.options

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        try RepositoryChoice.make(isActive: false, arguments, console)
    }
}

/// What activation and deactivation have in common.
private enum RepositoryChoice {
    static let operands = [
        Operand(
            name: "REPOSITORY",
            help: "a name, or a pattern with * and ?, which also means repositories to come",
            isOptional: true,
            repeats: true
        )
    ]
    static let options: [Option] = [organization, integration, newRepositories, ServiceOptions.data]

    private static let organization = Option(name: "--organization", value: "NAME", help: "the customer")
    private static let integration = Option(
        name: "--integration",
        value: "ID",
        help: "only in the registry of this integration"
    )
    private static let newRepositories = Option(
        name: "--new",
        value: nil,
        help: "all repositories that no name or pattern means, which are not active without"
    )

    static func make(isActive: Bool, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let text = try arguments.require(organization)
        let name = try naming(organization) { () throws(InvalidInput) in try OrganizationName(text) }
        let patterns = try arguments.operands.map { try RepositoryPattern($0) }
        guard !patterns.isEmpty || arguments.has(newRepositories) else {
            throw UsageError("REPOSITORY is required, or --new")
        }
        let id = try arguments.value(integration).map { text in
            try naming(integration) { () throws(InvalidInput) in try IntegrationID(text) }
        }
        guard id == nil || !arguments.has(newRepositories) else {
            throw UsageError("--new is for all integrations of an organization; leave out --integration")
        }
        let known = try ServiceOptions.store(arguments).integrations().filter { $0.organization == name }
        guard !known.isEmpty else { throw UsageError("there is no integration of the organization \(name.text)") }
        if let id, !known.contains(where: { $0.id == id }) {
            throw UsageError("there is no integration \(id.text) of the organization \(name.text)")
        }
        let settings = try FileOrganizationSettingsStore(in: ServiceOptions.folder(arguments))
        try settings.update(name) { settings throws(InvalidInput) in
            if arguments.has(newRepositories) { settings.activatesNewRepositories = isActive }
            for pattern in patterns { try settings.set(isActive, pattern, of: id) }
        }
        let names = patterns.map(\.text) + (arguments.has(newRepositories) ? ["new repositories"] : [])
        console.message("\(isActive ? "activated" : "deactivated") for \(name.text): \(names.joined(separator: ", "))")
        return .success
    }
}
