import CloudFormation
import ScoutIntegration
import Testing

private func stack(allowingLoopback: Bool = false) throws -> ScoutStack {
    let setup = allowingLoopback ? "http://127.0.0.1:8080/v1/setup" : "https://scout.example.com/v1/setup"
    return ScoutStack(
        scoutAccountID: try AccountID("111122223333"),
        setupEndpoint: try Endpoint(setup, allowingLoopback: allowingLoopback),
        eventsEndpoint: try Endpoint("https://scout.example.com/v1/events"),
        allowsLoopback: allowingLoopback
    )
}

/// Every statement of every policy in the template, with the resource that has it.
private func statements(of template: Template) throws -> [(resource: String, statement: IAM.Statement)] {
    var found: [(String, IAM.Statement)] = []
    for (name, resource) in template.resources.elements {
        var documents: [IAM.PolicyDocument] = []
        if let role = resource.properties(as: IAM.Role.self) {
            documents.append(try #require(role.assumeRolePolicyDocument))
            documents += try (role.policies?.elements ?? []).map { try #require($0.policyDocument) }
        }
        if let policy = resource.properties(as: SNS.TopicPolicy.self) {
            documents.append(try #require(policy.policyDocument))
        }
        for document in documents { found += try #require(document.statement?.elements).map { (name, $0) } }
    }
    return found
}

private func statements(of template: Template, _ name: String) throws -> [Value] {
    try statements(of: template).filter { $0.resource == name }.map(\.statement.value)
}

@Suite struct `The Scout stack` {
    @Test func `has the documentation's resources`() throws {
        let types = try stack().template.resources.elements.map { ($0.name, $0.element.type ?? "") }
        #expect(
            Dictionary(uniqueKeysWithValues: types) == [
                "SNSTopic": "AWS::SNS::Topic",
                "TopicPolicy": "AWS::SNS::TopicPolicy",
                "ScoutAPICredentials": "AWS::SecretsManager::Secret",
                "AssumeRoleScoutSetup": "AWS::IAM::Role",
                "AssumeRoleEcrAccess": "AWS::IAM::Role",
                "ScoutSetup": "Custom::ScoutSetup",
                "Connection": "AWS::Events::Connection",
                "ApiDestination": "AWS::Events::ApiDestination",
                "InvokeApiRole": "AWS::IAM::Role",
                "Rule": "AWS::Events::Rule",
            ]
        )
    }

    @Test(arguments: [false, true])
    func `is valid`(_ allowingLoopback: Bool) throws {
        #expect(try stack(allowingLoopback: allowingLoopback).template.validate() == [])
    }

    @Test func `has the vendor's values as defaults, and waits for the customer's`() throws {
        let defaults = try stack().template.parameters.elements.map { ($0.name, $0.element.default) }
        #expect(
            Dictionary(uniqueKeysWithValues: defaults) == [
                "IntegrationId": nil, "ExternalId": nil, "ScoutAccountId": "111122223333",
                "SetupEndpoint": "https://scout.example.com/v1/setup",
                "EventsEndpoint": "https://scout.example.com/v1/events",
            ]
        )
    }

    @Test func `groups, labels and explains every parameter`() throws {
        let template = try stack().template
        let interface = try #require(template.interface)
        let grouped = interface.parameterGroups?.elements?.flatMap {
            $0.parameters?.elements?.compactMap(\.literal) ?? []
        }
        #expect(grouped == template.parameters.names)
        for (name, parameter) in template.parameters.elements {
            #expect(interface.parameterLabels?[name] != nil, "\(name)")
            #expect(parameter.description != nil && parameter.constraintDescription != nil, "\(name)")
            #expect(parameter.allowedPattern != nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("IntegrationId", "int_1-A", true), ("IntegrationId", "_a", false), ("IntegrationId", "a/b", false),
        ("ExternalId", "aZ0_+=,.@:/-", true), ("ExternalId", "a b", false), ("ExternalId", "a", false),
        ("SetupEndpoint", "https://a.example.com:444/x/y", true), ("SetupEndpoint", "http://127.0.0.1:80/x", false),
        ("SetupEndpoint", "https://localhost", false), ("EventsEndpoint", "https://a.example.com?x", false),
        ("ScoutAccountId", "123456789012", true), ("ScoutAccountId", "12345678901x", false),
    ])
    func `takes only parameters that can work`(_ name: String, _ value: String, _ isAccepted: Bool) throws {
        let parameter = try #require(try stack().template.parameters[name])
        #expect((parameter.constraintViolated(by: value) == nil) == isAccepted)
    }

    @Test func `subscribes the set-up endpoint over https and signs with SHA-256`() throws {
        let topic = try #require(try stack().template.resources["SNSTopic"]?.properties(as: SNS.Topic.self))
        #expect(topic.signatureVersion == .sha256)
        #expect(
            topic.subscription?.value == [
                ["Endpoint": ["Fn::Sub": "${SetupEndpoint}/${IntegrationId}"], "Protocol": "https"]
            ]
        )
    }

    @Test func `lets the protocol follow the endpoint where loopback is allowed`() throws {
        let template = try stack(allowingLoopback: true).template
        let topic = try #require(template.resources["SNSTopic"]?.properties(as: SNS.Topic.self))
        #expect(
            topic.subscription?.elements?.first?.protocol?.value
                == ["Fn::Select": [0, ["Fn::Split": [":", ["Ref": "SetupEndpoint"]]]]]
        )
        let endpoint = try #require(template.parameters["SetupEndpoint"])
        #expect(endpoint.constraintViolated(by: "http://127.0.0.1:1/x") == nil)
        #expect(endpoint.constraintViolated(by: "http://127.0.0.2:1/x") != nil)
        #expect(endpoint.constraintViolated(by: "http://example.com") != nil)
    }

    @Test func `has no principal that is everybody, and a condition wherever another account or a service is one`()
        throws
    {
        for (resource, statement) in try statements(of: stack().template) {
            guard let principal = statement.principal else { continue }
            #expect(principal != .everyone, "\(resource)")
            if principal != .account(AWS.accountID) { #expect(statement.condition != nil, "\(resource)") }
        }
    }

    @Test func `lets roles be assumed by Scout with the external id only`() throws {
        for name in ["AssumeRoleScoutSetup", "AssumeRoleEcrAccess"] {
            let role = try #require(try stack().template.resources[name]?.properties(as: IAM.Role.self))
            #expect(
                role.assumeRolePolicyDocument?.statement?.value == [
                    [
                        "Effect": "Allow",
                        "Principal": ["AWS": ["Fn::Sub": "arn:${AWS::Partition}:iam::${ScoutAccountId}:root"]],
                        "Action": "sts:AssumeRole",
                        "Condition": ["StringEquals": ["sts:ExternalId": ["Ref": "ExternalId"]]],
                    ]
                ]
            )
        }
    }

    @Test func `lets each role do its one job`() throws {
        let template = try stack().template
        #expect(
            try statements(of: template, "AssumeRoleScoutSetup").last == [
                "Effect": "Allow", "Action": "secretsmanager:PutSecretValue",
                "Resource": ["Ref": "ScoutAPICredentials"],
            ]
        )
        #expect(
            try statements(of: template, "InvokeApiRole").last == [
                "Effect": "Allow", "Action": "events:InvokeApiDestination",
                "Resource": ["Fn::GetAtt": ["ApiDestination", "Arn"]],
            ]
        )
        let actions = try statements(of: template).filter { $0.resource == "AssumeRoleEcrAccess" }.dropFirst()
            .flatMap { $0.statement.value["Action"]?.arrayValue ?? [$0.statement.value["Action"] ?? .null] }
        #expect(
            Set(actions) == [
                "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
                "ecr:DescribeImages",
                "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer", "ecr:ListImages",
            ]
        )
    }

    @Test func `makes the connection after Scout has written the credentials`() throws {
        let resource = try #require(try stack().template.resources["Connection"])
        #expect(resource.dependsOn == ["ScoutSetup"])
        let parameters = resource.properties(as: Events.Connection.self)?.authParameters?.apiKeyAuthParameters
        #expect(parameters?.apiKeyName == "X-Scout-Api-Key")
        #expect(
            parameters?.apiKeyValue?.value == [
                "Fn::Sub": "{{resolve:secretsmanager:${ScoutAPICredentials}:SecretString:apiKey}}"
            ]
        )
    }

    @Test func `asks for the set-up when everything that it needs is there`() throws {
        let resource = try #require(try stack().template.resources["ScoutSetup"])
        #expect(resource.dependsOn == ["TopicPolicy"])
        #expect(
            resource.properties == [
                "ServiceToken": ["Ref": "SNSTopic"],
                "ServiceTimeout": 300,
                "IntegrationId": ["Ref": "IntegrationId"],
                "SetupRoleArn": ["Fn::GetAtt": ["AssumeRoleScoutSetup", "Arn"]],
                "EcrAccessRoleArn": ["Fn::GetAtt": ["AssumeRoleEcrAccess", "Arn"]],
                "SecretArn": ["Ref": "ScoutAPICredentials"],
            ]
        )
    }

    @Test func `sends successful pushes and deletes, and retries for a day`() throws {
        let rule = try #require(try stack().template.resources["Rule"]?.properties(as: Events.Rule.self))
        #expect(
            rule.eventPattern == [
                "source": ["aws.ecr"], "detail-type": ["ECR Image Action"],
                "detail": ["action-type": ["PUSH", "DELETE"], "result": ["SUCCESS"]],
            ]
        )
        let target = try #require(rule.targets?.elements?.first)
        #expect(target.retryPolicy?.value == ["MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185])
        #expect(target.roleArn?.value == ["Fn::GetAtt": ["InvokeApiRole", "Arn"]])
    }

    @Test func `gives no physical name that a second stack of the account could have`() throws {
        for (name, resource) in try stack().template.resources.elements {
            for key in ["Name", "TopicName", "RoleName"] {
                guard let physicalName = resource.properties[key] else { continue }
                #expect(physicalName["Fn::Sub"]?.arrayValue?.first == "docker-scout-${StackUUID}", "\(name)")
            }
        }
    }

    @Test func `names no partition and no region`() throws {
        let text = try stack().template.json()
        #expect(!text.contains("arn:aws"))
        #expect(!text.contains("us-east-1"))
    }
}
