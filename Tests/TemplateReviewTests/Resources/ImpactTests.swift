import CloudFormation
import Testing

@testable import TemplateReview

/// A change of one resource, and what follows from it.
struct ImpactCase: Sendable, CustomTestStringConvertible {
    let why: String
    let type: String
    let old: Value
    let new: Value
    let impact: Impact

    init(_ why: String, _ type: String, _ old: Value, _ new: Value, _ impact: Impact) {
        (self.why, self.type, self.old, self.new, self.impact) = (why, type, old, new, impact)
    }

    var testDescription: String { why }
}

@Suite struct `What happens to a resource` {
    @Test(arguments: [
        ImpactCase(
            "a property that can change",
            "AWS::SNS::Topic",
            ["DisplayName": "a"],
            ["DisplayName": "b"],
            .update
        ),
        ImpactCase("a create-only property", "AWS::SNS::Topic", ["TopicName": "a"], ["TopicName": "b"], .replace),
        ImpactCase("a create-only property that is added", "AWS::SNS::Topic", [:], ["TopicName": "b"], .replace),
        ImpactCase("a create-only property that is removed", "AWS::SNS::Topic", ["TopicName": "b"], [:], .replace),
        ImpactCase("no property at all any more", "AWS::SNS::Topic", ["DisplayName": "b"], [:], .update),
        ImpactCase(
            "a property that may replace",
            "AWS::SNS::Subscription",
            ["Region": "a"],
            ["Region": "b"],
            .mayReplace
        ),
        ImpactCase(
            "a nested create-only property",
            "AWS::EKS::Cluster",
            ["KubernetesNetworkConfig": ["IpFamily": "ipv4"]],
            ["KubernetesNetworkConfig": ["IpFamily": "ipv6"]],
            .replace
        ),
        ImpactCase(
            "beside a nested create-only property",
            "AWS::EKS::Cluster",
            ["KubernetesNetworkConfig": ["IpFamily": "ipv4", "ElasticLoadBalancing": ["Enabled": true]]],
            ["KubernetesNetworkConfig": ["IpFamily": "ipv4", "ElasticLoadBalancing": ["Enabled": false]]],
            .update
        ),
        ImpactCase(
            "an object with a create-only property in it",
            "AWS::EKS::Cluster",
            [:],
            ["KubernetesNetworkConfig": ["IpFamily": "ipv6"]],
            .replace
        ),
        ImpactCase(
            "an object without its create-only properties",
            "AWS::EKS::Cluster",
            [:],
            ["KubernetesNetworkConfig": ["ElasticLoadBalancing": ["Enabled": false]]],
            .update
        ),
        ImpactCase(
            "an expression in the place of an object with a create-only property",
            "AWS::EKS::Cluster",
            ["KubernetesNetworkConfig": ["IpFamily": "ipv6"]],
            ["KubernetesNetworkConfig": ["Fn::If": ["C", ["IpFamily": "ipv6"], ["Ref": "AWS::NoValue"]]]],
            .mayReplace
        ),
        ImpactCase(
            "below a create-only property",
            "AWS::EKS::Cluster",
            ["EncryptionConfig": [["Resources": ["secrets"]]]],
            ["EncryptionConfig": [["Resources": ["other"]]]],
            .replace
        ),
        ImpactCase("a type without a schema", "AWS::Serverless::Function", ["Handler": "a"], ["Handler": "b"], .update),
        ImpactCase("a custom resource", "Custom::Thing", ["Value": 1], ["Value": 2], .update),
        ImpactCase(
            "a custom resource's provider",
            "Custom::Thing",
            ["ServiceToken": "a"],
            ["ServiceToken": "b"],
            .replace
        ),
    ])
    func `follows from the schema`(_ impactCase: ImpactCase) throws {
        let review = try review(
            resources: ["R": resource(impactCase.type, impactCase.old)],
            ["R": resource(impactCase.type, impactCase.new)]
        )
        #expect(review.change(of: "R")?.impact == impactCase.impact)
    }

