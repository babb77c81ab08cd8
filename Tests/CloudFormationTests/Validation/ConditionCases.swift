import CloudFormation

let conditionCases: [ValidationCase] = [
    ValidationCase(
        "values where conditions belong, and the reverse",
        "Conditions.A: must be a condition, such as Fn::Equals",
        "Conditions.B.Fn::And[0]: must be a condition, such as Fn::Equals",
        "Conditions.B.Fn::And[1]: must be a condition, such as Fn::Equals",
        "Conditions.C.Fn::Equals[0].Fn::Not: Fn::Not cannot stand here; a value belongs here, not a condition",
        "Conditions.D: must be a condition, such as Fn::Equals",
        "Conditions.E.Fn::Not: Fn::Not cannot stand here; a function has no other keys beside it"
    ) {
        let isTest: Value = ["Fn::Equals": [["Ref": "AWS::Region"], "x"]]
        $0.add("A", Condition(unchecked: ["Ref": "AWS::Region"]))
        $0.add("B", Condition(unchecked: ["Fn::And": ["a", ["Fn::If": ["A", 1, 2]]]]))
        $0.add("C", Condition(unchecked: ["Fn::Equals": [["Fn::Not": [isTest]], "true"]]))
        $0.add("D", Condition(unchecked: [:]))
        $0.add("E", Condition(unchecked: ["Condition": "A", "Fn::Not": [isTest]]))
        $0.add("F", Condition(unchecked: ["Condition": "A"]))
        $0.add("G", Condition(unchecked: ["Fn::Transform": ["Name": "M"]]))
    },
    ValidationCase(
        "functions that conditions cannot call",
        "Conditions.A.Fn::Equals[0].Fn::ImportValue: Fn::ImportValue cannot stand here; conditions are built from parameters, mappings and other conditions",
        "Conditions.B.Fn::Equals[0].Fn::If: Fn::If cannot stand here; conditions are built from parameters, mappings and other conditions"
    ) {
        $0.add("A", Condition.equals(Fn.importValue("x"), "y"))
        $0.add("B", Condition.equals(Fn.if(ConditionHandle("A"), "x", "y") as Property<String>, "y"))
        $0.add("C", Condition.equals(Fn.select(0, Fn.split(",", "\(AWS.region)")), "y"))
    },
    ValidationCase(
        "an unknown function in the place of a condition",
        "Conditions.A.Fn::Equal: there is no function Fn::Equal; did you mean Fn::Equals?"
    ) { $0.add("A", Condition(unchecked: ["Fn::Equal": ["a", "b"]])) },
]

let ruleCases: [ValidationCase] = [
    ValidationCase(
        "rules of another form",
        "Rules.B: must be an object",
        "Rules.A.RuleConditon: RuleConditon is not known here; did you mean RuleCondition?",
        "Rules.A.Assertions: must be a list with at least one assertion",
        "Rules.C.Assertions[0]: must be an object",
        "Rules.D.Assertions[0].AssertDescription: must be a literal text",
        "Rules.E.Assertions: must be a list with at least one assertion"
    ) {
        let holds = RuleExpression.equals(AWS.region, "x")
        $0.add("A", Rule(unchecked: ["RuleConditon": holds.value, "Assertions": []]))
        $0.rules.entries["B"] = .other("x")
        $0.add("C", Rule(unchecked: ["Assertions": ["x"]]))
        $0.add("D", Rule(assertions: [.init(assert: holds, assertDescription: "\(AWS.region)")]))
        $0.add("E", Rule(unchecked: ["Assertions": ["Assert": holds.value]]))
    },
    ValidationCase(
        "what rules are built from",
        "Rules.A.RuleCondition: must be a condition, such as Fn::Equals",
        "Rules.A.Assertions[0].Assert.Fn::Contains[1].Ref: Nme is no parameter, resource or pseudo parameter of this template; did you mean Name?",
        "Rules.B.Assertions[0].Assert.Fn::Equals[0].Fn::ValueOf[0]: Nme is no parameter, resource or pseudo parameter of this template; did you mean Name?",
        "Rules.C.Assertions[0].Assert.Fn::Equals[0].Ref: Ref of the resource Queue cannot stand here; only parameters are known here",
        "Rules.D.Assertions[0].Assert.Fn::Equals[0].Fn::Contains: Fn::Contains cannot stand here; a value belongs here, not a condition"
    ) {
        let name = $0.add("Name", Parameter(.string))
        let misspelt = ParameterHandle<Property<String>>("Nme")
        func rule(_ expression: RuleExpression) -> Rule { Rule(assertions: [.init(assert: expression)]) }
        var first = rule(.contains(["a"], misspelt.ref))
        first.ruleCondition = RuleExpression(unchecked: name.ref.value)
        $0.add("A", first)
        $0.add("B", rule(.equals(RuleExpression.valueOf(misspelt, "Tags.A"), "x")))
        $0.add("C", rule(.equals(ResourceHandle<GenericResource>("Queue").ref, "x")))
        $0.add("D", rule(.equals(Property<String>(unchecked: RuleExpression.contains(["a"], "b").value), "x")))
        $0.add(
            "E",
            rule(
                .and(
                    .eachMemberIn(RuleExpression.valueOfAll("AWS::EC2::VPC::Id", "Tags.A"), ["x"]),
                    .not(.eachMemberEquals(RuleExpression.refAll("AWS::EC2::VPC::Id"), name.ref))
                )
            )
        )
    },
]

/// Arguments of another form for the functions of rules.
let malformedRuleFunctions: [(Value, String)] = [
    (["Fn::Contains": ["a"]], "Fn::Contains takes a list of a list and a value"),
    (["Fn::EachMemberEquals": "a"], "Fn::EachMemberEquals takes a list of a list and a value"),
    (["Fn::EachMemberIn": [["a"]]], "Fn::EachMemberIn takes a list of two lists"),
    (["Fn::Equals": ["a"]], "Fn::Equals takes a list of two values"),
    (["Fn::Not": ["Fn::Equals"]], "must be a condition, such as Fn::Equals"),
    (["Fn::Not": []], "Fn::Not takes a list of one condition"),
    (["Fn::Contains": [["Fn::RefAll": ["a"]], "b"]], "Fn::RefAll takes a parameter type"),
    (["Fn::Equals": [["Fn::ValueOf": "a"], "b"]], "Fn::ValueOf takes a list of a parameter and an attribute"),
    (
        ["Fn::Contains": [["Fn::ValueOfAll": "a"], "b"]],
        "Fn::ValueOfAll takes a list of a parameter type and an attribute"
    ),
]
