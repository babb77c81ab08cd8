/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
struct EnvironmentProvider: CredentialProvider {
    let environment: AWSEnvironment

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        guard let id = environment.variable("AWS_ACCESS_KEY_ID") else { return nil }
        guard let secret = environment.variable("AWS_SECRET_ACCESS_KEY") else {
            throw CredentialError("AWS_SECRET_ACCESS_KEY", "must be set, since AWS_ACCESS_KEY_ID is")
        }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: environment.variable("AWS_SESSION_TOKEN")
        )
    }
}
