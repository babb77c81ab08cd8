/// The calls of AWS Security Token Service that are made here.
///
/// - Source: AWS Security Token Service API Reference.
public struct STSClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// Credentials of a role.
    ///
    /// - Parameters:
    ///   - sessionName: 2 to 64 letters, digits and `_+=,.@-`; it stands in the role's CloudTrail.
    ///   - externalID: what the role's trust policy asks for; never shown in an error.
    ///   - durationSeconds: from 900 to what the role allows; nil means an hour.
    public func assumeRole(
        roleARN: String,
        sessionName: String,
        externalID: String? = nil,
        durationSeconds: Int? = nil
    ) async throws(AWSError) -> AWSCredentials {
        let operation = Operation.query(
            .sts,
            "AssumeRole",
            [
                ("RoleArn", roleARN), ("RoleSessionName", sessionName), ("ExternalId", externalID),
                ("DurationSeconds", durationSeconds.map(String.init)),
            ]
        )
        return try await credentials(operation.keepingSecret(externalID.map { [$0] } ?? []))
    }

    /// Credentials of a role for the bearer of another system's token. The call itself needs no credentials.
    public func assumeRoleWithWebIdentity(
        roleARN: String,
        sessionName: String,
        webIdentityToken: String
    ) async throws(AWSError) -> AWSCredentials {
        var operation = Operation.query(
            .sts,
            "AssumeRoleWithWebIdentity",
            [("RoleArn", roleARN), ("RoleSessionName", sessionName), ("WebIdentityToken", webIdentityToken)]
        ).keepingSecret([webIdentityToken])
        operation.isSigned = false
        return try await credentials(operation)
    }

    /// Who the credentials belong to.
    public struct CallerIdentity: Sendable, Hashable {
        /// The account's id.
        public let account: String
        /// The user's or the role session's ARN.
        public let arn: String
        /// The unique id.
        public let userID: String
    }

    /// Who the client's credentials belong to.
    public func callerIdentity() async throws(AWSError) -> CallerIdentity {
        let operation = Operation.query(.sts, "GetCallerIdentity", [])
        let result = try await client.queryResult(operation)
        guard let account = result.text("Account"), let arn = result.text("Arn"), let userID = result.text("UserId")
        else { throw client.incomplete(operation, "Account, Arn or UserId") }
        return CallerIdentity(account: account, arn: arn, userID: userID)
    }

    private func credentials(_ operation: Operation) async throws(AWSError) -> AWSCredentials {
        let result = try await client.queryResult(operation)
        guard let credentials = result["Credentials"], let id = credentials.text("AccessKeyId"),
            let secret = credentials.text("SecretAccessKey"), let token = credentials.text("SessionToken"),
            let expiration = credentials.text("Expiration").flatMap(AWSTimestamp.init(iso8601:)),
            !id.isEmpty, !secret.isEmpty
        else { throw client.incomplete(operation, "credentials with an expiration") }
        return AWSCredentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token, expiration: expiration)
    }
}

extension AWSClient {
    /// AWS Security Token Service.
    public var sts: STSClient { STSClient(self) }
}
