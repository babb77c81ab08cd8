import CloudFormation
import Testing

@testable import TemplateReview

@Suite struct `A replacement` {
    private func topic(_ name: String) -> Value { resource("AWS::SNS::Topic", ["TopicName": .string(name)]) }

    /// A reference to `Topic` in the create-only name of a queue, in every way to refer to it.
    @Test(
        arguments: [
            ["Ref": "Topic"], ["Fn::GetAtt": ["Topic", "TopicName"]], ["Fn::GetAtt": "Topic.TopicName"],
            ["Fn::Sub": "x-${Topic}"],
            ["Fn::Sub": "x-${Topic.TopicName}-y"], ["Fn::Sub": ["x-${a}", ["a": ["Ref": "Topic"]]]],
            ["Fn::Join": ["-", ["x", ["Fn::GetAtt": ["Topic", "TopicName"]]]]],
            ["Fn::Select": [0, ["Fn::Split": ["-", ["Ref": "Topic"]]]]],
            ["Fn::If": ["C", ["Ref": "Topic"], "x"]], ["Fn::ToJsonString": ["a": ["Ref": "Topic"]]],
            ["Fn::Base64": ["Ref": "Topic"]],
            ["Fn::Sub": ["${a}-${Topic}", ["a": 1]]], ["Fn::Sub": "{\"a\": \"${Topic}\"}"],
            ["Fn::Sub": ["{\"a\": \"${Topic}\"}", ["b": 1]]], ["Fn::Sub": "x-${ Topic }"],
        ] as [Value]
    )
    func `replaces what has a create-only property of the old one`(_ reference: Value) throws {
        let queue = resource("AWS::SQS::Queue", ["QueueName": reference])
        let review = try review(
            resources: ["Topic": topic("a"), "Queue": queue],
            ["Topic": topic("b"), "Queue": queue]
        )
        let change = try #require(review.change(of: "Queue"))
        #expect(change.impact == .replace)
        #expect(
            change.causes == [
                "Queue is replaced because QueueName uses Topic, which is replaced because TopicName changed"
            ]
        )
        #expect(change.properties.isEmpty)
    }

    @Test(
        arguments: [
            ["Fn::Sub": "${!Topic}"], ["Fn::Sub": ["${Topic}", ["Topic": "local"]]], "Topic",
            ["Fn::Join": ["", ["Topic"]]],
        ] as [Value]
    )
    func `does not concern what only looks like a reference`(_ value: Value) throws {
        let queue = resource("AWS::SQS::Queue", ["QueueName": value])
        let review = try review(
            resources: ["Topic": topic("a"), "Queue": queue],
            ["Topic": topic("b"), "Queue": queue]
        )
        #expect(review.change(of: "Queue") == nil)
    }

    @Test func `updates what has another property of the old one`() throws {
        let policy = resource("AWS::SNS::TopicPolicy", ["Topics": [["Ref": "Topic"]]])
        let review = try review(resources: ["Topic": topic("a"), "P": policy], ["Topic": topic("b"), "P": policy])
        #expect(review.change(of: "P")?.impact == .update)
    }

    @Test func `that only may be only may replace others`() throws {
        func subscription(_ region: String) -> Value { resource("AWS::SNS::Subscription", ["Region": .string(region)]) }
        let queue = resource("AWS::SQS::Queue", ["QueueName": ["Ref": "S"]])
        let review = try review(resources: ["S": subscription("a"), "Q": queue], ["S": subscription("b"), "Q": queue])
        #expect(review.change(of: "Q")?.impact == .mayReplace)
    }

    @Test func `goes to the end of a chain, in any order of declaration`() throws {
        func resources(_ name: String, reversed: Bool) -> Object {
            var chain: [(String, Value)] = [("R0", topic(name))]
            for number in 1..<500 {
                chain.append(
                    ("R\(number)", resource("AWS::SNS::Topic", ["TopicName": ["Ref": .string("R\(number - 1)")]]))
                )
            }
            return Object(reversed ? chain.reversed() : chain)
        }
        for reversed in [false, true] {
            let review = try review(resources: resources("a", reversed: reversed), resources("b", reversed: reversed))
            #expect(review.summary == [.replace: 500])
            #expect(
                review.change(of: "R2")?.causes == [
                    "R2 is replaced because TopicName uses R1, which is replaced because TopicName uses R0, "
                        + "which is replaced because TopicName changed"
                ]
            )
            let last = try #require(review.change(of: "R499")?.causes.first)
            #expect(
                last
                    == "R499 is replaced because TopicName uses R498, which is replaced at the end of a chain that begins with R0"
            )
        }
    }

    @Test func `ends at a cycle`() throws {
        func resources(_ name: String) -> Object {
            [
                "A": resource("AWS::SNS::Topic", ["TopicName": ["Fn::Sub": .string("\(name)${B}")]]),
                "B": resource("AWS::SNS::Topic", ["TopicName": ["Ref": "A"]]),
            ]
        }
        #expect(try review(resources: resources("a"), resources("b")).summary == [.replace: 2])
    }

    @Test func `changes outputs that use the resource`() throws {
        let outputs: Value = ["Arn": ["Value": ["Ref": "Topic"]], "Other": ["Value": "x"]]
        let review = try review(
            ["Resources": ["Topic": topic("a")], "Outputs": outputs],
            ["Resources": ["Topic": topic("b")], "Outputs": outputs]
        )
        #expect(review.sections.map(\.section) == ["Outputs"])
        #expect(review.sections[0].entries.map(\.name) == ["Arn"])
        #expect(review.sections[0].entries[0].causes == ["Arn changes because it uses Topic, which is replaced"])
    }
}

