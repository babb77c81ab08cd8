import CloudFormation
import ScoutIntegration

/// What integrations are in requests and answers.
enum IntegrationSchemas {
    private static let status = Schema.choice(["pending", "connected", "error", "removed"]).example("connected")
        .described("How far it is.")
    private static let reason = Schema.text.orNull.example(.null).described("Why, where something is wrong.")
    private static let region = Schema.text.example("eu-central-1").described("Where the registry is.")

    static let integration = Schema.object(known).named("Integration")

    /// What is told of each integration.
    private static let known: [Schema.Member] = [
        .required("id", AnswerSchemas.integrationID),
        .required("organization", AnswerSchemas.organization),
        .required("status", status),
        .required("account", AnswerSchemas.account),
        .required("region", region),
        .required("stackId", AnswerSchemas.stackID),
        .required("reason", reason),
        .required("updatedAt", .timestamp.described("When anything last changed.")),
    ]

    static let details = Schema.object(
        known + [
            .required("createdAt", .timestamp.described("When it was made.")),
            .required("ecrAccessRoleArn", arn("iam::111122223333:role/scout-AssumeRoleEcrAccess-1")),
            .required("setupRoleArn", arn("iam::111122223333:role/scout-AssumeRoleScoutSetup-1")),
            .required("secretArn", arn("secretsmanager:eu-central-1:111122223333:secret:ScoutAPICredentials-1")),
            .required("progress", .list(of: progress).described("What each resource of the stack is at.")),
            .required("history", .list(of: entry).described("What happened, oldest first.")),
            .required(
                "lastEventAt",
                Schema.timestamp.orNull.described("When the registry last told of an image.")
            ),
            .required(
                "launchURL",
                Schema.text.orNull.example(launchURL)
                    .described(
                        "The link that opens CloudFormation with everything filled in. For owners; null for members."
                    )
            ),
        ]
    ).named("IntegrationDetails")

    private static let progress = Schema.object(
        .required("logicalResourceId", .text.example("SNSTopic")),
        .required("type", .text.example("AWS::SNS::Topic")),
        .required("status", .text.example("CREATE_COMPLETE")),
        .required("reason", .text.example("")),
        .required("at", .timestamp)
    ).named("ResourceProgress")

    private static let entry = Schema.object(
        .required("at", .timestamp),
        .required("text", .text.example("created for eu-central-1"))
    ).named("HistoryEntry")

    private static func arn(_ rest: String) -> Schema { Schema.text.example("arn:aws:\(rest)").orNull }

    private static let launchURL =
        "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#/stacks/quickcreate?templateURL=…"

    private static let stackName = Schema.text(
        .init(
            pattern: "^[A-Za-z][A-Za-z0-9-]{0,127}$",
            reading: { text throws(InvalidInput) in _ = try StackName(text) }
        )
    ).example(StackName.proposed.name).described("The name that the console proposes for the stack.")

    static func addition(_ regions: [Region]) -> Schema {
        Schema.object(
            .required("region", AnswerSchemas.region(regions).described("Where the registry is.")),
            .optional("stackName", stackName.defaulting(to: .string(StackName.proposed.name)))
        ).named("IntegrationAddition")
    }

    static let launch = Schema.object(
        .required("id", AnswerSchemas.integrationID),
        .required("organization", AnswerSchemas.organization),
        .required("region", region),
        .required("status", status.example("pending")),
        .required(
            "externalId",
            Schema.text.example("00112233445566778899aabbccddeeff00112233")
                .described("What Docker Scout shows to assume the stack's roles.")
        ),
        .required("stackName", stackName),
        .required(
            "templateURL",
            Schema.text.example("https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json")
        ),
        .required(
            "launchURL",
            Schema.text.example(launchURL).described("The link that opens CloudFormation with everything filled in.")
        ),
        .required(
            "parameters",
            Schema.map(of: .text).example([
                "IntegrationId": "int-0123456789abcdef0123456789abcdef",
                "ExternalId": "00112233445566778899aabbccddeeff00112233",
                "ScoutAccountId": "444455556666",
                "SetupEndpoint": "https://scout.example.com/v1/setup",
                "EventsEndpoint": "https://scout.example.com/v1/events",
            ]).described("The values of all parameters of the template.")
        )
    ).named("IntegrationLaunch")

    static let removal = Schema.object(
        .required("id", AnswerSchemas.integrationID),
        .required("status", status.example("removed")),
        .required("remainingStackId", AnswerSchemas.stackID),
        .required(
            "note",
            .text.example(
                "The stack DockerScoutECRIntegration remains in the account until somebody deletes it in CloudFormation."
            )
        )
    ).named("IntegrationRemoval")
}
