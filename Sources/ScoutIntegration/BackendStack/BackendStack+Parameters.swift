import CloudFormation

extension BackendStack {
    /// The template's parameters, and the conditions that say which of them are given.
    struct Parameters {
        var publicURL: ParameterHandle<Property<String>>
        var templateURL: ParameterHandle<Property<String>>
        var analyzer: ParameterHandle<Property<String>>
        var imageConcurrency: ParameterHandle<Property<Int>>
        var imageStorage: ParameterHandle<Property<Int>>
        var codeBucket: ParameterHandle<Property<String>>
        var codeKey: ParameterHandle<Property<String>>
        var codeObjectVersion: ParameterHandle<Property<String>>
        var architecture: ParameterHandle<Property<Lambda.Function.Architecture>>
        var logLevel: ParameterHandle<Property<String>>
        var logRetention: ParameterHandle<Property<Int>>
        var alarmTopicARN: ParameterHandle<Property<String>>
        var hasAnalyzer: ConditionHandle
        var hasCodeObjectVersion: ConditionHandle
        var hasAlarmTopic: ConditionHandle
    }

    /// Declares the parameters and their conditions, and how the console shows them.
    func addParameters(to template: inout Template) -> Parameters {
        let publicURL = template.add("PublicURL", Self.publicURL)
        let templateURL = template.add("TemplateURL", Self.templateURL)
        let analyzer = template.add("Analyzer", Self.analyzer)
        let imageConcurrency = template.add("ImageConcurrency", Self.imageConcurrency)
        let imageStorage = template.add("ImageStorage", Self.imageStorage)
        let codeBucket = template.add("CodeBucket", Self.codeBucket)
        let codeKey = template.add("CodeKey", Self.codeKey)
        let codeObjectVersion = template.add("CodeObjectVersion", Self.codeObjectVersion)
        let architecture = template.add("Architecture", Self.architecture)
        let logLevel = template.add("LogLevel", Self.logLevel)
        let logRetention = template.add("LogRetention", Self.logRetention)
        let alarmTopicARN = template.add("AlarmTopicArn", Self.alarmTopicARN)
        template.interface = Self.interface
        return Parameters(
            publicURL: publicURL,
            templateURL: templateURL,
            analyzer: analyzer,
            imageConcurrency: imageConcurrency,
            imageStorage: imageStorage,
            codeBucket: codeBucket,
            codeKey: codeKey,
            codeObjectVersion: codeObjectVersion,
            architecture: architecture,
            logLevel: logLevel,
            logRetention: logRetention,
            alarmTopicARN: alarmTopicARN,
            hasAnalyzer: template.add("HasAnalyzer", Self.isGiven(analyzer)),
            hasCodeObjectVersion: template.add("HasCodeObjectVersion", Self.isGiven(codeObjectVersion)),
            hasAlarmTopic: template.add("HasAlarmTopic", Self.isGiven(alarmTopicARN))
        )
    }

    private static func isGiven(_ parameter: ParameterHandle<Property<String>>) -> Condition {
        .not(.equals(parameter.ref, ""))
    }

    /// An https URL with a domain name, and a path where a host alone would not do.
    private static func httpsPattern(path: String) -> String {
        #"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?\#(path)$"#
    }
}

// MARK: - The service

extension BackendStack {
    private static let publicURL = Parameter<Property<String>>(
        .string,
        description: "Where customers' stacks and people reach the service: a domain of yours, or the output WebURL.",
        allowedPattern: httpsPattern(path: "(/[A-Za-z0-9._~/-]*)?"),
        maxLength: Endpoint.maximumLength,
        constraintDescription: "must be an https URL, such as https://scout.example.com."
    )

    private static let templateURL = Parameter<Property<String>>(
        .string,
        description: "The published template that customers deploy: its https URL in S3.",
        allowedPattern: httpsPattern(path: "/[A-Za-z0-9._~/%+-]+"),
        maxLength: 1_024,
        constraintDescription: "must be the https URL of an object in S3."
    )

