/// Amazon Simple Queue Service.
public enum SQS: Sendable {}

extension SQS {
    /// A queue of messages.
    ///
    /// `Ref` gives the queue's URL.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::SQS::Queue".
    public struct Queue: TypedResource {
        /// `AWS::SQS::Queue`
        public static let resourceType = "AWS::SQS::Queue"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            queueName: Property<String>? = nil,
            visibilityTimeout: Property<Int>? = nil,
            messageRetentionPeriod: Property<Int>? = nil,
            delaySeconds: Property<Int>? = nil,
            receiveMessageWaitTimeSeconds: Property<Int>? = nil,
            maximumMessageSize: Property<Int>? = nil,
            redrivePolicy: RedrivePolicy? = nil,
            redriveAllowPolicy: Value? = nil,
            kmsMasterKeyId: Property<String>? = nil,
            kmsDataKeyReusePeriodSeconds: Property<Int>? = nil,
            sqsManagedSseEnabled: Property<Bool>? = nil,
            fifoQueue: Property<Bool>? = nil,
            contentBasedDeduplication: Property<Bool>? = nil,
            deduplicationScope: Property<DeduplicationScope>? = nil,
            fifoThroughputLimit: Property<FifoThroughputLimit>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("QueueName", queueName?.value),
                ("VisibilityTimeout", visibilityTimeout?.value),
                ("MessageRetentionPeriod", messageRetentionPeriod?.value),
                ("DelaySeconds", delaySeconds?.value),
                ("ReceiveMessageWaitTimeSeconds", receiveMessageWaitTimeSeconds?.value),
                ("MaximumMessageSize", maximumMessageSize?.value),
                ("RedrivePolicy", redrivePolicy?.value),
                ("RedriveAllowPolicy", redriveAllowPolicy),
                ("KmsMasterKeyId", kmsMasterKeyId?.value),
                ("KmsDataKeyReusePeriodSeconds", kmsDataKeyReusePeriodSeconds?.value),
                ("SqsManagedSseEnabled", sqsManagedSseEnabled?.value),
                ("FifoQueue", fifoQueue?.value),
                ("ContentBasedDeduplication", contentBasedDeduplication?.value),
                ("DeduplicationScope", deduplicationScope?.value),
                ("FifoThroughputLimit", fifoThroughputLimit?.value),
                ("Tags", tags?.value)
            )
        }

        /// The queue's name, at most 80 characters, ending in `.fifo` for a FIFO queue. CloudFormation makes one
        /// without.
        public var queueName: Property<String>? {
            get { self["QueueName"] }
            set { self["QueueName"] = newValue }
        }
        /// How long a received message is hidden from others: 0 to 43,200 seconds; 30 without.
        public var visibilityTimeout: Property<Int>? {
            get { self["VisibilityTimeout"] }
            set { self["VisibilityTimeout"] = newValue }
        }
        /// How long messages are kept: 60 to 1,209,600 seconds; four days without.
        public var messageRetentionPeriod: Property<Int>? {
            get { self["MessageRetentionPeriod"] }
            set { self["MessageRetentionPeriod"] = newValue }
        }
        /// How long new messages are held back: 0 to 900 seconds.
        public var delaySeconds: Property<Int>? {
            get { self["DelaySeconds"] }
            set { self["DelaySeconds"] = newValue }
        }
        /// How long a receiver waits for a message: 0 to 20 seconds.
        public var receiveMessageWaitTimeSeconds: Property<Int>? {
            get { self["ReceiveMessageWaitTimeSeconds"] }
            set { self["ReceiveMessageWaitTimeSeconds"] = newValue }
        }
        /// The largest message in bytes: 1,024 to 1,048,576.
        public var maximumMessageSize: Property<Int>? {
            get { self["MaximumMessageSize"] }
            set { self["MaximumMessageSize"] = newValue }
        }
        /// Where messages go that could not be processed.
        public var redrivePolicy: RedrivePolicy? {
            get { self["RedrivePolicy"] }
            set { self["RedrivePolicy"] = newValue }
        }
        /// Which queues may use this one as their dead-letter queue: an object with `redrivePermission` and
        /// `sourceQueueArns`.
        public var redriveAllowPolicy: Value? {
            get { self["RedriveAllowPolicy"] }
            set { self["RedriveAllowPolicy"] = newValue }
        }
        /// The key that encrypts messages: an id, an ARN or an alias.
        public var kmsMasterKeyId: Property<String>? {
            get { self["KmsMasterKeyId"] }
            set { self["KmsMasterKeyId"] = newValue }
        }
        /// How long a data key is used again: 60 to 86,400 seconds; 300 without.
        public var kmsDataKeyReusePeriodSeconds: Property<Int>? {
            get { self["KmsDataKeyReusePeriodSeconds"] }
            set { self["KmsDataKeyReusePeriodSeconds"] = newValue }
        }
        /// Whether a key of SQS encrypts messages.
        public var sqsManagedSseEnabled: Property<Bool>? {
            get { self["SqsManagedSseEnabled"] }
            set { self["SqsManagedSseEnabled"] = newValue }
        }
        /// Whether the queue keeps the order of messages.
        public var fifoQueue: Property<Bool>? {
            get { self["FifoQueue"] }
            set { self["FifoQueue"] = newValue }
        }
        /// Whether a FIFO queue recognises duplicates by their content.
        public var contentBasedDeduplication: Property<Bool>? {
            get { self["ContentBasedDeduplication"] }
            set { self["ContentBasedDeduplication"] = newValue }
        }
        /// Where a FIFO queue looks for duplicates.
        public var deduplicationScope: Property<DeduplicationScope>? {
            get { self["DeduplicationScope"] }
            set { self["DeduplicationScope"] = newValue }
        }
        /// What a FIFO queue's throughput quota counts for.
        public var fifoThroughputLimit: Property<FifoThroughputLimit>? {
            get { self["FifoThroughputLimit"] }
            set { self["FifoThroughputLimit"] = newValue }
        }
        /// The queue's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == SQS.Queue {
    /// The queue's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The queue's name.
    public var queueName: Property<String> { attribute("QueueName") }
    /// The queue's URL.
    public var queueUrl: Property<String> { attribute("QueueUrl") }
}

