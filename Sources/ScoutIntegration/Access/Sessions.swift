import Cryptography

/// Who is signed in to the dashboard: begins sessions for whoever shows tokens, and ends them.
public struct Sessions: Sendable {
    private let store: any SessionStore
    private let tokens: any AccessTokenStore

    /// The sessions of a store, which are begun with the tokens of another.
    public init(in store: any SessionStore, tokens: any AccessTokenStore) {
        self.store = store
        self.tokens = tokens
    }

    /// Begins a session for whoever shows a token, with the tokens of an earlier one, which ends.
    ///
    /// What the cookie carries is always new, so that nobody can have somebody sign in to a session that he knows.
    ///
    /// - Returns: `nil` where the token is of no use.
    public func begin(
        showing text: String,
        continuing former: Session.Secret?,
        at now: Timestamp
    ) async throws(StoreError) -> Session.Secret? {
        guard let token = try await tokens.token(showing: text, at: now) else { return nil }
        var held: [String] = []
        if let former {
            held = try await self.session(former, at: now)?.tokens.filter { $0 != token.digest } ?? []
            try await end(former)
        }
        await store.dropExpired(at: now)
        let secret = Session.Secret(text: RandomToken.base64URL(bytes: 32))
        let session = Session(
            tokens: [token.digest] + held.prefix(Session.maximumTokens - 1),
            expiresAt: now.adding(seconds: Session.seconds)
        )
        try await store.add(session, ofDigest: secret.digest)
        return secret
    }

    /// The session of a cookie; `nil` where there is none, or it has expired.
    public func session(_ secret: Session.Secret, at now: Timestamp) async throws(StoreError) -> Session? {
        guard let session = try await store.session(ofDigest: secret.digest), now < session.expiresAt else {
            return nil
        }
        return session
    }

    /// The tokens of a session that are of use, the last shown first: one for each organization.
    public func tokens(of session: Session, at now: Timestamp) async throws(StoreError) -> [AccessToken] {
        var found: [AccessToken] = []
        for digest in session.tokens {
            guard let token = try await tokens.goodToken(ofDigest: digest, at: now),
                !found.contains(where: { $0.organization == token.organization })
            else { continue }
            found.append(token)
        }
        return found
    }

    /// Ends a session.
    public func end(_ secret: Session.Secret) async throws(StoreError) {
        try await store.remove(ofDigest: secret.digest)
    }

}
