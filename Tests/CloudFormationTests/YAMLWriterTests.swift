import CloudFormation
import Foundation
import TestSupport
import Testing

@Suite struct `YAML` {
    @Test func `is what a person would write`() {
        var template = Template(description: "Two topics: one for tests")
        let environment = template.add("Environment", Parameter(.string, default: "test"))
        let isProduction = template.add("IsProduction", Condition.equals(environment.ref, "yes"))
        template.add("IsTest", Condition.not(isProduction.condition))
        let topic = template.add(
            "Topic",
            SNS.Topic(
                topicName: "orders-\(environment.ref)",
                subscription: [SNS.Topic.Subscription(endpoint: "https://example.com", protocol: .https)],
                fifoTopic: true
            ),
            condition: isProduction
        )
        let publish = IAM.Statement(
            effect: .allow,
            principal: .account(AWS.accountID),
            action: ["sns:Publish"],
            resource: [topic.ref]
        )
        template.add(
            "Policy",
            SNS.TopicPolicy(policyDocument: IAM.PolicyDocument(statement: [publish]), topics: [topic.ref])
        )
        template.add(
            "Instance",
            GenericResource(
                "AWS::EC2::Instance",
                [
                    "UserData": [
                        "Fn::Base64": ["Fn::Sub": "#!/bin/sh\necho ${AWS::Region}\n"]
                    ]
                ]
            )
        )
        template.add("Name", Output(value: Fn.join("/", ["0123", topic.topicName])))
        #expect(
            template.yaml() == """
                AWSTemplateFormatVersion: "2010-09-09"

                Description: "Two topics: one for tests"

                Parameters:
                  Environment:
                    Type: String
                    Default: test

                Conditions:
                  IsProduction: !Equals
                    - !Ref Environment
                    - "yes"
                  IsTest: !Not
                    - !Condition IsProduction

                Resources:
                  Topic:
                    Type: AWS::SNS::Topic
                    Condition: IsProduction
                    Properties:
                      TopicName: !Sub orders-${Environment}
                      Subscription:
                        - Endpoint: https://example.com
                          Protocol: https
                      FifoTopic: true

                  Policy:
                    Type: AWS::SNS::TopicPolicy
                    Properties:
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - Effect: Allow
                            Principal:
                              AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
                            Action: sns:Publish
                            Resource: !Ref Topic
                      Topics:
                        - !Ref Topic

                  Instance:
                    Type: AWS::EC2::Instance
                    Properties:
                      UserData:
                        Fn::Base64: !Sub |
                          #!/bin/sh
                          echo ${AWS::Region}

                Outputs:
                  Name:
                    Value: !Join
                      - /
                      - - "0123"
                        - !GetAtt Topic.TopicName

                """
        )
    }

    /// What follows the key in the line of the scalar.
    @Test(
        arguments: [
            // Plain.
            ("plain", "plain"), ("two words", "two words"), ("a:b", "a:b"), ("a#b", "a#b"), ("-a", "-a"), ("?a", "?a"),
            (":a", ":a"), ("https://example.com/?a=b#c", "https://example.com/?a=b#c"),
            ("AWS::SNS::Topic", "AWS::SNS::Topic"),
            ("arn:aws:s3:::b/*", "arn:aws:s3:::b/*"), ("1.2.3", "1.2.3"), ("10.0.0.0/8", "10.0.0.0/8"),
            ("a, b", "a, b"),
            ("it's", "it's"), ("say \"a\"", "say \"a\""), ("C:\\temp", "C:\\temp"), ("grüße 日本", "grüße 日本"),
            ("on-call", "on-call"),
            ("yesterday", "yesterday"), ("2012-10", "2012-10"), ("1e", "1e"), ("+", "+"), (".", "."), ("..", ".."),
            ("${A}", "${A}"),
            ("12 months", "12 months"), ("0x", "0x"), ("<", "<"), ("a]", "a]"),
            // What YAML 1.1 or CloudFormation would take for something else.
            ("2012-10-17", "\"2012-10-17\""), ("2012-10-17T00:00:00Z", "\"2012-10-17T00:00:00Z\""), ("on", "\"on\""),
            ("Off", "\"Off\""), ("y", "\"y\""), ("N", "\"N\""), ("yes", "\"yes\""), ("NO", "\"NO\""),
            ("true", "\"true\""),
            ("False", "\"False\""), ("null", "\"null\""), ("~", "\"~\""), ("", "\"\""), ("0123", "\"0123\""),
            ("10", "\"10\""),
            ("-1.5", "\"-1.5\""), ("+12", "\"+12\""), ("1_000", "\"1_000\""), ("0x1F", "\"0x1F\""),
            ("0b11", "\"0b11\""),
            ("0o17", "\"0o17\""), ("1e3", "\"1e3\""), (".5", "\".5\""), ("5.", "\"5.\""), (".inf", "\".inf\""),
            (".NaN", "\".NaN\""),
            ("12:30", "\"12:30\""), ("190:20:30", "\"190:20:30\""), ("<<", "\"<<\""), ("=", "\"=\""),
            ("111122223333", "\"111122223333\""),
            // Indicators.
            ("!a", "\"!a\""), ("&a", "\"&a\""), ("*", "\"*\""), ("- a", "\"- a\""), ("-", "\"-\""), ("? a", "\"? a\""),
            (": a", "\": a\""),
            ("[a", "\"[a\""), ("{{resolve:ssm:a}}", "\"{{resolve:ssm:a}}\""), ("]", "\"]\""), (",a", "\",a\""),
            ("|", "\"|\""), (">", "\">\""),
            ("%a", "\"%a\""), ("@a", "\"@a\""), ("`a", "\"`a\""), ("#a", "\"#a\""), ("'a'", "\"'a'\""),
            ("---", "\"---\""), ("...", "\"...\""),
            ("a: b", "\"a: b\""), ("a:", "\"a:\""), ("a #b", "\"a #b\""), (" a", "\" a\""), ("a ", "\"a \""),
            // Quotes and backslashes need no escape between single quotes.
            ("\"a\"", "'\"a\"'"), ("{\"a\": 'b'}", "'{\"a\": ''b''}'"), ("\\d: \\w", "'\\d: \\w'"),
            // What is not printable.
            ("a\tb", "\"a\\tb\""), ("\u{0}", "\"\\u0000\""), ("\u{85}\u{2028}\u{FEFF}", "\"\\u0085\\u2028\\uFEFF\""),
            ("a\r\nb", "\"a\\r\\nb\""),
            ("\n", "\"\\n\""), ("a\n\n", "\"a\\n\\n\""), ("😀: ", "\"😀: \""),
        ]
    )
    func `quotes only what would be misread`(_ text: String, _ scalar: String) {
        #expect((["a": .string(text)] as Value).yaml() == "a: \(scalar)\n")
        #expect(Value.object([text: "a"]).yaml() == "\(scalar): a\n")
    }

    @Test(
        arguments: [
            ("a\nb\n", "a: |\n  a\n  b\n"), ("a\nb", "a: |-\n  a\n  b\n"), ("a\n\n  b\n", "a: |\n  a\n\n    b\n"),
            ("  a\nb\n", "a: |2\n    a\n  b\n"), ("\na\n", "a: |\n\n  a\n"), ("\ta\nb", "a: |2-\n  \ta\n  b\n"),
            ("a \nb\n", "a: |\n  a \n  b\n"),
        ]
    )
    func `shows several lines as lines`(_ text: String, _ yaml: String) {
        #expect((["a": .string(text)] as Value).yaml() == yaml)
    }

    @Test(
        arguments: [
            (["Ref": "A"], "!Ref A"), (["Ref": "AWS::Region"], "!Ref AWS::Region"),
            (["Fn::GetAtt": ["A", "B.C"]], "!GetAtt A.B.C"),
            (["Fn::GetAtt": "A.B"], "\n  Fn::GetAtt: A.B"),
            (["Fn::GetAtt": ["A", ["Ref": "B"]]], "!GetAtt\n  - A\n  - !Ref B"),
            (["Fn::Sub": "${A}-b"], "!Sub ${A}-b"),
            (["Fn::Sub": ["${a}", ["a": ["Ref": "A"]]]], "!Sub\n  - ${a}\n  - a: !Ref A"),
            (["Fn::Base64": ["Fn::Sub": "a"]], "\n  Fn::Base64: !Sub a"),
            (["Fn::Join": ["", ["a", ["Ref": "B"]]]], "!Join\n  - \"\"\n  - - a\n    - !Ref B"),
            (["Fn::GetAZs": ""], "!GetAZs \"\""),
            (["Fn::Cidr": [["Ref": "A"], 6, 5]], "!Cidr\n  - !Ref A\n  - 6\n  - 5"),
            (["Fn::Transform": ["Name": "M"]], "\n  Fn::Transform:\n    Name: M"),
            (
                ["Fn::GetStackOutput": ["StackName": ["Ref": "A"], "OutputName": "B"]],
                "\n  Fn::GetStackOutput:\n    StackName: !Ref A\n    OutputName: B"
            ),
            (["Ref": ["Fn::Sub": "a${B}"]], "\n  Ref: !Sub a${B}"),
            (["Condition": "A"], "\n  Condition: A"),
            (["Ref": "A", "b": 1], "\n  Ref: A\n  b: 1"), (["Ref": ["A"]], "\n  Ref:\n    - A"),
            (["Fn::Length": ["a"]], "!Length\n  - a"),
            (
                ["Fn::If": ["A", ["Ref": "AWS::NoValue"], ["Fn::Not": [["Condition": "B"]]]]],
                "!If\n  - A\n  - !Ref AWS::NoValue\n  - !Not\n    - !Condition B"
            ),
            (["Fn::Not": ["Condition": "A"]], "\n  Fn::Not:\n    Condition: A"),
            (["Fn::Unknown": "A"], "\n  Fn::Unknown: A"), ([:], "{}"), ([], "[]"), (.null, "null"), (1.5, "1.5"),
            (false, "false"),
            ([[[1]], [:]], "\n  - - - 1\n  - {}"), ([["a": 1, "b": [2]]], "\n  - a: 1\n    b:\n      - 2"),
        ] as [(Value, String)]
    )
    func `has the short forms of functions`(_ value: Value, _ yaml: String) {
        let separator = yaml.hasPrefix("\n") ? "" : " "
        #expect((["a": value] as Value).yaml() == "a:\(separator)\(yaml)\n")
    }

    @Test func `marks keys that are too long for a simple key`() {
        let key = String(repeating: "k", count: 200)
        #expect(Value.object([key: [1]]).yaml() == "? \(key)\n:\n  - 1\n")
    }
}
