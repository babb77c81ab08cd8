/// The places where AWS's own tools look for credentials, in their order: environment, web identity, shared files,
/// container, instance metadata.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Standardized credential providers".
public struct DefaultCredentialChain: CredentialProvider {
    private let environment: AWSEnvironment
    private let configuration: SharedConfiguration
    private let context: ProviderContext

    /// The chain for that environment.
    ///
    /// - Parameter configuration: what the environment's shared files say.
    public init(
        _ environment: AWSEnvironment,
        _ configuration: SharedConfiguration,
        transport: any HTTPTransport,
        clock: AWSClock = .system
    ) {
        self.environment = environment
        self.configuration = configuration
        context = ProviderContext(
            environment: environment,
            configuration: configuration,
            transport: transport,
            clock: clock
        )
    }

    /// The first place's that is set up; an error when none is.
    public func credentials() async throws(CredentialError) -> AWSCredentials? {
        for provider in try providers() {
            if let credentials = try await provider.credentials() { return credentials }
        }
        throw CredentialError(
            "credentials",
            "none found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or "
                + "profile \(configuration.profileName); no container's or instance's role answers either"
        )
    }

    private func providers() throws(CredentialError) -> [any CredentialProvider] {
        var providers: [any CredentialProvider] = [EnvironmentProvider(environment: environment)]
        if let file = environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE") {
            guard let role = environment.variable("AWS_ROLE_ARN") else {
                throw CredentialError("AWS_ROLE_ARN", "must be set, since AWS_WEB_IDENTITY_TOKEN_FILE is")
            }
            let name = environment.variable("AWS_ROLE_SESSION_NAME")
            providers.append(try context.webIdentity(tokenFile: file, roleARN: role, sessionName: name))
        }
        providers.append(ProfileProvider(context: context))
        providers.append(context.container)
        providers.append(context.instanceMetadata)
        return providers
    }
}

/// What the providers of one chain share.
struct ProviderContext: Sendable {
    let environment: AWSEnvironment
    let configuration: SharedConfiguration
    let transport: any HTTPTransport
    let clock: AWSClock

    var container: ContainerProvider {
        ContainerProvider(environment: environment, transport: transport, clock: clock)
    }

    var instanceMetadata: InstanceMetadataProvider {
        InstanceMetadataProvider(environment: environment, transport: transport)
    }

    /// A client for STS.
    ///
    /// - Parameters:
    ///   - credentials: nil for calls that need none.
    ///   - region: overrides the environment's.
    func client(_ credentials: AWSCredentials?, region: String? = nil) throws(CredentialError) -> AWSClient {
        do {
            let region =
                if let region { try AWSRegion(region, setting: "region") } else {
                    try configuration.region(environment) ?? .usEast1
                }
            let none = AWSCredentials(accessKeyID: "", secretAccessKey: "")
            return AWSClient(
                region: region,
                credentials: CredentialCache(StaticCredentialProvider(credentials ?? none), clock: clock),
                endpoints: EndpointResolver(environment, configuration),
                transport: transport,
                clock: clock
            )
        } catch {
            throw CredentialError("credentials", error.description)
        }
    }

    func webIdentity(
        tokenFile: String,
        roleARN: String,
        sessionName: String?,
        region: String? = nil
    ) throws(CredentialError) -> WebIdentityProvider {
        WebIdentityProvider(
            environment: environment,
            client: try client(nil, region: region),
            tokenFile: tokenFile,
            roleARN: roleARN,
            sessionName: sessionName ?? standardSessionName
        )
    }

    /// What sessions are called when nothing names them.
    var standardSessionName: String { "scout-ecr-\(clock.now().secondsSinceEpoch)" }
}