@Suite struct `A changed input` {
    private let queue = resource("AWS::SQS::Queue", ["QueueName": ["Ref": "Name"]])

    @Test func `default may replace what reads the parameter`() throws {
        func template(_ value: Value) -> Value {
            ["Parameters": ["Name": ["Type": "String", "Default": value]], "Resources": ["Q": queue]]
        }
        let change = try review(template("a"), template("b")).change(of: "Q")
        #expect(change?.impact == .mayReplace)
        #expect(change?.causes == ["Q may be replaced because QueueName uses parameter Name, whose default changed"])
        #expect(try review(template(1), template("1")).isChanged == false)
    }

    @Test(
        arguments: [
            ("AWS::SSM::Parameter::Value<String>", .mayReplace), ("CommaDelimitedList", .mayReplace), ("Number", nil),
        ] as [(String, Impact?)]
    )
    func `type changes the value where the text is read in another way`(_ type: String, _ impact: Impact?) throws {
        func template(_ type: String) -> Value {
            ["Parameters": ["Name": ["Type": .string(type), "Default": 1]], "Resources": ["Q": queue]]
        }
        let change = try review(template("String"), template(type)).change(of: "Q")
        #expect(change?.impact == impact)
        #expect(change == nil || change?.causes.first?.contains("parameter Name, whose type changed") == true)
    }

    @Test func `name that was a parameter's means another thing`() throws {
        let parameter: Value = ["Parameters": ["Name": ["Type": "String"]], "Resources": ["Q": queue]]
        let topic: Value = ["Resources": ["Q": queue, "Name": resource("AWS::SNS::Topic")]]
        #expect(
            try review(parameter, topic).change(of: "Q")?.causes == [
                "Q is replaced because QueueName uses Name, which was a parameter"
            ]
        )
        #expect(try review(topic, parameter).change(of: "Q")?.impact == .replace)
    }

    @Test func `entry of a mapping concerns those that look it up`() throws {
        func template(_ value: String) -> Value {
            func queue(_ first: Value, _ second: Value) -> Value {
                resource("AWS::SQS::Queue", ["QueueName": ["Fn::FindInMap": ["Names", first, second]]])
            }
            return [
                "Mappings": ["Names": ["prod": ["a": .string(value), "b": "x"], "test": ["a": "y", "b": "y"]]],
                "Resources": [
                    "Changed": queue("prod", "a"), "Same": queue("prod", "b"), "Open": queue(["Ref": "Stage"], "a"),
                    "Other": queue(["Ref": "Stage"], "b"),
                ],
            ]
        }
        let review = try review(template("1"), template("2"))
        #expect(review.change(of: "Changed")?.impact == .replace)
        #expect(review.change(of: "Same") == nil)
        #expect(review.change(of: "Open")?.impact == .mayReplace, "which entry it looks up depends on the stack")
        #expect(review.change(of: "Other") == nil)
    }

    /// A stack that is there has looked up entries that were there.
    @Test func `mapping with more entries concerns nothing that exists`() throws {
        func template(_ regions: Object) -> Value {
            let name: Value = ["Fn::FindInMap": ["Names", ["Ref": "AWS::Region"], "a"]]
            return [
                "Mappings": ["Names": .object(regions)],
                "Resources": ["Q": resource("AWS::SQS::Queue", ["QueueName": name])],
            ]
        }
        let old: Object = ["us-east-1": ["a": "x"]]
        let new: Object = ["us-east-1": ["a": "x", "b": "y"], "eu-west-1": ["a": "z"]]
        #expect(try review(template(old), template(new)).change(of: "Q") == nil)
        #expect(try review(template(new), template(old)).change(of: "Q")?.impact == .mayReplace)
    }

    @Test func `condition concerns resources and values that depend on it, through other conditions`() throws {
        func template(_ value: String) -> Value {
            [
                "Conditions": [
                    "IsProduction": ["Fn::Equals": [["Ref": "Stage"], .string(value)]],
                    "IsTest": ["Fn::Not": [["Condition": "IsProduction"]]], "Alias": ["Condition": "IsTest"],
                    "Other": ["Fn::Equals": [1, 1]],
                ],
                "Resources": [
                    "Value": resource("AWS::SQS::Queue", ["QueueName": ["Fn::If": ["Alias", "a", "b"]]]),
                    "Existence": resource("AWS::SNS::Topic", [:], ["Condition": "IsTest"]),
                    "Same": resource("AWS::SNS::Topic", [:], ["Condition": "Other"]),
                ],
            ]
        }
        let review = try review(template("a"), template("b"))
        #expect(review.change(of: "Value")?.impact == .mayReplace)
        #expect(
            review.change(of: "Existence")?.causes == [
                "Existence may be replaced because whether there is such a resource depends on condition IsTest, "
                    + "which uses condition IsProduction"
            ]
        )
        #expect(review.change(of: "Same") == nil)
        #expect(review.sections.map(\.section) == ["Conditions"])
    }
}
