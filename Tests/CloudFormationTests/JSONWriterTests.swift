import CloudFormation
import Testing

@Suite struct `JSON` {
    @Test func `is pretty with two spaces for each level and a line break at the end`() {
        let value: Value = ["a": [1, ["b": true]], "c": [:], "d": [], "e": .null, "f": 1.5]
        #expect(
            value.json() == """
                {
                  "a": [
                    1,
                    {
                      "b": true
                    }
                  ],
                  "c": {},
                  "d": [],
                  "e": null,
                  "f": 1.5
                }

                """
        )
    }

    @Test func `is compact without white space`() {
        #expect((["a": [1, .null], "b": "x"] as Value).json(.compact) == #"{"a":[1,null],"b":"x"}"#)
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
        ("\u{0}\u{1F}", #""\u0000\u001F""#), ("ä€𝄞\u{2028}\u{7F}", "\"ä€𝄞\u{2028}\u{7F}\""), ("", #""""#),
    ])
    func `escapes what RFC 8259 demands and nothing else`(_ text: String, _ expected: String) {
        #expect(Value.string(text).json(.compact) == expected)
        #expect(Value.object([text: 1]).json(.compact) == "{\(expected):1}")
    }

    @Test func `keeps the spelling of numbers`() throws {
        let number = try #require(Number(spelling: "1.10"))
        #expect(Value.number(number).json(.compact) == "1.10")
    }

    @Test func `of deep values needs no deep stack`() {
        var value: Value = "x"
        for _ in 0..<2_000 { value = [value] }
        #expect(value.json(.compact).utf8.count == 4_003)
        #expect(value.yaml().hasSuffix("- x\n"))
    }
}
