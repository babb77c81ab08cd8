@testable import CloudFormation

/// What the schema calls a type with its properties, and where this library has them.
struct PropertyTypeSpecification: Sendable, CustomStringConvertible {
    /// The resource type.
    let resourceType: String
    /// The definition in the resource type's schema; `nil` for the resource itself.
    let definition: String?
    /// The properties' names in the schema.
    let propertyNames: [String]
    /// What does not hold of the accessors, in words.
    let check: @Sendable () -> [String]

    var description: String { [resourceType, definition].compactMap { $0 }.joined(separator: ".") }

    /// A property's name and its accessor.
    struct Accessor<Root: PropertyObject>: Sendable {
        let name: String
        let check: @Sendable () -> [String]

        init<Property: ValueRepresentable>(
            _ name: String,
            _ path: any WritableKeyPath<Root, Property?> & Sendable
        ) {
            self.name = name
            check = {
                let mark: Value = ["Ref": "AWS::StackName"]
                var object = Root(unchecked: [:])
                object[keyPath: path] = Property(unchecked: mark)
                var faults: [String] = []
                if object.value != .single(name, mark) {
                    faults.append("\(name) is written as \(object.value.json(.compact))")
                }
                if Root(unchecked: .single(name, mark))[keyPath: path]?.value != mark {
                    faults.append("\(name) is not read")
                }
                object[keyPath: path] = nil
                if object.value != [:] { faults.append("\(name) is not removed") }
                return faults
            }
        }
    }

    init<Root: PropertyObject>(
        _: Root.Type,
        _ resourceType: String,
        _ definition: String? = nil,
        properties accessors: [Accessor<Root>]
    ) {
        self.resourceType = resourceType
        self.definition = definition
        propertyNames = accessors.map(\.name)
        check = { accessors.flatMap { $0.check() } }
    }
}

