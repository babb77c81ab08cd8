import ScoutIntegration

/// The service's tokens and integrations, wherever they are.
protocol Records {
    /// Adds a new token.
    func add(_ token: AccessToken) throws

    /// All tokens, oldest first.
    func tokens() throws -> [AccessToken]

    /// Makes a token useless, and returns it; `nil` where there is none of that id.
    func revokeToken(_ id: String) throws -> AccessToken?

    /// Adds a new integration.
    func add(_ integration: Integration) throws

    /// All integrations, oldest first.
    func integrations() throws -> [Integration]

    /// The integration of that id; `nil` where there is none.
    func integration(_ id: IntegrationID) throws -> Integration?

    /// Stops to listen to the integration's stack.
    func withdraw(_ id: IntegrationID) throws
}

/// Records in the files of a folder.
struct FileRecords: Records {
    private let accessTokens: FileAccessTokenStore
    private let integrationStore: FileIntegrationStore

    init(in folder: DataFolder) throws {
        accessTokens = try FileAccessTokenStore(in: folder)
        integrationStore = try FileIntegrationStore(in: folder)
    }

    func add(_ token: AccessToken) throws { try accessTokens.add(token) }

    func tokens() throws -> [AccessToken] { try accessTokens.tokens() }

    func revokeToken(_ id: String) throws -> AccessToken? { try accessTokens.revoke(id, at: .now) }

    func add(_ integration: Integration) throws { try integrationStore.add(integration) }

    func integrations() throws -> [Integration] { try integrationStore.integrations() }

    func integration(_ id: IntegrationID) throws -> Integration? { try integrationStore.integration(id) }

    func withdraw(_ id: IntegrationID) throws {
        try integrationStore.update(id) { $0.apply(.withdrawn, at: .now) }
    }
}
