/// A role for the bearer of a token in a file, as Kubernetes and CI systems set it up.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Assume role with web identity".
struct WebIdentityProvider: CredentialProvider {
    let environment: AWSEnvironment
    let client: AWSClient
    let tokenFile: String
    let roleARN: String
    let sessionName: String

    private static let maximumTokenBytes = 64 << 10

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        // Whoever wrote the file replaces the token when it expires.
        let path = environment.expanded(tokenFile)
        let token = try environment.token(in: path, maximumBytes: Self.maximumTokenBytes, from: "web identity token")
        guard !token.isEmpty else { throw CredentialError("web identity token", "the file must not be empty") }
        do {
            return try await client.sts.assumeRoleWithWebIdentity(
                roleARN: roleARN,
                sessionName: sessionName,
                webIdentityToken: token
            )
        } catch {
            throw CredentialError("web identity token", error.description, isRetryable: error.isRetryable)
        }
    }
}

extension AWSEnvironment {
    /// The text of a file that has to be there, without white space around it.
    func token(in path: String, maximumBytes: Int, from source: String) throws(CredentialError) -> String {
        let bytes: [UInt8]?
        do {
            bytes = try readFile(path, maximumBytes)
        } catch {
            throw CredentialError(source, error.description)
        }
        guard let bytes else { throw CredentialError(source, "there must be a file \(path.displayable())") }
        return String(decoding: bytes, as: UTF8.self).trimmingSpace
    }
}

extension String {
    /// The text without white space around it.
    var trimmingSpace: String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
