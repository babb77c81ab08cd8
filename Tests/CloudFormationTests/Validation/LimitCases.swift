import CloudFormation

let limitCases: [ValidationCase] = [
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
    ValidationCase(
        "61 dynamic references",
        "template: has 61 dynamic references, at most 60 are allowed"
    ) {
        for number in 1...59 { $0.add("Q\(number)", queue(["QueueName": "{{resolve:ssm:name}}"])) }
        $0.add("Q60", queue(["QueueName": ["Fn::Sub": "{{{resolve:ssm:${Queue}}}-{{resolve:ssm:b}}{{a}}"]]))
    },
    ValidationCase("601 resources by a loop", "Resources: has 601 resources, at most 500 are allowed") {
        $0.transforms = [.languageExtensions]
        $0.resources.add(
            "Queues",
            ForEach("N", in: List((1...600).map { Property("A\($0)") })) { _ in
                ["${N}": .element(Resource(queue([:])))]
            }
        )
    },
]
