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

/// A template of 500 typed resources with references between them: topics, their policies, queues and roles in turn.
func largeTemplate() -> Template {
    var template = Template(description: "500 resources")
    let environment = template.add("Environment", Parameter(.string, default: "test"))
    for number in 0..<125 {
        let queue = template.add(
            "Queue\(number)",
            SQS.Queue(queueName: "queue-\(number)-\(environment.ref)", visibilityTimeout: 60)
        )
        let topic = template.add(
            "Topic\(number)",
            SNS.Topic(
                displayName: "Topic \(number)",
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
                        action: ["sns:Publish"],
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