/// Every typed resource and property type.
let propertyTypes: [PropertyTypeSpecification] = [
    PropertyTypeSpecification(
        CloudWatch.Alarm.self,
        "AWS::CloudWatch::Alarm",
        properties: [
            .init("AlarmName", \.alarmName),
            .init("AlarmDescription", \.alarmDescription),
            .init("Namespace", \.namespace),
            .init("MetricName", \.metricName),
            .init("Dimensions", \.dimensions),
            .init("Statistic", \.statistic),
            .init("ExtendedStatistic", \.extendedStatistic),
            .init("Period", \.period),
            .init("Unit", \.unit),
            .init("ComparisonOperator", \.comparisonOperator),
            .init("Threshold", \.threshold),
            .init("EvaluationPeriods", \.evaluationPeriods),
            .init("DatapointsToAlarm", \.datapointsToAlarm),
            .init("TreatMissingData", \.treatMissingData),
            .init("EvaluateLowSampleCountPercentile", \.evaluateLowSampleCountPercentile),
            .init("Metrics", \.metrics),
            .init("ThresholdMetricId", \.thresholdMetricId),
            .init("EvaluationCriteria", \.evaluationCriteria),
            .init("EvaluationInterval", \.evaluationInterval),
            .init("EvaluationWindow", \.evaluationWindow),
            .init("WarmUpConfiguration", \.warmUpConfiguration),
            .init("ActionsEnabled", \.actionsEnabled),
            .init("AlarmActions", \.alarmActions),
            .init("OKActions", \.okActions),
            .init("InsufficientDataActions", \.insufficientDataActions),
            .init("ActionConfiguration", \.actionConfiguration),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.ActionConfiguration.self,
        "AWS::CloudWatch::Alarm",
        "ActionConfiguration",
        properties: [
            .init("AlarmTagsPropagation", \.alarmTagsPropagation)
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.AlarmPromQLCriteria.self,
        "AWS::CloudWatch::Alarm",
        "AlarmPromQLCriteria",
        properties: [
            .init("Query", \.query),
            .init("PendingPeriod", \.pendingPeriod),
            .init("RecoveryPeriod", \.recoveryPeriod),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.AlarmTagsPropagation.self,
        "AWS::CloudWatch::Alarm",
        "AlarmTagsPropagation",
        properties: [
            .init("Enabled", \.enabled),
            .init("IncludedTagKeys", \.includedTagKeys),
            .init("ExcludedTagKeys", \.excludedTagKeys),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.Dimension.self,
        "AWS::CloudWatch::Alarm",
        "Dimension",
        properties: [
            .init("Name", \.name),
            .init("Value", \.dimensionValue),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.EvaluationCriteria.self,
        "AWS::CloudWatch::Alarm",
        "EvaluationCriteria",
        properties: [
            .init("PromQLCriteria", \.promQLCriteria)
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.EvaluationWindow.self,
        "AWS::CloudWatch::Alarm",
        "EvaluationWindow",
        properties: [
            .init("SlidingWindow", \.slidingWindow),
            .init("WallClockWindow", \.wallClockWindow),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.Metric.self,
        "AWS::CloudWatch::Alarm",
        "Metric",
        properties: [
            .init("Namespace", \.namespace),
            .init("MetricName", \.metricName),
            .init("Dimensions", \.dimensions),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.MetricDataQuery.self,
        "AWS::CloudWatch::Alarm",
        "MetricDataQuery",
        properties: [
            .init("Id", \.id),
            .init("MetricStat", \.metricStat),
            .init("Expression", \.expression),
            .init("Label", \.label),
            .init("ReturnData", \.returnData),
            .init("Period", \.period),
            .init("AccountId", \.accountId),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.MetricStat.self,
        "AWS::CloudWatch::Alarm",
        "MetricStat",
        properties: [
            .init("Metric", \.metric),
            .init("Period", \.period),
            .init("Stat", \.stat),
            .init("Unit", \.unit),
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.WallClockWindow.self,
        "AWS::CloudWatch::Alarm",
        "WallClockWindow",
        properties: [
            .init("Timezone", \.timezone)
        ]
    ),
    PropertyTypeSpecification(
        CloudWatch.Alarm.WarmUpConfiguration.self,
        "AWS::CloudWatch::Alarm",
        "WarmUpConfiguration",
        properties: [
            .init("WarmUpPeriodDurationInMinutes", \.warmUpPeriodDurationInMinutes),
            .init("OnlyStartEvaluatingAfterWarmUpPeriodEnds", \.onlyStartEvaluatingAfterWarmUpPeriodEnds),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.self,
        "AWS::DynamoDB::Table",
        properties: [
            .init("KeySchema", \.keySchema),
            .init("AttributeDefinitions", \.attributeDefinitions),
            .init("TableName", \.tableName),
            .init("BillingMode", \.billingMode),
            .init("ProvisionedThroughput", \.provisionedThroughput),
            .init("OnDemandThroughput", \.onDemandThroughput),
            .init("WarmThroughput", \.warmThroughput),
            .init("GlobalSecondaryIndexes", \.globalSecondaryIndexes),
            .init("LocalSecondaryIndexes", \.localSecondaryIndexes),
            .init("VectorIndexes", \.vectorIndexes),
            .init("TimeToLiveSpecification", \.timeToLiveSpecification),
            .init("PointInTimeRecoverySpecification", \.pointInTimeRecoverySpecification),
            .init("SSESpecification", \.sseSpecification),
            .init("DeletionProtectionEnabled", \.deletionProtectionEnabled),
            .init("StreamSpecification", \.streamSpecification),
            .init("KinesisStreamSpecification", \.kinesisStreamSpecification),
            .init("TableClass", \.tableClass),
            .init("ContributorInsightsSpecification", \.contributorInsightsSpecification),
            .init("ImportSourceSpecification", \.importSourceSpecification),
            .init("ResourcePolicy", \.resourcePolicy),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.AttributeDefinition.self,
        "AWS::DynamoDB::Table",
        "AttributeDefinition",
        properties: [
            .init("AttributeName", \.attributeName),
            .init("AttributeType", \.attributeType),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.ContributorInsightsSpecification.self,
        "AWS::DynamoDB::Table",
        "ContributorInsightsSpecification",
        properties: [
            .init("Enabled", \.enabled),
            .init("Mode", \.mode),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.Csv.self,
        "AWS::DynamoDB::Table",
        "Csv",
        properties: [
            .init("Delimiter", \.delimiter),
            .init("HeaderList", \.headerList),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.GlobalSecondaryIndex.self,
        "AWS::DynamoDB::Table",
        "GlobalSecondaryIndex",
        properties: [
            .init("IndexName", \.indexName),
            .init("KeySchema", \.keySchema),
            .init("Projection", \.projection),
            .init("ProvisionedThroughput", \.provisionedThroughput),
            .init("OnDemandThroughput", \.onDemandThroughput),
            .init("WarmThroughput", \.warmThroughput),
            .init("ContributorInsightsSpecification", \.contributorInsightsSpecification),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.ImportSourceSpecification.self,
        "AWS::DynamoDB::Table",
        "ImportSourceSpecification",
        properties: [
            .init("S3BucketSource", \.s3BucketSource),
            .init("InputFormat", \.inputFormat),
            .init("InputFormatOptions", \.inputFormatOptions),
            .init("InputCompressionType", \.inputCompressionType),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.InputFormatOptions.self,
        "AWS::DynamoDB::Table",
        "InputFormatOptions",
        properties: [
            .init("Csv", \.csv)
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.KeySchema.self,
        "AWS::DynamoDB::Table",
        "KeySchema",
        properties: [
            .init("AttributeName", \.attributeName),
            .init("KeyType", \.keyType),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.KinesisStreamSpecification.self,
        "AWS::DynamoDB::Table",
        "KinesisStreamSpecification",
        properties: [
            .init("StreamArn", \.streamArn),
            .init("ApproximateCreationDateTimePrecision", \.approximateCreationDateTimePrecision),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.LocalSecondaryIndex.self,
        "AWS::DynamoDB::Table",
        "LocalSecondaryIndex",
        properties: [
            .init("IndexName", \.indexName),
            .init("KeySchema", \.keySchema),
            .init("Projection", \.projection),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.OnDemandThroughput.self,
        "AWS::DynamoDB::Table",
        "OnDemandThroughput",
        properties: [
            .init("MaxReadRequestUnits", \.maxReadRequestUnits),
            .init("MaxWriteRequestUnits", \.maxWriteRequestUnits),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.PointInTimeRecoverySpecification.self,
        "AWS::DynamoDB::Table",
        "PointInTimeRecoverySpecification",
        properties: [
            .init("PointInTimeRecoveryEnabled", \.pointInTimeRecoveryEnabled),
            .init("RecoveryPeriodInDays", \.recoveryPeriodInDays),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.Projection.self,
        "AWS::DynamoDB::Table",
        "Projection",
        properties: [
            .init("ProjectionType", \.projectionType),
            .init("NonKeyAttributes", \.nonKeyAttributes),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.ProvisionedThroughput.self,
        "AWS::DynamoDB::Table",
        "ProvisionedThroughput",
        properties: [
            .init("ReadCapacityUnits", \.readCapacityUnits),
            .init("WriteCapacityUnits", \.writeCapacityUnits),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.ResourcePolicy.self,
        "AWS::DynamoDB::Table",
        "ResourcePolicy",
        properties: [
            .init("PolicyDocument", \.policyDocument)
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.S3BucketSource.self,
        "AWS::DynamoDB::Table",
        "S3BucketSource",
        properties: [
            .init("S3Bucket", \.s3Bucket),
            .init("S3BucketOwner", \.s3BucketOwner),
            .init("S3KeyPrefix", \.s3KeyPrefix),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.SSESpecification.self,
        "AWS::DynamoDB::Table",
        "SSESpecification",
        properties: [
            .init("SSEEnabled", \.sseEnabled),
            .init("SSEType", \.sseType),
            .init("KMSMasterKeyId", \.kmsMasterKeyId),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.SearchSchemaElement.self,
        "AWS::DynamoDB::Table",
        "SearchSchemaElement",
        properties: [
            .init("AttributeName", \.attributeName),
            .init("SearchSchemaElementType", \.searchSchemaElementType),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.StreamSpecification.self,
        "AWS::DynamoDB::Table",
        "StreamSpecification",
        properties: [
            .init("StreamViewType", \.streamViewType),
            .init("ResourcePolicy", \.resourcePolicy),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.TimeToLiveSpecification.self,
        "AWS::DynamoDB::Table",
        "TimeToLiveSpecification",
        properties: [
            .init("Enabled", \.enabled),
            .init("AttributeName", \.attributeName),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.VectorAttribute.self,
        "AWS::DynamoDB::Table",
        "VectorAttribute",
        properties: [
            .init("AttributeName", \.attributeName)
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.VectorIndex.self,
        "AWS::DynamoDB::Table",
        "VectorIndex",
        properties: [
            .init("IndexName", \.indexName),
            .init("VectorAttribute", \.vectorAttribute),
            .init("Dimensions", \.dimensions),
            .init("DistanceFunction", \.distanceFunction),
            .init("Projection", \.projection),
            .init("SearchSchema", \.searchSchema),
        ]
    ),
    PropertyTypeSpecification(
        DynamoDB.Table.WarmThroughput.self,
        "AWS::DynamoDB::Table",
        "WarmThroughput",
        properties: [
            .init("ReadUnitsPerSecond", \.readUnitsPerSecond),
            .init("WriteUnitsPerSecond", \.writeUnitsPerSecond),
        ]
    ),
    PropertyTypeSpecification(
        Events.ApiDestination.self,
        "AWS::Events::ApiDestination",
        properties: [
            .init("ConnectionArn", \.connectionArn),
            .init("HttpMethod", \.httpMethod),
            .init("InvocationEndpoint", \.invocationEndpoint),
            .init("Name", \.name),
            .init("Description", \.description),
            .init("InvocationRateLimitPerSecond", \.invocationRateLimitPerSecond),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.self,
        "AWS::Events::Connection",
        properties: [
            .init("AuthorizationType", \.authorizationType),
            .init("AuthParameters", \.authParameters),
            .init("Name", \.name),
            .init("Description", \.description),
            .init("InvocationConnectivityParameters", \.invocationConnectivityParameters),
            .init("KmsKeyIdentifier", \.kmsKeyIdentifier),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.ApiKeyAuthParameters.self,
        "AWS::Events::Connection",
        "ApiKeyAuthParameters",
        properties: [
            .init("ApiKeyName", \.apiKeyName),
            .init("ApiKeyValue", \.apiKeyValue),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.AuthParameters.self,
        "AWS::Events::Connection",
        "AuthParameters",
        properties: [
            .init("ApiKeyAuthParameters", \.apiKeyAuthParameters),
            .init("BasicAuthParameters", \.basicAuthParameters),
            .init("OAuthParameters", \.oAuthParameters),
            .init("InvocationHttpParameters", \.invocationHttpParameters),
            .init("ConnectivityParameters", \.connectivityParameters),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.BasicAuthParameters.self,
        "AWS::Events::Connection",
        "BasicAuthParameters",
        properties: [
            .init("Username", \.username),
            .init("Password", \.password),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.ClientParameters.self,
        "AWS::Events::Connection",
        "ClientParameters",
        properties: [
            .init("ClientID", \.clientID),
            .init("ClientSecret", \.clientSecret),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.ConnectionHttpParameters.self,
        "AWS::Events::Connection",
        "ConnectionHttpParameters",
        properties: [
            .init("BodyParameters", \.bodyParameters),
            .init("HeaderParameters", \.headerParameters),
            .init("QueryStringParameters", \.queryStringParameters),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.ConnectivityParameters.self,
        "AWS::Events::Connection",
        "ConnectivityParameters",
        properties: [
            .init("ResourceParameters", \.resourceParameters)
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.InvocationConnectivityParameters.self,
        "AWS::Events::Connection",
        "InvocationConnectivityParameters",
        properties: [
            .init("ResourceParameters", \.resourceParameters)
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.OAuthParameters.self,
        "AWS::Events::Connection",
        "OAuthParameters",
        properties: [
            .init("AuthorizationEndpoint", \.authorizationEndpoint),
            .init("ClientParameters", \.clientParameters),
            .init("HttpMethod", \.httpMethod),
            .init("OAuthHttpParameters", \.oAuthHttpParameters),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.Parameter.self,
        "AWS::Events::Connection",
        "Parameter",
        properties: [
            .init("Key", \.key),
            .init("Value", \.parameterValue),
            .init("IsValueSecret", \.isValueSecret),
        ]
    ),
    PropertyTypeSpecification(
        Events.Connection.ResourceParameters.self,
        "AWS::Events::Connection",
        "ResourceParameters",
        properties: [
            .init("ResourceConfigurationArn", \.resourceConfigurationArn),
            .init("ResourceAssociationArn", \.resourceAssociationArn),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.self,
        "AWS::Events::Rule",
        properties: [
            .init("Name", \.name),
            .init("Description", \.description),
            .init("EventBusName", \.eventBusName),
            .init("EventPattern", \.eventPattern),
            .init("ScheduleExpression", \.scheduleExpression),
            .init("State", \.state),
            .init("Targets", \.targets),
            .init("RoleArn", \.roleArn),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.AppSyncParameters.self,
        "AWS::Events::Rule",
        "AppSyncParameters",
        properties: [
            .init("GraphQLOperation", \.graphQLOperation)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.AwsVpcConfiguration.self,
        "AWS::Events::Rule",
        "AwsVpcConfiguration",
        properties: [
            .init("Subnets", \.subnets),
            .init("SecurityGroups", \.securityGroups),
            .init("AssignPublicIp", \.assignPublicIp),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.BatchArrayProperties.self,
        "AWS::Events::Rule",
        "BatchArrayProperties",
        properties: [
            .init("Size", \.size)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.BatchParameters.self,
        "AWS::Events::Rule",
        "BatchParameters",
        properties: [
            .init("JobDefinition", \.jobDefinition),
            .init("JobName", \.jobName),
            .init("ArrayProperties", \.arrayProperties),
            .init("RetryStrategy", \.retryStrategy),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.BatchRetryStrategy.self,
        "AWS::Events::Rule",
        "BatchRetryStrategy",
        properties: [
            .init("Attempts", \.attempts)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.CapacityProviderStrategyItem.self,
        "AWS::Events::Rule",
        "CapacityProviderStrategyItem",
        properties: [
            .init("CapacityProvider", \.capacityProvider),
            .init("Base", \.base),
            .init("Weight", \.weight),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.DeadLetterConfig.self,
        "AWS::Events::Rule",
        "DeadLetterConfig",
        properties: [
            .init("Arn", \.arn)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.EcsParameters.self,
        "AWS::Events::Rule",
        "EcsParameters",
        properties: [
            .init("TaskDefinitionArn", \.taskDefinitionArn),
            .init("TaskCount", \.taskCount),
            .init("LaunchType", \.launchType),
            .init("CapacityProviderStrategy", \.capacityProviderStrategy),
            .init("NetworkConfiguration", \.networkConfiguration),
            .init("PlatformVersion", \.platformVersion),
            .init("Group", \.group),
            .init("PlacementConstraints", \.placementConstraints),
            .init("PlacementStrategies", \.placementStrategies),
            .init("PropagateTags", \.propagateTags),
            .init("EnableECSManagedTags", \.enableECSManagedTags),
            .init("EnableExecuteCommand", \.enableExecuteCommand),
            .init("ReferenceId", \.referenceId),
            .init("TagList", \.tagList),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.HttpParameters.self,
        "AWS::Events::Rule",
        "HttpParameters",
        properties: [
            .init("HeaderParameters", \.headerParameters),
            .init("PathParameterValues", \.pathParameterValues),
            .init("QueryStringParameters", \.queryStringParameters),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.InputTransformer.self,
        "AWS::Events::Rule",
        "InputTransformer",
        properties: [
            .init("InputTemplate", \.inputTemplate),
            .init("InputPathsMap", \.inputPathsMap),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.KinesisParameters.self,
        "AWS::Events::Rule",
        "KinesisParameters",
        properties: [
            .init("PartitionKeyPath", \.partitionKeyPath)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.NetworkConfiguration.self,
        "AWS::Events::Rule",
        "NetworkConfiguration",
        properties: [
            .init("AwsVpcConfiguration", \.awsVpcConfiguration)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.PlacementConstraint.self,
        "AWS::Events::Rule",
        "PlacementConstraint",
        properties: [
            .init("Type", \.type),
            .init("Expression", \.expression),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.PlacementStrategy.self,
        "AWS::Events::Rule",
        "PlacementStrategy",
        properties: [
            .init("Type", \.type),
            .init("Field", \.field),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.RedshiftDataParameters.self,
        "AWS::Events::Rule",
        "RedshiftDataParameters",
        properties: [
            .init("Database", \.database),
            .init("DbUser", \.dbUser),
            .init("SecretManagerArn", \.secretManagerArn),
            .init("Sql", \.sql),
            .init("Sqls", \.sqls),
            .init("StatementName", \.statementName),
            .init("WithEvent", \.withEvent),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.RetryPolicy.self,
        "AWS::Events::Rule",
        "RetryPolicy",
        properties: [
            .init("MaximumEventAgeInSeconds", \.maximumEventAgeInSeconds),
            .init("MaximumRetryAttempts", \.maximumRetryAttempts),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.RunCommandParameters.self,
        "AWS::Events::Rule",
        "RunCommandParameters",
        properties: [
            .init("RunCommandTargets", \.runCommandTargets)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.RunCommandTarget.self,
        "AWS::Events::Rule",
        "RunCommandTarget",
        properties: [
            .init("Key", \.key),
            .init("Values", \.values),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.SageMakerPipelineParameter.self,
        "AWS::Events::Rule",
        "SageMakerPipelineParameter",
        properties: [
            .init("Name", \.name),
            .init("Value", \.parameterValue),
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.SageMakerPipelineParameters.self,
        "AWS::Events::Rule",
        "SageMakerPipelineParameters",
        properties: [
            .init("PipelineParameterList", \.pipelineParameterList)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.SqsParameters.self,
        "AWS::Events::Rule",
        "SqsParameters",
        properties: [
            .init("MessageGroupId", \.messageGroupId)
        ]
    ),
    PropertyTypeSpecification(
        Events.Rule.Target.self,
        "AWS::Events::Rule",
        "Target",
        properties: [
            .init("Id", \.id),
            .init("Arn", \.arn),
            .init("RoleArn", \.roleArn),
            .init("Input", \.input),
            .init("InputPath", \.inputPath),
            .init("InputTransformer", \.inputTransformer),
            .init("RetryPolicy", \.retryPolicy),
            .init("DeadLetterConfig", \.deadLetterConfig),
            .init("HttpParameters", \.httpParameters),
            .init("AppSyncParameters", \.appSyncParameters),
            .init("BatchParameters", \.batchParameters),
            .init("EcsParameters", \.ecsParameters),
            .init("KinesisParameters", \.kinesisParameters),
            .init("RedshiftDataParameters", \.redshiftDataParameters),
            .init("RunCommandParameters", \.runCommandParameters),
            .init("SageMakerPipelineParameters", \.sageMakerPipelineParameters),
            .init("SqsParameters", \.sqsParameters),
        ]
    ),
    PropertyTypeSpecification(
        IAM.Role.self,
        "AWS::IAM::Role",
        properties: [
            .init("AssumeRolePolicyDocument", \.assumeRolePolicyDocument),
            .init("Description", \.description),
            .init("Policies", \.policies),
            .init("ManagedPolicyArns", \.managedPolicyArns),
            .init("MaxSessionDuration", \.maxSessionDuration),
            .init("Path", \.path),
            .init("PermissionsBoundary", \.permissionsBoundary),
            .init("RoleName", \.roleName),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        IAM.Role.Policy.self,
        "AWS::IAM::Role",
        "Policy",
        properties: [
            .init("PolicyName", \.policyName),
            .init("PolicyDocument", \.policyDocument),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.self,
        "AWS::Lambda::EventSourceMapping",
        properties: [
            .init("FunctionName", \.functionName),
            .init("EventSourceArn", \.eventSourceArn),
            .init("BatchSize", \.batchSize),
            .init("MaximumBatchingWindowInSeconds", \.maximumBatchingWindowInSeconds),
            .init("FunctionResponseTypes", \.functionResponseTypes),
            .init("ScalingConfig", \.scalingConfig),
            .init("FilterCriteria", \.filterCriteria),
            .init("Enabled", \.enabled),
            .init("MaximumRetryAttempts", \.maximumRetryAttempts),
            .init("MaximumRecordAgeInSeconds", \.maximumRecordAgeInSeconds),
            .init("BisectBatchOnFunctionError", \.bisectBatchOnFunctionError),
            .init("ParallelizationFactor", \.parallelizationFactor),
            .init("TumblingWindowInSeconds", \.tumblingWindowInSeconds),
            .init("StartingPosition", \.startingPosition),
            .init("StartingPositionTimestamp", \.startingPositionTimestamp),
            .init("DestinationConfig", \.destinationConfig),
            .init("MetricsConfig", \.metricsConfig),
            .init("LoggingConfig", \.loggingConfig),
            .init("KmsKeyArn", \.kmsKeyArn),
            .init("Queues", \.queues),
            .init("Topics", \.topics),
            .init("SourceAccessConfigurations", \.sourceAccessConfigurations),
            .init("SelfManagedEventSource", \.selfManagedEventSource),
            .init("SelfManagedKafkaEventSourceConfig", \.selfManagedKafkaEventSourceConfig),
            .init("AmazonManagedKafkaEventSourceConfig", \.amazonManagedKafkaEventSourceConfig),
            .init("DocumentDBEventSourceConfig", \.documentDBEventSourceConfig),
            .init("ProvisionedPollerConfig", \.provisionedPollerConfig),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.AmazonManagedKafkaEventSourceConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "AmazonManagedKafkaEventSourceConfig",
        properties: [
            .init("ConsumerGroupId", \.consumerGroupId),
            .init("SchemaRegistryConfig", \.schemaRegistryConfig),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.DestinationConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "DestinationConfig",
        properties: [
            .init("OnFailure", \.onFailure)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.DocumentDBEventSourceConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "DocumentDBEventSourceConfig",
        properties: [
            .init("DatabaseName", \.databaseName),
            .init("CollectionName", \.collectionName),
            .init("FullDocument", \.fullDocument),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.Endpoints.self,
        "AWS::Lambda::EventSourceMapping",
        "Endpoints",
        properties: [
            .init("KafkaBootstrapServers", \.kafkaBootstrapServers)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.Filter.self,
        "AWS::Lambda::EventSourceMapping",
        "Filter",
        properties: [
            .init("Pattern", \.pattern)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.FilterCriteria.self,
        "AWS::Lambda::EventSourceMapping",
        "FilterCriteria",
        properties: [
            .init("Filters", \.filters)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.LoggingConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "LoggingConfig",
        properties: [
            .init("SystemLogLevel", \.systemLogLevel)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.MetricsConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "MetricsConfig",
        properties: [
            .init("Metrics", \.metrics)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.OnFailure.self,
        "AWS::Lambda::EventSourceMapping",
        "OnFailure",
        properties: [
            .init("Destination", \.destination)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.ProvisionedPollerConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "ProvisionedPollerConfig",
        properties: [
            .init("MinimumPollers", \.minimumPollers),
            .init("MaximumPollers", \.maximumPollers),
            .init("PollerGroupName", \.pollerGroupName),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.ScalingConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "ScalingConfig",
        properties: [
            .init("MaximumConcurrency", \.maximumConcurrency)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SchemaRegistryAccessConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "SchemaRegistryAccessConfig",
        properties: [
            .init("Type", \.type),
            .init("URI", \.uri),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SchemaRegistryConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "SchemaRegistryConfig",
        properties: [
            .init("SchemaRegistryURI", \.schemaRegistryURI),
            .init("EventRecordFormat", \.eventRecordFormat),
            .init("AccessConfigs", \.accessConfigs),
            .init("SchemaValidationConfigs", \.schemaValidationConfigs),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SchemaValidationConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "SchemaValidationConfig",
        properties: [
            .init("Attribute", \.attribute)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SelfManagedEventSource.self,
        "AWS::Lambda::EventSourceMapping",
        "SelfManagedEventSource",
        properties: [
            .init("Endpoints", \.endpoints)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SelfManagedKafkaEventSourceConfig.self,
        "AWS::Lambda::EventSourceMapping",
        "SelfManagedKafkaEventSourceConfig",
        properties: [
            .init("ConsumerGroupId", \.consumerGroupId),
            .init("ConsumptionMode", \.consumptionMode),
            .init("SchemaRegistryConfig", \.schemaRegistryConfig),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.EventSourceMapping.SourceAccessConfiguration.self,
        "AWS::Lambda::EventSourceMapping",
        "SourceAccessConfiguration",
        properties: [
            .init("Type", \.type),
            .init("URI", \.uri),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.self,
        "AWS::Lambda::Function",
        properties: [
            .init("Code", \.code),
            .init("Role", \.role),
            .init("FunctionName", \.functionName),
            .init("Description", \.description),
            .init("PackageType", \.packageType),
            .init("Runtime", \.runtime),
            .init("Handler", \.handler),
            .init("Architectures", \.architectures),
            .init("MemorySize", \.memorySize),
            .init("Timeout", \.timeout),
            .init("EphemeralStorage", \.ephemeralStorage),
            .init("Environment", \.environment),
            .init("Layers", \.layers),
            .init("VpcConfig", \.vpcConfig),
            .init("FileSystemConfigs", \.fileSystemConfigs),
            .init("ReservedConcurrentExecutions", \.reservedConcurrentExecutions),
            .init("DeadLetterConfig", \.deadLetterConfig),
            .init("TracingConfig", \.tracingConfig),
            .init("LoggingConfig", \.loggingConfig),
            .init("RuntimeManagementConfig", \.runtimeManagementConfig),
            .init("SnapStart", \.snapStart),
            .init("ImageConfig", \.imageConfig),
            .init("CodeSigningConfigArn", \.codeSigningConfigArn),
            .init("KmsKeyArn", \.kmsKeyArn),
            .init("RecursiveLoop", \.recursiveLoop),
            .init("TenancyConfig", \.tenancyConfig),
            .init("DurableConfig", \.durableConfig),
            .init("CapacityProviderConfig", \.capacityProviderConfig),
            .init("FunctionScalingConfig", \.functionScalingConfig),
            .init("PublishToLatestPublished", \.publishToLatestPublished),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.CapacityProviderConfig.self,
        "AWS::Lambda::Function",
        "CapacityProviderConfig",
        properties: [
            .init("LambdaManagedInstancesCapacityProviderConfig", \.lambdaManagedInstancesCapacityProviderConfig)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.Code.self,
        "AWS::Lambda::Function",
        "Code",
        properties: [
            .init("S3Bucket", \.s3Bucket),
            .init("S3Key", \.s3Key),
            .init("S3ObjectVersion", \.s3ObjectVersion),
            .init("S3ObjectStorageMode", \.s3ObjectStorageMode),
            .init("ZipFile", \.zipFile),
            .init("ImageUri", \.imageUri),
            .init("SourceKMSKeyArn", \.sourceKMSKeyArn),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.DeadLetterConfig.self,
        "AWS::Lambda::Function",
        "DeadLetterConfig",
        properties: [
            .init("TargetArn", \.targetArn)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.DurableConfig.self,
        "AWS::Lambda::Function",
        "DurableConfig",
        properties: [
            .init("ExecutionTimeout", \.executionTimeout),
            .init("RetentionPeriodInDays", \.retentionPeriodInDays),
            .init("KMSKeyArn", \.kmsKeyArn),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.Environment.self,
        "AWS::Lambda::Function",
        "Environment",
        properties: [
            .init("Variables", \.variables)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.EphemeralStorage.self,
        "AWS::Lambda::Function",
        "EphemeralStorage",
        properties: [
            .init("Size", \.size)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.FileSystemConfig.self,
        "AWS::Lambda::Function",
        "FileSystemConfig",
        properties: [
            .init("Arn", \.arn),
            .init("LocalMountPath", \.localMountPath),
            .init("S3FilesConfig", \.s3FilesConfig),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.FunctionScalingConfig.self,
        "AWS::Lambda::Function",
        "FunctionScalingConfig",
        properties: [
            .init("MinExecutionEnvironments", \.minExecutionEnvironments),
            .init("MaxExecutionEnvironments", \.maxExecutionEnvironments),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.ImageConfig.self,
        "AWS::Lambda::Function",
        "ImageConfig",
        properties: [
            .init("EntryPoint", \.entryPoint),
            .init("Command", \.command),
            .init("WorkingDirectory", \.workingDirectory),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.LambdaManagedInstancesCapacityProviderConfig.self,
        "AWS::Lambda::Function",
        "LambdaManagedInstancesCapacityProviderConfig",
        properties: [
            .init("CapacityProviderArn", \.capacityProviderArn),
            .init("PerExecutionEnvironmentMaxConcurrency", \.perExecutionEnvironmentMaxConcurrency),
            .init("ExecutionEnvironmentMemoryGiBPerVCpu", \.executionEnvironmentMemoryGiBPerVCpu),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.LoggingConfig.self,
        "AWS::Lambda::Function",
        "LoggingConfig",
        properties: [
            .init("LogGroup", \.logGroup),
            .init("LogFormat", \.logFormat),
            .init("ApplicationLogLevel", \.applicationLogLevel),
            .init("SystemLogLevel", \.systemLogLevel),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.RuntimeManagementConfig.self,
        "AWS::Lambda::Function",
        "RuntimeManagementConfig",
        properties: [
            .init("UpdateRuntimeOn", \.updateRuntimeOn),
            .init("RuntimeVersionArn", \.runtimeVersionArn),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.S3FilesConfig.self,
        "AWS::Lambda::Function",
        "S3FilesConfig",
        properties: [
            .init("DirectS3Read", \.directS3Read)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.SnapStart.self,
        "AWS::Lambda::Function",
        "SnapStart",
        properties: [
            .init("ApplyOn", \.applyOn)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.TenancyConfig.self,
        "AWS::Lambda::Function",
        "TenancyConfig",
        properties: [
            .init("TenantIsolationMode", \.tenantIsolationMode)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.TracingConfig.self,
        "AWS::Lambda::Function",
        "TracingConfig",
        properties: [
            .init("Mode", \.mode)
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Function.VpcConfig.self,
        "AWS::Lambda::Function",
        "VpcConfig",
        properties: [
            .init("SubnetIds", \.subnetIds),
            .init("SecurityGroupIds", \.securityGroupIds),
            .init("Ipv6AllowedForDualStack", \.ipv6AllowedForDualStack),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Permission.self,
        "AWS::Lambda::Permission",
        properties: [
            .init("FunctionName", \.functionName),
            .init("Action", \.action),
            .init("Principal", \.principal),
            .init("SourceArn", \.sourceArn),
            .init("SourceAccount", \.sourceAccount),
            .init("FunctionUrlAuthType", \.functionUrlAuthType),
            .init("InvokedViaFunctionUrl", \.invokedViaFunctionUrl),
            .init("PrincipalOrgID", \.principalOrgID),
            .init("EventSourceToken", \.eventSourceToken),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Url.self,
        "AWS::Lambda::Url",
        properties: [
            .init("TargetFunctionArn", \.targetFunctionArn),
            .init("AuthType", \.authType),
            .init("Cors", \.cors),
            .init("InvokeMode", \.invokeMode),
            .init("Qualifier", \.qualifier),
        ]
    ),
    PropertyTypeSpecification(
        Lambda.Url.Cors.self,
        "AWS::Lambda::Url",
        "Cors",
        properties: [
            .init("AllowCredentials", \.allowCredentials),
            .init("AllowHeaders", \.allowHeaders),
            .init("AllowMethods", \.allowMethods),
            .init("AllowOrigins", \.allowOrigins),
            .init("ExposeHeaders", \.exposeHeaders),
            .init("MaxAge", \.maxAge),
        ]
    ),
    PropertyTypeSpecification(
        Logs.LogGroup.self,
        "AWS::Logs::LogGroup",
        properties: [
            .init("LogGroupName", \.logGroupName),
            .init("RetentionInDays", \.retentionInDays),
            .init("LogGroupClass", \.logGroupClass),
            .init("KmsKeyId", \.kmsKeyId),
            .init("DeletionProtectionEnabled", \.deletionProtectionEnabled),
            .init("DataProtectionPolicy", \.dataProtectionPolicy),
            .init("FieldIndexPolicies", \.fieldIndexPolicies),
            .init("ResourcePolicyDocument", \.resourcePolicyDocument),
            .init("BearerTokenAuthenticationEnabled", \.bearerTokenAuthenticationEnabled),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        SNS.Topic.self,
        "AWS::SNS::Topic",
        properties: [
            .init("TopicName", \.topicName),
            .init("DisplayName", \.displayName),
            .init("Subscription", \.subscription),
            .init("SignatureVersion", \.signatureVersion),
            .init("KmsMasterKeyId", \.kmsMasterKeyId),
            .init("FifoTopic", \.fifoTopic),
            .init("ContentBasedDeduplication", \.contentBasedDeduplication),
            .init("FifoThroughputScope", \.fifoThroughputScope),
            .init("ArchivePolicy", \.archivePolicy),
            .init("DataProtectionPolicy", \.dataProtectionPolicy),
            .init("DeliveryStatusLogging", \.deliveryStatusLogging),
            .init("MaximumMessageSize", \.maximumMessageSize),
            .init("TracingConfig", \.tracingConfig),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        SNS.Topic.LoggingConfig.self,
        "AWS::SNS::Topic",
        "LoggingConfig",
        properties: [
            .init("Protocol", \.protocol),
            .init("SuccessFeedbackRoleArn", \.successFeedbackRoleArn),
            .init("SuccessFeedbackSampleRate", \.successFeedbackSampleRate),
            .init("FailureFeedbackRoleArn", \.failureFeedbackRoleArn),
        ]
    ),
    PropertyTypeSpecification(
        SNS.Topic.Subscription.self,
        "AWS::SNS::Topic",
        "Subscription",
        properties: [
            .init("Endpoint", \.endpoint),
            .init("Protocol", \.protocol),
        ]
    ),
    PropertyTypeSpecification(
        Tag.self,
        "AWS::SNS::Topic",
        "Tag",
        properties: [
            .init("Key", \.key),
            .init("Value", \.tagValue),
        ]
    ),
    PropertyTypeSpecification(
        SNS.TopicPolicy.self,
        "AWS::SNS::TopicPolicy",
        properties: [
            .init("PolicyDocument", \.policyDocument),
            .init("Topics", \.topics),
        ]
    ),
    PropertyTypeSpecification(
        SQS.Queue.self,
        "AWS::SQS::Queue",
        properties: [
            .init("QueueName", \.queueName),
            .init("VisibilityTimeout", \.visibilityTimeout),
            .init("MessageRetentionPeriod", \.messageRetentionPeriod),
            .init("DelaySeconds", \.delaySeconds),
            .init("ReceiveMessageWaitTimeSeconds", \.receiveMessageWaitTimeSeconds),
            .init("MaximumMessageSize", \.maximumMessageSize),
            .init("RedrivePolicy", \.redrivePolicy),
            .init("RedriveAllowPolicy", \.redriveAllowPolicy),
            .init("KmsMasterKeyId", \.kmsMasterKeyId),
            .init("KmsDataKeyReusePeriodSeconds", \.kmsDataKeyReusePeriodSeconds),
            .init("SqsManagedSseEnabled", \.sqsManagedSseEnabled),
            .init("FifoQueue", \.fifoQueue),
            .init("ContentBasedDeduplication", \.contentBasedDeduplication),
            .init("DeduplicationScope", \.deduplicationScope),
            .init("FifoThroughputLimit", \.fifoThroughputLimit),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        SQS.Queue.RedrivePolicy.self,
        "AWS::SQS::Queue",
        "RedrivePolicy",
        properties: [
            .init("deadLetterTargetArn", \.deadLetterTargetArn),
            .init("maxReceiveCount", \.maxReceiveCount),
        ]
    ),
    PropertyTypeSpecification(
        SecretsManager.Secret.self,
        "AWS::SecretsManager::Secret",
        properties: [
            .init("Name", \.name),
            .init("Description", \.description),
            .init("SecretString", \.secretString),
            .init("GenerateSecretString", \.generateSecretString),
            .init("KmsKeyId", \.kmsKeyId),
            .init("ReplicaRegions", \.replicaRegions),
            .init("Type", \.type),
            .init("Tags", \.tags),
        ]
    ),
    PropertyTypeSpecification(
        SecretsManager.Secret.GenerateSecretString.self,
        "AWS::SecretsManager::Secret",
        "GenerateSecretString",
        properties: [
            .init("SecretStringTemplate", \.secretStringTemplate),
            .init("GenerateStringKey", \.generateStringKey),
            .init("PasswordLength", \.passwordLength),
            .init("ExcludeCharacters", \.excludeCharacters),
            .init("ExcludeLowercase", \.excludeLowercase),
            .init("ExcludeNumbers", \.excludeNumbers),
            .init("ExcludePunctuation", \.excludePunctuation),
            .init("ExcludeUppercase", \.excludeUppercase),
            .init("IncludeSpace", \.includeSpace),
            .init("RequireEachIncludedType", \.requireEachIncludedType),
        ]
    ),
    PropertyTypeSpecification(
        SecretsManager.Secret.ReplicaRegion.self,
        "AWS::SecretsManager::Secret",
        "ReplicaRegion",
        properties: [
            .init("Region", \.region),
            .init("KmsKeyId", \.kmsKeyId),
        ]
    ),
]
