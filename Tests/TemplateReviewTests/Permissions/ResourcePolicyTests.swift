import CloudFormation
import Testing

@testable import TemplateReview

@Suite struct `Who may do something with a resource` {
    private static func trust(_ principal: Value, _ condition: Value? = nil) -> Object {
        var statement: Object = ["Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"]
        statement["Condition"] = condition
        return ["Role": resource("AWS::IAM::Role", ["AssumeRolePolicyDocument": document(.object(statement))])]
    }

    @Test(
        arguments: [
            (["AWS": "111122223333"], ["AWS": "arn:aws:iam::111122223333:root"], .equal, false),
            (
                ["AWS": ["Ref": "AWS::AccountId"]],
                ["AWS": ["Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"]], .equal, false
            ),
            (["AWS": "arn:aws:iam::111122223333:role/a"], ["AWS": "111122223333"], .broader, false),
            (["AWS": "111122223333"], ["AWS": "444455556666"], .mixed, false),
            (["AWS": "111122223333"], "*", .broader, true),
            ("*", ["AWS": "*"], .equal, false),
            ("*", ["AWS": "111122223333"], .narrower, false),
            (
                ["Service": "ec2.amazonaws.com"], ["Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]], .broader,
                false
            ),
            (["Service": "ec2.amazonaws.com"], ["Service": "lambda.amazonaws.com"], .mixed, false),
            (["Federated": "x"], ["Service": "x"], .mixed, false),
        ] as [(Value, Value, AccessComparison.Verdict, Bool)]
    )
    func `is compared by principal`(_ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict, _ isPublic: Bool) {
        let comparison = comparePermissions(Self.trust(old), Self.trust(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        #expect(comparison.isPublic == isPublic)
    }

    @Test func `reads well`() {
        let comparison = comparePermissions(
            Self.trust(["AWS": "111122223333"]),
            Self.trust(["AWS": ["111122223333", "arn:aws:iam::444455556666:role/x"]])
        )
        #expect(
            comparison.changes.map(\.witness) == [
                "newly allowed: `sts:AssumeRole` on `Role` for `arn:aws:iam::444455556666:role/x`"
            ]
        )
        #expect(comparison.changes.map(\.principal) == ["arn:aws:iam::444455556666:role/x"])
        #expect(comparison.changes.map(\.resource) == ["Role"])
    }

    @Test(
        arguments: [
            (nil, true), (["StringEquals": ["aws:PrincipalOrgID": "o-1"]], false),
            (["StringEquals": ["sts:ExternalId": "x"]], false),
            (["Bool": ["aws:SecureTransport": "true"]], true), (["StringLike": ["aws:PrincipalArn": "*"]], true),
            (["ArnLike": ["aws:SourceArn": "arn:aws:s3:::b"]], false),
            (["StringEqualsIfExists": ["aws:PrincipalOrgID": "o-1"]], true),
            (["StringNotEquals": ["aws:PrincipalAccount": "1"]], true),
            (["IpAddress": ["aws:SourceIp": "10.0.0.0/8"]], false),
            (["IpAddress": ["aws:SourceIp": "0.0.0.0/0"]], true), (["StringEquals": ["aws:SourceVpce": "v"]], false),
            (["IpAddress": ["aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]]], true),
            (["StringLike": ["aws:PrincipalOrgID": "o-*"]], true),
            (["ForAnyValue:StringLike": ["aws:PrincipalOrgPaths": "o-1/*"]], false),
            (["StringLike": ["aws:PrincipalArn": "arn:aws:iam::*:role/r"]], true),
            (["StringLike": ["aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"]], false),
            (["StringLike": ["aws:PrincipalArn": "arn:*"]], true),
            (["ArnLike": ["aws:SourceArn": "arn:aws:sns:*:*:t"]], true),
            (["ArnLike": ["aws:SourceArn": "arn:aws:s3:::b*"]], true),
            (["ArnLike": ["aws:SourceArn": ["Fn::Sub": "${Api.Arn}/*"]]], false),
            (["ArnLike": ["aws:SourceArn": ["Fn::Sub": "arn:aws:sns:*:${AWS::AccountId}:*"]]], false),
            (["StringLike": ["aws:userid": "AROA1234:*"]], false), (["StringLike": ["aws:userid": "*:x"]], true),
            (["StringEquals": ["aws:username": "x"]], true),
            (["StringEquals": ["aws:PrincipalAccount": "${aws:PrincipalAccount}"]], true),
            (["StringEquals": ["aws:PrincipalAccount": "${aws:ResourceAccount}"]], false),
            (["Bool": ["aws:PrincipalIsAWSService": "true"]], false),
            (["Bool": ["aws:PrincipalIsAWSService": "false"]], true),
        ] as [(Value?, Bool)]
    )
    func `is public unless a condition restricts it`(_ condition: Value?, _ isPublic: Bool) {
        let comparison = comparePermissions(Self.trust(["AWS": "111122223333"]), Self.trust("*", condition))
        #expect(comparison.isPublic == isPublic)
        // What was public already is no news.
        #expect(!comparePermissions(Self.trust("*", condition), Self.trust("*", condition)).isPublic)
    }

    @Test func `is public where a parameter's default is everybody`() {
        func template(_ principal: Value, _ value: String) -> Value {
            [
                "Parameters": ["Who": ["Type": "String", "Default": .string(value)]],
                "Resources": .object(Self.trust(principal)),
            ]
        }
        for (value, isPublic) in [("*", true), ("111122223333", false)] {
            let comparison = AccessComparison.permissions(
                in: TemplatePair(old: template(["AWS": "1"], value), new: template(["AWS": ["Ref": "Who"]], value))
            )
            #expect(comparison.isPublic == isPublic)
        }
    }

    @Test func `is public when only the condition goes`() {
        let comparison = comparePermissions(
            Self.trust("*", ["StringEquals": ["aws:PrincipalOrgID": "o-1"]]),
            Self.trust("*")
        )
        #expect(comparison.verdict == .broader)
        #expect(comparison.isPublic)
        #expect(comparison.changes.first?.witness.contains("for anybody") == true)
    }

    @Test func `is public when only a Deny goes`() {
        func bucket(_ statements: Value) -> Object {
            ["P": resource("AWS::S3::BucketPolicy", ["Bucket": "b", "PolicyDocument": ["Statement": statements]])]
        }
        let open: Value = [
            "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*",
        ]
        let closed: Value = ["Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"]
        let comparison = comparePermissions(bucket([open, closed]), bucket([open]))
        #expect(comparison.changes.map(\.effect) == ["Deny"])
        #expect(comparison.changes.map(\.kind) == [.removed])
        #expect(comparison.changes.map(\.verdict) == [.broader])
        #expect(comparison.isPublic)
    }

    @Test func `and NotPrincipal means everybody else`() {
        func topic(_ element: String, _ principal: Value) -> Object {
            let statement: Value = .object([
                element: principal, "Effect": "Allow", "Action": "sns:Publish", "Resource": "*",
            ])
            return ["P": resource("AWS::SNS::TopicPolicy", ["Topics": ["t"], "PolicyDocument": document(statement)])]
        }
        let comparison = comparePermissions(
            topic("Principal", ["AWS": "111122223333"]),
            topic("NotPrincipal", ["AWS": "111122223333"])
        )
        #expect(comparison.verdict == .mixed)
        #expect(comparison.isPublic)
    }

    @Test(
        arguments: [
            ("AWS::SNS::TopicPolicy", "PolicyDocument", ["Topics": [["Ref": "T"]]]),
            ("AWS::SQS::QueuePolicy", "PolicyDocument", ["Queues": ["q"]]),
            ("AWS::S3::BucketPolicy", "PolicyDocument", ["Bucket": "b"]), ("AWS::KMS::Key", "KeyPolicy", [:]),
            ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", ["SecretId": "s"]),
            ("AWS::ECR::Repository", "RepositoryPolicyText", [:]),
            ("AWS::IoT::Policy", "PolicyDocument", [:]), ("AWS::OpenSearchService::Domain", "AccessPolicies", [:]),
            ("AWS::EFS::FileSystem", "FileSystemPolicy", [:]), ("AWS::Logs::ResourcePolicy", "PolicyDocument", [:]),
        ] as [(String, String, Object)]
    )
    func `is read from policies of any resource`(_ type: String, _ property: String, _ rest: Object) {
        func resources(_ statements: Value...) -> Object {
            var properties = rest
            properties[property] = ["Statement": .array(statements)]
            return ["R": resource(type, .object(properties))]
        }
        let one: Value = ["Effect": "Allow", "Principal": ["AWS": "111122223333"], "Action": "a:B", "Resource": "*"]
        let other: Value = ["Effect": "Allow", "Principal": ["AWS": "111122223333"], "Action": "a:C", "Resource": "*"]
        let comparison = comparePermissions(resources(one), resources(one, other))
        #expect(comparison.verdict == .broader)
        #expect(comparison.changes.map(\.action) == ["a:C"])
        #expect(comparePermissions(resources(one, other), resources(other, one)).changes.isEmpty)
    }

    @Test func `is read from JSON text`() {
        func resources(_ text: Value) -> Object {
            ["R": resource("AWS::Logs::ResourcePolicy", ["PolicyDocument": text])]
        }
        let object: Value = [
            "Statement": [
                ["Effect": "Allow", "Principal": "*", "Action": "logs:*", "Resource": ["Fn::Sub": "${A.Arn}"]]
            ]
        ]
        let text: Value = [
            "Fn::Sub": #"{"Statement":{"Effect":"Allow","Principal":"*","Action":["logs:*"],"Resource":"${A.Arn}"}}"#
        ]
        #expect(comparePermissions(resources(object), resources(text)).changes.isEmpty)
        let other = comparePermissions(
            resources(text),
            resources(#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"logs:*","Resource":"*"}}"#)
        )
        #expect(other.verdict == .broader)
        #expect(other.changes.first?.path.last == .key("PolicyDocument"))
    }

    @Test func `follows the resource, not the policy's own name`() {
        let statement: Value = ["Effect": "Allow", "Principal": ["AWS": "1"], "Action": "sns:Publish", "Resource": "*"]
        let topic = resource("AWS::SNS::Topic", [:])
        func policy(_ topics: Value...) -> Value {
            resource("AWS::SNS::TopicPolicy", ["Topics": .array(topics), "PolicyDocument": document(statement)])
        }
        #expect(
            comparePermissions(
                ["T": topic, "A": policy(["Ref": "T"])],
                ["T": topic, "B": policy(["Fn::GetAtt": "T.TopicArn"])]
            )
            .changes.isEmpty
        )
        for spelling in [["Fn::Sub": "${T}"], ["Fn::Sub": "${T.TopicArn}"], ["Fn::Join": ["", [["Ref": "T"]]]]]
            as [Value]
        {
            #expect(
                comparePermissions(["T": topic, "A": policy(["Ref": "T"])], ["T": topic, "A": policy(spelling)]).changes
                    .isEmpty
            )
        }
        let moved = comparePermissions(
            ["T": topic, "U": topic, "A": policy(["Ref": "T"])],
            ["T": topic, "U": topic, "A": policy(["Ref": "U"])]
        )
        #expect(moved.verdict == .mixed)
    }

    private static func permission(_ extra: Object) -> Object {
        var properties: Object = [
            "Action": "lambda:InvokeFunction", "FunctionName": ["Ref": "F"], "Principal": "sns.amazonaws.com",
        ]
        for entry in extra { properties[entry.key] = entry.value }
        return ["P": resource("AWS::Lambda::Permission", .object(properties))]
    }

    @Test(
        arguments: [
            (["SourceArn": ["Ref": "T"]], [:], .broader, false), ([:], ["SourceAccount": "1"], .narrower, false),
            ([:], ["PrincipalOrgID": "o"], .narrower, false),
            (["SourceArn": "arn:*"], ["SourceArn": "arn:x"], .narrower, false),
            ([:], ["Principal": "*"], .broader, true), ([:], ["Principal": "*", "PrincipalOrgID": "o"], .mixed, false),
            (
                ["Principal": "*", "FunctionUrlAuthType": "AWS_IAM", "PrincipalOrgID": "o"],
                ["Principal": "*", "FunctionUrlAuthType": "NONE"], .mixed, true
            ),
            (["Principal": "111122223333"], ["Principal": "arn:aws:iam::111122223333:root"], .equal, false),
            ([:], ["FunctionName": ["Fn::GetAtt": ["F", "Arn"]]], .mixed, false),
        ] as [(Object, Object, AccessComparison.Verdict, Bool)]
    )
    func `is read from Lambda permissions`(
        _ old: Object,
        _ new: Object,
        _ verdict: AccessComparison.Verdict,
        _ isPublic: Bool
    ) {
        let comparison = comparePermissions(Self.permission(old), Self.permission(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        #expect(comparison.isPublic == isPublic)
        #expect(comparison.changes.allSatisfy { $0.path.count == 3 && $0.logicalID == "P" })
    }

    @Test(
        arguments: [
            (
                "AWS::Lambda::LayerVersionPermission",
                ["Action": "lambda:GetLayerVersion", "LayerVersionArn": "l", "Principal": "111122223333"],
                ["Principal": "*"], true
            ),
            (
                "AWS::Lambda::LayerVersionPermission",
                ["Action": "lambda:GetLayerVersion", "LayerVersionArn": "l", "Principal": "111122223333"],
                ["Principal": "*", "OrganizationId": "o-1"], false
            ),
            (
                "AWS::ACMPCA::Permission",
                ["Actions": ["GetCertificate"], "CertificateAuthorityArn": "c", "Principal": "acm.amazonaws.com"],
                ["Actions": ["GetCertificate", "IssueCertificate"]], false
            ),
        ] as [(String, Object, Object, Bool)]
    )
    func `is read from other permissions`(_ type: String, _ old: Object, _ change: Object, _ isPublic: Bool) {
        var new = old
        for entry in change { new[entry.key] = entry.value }
        let comparison = comparePermissions(["P": resource(type, .object(old))], ["P": resource(type, .object(new))])
        #expect([.broader, .mixed].contains(comparison.verdict))
        #expect(comparison.isPublic == isPublic)
        #expect(comparePermissions([:], ["P": resource(type, .object(new))]).verdict == .broader)
    }

    @Test(arguments: NestedPolicy.paths.flatMap { type, paths in paths.map { (type, $0) } })
    func `is read from policies below other properties`(_ type: String, _ path: [String]) {
        func resources(_ principal: Value) -> Object {
            let policy = document(["Effect": "Allow", "Principal": principal, "Action": "a:B", "Resource": "*"])
            let properties = path.reversed().reduce(policy) { $1 == "*" ? [$0] : .object([$1: $0]) }
            return ["R": resource(type, properties)]
        }
        let comparison = comparePermissions(resources(["AWS": "111122223333"]), resources("*"))
        #expect(comparison.verdict == .broader)
        #expect(comparison.isPublic)
        #expect(comparison.changes.first?.path.count == path.count + 5)
    }

    /// Where the schemas have a JSON document with a policy's name below another property, it is known.
    @Test func `is read from all policies of the schemas`() {
        for type in ResourceTypeFacts.typeNames {
            for path in ResourceTypeFacts.of(type)?.jsonDocuments ?? [] where path.contains(".") {
                let names = path.split(separator: ".").map(String.init)
                guard PolicyCollection.isPolicyName(names.last ?? ""), !type.hasPrefix("AWS::IAM::") else { continue }
                #expect(NestedPolicy.paths[type]?.contains(names) == true, "\(type) \(path)")
            }
        }
    }

    @Test func `is read from event bus policies in both forms`() {
        let old = resource(
            "AWS::Events::EventBusPolicy",
            ["Action": "events:PutEvents", "Principal": "111122223333", "StatementId": "s"]
        )
        let new = resource(
            "AWS::Events::EventBusPolicy",
            [
                "StatementId": "s",
                "Statement": [
                    "Effect": "Allow", "Action": "events:PutEvents", "Principal": ["AWS": "111122223333"],
                    "Resource": "*",
                ],
            ]
        )
        #expect(comparePermissions(["P": old], ["P": new]).changes.isEmpty)
        let open = resource(
            "AWS::Events::EventBusPolicy",
            ["Action": "events:PutEvents", "Principal": "*", "StatementId": "s"]
        )
        #expect(comparePermissions(["P": old], ["P": open]).isPublic)
    }

    @Test func `is limited by a bucket's public access block`() {
        func bucket(_ block: Value?) -> Object {
            var properties: Object = [:]
            properties["PublicAccessBlockConfiguration"] = block
            return ["B": resource("AWS::S3::Bucket", .object(properties))]
        }
        let all: Value = [
            "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
        ]
        #expect(comparePermissions(bucket(nil), bucket(all)).changes.isEmpty)
        // Whether the bucket gets back what buckets have that never had one of their own is not known.
        #expect(
            comparePermissions(bucket(all), bucket(nil)).changes.map(\.verdict)
                == Array(repeating: .incomparable, count: 4)
        )
        #expect(comparePermissions(bucket(all), bucket(["BlockPublicAcls": "true"])).verdict == .broader)
        #expect(comparePermissions(bucket(["BlockPublicAcls": "true"]), bucket(all)).verdict == .narrower)
    }
}
