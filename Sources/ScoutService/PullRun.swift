public import AWSClient
import CloudFormation
import ImageEvents
import ScoutIntegration

/// `scout-ecr pull`: pulls one image by hand.
public struct PullRun: Sendable {
    private let request: PullRequest
    private let environment: AWSEnvironment

    /// How many blobs are downloaded at once.
    private static let parallelDownloads = 4

    /// A run for what is asked for.
    public init(_ request: PullRequest, environment: AWSEnvironment = .process) {
        self.request = request
        self.environment = environment
    }

    /// Pulls the image, and prints where it is.
    ///
    /// What was brought before a failure stays, and the next run goes on with it.
    public func run() async throws {
        do {
            try await pull()
        } catch {
            OCILayout.removeIfEmpty(request.output)
            throw error
        }
    }

    private func pull() async throws {
        let transport = SystemTransport()
        let image = request.image
        let store = try OCILayout.store(in: request.output)
        let client = RegistryClient(
            endpoint: RegistryEndpoint(host: image.host),
            login: try await login(transport),
            transport: transport
        )
        let puller = ImagePuller(
            client: client,
            blobs: store,
            slots: DownloadSlots(Self.parallelDownloads),
            platforms: request.platforms
        )
        let display = ProgressDisplay(image.description)
        let pulled = try await puller.pull(image.repository, image.version) { display.take($0) }
        try OCILayout.write(pulled, tag: image.tag, from: store, to: request.output)
        display.end()
        print(report(pulled), terminator: "")
    }

    private func login(_ transport: SystemTransport) async throws -> RegistryLogin {
        if let login = request.login { return login }
        let folder = environment.variables["DOCKER_CONFIG"] ?? "\(environment.variables["HOME"] ?? "")/.docker"
        if let login = DockerConfiguration(at: "\(folder)/config.json").login(for: request.image.host) { return login }
        guard let host = ECRHost(request.image.host) else { return .anonymous }
        let client = try AWSClient.standard(environment, region: host.region, transport: transport)
        return RegistryLogin(token: try await client.ecr.authorizationToken().token)
    }

    private func report(_ pulled: PulledImage) -> String {
        guard request.isJSON else { return "\(pulled.root.descriptor.digest.text)  \(request.output)\n" }
        let content = pulled.content
        let value: Value = [
            "image": .string(request.image.description), "digest": .string(pulled.root.descriptor.digest.text),
            "mediaType": .string(content.mediaType),
            "platforms": .array(content.platforms.map { .string($0) }), "size": .number(Number(content.size)),
            "layers": .number(Number(content.layers)), "layout": .string(request.output),
        ]
        return value.json()
    }
}

/// What `scout-ecr pull` is asked for.
public struct PullRequest: Sendable {
    let image: ImageReference
    let output: String
    let platforms: PlatformChoice
    let login: RegistryLogin?
    let isJSON: Bool

    /// The variables that are read. The command line has an option or an argument for each.
    public enum Variable: String, Sendable, Hashable, CaseIterable {
        /// The image.
        case image = "SCOUT_PULL_IMAGE"
        /// The folder for the layout.
        case output = "SCOUT_PULL_OUTPUT"
        /// Platforms, separated by commas; all without.
        case platforms = "SCOUT_PULL_PLATFORMS"
        /// The user of the registry.
        case user = "SCOUT_REGISTRY_USER"
        /// The user's password.
        case password = "SCOUT_REGISTRY_PASSWORD"
        /// Whether to print JSON: `1`.
        case json = "SCOUT_PULL_JSON"
    }

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws {
        func value(_ variable: Variable) -> String { environment.text(variable) }
        image = try ImageReference(value(.image))
        let platforms = value(.platforms).split(separator: ",").map(String.init)
        self.platforms = platforms.isEmpty ? .all : .only(try platforms.map { try Platform($0) })
        output = value(.output).isEmpty ? Self.defaultOutput(image) : value(.output)
        try Self.check(output)
        let (user, password) = (value(.user), value(.password))
        guard user.isEmpty == password.isEmpty else {
            throw ServiceError("a registry's login needs both a user and a password")
        }
        login = user.isEmpty ? nil : RegistryLogin(user: user, password: password)
        isJSON = environment.isSet(Variable.json)
    }

    /// A folder that holds something else is left alone.
    private static func check(_ folder: String) throws {
        guard OCILayout.canBe(in: folder) else {
            throw ServiceError("the folder \(folder) holds something that is no image; name an empty one with --output")
        }
    }

    /// The last part of the repository's name, with the tag or the beginning of the digest.
    private static func defaultOutput(_ image: ImageReference) -> String {
        let name = image.repository.text.split(separator: "/").last.map(String.init) ?? ""
        return switch image.version {
        case .tag(let tag): "\(name)-\(tag.text)"
        case .digest(let digest): "\(name)-\(digest.hexadecimal.prefix(12))"
        }
    }
}
