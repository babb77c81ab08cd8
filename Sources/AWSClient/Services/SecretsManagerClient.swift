/// The calls of AWS Secrets Manager that are made here.
///
/// - Source: AWS Secrets Manager API Reference.
public struct SecretsManagerClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// Stores a new value of the secret, and gives the version's id.
    ///
    /// - Parameters:
    ///   - secretID: the secret's ARN or name.
    ///   - clientRequestToken: 32 to 64 characters, which become the version's id. The same token with the same value
    ///     changes nothing; with another value the error's code is `ResourceExistsException`.
    ///   - secretString: the value; never shown in an error.
    ///   - stages: the version's staging labels, each taken from the version that has it. Without any, the version becomes
    ///     the current one (`AWSCURRENT`), as a secret's first version always does.
    public func putSecretValue(
        secretID: String,
        clientRequestToken: String,
        secretString: String,
        stages: [String] = []
    ) async throws(AWSError) -> String {
        let operation = Operation.json(
            .secretsManager,
            "PutSecretValue",
            [
                "SecretId": JSONText(secretID), "ClientRequestToken": JSONText(clientRequestToken),
                "SecretString": JSONText(secretString),
                "VersionStages": stages.isEmpty ? nil : .array(stages.map { JSONText($0) }),
            ]
        ).keepingSecret([secretString])
        struct Answer: Decodable { let VersionId: String }
        return try await client.jsonResult(operation, as: Answer.self).VersionId
    }

    /// The secret's value, as text.
    ///
    /// - Parameter versionID: nil means the current version.
    public func secretValue(secretID: String, versionID: String? = nil) async throws(AWSError) -> String {
        let operation = Operation.json(
            .secretsManager,
            "GetSecretValue",
            ["SecretId": JSONText(secretID), "VersionId": versionID.map { JSONText($0) }]
        )
        struct Answer: Decodable { let SecretString: String }
        return try await client.jsonResult(operation, as: Answer.self).SecretString
    }
}

extension AWSClient {
    /// AWS Secrets Manager.
    public var secretsManager: SecretsManagerClient { SecretsManagerClient(self) }
}
