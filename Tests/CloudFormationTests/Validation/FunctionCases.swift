import CloudFormation

let functionCases: [ValidationCase] = [
    ValidationCase(
        "an unknown function",
        "Resources.A.Properties.QueueName.Fn::Joni: there is no function Fn::Joni; did you mean Fn::Join?"
    ) { $0.add("A", queue(["QueueName": ["Fn::Joni": ["", []]]])) },
    ValidationCase(
        "a function with other keys beside it",
        "Resources.A.Properties.QueueName.Fn::Sub: Fn::Sub cannot stand here; a function has no other keys beside it"
    ) { $0.add("A", queue(["QueueName": ["Fn::Sub": "x", "Ref": "Queue"]])) },
    ValidationCase(
        "functions in places where only parameters are known",
        "Conditions.C.Fn::Equals[0].Ref: Ref of the resource Queue cannot stand here; only parameters are known here",
        "Conditions.C.Fn::Equals[1].Fn::GetAtt: Fn::GetAtt cannot stand here; only parameters are known here"
    ) {
        let queue = ResourceHandle<GenericResource>("Queue")
        $0.add("C", Condition.equals(queue.ref, queue.getAtt("Arn")))
    },
    ValidationCase(
        "conditions and rule functions outside of their sections",
        "Resources.A.Properties.QueueName.Fn::Equals: Fn::Equals cannot stand here; it belongs into the Conditions section",
        "Outputs.O.Value.Fn::RefAll: Fn::RefAll cannot stand here; it belongs into the Rules section"
    ) {
        $0.add("A", queue(["QueueName": ["Fn::Equals": ["a", "b"]]]))
        $0.add("O", Output(value: Property(unchecked: RuleExpression.refAll("AWS::EC2::VPC::Id").value)))
    },
    ValidationCase(
        "functions that need the language extensions",
        "Resources.A.Properties.QueueName.Fn::ToJsonString: Fn::ToJsonString needs the transform AWS::LanguageExtensions",
        "Resources.A.Properties.DelaySeconds.Fn::Length: Fn::Length needs the transform AWS::LanguageExtensions",
        "Resources.Fn::ForEach::Queues: Fn::ForEach needs the transform AWS::LanguageExtensions"
    ) {
        $0.add("A", queue(["QueueName": ["Fn::ToJsonString": ["a": 1]], "DelaySeconds": ["Fn::Length": ["a"]]]))
        $0.resources.add("Queues", ForEach("N", in: ["B"]) { _ in ["${N}": .element(Resource(queue([:])))] })
    },
    ValidationCase(
        "an undeclared name inside a loop, but not the loop's own",
        "Resources.Fn::ForEach::Queues[2].${N}.Properties.DelaySeconds.Ref: M is no parameter, resource or pseudo parameter of this template",
        "Outputs.O.Value.Ref: QueueC is no parameter, resource or pseudo parameter of this template; did you mean Queue?"
    ) {
        $0.transforms = [.languageExtensions]
        $0.resources.add(
            "Queues",
            ForEach("N", in: ["QueueA", "QueueB"]) { name in
                ["${N}": .element(Resource(queue(["QueueName": name.value, "DelaySeconds": ["Ref": "M"]])))]
            }
        )
        $0.add("P", Output(value: ResourceHandle<GenericResource>("QueueB").ref))
        $0.add("O", Output(value: ResourceHandle<GenericResource>("QueueC").ref))
    },
    ValidationCase(
        "more that needs the language extensions",
        "Resources.A.Properties.QueueName.Ref: Ref of an expression needs the transform AWS::LanguageExtensions",
        "Resources.B.Properties.QueueName.Fn::GetAtt: Fn::GetAtt of an expression needs the transform AWS::LanguageExtensions",
        "Resources.C.Properties.DelaySeconds.Fn::FindInMap: the DefaultValue of Fn::FindInMap needs the transform AWS::LanguageExtensions",
        "Resources.D.Properties.DelaySeconds.Fn::FindInMap[1]: Fn::Sub in Fn::FindInMap needs the transform AWS::LanguageExtensions"
    ) {
        $0.add("M", Mapping(["a": ["b": 1]]))
        $0.add("A", queue(["QueueName": ["Ref": ["Fn::Sub": "Queue"]]]))
        $0.add("B", queue(["QueueName": ["Fn::GetAtt": [["Fn::Sub": "Queue"], "Arn"]]]))
        $0.add("C", queue(["DelaySeconds": ["Fn::FindInMap": ["M", "a", "c", ["DefaultValue": 1]]]]))
        $0.add("D", queue(["DelaySeconds": ["Fn::FindInMap": ["M", ["Fn::Sub": "${AWS::Region}"], "b"]]]))
    },
    ValidationCase(
        "expressions in the place of names",
        "Resources.A.Properties.QueueName.Ref.Fn::Sub: Nothing is no parameter, resource or pseudo parameter of this template",
        "Resources.B.Properties.QueueName.Fn::GetAtt: Quue is no resource of this template; did you mean Queue?"
    ) {
        $0.transforms = [.languageExtensions]
        $0.add("A", queue(["QueueName": ["Ref": ["Fn::Sub": "${Nothing}"]]]))
        $0.add("B", queue(["QueueName": ["Fn::GetAtt": ["Quue", ["Ref": "AWS::Region"]]]]))
        $0.add("C", queue(["QueueName": ["Fn::GetAtt": [["Fn::Sub": "Queue"], "Arn"]]]))
        $0.resources["D"] = Resource(
            unchecked: [
                "Type": "AWS::SQS::Queue", "DeletionPolicy": ["Ref": "AWS::Region"],
                "Condition": ["Ref": "AWS::Region"],
            ]
        )
    },
    ValidationCase(
        "functions of the language extensions with arguments of another form",
        "Resources.A.Properties.QueueName.Fn::ToJsonString: Fn::ToJsonString takes an object, a list or a function",
        "Resources.A.Properties.DelaySeconds.Fn::Length: Fn::Length takes a list or a function"
    ) {
        $0.transforms = [.languageExtensions]
        $0.add("A", queue(["QueueName": ["Fn::ToJsonString": "a"], "DelaySeconds": ["Fn::Length": "a"]]))
    },
    ValidationCase(
        "names that an import may not be built from",
        "Resources.A.Properties.QueueName.Fn::ImportValue.Fn::Sub: Ref of the resource Queue cannot stand here; only parameters are known here",
        "Resources.B.Properties.QueueName.Fn::ImportValue.Fn::GetAtt: Fn::GetAtt cannot stand here; only parameters are known here"
    ) {
        $0.add("A", queue(["QueueName": ["Fn::ImportValue": ["Fn::Sub": "${Queue}-${AWS::Region}"]]]))
        $0.add("B", queue(["QueueName": ["Fn::ImportValue": ["Fn::GetAtt": ["Queue", "Arn"]]]]))
    },
    ValidationCase(
        "null in the place of a value",
        "Metadata.Owners[1].Name: must be a value; a template has no null",
        "Resources.A.Properties.QueueName: must be a value; a template has no null",
        "Resources.A.Properties.Tags[0].Value.Fn::Join[1][1]: must be a value; a template has no null"
    ) {
        $0.metadata["Owners"] = ["team", ["Name": .null]]
        $0.add(
            "A",
            queue(["QueueName": .null, "Tags": [["Key": "k", "Value": ["Fn::Join": ["", ["a", .null]]]]]])
        )
    },
    ValidationCase(
        "what a macro gives in the place of a function's argument",
        "Resources.A.Properties.QueueName.Fn::Sub.Fn::Transform: Fn::Transform takes an object with a Name, or a list of them"
    ) {
        $0.add("A", queue(["QueueName": ["Fn::Sub": ["Fn::Transform": "M"]]]))
        $0.add("B", queue(["QueueName": ["Fn::Sub": ["Fn::Transform": ["Name": "M"]]]]))
    },
]

