import CloudFormation
import Testing

@testable import TemplateReview

/// A change of the statements of one role, and what it does.
private struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let old: Value
    let new: Value
    let verdict: AccessComparison.Verdict
    /// A part of some witness.
    var witness: String?

    var testDescription: String { name }

    init(_ name: String, _ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict, _ witness: String? = nil) {
        self.name = name
        self.old = old
        self.new = new
        self.verdict = verdict
        self.witness = witness
    }

    /// A row for actions alone.
    static func actions(
        _ name: String,
        _ old: Value,
        _ new: Value,
        _ verdict: AccessComparison.Verdict,
        _ witness: String? = nil
    ) -> Row {
        Row(name, allow(old), allow(new), verdict, witness)
    }
}

private func allow(_ action: Value, _ resource: Value = "*", _ condition: Value? = nil) -> Value {
    var object: Object = ["Effect": "Allow", "Action": action, "Resource": resource]
    object["Condition"] = condition
    return .object(object)
}

private func deny(_ action: Value, _ resource: Value = "*", _ condition: Value? = nil) -> Value {
    var object: Object = ["Effect": "Deny", "Action": action, "Resource": resource]
    object["Condition"] = condition
    return .object(object)
}

private func role(_ statements: Value) -> Value {
    ["Type": "AWS::IAM::Role", "Properties": ["Policies": [["PolicyDocument": ["Statement": statements]]]]]
}

private func permissions(_ old: Object, _ new: Object, renamed: [String: String] = [:]) -> AccessComparison {
    .permissions(in: TemplatePair(old: ["Resources": .object(old)], new: ["Resources": .object(new)], renamed: renamed))
}

private let someARN: Value = "arn:aws:s3:::b/x"

