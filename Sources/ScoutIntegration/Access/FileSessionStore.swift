/// Sessions as files of a folder, one each, named by their digests.
public struct FileSessionStore: SessionStore {
    private let files: RecordFolder<Session>

    /// The store in a data folder.
    public init(in data: DataFolder) throws(StoreError) {
        files = RecordFolder(try data.folder("sessions"), "session", read: Session.init(stored:), write: \.stored)
    }

    /// Adds a new session.
    public func add(_ session: Session, ofDigest digest: String) throws(StoreError) {
        try files.add(session, as: digest)
    }

    /// The session of that digest, expired or not; `nil` where there is none.
    public func session(ofDigest digest: String) throws(StoreError) -> Session? { try files.read(digest) }

    /// Removes a session.
    public func remove(ofDigest digest: String) throws(StoreError) { try files.remove(digest) }

    /// Drops sessions that have expired.
    public func dropExpired(at now: Timestamp) {
        for name in (try? files.names()) ?? [] {
            guard let session = try? files.read(name), session.expiresAt <= now else { continue }
            try? files.remove(name)
        }
    }
}
