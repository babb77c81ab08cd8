/// Credentials as JSON: what a `credential_process` prints, and what container and instance metadata answer.
struct CredentialDocument: Decodable {
    private let Version: Int?
    private let Code: String?
    private let AccessKeyId: String?
    private let SecretAccessKey: String?
    private let SessionToken: String?
    private let Token: String?
    private let Expiration: String?

    /// The largest document that is read, in bytes.
    static let maximumBytes = 64 << 10

    /// Reads a document. Nothing of it is shown in an error.
    ///
    /// - Parameter version: what `Version` has to be, if it has to be there.
    static func read(_ bytes: [UInt8], from source: String, version: Int? = nil) throws(CredentialError)
        -> AWSCredentials
    {
        guard bytes.count <= maximumBytes, let document = JSONText.decode(CredentialDocument.self, from: bytes) else {
            throw CredentialError(source, "must give a JSON object with AccessKeyId and SecretAccessKey")
        }
        guard version == nil || document.Version == version else {
            throw CredentialError(source, "must give Version \(version ?? 0)")
        }
        if let code = document.Code, code != "Success" {
            throw CredentialError(source, "has no credentials: \(code)", isRetryable: true)
        }
        guard let id = document.AccessKeyId, let secret = document.SecretAccessKey, !id.isEmpty, !secret.isEmpty else {
            throw CredentialError(source, "must give AccessKeyId and SecretAccessKey")
        }
        let expiration = document.Expiration.map { AWSTimestamp(iso8601: $0) }
        guard expiration != .some(nil) else {
            throw CredentialError(source, "must give Expiration in ISO 8601")
        }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: document.SessionToken ?? document.Token,
            expiration: expiration ?? nil
        )
    }
}

/// A command of the shared files that prints credentials.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
struct ProcessProvider: CredentialProvider {
    let environment: AWSEnvironment
    let command: String

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        let output: [UInt8]
        do {
            output = try await environment.runCommand(command, CredentialDocument.maximumBytes)
        } catch {
            throw CredentialError("credential_process", error.description, isRetryable: true)
        }
        return try CredentialDocument.read(output, from: "credential_process", version: 1)
    }
}
