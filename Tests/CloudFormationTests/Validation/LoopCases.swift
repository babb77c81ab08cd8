import CloudFormation

private func queues(
    _ identifier: String = "N",
    in collection: List<Property<String>> = ["A", "B"],
    _ key: String = "Queue${N}"
) -> ForEach<Resource> {
    ForEach(identifier, in: collection) { _ in [key: .element(Resource(queue([:])))] }
}

let loopCases: [ValidationCase] = [
    ValidationCase(
        "loops where there can be none",
        "Parameters.Fn::ForEach::L: Fn::ForEach cannot stand here; loops make conditions, resources, outputs and properties",
        "Mappings.Fn::ForEach::L: Fn::ForEach cannot stand here; loops make conditions, resources, outputs and properties"
    ) {
        $0.transforms = [.languageExtensions]
        $0.parameters.add("L", ForEach("N", in: ["A"]) { _ in ["${N}": .element(parameter(["Type": "String"]))] })
        $0.mappings.add("L", ForEach("N", in: ["A"]) { _ in ["${N}": .element(Mapping(["a": ["b": 1]]))] })
    },
    ValidationCase(
        "loops of another form, among resources, within loops and among properties",
        "Resources.Fn::ForEach::A: Fn::ForEach takes a list of an identifier, a collection and an object",
        "Resources.Fn::ForEach::B[2].Fn::ForEach::C: Fn::ForEach takes a list of an identifier, a collection and an object",
        "Resources.D.Properties.Fn::ForEach::E: Fn::ForEach takes a list of an identifier, a collection and an object"
    ) {
        $0.transforms = [.languageExtensions]
        $0.resources.entries["Fn::ForEach::A"] = .other(["N", ["A"]])
        $0.resources.add("B", ForEach("N", in: ["A"]) { _ in ["Fn::ForEach::C": .other(["x"])] })
        $0.add("D", queue(["Fn::ForEach::E": ["N", ["A"], "x"]]))
    },
    ValidationCase(
        "names that are taken",
        "Resources.Fn::ForEach::Queue: Queue is the name of a resource already",
        "Resources.Fn::ForEach::A[2].Fn::ForEach::B[0]: N is the name of a loop around this one already",
        "Outputs.Fn::ForEach::A: A is the name of another loop already"
    ) {
        $0.transforms = [.languageExtensions]
        $0.resources.add("Queue", queues(in: ["X"]))
        $0.resources.add("A", ForEach("N", in: ["B"]) { _ in ["Fn::ForEach::B": .forEach(queues(in: ["C"], "${N}"))] })
        $0.outputs.add("A", ForEach("N", in: ["A"]) { _ in ["${N}": .element(Output(value: "x"))] })
    },
    ValidationCase(
        "names that loops make",
        "Resources.Fn::ForEach::A-B: \"A-B\" must have letters and digits only",
        "Resources.Fn::ForEach::C[2].Same: a key in a loop must contain ${N} or &{N}, or every round makes the same",
        "Resources.Fn::ForEach::C: Same is the name of another declaration already",
        "Resources.Fn::ForEach::D: \"Dx-y\" must have letters and digits only",
        "Resources.Fn::ForEach::F: QueueA is the name of another declaration already"
    ) {
        $0.transforms = [.languageExtensions]
        $0.resources.add("A-B", queues())
        $0.resources.add("C", queues(in: ["X", "Y"], "Same"))
        $0.resources.add("D", queues(in: ["x-y"], "D${N}"))
        $0.resources.add("E", queues(in: ["x-y"], "E&{N}"))
        $0.resources.add("F", queues(in: ["A"]))
    },
    ValidationCase(
        "loops that are nested too deeply",
        "Resources.A.Properties.Fn::ForEach::L0[2].Fn::ForEach::L1[2].Fn::ForEach::L2[2].Fn::ForEach::L3[2].Fn::ForEach::L4[2].Fn::ForEach::L5[2].Fn::ForEach::L6: has 6 loops around, at most 5 are allowed"
    ) {
        $0.transforms = [.languageExtensions]
        var properties: Object = ["${N6}": "x"]
        for level in (0...6).reversed() {
            properties = ["Fn::ForEach::L\(level)": [.string("N\(level)"), ["a"], .object(properties)]]
        }
        $0.add("A", queue(properties))
    },
    ValidationCase(
        "loops of properties and outputs",
        "Resources.A.Properties.Fn::ForEach::P[2].QueueName: a key in a loop must contain ${Name} or &{Name}, or every round makes the same",
        "Resources.B.Properties.Fn::ForEach::R[2].${Name}.Fn::GetAtt: AWS::SQS::Queue has no attribute Arm; did you mean Arn?",
        "Outputs.Fn::ForEach::O[1].Ref: Nothing is no parameter, resource or pseudo parameter of this template",
        "Outputs.Fn::ForEach::O[2].Id${N}.Value.Fn::GetAtt: AWS::SQS::Queue has no attribute Arm; did you mean Arn?"
    ) {
        $0.transforms = [.languageExtensions]
        let zones = $0.add("Names", Parameter(.commaDelimitedList))
        $0.add("Name", Parameter(.string))
        $0.add("A", queue(["Fn::ForEach::P": ["Name", ["a"], ["QueueName": ["Ref": "Name"]]]]))
        $0.add("B", queue(["Fn::ForEach::R": ["Name", ["QueueName"], ["${Name}": ["Fn::GetAtt": "Queue.Arm"]]]]))
        $0.resources.add("Q", queues(in: zones.ref))
        $0.outputs.add(
            "O",
            ForEach("N", in: Fn.ref("Nothing")) { _ in
                ["Id${N}": .element(Output(value: Fn.getAtt("Queue${N}", "Arm"), exportName: "x"))]
            }
        )
    },
]
