import CloudFormation
import Testing

@testable import TemplateReview

private func template(_ resource: Value, _ rest: Object = [:]) -> Value {
    var template = rest
    template["Resources"] = [
        "Topic": ["Type": "AWS::SNS::Topic"], "Queue": ["Type": "AWS::SQS::Queue"],
        "Role": [
            "Type": "AWS::IAM::Role",
            "Properties": [
                "Policies": [
                    ["PolicyDocument": ["Statement": [["Effect": "Allow", "Action": "a:B", "Resource": resource]]]]
                ]
            ],
        ],
    ]
    return .object(template)
}

@Suite struct `References in policies` {
    @Test(
        arguments: [
            (["Fn::GetAtt": ["Queue", "Arn"]], ["Fn::Sub": "${Queue.Arn}"], .equal),
            (["Fn::GetAtt": ["Queue", "Arn"]], ["Fn::GetAtt": "Queue.Arn"], .equal),
            (["Ref": "Topic"], ["Fn::GetAtt": ["Topic", "TopicArn"]], .equal),
            (
                ["Fn::Sub": "arn:${AWS::Partition}:s3:::b"],
                ["Fn::Join": ["", ["arn:", ["Ref": "AWS::Partition"], ":s3:::b"]]], .equal
            ),
            (["Fn::Sub": ["${A}/x", ["A": ["Ref": "Topic"]]]], ["Fn::Sub": "${Topic}/x"], .equal),
            (["Fn::Sub": "${!aws:username}"], "${aws:username}", .equal),
            (["Fn::Sub": "$x$${Topic}${y"], ["Fn::Join": ["", ["$x$", ["Ref": "Topic"], "${y"]]], .equal),
            (["Fn::Select": [1, ["x", ["Ref": "Topic"]]]], ["Ref": "Topic"], .equal),
            (["Fn::GetAtt": ["Queue", "Arn"]], "*", .broader),
            (["Fn::Sub": "${Queue.Arn}/*"], ["Fn::Sub": "${Queue.Arn}/x/*"], .narrower),
            (["Fn::Sub": "arn:${AWS::Partition}:s3:::b/*"], ["Fn::Sub": "arn:*:s3:::b/*"], .broader),
            (["Ref": "Topic"], ["Ref": "Queue"], .mixed),
            (["Fn::Sub": "${Topic}"], "?*", .mixed),
            (["Fn::ImportValue": "x"], ["Fn::ImportValue": "y"], .mixed),
            (["Fn::FindInMap": ["M", "a", "b"]], "found", .equal),
            ("${*}", "*", .broader),
        ] as [(Value, Value, AccessComparison.Verdict)]
    )
    func `are symbols`(_ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict) {
        let rest: Object = ["Mappings": ["M": ["a": ["b": "found"]]]]
        let comparison = AccessComparison.permissions(
            in: TemplatePair(old: template(old, rest), new: template(new, rest))
        )
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `show in witnesses`() {
        let comparison = AccessComparison.permissions(
            in: TemplatePair(
                old: template(["Ref": "Topic"]),
                new: template([["Ref": "Topic"], ["Fn::GetAtt": ["Queue", "Arn"]]])
            )
        )
        #expect(comparison.changes.map(\.witness) == ["newly allowed: `a:B` on `${Queue.Arn}`"])
        #expect(comparison.changes.map(\.resource) == ["${Queue.Arn}"])
    }

    @Test func `to a parameter whose default changes stand for the defaults`() {
        func parameter(_ value: Value) -> Object { ["Parameters": ["P": ["Type": "String", "Default": value]]] }
        let comparison = AccessComparison.permissions(
            in: TemplatePair(
                old: template(["Fn::Sub": "${P}/x"], parameter("b")),
                new: template(["Fn::Sub": "${P}/x"], parameter("*"))
            )
        )
        #expect(comparison.verdict == .broader)
        #expect(
            AccessComparison.permissions(
                in: TemplatePair(
                    old: template(["Ref": "P"], parameter("b")),
                    new: template(["Ref": "P"], parameter("b"))
                )
            ).verdict == .equal
        )
    }

