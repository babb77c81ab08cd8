import CloudFormation
import Testing

@Suite struct `A document` {
    @Test(arguments: ["t.json", "T.JSON", "t.template", "-", "t.yaml", "HEAD~1:t.yml"])
    func `that is JSON reads as JSON, whatever its name`(_ name: String) throws {
        for text in ["{\"a\":\n\t[1.10]}", "\u{FEFF} \r\n\t{\"a\":[1.10]}"] {
            let node = try Node(parsing: SourceText(text, name: name))
            #expect(node.value["a"] == [Value.number(try #require(Number(spelling: "1.10")))])
        }
        #expect(try Node(parsing: Array("[]".utf8), name: name).value == [])
    }

    @Test func `named as JSON is nothing else`() {
        let error = #expect(throws: ParseError.self) { try Node(parsing: SourceText("a: 1", name: "t.json")) }
        #expect(error?.description.hasPrefix("t.json:1:1: expected a value: ") == true)
    }

    @Test(arguments: ["-", "t.template", "t.yaml"])
    func `with a mistake in its JSON is told of that mistake`(_ name: String) {
        let text = "{\n  \"a\": 1\n  \"b\": 2\n}"
        let error = #expect(throws: ParseError.self) { try Node(parsing: SourceText(text, name: name)) }
        #expect(error?.description == "\(name):3:3: expected ',' or '}' after the value, found '\"'")
    }

    @Test(arguments: ["-", "t.yaml"])
    func `whose JSON has a key twice is not read again as YAML`(_ name: String) {
        let error = #expect(throws: ParseError.self) { try Node(parsing: SourceText("{\"a\":1,\"a\":2}", name: name)) }
        #expect(error?.code == .duplicateKey)
    }
}
