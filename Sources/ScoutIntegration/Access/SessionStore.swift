/// Where sessions are kept, by the digests of what their cookies carry.
public protocol SessionStore: Sendable {
    /// Adds a new session.
    ///
    /// - Throws: where there is one of the same digest already.
    func add(_ session: Session, ofDigest digest: String) async throws(StoreError)

    /// The session of that digest, expired or not; `nil` where there is none.
    func session(ofDigest digest: String) async throws(StoreError) -> Session?

    /// Removes a session.
    func remove(ofDigest digest: String) async throws(StoreError)

    /// Drops sessions that have expired, where nothing else does. That one is left is of no account.
    func dropExpired(at now: Timestamp) async
}
