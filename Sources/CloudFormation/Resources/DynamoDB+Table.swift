/// Amazon DynamoDB.
public enum DynamoDB: Sendable {}

extension DynamoDB {
    /// A table of items.
    ///
    /// `Ref` gives the table's name.
    ///
    /// - Source: CloudFormation Template Reference, "AWS::DynamoDB::Table".
    public struct Table: TypedResource {
        /// `AWS::DynamoDB::Table`
        public static let resourceType = "AWS::DynamoDB::Table"

        /// The properties as the template shows them.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            keySchema: List<KeySchema>,
            attributeDefinitions: List<AttributeDefinition>? = nil,
            tableName: Property<String>? = nil,
            billingMode: Property<BillingMode>? = nil,
            provisionedThroughput: ProvisionedThroughput? = nil,
            onDemandThroughput: OnDemandThroughput? = nil,
            warmThroughput: WarmThroughput? = nil,
            globalSecondaryIndexes: List<GlobalSecondaryIndex>? = nil,
            localSecondaryIndexes: List<LocalSecondaryIndex>? = nil,
            vectorIndexes: List<VectorIndex>? = nil,
            timeToLiveSpecification: TimeToLiveSpecification? = nil,
            pointInTimeRecoverySpecification: PointInTimeRecoverySpecification? = nil,
            sseSpecification: SSESpecification? = nil,
            deletionProtectionEnabled: Property<Bool>? = nil,
            streamSpecification: StreamSpecification? = nil,
            kinesisStreamSpecification: KinesisStreamSpecification? = nil,
            tableClass: Property<TableClass>? = nil,
            contributorInsightsSpecification: ContributorInsightsSpecification? = nil,
            importSourceSpecification: ImportSourceSpecification? = nil,
            resourcePolicy: ResourcePolicy? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("KeySchema", keySchema.value),
                ("AttributeDefinitions", attributeDefinitions?.value),
                ("TableName", tableName?.value),
                ("BillingMode", billingMode?.value),
                ("ProvisionedThroughput", provisionedThroughput?.value),
                ("OnDemandThroughput", onDemandThroughput?.value),
                ("WarmThroughput", warmThroughput?.value),
                ("GlobalSecondaryIndexes", globalSecondaryIndexes?.value),
                ("LocalSecondaryIndexes", localSecondaryIndexes?.value),
                ("VectorIndexes", vectorIndexes?.value),
                ("TimeToLiveSpecification", timeToLiveSpecification?.value),
                ("PointInTimeRecoverySpecification", pointInTimeRecoverySpecification?.value),
                ("SSESpecification", sseSpecification?.value),
                ("DeletionProtectionEnabled", deletionProtectionEnabled?.value),
                ("StreamSpecification", streamSpecification?.value),
                ("KinesisStreamSpecification", kinesisStreamSpecification?.value),
                ("TableClass", tableClass?.value),
                ("ContributorInsightsSpecification", contributorInsightsSpecification?.value),
                ("ImportSourceSpecification", importSourceSpecification?.value),
                ("ResourcePolicy", resourcePolicy?.value),
                ("Tags", tags?.value)
            )
        }

        /// The attributes that identify an item: a `HASH` key, and a `RANGE` key if items of one `HASH` key are many.
        public var keySchema: List<KeySchema>? {
            get { self["KeySchema"] }
            set { self["KeySchema"] = newValue }
        }
        /// The types of the attributes that are keys of the table or of an index.
        public var attributeDefinitions: List<AttributeDefinition>? {
            get { self["AttributeDefinitions"] }
            set { self["AttributeDefinitions"] = newValue }
        }
        /// The table's name. CloudFormation makes one without.
        public var tableName: Property<String>? {
            get { self["TableName"] }
            set { self["TableName"] = newValue }
        }
        /// What is paid for; provisioned capacity without.
        public var billingMode: Property<BillingMode>? {
            get { self["BillingMode"] }
            set { self["BillingMode"] = newValue }
        }
        /// The capacity that is paid for.
        public var provisionedThroughput: ProvisionedThroughput? {
            get { self["ProvisionedThroughput"] }
            set { self["ProvisionedThroughput"] = newValue }
        }
        /// The most that requests may use.
        public var onDemandThroughput: OnDemandThroughput? {
            get { self["OnDemandThroughput"] }
            set { self["OnDemandThroughput"] = newValue }
        }
        /// What the table can take at once.
        public var warmThroughput: WarmThroughput? {
            get { self["WarmThroughput"] }
            set { self["WarmThroughput"] = newValue }
        }
        /// Indexes with keys of their own.
        public var globalSecondaryIndexes: List<GlobalSecondaryIndex>? {
            get { self["GlobalSecondaryIndexes"] }
            set { self["GlobalSecondaryIndexes"] = newValue }
        }
        /// Indexes with the table's `HASH` key.
        public var localSecondaryIndexes: List<LocalSecondaryIndex>? {
            get { self["LocalSecondaryIndexes"] }
            set { self["LocalSecondaryIndexes"] = newValue }
        }
        /// Indexes of vectors.
        public var vectorIndexes: List<VectorIndex>? {
            get { self["VectorIndexes"] }
            set { self["VectorIndexes"] = newValue }
        }
        /// When items expire.
        public var timeToLiveSpecification: TimeToLiveSpecification? {
            get { self["TimeToLiveSpecification"] }
            set { self["TimeToLiveSpecification"] = newValue }
        }
        /// Whether the table can be restored as it was at any second.
        public var pointInTimeRecoverySpecification: PointInTimeRecoverySpecification? {
            get { self["PointInTimeRecoverySpecification"] }
            set { self["PointInTimeRecoverySpecification"] = newValue }
        }
        /// The key that encrypts the table; one of DynamoDB without.
        public var sseSpecification: SSESpecification? {
            get { self["SSESpecification"] }
            set { self["SSESpecification"] = newValue }
        }
        /// Whether deleting the table is refused.
        public var deletionProtectionEnabled: Property<Bool>? {
            get { self["DeletionProtectionEnabled"] }
            set { self["DeletionProtectionEnabled"] = newValue }
        }
        /// What a stream tells of changes.
        public var streamSpecification: StreamSpecification? {
            get { self["StreamSpecification"] }
            set { self["StreamSpecification"] = newValue }
        }
        /// The stream of Kinesis that is told of changes.
        public var kinesisStreamSpecification: KinesisStreamSpecification? {
            get { self["KinesisStreamSpecification"] }
            set { self["KinesisStreamSpecification"] = newValue }
        }
        /// Whether storing or reading costs less.
        public var tableClass: Property<TableClass>? {
            get { self["TableClass"] }
            set { self["TableClass"] = newValue }
        }
        /// Whether CloudWatch shows the most used keys.
        public var contributorInsightsSpecification: ContributorInsightsSpecification? {
            get { self["ContributorInsightsSpecification"] }
            set { self["ContributorInsightsSpecification"] = newValue }
        }
        /// Where a new table's items come from.
        public var importSourceSpecification: ImportSourceSpecification? {
            get { self["ImportSourceSpecification"] }
            set { self["ImportSourceSpecification"] = newValue }
        }
        /// Who may use the table, beside what identities may.
        public var resourcePolicy: ResourcePolicy? {
            get { self["ResourcePolicy"] }
            set { self["ResourcePolicy"] = newValue }
        }
        /// The table's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }
}

extension ResourceHandle where Model == DynamoDB.Table {
    /// The table's ARN.
    public var arn: Property<String> { attribute("Arn") }
    /// The ARN of the table's stream.
    public var streamArn: Property<String> { attribute("StreamArn") }
}
