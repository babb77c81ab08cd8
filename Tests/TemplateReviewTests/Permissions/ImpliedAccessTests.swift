import CloudFormation
import Testing

@testable import TemplateReview

private func policy(_ principal: Value, _ action: Value = "*") -> Value {
    ["Statement": ["Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"]]
}

private let someone = policy(["AWS": "arn:aws:iam::444455556666:role/r"])

@Suite struct `A resource without a policy` {
    @Test(
        arguments: [
            // An endpoint without one lets everything pass.
            ("AWS::EC2::VPCEndpoint", "PolicyDocument", someone, nil, .broader),
            ("AWS::EC2::VPCEndpoint", "PolicyDocument", nil, someone, .narrower),
            ("AWS::EC2::VPCEndpoint", "PolicyDocument", policy("*"), nil, .equal),
            // A key without one obeys the account's identity policies.
            ("AWS::KMS::Key", "KeyPolicy", someone, nil, .mixed),
            ("AWS::KMS::Key", "KeyPolicy", policy(["AWS": ["Ref": "AWS::AccountId"]], "kms:*"), nil, .equal),
            // A file system without one lets everybody in its network mount it.
            (
                "AWS::EFS::FileSystem", "FileSystemPolicy", policy(["AWS": "1"], "elasticfilesystem:ClientMount"), nil,
                .mixed
            ),
            // Others permit nothing.
            ("AWS::ECR::Repository", "RepositoryPolicyText", someone, nil, .narrower),
        ] as [(String, String, Value?, Value?, AccessComparison.Verdict)]
    )
    func `permits what its service says`(
        _ type: String,
        _ property: String,
        _ old: Value?,
        _ new: Value?,
        _ verdict: AccessComparison.Verdict
    ) {
        func resources(_ policy: Value?) -> Object {
            var properties: Object = ["Other": 1]
            properties[property] = policy
            return ["R": resource(type, .object(properties))]
        }
        let comparison = comparePermissions(resources(old), resources(new))
        #expect(comparison.verdict == verdict, "\(comparison.changes.map(\.witness))")
        #expect(!comparison.isPublic)
    }

    /// What passes through an endpoint needs permission elsewhere.
    @Test func `and an endpoint with one gives nobody anything`() {
        let endpoint = resource("AWS::EC2::VPCEndpoint", ["PolicyDocument": policy("*")])
        #expect(comparePermissions([:], ["E": endpoint]).changes.isEmpty)
        let narrow = resource("AWS::EC2::VPCEndpoint", ["PolicyDocument": someone])
        let wider = comparePermissions(["E": narrow], ["E": endpoint])
        #expect(wider.verdict == .broader)
        #expect(!wider.isPublic)
    }
}

/// A value of a setting before and after, and what becomes of access.
private struct SettingChange: CustomTestStringConvertible {
    let type: String
    let old: Value?
    let new: Value?
    let verdict: AccessComparison.Verdict
    let isPublic: Bool

    init(_ type: String, _ old: Value?, _ new: Value?, _ verdict: AccessComparison.Verdict, isPublic: Bool = false) {
        (self.type, self.old, self.new, self.verdict, self.isPublic) = (type, old, new, verdict, isPublic)
    }

    var testDescription: String { "\(type): \(old?.json(.compact) ?? "new"), \(new?.json(.compact) ?? "gone")" }
}

