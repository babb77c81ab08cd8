import CloudFormation
import Testing

@testable import TemplateReview

/// Two spellings of a property's value.
struct Spellings: Sendable, CustomTestStringConvertible {
    let left: Value
    let right: Value
    var type = "AWS::Unknown::Type"
    var property = "Property"

    var testDescription: String { "\(property): \(left.json(.compact)) and \(right.json(.compact))" }

    func review() throws -> Review {
        try TemplateReviewTests.review(
            resources: ["R": resource(type, [property: left])],
            ["R": resource(type, [property: right])]
        )
    }

    fileprivate func resource(_ type: String, _ properties: Object) -> Value {
        TemplateReviewTests.resource(type, .object(properties))
    }
}

private func policy(_ statement: Value) -> Value { ["Version": "2012-10-17", "Statement": statement] }

@Suite struct `Values of equal meaning` {
    /// A service reads a document as JSON, in which a number and its spelling as text are two things; IAM takes either.
    @Test(arguments: [
        ("{\"NumericEquals\": 1}", "{\"NumericEquals\": \"1\"}", true), ("{\"a\": true}", "{\"a\": \"true\"}", true),
        ("[null]", "[\"null\"]", true), ("{\"a\": 1}", "{ \"a\" : 1 }", false),
        ("{\"a\": \"1\"}", "{\"a\":\"1\"}", false),
        (
            "{\"Statement\": {\"Effect\": \"Deny\", \"Condition\": {\"Bool\": {\"a\": true}}}}",
            "{\"Statement\": [{\"Effect\": \"Deny\", \"Condition\": {\"Bool\": {\"a\": \"true\"}}}]}", false
        ),
    ])
    func `in documents within text have the same types`(_ old: String, _ new: String, _ differs: Bool) throws {
        let review = try review(
            resources: ["R": resource("X", ["Document": .string(old)])],
            ["R": resource("X", ["Document": .string(new)])]
        )
        #expect(review.isChanged == differs)
    }

    /// By the schema of the type their order means nothing; without a type it is not known to.
    @Test func `are no difference where the type cannot be read any more`() throws {
        func properties(_ name: Value) -> Value {
            let choice: Value = ["Fn::If": ["B", ["VirtualName": name], ["Ref": "AWS::NoValue"]]]
            return ["BlockDeviceMappings": ["Fn::If": ["A", [["VirtualName": "a"]], [choice]]]]
        }
        let review = try review(
            resources: ["R": resource("AWS::EC2::Instance", properties(10))],
            ["R": ["Type": ["AWS::EC2::Instance"], "Properties": properties("10")]]
        )
        #expect(review.change(of: "R") != nil)
        #expect(review.resources.allSatisfy { $0.properties.isEmpty })
    }

