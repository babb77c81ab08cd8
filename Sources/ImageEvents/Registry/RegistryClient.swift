public import AWSClient
public import ScoutIntegration
import Synchronization

/// Reads manifests and blobs of one registry.
///
/// Requests are tried again when the registry is busy or does not answer. A redirect is followed without credentials, to
/// hosts that the endpoint allows.
///
/// - Source: OCI Distribution Specification, "Pull"; the Docker Registry's "Token Authentication Specification".
public final class RegistryClient: Sendable {
    /// Where the registry answers.
    public let endpoint: RegistryEndpoint

    let login: RegistryLogin
    let transport: any DownloadTransport
    let clock: AWSClock
    private let authorization = Mutex<[RepositoryName: Authorization]>([:])

    /// What a repository's requests show, until when.
    struct Authorization: Sendable, Hashable {
        let field: String
        let expiration: AWSTimestamp?
    }

    /// How often a request is sent at most while the registry is busy or does not answer.
    private static let maximumAttempts = 5
    private static let maximumRedirects = 5
    /// The longest wait that a registry may ask for, in seconds; beyond it the request fails.
    private static let maximumRetryAfter = 60.0
    /// The time for a request whose answer is small, in seconds.
    static let requestSeconds = 60.0

    /// A client for a registry.
    public init(
        endpoint: RegistryEndpoint,
        login: RegistryLogin,
        transport: any DownloadTransport,
        clock: AWSClock = .system
    ) {
        self.endpoint = endpoint
        self.login = login
        self.transport = transport
        self.clock = clock
    }

    /// The manifest or index that a tag or a digest leads to.
    public func manifest(
        _ repository: RepositoryName,
        _ version: ImageReference.Version
    ) async throws(RegistryError) -> Manifest {
        let subject = "the manifest \(version.text)"
        let accept = HTTPHeader("Accept", MediaType.manifests.joined(separator: ", "))
        let path = "/v2/\(repository.text)/manifests/\(version.text)"
        let response = try await retrying(subject) { () async throws(RegistryError) in
            try await self.send(repository, path, [accept]) { request throws(TransportError) in
                try await self.transport.send(request, within: Self.requestSeconds)
            }
        }
        let manifest: Manifest
        do {
            manifest = try Manifest(response.body, contentType: response.headers["Content-Type"] ?? "")
        } catch {
            throw RegistryError(.invalidAnswer, endpoint.host, "\(subject): \(error)")
        }
        if case .digest(let digest) = version, manifest.descriptor.digest != digest {
            throw RegistryError(.digestMismatch, endpoint.host, "\(subject) has another digest")
        }
        return manifest
    }

    /// Hands the bytes of a blob that the file lacks to it.
    func download(_ repository: RepositoryName, _ blob: Descriptor, to file: PartialBlob) async throws(RegistryError) {
        let subject = "the blob \(blob.digest.text)"
        let path = "/v2/\(repository.text)/blobs/\(blob.digest.text)"
        // 64 KiB a second, and five minutes for whatever else takes time.
        let seconds = 300 + Double(blob.size) / 65_536
        _ = try await retrying(subject) { () async throws(RegistryError) in
            // What an earlier attempt has brought is not asked for again.
            let range = file.count..<blob.size
            guard !range.isEmpty else { return IncomingResponse(status: 200) }
            return try await self.send(repository, path, []) { request throws(TransportError) in
                try await self.transport.download(request, range: range, to: file, within: seconds)
            }
        }
    }

    // MARK: Trying again

    private func retrying(
        _ subject: String,
        _ body: () async throws(RegistryError) -> IncomingResponse
    ) async throws(RegistryError) -> IncomingResponse {
        var attempt = 1
        while true {
            var delay: Double
            let failure: RegistryError
            do throws(RegistryError) {
                let response = try await body()
                if (200..<300).contains(response.status) { return response }
                failure = RegistryError(status: response.status, body: response.body, host: endpoint.host, subject)
                delay = Self.retryAfter(response) ?? 0
            } catch {
                failure = error
                delay = 0
            }
            guard [.throttled, .unavailable].contains(failure.code), attempt < Self.maximumAttempts,
                delay <= Self.maximumRetryAfter
            else { throw failure }
            delay = max(delay, Double(1 << attempt) * 0.25 * (0.5 + clock.random()))
            do {
                try await clock.sleep(delay)
            } catch {
                throw failure
            }
            attempt += 1
        }
    }

