/// The calls of AWS CloudFormation that are made here.
///
/// - Source: AWS CloudFormation API Reference.
public struct CloudFormationClient: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// A stack as it is now.
    public struct Stack: Sendable, Hashable {
        /// The ARN.
        public let id: String
        /// The status, like `CREATE_COMPLETE`.
        public let status: String
        /// Why it has that status.
        public let statusReason: String?
    }

    /// A stack, by its name, or by its ARN, which finds a deleted one too.
    public func stack(_ nameOrID: String) async throws(AWSError) -> Stack {
        let operation = Operation.query(.cloudFormation, "DescribeStacks", [("StackName", nameOrID)])
        let result = try await client.queryResult(operation)
        guard let stack = result["Stacks"]?["member"], let id = stack.text("StackId"),
            let status = stack.text("StackStatus")
        else { throw client.incomplete(operation, "a stack with StackId and StackStatus") }
        return Stack(id: id, status: status, statusReason: stack.text("StackStatusReason"))
    }

    /// A resource of a stack.
    public struct StackResource: Sendable, Hashable {
        /// The name in the template.
        public let logicalID: String
        /// What the resource's own service knows it by: a name, an ARN or a URL; nil while there is none.
        public let physicalID: String?
        /// The status, like `CREATE_COMPLETE`.
        public let status: String
    }

    /// The resources of a stack, the first hundred; of a deleted stack too when it is named by its ARN.
    public func resources(ofStack nameOrID: String) async throws(AWSError) -> [StackResource] {
        let operation = Operation.query(.cloudFormation, "DescribeStackResources", [("StackName", nameOrID)])
        var resources: [StackResource] = []
        for member in try await client.queryResult(operation)["StackResources"]?.children ?? [] {
            guard let logicalID = member.text("LogicalResourceId"), let status = member.text("ResourceStatus") else {
                throw client.incomplete(operation, "LogicalResourceId or ResourceStatus")
            }
            resources.append(
                StackResource(logicalID: logicalID, physicalID: member.text("PhysicalResourceId"), status: status)
            )
        }
        return resources
    }

    /// A stack's template, as it was given.
    public func template(_ stackNameOrID: String) async throws(AWSError) -> String {
        let operation = Operation.query(
            .cloudFormation,
            "GetTemplate",
            [("StackName", stackNameOrID), ("TemplateStage", "Original")]
        ).allowing(responseBytes: 4 << 20)  // a template has up to a megabyte, which XML makes longer
        guard let text = try await client.queryResult(operation).text("TemplateBody") else {
            throw client.incomplete(operation, "TemplateBody")
        }
        return text
    }
}

extension AWSClient {
    /// AWS CloudFormation.
    public var cloudFormation: CloudFormationClient { CloudFormationClient(self) }
}
