import CloudFormation

let parameterCases: [ValidationCase] = [
    ValidationCase(
        "parameter types",
        "Parameters.A.Type: there is no parameter type Strng; did you mean String?",
        "Parameters.B.Type: there is no parameter type List<Strng>",
        "Parameters.C.Type: there is no parameter type AWS::EC2::VPC::ID; did you mean AWS::EC2::VPC::Id?",
        "Parameters.D.Type: there is no parameter type AWS::SSM::Parameter::Value<Number>; did you mean AWS::SSM::Parameter::Name?"
    ) {
        for (name, type) in [
            ("A", "Strng"), ("B", "List<Strng>"), ("C", "AWS::EC2::VPC::ID"),
            ("D", "AWS::SSM::Parameter::Value<Number>"),
            ("E", "AWS::SSM::Parameter::Value<List<String>>"), ("F", "List<AWS::EC2::VPC::Id>"),
            ("I", "List<String>"), ("J", "AWS::SSM::Parameter::Value<CommaDelimitedList>"),
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
        "Parameters.C.MinLength: must be a whole number, not negative",
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
    ValidationCase(
        "declarations of another form",
        "Parameters.A.NoEcho: must be true or false",
        "Parameters.B.MinLength: must be a whole number, not negative",
        "Parameters.B.MaxLength: must be a whole number, not negative",
        "Parameters.C.MaxValue: must be a number",
        "Parameters.D.AllowedPattern: must be a literal text",
        "Parameters.D.ConstraintDescription: must be a literal text",
        "Parameters.E.AllowedValues[1]: must be a literal"
    ) {
        $0.add("A", parameter(["Type": "String", "NoEcho": "maybe"]))
        $0.add("A2", parameter(["Type": "String", "NoEcho": "true"]))
        $0.add("B", parameter(["Type": "String", "MinLength": -1, "MaxLength": 2.5]))
        $0.add("C", parameter(["Type": "Number", "MaxValue": "0x10"]))
        $0.add("D", parameter(["Type": "String", "AllowedPattern": ["a"], "ConstraintDescription": ["b"]]))
        $0.add("E", parameter(["Type": "String", "AllowedValues": ["a", ["b"]]]))
    },
    ValidationCase(
        "numbers in other notations than decimal digits",
        "Parameters.A.Default: \"0x10\" must be a number",
        "Parameters.B.Default: \"nan\" must be a number",
        "Parameters.C.Default: \"infinity\" must be a number",
        "Parameters.D.Default: \"1,x\" must be a number"
    ) {
        for (name, text) in [("A", "0x10"), ("B", "nan"), ("C", "infinity"), ("F", "-1.5e3")] {
            $0.add(name, parameter(["Type": "Number", "Default": .string(text)]))
        }
        $0.add("D", parameter(["Type": "List<Number>", "Default": "1,x"]))
    },
    ValidationCase("a list that is an allowed value as a whole") {
        $0.add("A", parameter(["Type": "CommaDelimitedList", "Default": "a,b", "AllowedValues": ["a,b", "c"]]))
    },
]
