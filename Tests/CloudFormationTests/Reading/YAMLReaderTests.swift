import CloudFormation
import Testing

private func read(_ text: String, limits: ParseLimits = ParseLimits()) throws -> Value {
    try YAMLReader.read(text, name: "t.yaml", limits: limits).value
}

private func message(_ text: String, limits: ParseLimits = ParseLimits()) -> String {
    do throws(ParseError) {
        return "read as \(try YAMLReader.read(text, name: "t.yaml", limits: limits).value.json(.compact))"
    } catch {
        return error.description
    }
}

@Suite struct `The YAML reader on CloudFormation's tags` {
    @Test(arguments: [
        "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "ForEach",
        "GetAZs", "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select", "Split",
        "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll", "Rain::Module",
    ])
    func `reads a short form as the long form, before a scalar, a list and a mapping`(_ name: String) throws {
        #expect(try read("!\(name) x") == ["Fn::\(name)": "x"])
        #expect(try read("k: !\(name) [x, y]") == ["k": ["Fn::\(name)": ["x", "y"]]])
        #expect(try read("[!\(name) {x: y}]") == [["Fn::\(name)": ["x": "y"]]])
        #expect(
            try read("- !\(name)\n  - x\n- !\(name)\n  x: y") == [["Fn::\(name)": ["x"]], ["Fn::\(name)": ["x": "y"]]]
        )
    }

    @Test(
        arguments: [
            ("!Ref A", ["Ref": "A"]),
            ("!Condition A", ["Condition": "A"]),
            ("!Ref 10", ["Ref": "10"]),
            ("!GetAZs", ["Fn::GetAZs": ""]),
            ("!GetAZs ''", ["Fn::GetAZs": ""]),
            ("!GetAtt A.B", ["Fn::GetAtt": ["A", "B"]]),
            ("!GetAtt A.B.C", ["Fn::GetAtt": ["A", "B.C"]]),
            ("!GetAtt 'A.B'", ["Fn::GetAtt": ["A", "B"]]),
            ("!GetAtt [A, B]", ["Fn::GetAtt": ["A", "B"]]),
            ("!GetAtt\n- A\n- !Ref B", ["Fn::GetAtt": ["A", ["Ref": "B"]]]),
            ("!Base64\n  Fn::Sub: a", ["Fn::Base64": ["Fn::Sub": "a"]]),
            ("!Sub\n- ${A}\n- A: !Ref B", ["Fn::Sub": ["${A}", ["A": ["Ref": "B"]]]]),
            ("!Sub |\n  a\n  b\n", ["Fn::Sub": "a\nb\n"]),
            ("!If [C, !Ref A, !Ref 'AWS::NoValue']", ["Fn::If": ["C", ["Ref": "A"], ["Ref": "AWS::NoValue"]]]),
            ("!Not [!Equals [!Ref A, '']]", ["Fn::Not": [["Fn::Equals": [["Ref": "A"], ""]]]]),
            ("!Join [',', [a, !GetAtt A.B]]", ["Fn::Join": [",", ["a", ["Fn::GetAtt": ["A", "B"]]]]]),
            ("!!str 10", "10"),
            ("!!int \"10\"", 10),
            ("!!float 1.5", 1.5),
            ("!!bool yes", true),
            ("!!null ''", .null),
            ("!!map {a: b}", ["a": "b"]),
            ("!!seq [a]", ["a"]),
            ("! 10", "10"),
            ("!<tag:yaml.org,2002:str> 10", "10"),
            ("!<!Ref> A", ["Ref": "A"]),
        ] as [(String, Value)]
    )
    func `reads what a tag makes of a value`(_ text: String, _ expected: Value) throws {
        #expect(try read(text) == expected)
        #expect(try read("a: \(text.replacing("\n", with: "\n  "))") == ["a": expected])
    }

    @Test(arguments: [
        ("a: !Refs X", "t.yaml:1:5: expected !Ref, found the unknown tag !Refs"),
        ("a: !getatt A.B", "t.yaml:1:5: expected !GetAtt, found the unknown tag !getatt"),
        ("a: !Fn::Sub x", "t.yaml:1:5: expected !Sub, found the unknown tag !Fn::Sub"),
        (
            "a: !Completely x",
            "t.yaml:1:5: expected a tag of CloudFormation, for instance !Ref, found the unknown tag !Completely"
        ),
        (
            "a: !!set {x}",
            "t.yaml:1:5: expected a tag of CloudFormation, for instance !Ref, found the unknown tag !!set"
        ),
        ("a: !x!Ref y", "t.yaml:1:4: expected a handle that %TAG declares, found \"!x!\""),
        (
            "%TAG ! tag:x\n---\n!Ref y",
            "t.yaml:3:2: expected a tag of CloudFormation, for instance !Ref, found the unknown tag !Ref"
        ),
        (
            "!Base64 !Sub x",
            "t.yaml:1:9: expected one tag before a value, and the long form (Fn::Sub: …) of a function in it, found a second tag"
        ),
        ("!GetAtt A", "t.yaml:1:9: expected Name.Attribute behind !GetAtt, found \"A\""),
        ("!GetAtt .A", "t.yaml:1:9: expected Name.Attribute behind !GetAtt, found \".A\""),
        ("!GetAtt A.", "t.yaml:1:9: expected Name.Attribute behind !GetAtt, found \"A.\""),
        ("!Ref a: b", "t.yaml:1:1: expected a key that is a string, found a function"),
        ("!!int x", "t.yaml:1:1: expected a value that !!int can stand before, found \"x\""),
        ("!!map [a]", "t.yaml:1:1: expected a value that !!map can stand before, found a list"),
    ])
    func `refuses a tag that says nothing, or the wrong thing`(_ text: String, _ expected: String) {
        #expect(message(text) == expected)
    }
}

