import CloudFormation
import Testing

/// A template with something in every section.
private func completeTemplate() -> Template {
    var template = Template(description: "Everything")
    template.transforms = [.languageExtensions, .include(location: "s3://bucket/key")]
    template.metadata["Owner"] = "team"
    let environment = template.add(
        "Environment",
        Parameter(.string, default: "test", allowedValues: ["test", "prod"])
    )
    let names = template.add("Names", Parameter(.commaDelimitedList, default: ["A", "B"]))
    template.interface = Interface(
        parameterGroups: [Interface.ParameterGroup(label: "All", parameters: ["Environment", "Names"])],
        parameterLabels: ["Environment": "Which one"]
    )
    template.add(
        "TestOnly",
        Rule(
            ruleCondition: .equals(environment.ref, "test"),
            assertions: [Rule.Assertion(assert: .contains(["eu-west-1"], AWS.region), assertDescription: "in Ireland")]
        )
    )
    let sizes = template.add("Sizes", Mapping(["test": ["Age": 60], "prod": ["Age": 3_600]]))
    let isProduction = template.add("IsProduction", Condition.equals(environment.ref, "prod"))
    let topic = template.add(
        "Topic",
        SNS.Topic(
            topicName: Fn.if(isProduction, "orders", "orders-test"),
            maximumMessageSize: sizes.find(environment.ref, "Age")
        ),
        condition: isProduction,
        dependsOn: ["Queue"],
        deletionPolicy: .retainExceptOnCreate,
        metadata: ["Note": "x"],
        updateReplacePolicy: .retain
    )
    template.add(
        "Group",
        GenericResource("AWS::AutoScaling::AutoScalingGroup", ["MinSize": "1", "MaxSize": "2"]),
        creationPolicy: CreationPolicy(
            autoScalingCreationPolicy: .init(minSuccessfulInstancesPercent: 80),
            resourceSignal: .init(count: 2, timeout: "PT10M")
        ),
        updatePolicy: UpdatePolicy(
            autoScalingRollingUpdate: .init(maxBatchSize: 1, waitOnResourceSignals: true),
            autoScalingScheduledAction: .init(ignoreUnmodifiedGroupSizeProperties: true)
        )
    )
    template.add("Queue", GenericResource("AWS::SQS::Queue"))
    template.resources.add(
        "Topics",
        ForEach("Name", in: names.ref) { name in ["Topic${Name}": .element(Resource(SNS.Topic(topicName: name)))] }
    )
    template.add(
        "TopicArn",
        Output(
            description: "where",
            value: topic.topicArn,
            exportName: "\(AWS.stackName)-topic",
            condition: isProduction
        )
    )
    template.otherSections["Hooks"] = [:]
    return template
}

