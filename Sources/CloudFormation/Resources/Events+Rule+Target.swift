extension Events.Rule {
    /// Where a rule sends events, what of them, and how.
    public struct Target: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            id: Property<String>,
            arn: Property<String>,
            roleArn: Property<String>? = nil,
            input: Property<String>? = nil,
            inputPath: Property<String>? = nil,
            inputTransformer: InputTransformer? = nil,
            retryPolicy: RetryPolicy? = nil,
            deadLetterConfig: DeadLetterConfig? = nil,
            httpParameters: HttpParameters? = nil,
            appSyncParameters: AppSyncParameters? = nil,
            batchParameters: BatchParameters? = nil,
            ecsParameters: EcsParameters? = nil,
            kinesisParameters: KinesisParameters? = nil,
            redshiftDataParameters: RedshiftDataParameters? = nil,
            runCommandParameters: RunCommandParameters? = nil,
            sageMakerPipelineParameters: SageMakerPipelineParameters? = nil,
            sqsParameters: SqsParameters? = nil
        ) {
            value = .properties(
                ("Id", id.value),
                ("Arn", arn.value),
                ("RoleArn", roleArn?.value),
                ("Input", input?.value),
                ("InputPath", inputPath?.value),
                ("InputTransformer", inputTransformer?.value),
                ("RetryPolicy", retryPolicy?.value),
                ("DeadLetterConfig", deadLetterConfig?.value),
                ("HttpParameters", httpParameters?.value),
                ("AppSyncParameters", appSyncParameters?.value),
                ("BatchParameters", batchParameters?.value),
                ("EcsParameters", ecsParameters?.value),
                ("KinesisParameters", kinesisParameters?.value),
                ("RedshiftDataParameters", redshiftDataParameters?.value),
                ("RunCommandParameters", runCommandParameters?.value),
                ("SageMakerPipelineParameters", sageMakerPipelineParameters?.value),
                ("SqsParameters", sqsParameters?.value)
            )
        }

        /// A name, unique in the rule: at most 64 characters of letters, digits and `.-_`.
        public var id: Property<String>? {
            get { self["Id"] }
            set { self["Id"] = newValue }
        }
        /// The target's ARN.
        public var arn: Property<String>? {
            get { self["Arn"] }
            set { self["Arn"] = newValue }
        }
        /// The role with which EventBridge calls the target.
        public var roleArn: Property<String>? {
            get { self["RoleArn"] }
            set { self["RoleArn"] = newValue }
        }
        /// JSON that is sent in place of the event, at most 8,192 characters.
        public var input: Property<String>? {
            get { self["Input"] }
            set { self["Input"] = newValue }
        }
        /// The part of the event that is sent, as a JSON path.
        public var inputPath: Property<String>? {
            get { self["InputPath"] }
            set { self["InputPath"] = newValue }
        }
        /// What is sent, made of parts of the event.
        public var inputTransformer: InputTransformer? {
            get { self["InputTransformer"] }
            set { self["InputTransformer"] = newValue }
        }
        /// How long and how often to try.
        public var retryPolicy: RetryPolicy? {
            get { self["RetryPolicy"] }
            set { self["RetryPolicy"] = newValue }
        }
        /// Where events go that could not be sent.
        public var deadLetterConfig: DeadLetterConfig? {
            get { self["DeadLetterConfig"] }
            set { self["DeadLetterConfig"] = newValue }
        }
        /// What requests to an API Gateway or API destination carry.
        public var httpParameters: HttpParameters? {
            get { self["HttpParameters"] }
            set { self["HttpParameters"] = newValue }
        }
        /// The operation of an AppSync API.
        public var appSyncParameters: AppSyncParameters? {
            get { self["AppSyncParameters"] }
            set { self["AppSyncParameters"] = newValue }
        }
        /// The job of a Batch queue.
        public var batchParameters: BatchParameters? {
            get { self["BatchParameters"] }
            set { self["BatchParameters"] = newValue }
        }
        /// The task of an ECS cluster.
        public var ecsParameters: EcsParameters? {
            get { self["EcsParameters"] }
            set { self["EcsParameters"] = newValue }
        }
        /// The shard of a Kinesis stream.
        public var kinesisParameters: KinesisParameters? {
            get { self["KinesisParameters"] }
            set { self["KinesisParameters"] = newValue }
        }
        /// The statement for a Redshift cluster.
        public var redshiftDataParameters: RedshiftDataParameters? {
            get { self["RedshiftDataParameters"] }
            set { self["RedshiftDataParameters"] = newValue }
        }
        /// The instances of a Run Command.
        public var runCommandParameters: RunCommandParameters? {
            get { self["RunCommandParameters"] }
            set { self["RunCommandParameters"] = newValue }
        }
        /// The parameters of a SageMaker pipeline.
        public var sageMakerPipelineParameters: SageMakerPipelineParameters? {
            get { self["SageMakerPipelineParameters"] }
            set { self["SageMakerPipelineParameters"] = newValue }
        }
        /// The message group of a FIFO queue.
        public var sqsParameters: SqsParameters? {
            get { self["SqsParameters"] }
            set { self["SqsParameters"] = newValue }
        }
    }

    /// How long and how often EventBridge tries to send an event.
    public struct RetryPolicy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            maximumEventAgeInSeconds: Property<Int>? = nil,
            maximumRetryAttempts: Property<Int>? = nil
        ) {
            value = .properties(
                ("MaximumEventAgeInSeconds", maximumEventAgeInSeconds?.value),
                ("MaximumRetryAttempts", maximumRetryAttempts?.value)
            )
        }

        /// How old an event may become: 60 to 86,400 seconds; 86,400 without.
        public var maximumEventAgeInSeconds: Property<Int>? {
            get { self["MaximumEventAgeInSeconds"] }
            set { self["MaximumEventAgeInSeconds"] = newValue }
        }
        /// How often to try again: 0 to 185; 185 without.
        public var maximumRetryAttempts: Property<Int>? {
            get { self["MaximumRetryAttempts"] }
            set { self["MaximumRetryAttempts"] = newValue }
        }
    }

    /// Where events go that could not be sent.
    public struct DeadLetterConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            arn: Property<String>? = nil
        ) {
            value = .properties(
                ("Arn", arn?.value)
            )
        }

        /// The ARN of an SQS queue.
        public var arn: Property<String>? {
            get { self["Arn"] }
            set { self["Arn"] = newValue }
        }
    }

    /// What is sent to a target, made of parts of the event.
    public struct InputTransformer: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            inputTemplate: Property<String>,
            inputPathsMap: OrderedMap<Property<String>>? = nil
        ) {
            value = .properties(
                ("InputTemplate", inputTemplate.value),
                ("InputPathsMap", inputPathsMap.map(Value.stringMap))
            )
        }

        /// The text, in which `<name>` stands for a part; at most 8,192 characters.
        public var inputTemplate: Property<String>? {
            get { self["InputTemplate"] }
            set { self["InputTemplate"] = newValue }
        }
        /// The parts by name, as JSON paths.
        public var inputPathsMap: Value? {
            get { self["InputPathsMap"] }
            set { self["InputPathsMap"] = newValue }
        }
    }

    /// What requests to an API Gateway or API destination carry.
    public struct HttpParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            headerParameters: OrderedMap<Property<String>>? = nil,
            pathParameterValues: List<Property<String>>? = nil,
            queryStringParameters: OrderedMap<Property<String>>? = nil
        ) {
            value = .properties(
                ("HeaderParameters", headerParameters.map(Value.stringMap)),
                ("PathParameterValues", pathParameterValues?.value),
                ("QueryStringParameters", queryStringParameters.map(Value.stringMap))
            )
        }

        /// Headers by name.
        public var headerParameters: Value? {
            get { self["HeaderParameters"] }
            set { self["HeaderParameters"] = newValue }
        }
        /// Texts for the `*` of the endpoint's path, in order.
        public var pathParameterValues: List<Property<String>>? {
            get { self["PathParameterValues"] }
            set { self["PathParameterValues"] = newValue }
        }
        /// Parameters of the query by name.
        public var queryStringParameters: Value? {
            get { self["QueryStringParameters"] }
            set { self["QueryStringParameters"] = newValue }
        }
    }

    /// The operation of an AppSync API.
    public struct AppSyncParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            graphQLOperation: Property<String>
        ) {
            value = .properties(
                ("GraphQLOperation", graphQLOperation.value)
            )
        }

        /// The GraphQL operation.
        public var graphQLOperation: Property<String>? {
            get { self["GraphQLOperation"] }
            set { self["GraphQLOperation"] = newValue }
        }
    }

    /// The shard of a Kinesis stream.
    public struct KinesisParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            partitionKeyPath: Property<String>
        ) {
            value = .properties(
                ("PartitionKeyPath", partitionKeyPath.value)
            )
        }

        /// The part of the event that is the partition key, as a JSON path.
        public var partitionKeyPath: Property<String>? {
            get { self["PartitionKeyPath"] }
            set { self["PartitionKeyPath"] = newValue }
        }
    }

    /// The message group of a FIFO queue.
    public struct SqsParameters: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            messageGroupId: Property<String>
        ) {
            value = .properties(
                ("MessageGroupId", messageGroupId.value)
            )
        }

        /// The group's id.
        public var messageGroupId: Property<String>? {
            get { self["MessageGroupId"] }
            set { self["MessageGroupId"] = newValue }
        }
    }
}