@Suite struct `The YAML reader on scalars` {
    private static let words: [(String, Value)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", "nULL"),
        ("true", true), ("True", true), ("TRUE", true), ("yes", true), ("On", true), ("false", false), ("NO", false),
        ("off", false), ("tRUE", "tRUE"), ("y", "y"), ("n", "n"), ("\"true\"", "true"), ("'null'", "null"),
    ]

    /// Spellings that JSON has are numbers; others are text, as written.
    private static let numbers: [(String, Value)] = [
        "0", "-12", "1.5", "0.50", "1e3", "6.02E+23", "99999999999999999999",
    ].map { ($0, Number(spelling: $0).map(Value.number) ?? .null) }

    private static let verbatim: [(String, Value)] = [
        "012345678901", "0x1F", "0b1", "0o7", "1_000", "+12", ".5", "1.", ".inf", ".NaN", "12:30:45", "2012-10-17",
        "2001-12-14t21:59:43.10-05:00", "10.0.0.0/16", "=", "<<x", "arn:aws:iam::111122223333:root", "a#b", "-a", "?a",
        ":a", "a:b", "a'b\"c", "ä日𝄞", "--", "a, [b] {c}",
    ].map { ($0, .string($0)) }

    private static let quoted: [(String, Value)] = [
        ("a #b", "a"), ("'it''s'", "it's"), ("'a\\n'", "a\\n"), ("''", ""), ("\"\"", ""),
        ("\"a\\tb\\x41\\u00e4\\U0001F600\\\"\\\\\\/\\e\\0\"", "a\tbAä😀\"\\/\u{1B}\0"),
        ("\"\\ud834\\udd1e\"", "𝄞"), ("\"\\N\\_\\L\\P\"", "\u{85}\u{A0}\u{2028}\u{2029}"),
        ("a\n  b\n\n  c", "a b\nc"), ("'a\n  b\n\n  c'", "a b\nc"), ("\"a \\\n  b\\n\n  c\"", "a b\n c"),
    ]

    private static let blocks: [(String, Value)] = [
        ("|\n  a\n   b\n\n  c\n", "a\n b\n\nc\n"), ("|-\n  a\n\n", "a"), ("|+\n  a\n\n", "a\n\n"),
        (">\n  a\n  b\n\n  c\n", "a b\nc\n"), (">\n  a\n    b\n  c\n", "a\n  b\nc\n"), ("|2\n    a\n", "  a\n"),
        ("|2-\n    a\n", "  a"), (">-2\n    a\n", "  a"), ("| # why\n  a # text\n", "a # text\n"),
        ("|\n\n  a\n", "\na\n"),
        ("|\n", ""), ("|\n  a", "a"), ("|\r\n  a\r\n  b\r\n", "a\nb\n"),
    ]

    @Test(arguments: words + numbers + verbatim + quoted + blocks)
    func `reads a scalar`(_ text: String, _ expected: Value) throws {
        #expect(try read("k: \(text)") == ["k": expected])
        #expect(try read("- \(text)") == [expected])
    }