    @Test(arguments: [
        Spellings(left: ["a": 1, "b": 2], right: ["b": 2, "a": 1]),
        Spellings(left: 10, right: "10"), Spellings(left: true, right: "true"), Spellings(left: 1.5, right: "1.5"),
        Spellings(left: ["Fn::GetAtt": ["A", "B"]], right: ["Fn::GetAtt": "A.B"]),
        Spellings(left: ["Fn::GetAtt": ["A", "B.C"]], right: ["Fn::GetAtt": "A.B.C"]),
        Spellings(left: ["Fn::GetAtt": ["A", "B", "C"]], right: ["Fn::GetAtt": ["A", "B.C"]]),
        Spellings(left: ["Fn::Sub": "${A}"], right: ["Fn::Sub": ["${A}", [:]]]),
        Spellings(left: ["Fn::Sub": "${A}"], right: ["Fn::Sub": ["${A}"]]),
        Spellings(left: ["Fn::Sub": "plain"], right: "plain"),
        Spellings(left: ["Fn::Sub": "${A}"], right: ["Ref": "A"]),
        Spellings(left: ["Fn::Sub": "${A.B.C}"], right: ["Fn::GetAtt": ["A", "B.C"]]),
        Spellings(left: "{\"a\": [1, 2]}", right: "{ \"a\":[1,2] }"),
        Spellings(left: "{\"a\": 1, \"b\": 2}", right: "{\"b\": 2, \"a\": 1}"),
        Spellings(
            left: policy(["Effect": "Allow", "Action": "a:*", "Resource": "*"]),
            right: policy([["Effect": "Allow", "Action": ["a:*"], "Resource": ["*"]]])
        ),
        Spellings(
            left: policy([["Effect": "Allow", "Action": ["a:B", "a:C"]]]),
            right: policy([["Effect": "Allow", "Action": ["a:C", "a:B"]]])
        ),
        Spellings(
            left: policy([["Effect": "Allow", "Principal": ["AWS": "1"]]]),
            right: policy([["Effect": "Allow", "Principal": ["AWS": ["1"]]]])
        ),
        Spellings(
            left: policy([["Effect": "Deny", "Condition": ["StringEquals": ["k": ["x", "y"]]]]]),
            right: policy([["Effect": "Deny", "Condition": ["StringEquals": ["k": ["y", "x"]]]]])
        ),
        Spellings(
            left: policy([["Effect": "Allow", "Action": "a:B"], ["Effect": "Deny", "Action": "a:C"]]),
            right: policy([["Effect": "Deny", "Action": "a:C"], ["Effect": "Allow", "Action": "a:B"]])
        ),
        Spellings(
            left: policy([
                ["Fn::If": ["C", ["Effect": "Allow", "Action": "a:B"], ["Ref": "AWS::NoValue"]]],
                ["Effect": "Deny", "Action": "a:C"],
            ]),
            right: policy([
                ["Effect": "Deny", "Action": "a:C"],
                ["Fn::If": ["C", ["Effect": "Allow", "Action": ["a:B"]], ["Ref": "AWS::NoValue"]]],
            ])
        ),
        Spellings(
            left: [["Key": "a", "Value": 1], ["Key": "b", "Value": 2]],
            right: [["Key": "b", "Value": 2], ["Key": "a", "Value": 1]],
            type: "AWS::SNS::Topic",
            property: "Tags"
        ),
        Spellings(
            left: ["s-1", "s-2"],
            right: ["s-2", "s-1"],
            type: "AWS::AutoScaling::AutoScalingGroup",
            property: "VPCZoneIdentifier"
        ),
        Spellings(
            left: ["maxReceiveCount": 3],
            right: "{\"maxReceiveCount\": 3}",
            type: "AWS::SQS::Queue",
            property: "RedrivePolicy"
        ),
    ])
    func `are no difference`(_ spellings: Spellings) throws {
        let review = try spellings.review()
        #expect(!review.isChanged, "\(review.resources)")
    }

    @Test(arguments: [
        Spellings(left: "1.10", right: "1.1"), Spellings(left: 1.10, right: "1.10"),
        Spellings(left: "012", right: "12"), Spellings(left: "", right: "0"),
        Spellings(left: "true", right: "True"), Spellings(left: .null, right: ""),
        // One character and two, which Unicode calls equivalent and AWS does not.
        Spellings(left: "\u{E9}", right: "e\u{301}"),
        Spellings(left: [1, 2], right: [2, 1]),
        Spellings(left: "a", right: ["a"]), Spellings(left: [:], right: []), Spellings(left: ["Ref": "A"], right: "A"),
        Spellings(left: ["Ref": "A"], right: ["Ref": "B"]), Spellings(left: "{\"a\": 1}", right: "{\"a\": 2}"),
        Spellings(left: "{a", right: "{ a"), Spellings(left: ["Fn::Sub": "${A}"], right: "${A}"),
        Spellings(left: ["Fn::Sub": "${!A}"], right: ["Ref": "A"]),
        Spellings(left: ["Fn::Sub": "${A}${B}"], right: ["Ref": "A"]),
        Spellings(
            left: policy([["Effect": "Allow", "Action": "a:B"]]),
            right: policy([["Effect": "Deny", "Action": "a:B"]])
        ),
    ])
    func `are told from others`(_ spellings: Spellings) throws {
        let review = try spellings.review()
        #expect(review.change(of: "R")?.properties.isEmpty == false, "\(review.resources)")
    }