let malformedFunctions: [(Value, String)] = [
    (["Ref": 1], "Ref takes a name"),
    (["Fn::Base64": [1]], "Fn::Base64 takes a text or a function"),
    (
        ["Fn::Cidr": ["10.0.0.0/8"]],
        "Fn::Cidr takes a list of a block, a count from 1 to 256 and optionally the host bits from 1 to 128"
    ),
    (
        ["Fn::Cidr": ["10.0.0.0/8", 257, 8]],
        "Fn::Cidr takes a list of a block, a count from 1 to 256 and optionally the host bits from 1 to 128"
    ),
    (
        ["Fn::Cidr": ["10.0.0.0/8", 6, 0]],
        "Fn::Cidr takes a list of a block, a count from 1 to 256 and optionally the host bits from 1 to 128"
    ),
    (["Fn::FindInMap": ["A", "B"]], "Fn::FindInMap takes a list of a mapping, a top-level key and a second-level key"),
    (["Fn::GetAtt": "Queue"], "Fn::GetAtt takes a resource and an attribute"),
    (["Fn::GetAZs": []], "Fn::GetAZs takes a region or a function"),
    (
        ["Fn::GetStackOutput": ["StackName": "a"]],
        "Fn::GetStackOutput takes an object with StackName and OutputName, and optionally Region and RoleArn"
    ),
    (
        ["Fn::GetStackOutput": ["StackName": "a", "OutputName": "b", "Account": "c"]],
        "Fn::GetStackOutput takes an object with StackName and OutputName, and optionally Region and RoleArn"
    ),
    (["Fn::If": ["C", 1]], "Fn::If takes a list of a condition's name and two values"),
    (["Fn::ImportValue": []], "Fn::ImportValue takes the name of an export"),
    (["Fn::Join": [",", "a"]], "Fn::Join takes a list of a delimiter and a list"),
    (["Fn::Select": [2, ["a", "b"]]], "Fn::Select takes a list of an index within the list and a list"),
    (["Fn::Split": [","]], "Fn::Split takes a list of a delimiter and a text or function"),
    (["Fn::Sub": ["a"]], "Fn::Sub takes a text, or a list of a text and an object of variables"),
    (["Fn::Transform": "Name"], "Fn::Transform takes an object with a Name, or a list of them"),
]
