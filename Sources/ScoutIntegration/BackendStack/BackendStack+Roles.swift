import CloudFormation

extension BackendStack {
    /// The role of a function: its own log group, its items, its queues and, of customers' roles, the one that it needs.
    static func role(
        of kind: FunctionKind,
        writingTo logGroup: ResourceHandle<Logs.LogGroup>,
        _ resources: Resources
    ) -> IAM.Role {
        IAM.Role(
            assumeRolePolicyDocument: IAM.PolicyDocument(statement: [
                // Lambda takes roles of the function's own account only.
                IAM.Statement(
                    effect: .allow,
                    principal: .service("lambda.amazonaws.com"),
                    action: ["sts:AssumeRole"]
                )
            ]),
            description: Property("What the \(kind.rawValue)Function may do."),
            policies: [
                IAM.Role.Policy(
                    policyName: Property("\(kind.rawValue)Function"),
                    policyDocument: IAM.PolicyDocument(
                        statement: List(
                            diagnosis(logGroup) + items(of: kind, resources.table) + messages(of: kind, resources)
                                + customersRoles(of: kind)
                        )
                    )
                )
            ]
        )
    }

    /// Log lines and traces. The log group exists, so nothing may make one.
    private static func diagnosis(_ logGroup: ResourceHandle<Logs.LogGroup>) -> [IAM.Statement] {
        [
            IAM.Statement(
                sid: "WriteLogs",
                effect: .allow,
                action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resource: [logGroup.arn]
            ),
            // Traces have no resource to name.
            IAM.Statement(
                sid: "WriteTraces",
                effect: .allow,
                action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
                resource: ["*"]
            ),
        ]
    }

    /// What a function does with the table.
    private static func items(of kind: FunctionKind, _ table: ResourceHandle<DynamoDB.Table>) -> [IAM.Statement] {
        let actions: [Property<String>] =
            switch kind {
            // Only sessions are deleted.
            case .web: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
            case .setup, .image: ["dynamodb:GetItem", "dynamodb:PutItem"]
            }
        return [
            IAM.Statement(
                sid: "ReadAndWriteItems",
                effect: .allow,
                action: .action(List(actions)),
                resource: [table.arn]
            ),
            IAM.Statement(
                sid: "ListItems",
                effect: .allow,
                action: ["dynamodb:Query"],
                resource: [table.arn, "\(table.arn)/index/\(organizationIndex)"]
            ),
        ]
    }

    /// Who sends to a queue, and who reads it.
    private static func messages(of kind: FunctionKind, _ resources: Resources) -> [IAM.Statement] {
        let (setup, image) = (resources.setupQueue.queue.arn, resources.imageQueue.queue.arn)
        switch kind {
        case .web: return [sending(to: [setup, image])]
        case .setup: return [receiving(from: setup)]
        // Events of a push become work when they have been put together, so the function sends to its own queue as well.
        case .image: return [receiving(from: image), sending(to: [image])]
        }
    }

    private static func sending(to queues: [Property<String>]) -> IAM.Statement {
        IAM.Statement(
            sid: "SendMessages",
            effect: .allow,
            action: ["sqs:SendMessage"],
            resource: .resource(List(queues))
        )
    }

    /// What Lambda does for the function, and the function to be given a message again when it is due.
    private static func receiving(from queue: Property<String>) -> IAM.Statement {
        IAM.Statement(
            sid: "ReceiveMessages",
            effect: .allow,
            action: [
                "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
            ],
            resource: [queue]
        )
    }

    /// The role of customers' stacks that a function assumes, in any account.
    ///
    /// CloudFormation names a role `STACK-LOGICALID-RANDOM`. It cuts the stack's name to some 26 characters where the 64 of a
    /// role's name would not do, and logical ids of more than 24 characters as well: these are shorter. Whether the role
    /// can be assumed is for its account to say, whose trust policy asks for the integration's external id.
    private static func customersRoles(of kind: FunctionKind) -> [IAM.Statement] {
        let logicalID: String
        switch kind {
        case .web: return []
        case .setup: logicalID = "AssumeRoleScoutSetup"
        case .image: logicalID = "AssumeRoleEcrAccess"
        }
        return [
            IAM.Statement(
                sid: "AssumeCustomersRole",
                effect: .allow,
                action: ["sts:AssumeRole"],
                resource: ["arn:\(AWS.partition):iam::*:role/*-\(logicalID)-*"]
            )
        ]
    }
}