    @Test func `makes DependsOn a set`() throws {
        let review = try review(
            resources: [
                "A": resource("X", [:], ["DependsOn": ["B", "C"]]), "D": resource("X", [:], ["DependsOn": "B"]),
                "E": resource("X", [:], ["DependsOn": ["B", "B"]]), "F": resource("X", [:], ["DependsOn": []]),
            ],
            [
                "A": resource("X", [:], ["DependsOn": ["C", "B"]]), "D": resource("X", [:], ["DependsOn": ["B"]]),
                "E": resource("X", [:], ["DependsOn": "B"]), "F": resource("X"),
            ]
        )
        #expect(!review.isChanged)
    }

    @Test func `makes no properties the same as empty ones`() throws {
        #expect(try !review(resources: ["A": ["Type": "X"]], ["A": ["Type": "X", "Properties": [:]]]).isChanged)
        let added = try review(resources: ["A": ["Type": "X"]], ["A": resource("X", ["P": 1])])
        #expect(added.change(of: "A")?.properties.map { "\($0.path)" } == ["P"])
    }

    /// The same text can mean another thing where the indentation around it is another.
    @Test func `reads block scalars anew where the text is the same`() throws {
        func template(_ indentation: Int) throws -> ReviewedTemplate {
            let spaces = String(repeating: " ", count: indentation)
            let text = "Resources:\n  R:\n    Type: X\n    Properties:\n\(spaces)P: |1\n         a\n"
            let source = SourceText(text, name: "template.yaml")
            return ReviewedTemplate(source: source, root: try Node(parsing: source))
        }
        #expect(Review(old: try template(5), new: try template(6)).change(of: "R")?.properties.count == 1)
        #expect(!Review(old: try template(5), new: try template(5)).isChanged)
    }

    @Test func `does not depend on the order of sections and resources`() throws {
        let old: Value = ["Resources": ["A": resource("X"), "B": resource("Y")], "Outputs": ["O": ["Value": 1]]]
        let new: Value = ["Outputs": ["O": ["Value": "1"]], "Resources": ["B": resource("Y"), "A": resource("X")]]
        #expect(try !review(old, new).isChanged)
    }
}

@Suite struct `A changed element` {
    /// The paths of what differs.
    private func paths(_ old: Value, _ new: Value, _ type: String = "AWS::Unknown::Type", _ property: String = "P")
        throws -> [String]
    {
        let review = try review(
            resources: ["R": resource(type, [property: old])],
            ["R": resource(type, [property: new])]
        )
        return review.change(of: "R")?.properties.map { "\($0.path)" } ?? []
    }

    private func resource(_ type: String, _ properties: Object) -> Value {
        TemplateReviewTests.resource(type, .object(properties))
    }

    @Test(
        arguments: [
            (
                [["Key": "a", "Value": 1], ["Key": "b", "Value": 2]],
                [["Key": "b", "Value": 3], ["Key": "a", "Value": 1]], ["P[0].Value"]
            ),
            ([["Name": "a", "Image": 1]], [["Name": "new"], ["Name": "a", "Image": 2]], ["P[0]", "P[1].Image"]),
            ([1, 2, 3], [1, 3], ["P[1]"]), ([1, 2, 3], [1, 9, 3], ["P[1]"]), ([1, 3], [1, 2, 3], ["P[1]"]),
            ([["a": 1, "b": 1], ["a": 2, "b": 2]], [["a": 2, "b": 2]], ["P[0]"]),
            (["a": ["b": ["c": 1]]], ["a": ["b": ["c": 2]]], ["P.a.b.c"]), (["a": 1], ["b": 1], ["P.a", "P.b"]),
            ([["Name": "a"], ["Name": "b"]], [["Name": "b"], ["Name": "a"]], ["P"]),
        ] as [(Value, Value, [String])]
    )
    func `is one change`(_ old: Value, _ new: Value, _ expected: [String]) throws {
        #expect(try paths(old, new) == expected)
    }

    @Test func `is found in policies by content`() throws {
        let read: Value = ["Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"]
        let write: Value = ["Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"]
        let list: Value = ["Effect": "Allow", "Action": ["s3:ListBucket", "s3:ListAll"], "Resource": "*"]
        let less: Value = ["Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": "*"]
        #expect(try paths(policy([read, write, list]), policy([less, write, read])) == ["P.Statement[0].Action[1]"])
    }
}
