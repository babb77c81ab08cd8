/// The role of an EC2 instance, by version 2 of its metadata service.
///
/// - Source: Amazon EC2 User Guide, "Use the Instance Metadata Service to access instance metadata".
struct InstanceMetadataProvider: CredentialProvider {
    let environment: AWSEnvironment
    let transport: any HTTPTransport

    /// The time for one request, in seconds; off EC2 nothing answers.
    private static let seconds = 1.0

    private static let source = "instance metadata"

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        guard !environment.isTrue("AWS_EC2_METADATA_DISABLED") else { return nil }
        let endpoint = try endpoint()
        guard let token = try await token(endpoint) else { return nil }
        let path = "/latest/meta-data/iam/security-credentials/"
        // 404: the instance has no role.
        guard let roles = try await get(endpoint + path, token) else { return nil }
        let role =
            String(decoding: roles, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard !role.isEmpty, role.utf8.allSatisfy({ $0.isUnreserved || "+=,@".utf8.contains($0) }) else {
            throw CredentialError(Self.source, "must give a role's name")
        }
        guard let document = try await get(endpoint + path + PercentEncoding.encode(role), token) else {
            throw CredentialError(Self.source, "has no credentials for the role that it names", isRetryable: true)
        }
        return try CredentialDocument.read(document, from: Self.source)
    }

    private func endpoint() throws(CredentialError) -> String {
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        guard let text = environment.variable(variable) else {
            let isIPv6 = environment.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")?.lowercased() == "ipv6"
            return isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        }
        guard let url = try? RequestURL(text), url.query == nil else {
            throw CredentialError(variable, "must be an http or https URL without user name, query and fragment")
        }
        return url.text.hasSuffix("/") ? String(url.text.dropLast()) : url.text
    }

    /// What lets one read; nil when this is no EC2 instance.
    private func token(_ endpoint: String) async throws(CredentialError) -> String? {
        let header = HTTPHeader("X-aws-ec2-metadata-token-ttl-seconds", "21600")
        let request = OutgoingRequest(
            "PUT",
            "\(endpoint)/latest/api/token",
            headers: [header],
            maximumResponseBytes: 4096
        )
        guard let response = try? await transport.send(request, within: Self.seconds), response.status == 200 else {
            return nil
        }
        let token = String(decoding: response.body, as: UTF8.self).trimmingSpace
        guard !token.isEmpty, token.unicodeScalars.allSatisfy({ ("\u{21}"..."\u{7E}").contains($0) }) else {
            return nil
        }
        return token
    }

    private func get(_ url: String, _ token: String) async throws(CredentialError) -> [UInt8]? {
        let request = OutgoingRequest(
            "GET",
            url,
            headers: [HTTPHeader("X-aws-ec2-metadata-token", token)],
            maximumResponseBytes: CredentialDocument.maximumBytes
        )
        let response = try await transport.answer(to: request, within: Self.seconds, from: Self.source)
        if response.status == 404 { return nil }
        guard response.status == 200 else { throw .status(response.status, from: Self.source) }
        return response.body
    }
}

extension HTTPTransport {
    /// The answer of an endpoint that gives credentials.
    func answer(
        to request: OutgoingRequest,
        within seconds: Double,
        from source: String
    ) async throws(CredentialError) -> IncomingResponse {
        do {
            return try await send(request, within: seconds)
        } catch {
            throw CredentialError(source, error.description, isRetryable: error.isRetryable)
        }
    }
}

extension CredentialError {
    /// An endpoint that gives credentials has refused.
    static func status(_ status: Int, from source: String) -> CredentialError {
        CredentialError(source, "the endpoint answers with HTTP status \(status)", isRetryable: status >= 500)
    }
}
