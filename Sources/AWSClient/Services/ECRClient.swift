/// The calls of Amazon ECR that are made here.
///
/// - Source: Amazon ECR API Reference.
public struct ECRClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// What logs in to the account's registry.
    public struct AuthorizationToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
        /// The value of an `Authorization: Basic` header, without that word. A secret.
        public let token: String
        /// The registry's URL.
        public let proxyEndpoint: String
        /// From when on the token is refused.
        public let expiration: AWSTimestamp

        /// The registry and the expiration, without the token.
        public var description: String { "AuthorizationToken(\(proxyEndpoint.displayable()), until \(expiration))" }

        /// Shows `dump` no more than that.
        public var customMirror: Mirror { Mirror(self, children: ["proxyEndpoint": proxyEndpoint]) }
    }

    /// What logs in to the registry of the credentials' account, for 12 hours.
    public func authorizationToken() async throws(AWSError) -> AuthorizationToken {
        let operation = Operation.json(.ecr, "GetAuthorizationToken", [:])
        struct Answer: Decodable {
            struct Item: Decodable {
                let authorizationToken: String
                let expiresAt: Double
                let proxyEndpoint: String
            }
            let authorizationData: [Item]
        }
        let answer = try await client.jsonResult(operation, as: Answer.self)
        guard let item = answer.authorizationData.first, let seconds = Int64(exactly: item.expiresAt.rounded(.down))
        else { throw client.incomplete(operation, "authorizationData") }
        return AuthorizationToken(
            token: item.authorizationToken,
            proxyEndpoint: item.proxyEndpoint,
            expiration: AWSTimestamp(secondsSinceEpoch: seconds)
        )
    }

    /// The names of the registry's repositories, and where the next page starts; nil after the last one.
    ///
    /// - Parameter limit: how many a page has at most, up to 1,000.
    public func repositories(
        limit: Int,
        start: String? = nil
    ) async throws(AWSError) -> (names: [String], next: String?) {
        let operation = Operation.json(
            .ecr,
            "DescribeRepositories",
            ["maxResults": .number(limit), "nextToken": start.map { JSONText($0) }]
        )
        struct Answer: Decodable {
            struct Repository: Decodable { let repositoryName: String }
            let repositories: [Repository]
            let nextToken: String?
        }
        let answer = try await client.jsonResult(operation, as: Answer.self)
        return (answer.repositories.map(\.repositoryName), answer.nextToken)
    }

    /// What an image is found by.
    public struct ImageID: Sendable, Hashable {
        /// The manifest's digest.
        public let digest: String
        /// One of the image's tags; nil when it has none.
        public let tag: String?
    }

    /// The images of a repository, once for each of their tags, and where the next page starts; nil after the last one.
    ///
    /// - Parameter limit: how many a page has at most, up to 1,000.
    public func images(
        in repository: String,
        limit: Int,
        start: String? = nil
    ) async throws(AWSError) -> (images: [ImageID], next: String?) {
        let operation = Operation.json(
            .ecr,
            "ListImages",
            [
                "repositoryName": JSONText(repository), "maxResults": .number(limit),
                "nextToken": start.map { JSONText($0) },
            ]
        )
        struct Answer: Decodable {
            struct Identifier: Decodable {
                let imageDigest: String
                let imageTag: String?
            }
            let imageIds: [Identifier]
            let nextToken: String?
        }
        let answer = try await client.jsonResult(operation, as: Answer.self)
        return (answer.imageIds.map { ImageID(digest: $0.imageDigest, tag: $0.imageTag) }, answer.nextToken)
    }
}

extension AWSClient {
    /// Amazon ECR.
    public var ecr: ECRClient { ECRClient(self) }
}
