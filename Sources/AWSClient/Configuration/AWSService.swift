/// How a service is addressed.
///
/// - Source: the services' API references; AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
struct AWSService: Sendable, Hashable {
    /// How requests and responses are written.
    enum Wire: Sendable, Hashable {
        /// A form, answered with XML.
        case query(version: String)
        /// JSON both ways, the operation in `X-Amz-Target` after that prefix.
        case json(version: String, targetPrefix: String)
        /// Method, path and fields as the operation has them; errors are XML.
        case rest
    }

    /// What errors and metrics call it.
    let name: String
    /// What a host name begins with.
    let hostPrefix: String
    /// The name in signatures.
    let signingName: String
    /// The name in `AWS_ENDPOINT_URL_…`, and in lower case in `services` sections.
    let endpointName: String
    let wire: Wire

    static let dynamoDB = AWSService(
        name: "DynamoDB",
        hostPrefix: "dynamodb",
        signingName: "dynamodb",
        endpointName: "DYNAMODB",
        wire: .json(version: "1.0", targetPrefix: "DynamoDB_20120810")
    )
    static let s3 = AWSService(name: "S3", hostPrefix: "s3", signingName: "s3", endpointName: "S3", wire: .rest)
    static let sqs = AWSService(
        name: "SQS",
        hostPrefix: "sqs",
        signingName: "sqs",
        endpointName: "SQS",
        wire: .json(version: "1.0", targetPrefix: "AmazonSQS")
    )
    static let sts = AWSService(
        name: "STS",
        hostPrefix: "sts",
        signingName: "sts",
        endpointName: "STS",
        wire: .query(version: "2011-06-15")
    )
    static let sns = AWSService(
        name: "SNS",
        hostPrefix: "sns",
        signingName: "sns",
        endpointName: "SNS",
        wire: .query(version: "2010-03-31")
    )
    static let cloudFormation = AWSService(
        name: "CloudFormation",
        hostPrefix: "cloudformation",
        signingName: "cloudformation",
        endpointName: "CLOUDFORMATION",
        wire: .query(version: "2010-05-15")
    )
    static let secretsManager = AWSService(
        name: "SecretsManager",
        hostPrefix: "secretsmanager",
        signingName: "secretsmanager",
        endpointName: "SECRETS_MANAGER",
        wire: .json(version: "1.1", targetPrefix: "secretsmanager")
    )
    static let eventBridge = AWSService(
        name: "EventBridge",
        hostPrefix: "events",
        signingName: "events",
        endpointName: "EVENTBRIDGE",
        wire: .json(version: "1.1", targetPrefix: "AWSEvents")
    )
    static let ecr = AWSService(
        name: "ECR",
        hostPrefix: "api.ecr",
        signingName: "ecr",
        endpointName: "ECR",
        wire: .json(version: "1.1", targetPrefix: "AmazonEC2ContainerRegistry_V20150921")
    )
}
