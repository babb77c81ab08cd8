/// A profile of the shared files: keys, a command, or a role whose source is another profile or place.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider", "Process credential provider" and
///   "IAM Identity Center credential provider".
struct ProfileProvider: CredentialProvider {
    let context: ProviderContext

    func credentials() async throws(CredentialError) -> AWSCredentials? {
        let configuration = context.configuration
        guard configuration[profile: configuration.profileName] != nil else {
            guard configuration.isProfileRequired else { return nil }
            throw CredentialError(
                "AWS_PROFILE",
                "must name a profile of the shared files; it is '\(configuration.profileName)'"
            )
        }
        return try await credentials(ofSourceFor: try chain())
    }

    /// The profiles from the one in use to the one that has credentials of its own: each but the last has a role, and
    /// the next one as its source.
    private func chain() throws(CredentialError) -> [Profile] {
        var chain = [try profile(context.configuration.profileName)]
        while let last = chain.last, last["role_arn"] != nil, let source = last["source_profile"] {
            // A profile may be its own source when it has keys; reached as a source, its keys come first.
            let next = try profile(source)
            let isOwnSource = source == last.name && next.hasKeys
            guard isOwnSource || !chain.contains(where: { $0.name == source }) else {
                let names = (chain.map(\.name) + [source]).joined(separator: " -> ")
                throw CredentialError("source_profile", "must not lead back to a profile: \(names)")
            }
            chain.append(next)
            if next.hasKeys { break }
        }
        return chain
    }

    private func credentials(ofSourceFor chain: [Profile]) async throws(CredentialError) -> AWSCredentials? {
        guard let last = chain.last else { return nil }
        // With one profile its role comes first; one that was reached as a source gives its keys.
        let isSource = chain.count > 1
        var credentials: AWSCredentials?
        var roles = Array(chain.dropLast().reversed())
        if last["role_arn"] != nil, !(isSource && last.hasKeys) {
            if let tokenFile = last["web_identity_token_file"] {
                credentials = try await webIdentity(last, tokenFile)
            } else {
                credentials = try await sourceCredentials(last)
                roles.insert(last, at: 0)
            }
        } else {
            credentials = try await ownCredentials(last)
        }
        guard var current = credentials else {
            guard isSource else { return nil }
            throw CredentialError(
                "profile \(last.name)",
                "must have credentials, since it is a source_profile"
            )
        }
        for role in roles { current = try await assume(role, with: current) }
        return current
    }

    // MARK: Where a chain begins

    private func ownCredentials(_ profile: Profile) async throws(CredentialError) -> AWSCredentials? {
        if let id = profile["aws_access_key_id"] {
            guard let secret = profile["aws_secret_access_key"] else {
                throw CredentialError(
                    "profile \(profile.name)",
                    "must have aws_secret_access_key beside aws_access_key_id"
                )
            }
            return AWSCredentials(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: profile["aws_session_token"]
            )
        }
        guard let command = profile["credential_process"] else {
            try refuseSignIn(profile)
            return nil
        }
        return try await ProcessProvider(environment: context.environment, command: command).credentials()
    }

    /// Whoever has set up a sign-in must not get another place's credentials in silence.
    private func refuseSignIn(_ profile: Profile) throws(CredentialError) {
        let keys = ["sso_session", "sso_start_url", "login_session"]
        guard let key = keys.first(where: { profile[$0] != nil }) else { return }
        throw CredentialError(
            "profile \(profile.name)",
            "must not rely on \(key), since nobody can sign in here; set credential_process = "
                + "aws configure export-credentials --profile \(profile.name) in a profile of its own"
        )
    }

    private func sourceCredentials(_ profile: Profile) async throws(CredentialError) -> AWSCredentials {
        guard let source = profile["credential_source"] else {
            throw CredentialError(
                "profile \(profile.name)",
                "must have source_profile or credential_source beside role_arn"
            )
        }
        let credentials: AWSCredentials? =
            switch source {
            case "Environment": try await EnvironmentProvider(environment: context.environment).credentials()
            case "EcsContainer": try await context.container.credentials()
            case "Ec2InstanceMetadata": try await context.instanceMetadata.credentials()
            default:
                throw CredentialError(
                    "credential_source of profile \(profile.name)",
                    "must be Environment, EcsContainer or Ec2InstanceMetadata; it is '\(source)'"
                )
            }
        guard let credentials else {
            throw CredentialError("credential_source of profile \(profile.name)", "\(source) has no credentials")
        }
        return credentials
    }

    private func webIdentity(_ profile: Profile, _ tokenFile: String) async throws(CredentialError) -> AWSCredentials? {
        try await context.webIdentity(
            tokenFile: tokenFile,
            roleARN: profile["role_arn"] ?? "",
            sessionName: profile["role_session_name"],
            region: profile["region"]
        ).credentials()
    }

    // MARK: Roles

    private func assume(_ profile: Profile, with source: AWSCredentials) async throws(CredentialError) -> AWSCredentials
    {
        guard profile["mfa_serial"] == nil else {
            throw CredentialError(
                "profile \(profile.name)",
                "must have no mfa_serial: nobody can be asked for a code here"
            )
        }
        let duration = profile["duration_seconds"].map { Int($0) }
        guard duration != .some(nil) else {
            throw CredentialError("duration_seconds of profile \(profile.name)", "must be a number of seconds")
        }
        let client = try context.client(source, region: profile["region"])
        do {
            return try await client.sts.assumeRole(
                roleARN: profile["role_arn"] ?? "",
                sessionName: profile["role_session_name"] ?? context.standardSessionName,
                externalID: profile["external_id"],
                durationSeconds: duration ?? nil
            )
        } catch {
            throw CredentialError("profile \(profile.name)", error.description, isRetryable: error.isRetryable)
        }
    }

    // MARK: Profiles

    private struct Profile {
        let name: String
        let values: [String: String]

        subscript(key: String) -> String? {
            guard let value = values[key], !value.isEmpty else { return nil }
            return value
        }

        var hasKeys: Bool { self["aws_access_key_id"] != nil }
    }

    private func profile(_ name: String) throws(CredentialError) -> Profile {
        guard let values = context.configuration[profile: name] else {
            throw CredentialError("source_profile", "must name a profile of the shared files; it is '\(name)'")
        }
        return Profile(name: name, values: values)
    }
}