    private static let analyzer = Parameter<Property<String>>(
        .string,
        description: "The shell command that gets each image's layout as its last argument. Nothing is pulled without.",
        default: "",
        allowedPattern: #"^[^\r\n]*$"#,
        // Environment variables of a function have 4 KB in all.
        maxLength: 1_000,
        constraintDescription: "must be one line of at most 1,000 characters."
    )

    private static let imageConcurrency = Parameter<Property<Int>>(
        .number,
        description: "How many images are worked on at once, at most.",
        default: 10,
        minValue: 2,
        maxValue: 1_000,
        constraintDescription: "must be a number from 2 to 1000."
    )

    private static let imageStorage = Parameter<Property<Int>>(
        .number,
        description: "MiB for an image while it is worked on, layers and all. Larger images fail.",
        default: 10_240,
        minValue: 512,
        maxValue: 10_240,
        constraintDescription: "must be a number from 512 to 10240."
    )
}

// MARK: - The code

extension BackendStack {
    private static let codeBucket = Parameter<Property<String>>(
        .string,
        description: "The bucket, in this region, that has the archive with the programs.",
        allowedPattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
        constraintDescription: "must be the name of a bucket."
    )

    private static let codeKey = Parameter<Property<String>>(
        .string,
        description: "The archive's key in that bucket.",
        // The characters that Amazon S3 calls safe.
        allowedPattern: "^[A-Za-z0-9/!_.*'()-]+$",
        minLength: 1,
        maxLength: 1_024,
        constraintDescription: "must be the key of an object."
    )

    private static let codeObjectVersion = Parameter<Property<String>>(
        .string,
        description: "The archive's version, in a bucket with versions. CloudFormation sees a new archive by it.",
        default: "",
        allowedPattern: #"^[A-Za-z0-9._-]*$"#,
        maxLength: 1_024,
        constraintDescription: "must be the version id of an object."
    )

    private static let architecture = Parameter<Property<Lambda.Function.Architecture>>(
        ParameterType(rawValue: "String"),
        description: "The processors that the programs are built for.",
        default: .init(rawValue: "x86_64"),
        allowedValues: [.init(rawValue: "arm64"), .init(rawValue: "x86_64")],
        constraintDescription: "must be arm64 or x86_64."
    )
}

// MARK: - Operation

extension BackendStack {
    private static let logLevel = Parameter<Property<String>>(
        .string,
        description: "From which level on log lines are written.",
        default: "info",
        allowedValues: ["debug", "info", "warning", "error"],
        constraintDescription: "must be debug, info, warning or error."
    )

    private static let logRetention = Parameter<Property<Int>>(
        .number,
        description: "How many days log lines are kept.",
        default: 30,
        allowedValues: [
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
            3_653,
        ],
        constraintDescription: "must be a number of days that CloudWatch Logs has, such as 30, 90 or 365."
    )

    private static let alarmTopicARN = Parameter<Property<String>>(
        .string,
        description: "The SNS topic that is told of alarms. Without, they only show in the console.",
        default: "",
        allowedPattern: "^(arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256})?$",
        constraintDescription: "must be the ARN of a topic."
    )

    private static let interface = Interface(
        parameterGroups: [
            Interface.ParameterGroup(
                label: "The service",
                parameters: ["PublicURL", "TemplateURL", "Analyzer", "ImageConcurrency", "ImageStorage"]
            ),
            Interface.ParameterGroup(
                label: "The programs",
                parameters: ["CodeBucket", "CodeKey", "CodeObjectVersion", "Architecture"]
            ),
            Interface.ParameterGroup(
                label: "Operation",
                parameters: ["LogLevel", "LogRetention", "AlarmTopicArn"]
            ),
        ],
        parameterLabels: [
            "PublicURL": "Public URL",
            "TemplateURL": "Customers' template",
            "Analyzer": "Analyzer",
            "ImageConcurrency": "Images at once",
            "ImageStorage": "Storage for an image (MiB)",
            "CodeBucket": "Bucket",
            "CodeKey": "Archive",
            "CodeObjectVersion": "Version of the archive",
            "Architecture": "Processors",
            "LogLevel": "Log level",
            "LogRetention": "Days of logs",
            "AlarmTopicArn": "Topic for alarms",
        ]
    )
}
