/// Credentials, kept until shortly before they expire.
///
/// However many callers need new ones at once, the provider is asked once. When it has none while the old ones are still
/// good, those go on being used.
public actor CredentialCache {
    private let provider: any CredentialProvider
    private let clock: AWSClock
    private var kept: AWSCredentials?
    private var nextRefresh: AWSTimestamp?
    private var refresh: Task<Result<AWSCredentials, CredentialError>, Never>?

    /// How long before their expiration credentials are replaced, in seconds.
    static let margin: Int64 = 300

    /// How long a failed replacement of credentials that are still good is not tried again, in seconds.
    static let pause: Int64 = 30

    /// Keeps what the provider gives.
    public init(_ provider: any CredentialProvider, clock: AWSClock = .system) {
        self.provider = provider
        self.clock = clock
    }

    /// Credentials that are good now.
    public func credentials() async throws(CredentialError) -> AWSCredentials {
        if let kept, !isDue(kept) { return kept }
        let result = await refreshed()
        switch result {
        case .success(let credentials): return credentials
        case .failure(let error):
            guard let kept, !hasExpired(kept) else { throw error }
            return kept
        }
    }

    /// Forgets credentials that a service called expired, unless others are kept by now; false when the provider can
    /// give no others.
    func discard(_ refused: AWSCredentials) -> Bool {
        guard !(provider is StaticCredentialProvider) else { return false }
        if kept == refused { kept = nil }
        return true
    }

    private func isDue(_ credentials: AWSCredentials) -> Bool {
        guard let expiration = credentials.expiration else { return false }
        let now = clock.now()
        guard now < expiration, let nextRefresh else { return now >= expiration.advanced(by: -Self.margin) }
        return now >= nextRefresh
    }

    private func hasExpired(_ credentials: AWSCredentials) -> Bool {
        credentials.expiration.map { clock.now() >= $0 } ?? false
    }

    private func refreshed() async -> Result<AWSCredentials, CredentialError> {
        if let refresh { return await refresh.value }
        // A task of its own: one caller's cancellation must not take the others' credentials.
        let refresh = Task { [provider] () -> Result<AWSCredentials, CredentialError> in
            do throws(CredentialError) {
                guard let credentials = try await provider.credentials() else {
                    throw CredentialError("credentials", "none are set up")
                }
                return .success(credentials)
            } catch {
                return .failure(error)
            }
        }
        self.refresh = refresh
        let result = await refresh.value
        self.refresh = nil
        switch result {
        case .success(let credentials):
            kept = credentials
            nextRefresh = nil
        case .failure:
            nextRefresh = clock.now().advanced(by: Self.pause)
        }
        return result
    }
}
