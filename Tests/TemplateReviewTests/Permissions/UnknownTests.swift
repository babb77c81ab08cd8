import CloudFormation
import Testing

@testable import TemplateReview

/// What nobody can know from two templates, before and after.
private struct UnknownChange: CustomTestStringConvertible {
    let name: String
    let old: Value
    let new: Value
    let permissions: AccessChange.Verdict
    let network: AccessChange.Verdict

    init(
        _ name: String,
        _ old: Value,
        _ new: Value,
        permissions: AccessChange.Verdict = .mixed,
        network: AccessChange.Verdict = .equal
    ) {
        (self.name, self.old, self.new) = (name, old, new)
        (self.permissions, self.network) = (permissions, network)
    }

    var testDescription: String { name }
}

private func macro(_ location: String) -> Value {
    ["Name": "AWS::Include", "Parameters": ["Location": .string(location)]]
}

private func template(_ resources: Object, transform: Value? = nil) -> Value {
    var template: Object = ["Resources": .object(resources)]
    template["Transform"] = transform
    return .object(template)
}

private func included(_ type: String, _ location: String) -> Value {
    template(["R": resource(type, ["Fn::Transform": macro(location)])])
}

private func nested(_ properties: Value) -> Value {
    template(["S": resource("AWS::CloudFormation::Stack", properties)])
}

@Suite struct `What only a deployment knows` {
    @Test(arguments: [
        UnknownChange("a macro in a role", included("AWS::IAM::Role", "a"), included("AWS::IAM::Role", "b")),
        UnknownChange(
            "a macro in a role's policies",
            template(["R": resource("AWS::IAM::Role", ["Policies": [["Fn::Transform": macro("a")]]])]),
            template(["R": resource("AWS::IAM::Role", ["Policies": [["Fn::Transform": macro("b")]]])])
        ),
        UnknownChange(
            "a macro in a key, which may have a policy",
            included("AWS::KMS::Key", "a"),
            included("AWS::KMS::Key", "b")
        ),
        UnknownChange(
            "a macro in a resource that has no policy",
            included("AWS::EC2::InternetGateway", "a"),
            included("AWS::EC2::InternetGateway", "b"),
            permissions: .equal
        ),
        UnknownChange(
            "a macro in a security group",
            included("AWS::EC2::SecurityGroup", "a"),
            included("AWS::EC2::SecurityGroup", "b"),
            permissions: .equal,
            network: .mixed
        ),
        UnknownChange(
            "the same macro",
            included("AWS::IAM::Role", "a"),
            template(["R": resource("AWS::IAM::Role", ["Fn::Transform": macro("a"), "Path": "/"])]),
            permissions: .equal
        ),
        UnknownChange(
            "a macro among resources",
            template(["Fn::Transform": macro("a")]),
            template(["Fn::Transform": macro("b")]),
            network: .mixed
        ),
        UnknownChange("a macro of the template", template([:]), template([:], transform: ["Macro"]), network: .mixed),
        UnknownChange(
            "another macro of the template",
            template([:], transform: macro("a")),
            template([:], transform: macro("b")),
            network: .mixed
        ),
        UnknownChange(
            "AWS SAM",
            template([:]),
            template([:], transform: "AWS::Serverless-2016-10-31"),
            permissions: .equal
        ),
        UnknownChange(
            "a nested stack's template",
            nested(["TemplateURL": "a"]),
            nested(["TemplateURL": "b"]),
            network: .mixed
        ),
        UnknownChange(
            "a nested stack's parameters",
            nested(["TemplateURL": "a"]),
            nested(["TemplateURL": "a", "Parameters": ["P": 1]]),
            network: .mixed
        ),
        UnknownChange(
            "a nested stack's tags",
            nested(["TemplateURL": "a"]),
            nested(["TemplateURL": "a", "Tags": []]),
            permissions: .equal
        ),
        UnknownChange("a new nested stack", template([:]), nested(["TemplateURL": "a"]), network: .mixed),
    ])
    private func `is said to be beyond comparison`(_ change: UnknownChange) throws {
        for (old, new) in [(change.old, change.new), (change.new, change.old)] {
            let review = try review(old, new)
            #expect(review.permissions.verdict == change.permissions)
            #expect(review.network.verdict == change.network)
            for difference in review.permissions.changes + review.network.changes {
                #expect(difference.verdict == .incomparable)
                #expect(difference.witness.hasPrefix("cannot be compared: "))
                #expect(difference.at != nil)
            }
        }
    }
}
