import CloudFormation
import TestSupport
import Testing

@testable import TemplateReview

@Suite struct `What is left out when access is compared` {
    /// Every real template against the next one: leaving out what says nothing about access changes no answer.
    @Test func `makes no difference`() throws {
        let templates = try Corpus.templates.map { try template(Corpus.bytes("templates", $0), $0) }
        for (old, new) in zip(templates, templates.dropFirst()) {
            let values = ReviewedTemplate.accessValues(old: old, new: new)
            let reduced = TemplatePair(old: values.old, new: values.new)
            let whole = TemplatePair(old: old.root.value, new: new.root.value)
            #expect(AccessComparison.permissions(in: reduced) == .permissions(in: whole), "\(new.source.name)")
            #expect(AccessComparison.network(in: reduced) == .network(in: whole), "\(new.source.name)")
        }
    }

    @Test func `is most of what there is`() throws {
        let read = try template(
            Array(#"{"Resources":{"T":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"a"}}},"Outputs":{}}"#.utf8),
            "a.json"
        )
        #expect(read.accessValue() == ["Resources": ["T": ["Type": "AWS::SNS::Topic"]]])
    }

    private func template(_ bytes: [UInt8], _ name: String) throws -> ReviewedTemplate {
        let source = SourceText(bytes, name: name)
        return ReviewedTemplate(source: source, root: try Node(parsing: source))
    }
}

@Suite struct `A loop` {
    private static func loop(_ type: Value, _ text: Value) -> Value {
        [
            "Fn::ForEach::Each": [
                "Name", ["a", "b"], ["Made${Name}": ["Type": type, "Properties": ["Description": text]]],
            ]
        ]
    }

    @Test(arguments: [
        ("AWS::IAM::Role", AccessComparison.Verdict.mixed, AccessComparison.Verdict.equal),
        ("AWS::SQS::QueuePolicy", .mixed, .equal),
        ("AWS::EC2::SecurityGroup", .equal, .mixed),
        ("AWS::SNS::Topic", .equal, .equal),
    ])
    func `that changes is said to be beyond comparison where it matters`(
        _ type: String,
        _ permissions: AccessComparison.Verdict,
        _ network: AccessComparison.Verdict
    ) {
        let (old, new) = (Self.loop(.string(type), "old"), Self.loop(.string(type), "new"))
        let nothing: Value = [:]
        for (before, after) in [(old, new), (old, nothing), (nothing, new)] {
            let templates = TemplatePair(old: ["Resources": before], new: ["Resources": after])
            let permitted = AccessComparison.permissions(in: templates)
            #expect(permitted.verdict == permissions)
            #expect(AccessComparison.network(in: templates).verdict == network)
            #expect(
                permitted.changes.allSatisfy {
                    $0.witness == "cannot be compared: the resources of `Fn::ForEach::Each`"
                }
            )
            #expect(permitted.changes.count <= 1)
        }
    }

    @Test func `that stays the same is no change`() {
        let value: Value = ["Resources": Self.loop("AWS::IAM::Role", "same")]
        let other: Value = ["Resources": Self.loop("AWS::IAM::Role", "same"), "Outputs": [:]]
        #expect(AccessComparison.permissions(in: TemplatePair(old: value, new: other)).changes.isEmpty)
    }
}
