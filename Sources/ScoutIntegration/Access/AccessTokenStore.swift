/// Where access tokens are kept, by their digests.
///
/// Several processes may use one store at once. What a method has returned from is durable.
public protocol AccessTokenStore: Sendable {
    /// Adds a new token.
    ///
    /// - Throws: where there is one of the same digest already.
    func add(_ token: AccessToken) async throws(StoreError)

    /// The token of that digest, of use or not; `nil` where there is none.
    func token(ofDigest digest: String) async throws(StoreError) -> AccessToken?

    /// All tokens, oldest first, those too that are of no use any more.
    func tokens() async throws(StoreError) -> [AccessToken]

    /// Makes a token useless, and returns it; `nil` where there is none of that id.
    @discardableResult
    func revoke(_ id: String, at now: Timestamp) async throws(StoreError) -> AccessToken?
}

extension AccessTokenStore {
    /// The token that somebody shows; `nil` where it is none, or of no use any more.
    public func token(showing text: String, at now: Timestamp) async throws(StoreError) -> AccessToken? {
        try await goodToken(ofDigest: AccessToken.digest(of: text), at: now)
    }

    func goodToken(ofDigest digest: String, at now: Timestamp) async throws(StoreError) -> AccessToken? {
        guard let token = try await token(ofDigest: digest), token.isGood(at: now) else { return nil }
        return token
    }
}
