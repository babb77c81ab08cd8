import Testing

@testable import CloudFormation

@Suite struct `The table of resource types` {
    @Test func `has every type of us-east-1, sorted and once`() {
        let names = ResourceTypeFacts.typeNames
        #expect(names.count == 1_854)
        #expect(names == Set(names).sorted())
        #expect(names.first == "AWS::ACMPCA::Certificate")
        #expect(names.last == "Alexa::ASK::Skill")
    }

    @Test func `finds each of its types`() {
        for name in ResourceTypeFacts.typeNames {
            #expect(ResourceTypeFacts.of(name)?.type == name)
        }
    }

    @Test(arguments: [
        "", "AWS", "AWS::", "AWS::SNS", "AWS::SNS::Topi", "AWS::SNS::Topics", "AWS::SNS::Topic ", "ZZZ", "\n", " ",
        "AWS::Serverless::Function", "My::Own::Thing::MODULE", "aws::sns::topic",
    ])
    func `does not know`(_ type: String) {
        #expect(ResourceTypeFacts.of(type) == nil)
    }

    /// All facts of a type with nested arrays, in the order of the schema's names.
    @Test func `has the facts of an EKS cluster`() throws {
        let facts = try #require(ResourceTypeFacts.of("AWS::EKS::Cluster"))
        #expect(facts.required == ["ResourcesVpcConfig", "RoleArn"])
        #expect(facts.tags == "Tags")
        #expect(!facts.allowsAnyProperty)
        #expect(
            facts.createOnly == [
                "AccessConfig.BootstrapClusterCreatorAdminPermissions", "BootstrapSelfManagedAddons",
                "EncryptionConfig",
                "KubernetesNetworkConfig.IpFamily", "KubernetesNetworkConfig.ServiceIpv4Cidr", "Name", "OutpostConfig",
                "RoleArn",
            ]
        )
        #expect(facts.conditionalCreateOnly == [])
        #expect(
            facts.writeOnly == [
                "AccessConfig.BootstrapClusterCreatorAdminPermissions", "ActiveCertificateAuthorityId",
                "BootstrapSelfManagedAddons", "Force", "RollbackConfig",
            ]
        )
        #expect(
            facts.unordered == [
                "ComputeConfig.NodePools", "EncryptionConfig", "EncryptionConfig.*.Resources",
                "Logging.ClusterLogging.EnabledTypes", "OutpostConfig.OutpostArns",
                "RemoteNetworkConfig.RemoteNodeNetworks",
                "RemoteNetworkConfig.RemoteNodeNetworks.*.Cidrs", "RemoteNetworkConfig.RemotePodNetworks",
                "RemoteNetworkConfig.RemotePodNetworks.*.Cidrs", "ResourcesVpcConfig.PublicAccessCidrs",
                "ResourcesVpcConfig.SecurityGroupIds", "ResourcesVpcConfig.SubnetIds", "Tags",
            ]
        )
        #expect(facts.jsonDocuments == [])
        #expect(
            facts.attributes == [
                "Arn", "CertificateAuthority.Active.ActivatedBy", "CertificateAuthority.Active.Id",
                "CertificateAuthority.Data", "CertificateAuthorityData", "ClusterSecurityGroupId",
                "EncryptionConfigKeyArn",
                "Endpoint", "Id", "KubernetesNetworkConfig.ServiceIpv6Cidr", "OpenIdConnectIssuerUrl",
            ]
        )
        #expect(
            facts.properties == [
                "AccessConfig", "ActiveCertificateAuthorityId", "Arn", "BootstrapSelfManagedAddons",
                "CertificateAuthority",
                "CertificateAuthorityData", "ClusterSecurityGroupId", "ComputeConfig", "ControlPlaneScalingConfig",
                "DeletionProtection", "EncryptionConfig", "EncryptionConfigKeyArn", "Endpoint", "Force", "Id",
                "KubeApiServerConfig", "KubeControllerManagerConfig", "KubeSchedulerConfig", "KubernetesNetworkConfig",
                "Logging", "Name", "OpenIdConnectIssuerUrl", "OutpostConfig", "RemoteNetworkConfig",
                "ResourcesVpcConfig",
                "RoleArn", "RollbackConfig", "StorageConfig", "Tags", "UpgradePolicy", "Version", "ZonalShiftConfig",
            ]
        )
    }

    @Test func `has the facts of an SNS subscription and of a topic's policy`() throws {
        let subscription = try #require(ResourceTypeFacts.of("AWS::SNS::Subscription"))
        #expect(
            subscription.properties == [
                "Arn", "DeliveryPolicy", "Endpoint", "FilterPolicy", "FilterPolicyScope", "Protocol",
                "RawMessageDelivery",
                "RedrivePolicy", "Region", "ReplayPolicy", "SubscriptionRoleArn", "TopicArn",
            ]
        )
        #expect(subscription.attributes == ["Arn"])
        #expect(subscription.required == ["Protocol", "TopicArn"])
        #expect(subscription.createOnly == ["Endpoint", "Protocol", "TopicArn"])
        #expect(subscription.conditionalCreateOnly == ["Region"])
        #expect(subscription.writeOnly == ["Region"])
        #expect(subscription.unordered == [])
        #expect(subscription.jsonDocuments == ["DeliveryPolicy", "FilterPolicy", "RedrivePolicy", "ReplayPolicy"])
        #expect(subscription.tags == nil)

        let policy = try #require(ResourceTypeFacts.of("AWS::SNS::TopicPolicy"))
        #expect(policy.properties == ["Id", "PolicyDocument", "Topics"])
        #expect(policy.attributes == ["Id"])
        #expect(policy.required == ["PolicyDocument", "Topics"])
        #expect(policy.jsonDocuments == ["PolicyDocument"])
        #expect(policy.unordered == ["Topics"])
        #expect(policy.createOnly == [])
    }

    @Test func `takes any property and any attribute of a custom resource`() throws {
        let facts = try #require(ResourceTypeFacts.of("Custom::ScoutSetup"))
        #expect(facts == ResourceTypeFacts.of("AWS::CloudFormation::CustomResource"))
        #expect(facts.allowsAnyProperty)
        #expect(facts.properties == ["Id", "ServiceTimeout", "ServiceToken"])
        #expect(facts.required == ["ServiceToken"])
        #expect(facts.createOnly == ["ServiceToken"])
        #expect(facts.hasAttribute("Anything"))
        #expect(facts.hasAttribute("Any.thing"))
        #expect(!facts.hasAttribute(""))
    }

    @Test(arguments: [
        ("AWS::CloudFormation::Stack", "Outputs.Url", true, "a nested stack has the outputs of its template"),
        ("AWS::CloudFormation::Stack", "Outputs", false, "an output has a name"),
        ("AWS::CloudFormation::Stack", "Outputs.", false, "an output has a name"),
        ("AWS::CloudFormation::Stack", "Url", false, "outputs are below Outputs"),
        ("AWS::SNS::Topic", "TopicName", true, "cfn-lint knows that Fn::GetAtt takes it, unlike the schema"),
        ("AWS::SNS::Topic", "TopicArn", true, "the schema's read-only property"),
        ("AWS::SNS::Topic", "Arn", false, "a topic has a TopicArn"),
        ("AWS::Cloud9::EnvironmentEC2", "Name", true, "a documented exception"),
        ("AWS::RDS::DBCluster", "Endpoint.Address", true, "nested"),
        ("AWS::CE::AnomalySubscription", "Subscribers.0.Status", true, "an element of an array"),
        ("AWS::CE::AnomalySubscription", "Subscribers.0.1.Status", false, "one element only"),
        ("AWS::CE::AnomalySubscription", "Subscribers.0.Status.x", false, "nothing is below it"),
    ])
    func `knows attributes`(_ type: String, _ attribute: String, _ isKnown: Bool, _ why: String) throws {
        let facts = try #require(ResourceTypeFacts.of(type))
        #expect(facts.hasAttribute(attribute) == isKnown, "\(why)")
    }

    @Test(
        arguments: [
            ("AWS::SNS::Tpoic", "AWS::SNS::Topic", "two letters are swapped"),
            ("aws::s3::bucket", "AWS::S3::Bucket", "only the case differs"),
            ("AWS::SNSTopic::Topic", "AWS::SNS::Topic", "the resource stands in the service's name too"),
            ("AWS::Lamda::Function", "AWS::Lambda::Function", "a letter is missing"),
            ("AWS::ApiGatewayV2::Stag", "AWS::ApiGatewayV2::Stage", "the digit decides between two"),
            ("AWS::IoTEvents::Input", nil, "a type of other regions, far from all of these"),
            ("AWS::Serverless::Application", nil, "a type of a transform; AWS::EMRServerless::Application is another"),
            ("AWS::ApiGatewayV3::Stage", nil, "may exist by now"),
            ("Nothing", nil, "far from all"),
            (String(repeating: "AWS::", count: 100_000), nil, "too long to be compared"),
        ] as [(String, String?, String)]
    )
    func `suggests a type for a misspelt one`(_ type: String, _ nearest: String?, _ why: String) {
        #expect(ResourceTypeFacts.nearestType(to: type) == nearest, "\(why)")
    }
}

