import AWSClient
import CloudFormation
import ImageEvents
import ScoutIntegration
import SetupHandler

extension DoctorActions {
    /// The staging label of what ``writeProbe`` stores.
    static let probeLabel = "docker-scout-doctor"
    /// What makes storing it again no further version: 32 to 64 characters.
    private static let probeToken = "docker-scout-doctor-probe-000001"
    /// What is stored. It has no key, so that nobody could take it for credentials.
    private static let probeText = #"{"note":"written by scout-ecr doctor to find out whether it can be"}"#

    /// How long the calls are tried: less than ``Doctor/secondsPerCall``, so that the error tells what did not answer.
    static let retryPolicy: RetryPolicy = {
        var policy = RetryPolicy()
        policy.maximumAttempts = 2
        policy.baseDelay = 0.5
        policy.attemptSeconds = 4
        policy.totalSeconds = 7.5
        return policy
    }()

    /// With it, a registry that is busy or does not answer is asked again soon, so that its last answer is in time.
    private static let impatientClock: AWSClock = {
        var clock = AWSClock.system
        clock.sleep = { (seconds) async throws(CancellationError) in
            try await AWSClock.system.sleep(min(seconds, 0.5))
        }
        return clock
    }()

    /// How many repositories are asked for, and how many images of one.
    private static let (repositoriesPerPage, imagesPerPage) = (100, 100)

    /// The actions on AWS.
    ///
    /// - Parameters:
    ///   - client: calls AWS in the vendor's name, in the region of the integration.
    ///   - customer: calls AWS in the customer's name there.
    ///   - registry: the integration's registry.
    static func aws(
        _ client: AWSClient,
        customer: AWSClient?,
        registry: RegistryEndpoint?,
        transport: any DownloadTransport,
        publishedTemplate: (@Sendable () async throws(CallFailure) -> NamedTemplate)?
    ) -> DoctorActions {
        DoctorActions(
            account: { () async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.sts.callerIdentity().account }
            },
            assumeRole: { (role, externalID) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    try await client.sts.assumeRole(
                        roleARN: role.text,
                        sessionName: "docker-scout-doctor",
                        externalID: externalID?.text,
                        durationSeconds: 900
                    )
                }
            },
            writeProbe: { (secret, credentials) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    _ = try await client.using(credentials).secretsManager.putSecretValue(
                        secretID: secret.text,
                        clientRequestToken: probeToken,
                        secretString: probeText,
                        stages: [probeLabel]
                    )
                }
            },
            login: { (credentials) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    RegistryLogin(token: try await client.using(credentials).ecr.authorizationToken().token)
                }
            },
            repositories: { (credentials) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    try await client.using(credentials).ecr.repositories(limit: repositoriesPerPage).names
                }
            },
            image: { (repository, credentials) async throws(CallFailure) in
                let images = try await calling { () async throws(AWSError) in
                    try await client.using(credentials).ecr.images(in: repository, limit: imagesPerPage).images
                }
                return (images.first { $0.tag != nil } ?? images.first).map {
                    FoundImage(repository: repository, digest: $0.digest, tag: $0.tag)
                }
            },
            manifest: { (image, login) async throws(CallFailure) in
                guard let registry else {
                    throw CallFailure(kind: .other, reason: "the registry's account is not known")
                }
                return try await pull(
                    image,
                    RegistryClient(endpoint: registry, login: login, transport: transport, clock: impatientClock)
                )
            },
            publishedTemplate: publishedTemplate,
            customer: customer.map { .aws($0) }
        )
    }

    private static func pull(_ image: FoundImage, _ registry: RegistryClient) async throws(CallFailure) -> ImageDigest {
        let repository: RepositoryName
        let digest: ImageDigest
        do throws(InvalidInput) {
            repository = try RepositoryName(image.repository)
            digest = try ImageDigest(image.digest)
        } catch {
            throw CallFailure(kind: .other, reason: "\(error)")
        }
        do throws(RegistryError) {
            return try await registry.manifest(repository, .digest(digest)).descriptor.digest
        } catch {
            throw CallFailure(error)
        }
    }
}

extension CustomerActions {
    /// How many pages of a topic's subscriptions are read; a page has a hundred.
    private static let subscriptionPages = 10

    /// The actions on AWS, in the region of the integration.
    static func aws(_ client: AWSClient) -> CustomerActions {
        CustomerActions(
            account: { () async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.sts.callerIdentity().account }
            },
            stack: { (stack) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.cloudFormation.stack(stack.arn) }
            },
            resources: { (stack) async throws(CallFailure) in
                let resources = try await calling { () async throws(AWSError) in
                    try await client.cloudFormation.resources(ofStack: stack.arn)
                }
                return resources.reduce(into: [:]) { $0[$1.logicalID] = $1.physicalID }
            },
            subscriptions: { (topic) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    var found: [SNSClient.Subscription] = []
                    var page = try await client.sns.subscriptions(ofTopic: topic)
                    for _ in 1..<subscriptionPages {
                        found += page.subscriptions
                        guard let next = page.next else { return found }
                        page = try await client.sns.subscriptions(ofTopic: topic, start: next)
                    }
                    return found + page.subscriptions
                }
            },
            connection: { (name) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.eventBridge.connection(name) }
            },
            rule: { (name) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.eventBridge.ruleState(name) }
            },
            apiDestination: { (name) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in try await client.eventBridge.apiDestination(name) }
            },
            keyDigest: { (secret) async throws(CallFailure) in
                let text = try await calling { () async throws(AWSError) in
                    try await client.secretsManager.secretValue(secretID: secret.text)
                }
                return try digest(ofKeyIn: text)
            },
            template: { (stack) async throws(CallFailure) in
                try await calling { () async throws(AWSError) in
                    NamedTemplate(
                        name: "the deployed template",
                        text: try await client.cloudFormation.template(stack.arn)
                    )
                }
            }
        )
    }

    /// The digest of the key in a secret's value, of which nothing else is kept.
    static func digest(ofKeyIn text: String) throws(CallFailure) -> CredentialDigest {
        guard let value = try? JSONReader.read(Array(text.utf8), name: "secret"),
            let key = value[ScoutStack.apiKeySecretKey]?.stringValue
        else {
            throw CallFailure(
                kind: .other,
                reason: "the secret's value is no JSON object with \(ScoutStack.apiKeySecretKey)"
            )
        }
        return APIKey.digest(of: key)
    }
}

/// Calls AWS, and says of a failure what kind it is.
private func calling<Value>(_ call: () async throws(AWSError) -> Value) async throws(CallFailure) -> Value {
    do throws(AWSError) {
        return try await call()
    } catch {
        throw CallFailure(error)
    }
}
