extension Lambda.EventSourceMapping {
    /// How many calls run at once for a queue.
    public struct ScalingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            maximumConcurrency: Property<Int>? = nil
        ) {
            value = .properties(
                ("MaximumConcurrency", maximumConcurrency?.value)
            )
        }

        /// The most: 2 to 1,000.
        public var maximumConcurrency: Property<Int>? {
            get { self["MaximumConcurrency"] }
            set { self["MaximumConcurrency"] = newValue }
        }
    }

    /// Which records a function gets.
    public struct FilterCriteria: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            filters: List<Filter>? = nil
        ) {
            value = .properties(
                ("Filters", filters?.value)
            )
        }

        /// Patterns, one of which must match; at most 20.
        public var filters: List<Filter>? {
            get { self["Filters"] }
            set { self["Filters"] = newValue }
        }
    }

    /// A pattern of records.
    public struct Filter: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            pattern: Property<String>? = nil
        ) {
            value = .properties(
                ("Pattern", pattern?.value)
            )
        }

        /// A pattern of EventBridge as JSON text.
        public var pattern: Property<String>? {
            get { self["Pattern"] }
            set { self["Pattern"] = newValue }
        }
    }

    /// Where records go that could not be processed.
    public struct DestinationConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            onFailure: OnFailure? = nil
        ) {
            value = .properties(
                ("OnFailure", onFailure?.value)
            )
        }

        /// The place for failures.
        public var onFailure: OnFailure? {
            get { self["OnFailure"] }
            set { self["OnFailure"] = newValue }
        }
    }

    /// The place for failures.
    public struct OnFailure: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            destination: Property<String>? = nil
        ) {
            value = .properties(
                ("Destination", destination?.value)
            )
        }

        /// The ARN of a queue, topic, bucket or Kafka topic.
        public var destination: Property<String>? {
            get { self["Destination"] }
            set { self["Destination"] = newValue }
        }
    }

    /// Which metrics there are.
    public struct MetricsConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            metrics: List<Property<Metric>>? = nil
        ) {
            value = .properties(
                ("Metrics", metrics?.value)
            )
        }

        /// The kinds of metrics.
        public var metrics: List<Property<Metric>>? {
            get { self["Metrics"] }
            set { self["Metrics"] = newValue }
        }
    }

    /// What Lambda logs of a mapping.
    public struct LoggingConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            systemLogLevel: Property<SystemLogLevel>? = nil
        ) {
            value = .properties(
                ("SystemLogLevel", systemLogLevel?.value)
            )
        }

        /// The least important lines that are kept.
        public var systemLogLevel: Property<SystemLogLevel>? {
            get { self["SystemLogLevel"] }
            set { self["SystemLogLevel"] = newValue }
        }
    }

    /// How many pollers are kept ready.
    public struct ProvisionedPollerConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            minimumPollers: Property<Int>? = nil,
            maximumPollers: Property<Int>? = nil,
            pollerGroupName: Property<String>? = nil
        ) {
            value = .properties(
                ("MinimumPollers", minimumPollers?.value),
                ("MaximumPollers", maximumPollers?.value),
                ("PollerGroupName", pollerGroupName?.value)
            )
        }

        /// The fewest: 1 to 200.
        public var minimumPollers: Property<Int>? {
            get { self["MinimumPollers"] }
            set { self["MinimumPollers"] = newValue }
        }
        /// The most: 1 to 10,000.
        public var maximumPollers: Property<Int>? {
            get { self["MaximumPollers"] }
            set { self["MaximumPollers"] = newValue }
        }
        /// Mappings of one group share pollers.
        public var pollerGroupName: Property<String>? {
            get { self["PollerGroupName"] }
            set { self["PollerGroupName"] = newValue }
        }
    }

    /// How to log in to a source.
    public struct SourceAccessConfiguration: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            type: Property<SourceAccessType>? = nil,
            uri: Property<String>? = nil
        ) {
            value = .properties(
                ("Type", type?.value),
                ("URI", uri?.value)
            )
        }

        /// What the resource is.
        public var type: Property<SourceAccessType>? {
            get { self["Type"] }
            set { self["Type"] = newValue }
        }
        /// The ARN of a secret, or the id of a subnet or security group.
        public var uri: Property<String>? {
            get { self["URI"] }
            set { self["URI"] = newValue }
        }
    }

    /// A cluster of one's own.
    public struct SelfManagedEventSource: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            endpoints: Endpoints? = nil
        ) {
            value = .properties(
                ("Endpoints", endpoints?.value)
            )
        }

        /// Its servers.
        public var endpoints: Endpoints? {
            get { self["Endpoints"] }
            set { self["Endpoints"] = newValue }
        }
    }

    /// Servers of a cluster.
    public struct Endpoints: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            kafkaBootstrapServers: List<Property<String>>? = nil
        ) {
            value = .properties(
                ("KafkaBootstrapServers", kafkaBootstrapServers?.value)
            )
        }

        /// Names with ports, such as `kafka.example.com:9092`.
        public var kafkaBootstrapServers: List<Property<String>>? {
            get { self["KafkaBootstrapServers"] }
            set { self["KafkaBootstrapServers"] = newValue }
        }
    }

    /// How a Kafka cluster of one's own is read.
    public struct SelfManagedKafkaEventSourceConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            consumerGroupId: Property<String>? = nil,
            consumptionMode: Property<ConsumptionMode>? = nil,
            schemaRegistryConfig: SchemaRegistryConfig? = nil
        ) {
            value = .properties(
                ("ConsumerGroupId", consumerGroupId?.value),
                ("ConsumptionMode", consumptionMode?.value),
                ("SchemaRegistryConfig", schemaRegistryConfig?.value)
            )
        }

        /// The consumer group to join.
        public var consumerGroupId: Property<String>? {
            get { self["ConsumerGroupId"] }
            set { self["ConsumerGroupId"] = newValue }
        }
        /// Whether a topic is read as a stream or as a queue.
        public var consumptionMode: Property<ConsumptionMode>? {
            get { self["ConsumptionMode"] }
            set { self["ConsumptionMode"] = newValue }
        }
        /// Where schemas of records are.
        public var schemaRegistryConfig: SchemaRegistryConfig? {
            get { self["SchemaRegistryConfig"] }
            set { self["SchemaRegistryConfig"] = newValue }
        }
    }

    /// How a cluster of Amazon MSK is read.
    public struct AmazonManagedKafkaEventSourceConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            consumerGroupId: Property<String>? = nil,
            schemaRegistryConfig: SchemaRegistryConfig? = nil
        ) {
            value = .properties(
                ("ConsumerGroupId", consumerGroupId?.value),
                ("SchemaRegistryConfig", schemaRegistryConfig?.value)
            )
        }

        /// The consumer group to join.
        public var consumerGroupId: Property<String>? {
            get { self["ConsumerGroupId"] }
            set { self["ConsumerGroupId"] = newValue }
        }
        /// Where schemas of records are.
        public var schemaRegistryConfig: SchemaRegistryConfig? {
            get { self["SchemaRegistryConfig"] }
            set { self["SchemaRegistryConfig"] = newValue }
        }
    }

    /// Where schemas of records are.
    public struct SchemaRegistryConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            schemaRegistryURI: Property<String>? = nil,
            eventRecordFormat: Property<EventRecordFormat>? = nil,
            accessConfigs: List<SchemaRegistryAccessConfig>? = nil,
            schemaValidationConfigs: List<SchemaValidationConfig>? = nil
        ) {
            value = .properties(
                ("SchemaRegistryURI", schemaRegistryURI?.value),
                ("EventRecordFormat", eventRecordFormat?.value),
                ("AccessConfigs", accessConfigs?.value),
                ("SchemaValidationConfigs", schemaValidationConfigs?.value)
            )
        }

        /// The registry's URL or ARN.
        public var schemaRegistryURI: Property<String>? {
            get { self["SchemaRegistryURI"] }
            set { self["SchemaRegistryURI"] = newValue }
        }
        /// The form in which the function gets records.
        public var eventRecordFormat: Property<EventRecordFormat>? {
            get { self["EventRecordFormat"] }
            set { self["EventRecordFormat"] = newValue }
        }
        /// How to log in to the registry.
        public var accessConfigs: List<SchemaRegistryAccessConfig>? {
            get { self["AccessConfigs"] }
            set { self["AccessConfigs"] = newValue }
        }
        /// What is checked.
        public var schemaValidationConfigs: List<SchemaValidationConfig>? {
            get { self["SchemaValidationConfigs"] }
            set { self["SchemaValidationConfigs"] = newValue }
        }
    }

    /// How to log in to a schema registry.
    public struct SchemaRegistryAccessConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            type: Property<SchemaRegistryAccessType>? = nil,
            uri: Property<String>? = nil
        ) {
            value = .properties(
                ("Type", type?.value),
                ("URI", uri?.value)
            )
        }

        /// What the resource is.
        public var type: Property<SchemaRegistryAccessType>? {
            get { self["Type"] }
            set { self["Type"] = newValue }
        }
        /// The ARN of a secret.
        public var uri: Property<String>? {
            get { self["URI"] }
            set { self["URI"] = newValue }
        }
    }

    /// A part of records that is checked.
    public struct SchemaValidationConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attribute: Property<SchemaValidationAttribute>? = nil
        ) {
            value = .properties(
                ("Attribute", attribute?.value)
            )
        }

        /// The part.
        public var attribute: Property<SchemaValidationAttribute>? {
            get { self["Attribute"] }
            set { self["Attribute"] = newValue }
        }
    }

    /// How Amazon DocumentDB is read.
    public struct DocumentDBEventSourceConfig: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            databaseName: Property<String>? = nil,
            collectionName: Property<String>? = nil,
            fullDocument: Property<FullDocument>? = nil
        ) {
            value = .properties(
                ("DatabaseName", databaseName?.value),
                ("CollectionName", collectionName?.value),
                ("FullDocument", fullDocument?.value)
            )
        }

        /// The database.
        public var databaseName: Property<String>? {
            get { self["DatabaseName"] }
            set { self["DatabaseName"] = newValue }
        }
        /// The collection; all without.
        public var collectionName: Property<String>? {
            get { self["CollectionName"] }
            set { self["CollectionName"] = newValue }
        }
        /// What is sent of a changed document.
        public var fullDocument: Property<FullDocument>? {
            get { self["FullDocument"] }
            set { self["FullDocument"] = newValue }
        }
    }
}
