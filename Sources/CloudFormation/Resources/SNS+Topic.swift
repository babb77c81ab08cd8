/// Amazon Simple Notification Service.
public enum SNS: Sendable {}

extension SNS {
    /// A topic: what is published to it goes to its subscriptions.
    ///
    /// `Ref` gives the topic's ARN.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::SNS::Topic".
    public struct Topic: TypedResource {
        /// `AWS::SNS::Topic`
        public static let resourceType = "AWS::SNS::Topic"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// A topic. Each parameter is the property of that name.
        public init(
            topicName: Property<String>? = nil,
            displayName: Property<String>? = nil,
            subscription: List<Subscription>? = nil,
            signatureVersion: Property<SignatureVersion>? = nil,
            kmsMasterKeyId: Property<String>? = nil,
            fifoTopic: Property<Bool>? = nil,
            contentBasedDeduplication: Property<Bool>? = nil,
            fifoThroughputScope: Property<FifoThroughputScope>? = nil,
            archivePolicy: Value? = nil,
            dataProtectionPolicy: Value? = nil,
            deliveryStatusLogging: List<LoggingConfig>? = nil,
            maximumMessageSize: Property<Int>? = nil,
            tracingConfig: Property<TracingConfig>? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("TopicName", topicName?.value),
                ("DisplayName", displayName?.value),
                ("Subscription", subscription?.value),
                ("SignatureVersion", signatureVersion?.value),
                ("KmsMasterKeyId", kmsMasterKeyId?.value),
                ("FifoTopic", fifoTopic?.value),
                ("ContentBasedDeduplication", contentBasedDeduplication?.value),
                ("FifoThroughputScope", fifoThroughputScope?.value),
                ("ArchivePolicy", archivePolicy),
                ("DataProtectionPolicy", dataProtectionPolicy),
                ("DeliveryStatusLogging", deliveryStatusLogging?.value),
                ("MaximumMessageSize", maximumMessageSize?.value),
                ("TracingConfig", tracingConfig?.value),
                ("Tags", tags?.value)
            )
        }

        /// The topic's name, at most 256 characters, ending in `.fifo` for a FIFO topic. CloudFormation makes one without.
        public var topicName: Property<String>? {
            get { self["TopicName"] }
            set { self["TopicName"] = newValue }
        }
        /// The name that SMS messages show as the sender.
        public var displayName: Property<String>? {
            get { self["DisplayName"] }
            set { self["DisplayName"] = newValue }
        }
        /// Who receives what is published.
        public var subscription: List<Subscription>? {
            get { self["Subscription"] }
            set { self["Subscription"] = newValue }
        }
        /// The hash of the signatures of messages and confirmations; version 1 without.
        public var signatureVersion: Property<SignatureVersion>? {
            get { self["SignatureVersion"] }
            set { self["SignatureVersion"] = newValue }
        }
        /// The key that encrypts messages at rest: an id, an ARN or an alias.
        public var kmsMasterKeyId: Property<String>? {
            get { self["KmsMasterKeyId"] }
            set { self["KmsMasterKeyId"] = newValue }
        }
        /// Whether the topic keeps the order of messages.
        public var fifoTopic: Property<Bool>? {
            get { self["FifoTopic"] }
            set { self["FifoTopic"] = newValue }
        }
        /// Whether a FIFO topic recognises duplicates by their content.
        public var contentBasedDeduplication: Property<Bool>? {
            get { self["ContentBasedDeduplication"] }
            set { self["ContentBasedDeduplication"] = newValue }
        }
        /// What a FIFO topic's throughput quota counts for.
        public var fifoThroughputScope: Property<FifoThroughputScope>? {
            get { self["FifoThroughputScope"] }
            set { self["FifoThroughputScope"] = newValue }
        }
        /// How long a FIFO topic keeps messages: an object with `MessageRetentionPeriod` in days.
        public var archivePolicy: Value? {
            get { self["ArchivePolicy"] }
            set { self["ArchivePolicy"] = newValue }
        }
        /// The data protection policy document.
        public var dataProtectionPolicy: Value? {
            get { self["DataProtectionPolicy"] }
            set { self["DataProtectionPolicy"] = newValue }
        }
        /// Which deliveries are logged, by protocol.
        public var deliveryStatusLogging: List<LoggingConfig>? {
            get { self["DeliveryStatusLogging"] }
            set { self["DeliveryStatusLogging"] = newValue }
        }
        /// The largest message in bytes: 1,024 to 1,048,576.
        public var maximumMessageSize: Property<Int>? {
            get { self["MaximumMessageSize"] }
            set { self["MaximumMessageSize"] = newValue }
        }
        /// Whether X-Ray traces messages.
        public var tracingConfig: Property<TracingConfig>? {
            get { self["TracingConfig"] }
            set { self["TracingConfig"] = newValue }
        }
        /// The topic's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == SNS.Topic {
    /// The topic's ARN.
    public var topicArn: Property<String> { attribute("TopicArn") }
    /// The topic's name.
    public var topicName: Property<String> { attribute("TopicName") }
}

