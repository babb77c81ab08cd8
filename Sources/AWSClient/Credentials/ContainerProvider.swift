/// The role of an ECS task, an EKS pod or whatever else answers at the URL that the environment names.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
struct ContainerProvider: CredentialProvider {
    let environment: AWSEnvironment
    let transport: any HTTPTransport
    let clock: AWSClock

    private static let attempts = 3

    private static let source = "container credentials"

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        guard let url = try url() else { return nil }
        var request = OutgoingRequest("GET", url, maximumResponseBytes: CredentialDocument.maximumBytes)
        request.headers.set("Accept", "application/json")
        if let token = try token() { request.headers.set("Authorization", token) }
        var attempt = 1
        while true {
            do throws(CredentialError) {
                return try await credentials(by: request)
            } catch {
                guard error.isRetryable, attempt < Self.attempts else { throw error }
            }
            attempt += 1
            do {
                try await clock.sleep(clock.random())
            } catch {
                throw CredentialError(Self.source, "the task was cancelled")
            }
        }
    }

    private func credentials(by request: OutgoingRequest) async throws(CredentialError) -> AWSCredentials {
        let response = try await transport.answer(to: request, within: 2, from: Self.source)
        guard response.status == 200 else { throw .status(response.status, from: Self.source) }
        return try CredentialDocument.read(response.body, from: Self.source)
    }

    private func url() throws(CredentialError) -> String? {
        if let path = environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            guard path.hasPrefix("/"), let url = try? RequestURL("http://169.254.170.2\(path)") else {
                throw CredentialError("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "must be a path that begins with '/'")
            }
            return url.text
        }
        let variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        guard let text = environment.variable(variable) else { return nil }
        guard let url = try? RequestURL(text) else { throw CredentialError(variable, "must be an http or https URL") }
        guard url.scheme == "https" || Self.isLocal(url.host) else {
            throw CredentialError(
                variable,
                "must be https, or name a loopback address, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]"
            )
        }
        return url.text
    }

    /// Whether credentials may travel to that host in the clear.
    static func isLocal(_ host: String) -> Bool {
        if ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(host) { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    }

    private func token() throws(CredentialError) -> String? {
        var token = environment.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        var source = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        if let path = environment.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            source = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
            token = try environment.token(in: path, maximumBytes: CredentialDocument.maximumBytes, from: source)
        }
        // A line break would begin another header.
        guard token?.unicodeScalars.allSatisfy({ ("\u{20}"..."\u{7E}").contains($0) }) ?? true else {
            throw CredentialError(source, "must be one line of ASCII")
        }
        return token
    }
}
