import CloudFormation
import Testing

@testable import TemplateReview

private func resource(_ type: String, _ properties: Value, condition: String? = nil) -> Value {
    var object: Object = ["Type": .string(type), "Properties": properties]
    object["Condition"] = condition.map { .string($0) }
    return .object(object)
}

private func compare(_ old: Object, _ new: Object) -> AccessComparison {
    .permissions(in: TemplatePair(old: ["Resources": .object(old)], new: ["Resources": .object(new)]))
}

private func document(_ statements: Value...) -> Value { ["Version": "2012-10-17", "Statement": .array(statements)] }

private let read: Value = ["Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"]
private let write: Value = ["Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"]
private let bare = resource("AWS::IAM::Role", [:])
private let inline = resource("AWS::IAM::Role", ["Policies": [["PolicyName": "p", "PolicyDocument": document(read)]]])

@Suite struct `What an identity may do` {
    @Test(arguments: [
        "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
    ]) func `is the same wherever its policy stands`(_ type: String) {
        let attached = resource(type, ["Roles": [["Ref": "Role"]], "PolicyDocument": document(read)])
        #expect(compare(["Role": inline], ["Role": bare, "Policy": attached]).changes.isEmpty)
        let named = resource("AWS::IAM::RolePolicy", ["RoleName": ["Ref": "Role"], "PolicyDocument": document(read)])
        #expect(compare(["Role": inline], ["Role": bare, "Policy": named]).changes.isEmpty)
        let policy = resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read)])
        let referring = resource("AWS::IAM::Role", ["ManagedPolicyArns": [["Ref": "Policy"]]])
        #expect(compare(["Role": inline], ["Role": referring, "Policy": policy]).changes.isEmpty)
    }

    @Test func `is found by its name as well`() {
        let role = resource("AWS::IAM::Role", ["RoleName": "reader", "Policies": [["PolicyDocument": document(read)]]])
        let policy = resource("AWS::IAM::Policy", ["Roles": ["reader"], "PolicyDocument": document(read)])
        #expect(
            compare(["Role": role], ["Role": resource("AWS::IAM::Role", ["RoleName": "reader"]), "P": policy]).changes
                .isEmpty
        )
    }

    @Test func `is one change for a policy of several identities`() {
        let old = resource(
            "AWS::IAM::Policy",
            ["Roles": [["Ref": "A"], ["Ref": "B"]], "PolicyDocument": document(read)]
        )
        let new = resource(
            "AWS::IAM::Policy",
            ["Roles": [["Ref": "A"], ["Ref": "B"]], "PolicyDocument": document(read, write)]
        )
        let comparison = compare(["A": bare, "B": bare, "P": old], ["A": bare, "B": bare, "P": new])
        #expect(comparison.changes.map(\.principal) == ["A, B"])
        #expect(comparison.changes.map(\.witness) == ["newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x`"])
    }

    @Test func `moves with a statement to another role`() {
        let comparison = compare(["A": inline, "B": bare], ["A": bare, "B": inline])
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.map(\.principal) == ["B", "A"])
        #expect(comparison.changes.map(\.verdict) == [.broader, .narrower])
    }

    @Test func `counts for new and removed roles`() {
        #expect(compare([:], ["Role": inline]).verdict == .broader)
        #expect(compare(["Role": inline], [:]).verdict == .narrower)
        #expect(
            compare([:], ["Policy": resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read)])]).verdict
                == .broader
        )
    }

    @Test(
        arguments: [
            ([], ["arn:aws:iam::aws:policy/ReadOnlyAccess"], .broader),
            (["arn:aws:iam::aws:policy/ReadOnlyAccess"], [], .narrower),
            (["a", "b"], ["b", "a"], .equal),
            (
                ["arn:aws:iam::aws:policy/AdministratorAccess"],
                ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"], .equal
            ),
            (["arn:aws:iam::aws:policy/ReadOnlyAccess"], ["arn:aws:iam::aws:policy/AdministratorAccess"], .broader),
            (["arn:aws:iam::aws:policy/AWSDenyAll"], [], .broader),
            ([["Ref": "P"]], [["Ref": "Q"]], .mixed),
            (["a"], [["Fn::If": ["C", "a", ["Ref": "AWS::NoValue"]]]], .mixed),
        ] as [(Value, Value, AccessComparison.Verdict)]
    )
    func `grows and shrinks with attached policies`(_ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict) {
        let comparison = compare(
            ["Role": resource("AWS::IAM::Role", ["ManagedPolicyArns": old])],
            ["Role": resource("AWS::IAM::Role", ["ManagedPolicyArns": new])]
        )
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test(
        arguments: [
            (["Ref": "Boundary"], nil, .broader), (nil, ["Ref": "Boundary"], .narrower), ("a", "a", .equal),
            ("a", "b", .mixed),
            ("a", nil, .broader), (["Ref": "Boundary"], ["Ref": "Wider"], .broader), ("a", ["Ref": "Wider"], .mixed),
        ] as [(Value?, Value?, AccessComparison.Verdict)]
    )
    func `is limited by a boundary`(_ old: Value?, _ new: Value?, _ verdict: AccessComparison.Verdict) {
        func resources(_ boundary: Value?) -> Object {
            var properties: Object = ["Policies": [["PolicyDocument": document(read)]]]
            properties["PermissionsBoundary"] = boundary
            return [
                "Role": resource("AWS::IAM::Role", .object(properties)),
                "Boundary": resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read)]),
                "Wider": resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read, write)]),
                "User": resource("AWS::IAM::User", ["ManagedPolicyArns": [["Ref": "Boundary"], ["Ref": "Wider"]]]),
            ]
        }
        let comparison = compare(resources(old), resources(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `may depend on a condition of the template`() {
        let conditional = resource(
            "AWS::IAM::Policy",
            ["Roles": [["Ref": "Role"]], "PolicyDocument": document(read)],
            condition: "C"
        )
        #expect(compare(["Role": inline], ["Role": bare, "P": conditional]).verdict == .narrower)
    }

    @Test func `is read from AWS SAM functions`() {
        let old = resource(
            "AWS::Serverless::Function",
            ["Policies": [["S3ReadPolicy": ["BucketName": "b"]], document(read)]]
        )
        let new = resource(
            "AWS::Serverless::Function",
            ["Policies": [["S3ReadPolicy": ["BucketName": "b"]], document(read, write)]]
        )
        #expect(compare(["F": old], ["F": new]).verdict == .broader)
        #expect(
            compare(["F": old], ["F": resource("AWS::Serverless::Function", ["Policies": document(read)])]).verdict
                == .narrower
        )
    }
}

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
        let comparison = compare(Self.trust(old), Self.trust(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        #expect(comparison.isPublic == isPublic)
    }

    @Test func `reads well`() {
        let comparison = compare(
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
        ] as [(Value?, Bool)]
    )
    func `is public unless a condition restricts it`(_ condition: Value?, _ isPublic: Bool) {
        let comparison = compare(Self.trust(["AWS": "111122223333"]), Self.trust("*", condition))
        #expect(comparison.isPublic == isPublic)
        // What was public already is no news.
        #expect(!compare(Self.trust("*", condition), Self.trust("*", condition)).isPublic)
    }

    @Test func `is public when only the condition goes`() {
        let comparison = compare(Self.trust("*", ["StringEquals": ["aws:PrincipalOrgID": "o-1"]]), Self.trust("*"))
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
        let comparison = compare(bucket([open, closed]), bucket([open]))
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
        let comparison = compare(
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
        let comparison = compare(resources(one), resources(one, other))
        #expect(comparison.verdict == .broader)
        #expect(comparison.changes.map(\.action) == ["a:C"])
        #expect(compare(resources(one, other), resources(other, one)).changes.isEmpty)
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
        #expect(compare(resources(object), resources(text)).changes.isEmpty)
        let other = compare(
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
            compare(["T": topic, "A": policy(["Ref": "T"])], ["T": topic, "B": policy(["Fn::GetAtt": "T.TopicArn"])])
                .changes.isEmpty
        )
        let moved = compare(
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
        let comparison = compare(Self.permission(old), Self.permission(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        #expect(comparison.isPublic == isPublic)
        #expect(comparison.changes.allSatisfy { $0.path.count == 3 && $0.logicalID == "P" })
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
        #expect(compare(["P": old], ["P": new]).changes.isEmpty)
        let open = resource(
            "AWS::Events::EventBusPolicy",
            ["Action": "events:PutEvents", "Principal": "*", "StatementId": "s"]
        )
        #expect(compare(["P": old], ["P": open]).isPublic)
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
        #expect(compare(bucket(all), bucket(nil)).changes.isEmpty)
        #expect(compare(bucket(all), bucket(["BlockPublicAcls": "true"])).verdict == .broader)
        #expect(compare(bucket(["BlockPublicAcls": "true"]), bucket(all)).verdict == .narrower)
    }
}

@Suite struct `Nothing in a template makes the comparison fail` {
    private static let oddities: [Value] = [
        .null, "text", 3, [], [:], [.null], ["Ref": "AWS::NoValue"], ["Ref": "P"], ["Fn::Transform": ["Name": "M"]],
        ["Fn::ForEach::Loop": ["X", ["a"], ["S${X}": ["Effect": "Allow"]]]], ["Fn::If": ["C", .null, "x"]],
        ["Fn::If": "C"],
        ["Statement": .null], ["Statement": "x"],
        ["Statement": [.null, 1, "x", ["Effect": "Maybe"], ["Effect": "Allow"]]],
        ["Statement": ["Effect": "Allow", "Action": .null, "Resource": .null, "Principal": 3, "Condition": [1]]],
        [
            "Statement": [
                "Effect": "Allow", "Action": [[["x"]]], "Resource": [:],
                "Condition": ["StringEquals": "x", "Bool": ["k": .null]],
            ]
        ],
        ["Statement": ["Effect": ["Ref": "P"], "Action": "*", "Resource": "*"]], "{\"Statement\":",
        "{\"Statement\": 3}",
    ]

    @Test(arguments: oddities.indices) func `whatever stands where`(_ index: Int) {
        let odd = Self.oddities[index]
        func template(_ value: Value) -> Value {
            [
                "Parameters": value, "Conditions": value, "Mappings": value,
                "Resources": [
                    "A": value, "B": ["Type": value, "Properties": value], "C": resource("AWS::IAM::Role", value),
                    "D": resource(
                        "AWS::IAM::Role",
                        [
                            "Policies": value, "AssumeRolePolicyDocument": value, "ManagedPolicyArns": value,
                            "PermissionsBoundary": value,
                        ]
                    ),
                    "E": resource("AWS::IAM::Role", ["Policies": [value, ["PolicyDocument": value]]]),
                    "F": resource("AWS::IAM::ManagedPolicy", ["Roles": value, "PolicyDocument": value]),
                    "G": resource(
                        "AWS::Lambda::Permission",
                        ["Action": value, "Principal": value, "FunctionName": value]
                    ),
                    "H": resource("AWS::SNS::TopicPolicy", ["Topics": value, "PolicyDocument": value]),
                    "I": resource("AWS::S3::Bucket", ["PublicAccessBlockConfiguration": value]),
                    "J": resource(
                        "AWS::EC2::SecurityGroup",
                        ["SecurityGroupIngress": value, "SecurityGroupEgress": [value]]
                    ),
                    "K": resource(
                        "AWS::EC2::SecurityGroupIngress",
                        ["GroupId": value, "IpProtocol": value, "CidrIp": value]
                    ),
                    "L": resource("AWS::Events::EventBusPolicy", ["Statement": value, "EventBusName": value]),
                    "M": resource("AWS::Serverless::Function", ["Policies": value]),
                ],
            ]
        }
        #expect(
            AccessComparison.permissions(
                in: TemplatePair(old: template(odd), new: template(odd), renamed: ["A": "B"])
            ).verdict
                != .broader
        )
        for other in Self.oddities + [document(read)] {
            for (old, new) in [(template(odd), template(other)), (odd, other)] {
                _ = AccessComparison.permissions(in: TemplatePair(old: old, new: new))
                _ = AccessComparison.network(in: TemplatePair(old: old, new: new))
            }
        }
    }

    @Test func `and what is not understood is shown as it is`() {
        let loop: Value = ["Fn::ForEach::Loop": ["X", ["a"], ["S": "${X}"]]]
        let old = resource("AWS::IAM::Role", ["Policies": [["PolicyDocument": document(read)]]])
        let new = resource("AWS::IAM::Role", ["Policies": [["PolicyDocument": document(read, loop)]]])
        let comparison = compare(["R": old], ["R": new])
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.map(\.verdict) == [.incomparable])
        #expect(
            comparison.changes.first?.witness
                == #"cannot be compared: `{"Fn::ForEach::Loop":["X",["a"],{"S":"${X}"}]}`"#
        )
        #expect(compare(["R": new], ["R": new]).changes.isEmpty)
    }

    /// Patterns whose automaton has a state for every subset of them, and conditions over very many keys.
    @Test func `and what would take too long is called incomparable`() {
        let patterns = (0..<40).map { Value.string("*" + String(repeating: "?", count: $0) + "a\($0)*b") }
        func role(_ statements: Value...) -> Value {
            resource(
                "AWS::IAM::Role",
                ["Policies": [["PolicyDocument": document(statements[0], statements.count > 1 ? statements[1] : read)]]]
            )
        }
        let wide: Value = ["Effect": "Allow", "Action": .array(patterns), "Resource": .array(patterns)]
        let less: Value = [
            "Effect": "Allow", "Action": .array(Array(patterns.dropLast())), "Resource": .array(patterns),
        ]
        #expect(compare(["R": role(wide)], ["R": role(less)]).verdict == .mixed)
        let keys = Object((0..<200).map { ("k\($0)", .string("v")) })
        let statements: [Value] = (0..<200).map { number in
            [
                "Effect": number % 3 == 0 ? "Deny" : "Allow", "Action": "*", "Resource": "*",
                "Condition": ["StringLike": .object(keys), "StringNotEquals": ["l\(number)": "x"]],
            ]
        }
        let many = resource("AWS::IAM::Role", ["Policies": [["PolicyDocument": ["Statement": .array(statements)]]]])
        let fewer = resource(
            "AWS::IAM::Role",
            ["Policies": [["PolicyDocument": ["Statement": .array(Array(statements.dropLast()))]]]]
        )
        #expect(compare(["R": many], ["R": fewer]).verdict != .equal)
    }
}
