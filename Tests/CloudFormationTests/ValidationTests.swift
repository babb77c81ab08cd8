import CloudFormation
import Testing

/// A template and what validation says of it.
struct ValidationCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let template: Template
    let findings: [String]

    /// A template with a queue and what the closure adds.
    init(_ name: String, _ findings: String..., change: (inout Template) -> Void) {
        var template = Template()
        template.add("Queue", GenericResource("AWS::SQS::Queue"))
        change(&template)
        testDescription = name
        self.template = template
        self.findings = findings
    }
}

private func queue(_ properties: Object) -> GenericResource { GenericResource("AWS::SQS::Queue", properties) }

private func parameter(_ value: Value) -> Parameter<Value> { Parameter(unchecked: value) }

private let names: [ValidationCase] = [
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
]

private let functions: [ValidationCase] = [
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
]

private let malformedFunctions: [(Value, String)] = [
    (["Ref": 1], "Ref takes a name"),
    (["Fn::Base64": [1]], "Fn::Base64 takes a text or a function"),
    (["Fn::Cidr": ["10.0.0.0/8"]], "Fn::Cidr takes a list of a block, a count and optionally the host bits"),
    (["Fn::FindInMap": ["A", "B"]], "Fn::FindInMap takes a list of a mapping, a top-level key and a second-level key"),
    (["Fn::GetAtt": "Queue"], "Fn::GetAtt takes a resource and an attribute"),
    (["Fn::GetAZs": []], "Fn::GetAZs takes a region or a function"),
    (["Fn::If": ["C", 1]], "Fn::If takes a list of a condition's name and two values"),
    (["Fn::ImportValue": []], "Fn::ImportValue takes the name of an export"),
    (["Fn::Join": [",", "a"]], "Fn::Join takes a list of a delimiter and a list"),
    (["Fn::Select": [2, ["a", "b"]]], "Fn::Select takes a list of an index within the list and a list"),
    (["Fn::Split": [","]], "Fn::Split takes a list of a delimiter and a text or function"),
    (["Fn::Sub": ["a"]], "Fn::Sub takes a text, or a list of a text and an object of variables"),
    (["Fn::Transform": "Name"], "Fn::Transform takes an object with a Name"),
]

