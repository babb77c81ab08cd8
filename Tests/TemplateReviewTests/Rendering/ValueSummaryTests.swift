import CloudFormation
import Testing

@testable import TemplateReview

@Suite struct `A value on one line` {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), (10, "10"), ("10", #""10""#), ("true", #""true""#), ("No", #""No""#),
            ("null", #""null""#), ("", #""""#), ("orders", "orders"),
            ("arn:aws:sns:*:*:orders", "arn:aws:sns:*:*:orders"),
            ("*", "*"), ("/aws/logs", "/aws/logs"), ("a b", #""a b""#), ("a, b", #""a, b""#), ("key:", #""key:""#),
            ("!Ref A", #""!Ref A""#), (#"say "hi"\"#, #""say \"hi\"\\""#), ("a\nb\tc", #""a\nb\tc""#),
            ("\u{1B}[0m", #""\u{1B}[0m""#), ("\u{202E}a", #""\u{202E}a""#), ("a\u{A0}b", #""a\u{00A0}b""#),
            ("é", #""é""#), ([], "[]"), ([:], "{}"), (["a", 1, ["b"]], "[a, 1, [b]]"),
            (["Name": "a b", "x y": .null], #"{Name: "a b", "x y": null}"#),
            (["Ref": "Topic"], "!Ref Topic"), (["Ref": ["a"]], "!Ref [a]"),
            (["Fn::GetAtt": ["A", "B.C"]], "!GetAtt A.B.C"),
            (["Fn::GetAtt": "A.Arn"], "!GetAtt A.Arn"), (["Fn::GetAtt": ["A", ["Ref": "B"]]], "!GetAtt [A, !Ref B]"),
            (["Fn::Sub": "x-${A}"], #"!Sub "x-${A}""#),
            (["Fn::Join": ["-", ["a", ["Ref": "B"]]]], #"!Join ["-", [a, !Ref B]]"#),
            (["Fn::Base64": ["Fn::Sub": "a"]], "!Base64 !Sub a"), (["Condition": "A"], "{Condition: A}"),
            (
                ["Fn::And": [["Condition": "A"], ["Fn::Not": [["Condition": "B"]]]]],
                "!And [!Condition A, !Not [!Condition B]]"
            ),
            (["Fn::Evil\u{1B}": "a"], #"{"Fn::Evil\u{1B}": a}"#), (["Fn::ForEach::X": []], #"{Fn::ForEach::X: []}"#),
            (["Ref": "A", "Other": 1], "{Ref: A, Other: 1}"),
        ] as [(Value, String)]
    )
    func `is YAML in short form`(_ value: Value, _ summary: String) {
        #expect(value.summary() == summary)
    }

    @Test func `is cut`() {
        #expect(Value.string(String(repeating: "a", count: 500)).summary() == String(repeating: "a", count: 100) + "…")
        #expect(Value.array(Array(repeating: 1, count: 100_000)).summary(limit: 10) == "[1, 1, 1, …")
    }

    @Test func `is bounded in depth`() {
        let deep = (0..<2_000).reduce(Value.null) { value, _ in .array([value]) }
        #expect(deep.summary() == String(repeating: "[", count: 32) + "…" + String(repeating: "]", count: 32))
    }

    private static let long = String(repeating: "abcdefghij", count: 20)

    @Test(
        arguments: [
            ("a", "b", "a → b"), (nil, "b", "b"), ("a", nil, "a"), (10, "10", #"10 → "10""#),
            (["Fn::GetAtt": ["A", "Arn"]], ["Fn::GetAtt": "A.Arn"], "!GetAtt A.Arn"),
            (
                .string(long + "1" + long), .string(long + "2" + long),
                "…ghijabcdefghijabcdefghij1\(long.prefix(75))… → …ghijabcdefghijabcdefghij2\(long.prefix(75))…"
            ),
            (
                .string(long), .string(long + "-end"),
                "…ghijabcdefghijabcdefghij → …ghijabcdefghijabcdefghij-end"
            ),
            (
                .string(String(repeating: "a", count: 30_000) + "b"),
                .string(String(repeating: "a", count: 30_000) + "c"),
                "\(String(repeating: "a", count: 100))… → \(String(repeating: "a", count: 100))… (different further on)"
            ),
        ] as [(Value?, Value?, String)]
    )
    func `shows beside its successor what differs`(_ old: Value?, _ new: Value?, _ summary: String) {
        #expect(ValueChange(path: ValuePath(), impact: .update, old: old, new: new).summary() == summary)
    }
}