@Suite struct `A template` {
    @Test func `shows every section in the documentation's order`() {
        let template = completeTemplate()
        #expect(
            template.value.objectValue?.keys.map { $0 } == [
                "AWSTemplateFormatVersion", "Description", "Transform", "Metadata", "Parameters", "Rules", "Mappings",
                "Conditions", "Resources", "Outputs", "Hooks",
            ]
        )
        #expect(template.validate() == [])
    }

    @Test func `shows declarations in CloudFormation's form`() {
        let value = completeTemplate().value
        #expect(
            value["Transform"] == [
                "AWS::LanguageExtensions", ["Name": "AWS::Include", "Parameters": ["Location": "s3://bucket/key"]],
            ]
        )
        #expect(
            value["Metadata"] == [
                "Owner": "team",
                "AWS::CloudFormation::Interface": [
                    "ParameterGroups": [["Label": ["default": "All"], "Parameters": ["Environment", "Names"]]],
                    "ParameterLabels": ["Environment": ["default": "Which one"]],
                ],
            ]
        )
        #expect(
            value["Parameters"] == [
                "Environment": ["Type": "String", "Default": "test", "AllowedValues": ["test", "prod"]],
                "Names": ["Type": "CommaDelimitedList", "Default": "A,B"],
            ]
        )
        #expect(
            value["Rules"] == [
                "TestOnly": [
                    "RuleCondition": ["Fn::Equals": [["Ref": "Environment"], "test"]],
                    "Assertions": [
                        [
                            "Assert": ["Fn::Contains": [["eu-west-1"], ["Ref": "AWS::Region"]]],
                            "AssertDescription": "in Ireland",
                        ]
                    ],
                ]
            ]
        )
        #expect(value["Mappings"] == ["Sizes": ["test": ["Age": 60], "prod": ["Age": 3_600]]])
        #expect(value["Conditions"] == ["IsProduction": ["Fn::Equals": [["Ref": "Environment"], "prod"]]])
        #expect(
            value["Outputs"] == [
                "TopicArn": [
                    "Description": "where",
                    "Condition": "IsProduction",
                    "Value": ["Fn::GetAtt": ["Topic", "TopicArn"]],
                    "Export": ["Name": ["Fn::Sub": "${AWS::StackName}-topic"]],
                ]
            ]
        )
    }

    @Test func `shows resources with every attribute, and loops`() {
        let resources = completeTemplate().value["Resources"]
        #expect(
            resources?["Topic"] == [
                "Type": "AWS::SNS::Topic",
                "Condition": "IsProduction",
                "DependsOn": "Queue",
                "DeletionPolicy": "RetainExceptOnCreate",
                "UpdateReplacePolicy": "Retain",
                "Metadata": ["Note": "x"],
                "Properties": [
                    "TopicName": ["Fn::If": ["IsProduction", "orders", "orders-test"]],
                    "MaximumMessageSize": ["Fn::FindInMap": ["Sizes", ["Ref": "Environment"], "Age"]],
                ],
            ]
        )
        #expect(
            resources?["Group"] == [
                "Type": "AWS::AutoScaling::AutoScalingGroup",
                "CreationPolicy": [
                    "AutoScalingCreationPolicy": ["MinSuccessfulInstancesPercent": 80],
                    "ResourceSignal": ["Count": 2, "Timeout": "PT10M"],
                ],
                "UpdatePolicy": [
                    "AutoScalingRollingUpdate": ["MaxBatchSize": 1, "WaitOnResourceSignals": true],
                    "AutoScalingScheduledAction": ["IgnoreUnmodifiedGroupSizeProperties": true],
                ],
                "Properties": ["MinSize": "1", "MaxSize": "2"],
            ]
        )
        #expect(resources?["Queue"] == ["Type": "AWS::SQS::Queue"])
        #expect(
            resources?["Fn::ForEach::Topics"] == [
                "Name", ["Ref": "Names"],
                ["Topic${Name}": ["Type": "AWS::SNS::Topic", "Properties": ["TopicName": ["Ref": "Name"]]]],
            ]
        )
    }

    @Test func `shows every part of creation and update policies, and gives them back`() throws {
        var resource = Resource(
            GenericResource("AWS::AppStream::Fleet"),
            creationPolicy: CreationPolicy(startFleet: true),
            updatePolicy: UpdatePolicy(startAfterUpdate: true, stopBeforeUpdate: false)
        )
        #expect(resource.value["CreationPolicy"] == ["StartFleet": true])
        #expect(
            resource.value["UpdatePolicy"] == ["StartAfterUpdate": ["Type": true], "StopBeforeUpdate": ["Type": false]]
        )
        #expect(resource.creationPolicy?.startFleet == true)
        #expect(resource.updatePolicy?.stopBeforeUpdate == false)
        resource.updatePolicy?.startAfterUpdate = false
        #expect(resource.value["UpdatePolicy"]?["StartAfterUpdate"] == ["Type": false])

        let policy = UpdatePolicy(
            autoScalingInstanceRefresh: .init(
                strategy: .rolling,
                preferences: .init(
                    alarmSpecification: .init(alarms: ["high"]),
                    checkpointPercentages: [50, 100],
                    minHealthyPercentage: 90,
                    scaleInProtectedInstances: .refresh,
                    standbyInstances: .wait
                )
            ),
            autoScalingReplacingUpdate: .init(willReplace: true),
            codeDeployLambdaAliasUpdate: .init(applicationName: "a", deploymentGroupName: "g"),
            enableVersionUpgrade: true,
            useOnlineResharding: true
        )
        #expect(
            policy.value == [
                "AutoScalingInstanceRefresh": [
                    "Strategy": "Rolling",
                    "Preferences": [
                        "AlarmSpecification": ["Alarms": ["high"]], "CheckpointPercentages": [50, 100],
                        "MinHealthyPercentage": 90, "ScaleInProtectedInstances": "Refresh", "StandbyInstances": "Wait",
                    ],
                ],
                "AutoScalingReplacingUpdate": ["WillReplace": true],
                "CodeDeployLambdaAliasUpdate": ["ApplicationName": "a", "DeploymentGroupName": "g"],
                "EnableVersionUpgrade": true,
                "UseOnlineResharding": true,
            ]
        )
        #expect(policy.autoScalingInstanceRefresh?.strategy == .rolling)
        #expect(policy.autoScalingRollingUpdate == nil)
    }

    @Test func `gives declarations back as typed values`() throws {
        var template = completeTemplate()
        let topic = try #require(template.resources["Topic"])
        #expect(topic.properties(as: SNS.Topic.self)?.maximumMessageSize != nil)
        #expect(topic.properties(as: SecretsManager.Secret.self) == nil)
        #expect(topic.dependsOn == ["Queue"])
        #expect(topic.deletionPolicy == .retainExceptOnCreate)
        #expect(template.parameters["Names"]?.default == "A,B")
        #expect(template.outputs["TopicArn"]?.exportName?.value == ["Fn::Sub": "${AWS::StackName}-topic"])
        template.resources["Topic"] = nil
        #expect(template.resources.names == ["Group", "Queue"])
    }

    @Test func `refuses two declarations of one name`() async {
        await #expect(processExitsWith: .failure) {
            var template = Template()
            template.add("A", GenericResource("AWS::SQS::Queue"))
            template.add("A", GenericResource("AWS::SQS::Queue"))
        }
    }
}

