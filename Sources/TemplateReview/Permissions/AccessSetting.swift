import CloudFormation

/// A property that lets callers in without a policy.
struct AccessSetting: Sendable {
    /// What a value of the property lets somebody do.
    struct Grant: Sendable, Hashable {
        let principal: String
        let action: String
        /// Whether anybody is let in.
        var isPublic = false
    }

    let type: String
    /// The property, from the resource's properties on.
    let path: [String]
    /// The value that an absent property has.
    let absent: String
    /// What each value grants; others grant nothing.
    let grants: [String: [Grant]]
    /// Whether a new resource counts, and not only one whose value changes.
    var countsWhenNew = true

    /// The settings.
    ///
    /// - Source: Amazon S3 User Guide, "Access control list (ACL) overview" (canned ACLs); AWS Lambda Developer Guide,
    ///   "Control access to Lambda function URLs"; API Gateway and Amazon Cognito in the CloudFormation Template Reference.
    static let all: [AccessSetting] = [
        AccessSetting(
            type: "AWS::S3::Bucket",
            path: ["AccessControl"],
            absent: "Private",
            grants: [
                "PublicRead": [Grant(principal: "*", action: "s3:ListBucket", isPublic: true)],
                "PublicReadWrite": [
                    Grant(principal: "*", action: "s3:ListBucket", isPublic: true),
                    Grant(principal: "*", action: "s3:PutObject", isPublic: true),
                ],
                "AuthenticatedRead": [
                    Grant(principal: "everybody with an AWS account", action: "s3:ListBucket", isPublic: true)
                ],
                "AwsExecRead": [Grant(principal: "Amazon EC2", action: "s3:GetObject")],
                "LogDeliveryWrite": [Grant(principal: "Amazon S3's log delivery", action: "s3:PutObject")],
            ]
        ),
        openWhenNone("AWS::Lambda::Url", ["AuthType"], absent: "AWS_IAM", action: "lambda:InvokeFunctionUrl"),
        openWhenNone(
            "AWS::Serverless::Function",
            ["FunctionUrlConfig", "AuthType"],
            absent: "AWS_IAM",
            action: "lambda:InvokeFunctionUrl"
        ),
        // A new method is as open as its author wants it; preflight requests must be.
        openWhenNone(
            "AWS::ApiGateway::Method",
            ["AuthorizationType"],
            absent: "NONE",
            action: "execute-api:Invoke",
            countsWhenNew: false
        ),
        openWhenNone(
            "AWS::ApiGatewayV2::Route",
            ["AuthorizationType"],
            absent: "NONE",
            action: "execute-api:Invoke",
            countsWhenNew: false
        ),
        AccessSetting(
            type: "AWS::Cognito::IdentityPool",
            path: ["AllowUnauthenticatedIdentities"],
            absent: "false",
            grants: ["true": [Grant(principal: "*", action: "cognito-identity:GetId", isPublic: true)]]
        ),
    ]

    /// The settings of each resource type that has some.
    static let byType = Dictionary(grouping: all, by: \.type)

    private static func openWhenNone(
        _ type: String,
        _ path: [String],
        absent: String,
        action: String,
        countsWhenNew: Bool = true
    ) -> AccessSetting {
        AccessSetting(
            type: type,
            path: path,
            absent: absent,
            grants: ["NONE": [Grant(principal: "*", action: action, isPublic: true)]],
            countsWhenNew: countsWhenNew
        )
    }
}

extension AccessSetting {
    /// What a property may have.
    struct Possibilities: Hashable {
        /// The values that it has in one case or another.
        var values: Set<String> = []
        /// What only the account knows.
        var expressions: Set<String> = []
    }

    /// What the property may have in a resource.
    func possibilities(in resource: Value, _ context: TemplateContext) -> Possibilities {
        var value = resource["Properties"]
        for key in path { value = value?[key] }
        var possibilities = Possibilities()
        add(value ?? .null, to: &possibilities, context, depth: 0)
        return possibilities
    }

    private func add(_ value: Value, to possibilities: inout Possibilities, _ context: TemplateContext, depth: Int) {
        if value == .null || value.isNoValue {
            possibilities.values.insert(absent)
        } else if depth < 16, let parts = value["Fn::If"]?.arrayValue, parts.count == 3 {
            for part in parts.dropFirst() { add(part, to: &possibilities, context, depth: depth + 1) }
        } else {
            let text = SymbolicText(value, in: context)
            if text.literal == nil { possibilities.expressions.insert(text.display) }
            if let literal = context.textByDefault(text) { possibilities.values.insert(literal) }
        }
    }

    /// What any of the values grants.
    func grants(of possibilities: Possibilities) -> Set<Grant> {
        Set(possibilities.values.flatMap { grants[$0] ?? [] })
    }
}
