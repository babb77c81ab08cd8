import CloudFormation
import Testing

private let topic = ResourceHandle<SNS.Topic>("Topic")
private let environment = ParameterHandle<Property<String>>("Environment")
private let isProduction = ConditionHandle("IsProduction")

@Suite struct `An interpolated property` {
    @Test func `without references is a literal`() {
        #expect(Property<String>("orders-\("eu")-\(3)").value == "orders-eu-3")
    }

    @Test func `becomes Fn Sub with references to parameters, attributes and pseudo parameters`() {
        let property: Property<String> = "\(environment.ref)/\(topic.topicName)/\(AWS.region)"
        #expect(property.value == ["Fn::Sub": "${Environment}/${Topic.TopicName}/${AWS::Region}"])
    }

    @Test func `stands among the properties of a generic resource`() {
        let resource = GenericResource("AWS::SQS::Queue", ["QueueName": "orders-\(environment.ref)", "Tag": "\(1)"])
        #expect(resource.value == ["QueueName": ["Fn::Sub": "orders-${Environment}"], "Tag": "1"])
    }

    @Test func `takes the text of another Fn Sub as it is`() {
        let arn: Property<String> = "arn:\(AWS.partition):s3:::b/${aws:username}"
        let objects: Property<String> = "\(arn)/*"
        #expect(objects.value == ["Fn::Sub": "arn:${AWS::Partition}:s3:::b/${!aws:username}/*"])
    }

    @Test func `passes other functions as variables, the same one once`() {
        let id = Fn.select(2, Fn.split("/", AWS.stackID))
        let property: Property<String> = "a-\(id)-\(id)-\(Fn.importValue("x"))"
        #expect(
            property.value == [
                "Fn::Sub": [
                    "a-${Value1}-${Value1}-${Value2}",
                    ["Value1": id.value, "Value2": ["Fn::ImportValue": "x"]],
                ]
            ]
        )
    }

    @Test func `chooses names of variables that hide no reference`() {
        let parameter = ParameterHandle<Property<String>>("Value1")
        let property: Property<String> = "\(parameter.ref)\(Fn.importValue("x"))"
        #expect(property.value == ["Fn::Sub": ["${Value1}${Value2}", ["Value2": ["Fn::ImportValue": "x"]]]])
    }

    @Test(
        arguments: [
            ("${aws:username}", "${!aws:username}", [:]),
            ("$", "$", [:]),
            ("{}$$", "{}$$", [:]),
            ("${!x}", "${!!x}", [:]),
            ("a${b", "a${Value1}b", ["Value1": "${"]),
            ("${a${b}", "${Value1}a${!b}", ["Value1": "${"]),
        ] as [(String, String, Object)]
    )
    func `keeps text that looks like a reference`(_ text: String, _ escaped: String, _ variables: Object) {
        let property: Property<String> = "\(text)\(AWS.region)"
        let expected: Value =
            variables.isEmpty
            ? ["Fn::Sub": .string(escaped + "${AWS::Region}")]
            : ["Fn::Sub": [.string(escaped + "${AWS::Region}"), .object(variables)]]
        #expect(property.value == expected)
    }

    @Test func `sees a reference that begins in one text and ends in the next`() {
        let property: Property<String> = "\("$")\("{x}")\(AWS.region)"
        #expect(property.value == ["Fn::Sub": "${!x}${AWS::Region}"])
    }
}

@Suite struct `An intrinsic function` {
    @Test func `has the form of the reference`() {
        let zones: List<Property<String>> = Fn.getAZs()
        let subnets: List<Property<String>> = Fn.cidr("10.0.0.0/16", count: 4, cidrBits: 8)
        let name: Property<String> = MappingHandle("Names").find(AWS.region, "Name")
        let fallback: Property<Int> = Fn.findInMap("Sizes", AWS.region, "Small", default: 1)
        let included: Property<String> = Fn.transform("Upper", parameters: ["Text": "a"])
        let looped: Property<String> = Fn.ref("Topic${Name}")
        let computed: Property<String> = Fn.ref("Topic\(environment.ref)")
        let attribute: Property<String> = Fn.getAtt("Topic${Name}", "TopicArn")
        let cases: [(Value, Value)] = [
            (topic.ref.value, ["Ref": "Topic"]),
            (topic.topicArn.value, ["Fn::GetAtt": ["Topic", "TopicArn"]]),
            (Fn.base64("x").value, ["Fn::Base64": "x"]),
            (subnets.value, ["Fn::Cidr": ["10.0.0.0/16", 4, 8]]),
            (name.value, ["Fn::FindInMap": ["Names", ["Ref": "AWS::Region"], "Name"]]),
            (fallback.value, ["Fn::FindInMap": ["Sizes", ["Ref": "AWS::Region"], "Small", ["DefaultValue": 1]]]),
            (zones.value, ["Fn::GetAZs": ""]),
            (Fn.if(isProduction, Property<Int>(3), 1).value, ["Fn::If": ["IsProduction", 3, 1]]),
            (
                Fn.if(isProduction, zones, .noValue).value,
                ["Fn::If": ["IsProduction", zones.value, ["Ref": "AWS::NoValue"]]]
            ),
            (Fn.importValue("x").value, ["Fn::ImportValue": "x"]),
            (Fn.join("-", ["a", environment.ref]).value, ["Fn::Join": ["-", ["a", ["Ref": "Environment"]]]]),
            (Fn.length(zones).value, ["Fn::Length": zones.value]),
            (Fn.select(0, zones).value, ["Fn::Select": [0, zones.value]]),
            (Fn.split(",", "a,b").value, ["Fn::Split": [",", "a,b"]]),
            (Fn.sub("${A}", ["A": "b"]).value, ["Fn::Sub": ["${A}", ["A": "b"]]]),
            (Fn.toJsonString(["a": 1] as Value).value, ["Fn::ToJsonString": ["a": 1]]),
            (included.value, ["Fn::Transform": ["Name": "Upper", "Parameters": ["Text": "a"]]]),
            (looped.value, ["Ref": "Topic${Name}"]),
            (computed.value, ["Ref": ["Fn::Sub": "Topic${Environment}"]]),
            (attribute.value, ["Fn::GetAtt": ["Topic${Name}", "TopicArn"]]),
            (
                Fn.getStackOutput(stackName: "network", outputName: "VpcId").value,
                ["Fn::GetStackOutput": ["StackName": "network", "OutputName": "VpcId"]]
            ),
            (
                Fn.getStackOutput(stackName: environment.ref, outputName: "A", region: "eu-west-1", roleArn: "r").value,
                [
                    "Fn::GetStackOutput": [
                        "StackName": ["Ref": "Environment"], "OutputName": "A", "Region": "eu-west-1", "RoleArn": "r",
                    ]
                ]
            ),
        ]
        for (actual, expected) in cases { #expect(actual == expected) }
    }

    @Test func `builds conditions of parameters and conditions`() {
        let isTest = Condition.equals(environment.ref, "test")
        let condition = Condition.and(.not(isTest), .or(isProduction.condition, isTest))
        let equals: Value = ["Fn::Equals": [["Ref": "Environment"], "test"]]
        #expect(
            condition.value == [
                "Fn::And": [["Fn::Not": [equals]], ["Fn::Or": [["Condition": "IsProduction"], equals]]]
            ]
        )
    }