@Suite struct `Statements compare by meaning` {
    @Test(arguments: [
        Row(
            "a renamed Sid",
            ["Sid": "A", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"],
            allow("s3:Get*"),
            .equal
        ),
        Row("a list of one", allow("s3:GetObject", someARN), [allow(["s3:GetObject"], [someARN])], .equal),
        .actions("another order", ["s3:GetObject", "s3:PutObject"], ["s3:PutObject", "s3:GetObject"], .equal),
        .actions("another case of an action", "s3:GetObject", "S3:getobject", .equal),
        Row(
            "another case of a resource",
            allow("s3:GetObject", "arn:aws:s3:::b/x"),
            allow("s3:GetObject", "arn:aws:s3:::B/x"),
            .mixed,
            "newly allowed: `s3:GetObject` on `arn:aws:s3:::B/x`"
        ),
        Row(
            "a split statement",
            allow(["s3:GetObject", "s3:PutObject"]),
            [allow("s3:GetObject"), allow("s3:PutObject")],
            .equal
        ),
        Row("merged statements", [allow("a:A", "x"), allow("a:A", "y")], allow("a:A", ["x", "y"]), .equal),
        Row(
            "merged statements that cross",
            [allow("a:A", "x"), allow("a:B", "y")],
            allow(["a:A", "a:B"], ["x", "y"]),
            .broader,
            "newly allowed: `a:A` on `y`"
        ),
        .actions("a pattern within a pattern", "ecr:*", "ecr:Get*", .narrower, "no longer allowed: `ecr:PutImage`"),
        .actions("a pattern around a pattern", "ecr:Get*", "ecr:*", .broader, "newly allowed: `ecr:PutImage` on `*`"),
        .actions("patterns that only overlap", "ecr:Get*", "ecr:*Image", .mixed),
        .actions("? within *", "a:x*y", "a:x?y", .narrower),
        .actions("a union that covers", ["s3:Get*", "s3:Put*", "s3:GetObject"], ["s3:Get*", "s3:Put*"], .equal),
        .actions("a redundant action", "s3:*", ["s3:*", "s3:GetObject"], .equal),
        .actions("everything in two spellings", "*", "*:*", .equal),
        Row(
            "a new statement",
            allow("s3:GetObject"),
            [allow("s3:GetObject"), allow("s3:PutObject", "arn:aws:s3:::b/*")],
            .broader,
            "newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x`"
        ),
        Row(
            "a removed statement",
            [allow("s3:GetObject"), allow("s3:PutObject")],
            allow("s3:GetObject"),
            .narrower,
            "no longer allowed: `s3:PutObject` on `*`"
        ),
        Row("a narrower resource", allow("s3:GetObject"), allow("s3:GetObject", "arn:aws:s3:::b/*"), .narrower),
        Row(
            "a removed Deny",
            [allow("s3:*"), deny("s3:PutObject")],
            allow("s3:*"),
            .broader,
            "newly allowed: `s3:PutObject` on `*`"
        ),
        Row(
            "an added Deny",
            allow("s3:*"),
            [allow("s3:*"), deny("s3:PutObject")],
            .narrower,
            "no longer allowed: `s3:PutObject`"
        ),
        Row("an action moved to a Deny", allow(["a:A", "a:B"]), [allow("a:*"), deny("a:B")], .mixed),
        Row(
            "an Allow with NotAction",
            allow("s3:*"),
            ["Effect": "Allow", "NotAction": "iam:*", "Resource": "*"],
            .broader
        ),
        Row(
            "NotAction with an exception more",
            ["Effect": "Allow", "NotAction": "iam:*", "Resource": "*"],
            ["Effect": "Allow", "NotAction": ["iam:*", "s3:*"], "Resource": "*"],
            .narrower,
            "no longer allowed: `s3:PutObject`"
        ),
        Row(
            "a Deny with NotAction with an exception more",
            [allow("*"), ["Effect": "Deny", "NotAction": "iam:*", "Resource": "*"]],
            [allow("*"), ["Effect": "Deny", "NotAction": ["iam:*", "s3:*"], "Resource": "*"]],
            .broader
        ),
        Row(
            "NotResource",
            allow("s3:GetObject"),
            ["Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::b/*"],
            .narrower,
            "no longer allowed: `s3:GetObject` on `arn:aws:s3:::b/x`"
        ),
        Row(
            "everything by a complement and its opposite",
            allow("*"),
            [allow("s3:*"), ["Effect": "Allow", "NotAction": "s3:*", "Resource": "*"]],
            .equal
        ),
    ])
    private func `whatever their words`(_ row: Row) {
        let comparison = permissions(["Role": role(row.old)], ["Role": role(row.new)])
        #expect(comparison.verdict == row.verdict, "\(comparison.changes)")
        if let witness = row.witness {
            #expect(
                comparison.changes.contains { $0.witness.contains(witness) },
                "\(comparison.changes.map(\.witness))"
            )
        }
        if row.verdict == .equal { #expect(comparison.changes.isEmpty) }
        // The way back is the opposite.
        let back = permissions(["Role": role(row.new)], ["Role": role(row.old)])
        #expect(back.verdict == row.verdict.opposite)
    }

    /// Another policy of the account may allow it.
    @Test func `a removed Deny is broader even where nothing here allows what it denied`() {
        let (plain, denied) = (role(allow("s3:*")), role([allow("s3:*"), deny("ec2:*")]))
        let removed = permissions(["Role": denied], ["Role": plain])
        #expect(removed.verdict == .broader)
        #expect(removed.changes.map(\.witness) == ["no longer denied: `ec2:RunInstances` on `*`"])
        #expect(permissions(["Role": plain], ["Role": denied]).verdict == .equal)
    }

    /// Variables came with the newer version of the language; in the older one they are text.
    @Test(
        arguments: [
            ("2012-10-17", "2008-10-17", "arn:aws:s3:::b/${aws:username}", .mixed),
            ("2012-10-17", nil, "arn:aws:s3:::b/${aws:username}", .mixed),
            (nil, "2008-10-17", "arn:aws:s3:::b/${aws:username}", .equal),
            ("2012-10-17", nil, "arn:aws:s3:::b/*", .equal),
        ] as [(String?, String?, Value, AccessComparison.Verdict)]
    )
    func `by the version of the language`(
        _ old: String?,
        _ new: String?,
        _ resource: Value,
        _ verdict: AccessComparison.Verdict
    ) {
        func role(_ version: String?) -> Value {
            var document: Object = ["Statement": allow("s3:GetObject", resource)]
            document["Version"] = version.map { .string($0) }
            return ["Type": "AWS::IAM::Role", "Properties": ["Policies": [["PolicyDocument": .object(document)]]]]
        }
        let comparison = permissions(["Role": role(old)], ["Role": role(new)])
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `and each change says what, where and why`() throws {
        let comparison = permissions(
            ["Role": role([allow(["s3:GetObject"])])],
            [
                "Role": role([
                    allow(
                        ["s3:GetObject", "s3:PutObject"],
                        "arn:aws:s3:::b/*",
                        ["Bool": ["aws:SecureTransport": "true"]]
                    )
                ])
            ]
        )
        let change = try #require(comparison.changes.first)
        #expect(comparison.verdict == .mixed)
        #expect(change.kind == .added)
        #expect(change.verdict == .broader)
        #expect(change.effect == "Allow")
        #expect(change.principal == "Role")
        #expect(change.action == "s3:PutObject")
        #expect(change.resource == "arn:aws:s3:::b/*")
        #expect(change.condition == #"{"Bool":{"aws:SecureTransport":"true"}}"#)
        #expect(
            change.witness
                == "newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x` where `aws:securetransport` is `true`"
        )
        #expect(change.logicalID == "Role")
        let steps: [Finding.PathComponent] = [
            .key("Resources"), .key("Role"), .key("Properties"), .key("Policies"), .index(0), .key("PolicyDocument"),
            .key("Statement"), .index(0),
        ]
        #expect(change.path == steps)
    }
}

@Suite struct `Conditions compare by what meets them` {
    /// The old condition, the new one, and the verdict.
    private static func row(
        _ name: String,
        _ old: Value?,
        _ new: Value?,
        _ verdict: AccessComparison.Verdict,
        _ witness: String? = nil
    ) -> Row {
        Row(name, allow("a:B", "*", old), allow("a:B", "*", new), verdict, witness)
    }

