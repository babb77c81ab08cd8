import CloudFormation
import Testing

@testable import TemplateReview

private let read: Value = ["Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"]
private let write: Value = ["Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"]

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
        let comparison = comparePermissions(["R": old], ["R": new])
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.map(\.verdict) == [.incomparable])
        #expect(
            comparison.changes.first?.witness
                == #"cannot be compared: `{"Fn::ForEach::Loop":["X",["a"],{"S":"${X}"}]}`"#
        )
        #expect(comparePermissions(["R": new], ["R": new]).changes.isEmpty)
    }

    @Test func `and many identities with many statements are bounded together`() {
        func resources(_ action: String) -> Value {
            let statements = (0..<20).map { number -> Value in
                ["Effect": "Allow", "Action": .string("\(action):\(number)"), "Resource": "*"]
            }
            let roles = (0..<20).map { Value.string("role\($0)") }
            return [
                "Resources": [
                    "P": resource(
                        "AWS::IAM::Policy",
                        ["Roles": .array(roles), "PolicyDocument": ["Statement": .array(statements)]]
                    )
                ]
            ]
        }
        let templates = TemplatePair(old: resources("a"), new: resources("b"))
        let bounded = AccessComparison.permissions(in: templates, maximumWork: 100_000)
        let last = bounded.changes.filter { $0.action == "all policies" }
        #expect(bounded.verdict == .mixed)
        #expect(last.map(\.kind) == [.added, .removed])
        #expect(
            last.allSatisfy { $0.principal.hasSuffix("role19") && $0.witness == "too many combinations to compare" }
        )
        #expect(!AccessComparison.permissions(in: templates).changes.contains { $0.action == "all policies" })
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
        #expect(comparePermissions(["R": role(wide)], ["R": role(less)]).verdict == .mixed)
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
        #expect(comparePermissions(["R": many], ["R": fewer]).verdict != .equal)
    }
}