    @Test func `builds rules`() {
        let vpc = ParameterHandle<Property<String>>("Vpc")
        let cases: [(RuleExpression, Value)] = [
            (.contains(["a"], environment.ref), ["Fn::Contains": [["a"], ["Ref": "Environment"]]]),
            (
                .eachMemberEquals(RuleExpression.valueOfAll("AWS::EC2::VPC::Id", "Tags.Team"), "x"),
                ["Fn::EachMemberEquals": [["Fn::ValueOfAll": ["AWS::EC2::VPC::Id", "Tags.Team"]], "x"]]
            ),
            (
                .eachMemberIn(RuleExpression.refAll("AWS::EC2::VPC::Id"), ["vpc-1"]),
                ["Fn::EachMemberIn": [["Fn::RefAll": "AWS::EC2::VPC::Id"], ["vpc-1"]]]
            ),
            (
                .and(.equals(RuleExpression.valueOf(vpc, "Tags.Team"), "x"), .not(.equals(environment.ref, "y"))),
                [
                    "Fn::And": [
                        ["Fn::Equals": [["Fn::ValueOf": ["Vpc", "Tags.Team"]], "x"]],
                        ["Fn::Not": [["Fn::Equals": [["Ref": "Environment"], "y"]]]],
                    ]
                ]
            ),
        ]
        for (actual, expected) in cases { #expect(actual.value == expected) }
    }

    @Test(
        arguments: [
            (["Ref": "A"], .ref("A")),
            (["Fn::GetAtt": ["A", "B.C"]], .getAtt(resource: "A", attribute: "B.C")),
            (["Fn::GetAtt": "A.B.C"], .getAtt(resource: "A", attribute: "B.C")),
            (["Fn::GetAtt": ["A", ["Ref": "B"]]], .other("Fn::GetAtt", ["A", ["Ref": "B"]])),
            (["Fn::GetAtt": "A"], .other("Fn::GetAtt", "A")),
            (["Ref": 1], .other("Ref", 1)),
            (["Ref": "A", "B": 1], nil),
            (["Reference": "A"], nil),
            ("Ref", nil),
            ([:], nil),
        ] as [(Value, Intrinsic?)]
    )
    func `is recognised in a value`(_ value: Value, _ expected: Intrinsic?) {
        #expect(Intrinsic(value) == expected)
    }
}

@Suite struct `A dynamic reference` {
    private let secret = ResourceHandle<SecretsManager.Secret>("Secret")

    @Test func `names service, value and version`() {
        let cases: [(Property<String>, Value)] = [
            (DynamicReference.secretsManager("s"), "{{resolve:secretsmanager:s}}"),
            (
                DynamicReference.secretsManager(secret.ref, jsonKey: "key"),
                ["Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:key}}"]
            ),
            (
                DynamicReference.secretsManager("s", jsonKey: "key", version: .stage("AWSPREVIOUS")),
                "{{resolve:secretsmanager:s:SecretString:key:AWSPREVIOUS}}"
            ),
            (
                DynamicReference.secretsManager("s", version: .id("v")),
                "{{resolve:secretsmanager:s:SecretString:::v}}"
            ),
            (DynamicReference.ssm("/a/b"), "{{resolve:ssm:/a/b}}"),
            (DynamicReference.ssm("/a/b", version: 3), "{{resolve:ssm:/a/b:3}}"),
            (DynamicReference.ssmSecure("/a/b", version: 1), "{{resolve:ssm-secure:/a/b:1}}"),
            (DynamicReference.ssmSecure("/a/b"), "{{resolve:ssm-secure:/a/b}}"),
        ]
        for (actual, expected) in cases { #expect(actual.value == expected) }
    }
}
