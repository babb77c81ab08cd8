import Cryptography

/// Sessions as files of a folder, one each, named by the digests of what their cookies carry.
public struct SessionStore: Sendable {
    private let files: RecordFolder<Session>
    private let tokens: AccessTokenStore

    /// The store in a data folder.
    public init(in data: DataFolder, tokens: AccessTokenStore) throws(StoreError) {
        files = RecordFolder(try data.folder("sessions"), "session", read: Session.init(stored:), write: \.stored)
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
    ) throws(StoreError) -> Session.Secret? {
        guard let token = try tokens.token(showing: text, at: now) else { return nil }
        var held: [String] = []
        if let former {
            held = try self.session(former, at: now)?.tokens.filter { $0 != token.digest } ?? []
            try end(former)
        }
        dropExpired(at: now)
        let secret = Session.Secret(text: RandomToken.base64URL(bytes: 32))
        let session = Session(
            tokens: [token.digest] + held.prefix(Session.maximumTokens - 1),
            expiresAt: now.adding(seconds: Session.seconds)
        )
        try files.write(session, as: secret.digest)
        return secret
    }

    /// The session of a cookie; `nil` where there is none, or it has expired.
    public func session(_ secret: Session.Secret, at now: Timestamp) throws(StoreError) -> Session? {
        guard let session = try files.read(secret.digest), now < session.expiresAt else { return nil }
        return session
    }

    /// The tokens of a session that are of use, the last shown first: one for each organization.
    public func tokens(of session: Session, at now: Timestamp) throws(StoreError) -> [AccessToken] {
        var found: [AccessToken] = []
        for digest in session.tokens {
            guard let token = try tokens.token(ofDigest: digest, at: now),
                !found.contains(where: { $0.organization == token.organization })
            else { continue }
            found.append(token)
        }
        return found
    }

    /// Ends a session.
    public func end(_ secret: Session.Secret) throws(StoreError) { try files.remove(secret.digest) }

    /// Expired sessions are of no use to anybody; that one is left is of no account.
    private func dropExpired(at now: Timestamp) {
        for name in (try? files.names()) ?? [] {
            guard let session = try? files.read(name), session.expiresAt <= now else { continue }
            try? files.remove(name)
        }
    }
}
