import CloudFormation
import ScoutIntegration

/// The Scout stack of an example vendor.
func scoutStack() throws -> ScoutStack {
    ScoutStack(
        scoutAccountID: try AccountID("111122223333"),
        setupEndpoint: try Endpoint("https://scout.example.com/v1/setup"),
        eventsEndpoint: try Endpoint("https://scout.example.com/v1/events")
    )
}

/// How many of the resources of a template differ from those of another.
enum ChangedShare {
    case none, tenth, all

    /// What the changed resources of a group have in them.
    func mark(_ number: Int) -> String {
        switch self {
        case .none: "old"
        case .tenth: number % 10 == 0 ? "new" : "old"
        case .all: "new"
        }
    }
}

/// A template of typed resources with references between them: queues, topics, their policies, and roles in turn.
func largeTemplate(resources: Int = 500, changing share: ChangedShare = .none) -> Template {
    var template = Template(description: "Many resources")
    let environment = template.add("Environment", Parameter(.string, default: "test"))
    for number in 0..<resources / 4 {
        let mark = share.mark(number)
        let queue = template.add(
            "Queue\(number)",
            SQS.Queue(
                queueName: "queue-\(number)-\(environment.ref)",
                visibilityTimeout: 60,
                tags: [Tag(key: "Version", value: "\(mark)")]
            )
        )
        let topic = template.add(
            "Topic\(number)",
            SNS.Topic(
                displayName: "Topic \(number), \(mark)",
                subscription: [SNS.Topic.Subscription(endpoint: queue.arn, protocol: .sqs)],
                tags: [Tag(key: "Environment", value: environment.ref)]
            )
        )
        template.add(
            "TopicPolicy\(number)",
            SNS.TopicPolicy(
                policyDocument: IAM.PolicyDocument(statement: [
                    IAM.Statement(
                        effect: .allow,
                        principal: .account(AWS.accountID),
                        action: share.mark(number) == "old" ? ["sns:Publish"] : ["sns:Publish", "sns:Subscribe"],
                        resource: [topic.ref],
                        condition: [.stringEquals("aws:PrincipalAccount", AWS.accountID)]
                    )
                ]),
                topics: [topic.ref]
            )
        )
        template.add(
            "Role\(number)",
            IAM.Role(
                assumeRolePolicyDocument: IAM.PolicyDocument(statement: [
                    IAM.Statement(
                        effect: .allow,
                        principal: .service("lambda.amazonaws.com"),
                        action: ["sts:AssumeRole"]
                    )
                ]),
                description: "Consumer \(number), \(mark)",
                policies: [
                    IAM.Role.Policy(
                        policyName: "Consume",
                        policyDocument: IAM.PolicyDocument(statement: [
                            IAM.Statement(
                                effect: .allow,
                                action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
                                resource: [queue.arn]
                            )
                        ])
                    )
                ]
            )
        )
    }
    return template
}

/// Topics each of which has the one before it in its create-only name.
func chain(of length: Int, from name: String) -> Template {
    var template = Template(description: "A chain")
    var previous = template.add("Topic0", SNS.Topic(topicName: "\(name)"))
    for number in 1..<length {
        previous = template.add("Topic\(number)", SNS.Topic(topicName: "\(number)-\(previous.topicName)"))
    }
    return template
}