extension SQS.Queue {
    /// Where messages go that could not be processed.
    public struct RedrivePolicy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            deadLetterTargetArn: Property<String>,
            maxReceiveCount: Property<Int>
        ) {
            value = .properties(
                ("deadLetterTargetArn", deadLetterTargetArn.value),
                ("maxReceiveCount", maxReceiveCount.value)
            )
        }

        /// The ARN of the dead-letter queue.
        public var deadLetterTargetArn: Property<String>? {
            get { self["deadLetterTargetArn"] }
            set { self["deadLetterTargetArn"] = newValue }
        }
        /// How often a message is received before it goes there.
        public var maxReceiveCount: Property<Int>? {
            get { self["maxReceiveCount"] }
            set { self["maxReceiveCount"] = newValue }
        }
    }

    /// Where a FIFO queue looks for duplicates.
    public struct DeduplicationScope: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The scope of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a FIFO queue's throughput quota counts for.
    public struct FifoThroughputLimit: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The limit of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<SQS.Queue.DeduplicationScope> {
    /// Among the messages of a group.
    public static let messageGroup = Self(rawValue: "messageGroup")
    /// Among all messages.
    public static let queue = Self(rawValue: "queue")
}

extension Property<SQS.Queue.FifoThroughputLimit> {
    /// For the whole queue.
    public static let perQueue = Self(rawValue: "perQueue")
    /// For each message group.
    public static let perMessageGroupId = Self(rawValue: "perMessageGroupId")
}