@Suite struct `The nearest name` {
    @Test(
        arguments: [
            ("Topik", "Topic", "a letter is replaced"), ("Tpoic", "Topic", "neighbours are swapped"),
            ("Topc", "Topic", "a letter is missing"), ("Topicc", "Topic", "a letter is too much"),
            ("queueurl", "QueueURL", "the same but for the case"), ("Tip", "Top", "a third of three letters is one"),
            ("To", nil, "a third of two letters is none"), ("Tpciok", nil, "too far"),
            ("", nil, "there is nothing to compare"),
        ] as [(String, String?, String)]
    )
    func `is at most a third of the length away`(_ name: String, _ nearest: String?, _ why: String) {
        #expect(nearestName(to: name, among: ["QueueURL", "Topic", "Top"]) == nearest, "\(why)")
    }

    @Test func `is the closest, and the first of equals`() {
        #expect(nearestName(to: "Bucket1", among: ["Bucket22", "Bucket2", "Bucket3"]) == "Bucket2")
        #expect(nearestName(to: "topic", among: ["Topik", "TOPIC"]) == "TOPIC")
    }

    @Test func `can be bound more tightly`() {
        #expect(nearestName(to: "Subscrption", among: ["Subscriptions"], maximumEdits: 1) == nil)
        #expect(nearestName(to: "Subscrption", among: ["Subscriptions"], maximumEdits: 2) == "Subscriptions")
    }
}