    @Test func `keeps keys as they are written`() throws {
        let expected: Value = [
            "yes": 1, "010": 2, "null": 3, "1.10": 4, "2012-10-17": 5, "Fn::If": 6, "a b": 7, "c'd": 8, "": 9, "~": 10,
        ]
        let text = "yes: 1\n010: 2\nnull: 3\n1.10: 4\n2012-10-17: 5\nFn::If: 6\na b: 7\n'c''d': 8\n? \n: 9\n? ~\n: 10\n"
        #expect(try read(text) == expected)
        #expect(
            try read("{yes: 1, 010: 2, null : 3, 1.10: 4, 2012-10-17: 5, Fn::If: 6, a b: 7, 'c''d': 8, : 9, ? ~ : 10}")
                == expected
        )
    }

    @Test(
        arguments: [
            ("\u{FEFF}a: b", ["a": "b"]),
            ("a: b\r\nc:\r\n- d\r\n", ["a": "b", "c": ["d"]]),
            ("a: b\rc: d", ["a": "b", "c": "d"]),
            ("%YAML 1.1\n---\na: b\n...\n", ["a": "b"]),
            ("# c\n\n--- # c\na: b # c\n# c\n... # c\n", ["a": "b"]),
            ("---\n- a\n", ["a"]),
            ("--- {a: b}", ["a": "b"]),
        ] as [(String, Value)]
    )
    func `reads what surrounds a document`(_ text: String, _ expected: Value) throws {
        #expect(try read(text) == expected)
    }
}

@Suite struct `The YAML reader on collections` {
    @Test(
        arguments: [
            ("a:\n- b\n- c\nd: e", ["a": ["b", "c"], "d": "e"]),
            ("a:\n  - b\n  -\n    c: d\n    e: f\n", ["a": ["b", ["c": "d", "e": "f"]]]),
            ("- - a\n  - b\n-   c: d\n    e:\n", [["a", "b"], ["c": "d", "e": .null]]),
            ("- a\n- \n- b", ["a", .null, "b"]),
            ("? a\n: b\n? c\n", ["a": "b", "c": .null]),
            ("[]", []), ("{}", [:]), ("[a, [b], {c: d}, ]", ["a", ["b"], ["c": "d"]]),
            ("{a: , b, \"c\":d, 'e' : f}", ["a": .null, "b": .null, "c": "d", "e": "f"]),
            ("[a: b, ? c : d, \"e\":f]", [["a": "b"], ["c": "d"], ["e": "f"]]),
            ("{a: [\n  b, # c\n  d\n], e: http://f}", ["a": ["b", "d"], "e": "http://f"]),
            ("k: {\n\"a\": 1,\n\t\"b\": [\n2\n]\n}\nl: 3", ["k": ["a": 1, "b": [2]], "l": 3]),
            ("{\"a\":{\"b\":[1,2.5,\"c\",true,null]}}", ["a": ["b": [1, 2.5, "c", true, .null]]]),
            ("{a b\n  c: d}", ["a b c": "d"]),
        ] as [(String, Value)]
    )
    func `reads lists and mappings in order`(_ text: String, _ expected: Value) throws {
        #expect(try read(text) == expected)
    }

    @Test(
        arguments: [
            ("a: &x b\nc: *x", ["a": "b", "c": "b"]),
            ("a: &x [b]\nc: [*x, *x]", ["a": ["b"], "c": [["b"], ["b"]]]),
            ("a: &x\n  b: c\nd: *x", ["a": ["b": "c"], "d": ["b": "c"]]),
            ("&k a: b\n*k : c", .null),
            ("- &k a\n- *k : c", ["a", ["a": "c"]]),
            ("- &k 010\n- {*k : c}", ["010", ["010": "c"]]),
            ("- &k yes\n- ? *k\n  : c", [true, ["yes": "c"]]),
            ("a: &x !Ref b\nc: *x", ["a": ["Ref": "b"], "c": ["Ref": "b"]]),
            ("a: !GetAtt &x b.c\nc: *x", ["a": ["Fn::GetAtt": ["b", "c"]], "c": ["Fn::GetAtt": ["b", "c"]]]),
            ("a: &x b\nc: &x d\ne: *x", ["a": "b", "c": "d", "e": "d"]),
            ("a: &x\nb: *x", ["a": .null, "b": .null]),
            ("a: &x\n- b\nc: *x", ["a": ["b"], "c": ["b"]]),
            ("a: &x |\n  b\nc: *x", ["a": "b\n", "c": "b\n"]),
            ("- &a {x: 1, y: 2}\n- {z: 0, <<: *a, x: 9}", [["x": 1, "y": 2], ["z": 0, "y": 2, "x": 9]]),
            ("- &a {x: 1}\n- <<: *a\n  y: 2", [["x": 1], ["x": 1, "y": 2]]),
            (
                "- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- <<: [*a, *b]\n  w: 3",
                [["x": 1, "y": 1], ["y": 2, "z": 2], ["x": 1, "y": 1, "z": 2, "w": 3]]
            ),
            ("- &a {x: 1}\n- &b {<<: *a, y: 2}\n- {<<: *b}", [["x": 1], ["x": 1, "y": 2], ["x": 1, "y": 2]]),
            ("<<: {x: 1}\ny: 2", ["x": 1, "y": 2]),
            ("<<: []\ny: 2", ["y": 2]),
            ("\"<<\": x", ["<<": "x"]),
            ("[<<: {x: 1}]", [["x": 1]]),
        ] as [(String, Value)]
    )
    func `expands aliases and merge keys`(_ text: String, _ expected: Value) throws {
        if expected == .null {
            #expect(message(text).contains("expected a key other than that of line 1, found \"a\" again"))
        } else {
            #expect(try read(text) == expected)
        }
    }

