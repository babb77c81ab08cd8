import CloudFormation
import Foundation
import Testing

private func template(_ text: String) throws(ParseError) -> Template {
    try Template(parsing: SourceText(text, name: "t.json"))
}

@Suite struct `A parsed template` {
    @Test func `has typed sections`() throws {
        let template = try template(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09", "Description": "d", "Transform": ["AWS::LanguageExtensions", "M"],
              "Metadata": {"Owner": "team"}, "Parameters": {"P": {"Type": "String", "Default": "x"}},
              "Rules": {"R": {"Assertions": []}}, "Mappings": {"M": {"a": {"b": 1}}},
              "Conditions": {"C": {"Fn::Equals": ["a", "b"]}},
              "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t"}, "DependsOn": ["A", "B"]}},
              "Outputs": {"O": {"Value": {"Ref": "Topic"}}}, "Hooks": {"H": {}}
            }
            """
        )
        #expect(template.formatVersion == "2010-09-09")
        #expect(template.description == "d")
        #expect(template.transforms.map(\.name) == ["AWS::LanguageExtensions", "M"])
        #expect(template.metadata == ["Owner": "team"])
        #expect(template.parameters["P"]?.type?.literal == "String")
        #expect(template.rules.names == ["R"])
        #expect(template.mappings["M"]?.value == ["a": ["b": 1]])
        #expect(template.conditions["C"] == .equals(Property("a"), Property("b")))
        #expect(template.resources["Topic"]?.properties(as: SNS.Topic.self)?.topicName?.literal == "t")
        #expect(template.resources["Topic"]?.dependsOn == ["A", "B"])
        #expect(template.outputs["O"]?.outputValue?.value == ["Ref": "Topic"])
        #expect(template.otherSections == ["Hooks": ["H": [:]]])
    }

    @Test func `equals the one that was written`() throws {
        var written = Template(description: "d")
        written.transforms = [.languageExtensions]
        let names = written.add("Names", Parameter(.commaDelimitedList, default: ["A", "B"]))
        written.resources.add(
            "Outer",
            ForEach("Name", in: names.ref) { name in
                var body: Section<Resource> = ["Topic${Name}": .element(Resource(SNS.Topic(topicName: name)))]
                body.add(
                    "Inner",
                    ForEach("Size", in: ["1", "2"]) { _ in ["Q${Name}${Size}": .element(Resource(SQS.Queue()))] }
                )
                return body
            }
        )
        #expect(try template(written.json()) == written)
    }

    /// Sections and declarations of every shape, right and wrong.
    @Test(arguments: [
        "{}",
        #"{"Resources":null}"#, #"{"Resources":{}}"#, #"{"Resources":[]}"#, #"{"Resources":"x","Outputs":1}"#,
        #"{"Resources":{"T":"hello","U":null,"V":[{"Type":"x"}],"W":{},"X":{"Type":["x"],"Properties":null,"New":1}}}"#,
        #"{"Parameters":{"P":"String"},"Rules":{"R":[]},"Mappings":{"M":[1]},"Conditions":{"C":true},"Outputs":{"O":5}}"#,
        #"{"Parameters":[],"Rules":false,"Mappings":null,"Conditions":"x","Outputs":[{}],"Metadata":[1]}"#,
        #"{"Metadata":{},"Parameters":{},"Rules":{},"Mappings":{},"Conditions":{},"Outputs":{}}"#,
        #"{"Transform":"M"}"#, #"{"Transform":["M"]}"#, #"{"Transform":["M","N"]}"#, #"{"Transform":[]}"#,
        #"{"Transform":null}"#, #"{"Transform":{"Name":"AWS::Include","Parameters":{"Location":"s3://b/k"}}}"#,
        #"{"Transform":[{"Name":"A"},5]}"#,
        #"{"AWSTemplateFormatVersion":20100909,"Description":{"Fn::Sub":"x"}}"#,
        #"{"AWSTemplateFormatVersion":null,"Description":null}"#, #"{"AWSTemplateFormatVersion":"","Description":""}"#,
        #"{"Hooks":{"H":null},"Globals":[],"x":1,"":0}"#,
        #"{"Fn::Transform":{"Name":"AWS::Include"},"Resources":{"Fn::Transform":{"Name":"AWS::Include"}}}"#,
        #"{"Resources":{"Fn::ForEach::L":["X",["a"],{"R${X}":{"Type":"x"}}]}}"#,
        #"{"Resources":{"Fn::ForEach::L":["X",{"Ref":"P"},{"Fn::ForEach::M":["Y",[1],{"R${X}${Y}":null}]}]}}"#,
        #"{"Resources":{"Fn::ForEach::L":["X",["a"]],"Fn::ForEach::M":[1,["a"],{}],"Fn::ForEach::N":["X",[],[]]}}"#,
        #"{"Resources":{"Fn::ForEach::L":["X",["a"],{},4],"Fn::ForEach":["X",["a"],{}],"Fn::ForEach::O":{}}}"#,
        #"{"Resources":{"T":["X",["a"],{"R":{}}]},"Outputs":{"Fn::ForEach::L":["X",[],{}]}}"#,
    ])
    func `keeps all that the document says`(_ text: String) throws {
        let node = try JSONReader.read(Array(text.utf8), name: "t.json")
        let template = try Template(parsing: node, in: SourceText(text, name: "t.json"))
        #expect(sections(template.value) == sections(node.value))
    }

    private func sections(_ value: Value) -> Set<Object.Entry> { Set(value.objectValue?.entries ?? []) }

    @Test(arguments: [
        ("[]", "1:1", "a list"), ("\n \"hello\"", "2:2", "text"), ("1", "1:1", "a scalar"), ("null", "1:1", "nothing"),
    ])
    func `is a mapping`(_ text: String, _ position: String, _ found: String) {
        let error = #expect(throws: ParseError.self) { try template(text) }
        #expect(error?.code == .notATemplate)
        #expect(
            error?.description
                == "t.json:\(position): expected a template, which is a mapping of sections, found \(found)"
        )
    }

    @Test(arguments: [
        (#"{"Description":"x"}"#, ["Resources: a template needs at least one resource"]),
        (
            #"{"Resources":null}"#,
            ["Resources: must be an object", "Resources: a template needs at least one resource"]
        ),
        (#"{"Resources":{}}"#, ["Resources: a template needs at least one resource"]),
        (#"{"Resources":{"T":"hello"}}"#, ["Resources.T: must be a resource: an object with a Type"]),
        (#"{"Resources":{"T":{}}}"#, ["Resources.T: a resource needs Type"]),
        (
            #"{"Description":1,"Parameters":[],"Outputs":{},"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}"#,
            ["Description: must be a literal text", "Parameters: must be an object"]
        ),
        (
            #"{"Parameters":{"P":1},"Rules":{"R":1},"Mappings":{"M":1},"Conditions":{"C":1},"Outputs":{"O":1},"#
                + #""Resources":{"Q":{"Type":"AWS::SQS::Queue"},"Fn::Transform":{"Name":"AWS::Include"}}}"#,
            [
                "Parameters.P: must be an object", "Rules.R: must be an object", "Mappings.M: must be an object",
                "Conditions.C: must be a condition, such as Fn::Equals", "Outputs.O: must be an object",
            ]
        ),
    ])
    func `of another shape is read, and validation says so`(_ text: String, _ findings: [String]) throws {
        #expect(try template(text).validate().map(\.description) == findings)
    }

    @Test func `takes a section that is filled later in place of the empty one`() throws {
        var template = try template(#"{"Resources":null,"Transform":["M"]}"#)
        template.add("Q", SQS.Queue())
        template.transforms.append(.languageExtensions)
        #expect(
            template.value == [
                "Transform": ["M", "AWS::LanguageExtensions"], "Resources": ["Q": ["Type": "AWS::SQS::Queue"]],
            ]
        )
        template.transforms = []
        #expect(template.value["Transform"] == nil)
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [(#"{"Fn::ForEach::L":["X",["a"],"#, "]}", 63), (#"{"Type":"#, "}", 126), ("[", "]", 126)]
    )
    func `nested as deeply as the limit allows needs no more than a secondary thread's stack`(
        _ opening: String,
        _ closing: String,
        _ count: Int
    ) async {
        let nested = String(repeating: opening, count: count) + "{}" + String(repeating: closing, count: count)
        let text = "{\"Resources\":\(nested)}"
        let isKept = await withCheckedContinuation { continuation in
            let thread = Thread {
                let source = SourceText(text, name: "t.json")
                let node = try? Node(parsing: source)
                let template = node.flatMap { try? Template(parsing: $0, in: source) }
                continuation.resume(returning: template != nil && template?.value == node?.value)
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(isKept)
    }
}