@Suite struct `A parameter` {
    @Test func `has every type of the reference`() {
        #expect(ParameterType.string.rawValue == "String")
        #expect(ParameterType.number.rawValue == "Number")
        #expect(ParameterType.decimalNumber.rawValue == "Number")
        #expect(ParameterType.listOfNumbers.rawValue == "List<Number>")
        #expect(ParameterType.commaDelimitedList.rawValue == "CommaDelimitedList")
        #expect(ParameterType.existing(.vpcID).rawValue == "AWS::EC2::VPC::Id")
        #expect(ParameterType.listOfExisting(.subnetID).rawValue == "List<AWS::EC2::Subnet::Id>")
        #expect(ParameterType.ssmParameterName.rawValue == "AWS::SSM::Parameter::Name")
        #expect(ParameterType.ssmParameterValue(of: .string).rawValue == "AWS::SSM::Parameter::Value<String>")
        #expect(
            ParameterType.ssmParameterValue(of: .listOfExisting(.subnetID)).rawValue
                == "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>"
        )
    }

    @Test func `shows every constraint`() {
        let parameter = Parameter(
            .number,
            description: "d",
            default: 5,
            allowedValues: [5, 6],
            minValue: 1,
            maxValue: 9.5,
            constraintDescription: "c",
            noEcho: true
        )
        #expect(
            parameter.value == [
                "Type": "Number", "Description": "d", "Default": 5, "AllowedValues": [5, 6], "MinValue": 1,
                "MaxValue": 9.5, "ConstraintDescription": "c", "NoEcho": true,
            ]
        )
        let text = Parameter(.string, allowedPattern: "a+", minLength: 1, maxLength: 3)
        #expect(text.value == ["Type": "String", "AllowedPattern": "a+", "MinLength": 1, "MaxLength": 3])
        #expect(Parameter(.listOfNumbers, default: [1, 2]).default == "1,2")
    }
}
