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
