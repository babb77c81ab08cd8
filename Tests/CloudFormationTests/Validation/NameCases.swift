import CloudFormation

let nameCases: [ValidationCase] = [
    ValidationCase(
        "Ref of a misspelt resource",
        "Resources.A.Properties.QueueName.Ref: Queu is no parameter, resource or pseudo parameter of this template; did you mean Queue?"
    ) { $0.add("A", queue(["QueueName": ["Ref": "Queu"]])) },
    ValidationCase(
        "Fn::Sub of an unknown name, but not of its own variables and literals",
        "Resources.A.Properties.QueueName.Fn::Sub[0]: Nothing is no parameter, resource or pseudo parameter of this template"
    ) { $0.add("A", queue(["QueueName": ["Fn::Sub": ["${Nothing}${V}${!L}${AWS::Region}", ["V": "x"]]]])) },
    ValidationCase(
        "Fn::GetAtt of an unknown resource",
        "Resources.A.Properties.QueueName.Fn::GetAtt: Quue is no resource of this template; did you mean Queue?"
    ) { $0.add("A", queue(["QueueName": ["Fn::GetAtt": ["Quue", "Arn"]]])) },
    ValidationCase(
        "Fn::GetAtt and Fn::Sub of an attribute that the type does not have",
        "Resources.A.Properties.QueueName.Fn::GetAtt: AWS::SQS::Queue has no attribute Arm; did you mean Arn?",
        "Resources.A.Properties.RedrivePolicy.Fn::Sub: AWS::SQS::Queue has no attribute Arm; did you mean Arn?"
    ) {
        $0.add("A", queue(["QueueName": ["Fn::GetAtt": "Queue.Arm"], "RedrivePolicy": ["Fn::Sub": "${Queue.Arm}"]]))
    },
    ValidationCase(
        "DependsOn of an unknown resource, alone and in a list",
        "Resources.A.DependsOn: queue is no resource of this template; did you mean Queue?",
        "Resources.B.DependsOn[1]: C is no resource of this template"
    ) {
        $0.add("A", queue([:]), dependsOn: ["queue"])
        $0.add("B", queue([:]), dependsOn: ["A", "C"])
    },
    ValidationCase(
        "unknown conditions",
        "Conditions.IsTest.Fn::Not[0].Condition: IsPrd is no condition of this template; did you mean IsProd?",
        "Resources.A.Condition: IsPro is no condition of this template; did you mean IsProd?",
        "Resources.A.Properties.QueueName.Fn::If[0]: Other is no condition of this template",
        "Outputs.O.Condition: Isprod is no condition of this template; did you mean IsProd?"
    ) {
        $0.add("IsProd", Condition.equals(AWS.region, "eu-west-1"))
        $0.add("IsTest", Condition.not(ConditionHandle("IsPrd").condition))
        $0.add(
            "A",
            queue(["QueueName": Fn.if(ConditionHandle("Other"), Property<String>("a"), "b").value]),
            condition: ConditionHandle("IsPro")
        )
        $0.add("O", Output(value: "x", condition: ConditionHandle("Isprod")))
    },
    ValidationCase(
        "unknown mappings and keys",
        "Resources.A.Properties.DelaySeconds.Fn::FindInMap[0]: Size is no mapping of this template; did you mean Sizes?",
        "Resources.B.Properties.DelaySeconds.Fn::FindInMap[1]: the mapping Sizes has no key larg here; did you mean large?",
        "Resources.C.Properties.DelaySeconds.Fn::FindInMap[2]: the mapping Sizes has no key dealy here; did you mean delay?",
        "Resources.D.Properties.DelaySeconds.Fn::FindInMap[2]: the mapping Sizes has no key dealy here; did you mean delay?"
    ) {
        $0.add("Sizes", Mapping(["large": ["delay": 10], "small": ["delay": 1]]))
        $0.add("A", queue(["DelaySeconds": ["Fn::FindInMap": ["Size", "large", "delay"]]]))
        $0.add("B", queue(["DelaySeconds": ["Fn::FindInMap": ["Sizes", "larg", "delay"]]]))
        $0.add("C", queue(["DelaySeconds": ["Fn::FindInMap": ["Sizes", "large", "dealy"]]]))
        $0.add("D", queue(["DelaySeconds": ["Fn::FindInMap": ["Sizes", ["Ref": "AWS::Region"], "dealy"]]]))
    },
    ValidationCase(
        "unknown parameters in the interface",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[0].Parameters[1]: Nme is no parameter of this template; did you mean Name?",
        "Metadata.AWS::CloudFormation::Interface.ParameterLabels.Other: Other is no parameter of this template"
    ) {
        $0.add("Name", Parameter(.string))
        $0.interface = Interface(
            parameterGroups: [.init(label: "L", parameters: ["Name", "Nme"])],
            parameterLabels: ["Name": "a", "Other": "b"]
        )
    },
    ValidationCase(
        "a cycle of resources through every kind of reference",
        "Resources.A: these wait for each other: A → B → C → D → A"
    ) {
        $0.add("A", queue(["QueueName": ["Ref": "B"]]))
        $0.add("B", queue(["QueueName": ["Fn::Join": ["", [["Fn::GetAtt": ["C", "Arn"]]]]]]))
        $0.add("C", queue(["QueueName": ["Fn::Sub": "${D.QueueName}"]]))
        $0.add("D", queue([:]), dependsOn: ["Queue", "A"])
    },
    ValidationCase(
        "a resource that refers to itself",
        "Resources.A: these wait for each other: A → A"
    ) { $0.add("A", queue(["QueueName": ["Ref": "A"]])) },
    ValidationCase(
        "a cycle of conditions",
        "Conditions.A: these wait for each other: A → B → A"
    ) {
        $0.add("A", Condition.not(ConditionHandle("B").condition))
        $0.add("B", Condition.not(ConditionHandle("A").condition))
    },
    ValidationCase(
        "Ref of a name that is empty, and spaces around a name in Fn::Sub",
        "Resources.A.Properties.QueueName.Ref: \"\" is no parameter, resource or pseudo parameter of this template"
    ) {
        $0.add("A", queue(["QueueName": ["Ref": ""], "KmsMasterKeyId": ["Fn::Sub": "${ Queue }"]]))
    },
    ValidationCase(
        "names of a module's resources, which only CloudFormation knows",
        "Outputs.B.Value.Ref: Mod is no parameter, resource or pseudo parameter of this template"
    ) {
        $0.add("Module", GenericResource("Vendor::Service::Kind::MODULE"))
        $0.add("A", Output(value: ResourceHandle<GenericResource>("ModuleBucket").getAtt("Arn")))
        $0.add("B", Output(value: ResourceHandle<GenericResource>("Mod").ref))
    },
    ValidationCase(
        "an unknown condition beside one of another form",
        "Conditions.A: must be a condition, such as Fn::Equals",
        "Conditions.B.Fn::Not[0].Condition: C is no condition of this template"
    ) {
        $0.conditions.entries["A"] = .other("yes")
        $0.add("B", Condition.not(ConditionHandle("C").condition))
    },
    ValidationCase(
        "an expression in the place of a condition's name",
        "Resources.A.Condition: a Condition that is an expression needs the transform AWS::LanguageExtensions",
        "Resources.B.Condition: must be a condition's name",
        "Outputs.O.Condition: must be a condition's name"
    ) {
        $0.resources["A"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "Condition": ["Ref": "AWS::Region"]])
        $0.resources["B"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "Condition": ["C"]])
        $0.outputs["O"] = Output(unchecked: ["Value": "x", "Condition": true])
    },
]