    @Test func `takes two spellings of a character for one key`() {
        #expect(message("\u{E9}: 1\ne\u{301}: 2\n").contains("2:1: expected a key other than that of line 1"))
    }

    @Test(arguments: [
        (
            "a: b: c",
            "t.yaml:1:5: expected the end of the line, or quotes around a text that contains \": \", found a second \":\" after a key on this line"
        ),
        ("a: - b", "t.yaml:1:4: expected a new line before a list, found \"-\""),
        ("a: \"b\" c", "t.yaml:1:8: expected the end of the line, found \"c\""),
        ("a: \"b\"#c", "t.yaml:1:7: expected the end of the line, found \"#c\""),
        ("a: @b", "t.yaml:1:4: expected a value, in quotes if it is a text that begins with @, found \"@b\""),
        ("a: %b", "t.yaml:1:4: expected a value, in quotes if it is a text that begins with %, found \"%b\""),
        ("a: b\n- c", "t.yaml:2:1: expected a key, like those before it, found an entry of a list"),
        ("- a\nb: c", "t.yaml:2:1: expected the end of the document, found \"b:\""),
        ("a: 1\nb\nc: 2", "t.yaml:2:1: expected a key with \": \" behind it on the same line, found \"b\""),
        ("a:\n\t- b", "t.yaml:2:1: expected spaces, since a tab cannot indent, found a tab"),
        ("a: |\n\tb", "t.yaml:2:1: expected spaces, since a tab cannot indent, found a tab"),
        (
            "a: |\n    \n  b",
            "t.yaml:2:1: expected no more spaces than on the first line of the text, which has 2, found a blank line of 4"
        ),
        ("[a b, c: d e", "t.yaml:1:13: expected a ] that closes the [ of line 1, found the end of the document"),
        ("[a, , b]", "t.yaml:1:5: expected a value or a ], found \",\""),
        ("[a}", "t.yaml:1:3: expected a comma or a ], found \"}\""),
        ("{a: \"b\" \"c\": d}", "t.yaml:1:9: expected a comma or a }, found \"\"c\":\""),
        ("[a]: b", "t.yaml:1:1: expected a key that is a string, found a list or a mapping"),
        ("[[a]: b]", "t.yaml:1:2: expected a key that is a string, found a list"),
        ("{{a: b}: c}", "t.yaml:1:2: expected a key that is a string, found a mapping"),
        ("[- a]", "t.yaml:1:2: expected a value, in quotes if it is a text that begins with -, found \"-\""),
        ("a: \"\\q\"", "t.yaml:1:5: expected an escape that YAML 1.1 knows, found \\q"),
        ("a: \"\\ud800\"", "t.yaml:1:5: expected the number of a Unicode character, found \\ud800"),
        ("a: \"\\x4\"", "t.yaml:1:5: expected 2 hexadecimal digits in an escape, found \\x4"),
        (
            "a: \"b\n---\nc\"",
            "t.yaml:1:4: expected a double quote that closes this one, found a document marker on line 2"
        ),
        ("%YAML 2.0\n---\na", "t.yaml:1:1: expected %YAML 1.1, once, found \"%YAML 2.0\""),
        ("%YAML 1.1\na: b", "t.yaml:2:1: expected --- after the directives, found \"a:\""),
        ("a: *x", "t.yaml:1:4: expected an alias of an anchor that stands before it, found the unknown alias *x"),
        ("a: &base b\nc: *bse", "t.yaml:2:4: expected *base, found the unknown alias *bse"),
        ("a: &x b\nc: &y *x", "t.yaml:2:4: expected an alias without an anchor or a tag of its own, found \"&y *x\""),
        ("a: & b", "t.yaml:1:4: expected a name behind &, found \"&\""),
        ("<<: {a: 1}\n<<: {b: 2}", "t.yaml:2:1: expected a key other than that of line 1, found \"<<\" again"),
        ("<<: [{a: 1}, b]", "t.yaml:1:14: expected a mapping, or a list of mappings, to merge by <<, found \"b]\""),
        ("a: \u{7}", "t.yaml:1:4: expected text without control characters, found the byte 0x7"),
    ])
    func `refuses with the place and what would be right`(_ text: String, _ expected: String) {
        #expect(message(text) == expected)
    }