    /// Every create-only path of every type, against the schema.
    @Test func `agrees with the schemas of all types`() throws {
        var paths = 0
        for type in ResourceTypeFacts.typeNames {
            guard let facts = ResourceTypeFacts.of(type) else { continue }
            for (list, impact) in [(facts.createOnly, Impact.replace), (facts.conditionalCreateOnly, .mayReplace)] {
                for path in list {
                    func properties(_ leaf: Value) -> Value {
                        path.split(separator: ".").reversed().reduce(leaf) { value, name in
                            name == "*" ? [value] : .object([String(name): value])
                        }
                    }
                    let review = try review(
                        resources: ["R": resource(type, properties("old"))],
                        ["R": resource(type, properties("new"))]
                    )
                    let found = review.change(of: "R")?.impact
                    #expect(found == impact || found == .replace, "\(type) \(path): \(String(describing: found))")
                    paths += 1
                }
            }
        }
        #expect(paths > 3_000)
    }

    @Test func `is a replacement when the type changes`() throws {
        let review = try review(resources: ["R": resource("AWS::SNS::Topic")], ["R": resource("AWS::SQS::Queue")])
        #expect(review.change(of: "R")?.impact == .replace)
        #expect(review.change(of: "R")?.causes.first?.contains("its type was AWS::SNS::Topic") == true)
    }

    @Test(
        arguments: [
            (nil, .delete, true), ("Delete", .delete, true), ("Retain", .orphan, false),
            ("RetainExceptOnCreate", .orphan, false), ("Snapshot", .delete, false),
        ] as [(String?, Impact, Bool)]
    )
    func `depends on the deletion policy when it is removed`(_ policy: String?, _ impact: Impact, _ dataLoss: Bool)
        throws
    {
        let attributes: Object = policy.map { ["DeletionPolicy": .string($0)] } ?? [:]
        let change = try #require(
            try review(resources: ["V": resource("AWS::EC2::Volume", [:], attributes)], [:]).change(of: "V")
        )
        #expect(change.impact == impact)
        #expect(change.dataLoss == dataLoss)
        #expect(change.oldAt?.description == "old.json:3:5")
        #expect(change.newAt == nil)
    }

    @Test(arguments: [(nil, true), ("Delete", true), ("Retain", false), ("Snapshot", false)] as [(String?, Bool)])
    func `keeps data as the new template's update policy says`(_ policy: String?, _ dataLoss: Bool) throws {
        let attributes: Object = policy.map { ["UpdateReplacePolicy": .string($0)] } ?? [:]
        let change = try review(
            resources: [
                "T": resource("AWS::RDS::DBInstance", ["DBInstanceIdentifier": "a"], ["DeletionPolicy": "Retain"])
            ],
            ["T": resource("AWS::RDS::DBInstance", ["DBInstanceIdentifier": "b"], attributes)]
        ).change(of: "T")
        #expect(change?.impact == .replace)
        #expect(change?.dataLoss == dataLoss)
        #expect(change?.causes.count == (dataLoss ? 1 : 2))
    }

    @Test func `is no snapshot of what CloudFormation makes none of`() throws {
        let snapshot: Object = ["DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Snapshot"]
        func table(_ name: Value) -> Value { resource("AWS::DynamoDB::Table", ["TableName": name], snapshot) }
        #expect(try review(resources: ["T": table("a")], [:]).change(of: "T")?.dataLoss == true)
        #expect(try review(resources: ["T": table("a")], ["T": table("b")]).change(of: "T")?.dataLoss == true)
    }

    @Test func `is a snapshot of a database that has no policy`() throws {
        let removed = try review(
            resources: [
                "C": resource("AWS::RDS::DBCluster"), "I": resource("AWS::RDS::DBInstance"),
                "M": resource("AWS::RDS::DBInstance", ["DBClusterIdentifier": "c"]),
            ],
            [:]
        )
        #expect(removed.resources.filter(\.dataLoss).map(\.logicalID) == ["M"])
    }

    @Test func `promises nothing where an expression decides`() throws {
        let cluster = resource("AWS::RDS::DBCluster", [:], ["DeletionPolicy": ["Ref": "Policy"]])
        #expect(try review(resources: ["C": cluster], [:]).change(of: "C")?.dataLoss == true)
    }

    @Test func `puts data at risk for types that exist`() {
        let unknown = Retention.statefulTypes.filter { ResourceTypeFacts.of($0) == nil }
        // AWS SAM makes a table of it.
        #expect(unknown == ["AWS::Serverless::SimpleTable"])
    }

    @Test func `is nothing when only attributes change`() throws {
        let change = try review(
            resources: ["T": resource("AWS::SNS::Topic", [:], ["DependsOn": "A"])],
            ["T": resource("AWS::SNS::Topic", [:], ["DependsOn": ["A", "B"], "DeletionPolicy": "Retain"])]
        ).change(of: "T")
        #expect(change?.impact == Impact.none)
        #expect(change?.attributes.map { "\($0.path)" } == ["DependsOn[1]", "DeletionPolicy"])
    }

    @Test func `may be its end when its condition changes`() throws {
        let change = try review(
            resources: ["T": resource("AWS::DynamoDB::Table")],
            ["T": resource("AWS::DynamoDB::Table", [:], ["Condition": "IsProduction"])]
        ).change(of: "T")
        #expect(change?.impact == .mayReplace)
        #expect(change?.dataLoss == true)
    }
}

