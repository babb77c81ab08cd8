import CloudFormation

let declarationCases: [ValidationCase] = [
    ValidationCase(
        "names with other characters, or too long",
        "Parameters.a-b: \"a-b\" must have letters and digits only",
        "Conditions.c-d: \"c-d\" must have letters and digits only",
        "Resources.e.f: \"e.f\" must have letters and digits only",
        "Outputs.\(String(repeating: "x", count: 256)): the name has 256 characters, at most 255 are allowed"
    ) {
        $0.add("a-b", Parameter(.string))
        $0.add("c-d", Condition.equals(AWS.region, "x"))
        $0.add("c_d&e", Condition.equals(AWS.region, "x"))
        $0.add("e.f", queue([:]))
        $0.add(String(repeating: "x", count: 256), Output(value: "x"))
    },
    ValidationCase(
        "a name of both a parameter and a resource",
        "Resources.Name: Name names both a parameter and a resource; rename one of them"
    ) {
        $0.add("Name", Parameter(.string))
        $0.add("Name", queue([:]))
    },
    ValidationCase(
        "two outputs that export one name",
        "Outputs.B.Export.Name: another output exports x already; export names are unique in an account and region"
    ) {
        $0.add("A", Output(value: "1", exportName: "x"))
        $0.add("B", Output(value: "2", exportName: "x"))
    },
    ValidationCase(
        "missing parts",
        "Parameters.P: a parameter needs Type",
        "Rules.R.Assertions: a rule needs Assertions",
        "Rules.S.Assertions[0]: an assertion needs Assert",
        "Resources.A: a resource needs Type",
        "Resources.T.Properties: AWS::SNS::TopicPolicy needs PolicyDocument",
        "Outputs.O: an output needs Value"
    ) {
        $0.add("P", parameter(["Default": "x"]))
        $0.add("R", Rule(unchecked: [:]))
        $0.add("S", Rule(assertions: [Rule.Assertion(unchecked: ["AssertDescription": "x"])]))
        $0.resources["A"] = Resource(unchecked: ["Properties": [:]])
        $0.add("T", GenericResource("AWS::SNS::TopicPolicy", ["Topics": ["a"]]))
        $0.outputs["O"] = Output(unchecked: ["Description": "x"])
    },
    ValidationCase(
        "misspelt keys",
        "Parameters.P.Defualt: Defualt is not known here; did you mean Default?",
        "Resources.A.DependOn: DependOn is not known here; did you mean DependsOn?",
        "Resources.B.Properties.QueueNam: QueueNam is not known here; did you mean QueueName?"
    ) {
        $0.add("P", parameter(["Type": "String", "Defualt": "x"]))
        $0.resources["A"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "DependOn": "Queue"])
        $0.add("B", queue(["QueueNam": "x"]))
    },
    ValidationCase(
        "values of another form",
        "AWSTemplateFormatVersion: must be 2010-09-09",
        "Parameters.P.Default: must be a literal; a list is one text with commas",
        "Mappings.M.a: must be an object of keys and values",
        "Mappings.N.a.b: must be a literal or a list of literals",
        "Resources.A.DeletionPolicy: must be one of Delete, Retain, RetainExceptOnCreate, Snapshot",
        "Resources.B: must be a resource: an object with a Type",
        "Resources.C.Properties: must be an object",
        "Outputs.O.Description: must be a literal text"
    ) {
        $0.formatVersion = "2012-10-17"
        $0.add("P", parameter(["Type": "CommaDelimitedList", "Default": ["x"]]))
        $0.add("M", Mapping(unchecked: ["a": "b"]))
        $0.add("N", Mapping(unchecked: ["a": ["b": ["Ref": "AWS::Region"]]]))
        $0.resources["A"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "DeletionPolicy": "Keep"])
        $0.resources.entries["B"] = .other(.null)
        $0.resources["C"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "Properties": []])
        $0.outputs["O"] = Output(unchecked: ["Value": "x", "Description": ["Ref": "AWS::Region"]])
    },
    ValidationCase(
        "resource types",
        "Resources.A.Type: there is no resource type AWS::SQS::Quue; did you mean AWS::SQS::Queue?",
        "Resources.B.Type: \"AWS::SQS\" must be a resource type such as AWS::SNS::Topic, or Custom:: and at most 60 letters, digits, _@-",
        "Resources.C.Type: \"Custom::a b\" must be a resource type such as AWS::SNS::Topic, or Custom:: and at most 60 letters, digits, _@-"
    ) {
        $0.add("A", GenericResource("AWS::SQS::Quue"))
        $0.add("B", GenericResource("AWS::SQS"))
        $0.add("C", GenericResource("Custom::a b", ["ServiceToken": "x"]))
        $0.add("D", GenericResource("Custom::a_b@c-d", ["ServiceToken": "x", "Any": "y"]))
        $0.add("E", GenericResource("Vendor::Service::Kind", ["Any": "y"]))
        $0.add("F", GenericResource("Vendor::Service::Kind::MODULE"))
        $0.add("G", GenericResource("AWS::Unheard::OfThisYear"))
    },
    ValidationCase(
        "exports and outputs of another form",
        "Outputs.A.Export.Name.Ref: Ref of the resource Queue cannot stand here; only parameters are known here",
        "Outputs.B.Export: an export needs Name",
        "Outputs.C.Export: must be an object",
        "Outputs.D.Export.Nme: Nme is not known here; did you mean Name?",
        "Outputs.E.Value: must be a text or a function that gives one",
        "Outputs.F.Value: must be a text or a function that gives one"
    ) {
        $0.add("A", Output(value: "x", exportName: ResourceHandle<GenericResource>("Queue").ref))
        $0.outputs["B"] = Output(unchecked: ["Value": "x", "Export": [:]])
        $0.outputs["C"] = Output(unchecked: ["Value": "x", "Export": "x"])
        $0.outputs["D"] = Output(unchecked: ["Value": "x", "Export": ["Nme": "x", "Name": "y"]])
        $0.outputs["E"] = Output(unchecked: ["Value": ["a", "b"]])
        $0.outputs["F"] = Output(unchecked: ["Value": ["a": "b"]])
        $0.outputs["G"] = Output(unchecked: ["Value": 5])
    },
    ValidationCase(
        "an interface of another form",
        "Metadata.AWS::CloudFormation::Interface.Groups: Groups is not known here",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[0].Parametrs: Parametrs is not known here; did you mean Parameters?",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[0].Label: must be an object",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[1].Label.default: must be a literal text",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[1].Parameters: must be a list of parameters' names",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups[2].Parameters[0]: must be a parameter's name",
        "Metadata.AWS::CloudFormation::Interface.ParameterLabels: must be an object of labels by parameter"
    ) {
        $0.interface = Interface(
            unchecked: [
                "Groups": [],
                "ParameterGroups": [
                    ["Label": "x", "Parametrs": []], ["Label": ["default": ["x"]], "Parameters": "P"],
                    ["Parameters": [1]],
                ],
                "ParameterLabels": ["P"],
            ]
        )
    },
    ValidationCase(
        "groups that are no list",
        "Metadata.AWS::CloudFormation::Interface.ParameterGroups: must be a list of groups"
    ) { $0.interface = Interface(unchecked: ["ParameterGroups": ["a": "b"]]) },
    ValidationCase(
        "sections of another form, and such that there are not",
        "Description: must be a literal text",
        "Outputs: must be an object",
        "Resource: Resource is not known here; did you mean Resources?"
    ) {
        $0.otherSections = ["Description": ["x"], "Outputs": .null, "Resource": [:]]
    },
    ValidationCase(
        "transforms of another form, in a list and alone",
        "Transform: must be a macro's name, an object with a Name, or a list of them"
    ) { $0.transforms = [.languageExtensions, Transform(unchecked: ["Nam": "x"])] },
    ValidationCase(
        "a number for a transform",
        "Transform: must be a macro's name, an object with a Name, or a list of them"
    ) { $0.transforms = [Transform(unchecked: 1)] },
    ValidationCase(
        "mappings of another form",
        "Mappings.M: must be an object of keys, each with an object of keys and values",
        "Mappings.N.a_b: \"a_b\" must have letters, digits, dots and hyphens only",
        "Mappings.N.a-b.c.d: \"c.d\" must have letters and digits only"
    ) {
        $0.add("M", Mapping(unchecked: ["a"]))
        $0.add("N", Mapping(["a_b": ["c": 1], "a-b": ["c.d": 1]]))
    },
    ValidationCase(
        "resource attributes of another form",
        "Resources.A.DependsOn: must be a resource's name or a list of them",
        "Resources.B.UpdateReplacePolicy: must be one of Delete, Retain, Snapshot",
        "Resources.C.DeletionPolicy: must be another policy, since CloudFormation makes no snapshot of AWS::SQS::Queue",
        "Resources.D.CreationPolicy.ResourceSignl: ResourceSignl is not known here; did you mean ResourceSignal?",
        "Resources.D.UpdatePolicy.AutoScalingRolingUpdate: AutoScalingRolingUpdate is not known here; did you mean AutoScalingRollingUpdate?",
        "Resources.E.UpdatePolicy: must be an object",
        "Resources.F.Type: must be a literal text"
    ) {
        $0.resources["A"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "DependsOn": [["Ref": "Queue"]]])
        $0.resources["B"] = Resource(
            unchecked: ["Type": "AWS::SQS::Queue", "UpdateReplacePolicy": "RetainExceptOnCreate"]
        )
        $0.add("C", queue([:]), deletionPolicy: .snapshot)
        $0.add("C2", GenericResource("AWS::EC2::Volume", ["AvailabilityZone": "a"]), deletionPolicy: .snapshot)
        $0.resources["D"] = Resource(
            unchecked: [
                "Type": "AWS::SQS::Queue", "CreationPolicy": ["ResourceSignl": [:]],
                "UpdatePolicy": ["AutoScalingRolingUpdate": [:]],
            ]
        )
        $0.resources["E"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "UpdatePolicy": ["Ref": "AWS::Region"]])
        $0.resources["F"] = Resource(unchecked: ["Type": ["Ref": "AWS::Region"]])
        $0.resources["G"] = Resource(
            unchecked: ["Type": "Custom::G", "Version": "1.0", "Properties": ["ServiceToken": "x"]]
        )
    },
    ValidationCase(
        "attributes in a template with a macro, which may have some of its own",
        "Resources.A.DependOn: DependOn is not known here; did you mean DependsOn?"
    ) {
        $0.transforms = [.serverless]
        $0.otherSections["Globals"] = [:]
        $0.resources["A"] = Resource(unchecked: ["Type": "AWS::SQS::Queue", "IgnoreGlobals": "*", "DependOn": "B"])
    },
    ValidationCase(
        "a function that cannot stand for declarations",
        "Resources.Fn::Include: there is no function Fn::Include"
    ) {
        $0.resources.entries["Fn::Include"] = .other(["Name": "x"])
        $0.resources.entries["Fn::Transform"] = .other(["Name": "x"])
    },
]
