extension Lambda {
    /// Reads a queue or stream and calls a function with what is in it.
    ///
    /// `Ref` gives the mapping's id.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::Lambda::EventSourceMapping".
    public struct EventSourceMapping: TypedResource {
        /// `AWS::Lambda::EventSourceMapping`
        public static let resourceType = "AWS::Lambda::EventSourceMapping"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            functionName: Property<String>,
            eventSourceArn: Property<String>? = nil,
            batchSize: Property<Int>? = nil,
            maximumBatchingWindowInSeconds: Property<Int>? = nil,
            functionResponseTypes: List<Property<FunctionResponseType>>? = nil,
            scalingConfig: ScalingConfig? = nil,
            filterCriteria: FilterCriteria? = nil,
            enabled: Property<Bool>? = nil,
            maximumRetryAttempts: Property<Int>? = nil,
            maximumRecordAgeInSeconds: Property<Int>? = nil,
            bisectBatchOnFunctionError: Property<Bool>? = nil,
            parallelizationFactor: Property<Int>? = nil,
            tumblingWindowInSeconds: Property<Int>? = nil,
            startingPosition: Property<String>? = nil,
            startingPositionTimestamp: Property<Double>? = nil,
            destinationConfig: DestinationConfig? = nil,
            metricsConfig: MetricsConfig? = nil,
            loggingConfig: LoggingConfig? = nil,
            kmsKeyArn: Property<String>? = nil,
            queues: List<Property<String>>? = nil,
            topics: List<Property<String>>? = nil,
            sourceAccessConfigurations: List<SourceAccessConfiguration>? = nil,
            selfManagedEventSource: SelfManagedEventSource? = nil,
            selfManagedKafkaEventSourceConfig: SelfManagedKafkaEventSourceConfig? = nil,
            amazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig? = nil,
            documentDBEventSourceConfig: DocumentDBEventSourceConfig? = nil,
            provisionedPollerConfig: ProvisionedPollerConfig? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("FunctionName", functionName.value),
                ("EventSourceArn", eventSourceArn?.value),
                ("BatchSize", batchSize?.value),
                ("MaximumBatchingWindowInSeconds", maximumBatchingWindowInSeconds?.value),
                ("FunctionResponseTypes", functionResponseTypes?.value),
                ("ScalingConfig", scalingConfig?.value),
                ("FilterCriteria", filterCriteria?.value),
                ("Enabled", enabled?.value),
                ("MaximumRetryAttempts", maximumRetryAttempts?.value),
                ("MaximumRecordAgeInSeconds", maximumRecordAgeInSeconds?.value),
                ("BisectBatchOnFunctionError", bisectBatchOnFunctionError?.value),
                ("ParallelizationFactor", parallelizationFactor?.value),
                ("TumblingWindowInSeconds", tumblingWindowInSeconds?.value),
                ("StartingPosition", startingPosition?.value),
                ("StartingPositionTimestamp", startingPositionTimestamp?.value),
                ("DestinationConfig", destinationConfig?.value),
                ("MetricsConfig", metricsConfig?.value),
                ("LoggingConfig", loggingConfig?.value),
                ("KmsKeyArn", kmsKeyArn?.value),
                ("Queues", queues?.value),
                ("Topics", topics?.value),
                ("SourceAccessConfigurations", sourceAccessConfigurations?.value),
                ("SelfManagedEventSource", selfManagedEventSource?.value),
                ("SelfManagedKafkaEventSourceConfig", selfManagedKafkaEventSourceConfig?.value),
                ("AmazonManagedKafkaEventSourceConfig", amazonManagedKafkaEventSourceConfig?.value),
                ("DocumentDBEventSourceConfig", documentDBEventSourceConfig?.value),
                ("ProvisionedPollerConfig", provisionedPollerConfig?.value),
                ("Tags", tags?.value)
            )
        }

        /// The function's name or ARN, also of a version or an alias.
        public var functionName: Property<String>? {
            get { self["FunctionName"] }
            set { self["FunctionName"] = newValue }
        }
        /// The ARN of the queue, stream or cluster.
        public var eventSourceArn: Property<String>? {
            get { self["EventSourceArn"] }
            set { self["EventSourceArn"] = newValue }
        }
        /// The most records of a call: 1 to 10,000.
        public var batchSize: Property<Int>? {
            get { self["BatchSize"] }
            set { self["BatchSize"] = newValue }
        }
        /// How long records are gathered for a call: 0 to 300 seconds.
        public var maximumBatchingWindowInSeconds: Property<Int>? {
            get { self["MaximumBatchingWindowInSeconds"] }
            set { self["MaximumBatchingWindowInSeconds"] = newValue }
        }
        /// What the function's answer says.
        public var functionResponseTypes: List<Property<FunctionResponseType>>? {
            get { self["FunctionResponseTypes"] }
            set { self["FunctionResponseTypes"] = newValue }
        }
        /// How many calls run at once for a queue.
        public var scalingConfig: ScalingConfig? {
            get { self["ScalingConfig"] }
            set { self["ScalingConfig"] = newValue }
        }
        /// Which records the function gets.
        public var filterCriteria: FilterCriteria? {
            get { self["FilterCriteria"] }
            set { self["FilterCriteria"] = newValue }
        }
        /// Whether records are read; they are without.
        public var enabled: Property<Bool>? {
            get { self["Enabled"] }
            set { self["Enabled"] = newValue }
        }
        /// How often records of a stream are tried again, -1 for no limit.
        public var maximumRetryAttempts: Property<Int>? {
            get { self["MaximumRetryAttempts"] }
            set { self["MaximumRetryAttempts"] = newValue }
        }
        /// Records of a stream that are older are left out, -1 for no limit.
        public var maximumRecordAgeInSeconds: Property<Int>? {
            get { self["MaximumRecordAgeInSeconds"] }
            set { self["MaximumRecordAgeInSeconds"] = newValue }
        }
        /// Whether a failed batch of a stream is tried again in halves.
        public var bisectBatchOnFunctionError: Property<Bool>? {
            get { self["BisectBatchOnFunctionError"] }
            set { self["BisectBatchOnFunctionError"] = newValue }
        }
        /// Batches of one shard that run at once: 1 to 10.
        public var parallelizationFactor: Property<Int>? {
            get { self["ParallelizationFactor"] }
            set { self["ParallelizationFactor"] = newValue }
        }
        /// How long the records of a stream are summed up: 0 to 900 seconds.
        public var tumblingWindowInSeconds: Property<Int>? {
            get { self["TumblingWindowInSeconds"] }
            set { self["TumblingWindowInSeconds"] = newValue }
        }
        /// Where reading a stream begins: `TRIM_HORIZON`, `LATEST` or `AT_TIMESTAMP`.
        public var startingPosition: Property<String>? {
            get { self["StartingPosition"] }
            set { self["StartingPosition"] = newValue }
        }
        /// The moment, in seconds of Unix time, for `AT_TIMESTAMP`.
        public var startingPositionTimestamp: Property<Double>? {
            get { self["StartingPositionTimestamp"] }
            set { self["StartingPositionTimestamp"] = newValue }
        }
        /// Where records of a stream go that could not be processed.
        public var destinationConfig: DestinationConfig? {
            get { self["DestinationConfig"] }
            set { self["DestinationConfig"] = newValue }
        }
        /// Which metrics there are.
        public var metricsConfig: MetricsConfig? {
            get { self["MetricsConfig"] }
            set { self["MetricsConfig"] = newValue }
        }
        /// What Lambda logs of the mapping.
        public var loggingConfig: LoggingConfig? {
            get { self["LoggingConfig"] }
            set { self["LoggingConfig"] = newValue }
        }
        /// The ARN of the key that encrypts the filter.
        public var kmsKeyArn: Property<String>? {
            get { self["KmsKeyArn"] }
            set { self["KmsKeyArn"] = newValue }
        }
        /// The name of a queue of Amazon MQ.
        public var queues: List<Property<String>>? {
            get { self["Queues"] }
            set { self["Queues"] = newValue }
        }
        /// The name of a topic of Kafka.
        public var topics: List<Property<String>>? {
            get { self["Topics"] }
            set { self["Topics"] = newValue }
        }
        /// How to log in to the source.
        public var sourceAccessConfigurations: List<SourceAccessConfiguration>? {
            get { self["SourceAccessConfigurations"] }
            set { self["SourceAccessConfigurations"] = newValue }
        }
        /// A cluster of one's own.
        public var selfManagedEventSource: SelfManagedEventSource? {
            get { self["SelfManagedEventSource"] }
            set { self["SelfManagedEventSource"] = newValue }
        }
        /// How a Kafka cluster of one's own is read.
        public var selfManagedKafkaEventSourceConfig: SelfManagedKafkaEventSourceConfig? {
            get { self["SelfManagedKafkaEventSourceConfig"] }
            set { self["SelfManagedKafkaEventSourceConfig"] = newValue }
        }
        /// How a cluster of Amazon MSK is read.
        public var amazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig? {
            get { self["AmazonManagedKafkaEventSourceConfig"] }
            set { self["AmazonManagedKafkaEventSourceConfig"] = newValue }
        }
        /// How Amazon DocumentDB is read.
        public var documentDBEventSourceConfig: DocumentDBEventSourceConfig? {
            get { self["DocumentDBEventSourceConfig"] }
            set { self["DocumentDBEventSourceConfig"] = newValue }
        }
        /// How many pollers are kept ready.
        public var provisionedPollerConfig: ProvisionedPollerConfig? {
            get { self["ProvisionedPollerConfig"] }
            set { self["ProvisionedPollerConfig"] = newValue }
        }
        /// The mapping's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == Lambda.EventSourceMapping {
    /// The mapping's id.
    public var id: Property<String> { attribute("Id") }
    /// The mapping's ARN.
    public var eventSourceMappingArn: Property<String> { attribute("EventSourceMappingArn") }
}
