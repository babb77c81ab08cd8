public import CloudFormation

/// The stack that connects a customer's AWS account to Docker Scout.
///
/// The customer's account announces itself through `SNSTopic`; Scout answers by writing credentials into
/// `ScoutAPICredentials`; from then on `Rule` sends image pushes and deletes through `ApiDestination`, and Scout reads
/// images with `AssumeRoleEcrAccess`.
///
/// The template holds the vendor's values as defaults of its parameters, so that all customers share one template; what
/// belongs to one customer comes with the launch link.
public struct ScoutStack: Sendable, Hashable {
    /// The account whose principals may assume the stack's roles.
    public var scoutAccountID: AccountID

    /// Where the stack's notifications go, without the integration's id.
    public var setupEndpoint: Endpoint

    /// Where image events go, without the integration's id.
    public var eventsEndpoint: Endpoint

    /// Whether parameters may also be endpoints of this machine, for tests.
    public var allowsLoopback: Bool

    /// A stack for a vendor.
    public init(
        scoutAccountID: AccountID,
        setupEndpoint: Endpoint,
        eventsEndpoint: Endpoint,
        allowsLoopback: Bool = false
    ) {
        self.scoutAccountID = scoutAccountID
        self.setupEndpoint = setupEndpoint
        self.eventsEndpoint = eventsEndpoint
        self.allowsLoopback = allowsLoopback
    }

    /// The stack of a vendor whose service takes notifications and events at the paths that `serve` has for them.
    ///
    /// - Parameter publicURL: where customers' stacks reach the service.
    public init(scoutAccountID: AccountID, publicURL: String, allowingLoopback: Bool = false) throws(InvalidInput) {
        let root = try Endpoint(publicURL, allowingLoopback: allowingLoopback)
        self.init(
            scoutAccountID: scoutAccountID,
            setupEndpoint: try Endpoint("\(root.url)/v1/setup", allowingLoopback: allowingLoopback),
            eventsEndpoint: try Endpoint("\(root.url)/v1/events", allowingLoopback: allowingLoopback),
            allowsLoopback: allowingLoopback
        )
    }

    /// The header of events that carries the credentials.
    public static let apiKeyHeader = "X-Scout-Api-Key"

    /// The key of the secret's JSON object that holds the credentials.
    public static let apiKeySecretKey = "apiKey"

    /// The template that customers deploy.
    public var template: Template {
        var template = Template(
            description: "Connects the Amazon ECR registry of this account and region to Docker Scout."
        )
        let parameters = addParameters(to: &template)
        let topic = addTopic(to: &template, parameters)
        let secret = template.add(
            "ScoutAPICredentials",
            SecretsManager.Secret(description: "Credentials with which EventBridge sends events to Docker Scout."),
            // They are worth nothing without the stack, and Scout writes new ones for a new stack.
            deletionPolicy: .delete,
            updateReplacePolicy: .delete
        )
        let roles = addScoutRoles(to: &template, secret: secret, parameters)
        let setup = template.add(
            "ScoutSetup",
            CustomResource(
                "Custom::ScoutSetup",
                serviceToken: topic.ref,
                serviceTimeout: Self.setupTimeoutInSeconds,
                properties: [
                    "IntegrationId": parameters.integrationID.ref.value,
                    "SetupRoleArn": roles.setup.arn.value,
                    "EcrAccessRoleArn": roles.ecrAccess.arn.value,
                    "SecretArn": secret.ref.value,
                ]
            ),
            // Who may publish must be settled before CloudFormation publishes the request.
            dependsOn: ["TopicPolicy"]
        )
        addEventDelivery(to: &template, secret: secret, after: setup, parameters)
        template.add(
            "EcrAccessRoleArn",
            Output(description: "The role with which Docker Scout reads images.", value: roles.ecrAccess.arn)
        )
        return template
    }

    /// Seconds that CloudFormation waits for Scout's answer. A set-up takes seconds; a new role can take a minute to be
    /// known everywhere, and a customer should not wait an hour to see a failure.
    static let setupTimeoutInSeconds: Property<Int> = 300