private let declarations: [ValidationCase] = [
    ValidationCase(
        "names with other characters, or too long",
        "Parameters.a-b: \"a-b\" must have letters and digits only",
        "Conditions.c_d: \"c_d\" must have letters and digits only",
        "Resources.e.f: \"e.f\" must have letters and digits only",
        "Outputs.\(String(repeating: "x", count: 256)): the name has 256 characters, at most 255 are allowed"
    ) {
        $0.add("a-b", Parameter(.string))
        $0.add("c_d", Condition.equals(AWS.region, "x"))
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
        $0.add("R", Rule(assertions: []))
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
]

private let parameters: [ValidationCase] = [
    ValidationCase(
        "parameter types",
        "Parameters.A.Type: there is no parameter type Strng; did you mean String?",
        "Parameters.B.Type: there is no parameter type List<String>",
        "Parameters.C.Type: there is no parameter type AWS::EC2::VPC::ID; did you mean AWS::EC2::VPC::Id?",
        "Parameters.D.Type: there is no parameter type AWS::SSM::Parameter::Value<Number>; did you mean AWS::SSM::Parameter::Name?"
    ) {
        for (name, type) in [
            ("A", "Strng"), ("B", "List<String>"), ("C", "AWS::EC2::VPC::ID"),
            ("D", "AWS::SSM::Parameter::Value<Number>"),
            ("E", "AWS::SSM::Parameter::Value<List<String>>"), ("F", "List<AWS::EC2::VPC::Id>"),
            ("G", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"), ("H", "AWS::SSM::Parameter::Name"),
        ] {
            $0.add(name, parameter(["Type": .string(type)]))
        }
    },
    ValidationCase(
        "constraints of another type",
        "Parameters.A.MinLength: MinLength does not apply to a parameter of type Number",
        "Parameters.A.AllowedPattern: AllowedPattern does not apply to a parameter of type Number",
        "Parameters.B.MaxValue: MaxValue does not apply to a parameter of type String"
    ) {
        $0.add("A", Parameter(.number, allowedPattern: "a", minLength: 1))
        $0.add("B", Parameter(.string, maxValue: 1))
    },
    ValidationCase(
        "constraints that leave no value",
        "Parameters.A.MinLength: MinLength 3 is larger than MaxLength 2, so no value is allowed",
        "Parameters.B.MinValue: MinValue 2.5 is larger than MaxValue 2, so no value is allowed",
        "Parameters.C.MinLength: must be a number",
        "Parameters.D.AllowedValues: must be a list with at least one value"
    ) {
        $0.add("A", Parameter(.string, minLength: 3, maxLength: 2))
        $0.add("B", Parameter(.number, minValue: 2.5, maxValue: 2))
        $0.add("C", parameter(["Type": "String", "MinLength": "many"]))
        $0.add("D", Parameter(.string, allowedValues: []))
    },
    ValidationCase(
        "defaults and allowed values that break a constraint",
        "Parameters.A.Default: \"abc\" must have at most 2 characters",
        "Parameters.B.Default: \"a\" must have at least 2 characters",
        "Parameters.C.Default: \"5\" must be at most 4",
        "Parameters.D.Default: \"1\" must be at least 1.5",
        "Parameters.E.Default: \"xyz\" must match [a-c]+",
        "Parameters.F.Default: \"d\" must be one of a, b",
        "Parameters.G.Default: \"many\" must be a number",
        "Parameters.H.Default: \"a,c\" must be one of a, b",
        "Parameters.I.AllowedValues[1]: \"xx\" must have at most 1 characters",
        "Parameters.J.Default: \"\(String(repeating: "x", count: 80))…\" must have at most 4096 bytes",
        "Parameters.M.Default: \"****\" must have at most 3 characters"
    ) {
        $0.add("A", Parameter(.string, default: "abc", maxLength: 2))
        $0.add("B", Parameter(.string, default: "a", minLength: 2))
        $0.add("C", Parameter(.number, default: 5, maxValue: 4))
        $0.add("D", Parameter(.number, default: 1, minValue: 1.5))
        $0.add("E", Parameter(.string, default: "xyz", allowedPattern: "[a-c]+"))
        $0.add("F", Parameter(.string, default: "d", allowedValues: ["a", "b"]))
        $0.add("G", parameter(["Type": "Number", "Default": "many"]))
        $0.add("H", Parameter(.commaDelimitedList, default: ["a", "c"], allowedValues: ["a", "b"]))
        $0.add("I", Parameter(.string, allowedValues: ["x", "xx"], maxLength: 1))
        $0.add("J", Parameter(.string, default: String(repeating: "x", count: 4_097)))
        $0.add("K", Parameter(.commaDelimitedList, default: ["a", " b"], allowedValues: ["a", "b"]))
        $0.add("L", Parameter(.string, default: "anything", allowedPattern: "(?!b).*"))
        $0.add("M", Parameter(.string, default: "secret", maxLength: 3, noEcho: true))
    },
    ValidationCase(
        "functions in a parameter",
        "Parameters.A.Default: Ref cannot stand here; a parameter's declaration has literals only"
    ) { $0.add("A", parameter(["Type": "String", "Default": ["Ref": "AWS::Region"]])) },
]

private let limits: [ValidationCase] = [
    ValidationCase(
        "descriptions beyond the limit",
        "Description: the description has 1025 bytes, at most 1024 are allowed",
        "Parameters.P.Description: the parameter's description has 4001 bytes, at most 4000 are allowed",
        "Outputs.O.Description: the output's description has 1026 bytes, at most 1024 are allowed"
    ) {
        $0.description = String(repeating: "x", count: 1_025)
        $0.add("P", Parameter(.string, description: String(repeating: "x", count: 4_001)))
        $0.add("O", Output(description: String(repeating: "ä", count: 513), value: "x"))
    },
    ValidationCase("501 resources", "Resources: has 501 resources, at most 500 are allowed") {
        for number in 1...500 { $0.add("Q\(number)", queue([:])) }
    },
    ValidationCase("201 parameters", "Parameters: has 201 parameters, at most 200 are allowed") {
        for number in 1...201 { $0.add("P\(number)", Parameter(.string)) }
    },
    ValidationCase("201 outputs", "Outputs: has 201 outputs, at most 200 are allowed") {
        for number in 1...201 { $0.add("O\(number)", Output(value: "x")) }
    },
    ValidationCase("201 mappings", "Mappings: has 201 mappings, at most 200 are allowed") {
        for number in 1...201 { $0.add("M\(number)", Mapping(["a": ["b": 1]])) }
    },
    ValidationCase(
        "201 keys of a mapping, in either level",
        "Mappings.M: has 201 keys, at most 200 are allowed",
        "Mappings.N.a: has 201 keys, at most 200 are allowed"
    ) {
        let keys = (1...201).map { "k\($0)" }
        $0.add("M", Mapping(OrderedMap(keys.map { ($0, ["b": 1]) })))
        $0.add("N", Mapping(["a": Object(keys.map { ($0, 1) })]))
    },
    ValidationCase(
        "more than 10 operands of a condition, and fewer than 2",
        "Conditions.A.Fn::Or: Fn::Or takes a list of 2 to 10 conditions",
        "Conditions.B.Fn::And: Fn::And takes a list of 2 to 10 conditions"
    ) {
        let equals: Value = ["Fn::Equals": ["a", "b"]]
        $0.add("A", Condition(unchecked: ["Fn::Or": .array(Array(repeating: equals, count: 11))]))
        $0.add("B", Condition(unchecked: ["Fn::And": [equals]]))
    },
]

@Suite struct `Validation` {
    @Test(arguments: names + functions + declarations + parameters + limits)
    func `finds`(_ testCase: ValidationCase) {
        #expect(testCase.template.validate().map(\.description) == testCase.findings)
    }

    @Test(arguments: malformedFunctions)
    func `finds a function whose argument has another form`(_ value: Value, _ message: String) throws {
        let testCase = ValidationCase("") { $0.add("A", queue(["QueueName": value])) }
        let findings = testCase.template.validate()
        #expect(findings.map { "\($0.problem)" } == [message])
    }

    @Test func `finds a pattern that is no regular expression`() throws {
        let testCase = ValidationCase("") { $0.add("A", Parameter(.string, allowedPattern: "[a")) }
        let finding = try #require(testCase.template.validate().first)
        #expect(finding.description.hasPrefix("Parameters.A.AllowedPattern: \"[a\" is no regular expression: "))
    }

    @Test func `finds a template that is too large, and one without resources`() {
        var template = Template()
        template.metadata["Text"] = .string(String(repeating: "x", count: 1_048_576))
        let bytes = template.json(.compact).utf8.count
        #expect(
            template.validate().map(\.description) == [
                "template: the template has \(bytes) bytes, at most 1048576 are allowed",
                "Resources: a template needs at least one resource",
            ]
        )
    }

    @Test func `leaves names that a macro may add to CloudFormation`() {
        let testCase = ValidationCase("") {
            $0.transforms = [.serverless]
            $0.add("F", GenericResource("AWS::Serverless::Function", ["Runtime": "provided.al2023"]))
            $0.add("O", Output(value: ResourceHandle<GenericResource>("FRole").getAtt("Arn")))
        }
        #expect(testCase.template.validate() == [])
    }

    @Test func `takes a chain of 500 resources, and one that closes`() {
        var template = Template()
        for number in 0..<500 {
            template.add("Q\(number)", queue(number < 499 ? ["QueueName": ["Ref": .string("Q\(number + 1)")]] : [:]))
        }
        #expect(template.validate() == [])
        template.resources["Q499"] = Resource(queue(["QueueName": ["Ref": "Q0"]]))
        let problems = template.validate().map(\.problem)
        #expect(problems.count == 1)
        if case .cycle(let members)? = problems.first {
            #expect(members.count == 501)
        } else {
            Issue.record("no cycle was found")
        }
    }

    /// Every kind of problem occurs in the tables above; a new one without a test fails here.
    @Test func `has a test for everything that it finds`() {
        let cases = names + functions + declarations + parameters + limits
        var found = Set(cases.flatMap { $0.template.validate() }.map { kind(of: $0.problem) })
        found.insert("invalidPattern")  // has a test of its own
        #expect(found == Set(allKinds))
    }
}

private let allKinds = [
    "unresolvedReference", "unknownResource", "unknownAttribute", "unknownCondition", "unknownMapping",
    "unknownMappingKey", "unknownParameter", "cycle", "unknownFunction", "malformedFunction", "misplacedFunction",
    "missingTransform", "invalidLogicalID", "nameTooLong", "ambiguousName", "duplicateExport", "missing", "unknownKey",
    "unexpectedValue", "unknownResourceType", "malformedResourceType", "unknownParameterType", "inapplicableConstraint",
    "emptyRange", "invalidPattern", "constraintViolated", "tooMany", "tooLong",
]

/// The name of the problem's case. The switch is exhaustive, so a new case has to be named here.
private func kind(of problem: Problem) -> String {
    switch problem {
    case .unresolvedReference: "unresolvedReference"
    case .unknownResource: "unknownResource"
    case .unknownAttribute: "unknownAttribute"
    case .unknownCondition: "unknownCondition"
    case .unknownMapping: "unknownMapping"
    case .unknownMappingKey: "unknownMappingKey"
    case .unknownParameter: "unknownParameter"
    case .cycle: "cycle"
    case .unknownFunction: "unknownFunction"
    case .malformedFunction: "malformedFunction"
    case .misplacedFunction: "misplacedFunction"
    case .missingTransform: "missingTransform"
    case .invalidLogicalID: "invalidLogicalID"
    case .nameTooLong: "nameTooLong"
    case .ambiguousName: "ambiguousName"
    case .duplicateExport: "duplicateExport"
    case .missing: "missing"
    case .unknownKey: "unknownKey"
    case .unexpectedValue: "unexpectedValue"
    case .unknownResourceType: "unknownResourceType"
    case .malformedResourceType: "malformedResourceType"
    case .unknownParameterType: "unknownParameterType"
    case .inapplicableConstraint: "inapplicableConstraint"
    case .emptyRange: "emptyRange"
    case .invalidPattern: "invalidPattern"
    case .constraintViolated: "constraintViolated"
    case .tooMany: "tooMany"
    case .tooLong: "tooLong"
    }
}