    @Test func `to a renamed resource are the same`() {
        let old: Value = [
            "Resources": [
                "Old": ["Type": "AWS::SQS::Queue"],
                "OldRole": [
                    "Type": "AWS::IAM::Role",
                    "Properties": [
                        "Policies": [
                            [
                                "PolicyDocument": [
                                    "Statement": [
                                        "Effect": "Allow", "Action": "*", "Resource": ["Fn::Sub": "${Old.Arn}/${!Old}"],
                                    ]
                                ]
                            ]
                        ]
                    ],
                ],
            ]
        ]
        let new: Value = [
            "Resources": [
                "New": ["Type": "AWS::SQS::Queue"],
                "NewRole": [
                    "Type": "AWS::IAM::Role",
                    "Properties": [
                        "Policies": [
                            [
                                "PolicyDocument": [
                                    "Statement": [
                                        "Effect": "Allow", "Action": "*", "Resource": ["Fn::Sub": "${New.Arn}/${!Old}"],
                                    ]
                                ]
                            ]
                        ]
                    ],
                ],
            ]
        ]
        let names = ["Old": "New", "OldRole": "NewRole"]
        #expect(AccessComparison.permissions(in: TemplatePair(old: old, new: new, renamed: names)).changes.isEmpty)
        let gone = AccessComparison.permissions(in: TemplatePair(old: old, new: ["Resources": [:]], renamed: names))
        #expect(gone.changes.map(\.logicalID) == ["OldRole"])
        #expect(gone.changes.first?.path.dropFirst().first == .key("OldRole"))
    }

    @Test(
        arguments: [
            (["Fn::If": ["C", "x", "y"]], ["Fn::If": ["C", "x", "y"]], .equal),
            (["x", "y"], ["x", ["Fn::If": ["C", "y", ["Ref": "AWS::NoValue"]]]], .narrower),
            ([["Fn::If": ["C", "x", "y"]]], ["x", "y"], .broader),
            (["Fn::If": ["C", "x", "y"]], ["Fn::If": ["C", "y", "x"]], .mixed),
            (["Fn::If": ["C", "x", "x"]], "x", .equal),
            (["Fn::If": ["C", ["Fn::If": ["C", "x", "z"]], "y"]], ["Fn::If": ["C", "x", "y"]], .equal),
        ] as [(Value, Value, AccessComparison.Verdict)]
    )
    func `by Fn--If are guarded by the condition`(_ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict) {
        let comparison = AccessComparison.permissions(in: TemplatePair(old: template(old), new: template(new)))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `by a condition that means something else now cannot be the same`() {
        let value: Value = ["Fn::If": ["C", "x", "y"]]
        let comparison = AccessComparison.permissions(
            in: TemplatePair(
                old: template(value, ["Conditions": ["C": ["Fn::Equals": ["a", "a"]]]]),
                new: template(value, ["Conditions": ["C": ["Fn::Equals": ["a", "b"]]]])
            )
        )
        #expect(comparison.verdict == .mixed)
    }

    /// Nobody can say which branch a stack has whose parameter may have another value.
    @Test func `by a condition that depends on what differs cannot be the same`() throws {
        func parameter(_ value: Value) -> Object { ["Parameters": ["P": ["Type": "String", "Default": value]]] }
        func mapping(_ value: Value) -> Object { ["Mappings": ["M": ["a": ["b": value]]]] }
        func conditions(_ operand: Value) -> Value {
            ["C": ["Fn::Not": [["Condition": "D"]]], "D": ["Fn::Equals": [operand, "x"]]]
        }
        let value: Value = ["Fn::If": ["C", "x", "*"]]
        let cases: [(old: Object, new: Object, operand: Value)] = [
            (parameter("x"), parameter("y"), ["Ref": "P"]),
            (mapping("x"), mapping("y"), ["Fn::FindInMap": ["M", "a", "b"]]),
        ]
        for (old, new, operand) in cases {
            var (before, after) = (old, new)
            before["Conditions"] = conditions(operand)
            after["Conditions"] = conditions(operand)
            #expect(try review(template(value, before), template(value, after)).permissions.verdict == .mixed)
            #expect(try review(template("x", before), template("x", after)).permissions.verdict == .equal)
        }
    }
}
