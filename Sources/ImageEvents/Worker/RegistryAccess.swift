public import AWSClient
public import ScoutIntegration
import Synchronization

/// What lets one into customers' registries.
public struct RegistryAccess: Sendable {
    /// The login for the registry of an integration's stack.
    public var login: @Sendable (Integration) async throws(PullError) -> RegistryLogin
    /// Forgets a login that the registry did not accept.
    public var forget: @Sendable (IntegrationID) async -> Void

    /// Access by these means.
    public init(
        login: @escaping @Sendable (Integration) async throws(PullError) -> RegistryLogin,
        forget: @escaping @Sendable (IntegrationID) async -> Void
    ) {
        self.login = login
        self.forget = forget
    }

    /// Access by the role that the stack has for it, and the tokens of Amazon ECR, each kept until shortly before it expires.
    public static func aws(_ client: AWSClient, clock: AWSClock = .system) -> RegistryAccess {
        let logins = ECRLogins(client, clock)
        return RegistryAccess(
            login: { (integration) async throws(PullError) in try await logins.login(for: integration) },
            forget: { await logins.forget($0) }
        )
    }
}

/// Tokens of Amazon ECR by integration.
///
/// - Source: Amazon ECR User Guide, "Private registry authentication": a token is good for 12 hours.
actor ECRLogins {
    private struct Login {
        let role: ARN
        let token: ECRClient.AuthorizationToken
    }

    private let client: AWSClient
    private let clock: AWSClock
    private var kept: [IntegrationID: Login] = [:]
    private var requests: [IntegrationID: Task<Result<Login, PullError>, Never>] = [:]

    /// How long before its expiration a token is replaced, in seconds.
    private static let margin: Int64 = 300
    private static let maximumKept = 10_000

    init(_ client: AWSClient, _ clock: AWSClock) {
        self.client = client
        self.clock = clock
    }

    func login(for integration: Integration) async throws(PullError) -> RegistryLogin {
        guard let stack = integration.stack else { throw PullError(.denied, "the integration has no stack") }
        let role = stack.resources.ecrAccessRole
        if let login = kept[integration.id], login.role == role,
            clock.now() < login.token.expiration.advanced(by: -Self.margin)
        {
            return RegistryLogin(token: login.token.token)
        }
        let request = requests[integration.id] ?? Task { await self.request(role, integration) }
        requests[integration.id] = request
        let result = await request.value
        requests[integration.id] = nil
        let login = try result.get()
        if kept.count >= Self.maximumKept { kept.removeAll() }
        kept[integration.id] = login
        return RegistryLogin(token: login.token.token)
    }

    func forget(_ id: IntegrationID) { kept[id] = nil }

    private func request(_ role: ARN, _ integration: Integration) async -> Result<Login, PullError> {
        do {
            let region = try AWSRegion(integration.region.name)
            let credentials = try await client.inRegion(region).sts.assumeRole(
                roleARN: role.text,
                sessionName: "docker-scout-pull",
                externalID: integration.externalID.text,
                durationSeconds: 900
            )
            return .success(
                Login(role: role, token: try await client.using(credentials, in: region).ecr.authorizationToken())
            )
        } catch let error as AWSError {
            let isDenied = ["AccessDenied", "AccessDeniedException"].contains(error.code)
            return .failure(PullError(isDenied ? .denied : .transient, "\(error)"))
        } catch {
            return .failure(PullError(.refused, "\(error)"))
        }
    }
}
