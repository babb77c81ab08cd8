/// Calls AWS's services: finds the endpoint, signs, sends, and tries again where AWS says so.
///
/// A value, cheap to copy; copies share connections, cached credentials and the budget of retries. Make one for the
/// process, and ``using(_:in:)`` for other credentials.
public struct AWSClient: Sendable {
    /// The region that calls go to.
    public let region: AWSRegion

    let credentials: CredentialCache
    let endpoints: EndpointResolver
    let transport: any HTTPTransport
    let clock: AWSClock
    let policy: RetryPolicy
    let observer: CallObserver
    private let state: RetryState

    /// Learns of every call at its end, for metrics.
    public typealias CallObserver = @Sendable (_ service: String, _ operation: String, _ outcome: CallOutcome) -> Void

    /// How a call has ended.
    public enum CallOutcome: Sendable, Hashable {
        /// With a result, after so many attempts.
        case success(attempts: Int)
        /// With that error's code, after so many attempts.
        case failure(code: String, attempts: Int)
    }

    /// A client of those parts.
    ///
    /// - Parameter onCall: called once for each call, on whatever thread it ends.
    public init(
        region: AWSRegion,
        credentials: CredentialCache,
        endpoints: EndpointResolver = .standard,
        transport: any HTTPTransport,
        clock: AWSClock = .system,
        policy: RetryPolicy = RetryPolicy(),
        onCall: @escaping CallObserver = { _, _, _ in }
    ) {
        self.region = region
        self.credentials = credentials
        self.endpoints = endpoints
        self.transport = transport
        self.clock = clock
        self.policy = policy
        observer = onCall
        state = RetryState()
    }

    /// The client that AWS's own tools would be in that environment: its region, credentials and endpoints.
    ///
    /// - Parameter region: overrides the environment's, which has to have one otherwise.
    public static func standard(
        _ environment: AWSEnvironment,
        region: AWSRegion? = nil,
        transport: any HTTPTransport,
        clock: AWSClock = .system,
        policy: RetryPolicy = RetryPolicy(),
        onCall: @escaping CallObserver = { _, _, _ in }
    ) throws(AWSConfigurationError) -> AWSClient {
        let configuration = try SharedConfiguration(environment)
        let configured = region == nil ? try configuration.region(environment) : region
        guard let region = configured else {
            throw AWSConfigurationError(
                "AWS_REGION",
                "must be set, or region in profile \(configuration.profileName.displayable())"
            )
        }
        let chain = DefaultCredentialChain(environment, configuration, transport: transport, clock: clock)
        return AWSClient(
            region: region,
            credentials: CredentialCache(chain, clock: clock),
            endpoints: EndpointResolver(environment, configuration),
            transport: transport,
            clock: clock,
            policy: policy,
            onCall: onCall
        )
    }

    /// A client with the credentials of a profile of the shared files and of no other place, and with its endpoints.
    ///
    /// - Parameter name: the profile's name. When there is no such profile, or it has no credentials, calls fail with that.
    public static func profile(
        _ name: String,
        _ environment: AWSEnvironment,
        region: AWSRegion,
        transport: any HTTPTransport,
        clock: AWSClock = .system,
        policy: RetryPolicy = RetryPolicy()
    ) throws(AWSConfigurationError) -> AWSClient {
        var environment = environment
        environment.variables["AWS_PROFILE"] = name
        let configuration = try SharedConfiguration(environment)
        let provider = ProfileProvider(
            context: ProviderContext(
                environment: environment,
                configuration: configuration,
                transport: transport,
                clock: clock
            )
        )
        return AWSClient(
            region: region,
            credentials: CredentialCache(provider, clock: clock),
            endpoints: EndpointResolver(environment, configuration),
            transport: transport,
            clock: clock,
            policy: policy
        )
    }

    /// The same client for other credentials, and possibly another region.
    public func using(_ credentials: AWSCredentials, in region: AWSRegion? = nil) -> AWSClient {
        AWSClient(
            self,
            region: region ?? self.region,
            credentials: CredentialCache(StaticCredentialProvider(credentials), clock: clock)
        )
    }

    /// The same client in another region.
    public func inRegion(_ region: AWSRegion) -> AWSClient {
        AWSClient(self, region: region, credentials: credentials)
    }

    private init(_ client: AWSClient, region: AWSRegion, credentials: CredentialCache) {
        self.region = region
        self.credentials = credentials
        endpoints = client.endpoints
        transport = client.transport
        clock = client.clock
        policy = client.policy
        observer = client.observer
        state = client.state
    }

    /// Calls an operation, and gives the response of its success.
    func call(_ operation: Operation) async throws(AWSError) -> IncomingResponse {
        var call = Call(operation, client: self, state: state)
        do {
            let response = try await call.run()
            observer(operation.service.name, operation.name, .success(attempts: call.attempts))
            return response
        } catch {
            observer(operation.service.name, operation.name, .failure(code: error.code, attempts: call.attempts))
            throw error
        }
    }
}
