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
}

extension AWSClient {
    /// Amazon ECR.
    public var ecr: ECRClient { ECRClient(self) }
}
