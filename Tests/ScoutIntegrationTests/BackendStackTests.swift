import CloudFormation
import ScoutIntegration
import Testing

private let template = BackendStack().template

private func resource<Model: TypedResource>(_ name: String, as model: Model.Type) throws -> Model {
    try #require(template.resources[name]?.properties(as: model), "\(name)")
}

/// The statements of a function's role, by their ids.
private func statements(_ function: String) throws -> [String: Value] {
    let policies = try resource("\(function)Role", as: IAM.Role.self).policies
    let statements = try #require(policies?.elements).flatMap { $0.policyDocument?.statement?.elements ?? [] }
    return Dictionary(uniqueKeysWithValues: try statements.map { (try #require($0.sid?.literal), $0.value) })
}

/// What a function's role may do with the service.
private func actions(_ function: String, _ service: String) throws -> Set<String> {
    let all = try statements(function).values.flatMap { statement in
        statement["Action"].map { $0.arrayValue ?? [$0] } ?? []
    }
    return Set(all.compactMap(\.stringValue).filter { $0.hasPrefix("\(service):") })
}

private let functions = ["Web", "Setup", "Image"]

@Suite struct `The backend stack` {
    @Test func `is valid`() {
        #expect(template.validate() == [])
    }

    @Test func `has a function with role and log group for each job, and nothing of an unknown kind`() {
        let types = template.resources.elements.map { $0.element.type ?? "" }
        #expect(
            Dictionary(grouping: types, by: \.self).mapValues(\.count) == [
                "AWS::DynamoDB::Table": 1, "AWS::SQS::Queue": 4, "AWS::Lambda::Function": 3, "AWS::IAM::Role": 3,
                "AWS::Logs::LogGroup": 3, "AWS::Lambda::Url": 1, "AWS::Lambda::Permission": 2,
                "AWS::Lambda::EventSourceMapping": 2, "AWS::CloudWatch::Alarm": 10,
            ]
        )
    }

    @Test func `names no partition, no region and no account`() {
        let text = template.json()
        #expect(!text.contains("arn:aws"))
        #expect(text.firstMatch(of: /[a-z]{2}-[a-z]+-[1-9]\b/) == nil)
        #expect(text.firstMatch(of: /"[0-9]{12}"/) == nil)
    }

    // MARK: Parameters

    @Test func `groups, labels and explains every parameter`() throws {
        let interface = try #require(template.interface)
        let grouped = interface.parameterGroups?.elements?.flatMap {
            $0.parameters?.elements?.compactMap(\.literal) ?? []
        }
        #expect(grouped == template.parameters.names)
        for (name, parameter) in template.parameters.elements {
            #expect(interface.parameterLabels?[name] != nil, "\(name)")
            #expect(parameter.description != nil && parameter.constraintDescription != nil, "\(name)")
        }
    }

    @Test func `asks only for what nobody can know`() {
        let required = template.parameters.elements.filter { $0.element.default == nil }.map(\.name)
        #expect(required == ["PublicURL", "TemplateURL", "CodeBucket", "CodeKey"])
    }

    @Test(arguments: [
        ("PublicURL", "https://scout.example.com", true), ("PublicURL", "http://scout.example.com", false),
        ("PublicURL", "https://abc123.lambda-url.eu-central-1.on.aws/", true),
        ("PublicURL", "https://localhost", false),
        ("TemplateURL", "https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json", true),
        ("TemplateURL", "https://templates.s3.us-east-1.amazonaws.com", false), ("TemplateURL", "s3://a/b", false),
        ("CodeBucket", "my-code.bucket", true), ("CodeBucket", "My_Bucket", false), ("CodeBucket", "ab", false),
        ("CodeKey", "releases/scout-ecr.zip", true), ("CodeKey", "", false), ("CodeKey", "a b", false),
        ("CodeObjectVersion", "", true), ("CodeObjectVersion", "3HL4kqtJvjVBH40Nrjfkd", true),
        ("CodeObjectVersion", "a/b", false),
        ("Architecture", "arm64", true), ("Architecture", "riscv64", false),
        ("Analyzer", "", true), ("Analyzer", "my-analyzer --image-json \"$SCOUT_IMAGE\"", true),
        ("Analyzer", "a\nb", false),
        ("ImageConcurrency", "2", true), ("ImageConcurrency", "1", false), ("ImageConcurrency", "1001", false),
        ("ImageStorage", "512", true), ("ImageStorage", "10241", false),
        ("LogLevel", "debug", true), ("LogLevel", "trace", false),
        ("LogRetention", "90", true), ("LogRetention", "2", false),
        ("AlarmTopicArn", "", true), ("AlarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:alarms", true),
        ("AlarmTopicArn", "arn:aws:sqs:eu-west-1:111122223333:alarms", false),
    ])
    func `takes only parameters that can work`(_ name: String, _ value: String, _ isAccepted: Bool) throws {
        let parameter = try #require(template.parameters[name])
        #expect((parameter.constraintViolated(by: value) == nil) == isAccepted)
    }

    // MARK: The table

    @Test func `keeps the table whatever happens to the stack`() throws {
        let table = try resource("Table", as: DynamoDB.Table.self)
        #expect(template.resources["Table"]?.deletionPolicy == .retain)
        #expect(template.resources["Table"]?.updateReplacePolicy == .retain)
        #expect(table.deletionProtectionEnabled == true)
        #expect(table.pointInTimeRecoverySpecification?.pointInTimeRecoveryEnabled == true)
        #expect(table.sseSpecification?.sseEnabled == true)
        #expect(table.billingMode == .payPerRequest)
        #expect(table.timeToLiveSpecification?.value == ["Enabled": true, "AttributeName": "expiresAt"])
    }

    @Test func `has keys and an index by organization, and defines just their attributes`() throws {
        let table = try resource("Table", as: DynamoDB.Table.self)
        #expect(
            table.keySchema?.value == [
                ["AttributeName": "pk", "KeyType": "HASH"], ["AttributeName": "sk", "KeyType": "RANGE"],
            ]
        )
        #expect(
            table.globalSecondaryIndexes?.value == [
                [
                    "IndexName": "byOrganization",
                    "KeySchema": [
                        ["AttributeName": "organization", "KeyType": "HASH"],
                        ["AttributeName": "createdAt", "KeyType": "RANGE"],
                    ],
                    "Projection": ["ProjectionType": "ALL"],
                ]
            ]
        )
        let attributes = try #require(table.attributeDefinitions?.elements)
        #expect(attributes.map(\.attributeName?.literal) == ["pk", "sk", "organization", "createdAt"])
        #expect(attributes.allSatisfy { $0.attributeType == .string })
    }

    // MARK: The queues

    @Test(arguments: [("Setup", 20), ("Image", 5)])
    func `hides a message for longer than its function may take, and gives it up in the end`(
        _ name: String,
        _ receives: Int
    ) throws {
        let queue = try resource("\(name)Queue", as: SQS.Queue.self)
        let timeout = try #require(try resource("\(name)Function", as: Lambda.Function.self).timeout?.literal)
        let hidden = try #require(queue.visibilityTimeout?.literal)
        #expect(hidden > timeout && hidden < 2 * timeout)
        #expect(queue.redrivePolicy?.maxReceiveCount?.literal == receives)
        #expect(queue.redrivePolicy?.deadLetterTargetArn?.value == ["Fn::GetAtt": ["\(name)DeadLetterQueue", "Arn"]])
        // Tried as often as it may be, a message is not older than the queue keeps it.
        #expect(receives * hidden < 1_209_600)
    }

    @Test(arguments: ["SetupQueue", "SetupDeadLetterQueue", "ImageQueue", "ImageDeadLetterQueue"])
    func `encrypts and keeps messages for two weeks`(_ name: String) throws {
        let queue = try resource(name, as: SQS.Queue.self)
        #expect(queue.sqsManagedSseEnabled == true)
        #expect(queue.messageRetentionPeriod == 1_209_600)
    }

    @Test(arguments: ["Setup", "Image"])
    func `lets no other queue have its dead letters`(_ name: String) throws {
        let deadLetters = try resource("\(name)DeadLetterQueue", as: SQS.Queue.self)
        let queueName = try resource("\(name)Queue", as: SQS.Queue.self).queueName?.value["Fn::Sub"]?.arrayValue?.first
        let expected = try #require(queueName?.stringValue)
        let policy = try #require(deadLetters.redriveAllowPolicy)
        #expect(policy["redrivePermission"] == "byQueue")
        #expect(
            policy["sourceQueueArns"]?.arrayValue?.map { $0["Fn::Sub"]?.arrayValue?.first }
                == [
                    "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:\(expected)"
                ].map { .string($0) }
        )
    }

    // MARK: The functions

    @Test(arguments: [("Web", 30, 512), ("Setup", 60, 512), ("Image", 900, 2_048)])
    func `has functions with the time and memory for their jobs`(_ name: String, _ timeout: Int, _ memory: Int) throws {
        let function = try resource("\(name)Function", as: Lambda.Function.self)
        #expect(function.timeout?.literal == timeout)
        #expect(function.memorySize?.literal == memory)
        #expect(function.runtime == .providedAl2023)
        #expect(function.handler == "bootstrap")
        #expect(function.architectures?.value == [["Ref": "Architecture"]])
        #expect(function.tracingConfig?.mode == .active)
        #expect(function.reservedConcurrentExecutions == nil)
        #expect(function.role?.value == ["Fn::GetAtt": ["\(name)Role", "Arn"]])
        #expect(function.loggingConfig?.logGroup?.value == ["Ref": "\(name)LogGroup"])
    }

    @Test(arguments: functions)
    func `tells functions of the stack, and only the one for images of the analyzer`(_ name: String) throws {
        let variables = try #require(try resource("\(name)Function", as: Lambda.Function.self).environment?.variables)
        var expected: Value = [
            "SCOUT_TABLE": ["Ref": "Table"], "SCOUT_SETUP_QUEUE_URL": ["Ref": "SetupQueue"],
            "SCOUT_IMAGE_QUEUE_URL": ["Ref": "ImageQueue"], "SCOUT_PUBLIC_URL": ["Ref": "PublicURL"],
            "SCOUT_ACCOUNT_ID": ["Ref": "AWS::AccountId"], "SCOUT_TEMPLATE_URL": ["Ref": "TemplateURL"],
            "SCOUT_LOG_FORMAT": "json", "SCOUT_LOG_LEVEL": ["Ref": "LogLevel"],
        ]
        if name == "Image" {
            var object = try #require(expected.objectValue)
            object["SCOUT_ANALYZER"] = ["Fn::If": ["HasAnalyzer", ["Ref": "Analyzer"], ["Ref": "AWS::NoValue"]]]
            object["SCOUT_WORK"] = "/tmp/scout-ecr"
            expected = .object(object)
        }
        #expect(variables == expected)
    }

    @Test(arguments: functions)
    func `keeps logs for as long as the parameter says`(_ name: String) throws {
        let group = try resource("\(name)LogGroup", as: Logs.LogGroup.self)
        #expect(group.retentionInDays?.value == ["Ref": "LogRetention"])
        #expect(group.logGroupName?.value == ["Fn::Sub": "/aws/lambda/${AWS::StackName}-\(name)Function"])
    }

    @Test func `reads its queues with reports of what failed, and one image at a time`() throws {
        let setup = try resource("SetupConsumer", as: Lambda.EventSourceMapping.self)
        #expect(setup.eventSourceArn?.value == ["Fn::GetAtt": ["SetupQueue", "Arn"]])
        #expect(setup.batchSize == 10)
        #expect(setup.functionResponseTypes == [.reportBatchItemFailures])
        let image = try resource("ImageConsumer", as: Lambda.EventSourceMapping.self)
        #expect(image.eventSourceArn?.value == ["Fn::GetAtt": ["ImageQueue", "Arn"]])
        #expect(image.batchSize == 1)
        #expect(image.functionResponseTypes == [.reportBatchItemFailures])
        #expect(image.scalingConfig?.maximumConcurrency?.value == ["Ref": "ImageConcurrency"])
    }

    @Test func `opens the web function to everybody, through its URL only`() throws {
        #expect(try resource("WebFunctionURL", as: Lambda.Url.self).authType == .noAuthentication)
        let permissions = template.resources.elements.compactMap { $0.element.properties(as: Lambda.Permission.self) }
        #expect(permissions.allSatisfy { $0.functionName?.value == ["Fn::GetAtt": ["WebFunction", "Arn"]] })
        let conditions = permissions.map { ($0.action?.literal, $0.functionUrlAuthType, $0.invokedViaFunctionUrl) }
        #expect(conditions.count == 2)
        #expect(conditions[0] == ("lambda:InvokeFunctionUrl", .noAuthentication, nil))
        #expect(conditions[1] == ("lambda:InvokeFunction", nil, true))
    }

    // MARK: The roles

    @Test(arguments: functions)
    func `lets roles be had by Lambda, with inline policies only`(_ name: String) throws {
        let role = try resource("\(name)Role", as: IAM.Role.self)
        #expect(
            role.assumeRolePolicyDocument?.statement?.value == [
                ["Effect": "Allow", "Principal": ["Service": "lambda.amazonaws.com"], "Action": "sts:AssumeRole"]
            ]
        )
        #expect(role.managedPolicyArns == nil)
    }

    @Test(arguments: functions)
    func `lets roles write their own logs and traces`(_ name: String) throws {
        #expect(
            try statements(name)["WriteLogs"] == [
                "Sid": "WriteLogs", "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": ["Fn::GetAtt": ["\(name)LogGroup", "Arn"]],
            ]
        )
        #expect(try actions(name, "logs") == ["logs:CreateLogStream", "logs:PutLogEvents"])
        #expect(try actions(name, "xray") == ["xray:PutTraceSegments", "xray:PutTelemetryRecords"])
        // Traces alone have no resource to name.
        let everything = try statements(name).filter { $0.value["Resource"] == "*" }.map(\.key)
        #expect(everything == ["WriteTraces"])
    }

    @Test func `lets only the web function delete and scan`() throws {
        let common: Set = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
        #expect(try actions("Web", "dynamodb") == common.union(["dynamodb:DeleteItem"]))
        #expect(try actions("Setup", "dynamodb") == common)
        #expect(try actions("Image", "dynamodb") == common)
    }

    @Test func `lets each function at its own queue`() throws {
        let receiving: Set = [
            "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility",
        ]
        #expect(try actions("Web", "sqs") == ["sqs:SendMessage"])
        #expect(try actions("Setup", "sqs") == receiving)
        #expect(try actions("Image", "sqs") == receiving.union(["sqs:SendMessage"]))
        let resources = try functions.map { name in
            try ["SendMessages", "ReceiveMessages"].map { try statements(name)[$0]?["Resource"] }
        }
        let (setup, image): (Value, Value) = (
            ["Fn::GetAtt": ["SetupQueue", "Arn"]], ["Fn::GetAtt": ["ImageQueue", "Arn"]]
        )
        #expect(resources == [[.array([setup, image]), nil], [nil, setup], [image, image]])
    }

    @Test(arguments: [("Setup", "AssumeRoleScoutSetup"), ("Image", "AssumeRoleEcrAccess")])
    func `lets a function assume the one role of customers' stacks that it needs`(_ name: String, _ role: String) throws
    {
        #expect(
            try statements(name)["AssumeCustomersRole"]?["Resource"] == [
                "Fn::Sub": .string("arn:${AWS::Partition}:iam::*:role/*-\(role)-*")
            ]
        )
        #expect(try actions(name, "sts") == ["sts:AssumeRole"])
        // The role is of the customers' stack, and its logical id is never shortened in the role's name.
        let customers = try ScoutStack(
            scoutAccountID: AccountID("111122223333"),
            publicURL: "https://scout.example.com"
        ).template
        #expect(customers.resources[role]?.type == "AWS::IAM::Role")
        #expect(role.utf8.count <= 24)
    }

    @Test func `lets the web function assume no role`() throws {
        #expect(try actions("Web", "sts") == [])
    }

    // MARK: Alarms and outputs

    @Test func `watches what needs somebody`() {
        let alarms = template.resources.elements.compactMap { name, resource in
            resource.properties(as: CloudWatch.Alarm.self).map { alarm in
                let (dimension, threshold) = (
                    alarm.dimensions?.elements?.first?.dimensionValue, alarm.threshold?.literal
                )
                let of =
                    dimension?.value["Ref"]?.stringValue
                    ?? dimension?.value["Fn::GetAtt"]?.arrayValue?.first?.stringValue
                return "\(alarm.metricName?.literal ?? "") of \(of ?? "") > \(threshold ?? -1)"
            }
        }
        #expect(
            Set(alarms) == [
                "ApproximateNumberOfMessagesVisible of SetupDeadLetterQueue > 0.0",
                "ApproximateNumberOfMessagesVisible of ImageDeadLetterQueue > 0.0",
                "ApproximateAgeOfOldestMessage of SetupQueue > 300.0",
                "Errors of WebFunction > 0.0", "Errors of SetupFunction > 0.0", "Errors of ImageFunction > 0.0",
                "Throttles of WebFunction > 0.0", "Throttles of SetupFunction > 0.0",
                "Throttles of ImageFunction > 0.0", "Url5xxCount of WebFunction > 0.0",
            ]
        )
    }

    @Test func `tells the topic of each alarm, where there is one, and takes silence for health`() {
        let actions: Value = ["Fn::If": ["HasAlarmTopic", [["Ref": "AlarmTopicArn"]], ["Ref": "AWS::NoValue"]]]
        for (name, resource) in template.resources.elements {
            guard let alarm = resource.properties(as: CloudWatch.Alarm.self) else { continue }
            #expect(alarm.alarmActions?.value == actions && alarm.okActions?.value == actions, "\(name)")
            #expect(alarm.treatMissingData == .notBreaching, "\(name)")
        }
    }

    @Test func `shows where it is`() {
        #expect(
            template.outputs.names == [
                "WebURL", "TableName", "SetupQueueURL", "SetupDeadLetterQueueURL", "ImageQueueURL",
                "ImageDeadLetterQueueURL", "WebRoleArn", "SetupRoleArn", "ImageRoleArn",
            ]
        )
    }
}