    @Test func `refuses a key of more than 1024 characters before a colon on its line`() throws {
        let key = String(repeating: "ä", count: 1024)
        #expect(try read("\(key): b") == .object([key: "b"]))
        #expect(message("\(key)x: b") == "t.yaml:1:1: expected a key of at most 1024 characters, found one of 1025")
        #expect(try read("? \(key)x\n: b") == .object(["\(key)x": "b"]))
    }
}

@Suite struct `The limits of the YAML reader` {
    @Test(arguments: [
        "[[[1]]]", "- - - 1", "a:\n b:\n  c: 1", "[[!Ref a]]", "- !GetAtt a.b", "&a [&b [[1]]]", "- - a: 1", "[[a: 1]]",
    ])
    func `bound how deeply a document is nested`(_ text: String) throws {
        _ = try read(text, limits: ParseLimits(maximumDepth: 3))
        #expect(message(text, limits: ParseLimits(maximumDepth: 2)).contains("nested at most 2 deep"))
    }

    @Test func `count what an alias stands for`() throws {
        let text = "- &a [[1]]\n- [*a]"
        _ = try read(text, limits: ParseLimits(maximumDepth: 4, maximumNodes: 8))
        #expect(message(text, limits: ParseLimits(maximumDepth: 3)).contains("2:4: expected lists and mappings nested"))
        #expect(message(text, limits: ParseLimits(maximumNodes: 7)).contains("expected at most 7 values"))
        #expect(message("- &a [1, 1]\n- &b [*a, *a]\n- *b", limits: ParseLimits(maximumNodes: 18)).contains("read as"))
        #expect(message("- &a [1, 1]\n- &b [*a, *a]\n- *b", limits: ParseLimits(maximumNodes: 16)).contains("3:3"))
    }

    @Test func `bound the size of a document`() throws {
        _ = try read("abcd", limits: ParseLimits(maximumBytes: 4))
        #expect(message("abcde", limits: ParseLimits(maximumBytes: 4)).contains("at most 4 bytes, found one of 5"))
    }
}

@Suite struct `The places of the YAML reader` {
    /// A value and the text of its range.
    private func text(_ node: Node?, of source: String) -> String? {
        guard let node else { return nil }
        return String(decoding: Array(source.utf8)[Int(node.range.start)..<Int(node.range.end)], as: UTF8.self)
    }

    @Test func `are those of the text`() throws {
        let source = """
            a: plain text  # c
            "b" : 'quoted'
            c:
              - x
              - {y: z}
            d: !Sub  t
            e: !GetAtt A.B.C
            f: |
              block
              text

            g: &g [1]
            h: *g
            i:
            """
        let root = try YAMLReader.read(source, name: "t")
        #expect(text(root, of: source) == source)
        #expect(text(root["a"], of: source) == "plain text")
        #expect(text(root["b"], of: source) == "'quoted'")
        #expect(text(root["c"], of: source) == "- x\n  - {y: z}")
        #expect(text(root["c"]?.arrayElements?[1], of: source) == "{y: z}")
        #expect(text(root["c"]?.arrayElements?[1]["y"], of: source) == "z")
        #expect(text(root["d"], of: source) == "!Sub  t")
        #expect(text(root["d"]?["Fn::Sub"], of: source) == "t")
        #expect(text(root["e"]?["Fn::GetAtt"], of: source) == "A.B.C")
        #expect(root["e"]?["Fn::GetAtt"]?.arrayElements?.map { text($0, of: source) } == ["A", "B.C"])
        #expect(text(root["f"], of: source) == "|\n  block\n  text")
        #expect(text(root["g"], of: source) == "[1]")
        #expect(text(root["h"], of: source) == "*g")
        #expect(text(root["h"]?.arrayElements?[0], of: source) == "1")
        #expect(text(root["i"], of: source) == "")
        let keys = root.objectMembers?.map { text(Node(.null, range: $0.keyRange), of: source) }
        #expect(keys == ["a", "\"b\"", "c", "d", "e", "f", "g", "h", "i"])
        #expect(text(Node(.null, range: root["d"]?.objectMembers?[0].keyRange ?? root.range), of: source) == "!Sub")
    }
}
