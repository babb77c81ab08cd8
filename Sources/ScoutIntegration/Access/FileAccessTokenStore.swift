import CloudFormation

/// Access tokens as files of a folder, one each, named by their digests.
public struct FileAccessTokenStore: AccessTokenStore {
    private let files: RecordFolder<AccessToken>

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        files = RecordFolder(
            try data.folder("tokens"),
            "token",
            read: AccessToken.init(stored:),
            write: \.stored,
            order: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        )
    }

    /// Adds a new token.
    public func add(_ token: AccessToken) throws(StoreError) { try files.add(token, as: token.digest) }

    /// The token of that digest, of use or not; `nil` where there is none.
    public func token(ofDigest digest: String) throws(StoreError) -> AccessToken? { try files.read(digest) }

    /// All tokens, oldest first, those too that are of no use any more.
    public func tokens() throws(StoreError) -> [AccessToken] { try files.all() }

    /// Makes a token useless, and returns it; `nil` where there is none of that id.
    @discardableResult
    public func revoke(_ id: String, at now: Timestamp) throws(StoreError) -> AccessToken? {
        guard var token = try tokens().first(where: { $0.id == id }) else { return nil }
        if token.revokedAt == nil {
            token.revoke(at: now)
            try files.write(token, as: token.digest)
        }
        return token
    }
}
