import AWSClient
public import ScoutIntegration

/// Sessions as items of a table, one each, which DynamoDB deletes when they have expired.
public struct DynamoDBSessionStore: SessionStore {
    private let table: DynamoDBTable

    private static let kind = DynamoDBTable.Kind<Session>(
        subject: "session",
        decode: { Session(stored: $0) },
        encode: { $0.stored },
        attributes: { DynamoDBTable.expiring($0.expiresAt) }
    )

    /// The store in a table.
    public init(in table: DynamoDBTable) { self.table = table }

    /// Adds a new session.
    public func add(_ session: Session, ofDigest digest: String) async throws(StoreError) {
        try await table.add(session, at: .session(digest), Self.kind)
    }

    /// The session of that digest, expired or not; `nil` where there is none.
    public func session(ofDigest digest: String) async throws(StoreError) -> Session? {
        try await table.read(.session(digest), Self.kind)
    }

    /// Removes a session.
    public func remove(ofDigest digest: String) async throws(StoreError) { try await table.remove(.session(digest)) }

    /// Does nothing: DynamoDB drops them.
    public func dropExpired(at now: Timestamp) {}
}

extension DynamoDBTable.Key {
    fileprivate static func session(_ digest: String) -> Self {
        Self(partition: "session#\(digest)", sort: "session")
    }
}
