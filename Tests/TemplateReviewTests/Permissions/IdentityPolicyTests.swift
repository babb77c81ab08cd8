import CloudFormation
import Testing

@testable import TemplateReview

private let read: Value = ["Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"]
private let write: Value = ["Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"]
private let bare = resource("AWS::IAM::Role", [:])
private let inline = resource("AWS::IAM::Role", ["Policies": [["PolicyName": "p", "PolicyDocument": document(read)]]])

@Suite struct `What an identity may do` {
    @Test(arguments: [
        "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
    ]) func `is the same wherever its policy stands`(_ type: String) {
        let attached = resource(type, ["Roles": [["Ref": "Role"]], "PolicyDocument": document(read)])
        #expect(comparePermissions(["Role": inline], ["Role": bare, "Policy": attached]).changes.isEmpty)
        let named = resource("AWS::IAM::RolePolicy", ["RoleName": ["Ref": "Role"], "PolicyDocument": document(read)])
        #expect(comparePermissions(["Role": inline], ["Role": bare, "Policy": named]).changes.isEmpty)
        let policy = resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read)])
        let referring = resource("AWS::IAM::Role", ["ManagedPolicyArns": [["Ref": "Policy"]]])
        #expect(comparePermissions(["Role": inline], ["Role": referring, "Policy": policy]).changes.isEmpty)
        let substituting = resource("AWS::IAM::Role", ["ManagedPolicyArns": [["Fn::Sub": "${Policy}"]]])
        #expect(comparePermissions(["Role": inline], ["Role": substituting, "Policy": policy]).changes.isEmpty)
    }

    @Test func `is found by its name as well`() {
        let role = resource("AWS::IAM::Role", ["RoleName": "reader", "Policies": [["PolicyDocument": document(read)]]])
        let policy = resource("AWS::IAM::Policy", ["Roles": ["reader"], "PolicyDocument": document(read)])
        #expect(
            comparePermissions(
                ["Role": role],
                ["Role": resource("AWS::IAM::Role", ["RoleName": "reader"]), "P": policy]
            ).changes
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
        let comparison = comparePermissions(["A": bare, "B": bare, "P": old], ["A": bare, "B": bare, "P": new])
        #expect(comparison.changes.map(\.principal) == ["A, B"])
        #expect(comparison.changes.map(\.witness) == ["newly allowed: `s3:PutObject` on `arn:aws:s3:::b/x`"])
    }

    @Test func `moves with a statement to another role`() {
        let comparison = comparePermissions(["A": inline, "B": bare], ["A": bare, "B": inline])
        #expect(comparison.verdict == .mixed)
        #expect(comparison.changes.map(\.principal) == ["B", "A"])
        #expect(comparison.changes.map(\.verdict) == [.broader, .narrower])
    }

    @Test func `counts for new and removed roles`() {
        #expect(comparePermissions([:], ["Role": inline]).verdict == .broader)
        #expect(comparePermissions(["Role": inline], [:]).verdict == .narrower)
        #expect(
            comparePermissions([:], ["Policy": resource("AWS::IAM::ManagedPolicy", ["PolicyDocument": document(read)])])
                .verdict
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
        let comparison = comparePermissions(
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
        let comparison = comparePermissions(resources(old), resources(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `grows with a group that it joins`() {
        let group = resource("AWS::IAM::Group", ["Policies": [["PolicyDocument": document(write)]]])
        let joining = resource(
            "AWS::IAM::UserToGroupAddition",
            ["GroupName": ["Ref": "G"], "Users": [["Ref": "U"], "x"]]
        )
        let comparison = comparePermissions(
            ["G": group, "U": resource("AWS::IAM::User", [:])],
            ["G": group, "U": resource("AWS::IAM::User", [:]), "J": joining]
        )
        #expect(comparison.verdict == .broader)
        #expect(comparison.changes.map(\.principal) == ["U, x"])
    }

    @Test func `belongs to a user or to a group of one name`() {
        func policy(_ property: String) -> Object {
            ["P": resource("AWS::IAM::Policy", [property: ["x"], "PolicyDocument": document(read)])]
        }
        #expect(comparePermissions(policy("Users"), policy("Groups")).verdict == .mixed)
    }

    @Test(
        arguments: [
            ([:], ["ManagedPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]], .broader),
            ([:], ["CustomerManagedPolicyReferences": [["Name": "p"]]], .broader),
            (["InlinePolicy": document(read)], ["InlinePolicy": document(read, write)], .broader),
            (
                ["InlinePolicy": document(read), "PermissionsBoundary": ["ManagedPolicyArn": "a"]],
                ["InlinePolicy": document(read)], .broader
            ),
        ] as [(Value, Value, AccessComparison.Verdict)]
    )
    func `is read from permission sets`(_ old: Value, _ new: Value, _ verdict: AccessComparison.Verdict) {
        let comparison = comparePermissions(
            ["S": resource("AWS::SSO::PermissionSet", old)],
            ["S": resource("AWS::SSO::PermissionSet", new)]
        )
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
    }

    @Test func `may depend on a condition of the template`() {
        let conditional = resource(
            "AWS::IAM::Policy",
            ["Roles": [["Ref": "Role"]], "PolicyDocument": document(read)],
            condition: "C"
        )
        #expect(comparePermissions(["Role": inline], ["Role": bare, "P": conditional]).verdict == .narrower)
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
        #expect(comparePermissions(["F": old], ["F": new]).verdict == .broader)
        #expect(
            comparePermissions(["F": old], ["F": resource("AWS::Serverless::Function", ["Policies": document(read)])])
                .verdict
                == .narrower
        )
    }
}