    /// A name for a resource that needs one, unique since it holds the UUID of the stack's own ARN; the stack's name
    /// would be too long for the 64 characters that EventBridge allows.
    static let physicalName = "docker-scout-${StackUUID}"

    /// The variable of ``physicalName``.
    static let physicalNameVariables: Object = [
        "StackUUID": Fn.select(2, Fn.split("/", AWS.stackID)).value
    ]
}

// MARK: - The way in: topic, roles, setup

extension ScoutStack {
    private func addTopic(to template: inout Template, _ parameters: Parameters) -> ResourceHandle<SNS.Topic> {
        let endpoint = parameters.setupEndpoint.ref
        let topic = template.add(
            "SNSTopic",
            SNS.Topic(
                displayName: "Docker Scout set-up",
                subscription: [
                    SNS.Topic.Subscription(
                        endpoint: "\(endpoint)/\(parameters.integrationID.ref)",
                        protocol: allowsLoopback
                            ? Property(unchecked: Fn.select(0, Fn.split(":", endpoint)).value) : .https
                    )
                ],
                signatureVersion: .sha256
            )
        )
        template.add(
            "TopicPolicy",
            SNS.TopicPolicy(
                policyDocument: IAM.PolicyDocument(statement: [
                    // CloudFormation publishes with the rights of whoever runs the stack operation.
                    IAM.Statement(
                        sid: "AccountPublishes",
                        effect: .allow,
                        principal: .account(AWS.accountID),
                        action: ["sns:Publish"],
                        resource: [topic.ref]
                    ),
                    IAM.Statement(
                        sid: "CloudFormationPublishes",
                        effect: .allow,
                        principal: .service("cloudformation.amazonaws.com"),
                        action: ["sns:Publish"],
                        resource: [topic.ref],
                        condition: [.stringEquals("aws:SourceAccount", AWS.accountID)]
                    ),
                ]),
                topics: [topic.ref]
            )
        )
        return topic
    }

    private func addScoutRoles(
        to template: inout Template,
        secret: ResourceHandle<SecretsManager.Secret>,
        _ parameters: Parameters
    ) -> (setup: ResourceHandle<IAM.Role>, ecrAccess: ResourceHandle<IAM.Role>) {
        let trust = IAM.PolicyDocument(statement: [
            IAM.Statement(
                effect: .allow,
                principal: .account(parameters.scoutAccountID.ref),
                action: ["sts:AssumeRole"],
                // Without it another customer of the vendor could have this role assumed (the confused deputy).
                condition: [.stringEquals("sts:ExternalId", parameters.externalID.ref)]
            )
        ])
        let setup = template.add(
            "AssumeRoleScoutSetup",
            IAM.Role(
                assumeRolePolicyDocument: trust,
                description: "Lets Docker Scout write the credentials of this integration.",
                policies: [
                    IAM.Role.Policy(
                        policyName: "WriteScoutAPICredentials",
                        policyDocument: IAM.PolicyDocument(statement: [
                            IAM.Statement(
                                effect: .allow,
                                action: ["secretsmanager:PutSecretValue"],
                                resource: [secret.ref]
                            )
                        ])
                    )
                ]
            )
        )
        let ecrAccess = template.add(
            "AssumeRoleEcrAccess",
            IAM.Role(
                assumeRolePolicyDocument: trust,
                description: "Lets Docker Scout list and pull the images of this registry.",
                policies: [
                    IAM.Role.Policy(policyName: "ReadImages", policyDocument: Self.readImages)
                ]
            )
        )
        return (setup, ecrAccess)
    }

