import CloudFormation

// An SQS queue with a dead-letter queue, and an alarm that tells a topic when messages end up there.
//
//     swift run queue-with-alarm            prints the template as YAML
//     swift run queue-with-alarm --json     prints it as JSON

var template = Template(description: "A queue whose failures raise an alarm.")

let address = template.add(
    "OperatorEmail",
    Parameter(.string, description: "Who is told.", allowedPattern: "[^@ ]+@[^@ ]+")
)

let failures = template.add(
    "FailedOrders",
    SQS.Queue(messageRetentionPeriod: 1_209_600),
    deletionPolicy: .retain,
    updateReplacePolicy: .retain
)

// The reference is typed: `failures.arm`, or an attribute of a topic, would not compile.
template.add(
    "Orders",
    SQS.Queue(
        visibilityTimeout: 60,
        messageRetentionPeriod: 345_600,
        redrivePolicy: SQS.Queue.RedrivePolicy(deadLetterTargetArn: failures.arn, maxReceiveCount: 5)
    ),
    deletionPolicy: .delete,
    updateReplacePolicy: .delete
)

let topic = template.add(
    "Alarms",
    SNS.Topic(subscription: [SNS.Topic.Subscription(endpoint: address.ref, protocol: .email)])
)

// Any resource type works without a typed model, too.
template.add(
    "FailedOrdersAlarm",
    GenericResource(
        "AWS::CloudWatch::Alarm",
        [
            "AlarmDescription": "Orders could not be processed.",
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [["Name": "QueueName", "Value": failures.queueName.value]],
            "Statistic": "Maximum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 0,
            "ComparisonOperator": "GreaterThanThreshold",
            "AlarmActions": [topic.ref.value],
        ]
    )
)

template.add("FailedOrdersUrl", Output(description: "Where failed orders are.", value: failures.ref))

// A template with a mistake never gets out: the program ends with what is wrong on standard error.
let findings = template.validate()
guard findings.isEmpty else { fatalError(findings.map(\.description).joined(separator: "; ")) }
print(CommandLine.arguments.contains("--json") ? template.json() : template.yaml(), terminator: "")