@Suite struct `A setting that lets callers in` {
    @Test(arguments: [
        SettingChange("AWS::S3::Bucket", [:], ["AccessControl": "PublicRead"], .broader, isPublic: true),
        SettingChange(
            "AWS::S3::Bucket",
            ["AccessControl": "Private"],
            ["AccessControl": "PublicRead"],
            .broader,
            isPublic: true
        ),
        SettingChange(
            "AWS::S3::Bucket",
            ["AccessControl": "PublicRead"],
            ["AccessControl": "PublicReadWrite"],
            .broader,
            isPublic: true
        ),
        SettingChange(
            "AWS::S3::Bucket",
            ["AccessControl": "PublicReadWrite"],
            ["AccessControl": "PublicRead"],
            .narrower
        ),
        SettingChange("AWS::S3::Bucket", [:], ["AccessControl": "AuthenticatedRead"], .broader, isPublic: true),
        SettingChange("AWS::S3::Bucket", [:], ["AccessControl": "LogDeliveryWrite"], .broader),
        SettingChange("AWS::S3::Bucket", [:], ["AccessControl": "BucketOwnerRead"], .equal),
        SettingChange("AWS::S3::Bucket", ["AccessControl": "PublicRead"], ["AccessControl": ["Ref": "P"]], .mixed),
        SettingChange(
            "AWS::S3::Bucket",
            [:],
            ["AccessControl": ["Fn::If": ["C", "PublicRead", "Private"]]],
            .broader,
            isPublic: true
        ),
        SettingChange("AWS::S3::Bucket", nil, ["AccessControl": "PublicRead"], .broader, isPublic: true),
        SettingChange("AWS::S3::Bucket", ["AccessControl": "PublicRead"], nil, .narrower),
        SettingChange("AWS::Lambda::Url", ["AuthType": "AWS_IAM"], ["AuthType": "NONE"], .broader, isPublic: true),
        SettingChange("AWS::Lambda::Url", ["AuthType": "NONE"], ["AuthType": "AWS_IAM"], .narrower),
        SettingChange("AWS::Lambda::Url", nil, ["AuthType": "NONE"], .broader, isPublic: true),
        SettingChange(
            "AWS::Serverless::Function",
            [:],
            ["FunctionUrlConfig": ["AuthType": "NONE"]],
            .broader,
            isPublic: true
        ),
        SettingChange(
            "AWS::ApiGateway::Method",
            ["AuthorizationType": "AWS_IAM"],
            ["AuthorizationType": "NONE"],
            .broader,
            isPublic: true
        ),
        SettingChange("AWS::ApiGateway::Method", nil, ["AuthorizationType": "NONE"], .equal),
        SettingChange("AWS::ApiGatewayV2::Route", ["AuthorizationType": "JWT"], [:], .broader, isPublic: true),
        SettingChange(
            "AWS::Cognito::IdentityPool",
            ["AllowUnauthenticatedIdentities": false],
            ["AllowUnauthenticatedIdentities": "true"],
            .broader,
            isPublic: true
        ),
    ])
    private func `is compared like a statement`(_ change: SettingChange) {
        func resources(_ properties: Value?) -> Object {
            properties.map { ["R": resource(change.type, $0)] } ?? [:]
        }
        let comparison = comparePermissions(resources(change.old), resources(change.new))
        #expect(comparison.verdict == change.verdict, "\(comparison.changes.map(\.witness))")
        #expect(comparison.isPublic == change.isPublic)
    }

    @Test func `says where it stands`() {
        let url = comparePermissions(
            ["U": resource("AWS::Lambda::Url", ["AuthType": "AWS_IAM"])],
            ["U": resource("AWS::Lambda::Url", ["AuthType": "NONE"])]
        ).changes.first
        #expect(url?.witness == "newly allowed: `lambda:InvokeFunctionUrl` on `U` for anybody, by `AuthType`")
        #expect(url?.path == [.key("Resources"), .key("U"), .key("Properties"), .key("AuthType")])
    }

    @Test func `may stand among AWS SAM's globals`() throws {
        func template(_ globals: Value) -> Value {
            [
                "Transform": "AWS::Serverless-2016-10-31", "Globals": ["Function": globals],
                "Resources": ["F": ["Type": "AWS::Serverless::Function", "Properties": ["Policies": ["p"]]]],
            ]
        }
        let boundary = try review(template(["PermissionsBoundary": "arn"]), template([:]))
        #expect(boundary.permissions.verdict == .broader)
        let url = try review(template([:]), template(["FunctionUrlConfig": ["AuthType": "NONE"]]))
        #expect(url.permissions.isPublic)
    }
}