    /// What it takes to log in, pull and list images: nothing that writes.
    private static let readImages = IAM.PolicyDocument(statement: [
        // The log-in has no resource to name.
        IAM.Statement(sid: "LogIn", effect: .allow, action: ["ecr:GetAuthorizationToken"], resource: ["*"]),
        IAM.Statement(
            sid: "PullAndListImages",
            effect: .allow,
            action: [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages",
                "ecr:DescribeRepositories",
                "ecr:GetDownloadUrlForLayer", "ecr:ListImages",
            ],
            resource: ["arn:\(AWS.partition):ecr:\(AWS.region):\(AWS.accountID):repository/*"]
        ),
    ])
}

// MARK: - The way out: events

extension ScoutStack {
    private func addEventDelivery(
        to template: inout Template,
        secret: ResourceHandle<SecretsManager.Secret>,
        after setup: ResourceHandle<CustomResource>,
        _ parameters: Parameters
    ) {
        let name = Fn.sub(Self.physicalName, Self.physicalNameVariables)
        let connection = template.add(
            "Connection",
            Events.Connection(
                authorizationType: .apiKey,
                authParameters: Events.Connection.AuthParameters(
                    apiKeyAuthParameters: Events.Connection.ApiKeyAuthParameters(
                        apiKeyName: Property(Self.apiKeyHeader),
                        apiKeyValue: DynamicReference.secretsManager(secret.ref, jsonKey: Self.apiKeySecretKey)
                    )
                ),
                name: name,
                description: "Credentials of this integration for Docker Scout."
            ),
            // The secret has no value before Scout has written one.
            dependsOn: [setup.logicalID]
        )
        let destination = template.add(
            "ApiDestination",
            Events.ApiDestination(
                connectionArn: connection.arn,
                httpMethod: .post,
                invocationEndpoint: "\(parameters.eventsEndpoint.ref)/\(parameters.integrationID.ref)",
                name: name,
                description: "Docker Scout's events endpoint."
            )
        )
        let role = template.add("InvokeApiRole", Self.invokeApiRole(destination))
        template.add("Rule", Self.rule(named: name, sendingTo: destination, as: role))
    }

    private static func invokeApiRole(_ destination: ResourceHandle<Events.ApiDestination>) -> IAM.Role {
        let ruleARN = Fn.sub(
            "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/\(physicalName)",
            physicalNameVariables
        )
        return IAM.Role(
            assumeRolePolicyDocument: IAM.PolicyDocument(statement: [
                IAM.Statement(
                    effect: .allow,
                    principal: .service("events.amazonaws.com"),
                    action: ["sts:AssumeRole"],
                    condition: [
                        .stringEquals("aws:SourceAccount", AWS.accountID),
                        // The rule refers to this role, so the role spells the rule's ARN out.
                        IAM.Condition(.arnEquals, "aws:SourceArn", [ruleARN]),
                    ]
                )
            ]),
            description: "Lets EventBridge send events to Docker Scout.",
            policies: [
                IAM.Role.Policy(
                    policyName: "InvokeApiDestination",
                    policyDocument: IAM.PolicyDocument(statement: [
                        IAM.Statement(
                            effect: .allow,
                            action: ["events:InvokeApiDestination"],
                            resource: [destination.arn]
                        )
                    ])
                )
            ]
        )
    }

    private static func rule(
        named name: Property<String>,
        sendingTo destination: ResourceHandle<Events.ApiDestination>,
        as role: ResourceHandle<IAM.Role>
    ) -> Events.Rule {
        Events.Rule(
            name: name,
            description: "Sends successful image pushes and deletes to Docker Scout.",
            eventPattern: [
                "source": ["aws.ecr"],
                "detail-type": ["ECR Image Action"],
                "detail": ["action-type": ["PUSH", "DELETE"], "result": ["SUCCESS"]],
            ],
            state: .enabled,
            targets: [
                Events.Rule.Target(
                    id: "DockerScout",
                    arn: destination.arn,
                    roleArn: role.arn,
                    // The longest that EventBridge retries: a day, so that an outage of Scout loses no push.
                    retryPolicy: Events.Rule.RetryPolicy(
                        maximumEventAgeInSeconds: 86_400,
                        maximumRetryAttempts: 185
                    )
                )
            ]
        )
    }
}
