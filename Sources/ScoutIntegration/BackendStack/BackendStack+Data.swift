import CloudFormation

// MARK: - The table

extension BackendStack {
    func addTable(to template: inout Template) -> ResourceHandle<DynamoDB.Table> {
        template.add(
            "Table",
            DynamoDB.Table(
                keySchema: [
                    DynamoDB.Table.KeySchema(attributeName: "pk", keyType: .hash),
                    DynamoDB.Table.KeySchema(attributeName: "sk", keyType: .range),
                ],
                attributeDefinitions: List(
                    ["pk", "sk", "organization", "createdAt"].map {
                        DynamoDB.Table.AttributeDefinition(attributeName: Property($0), attributeType: .string)
                    }
                ),
                billingMode: .payPerRequest,
                globalSecondaryIndexes: [
                    DynamoDB.Table.GlobalSecondaryIndex(
                        indexName: Property(Self.organizationIndex),
                        keySchema: [
                            DynamoDB.Table.KeySchema(attributeName: "organization", keyType: .hash),
                            DynamoDB.Table.KeySchema(attributeName: "createdAt", keyType: .range),
                        ],
                        projection: DynamoDB.Table.Projection(projectionType: .all)
                    )
                ],
                timeToLiveSpecification: DynamoDB.Table.TimeToLiveSpecification(
                    enabled: true,
                    attributeName: Property(Self.expiryAttribute)
                ),
                pointInTimeRecoverySpecification: DynamoDB.Table.PointInTimeRecoverySpecification(
                    pointInTimeRecoveryEnabled: true
                ),
                sseSpecification: DynamoDB.Table.SSESpecification(sseEnabled: true),
                deletionProtectionEnabled: true
            ),
            // It knows the external ids with which customers' roles are assumed, and nobody else does.
            deletionPolicy: .retain,
            updateReplacePolicy: .retain
        )
    }
}

// MARK: - The queues

extension BackendStack {
    /// What is different in the two queues.
    struct QueueSettings {
        /// What the queue's logical ids begin with.
        var name: String
        /// What its physical names begin with.
        var physicalName: String
        /// How long a message stays hidden while a function has it, in seconds: not less than the function may take. After a
        /// crash it is the wait until another function gets it; what comes twice does no harm.
        var visibilityTimeout: Int
        /// How often a message is tried.
        var maximumReceives: Int
    }

    /// Requests of customers' stacks. A stack waits 300 seconds for its answer, so a crash must not cost more than a part of
    /// that.
    static let setupQueue = QueueSettings(
        name: "Setup",
        physicalName: "scout-setup",
        visibilityTimeout: setupTimeout + 30,
        maximumReceives: 20
    )

    /// Pushed images.
    static let imageQueue = QueueSettings(
        name: "Image",
        physicalName: "scout-images",
        visibilityTimeout: imageTimeout + 60,
        maximumReceives: 5
    )

    /// The longest that SQS keeps a message: 14 days in seconds.
    private static let retention: Property<Int> = 1_209_600

    func addQueue(to template: inout Template, _ settings: QueueSettings) -> QueuePair {
        let deadLetters = template.add(
            "\(settings.name)DeadLetterQueue",
            SQS.Queue(
                queueName: Self.physicalName("\(settings.physicalName)-dead-letters"),
                messageRetentionPeriod: Self.retention,
                redriveAllowPolicy: [
                    "redrivePermission": "byQueue",
                    // The queue refers to this one, so this one spells the queue's ARN out.
                    "sourceQueueArns": [Self.queueARN(settings.physicalName).value],
                ],
                sqsManagedSseEnabled: true
            ),
            deletionPolicy: .delete,
            updateReplacePolicy: .retain
        )
        let queue = template.add(
            "\(settings.name)Queue",
            SQS.Queue(
                queueName: Self.physicalName(settings.physicalName),
                visibilityTimeout: Property(settings.visibilityTimeout),
                messageRetentionPeriod: Self.retention,
                redrivePolicy: SQS.Queue.RedrivePolicy(
                    deadLetterTargetArn: deadLetters.arn,
                    maxReceiveCount: Property(settings.maximumReceives)
                ),
                sqsManagedSseEnabled: true
            ),
            deletionPolicy: .delete,
            updateReplacePolicy: .retain
        )
        return QueuePair(queue: queue, deadLetters: deadLetters)
    }

    /// A name that no other stack has, since it ends in the UUID of the stack's ARN; the stack's name would be too long for
    /// the 80 characters that SQS allows.
    private static func physicalName(_ prefix: String) -> Property<String> {
        Fn.sub("\(prefix)-${StackUUID}", ScoutStack.physicalNameVariables)
    }

    private static func queueARN(_ prefix: String) -> Property<String> {
        Fn.sub(
            "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:\(prefix)-${StackUUID}",
            ScoutStack.physicalNameVariables
        )
    }
}
