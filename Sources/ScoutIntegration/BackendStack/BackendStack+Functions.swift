import CloudFormation

extension BackendStack {
    /// Seconds that a request may take. A function URL has no limit of its own; callers of the API should not wait longer.
    static let webTimeout = 30
    /// Seconds that a batch of set-up requests may take at once. What takes longer, as a new role that is not known everywhere
    /// yet, goes on with the next call.
    static let setupTimeout = 60
    /// Seconds that an image may take, pull and analysis: the longest that Lambda allows.
    static let imageTimeout = 900

    /// Makes a function with its role and its log group.
    func addFunction(
        to template: inout Template,
        _ kind: FunctionKind,
        _ resources: Resources,
        _ parameters: Parameters
    ) -> FunctionWithRole {
        let name = "\(kind.rawValue)Function"
        let logGroup = template.add(
            "\(kind.rawValue)LogGroup",
            Logs.LogGroup(
                logGroupName: "/aws/lambda/\(AWS.stackName)-\(name)",
                retentionInDays: parameters.logRetention.ref
            ),
            deletionPolicy: .delete,
            updateReplacePolicy: .delete
        )
        let role = template.add(
            "\(kind.rawValue)Role",
            Self.role(of: kind, writingTo: logGroup, resources)
        )
        var function = Lambda.Function(
            code: Lambda.Function.Code(
                s3Bucket: parameters.codeBucket.ref,
                s3Key: parameters.codeKey.ref,
                s3ObjectVersion: Fn.if(parameters.hasCodeObjectVersion, parameters.codeObjectVersion.ref, .noValue)
            ),
            role: role.arn,
            description: Property(Self.description(of: kind)),
            runtime: .providedAl2023,
            handler: "bootstrap",
            architectures: [parameters.architecture.ref],
            memorySize: 512,
            timeout: Property(Self.timeout(of: kind)),
            environment: Lambda.Function.Environment(variables: Self.variables(of: kind, resources, parameters)),
            tracingConfig: Lambda.Function.TracingConfig(mode: .active),
            // The service writes JSON itself; Lambda would wrap its lines once more.
            loggingConfig: Lambda.Function.LoggingConfig(logGroup: logGroup.ref, logFormat: .text)
        )
        if kind == .image {
            // Processors come in proportion to memory: 2,048 MiB are more than one.
            function.memorySize = 2_048
            function.ephemeralStorage = Lambda.Function.EphemeralStorage(size: parameters.imageStorage.ref)
        }
        return FunctionWithRole(kind: kind, function: template.add(name, function), role: role)
    }

    private static func timeout(of kind: FunctionKind) -> Int {
        switch kind {
        case .web: webTimeout
        case .setup: setupTimeout
        case .image: imageTimeout
        }
    }

    private static func description(of kind: FunctionKind) -> String {
        switch kind {
        case .web: "Answers customers' stacks, events, the dashboard and the API."
        case .setup: "Completes customers' set-ups."
        case .image: "Pulls pushed images and hands them to the analyzer."
        }
    }

    private static func variables(
        of kind: FunctionKind,
        _ resources: Resources,
        _ parameters: Parameters
    ) -> OrderedMap<Property<String>> {
        var variables: OrderedMap<Property<String>> = [
            "SCOUT_TABLE": resources.table.ref,
            "SCOUT_SETUP_QUEUE_URL": resources.setupQueue.queue.ref,
            "SCOUT_IMAGE_QUEUE_URL": resources.imageQueue.queue.ref,
            "SCOUT_PUBLIC_URL": parameters.publicURL.ref,
            "SCOUT_ACCOUNT_ID": AWS.accountID,
            "SCOUT_TEMPLATE_URL": parameters.templateURL.ref,
            "SCOUT_LOG_FORMAT": "json",
            "SCOUT_LOG_LEVEL": parameters.logLevel.ref,
        ]
        if kind == .image {
            variables["SCOUT_ANALYZER"] = Fn.if(parameters.hasAnalyzer, parameters.analyzer.ref, .noValue)
            // Nothing else of a function's file system can be written to.
            variables["SCOUT_WORK"] = "/tmp/scout-ecr"
        }
        return variables
    }
}

// MARK: - What calls them

extension BackendStack {
    /// The address of a function, open to everybody: the service itself checks signatures, credentials and tokens.
    func addURL(to template: inout Template, of function: ResourceHandle<Lambda.Function>) -> ResourceHandle<Lambda.Url>
    {
        let url = template.add(
            "WebFunctionURL",
            Lambda.Url(targetFunctionArn: function.arn, authType: .noAuthentication)
        )
        template.add(
            "WebFunctionURLPermission",
            Lambda.Permission(
                functionName: function.arn,
                action: "lambda:InvokeFunctionUrl",
                principal: "*",
                functionUrlAuthType: .noAuthentication
            )
        )
        // URLs that were made since October 2025 need this one too. It does not open the function's other entrances.
        template.add(
            "WebFunctionPermission",
            Lambda.Permission(
                functionName: function.arn,
                action: "lambda:InvokeFunction",
                principal: "*",
                invokedViaFunctionUrl: true
            )
        )
        return url
    }

    /// Lets the queues' functions read them.
    func addConsumers(
        to template: inout Template,
        _ functions: Functions,
        _ resources: Resources,
        _ parameters: Parameters
    ) {
        template.add(
            "SetupConsumer",
            Lambda.EventSourceMapping(
                functionName: functions.setup.function.arn,
                eventSourceArn: resources.setupQueue.queue.arn,
                batchSize: 10,
                functionResponseTypes: [.reportBatchItemFailures]
            )
        )
        template.add(
            "ImageConsumer",
            Lambda.EventSourceMapping(
                functionName: functions.image.function.arn,
                eventSourceArn: resources.imageQueue.queue.arn,
                // An image has the function's time and storage for itself.
                batchSize: 1,
                functionResponseTypes: [.reportBatchItemFailures],
                scalingConfig: Lambda.EventSourceMapping.ScalingConfig(
                    maximumConcurrency: parameters.imageConcurrency.ref
                )
            )
        )
    }
}