extension SNS.Topic {
    /// Someone who receives what is published.
    public struct Subscription: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// A subscription of an endpoint, whose form depends on the protocol.
        public init(endpoint: Property<String>, protocol: Property<SubscriptionProtocol>) {
            value = .properties(("Endpoint", endpoint.value), ("Protocol", `protocol`.value))
        }

        /// A URL, an address or an ARN.
        public var endpoint: Property<String>? {
            get { self["Endpoint"] }
            set { self["Endpoint"] = newValue }
        }
        /// How messages reach the endpoint.
        public var `protocol`: Property<SubscriptionProtocol>? {
            get { self["Protocol"] }
            set { self["Protocol"] = newValue }
        }
    }

    /// Which deliveries of a protocol are logged.
    public struct LoggingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// A configuration for one protocol. Each parameter is the property of that name.
        public init(
            protocol: Property<String>,
            successFeedbackRoleArn: Property<String>? = nil,
            successFeedbackSampleRate: Property<String>? = nil,
            failureFeedbackRoleArn: Property<String>? = nil
        ) {
            value = .properties(
                ("Protocol", `protocol`.value),
                ("SuccessFeedbackRoleArn", successFeedbackRoleArn?.value),
                ("SuccessFeedbackSampleRate", successFeedbackSampleRate?.value),
                ("FailureFeedbackRoleArn", failureFeedbackRoleArn?.value)
            )
        }

        /// `http/s`, `sqs`, `lambda`, `firehose` or `application`.
        public var `protocol`: Property<String>? {
            get { self["Protocol"] }
            set { self["Protocol"] = newValue }
        }
        /// The role that writes logs of deliveries that succeeded.
        public var successFeedbackRoleArn: Property<String>? {
            get { self["SuccessFeedbackRoleArn"] }
            set { self["SuccessFeedbackRoleArn"] = newValue }
        }
        /// The share of successes to log, in percent.
        public var successFeedbackSampleRate: Property<String>? {
            get { self["SuccessFeedbackSampleRate"] }
            set { self["SuccessFeedbackSampleRate"] = newValue }
        }
        /// The role that writes logs of deliveries that failed.
        public var failureFeedbackRoleArn: Property<String>? {
            get { self["FailureFeedbackRoleArn"] }
            set { self["FailureFeedbackRoleArn"] = newValue }
        }
    }

    /// The hash of the signatures of messages: SHA-1 or SHA-256.
    public struct SignatureVersion: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The version of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How messages reach an endpoint.
    public struct SubscriptionProtocol: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The protocol of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a FIFO topic's throughput quota counts for.
    public struct FifoThroughputScope: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The scope of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether X-Ray traces messages.
    public struct TracingConfig: PropertyEnumeration {
        /// The name in CloudFormation's spelling.
        public let rawValue: String
        /// The mode of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

extension Property<SNS.Topic.SignatureVersion> {
    /// SHA-1.
    public static let sha1 = Self(rawValue: "1")
    /// SHA-256.
    public static let sha256 = Self(rawValue: "2")
}

extension Property<SNS.Topic.SubscriptionProtocol> {
    /// A push endpoint of a mobile application.
    public static let application = Self(rawValue: "application")
    /// An e-mail address.
    public static let email = Self(rawValue: "email")
    /// An e-mail address that receives JSON.
    public static let emailJSON = Self(rawValue: "email-json")
    /// A Firehose delivery stream.
    public static let firehose = Self(rawValue: "firehose")
    /// An `http` URL.
    public static let http = Self(rawValue: "http")
    /// An `https` URL.
    public static let https = Self(rawValue: "https")
    /// A Lambda function.
    public static let lambda = Self(rawValue: "lambda")
    /// A telephone number.
    public static let sms = Self(rawValue: "sms")
    /// An SQS queue.
    public static let sqs = Self(rawValue: "sqs")
}

extension Property<SNS.Topic.FifoThroughputScope> {
    /// The quota counts for the whole topic.
    public static let topic = Self(rawValue: "Topic")
    /// The quota counts for each message group.
    public static let messageGroup = Self(rawValue: "MessageGroup")
}

extension Property<SNS.Topic.TracingConfig> {
    /// The topic passes the sender's trace header on.
    public static let passThrough = Self(rawValue: "PassThrough")
    /// The topic sends segments of its own for messages whose sender samples them.
    public static let active = Self(rawValue: "Active")
}