@Suite struct `A renamed resource` {
    private let topic = resource("AWS::SNS::Topic", ["DisplayName": "a"])

    @Test func `is found by its content`() throws {
        let review = try review(resources: ["Old": topic, "Other": resource("AWS::SQS::Queue")], ["New": topic])
        #expect(review.resources.map(\.logicalID) == ["New", "Other"])
        #expect(review.change(of: "New")?.impact == .rename)
        #expect(review.change(of: "New")?.renamedFrom == "Old")
        #expect(review.change(of: "Other")?.impact == .delete)
    }

    @Test func `loses its data unless they are retained`() throws {
        for (policy, dataLoss) in [("Delete", true), ("Retain", false)] {
            let table = resource("AWS::DynamoDB::Table", [:], ["DeletionPolicy": .string(policy)])
            #expect(try review(resources: ["A": table], ["B": table]).change(of: "B")?.dataLoss == dataLoss)
        }
    }

    @Test func `does not hide the rename of those that refer to it`() throws {
        func policy(of topic: String) -> Value {
            resource(
                "AWS::SNS::TopicPolicy",
                [
                    "Topics": [["Ref": .string(topic)]],
                    "Text": ["Fn::Sub": .string("${\(topic)} and ${\(topic).TopicArn}")],
                ],
                ["DependsOn": .string(topic)]
            )
        }
        let review = try review(
            resources: ["T1": topic, "P1": policy(of: "T1")],
            ["T2": topic, "P2": policy(of: "T2")]
        )
        #expect(review.resources.map(\.renamedFrom) == ["T1", "P1"])
    }

    @Test func `is another one when its content differs`() throws {
        let review = try review(resources: ["A": topic], ["B": resource("AWS::SNS::Topic", ["DisplayName": "b"])])
        #expect(review.resources.map(\.impact) == [.create, .delete])
    }

    @Test func `takes those that refer to it along`() throws {
        func subscription(_ topic: String) -> Value {
            resource("AWS::SNS::Subscription", ["TopicArn": ["Ref": .string(topic)], "Protocol": "sqs"])
        }
        let review = try review(resources: ["A": topic, "S": subscription("A")], ["B": topic, "S": subscription("B")])
        #expect(review.change(of: "S")?.impact == .replace)
    }
}
