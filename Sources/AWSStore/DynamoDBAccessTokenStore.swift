import AWSClient
public import ScoutIntegration

/// Access tokens as items of a table, one each, by their digests: all in one partition, which can be listed without a look
/// at anything else.
public struct DynamoDBAccessTokenStore: AccessTokenStore {
    private let table: DynamoDBTable

    private static let kind = DynamoDBTable.Kind<AccessToken>(
        subject: "token",
        decode: { AccessToken(stored: $0) },
        encode: { $0.stored }
    )

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// Adds a new token.
    public func add(_ token: AccessToken) async throws(StoreError) {
        try await table.add(token, at: .token(token.digest), Self.kind)
    }

    /// The token of that digest, of use or not; `nil` where there is none.
    public func token(ofDigest digest: String) async throws(StoreError) -> AccessToken? {
        try await table.read(.token(digest), Self.kind)
    }

    /// All tokens, oldest first, those too that are of no use any more.
    public func tokens() async throws(StoreError) -> [AccessToken] {
        let items = try await table.items(where: "pk = :pk", [":pk": .string(DynamoDBTable.Key.tokens)])
        var tokens: [AccessToken] = []
        for item in items { tokens.append(try table.record(of: item, Self.kind)) }
        return tokens.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    /// Makes a token useless, and returns it; `nil` where there is none of that id.
    @discardableResult
    public func revoke(_ id: String, at now: Timestamp) async throws(StoreError) -> AccessToken? {
        guard let token = try await tokens().first(where: { $0.id == id }) else { return nil }
        return try await table.update(.token(token.digest), Self.kind) { before in
            guard var token = before else { return nil }
            token.revoke(at: now)
            return token
        }?.after
    }
}

extension DynamoDBTable.Key {
    fileprivate static let tokens = "tokens"

    fileprivate static func token(_ digest: String) -> Self { Self(partition: tokens, sort: digest) }
}