    /// - Source: RFC 9110, section 10.2.3, in seconds; a date is taken for none.
    private static func retryAfter(_ response: IncomingResponse) -> Double? {
        response.headers["Retry-After"].flatMap { Double($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    // MARK: One request

    /// Sends a request with what the registry has asked for, and follows where it leads.
    private func send(
        _ repository: RepositoryName,
        _ path: String,
        _ headers: [HTTPHeader],
        _ exchange: (OutgoingRequest) async throws(TransportError) -> IncomingResponse
    ) async throws(RegistryError) -> IncomingResponse {
        var request = OutgoingRequest("GET", endpoint.url + path, maximumResponseBytes: Manifest.maximumSize)
        request.headers = headers + authorizationHeader(repository)
        var response = try await perform(request, exchange)
        if response.status == 401, let header = try await answer(to: response, for: repository) {
            request.headers = headers + [header]
            response = try await perform(request, exchange)
        }
        var redirects = 0
        while [301, 302, 303, 307, 308].contains(response.status) {
            redirects += 1
            let url = try redirect(response, from: request.url, redirects)
            // Whoever the registry sends us to does not need its password.
            request = OutgoingRequest("GET", url, headers: headers, maximumResponseBytes: Manifest.maximumSize)
            response = try await perform(request, exchange)
        }
        return response
    }

    private func perform(
        _ request: OutgoingRequest,
        _ exchange: (OutgoingRequest) async throws(TransportError) -> IncomingResponse
    ) async throws(RegistryError) -> IncomingResponse {
        do throws(TransportError) {
            return try await exchange(request)
        } catch {
            throw RegistryError(error, endpoint.host)
        }
    }

    private func redirect(
        _ response: IncomingResponse,
        from origin: String,
        _ count: Int
    ) throws(RegistryError) -> String {
        guard count <= Self.maximumRedirects else {
            throw RegistryError(.invalidAnswer, endpoint.host, "it redirects more than \(Self.maximumRedirects) times")
        }
        guard let location = response.headers["Location"], let url = Self.resolve(location, from: origin) else {
            throw RegistryError(.invalidAnswer, endpoint.host, "it redirects to no URL")
        }
        guard endpoint.allowsRedirect(to: url) else {
            throw RegistryError(
                .invalidAnswer,
                endpoint.host,
                "it redirects to a host that is not allowed: \(url.authority)"
            )
        }
        return url.text
    }

    /// - Source: RFC 3986, section 5.2, of what registries send: absolute URLs, and paths of their own.
    private static func resolve(_ location: String, from origin: String) -> RequestURL? {
        guard location.hasPrefix("/"), let url = try? RequestURL(origin) else { return try? RequestURL(location) }
        let start = location.hasPrefix("//") ? "\(url.scheme):" : "\(url.scheme)://\(url.authority)"
        return try? RequestURL(start + location)
    }

    // MARK: Authorization

    private func authorizationHeader(_ repository: RepositoryName) -> [HTTPHeader] {
        let now = clock.now()
        let known = authorization.withLock { $0[repository] }
        guard let known, known.expiration.map({ now < $0 }) ?? true else { return [] }
        return [HTTPHeader("Authorization", known.field)]
    }

    /// What a registry wants that has refused a request; `nil` where it wants nothing that we have.
    private func answer(
        to response: IncomingResponse,
        for repository: RepositoryName
    ) async throws(RegistryError) -> HTTPHeader? {
        guard let field = response.headers["WWW-Authenticate"], let challenge = AuthenticationChallenge(field) else {
            return nil
        }
        let found: Authorization
        switch challenge {
        case .basic:
            guard let token = login.basicToken else { return nil }
            found = Authorization(field: "Basic \(token)", expiration: nil)
        case .bearer(let realm, let service, _):
            found = try await bearerToken(realm: realm, service: service, for: repository)
        }
        authorization.withLock { $0[repository] = found }
        return HTTPHeader("Authorization", found.field)
    }
}

extension RegistryError {
    init(_ error: TransportError, _ host: String) {
        let code: Code =
            switch error.code {
            case .connection, .timeout: .unavailable
            case .tooLarge: .tooLarge
            case .abandoned: .storage
            case .cancelled: .unavailable
            default: .invalidAnswer
            }
        self.init(code, host, "\(error)")
    }
}