    private static let rows: [Row] = [
        row("added", nil, ["StringEquals": ["sts:ExternalId": "x"]], .narrower, "where `sts:externalid` is absent"),
        row("removed", ["StringEquals": ["sts:ExternalId": "x"]], nil, .broader),
        row(
            "the key's case",
            ["StringEquals": ["aws:SourceArn": "x"]],
            ["StringEquals": ["AWS:sourcearn": ["x"]]],
            .equal
        ),
        row(
            "a value more",
            ["StringEquals": ["k": "x"]],
            ["StringEquals": ["k": ["x", "y"]]],
            .broader,
            "where `k` is `y`"
        ),
        row("another value", ["StringEquals": ["k": "x"]], ["StringEquals": ["k": "y"]], .mixed),
        row("a key more", ["StringEquals": ["k": "x"]], ["StringEquals": ["k": "x", "l": "y"]], .narrower),
        row("keys that differ", ["StringEquals": ["k": "x"]], ["StringEquals": ["l": "x"]], .mixed),
        row("a value within a pattern", ["StringLike": ["k": "x*"]], ["StringEquals": ["k": "xy"]], .narrower),
        row("a pattern within a pattern", ["StringLike": ["k": "x*"]], ["StringLike": ["k": "xy*"]], .narrower),
        row("a star that is none", ["StringEquals": ["k": "x*"]], ["StringLike": ["k": "x*"]], .broader),
        row(
            "ARN patterns",
            ["ArnLike": ["k": "arn:aws:sns:*:*:t"]],
            ["ArnEquals": ["k": "arn:aws:sns:eu-west-1:1:t"]],
            .narrower
        ),
        row(
            "an ARN's wildcards, which end at colons",
            ["ArnLike": ["k": "arn:aws:iam::*:role/r"]],
            ["StringLike": ["k": "arn:aws:iam::*:role/r"]],
            .mixed
        ),
        row(
            "an ARN's wildcards at the end",
            ["ArnLike": ["k": "arn:aws:iam::1:role/*"]],
            ["StringLike": ["k": "arn:aws:iam::1:role/*"]],
            .equal
        ),
        row(
            "an ARN as text",
            ["ArnEquals": ["k": "arn:aws:s3:::b"]],
            ["StringEquals": ["k": "arn:aws:s3:::b"]],
            .equal
        ),
        row("ignoring case", ["StringEquals": ["k": "x"]], ["StringEqualsIgnoreCase": ["k": "X"]], .broader),
        row(
            "a negative value more",
            ["StringNotEquals": ["k": "x"]],
            ["StringNotEquals": ["k": ["x", "y"]]],
            .narrower
        ),
        row("a negative pattern", ["StringNotLike": ["k": "x*"]], ["StringNotEquals": ["k": "xy"]], .broader),
        row("a negative around a positive", ["StringEquals": ["k": "y"]], ["StringNotEquals": ["k": "x"]], .broader),
        row(
            "IfExists",
            ["StringEquals": ["k": "x"]],
            ["StringEqualsIfExists": ["k": "x"]],
            .broader,
            "where `k` is absent"
        ),
        row("Bool", ["Bool": ["k": "true"]], ["Bool": ["k": true]], .equal),
        row("Bool of the opposite", ["Bool": ["k": "true"]], ["Bool": ["k": "false"]], .mixed),
        row("BoolIfExists", ["Bool": ["k": "true"]], ["BoolIfExists": ["k": "true"]], .broader),
        row(
            "addresses within",
            ["IpAddress": ["aws:SourceIp": "10.0.0.0/8"]],
            ["IpAddress": ["aws:SourceIp": "10.1.0.0/16"]],
            .narrower
        ),
        row(
            "addresses around",
            ["IpAddress": ["aws:SourceIp": "10.1.0.0/16"]],
            ["IpAddress": ["aws:SourceIp": "10.0.0.0/8"]],
            .broader,
            "where `aws:sourceip` is `10.0.0.0`"
        ),
        row(
            "addresses in halves",
            ["IpAddress": ["k": "10.0.0.0/8"]],
            ["IpAddress": ["k": ["10.0.0.0/9", "10.128.0.0/9"]]],
            .equal
        ),
        row("IPv6 within", ["IpAddress": ["k": "2001:db8::/32"]], ["IpAddress": ["k": "2001:db8:1::/48"]], .narrower),
        row("NotIpAddress", ["NotIpAddress": ["k": "10.0.0.0/8"]], ["NotIpAddress": ["k": "10.1.0.0/16"]], .broader),
        row("a smaller bound", ["NumericLessThan": ["k": "10"]], ["NumericLessThan": ["k": 5]], .narrower),
        row(
            "a number within bounds",
            ["NumericLessThanEquals": ["k": "10"]],
            ["NumericEquals": ["k": "10"]],
            .narrower
        ),
        row(
            "an earlier date",
            ["DateLessThan": ["k": "2030-01-01T00:00:00Z"]],
            ["DateLessThan": ["k": "2029-12-31"]],
            .narrower
        ),
        row(
            "the same instant",
            ["DateLessThan": ["k": "2030-01-01T00:00:00Z"]],
            ["DateLessThan": ["k": "1893456000"]],
            .equal
        ),
        row("Null", ["StringEquals": ["k": "x"]], ["Null": ["k": "false"]], .broader),
        row(
            "a condition that always holds",
            nil,
            ["StringEqualsIfExists": ["k": "x"], "Null": ["k": "true"]],
            .narrower
        ),
        row(
            "ForAllValues of fewer",
            ["ForAllValues:StringEquals": ["k": ["x", "y"]]],
            ["ForAllValues:StringEquals": ["k": "x"]],
            .narrower
        ),
        row(
            "ForAnyValue of more",
            ["ForAnyValue:StringEquals": ["k": ["x"]]],
            ["ForAnyValue:StringEquals": ["k": ["x", "y"]]],
            .broader
        ),
        row(
            "ForAnyValue to ForAllValues",
            ["ForAnyValue:StringEquals": ["k": "x"]],
            ["ForAllValues:StringEquals": ["k": "x"]],
            .mixed
        ),
        row(
            "three values at once",
            ["ForAnyValue:StringEquals": ["k": "x"], "ForAnyValue:StringLike": ["k": "y"]],
            [
                "ForAnyValue:StringEquals": ["k": "x"], "ForAnyValue:StringLike": ["k": "y"],
                "ForAnyValue:StringEqualsIgnoreCase": ["k": "z"],
            ],
            .narrower
        ),
        row(
            "another of three values",
            [
                "ForAnyValue:StringEquals": ["k": "x"], "ForAnyValue:StringLike": ["k": "y"],
                "ForAnyValue:StringEqualsIgnoreCase": ["k": "z"],
            ],
            [
                "ForAnyValue:StringEquals": ["k": "x"], "ForAnyValue:StringLike": ["k": "y"],
                "ForAnyValue:StringEqualsIgnoreCase": ["k": "w"],
            ],
            .mixed
        ),
        row("an unknown operator", ["Odd": ["k": "x"]], ["Odd": ["k": "y"]], .mixed),
        row("the same unknown operator", ["Odd": ["k": "x"]], ["Odd": ["k": ["x"]]], .equal),
        row("an unknown operator added", nil, ["Odd": ["k": "x"]], .narrower),
        row("a function in place of the condition", nil, ["Fn::Transform": ["Name": "M"]], .narrower),
    ]

    @Test(arguments: rows) private func `whatever their operators`(_ row: Row) {
        let comparison = permissions(["Role": role(row.old)], ["Role": role(row.new)])
        #expect(comparison.verdict == row.verdict, "\(comparison.changes)")
        if let witness = row.witness {
            #expect(
                comparison.changes.contains { $0.witness.contains(witness) },
                "\(comparison.changes.map(\.witness))"
            )
        }
        let back = permissions(["Role": role(row.new)], ["Role": role(row.old)])
        #expect(back.verdict == row.verdict.opposite)
    }

    @Test func `and what is not understood is called incomparable`() {
        let comparison = permissions(
            ["Role": role(allow("a:B", "*", ["Odd": ["k": "x"]]))],
            ["Role": role(allow("a:B", "*", ["Odd": ["k": "y"]]))]
        )
        #expect(comparison.changes.map(\.verdict) == [.incomparable, .incomparable])
        #expect(comparison.changes.map(\.kind) == [.added, .removed])
    }
}

extension AccessComparison.Verdict {
    /// What the verdict becomes when old and new change places.
    fileprivate var opposite: Self {
        switch self {
        case .broader: .narrower
        case .narrower: .broader
        case .mixed, .equal: self
        }
    }
}
