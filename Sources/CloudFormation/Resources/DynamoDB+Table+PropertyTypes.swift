extension DynamoDB.Table {
    /// The type of an attribute.
    public struct AttributeDefinition: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attributeName: Property<String>,
            attributeType: Property<AttributeType>
        ) {
            value = .properties(
                ("AttributeName", attributeName.value),
                ("AttributeType", attributeType.value)
            )
        }

        /// The attribute's name.
        public var attributeName: Property<String>? {
            get { self["AttributeName"] }
            set { self["AttributeName"] = newValue }
        }
        /// Its type.
        public var attributeType: Property<AttributeType>? {
            get { self["AttributeType"] }
            set { self["AttributeType"] = newValue }
        }
    }

    /// An attribute that is a part of a key.
    public struct KeySchema: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attributeName: Property<String>,
            keyType: Property<KeyType>
        ) {
            value = .properties(
                ("AttributeName", attributeName.value),
                ("KeyType", keyType.value)
            )
        }

        /// The attribute's name.
        public var attributeName: Property<String>? {
            get { self["AttributeName"] }
            set { self["AttributeName"] = newValue }
        }
        /// Which part it is.
        public var keyType: Property<KeyType>? {
            get { self["KeyType"] }
            set { self["KeyType"] = newValue }
        }
    }

    /// What of the table's items an index has.
    public struct Projection: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            projectionType: Property<ProjectionType>? = nil,
            nonKeyAttributes: List<Property<String>>? = nil
        ) {
            value = .properties(
                ("ProjectionType", projectionType?.value),
                ("NonKeyAttributes", nonKeyAttributes?.value)
            )
        }

        /// Which attributes.
        public var projectionType: Property<ProjectionType>? {
            get { self["ProjectionType"] }
            set { self["ProjectionType"] = newValue }
        }
        /// Their names, where the type is `INCLUDE`.
        public var nonKeyAttributes: List<Property<String>>? {
            get { self["NonKeyAttributes"] }
            set { self["NonKeyAttributes"] = newValue }
        }
    }

    /// An index with keys of its own.
    public struct GlobalSecondaryIndex: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            indexName: Property<String>,
            keySchema: List<KeySchema>,
            projection: Projection,
            provisionedThroughput: ProvisionedThroughput? = nil,
            onDemandThroughput: OnDemandThroughput? = nil,
            warmThroughput: WarmThroughput? = nil,
            contributorInsightsSpecification: ContributorInsightsSpecification? = nil
        ) {
            value = .properties(
                ("IndexName", indexName.value),
                ("KeySchema", keySchema.value),
                ("Projection", projection.value),
                ("ProvisionedThroughput", provisionedThroughput?.value),
                ("OnDemandThroughput", onDemandThroughput?.value),
                ("WarmThroughput", warmThroughput?.value),
                ("ContributorInsightsSpecification", contributorInsightsSpecification?.value)
            )
        }

        /// The index's name, unique in the table.
        public var indexName: Property<String>? {
            get { self["IndexName"] }
            set { self["IndexName"] = newValue }
        }
        /// The attributes by which items are found.
        public var keySchema: List<KeySchema>? {
            get { self["KeySchema"] }
            set { self["KeySchema"] = newValue }
        }
        /// What the index has of them.
        public var projection: Projection? {
            get { self["Projection"] }
            set { self["Projection"] = newValue }
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
        /// What the index can take at once.
        public var warmThroughput: WarmThroughput? {
            get { self["WarmThroughput"] }
            set { self["WarmThroughput"] = newValue }
        }
        /// Whether CloudWatch shows the most used keys.
        public var contributorInsightsSpecification: ContributorInsightsSpecification? {
            get { self["ContributorInsightsSpecification"] }
            set { self["ContributorInsightsSpecification"] = newValue }
        }
    }

    /// An index with the table's `HASH` key.
    public struct LocalSecondaryIndex: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            indexName: Property<String>,
            keySchema: List<KeySchema>,
            projection: Projection
        ) {
            value = .properties(
                ("IndexName", indexName.value),
                ("KeySchema", keySchema.value),
                ("Projection", projection.value)
            )
        }

        /// The index's name, unique in the table.
        public var indexName: Property<String>? {
            get { self["IndexName"] }
            set { self["IndexName"] = newValue }
        }
        /// The attributes by which items are found.
        public var keySchema: List<KeySchema>? {
            get { self["KeySchema"] }
            set { self["KeySchema"] = newValue }
        }
        /// What the index has of them.
        public var projection: Projection? {
            get { self["Projection"] }
            set { self["Projection"] = newValue }
        }
    }

    /// An index that finds the nearest vectors.
    public struct VectorIndex: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            indexName: Property<String>,
            vectorAttribute: VectorAttribute,
            dimensions: Property<Int>,
            distanceFunction: Property<DistanceFunction>,
            projection: Projection,
            searchSchema: List<SearchSchemaElement>? = nil
        ) {
            value = .properties(
                ("IndexName", indexName.value),
                ("VectorAttribute", vectorAttribute.value),
                ("Dimensions", dimensions.value),
                ("DistanceFunction", distanceFunction.value),
                ("Projection", projection.value),
                ("SearchSchema", searchSchema?.value)
            )
        }

        /// The index's name, unique in the table.
        public var indexName: Property<String>? {
            get { self["IndexName"] }
            set { self["IndexName"] = newValue }
        }
        /// The attribute that holds the vector.
        public var vectorAttribute: VectorAttribute? {
            get { self["VectorAttribute"] }
            set { self["VectorAttribute"] = newValue }
        }
        /// The vectors' length: 1 to 4,096.
        public var dimensions: Property<Int>? {
            get { self["Dimensions"] }
            set { self["Dimensions"] = newValue }
        }
        /// How distance is measured.
        public var distanceFunction: Property<DistanceFunction>? {
            get { self["DistanceFunction"] }
            set { self["DistanceFunction"] = newValue }
        }
        /// What the index has of items.
        public var projection: Projection? {
            get { self["Projection"] }
            set { self["Projection"] = newValue }
        }
        /// Attributes that narrow a search.
        public var searchSchema: List<SearchSchemaElement>? {
            get { self["SearchSchema"] }
            set { self["SearchSchema"] = newValue }
        }
    }

    /// The attribute that holds a vector.
    public struct VectorAttribute: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attributeName: Property<String>
        ) {
            value = .properties(
                ("AttributeName", attributeName.value)
            )
        }

        /// The attribute's name.
        public var attributeName: Property<String>? {
            get { self["AttributeName"] }
            set { self["AttributeName"] = newValue }
        }
    }

    /// An attribute that narrows a search.
    public struct SearchSchemaElement: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            attributeName: Property<String>,
            searchSchemaElementType: Property<SearchSchemaElementType>
        ) {
            value = .properties(
                ("AttributeName", attributeName.value),
                ("SearchSchemaElementType", searchSchemaElementType.value)
            )
        }

        /// The attribute's name.
        public var attributeName: Property<String>? {
            get { self["AttributeName"] }
            set { self["AttributeName"] = newValue }
        }
        /// How it does.
        public var searchSchemaElementType: Property<SearchSchemaElementType>? {
            get { self["SearchSchemaElementType"] }
            set { self["SearchSchemaElementType"] = newValue }
        }
    }

    /// Capacity that is paid for.
    public struct ProvisionedThroughput: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            readCapacityUnits: Property<Int>,
            writeCapacityUnits: Property<Int>
        ) {
            value = .properties(
                ("ReadCapacityUnits", readCapacityUnits.value),
                ("WriteCapacityUnits", writeCapacityUnits.value)
            )
        }

        /// Reads of 4 KB a second.
        public var readCapacityUnits: Property<Int>? {
            get { self["ReadCapacityUnits"] }
            set { self["ReadCapacityUnits"] = newValue }
        }
        /// Writes of 1 KB a second.
        public var writeCapacityUnits: Property<Int>? {
            get { self["WriteCapacityUnits"] }
            set { self["WriteCapacityUnits"] = newValue }
        }
    }

    /// The most that requests may use.
    public struct OnDemandThroughput: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            maxReadRequestUnits: Property<Int>? = nil,
            maxWriteRequestUnits: Property<Int>? = nil
        ) {
            value = .properties(
                ("MaxReadRequestUnits", maxReadRequestUnits?.value),
                ("MaxWriteRequestUnits", maxWriteRequestUnits?.value)
            )
        }

        /// Reads of 4 KB a second.
        public var maxReadRequestUnits: Property<Int>? {
            get { self["MaxReadRequestUnits"] }
            set { self["MaxReadRequestUnits"] = newValue }
        }
        /// Writes of 1 KB a second.
        public var maxWriteRequestUnits: Property<Int>? {
            get { self["MaxWriteRequestUnits"] }
            set { self["MaxWriteRequestUnits"] = newValue }
        }
    }

    /// What a table or index can take at once.
    public struct WarmThroughput: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            readUnitsPerSecond: Property<Int>? = nil,
            writeUnitsPerSecond: Property<Int>? = nil
        ) {
            value = .properties(
                ("ReadUnitsPerSecond", readUnitsPerSecond?.value),
                ("WriteUnitsPerSecond", writeUnitsPerSecond?.value)
            )
        }

        /// Reads a second.
        public var readUnitsPerSecond: Property<Int>? {
            get { self["ReadUnitsPerSecond"] }
            set { self["ReadUnitsPerSecond"] = newValue }
        }
        /// Writes a second.
        public var writeUnitsPerSecond: Property<Int>? {
            get { self["WriteUnitsPerSecond"] }
            set { self["WriteUnitsPerSecond"] = newValue }
        }
    }

    /// When items expire.
    public struct TimeToLiveSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            enabled: Property<Bool>,
            attributeName: Property<String>? = nil
        ) {
            value = .properties(
                ("Enabled", enabled.value),
                ("AttributeName", attributeName?.value)
            )
        }

        /// Whether they do.
        public var enabled: Property<Bool>? {
            get { self["Enabled"] }
            set { self["Enabled"] = newValue }
        }
        /// The attribute with the moment, in seconds of Unix time.
        public var attributeName: Property<String>? {
            get { self["AttributeName"] }
            set { self["AttributeName"] = newValue }
        }
    }

    /// Whether a table can be restored as it was at any second.
    public struct PointInTimeRecoverySpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            pointInTimeRecoveryEnabled: Property<Bool>? = nil,
            recoveryPeriodInDays: Property<Int>? = nil
        ) {
            value = .properties(
                ("PointInTimeRecoveryEnabled", pointInTimeRecoveryEnabled?.value),
                ("RecoveryPeriodInDays", recoveryPeriodInDays?.value)
            )
        }

        /// Whether it can.
        public var pointInTimeRecoveryEnabled: Property<Bool>? {
            get { self["PointInTimeRecoveryEnabled"] }
            set { self["PointInTimeRecoveryEnabled"] = newValue }
        }
        /// How far back: 1 to 35 days; 35 without.
        public var recoveryPeriodInDays: Property<Int>? {
            get { self["RecoveryPeriodInDays"] }
            set { self["RecoveryPeriodInDays"] = newValue }
        }
    }

    /// The key that encrypts a table.
    public struct SSESpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            sseEnabled: Property<Bool>,
            sseType: Property<SSEType>? = nil,
            kmsMasterKeyId: Property<String>? = nil
        ) {
            value = .properties(
                ("SSEEnabled", sseEnabled.value),
                ("SSEType", sseType?.value),
                ("KMSMasterKeyId", kmsMasterKeyId?.value)
            )
        }

        /// Whether a key of AWS KMS does; one that DynamoDB owns otherwise.
        public var sseEnabled: Property<Bool>? {
            get { self["SSEEnabled"] }
            set { self["SSEEnabled"] = newValue }
        }
        /// The service that has the key.
        public var sseType: Property<SSEType>? {
            get { self["SSEType"] }
            set { self["SSEType"] = newValue }
        }
        /// Id, ARN or alias of the key; `alias/aws/dynamodb` without.
        public var kmsMasterKeyId: Property<String>? {
            get { self["KMSMasterKeyId"] }
            set { self["KMSMasterKeyId"] = newValue }
        }
    }

    /// What a stream tells of changes.
    public struct StreamSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            streamViewType: Property<StreamViewType>,
            resourcePolicy: ResourcePolicy? = nil,
            tags: List<Tag>? = nil
        ) {
            value = .properties(
                ("StreamViewType", streamViewType.value),
                ("ResourcePolicy", resourcePolicy?.value),
                ("Tags", tags?.value)
            )
        }

        /// What of a changed item.
        public var streamViewType: Property<StreamViewType>? {
            get { self["StreamViewType"] }
            set { self["StreamViewType"] = newValue }
        }
        /// Who may read the stream.
        public var resourcePolicy: ResourcePolicy? {
            get { self["ResourcePolicy"] }
            set { self["ResourcePolicy"] = newValue }
        }
        /// The stream's tags.
        public var tags: List<Tag>? {
            get { self["Tags"] }
            set { self["Tags"] = newValue }
        }
    }

    /// A stream of Kinesis that is told of changes.
    public struct KinesisStreamSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            streamArn: Property<String>,
            approximateCreationDateTimePrecision: Property<ApproximateCreationDateTimePrecision>? = nil
        ) {
            value = .properties(
                ("StreamArn", streamArn.value),
                ("ApproximateCreationDateTimePrecision", approximateCreationDateTimePrecision?.value)
            )
        }

        /// The stream's ARN.
        public var streamArn: Property<String>? {
            get { self["StreamArn"] }
            set { self["StreamArn"] = newValue }
        }
        /// How exactly moments are told.
        public var approximateCreationDateTimePrecision: Property<ApproximateCreationDateTimePrecision>? {
            get { self["ApproximateCreationDateTimePrecision"] }
            set { self["ApproximateCreationDateTimePrecision"] = newValue }
        }
    }

    /// Whether CloudWatch shows the most used keys.
    public struct ContributorInsightsSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            enabled: Property<Bool>,
            mode: Property<ContributorInsightsMode>? = nil
        ) {
            value = .properties(
                ("Enabled", enabled.value),
                ("Mode", mode?.value)
            )
        }

        /// Whether it does.
        public var enabled: Property<Bool>? {
            get { self["Enabled"] }
            set { self["Enabled"] = newValue }
        }
        /// Which keys.
        public var mode: Property<ContributorInsightsMode>? {
            get { self["Mode"] }
            set { self["Mode"] = newValue }
        }
    }

    /// Who may use a table or stream.
    public struct ResourcePolicy: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            policyDocument: IAM.PolicyDocument
        ) {
            value = .properties(
                ("PolicyDocument", policyDocument.value)
            )
        }

        /// The policy.
        public var policyDocument: IAM.PolicyDocument? {
            get { self["PolicyDocument"] }
            set { self["PolicyDocument"] = newValue }
        }
    }

    /// Where a new table's items come from.
    public struct ImportSourceSpecification: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            s3BucketSource: S3BucketSource,
            inputFormat: Property<String>,
            inputFormatOptions: InputFormatOptions? = nil,
            inputCompressionType: Property<String>? = nil
        ) {
            value = .properties(
                ("S3BucketSource", s3BucketSource.value),
                ("InputFormat", inputFormat.value),
                ("InputFormatOptions", inputFormatOptions?.value),
                ("InputCompressionType", inputCompressionType?.value)
            )
        }

        /// The objects.
        public var s3BucketSource: S3BucketSource? {
            get { self["S3BucketSource"] }
            set { self["S3BucketSource"] = newValue }
        }
        /// `CSV`, `DYNAMODB_JSON` or `ION`.
        public var inputFormat: Property<String>? {
            get { self["InputFormat"] }
            set { self["InputFormat"] = newValue }
        }
        /// How the format is read.
        public var inputFormatOptions: InputFormatOptions? {
            get { self["InputFormatOptions"] }
            set { self["InputFormatOptions"] = newValue }
        }
        /// `GZIP`, `ZSTD` or `NONE`.
        public var inputCompressionType: Property<String>? {
            get { self["InputCompressionType"] }
            set { self["InputCompressionType"] = newValue }
        }
    }

    /// Objects of a bucket.
    public struct S3BucketSource: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            s3Bucket: Property<String>,
            s3BucketOwner: Property<String>? = nil,
            s3KeyPrefix: Property<String>? = nil
        ) {
            value = .properties(
                ("S3Bucket", s3Bucket.value),
                ("S3BucketOwner", s3BucketOwner?.value),
                ("S3KeyPrefix", s3KeyPrefix?.value)
            )
        }

        /// The bucket.
        public var s3Bucket: Property<String>? {
            get { self["S3Bucket"] }
            set { self["S3Bucket"] = newValue }
        }
        /// Its account.
        public var s3BucketOwner: Property<String>? {
            get { self["S3BucketOwner"] }
            set { self["S3BucketOwner"] = newValue }
        }
        /// What the objects' keys begin with.
        public var s3KeyPrefix: Property<String>? {
            get { self["S3KeyPrefix"] }
            set { self["S3KeyPrefix"] = newValue }
        }
    }

    /// How a format is read.
    public struct InputFormatOptions: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            csv: Csv? = nil
        ) {
            value = .properties(
                ("Csv", csv?.value)
            )
        }

        /// How CSV is.
        public var csv: Csv? {
            get { self["Csv"] }
            set { self["Csv"] = newValue }
        }
    }

    /// How CSV is read.
    public struct Csv: PropertyObject {
        /// What the template shows.
        public var value: Value

        /// Takes over properties without checking them.
        public init(unchecked value: Value) { self.value = value }

        /// Each parameter is the property of that name.
        public init(
            delimiter: Property<String>? = nil,
            headerList: List<Property<String>>? = nil
        ) {
            value = .properties(
                ("Delimiter", delimiter?.value),
                ("HeaderList", headerList?.value)
            )
        }

        /// What stands between values.
        public var delimiter: Property<String>? {
            get { self["Delimiter"] }
            set { self["Delimiter"] = newValue }
        }
        /// The columns' names.
        public var headerList: List<Property<String>>? {
            get { self["HeaderList"] }
            set { self["HeaderList"] = newValue }
        }
    }
}
