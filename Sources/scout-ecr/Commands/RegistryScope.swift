import ScoutIntegration

/// Which customers' registries a command is about.
struct RegistryScope {
    static let organization = Option(name: "--organization", value: "NAME", help: "those of one customer")
    static let integration = Option(name: "--integration", value: "ID", help: "those of one integration")

    /// The integrations that the options name, removed ones too: their images are still known.
    let integrations: [Integration]
    let images: FileImageStore

    init(_ arguments: Arguments) throws {
        let organization = try arguments.value(Self.organization).map { text in
            try naming(Self.organization) { () throws(InvalidInput) in try OrganizationName(text) }
        }
        let id = try arguments.value(Self.integration).map { text in
            try naming(Self.integration) { () throws(InvalidInput) in try IntegrationID(text) }
        }
        let found = try ServiceOptions.store(arguments).integrations().filter { integration in
            (organization.map { $0 == integration.organization } ?? true) && (id.map { $0 == integration.id } ?? true)
        }
        if let id, found.isEmpty { throw UsageError("there is no integration \(id.text) that these options name") }
        integrations = found
        images = try FileImageStore(in: ServiceOptions.folder(arguments))
    }

    /// Does something with the images of each repository, by integration and name.
    ///
    /// - Parameter isWanted: which repositories.
    func forEachRepository(
        where isWanted: (RepositoryName) -> Bool = { _ in true },
        _ body: (Integration, RepositoryName) throws -> Void
    ) throws {
        for integration in integrations {
            for repository in try images.repositories(of: integration.id) where isWanted(repository) {
                try body(integration, repository)
            }
        }
    }
}

/// The elements of a JSON array, written as they come, so that a long one never has to fit into memory.
struct JSONArrayOutput {
    private let console: Console
    private var isFirst = true

    init(_ console: Console) { self.console = console }

    /// Writes an element.
    mutating func write(_ json: String) throws {
        try console.write(isFirst ? "[\n" : ",\n")
        isFirst = false
        try console.write(json.hasSuffix("\n") ? String(json.dropLast()) : json)
    }

    /// Writes the end of the array.
    func end() throws { try console.write(isFirst ? "[]\n" : "\n]\n") }
}
