import CloudFormation
import Testing

private func read(_ text: String, limits: ParseLimits = ParseLimits()) throws(ParseError) -> Node {
    try JSONReader.read(Array(text.utf8), name: "t.json", limits: limits)
}

private func message(_ text: String, limits: ParseLimits = ParseLimits()) -> String? {
    do throws(ParseError) {
        _ = try read(text, limits: limits)
        return nil
    } catch {
        return error.description
    }
}

/// Documents of each production of RFC 8259's grammar.
private let documents: [(text: String, value: Value)] = [
    // JSON-text, ws
    (" \t\r\n1 \t\r\n", 1),
    ("\u{FEFF}1", 1),
    ("\"alone\"", "alone"),
    // value
    ("null", .null), ("true", true), ("false", false),
    // object
    ("{}", [:]), ("{ \n}", [:]),
    ("{\"b\":1,\"a\":2}", ["b": 1, "a": 2]),
    (" { \"a\" : { \"b\" : [ ] } , \"c\" : null } ", ["a": ["b": []], "c": .null]),
    ("{\"\":1,\" \":2}", ["": 1, " ": 2]),
    ("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}", ["a": ["a": ["a": 1]], "b": [["a": 1], ["a": 2]]]),
    // array
    ("[]", []), ("[ ]", []), ("[1,[2,[3]],4]", [1, [2, [3]], 4]), ("[{},[],\"\",0,null]", [[:], [], "", 0, .null]),
    // string
    ("\"\"", ""), ("\"héllo wörld, 日本 😀\"", "héllo wörld, 日本 😀"), ("\"/\u{7F}\u{2028}\"", "/\u{7F}\u{2028}"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u00E9\u4e2d\u0000\uFFFF""#, "Aéé中\u{0}\u{FFFF}"),
    (#""\ud83d\ude00 \uD800\uDC00 \uDBFF\uDFFF""#, "😀 \u{10000} \u{10FFFF}"),
    (
        #""long enough for a word of eight bytes, then \n and the rest\\""#,
        "long enough for a word of eight bytes, then \n and the rest\\"
    ),
    // number
    ("0", 0), ("-0", .number(Number(checked: "-0"))), ("[1,-12,9007199254740993]", [1, -12, 9_007_199_254_740_993]),
    ("1.10", .number(Number(checked: "1.10"))), ("-0.001", .number(Number(checked: "-0.001"))),
    ("1e3", .number(Number(checked: "1e3"))), ("1E+03", .number(Number(checked: "1E+03"))),
    ("12.50e-7", .number(Number(checked: "12.50e-7"))),
]

extension Number {
    /// A number of a spelling that is right.
    fileprivate init(checked spelling: String) { self = Number(spelling: spelling) ?? Number(-1) }
}

/// Texts that break one production each, where, and what is said of it.
private let mistakes: [(text: String, message: String)] = [
    // JSON-text
    ("", "1:1: expected \(aValue), found the end of the document"),
    (" \n ", "2:2: expected \(aValue), found the end of the document"),
    ("1 2", "1:3: expected the end of the document, found '2'"),
    ("{}}", "1:3: expected the end of the document, found '}'"),
    ("{}\u{0}", "1:3: expected the end of the document, found the control character U+0000"),
    ("\u{C}1", "1:1: expected \(aValue), found the control character U+000C"),
    ("\u{A0}1", "1:1: expected \(aValue), found '\u{A0}'"),
    ("// x\n1", "1:1: expected \(aValue), found '/'"),
    // value
    ("True", "1:1: expected \(aValue), found 'True'"),
    ("nul", "1:1: expected \(aValue), found 'nul'"),
    ("nullx", "1:1: expected \(aValue), found 'nullx'"),
    ("NaN", "1:1: expected \(aValue), found 'NaN'"),
    ("[undefined]", "1:2: expected \(aValue), found 'undefined'"),
    ("'a'", "1:1: expected \(aValue), found a single quote"),
    (String(repeating: "x", count: 1_000), "1:1: expected \(aValue), found '\(String(repeating: "x", count: 24))'"),
    // object
    ("{", "1:2: expected a key in double quotes, found the end of the document; the object began at 1:1"),
    ("{a:1}", "1:2: expected a key in double quotes, found 'a'"),
    ("{1:1}", "1:2: expected a key in double quotes, found '1'"),
    ("{,}", "1:2: expected a key in double quotes, found ','"),
    ("{\"a\":1,}", "1:8: expected a key in double quotes, found '}'"),
    ("{\"a\"}", "1:5: expected ':' after the key, found '}'"),
    ("{\"a\" 1}", "1:6: expected ':' after the key, found '1'"),
    ("{\"a\":}", "1:6: expected \(aValue), found '}'"),
    ("{\"a\":1 \"b\":2}", "1:8: expected ',' or '}' after the value, found '\"'"),
    ("{\"a\":1]", "1:7: expected ',' or '}' after the value, found ']'"),
    ("{\"a\":1", "1:7: expected ',' or '}' after the value, found the end of the document; the object began at 1:1"),
    // array
    ("[", "1:2: expected \(aValue), found the end of the document"),
    ("[1,]", "1:4: expected \(aValue), found ']'"),
    ("[,1]", "1:2: expected \(aValue), found ','"),
    ("[1 2]", "1:4: expected ',' or ']' after the element, found '2'"),
    ("[1}", "1:3: expected ',' or ']' after the element, found '}'"),
    ("{\n \"a\": [\n", "3:1: expected \(aValue), found the end of the document"),
    ("[1\n", "2:1: expected ',' or ']' after the element, found the end of the document; the list began at 1:1"),
    // string
    ("\"a", "1:3: expected '\"' at the end of the text, found the end of the document; the text began at 1:1"),
    (
        "\"a\nb\"",
        "1:3: expected an escape such as \\n in place of a control character, found the control character U+000A"
    ),
    (
        "\"é\u{1F}\"",
        "1:3: expected an escape such as \\n in place of a control character, found the control character U+001F"
    ),
    ("\"\\", "1:3: expected the rest of an escape, found the end of the document"),
    ("\"\\a\"", "1:2: expected one of the escapes \(escapes), found a backslash before 'a'"),
    (
        "\"\\\u{1}\"",
        "1:2: expected one of the escapes \(escapes), found a backslash before the control character U+0001"
    ),
    (#""\u12""#, "1:2: expected \\u with four hexadecimal digits, found \\u12"),
    (#""\u12G4""#, "1:2: expected \\u with four hexadecimal digits, found \\u12G4"),
    (#""\U0041""#, "1:2: expected one of the escapes \(escapes), found a backslash before 'U0041'"),
    (#""x\udc00""#, "1:3: expected two \\u escapes that are a surrogate pair, found \\udc00"),
    (#""\ud83d\n""#, "1:2: expected two \\u escapes that are a surrogate pair, found \\ud83d"),
    (#""\ud83d\u0041""#, "1:2: expected two \\u escapes that are a surrogate pair, found \\ud83d"),
    // number
    ("-", "1:2: expected a digit, found the end of the document"),
    ("-a", "1:2: expected a digit, found 'a'"),
    ("+1", "1:1: expected \(aValue), found '+'"),
    (".5", "1:1: expected \(aValue), found '.'"),
    ("[01]", "1:3: expected no digit after a leading 0, found '1'"),
    ("-012", "1:3: expected no digit after a leading 0, found '12'"),
    ("1.", "1:3: expected a digit, found the end of the document"),
    ("[1.e3]", "1:4: expected a digit, found 'e3'"),
    ("1e", "1:3: expected a digit, found the end of the document"),
    ("1e+", "1:4: expected a digit, found the end of the document"),
    ("0x1F", "1:2: expected the end of the document, found 'x1F'"),
    ("[1_000]", "1:3: expected ',' or ']' after the element, found '_'"),
]

private let aValue = "a value: an object, a list, a text in double quotes, a number, true, false or null"
private let escapes = #"\" \\ \/ \b \f \n \r \t \uXXXX"#

@Suite struct `The JSON reader` {
    @Test(arguments: documents)
    func `reads what the grammar has`(_ document: (text: String, value: Value)) throws {
        #expect(try read(document.text).value == document.value)
    }

    @Test(arguments: mistakes)
    func `refuses what the grammar does not have`(_ mistake: (text: String, message: String)) {
        #expect(message(mistake.text) == "t.json:\(mistake.message)")
    }

    @Test func `refuses every beginning of a document`() {
        let text = #"{"a":[1.5e-3,"\u00e9\ud83d\ude00é",true,{"b":null}],"c":"d"}"#
        let bytes = Array(text.utf8)
        #expect(throws: Never.self) { try JSONReader.read(bytes, name: "t.json") }
        for length in bytes.indices {
            #expect(throws: ParseError.self) { try JSONReader.read(Array(bytes.prefix(length)), name: "t.json") }
        }
    }

    @Test func `neither crashes nor hangs where any byte is another`() {
        let bytes = Array(#"{"a":[1.5e-3,"\u00e9\ud83d\ude00é",true,{"b":null}],"c":"d"}"#.utf8)
        var readable = 0
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = byte
                if (try? JSONReader.read(changed, name: "t.json")) != nil { readable += 1 }
            }
        }
        #expect(readable > bytes.count)
    }

    @Test func `tells where keys and values stand`() throws {
        let text = "\u{FEFF}{\n  \"é\" : [ -1.5 , {} ],\n  \"b\":\"\\n\" }\n"
        let source = SourceText(text, name: "t.json")
        let node = try Node(parsing: source)
        func texts(_ node: Node) -> [String] {
            let own = String(decoding: source.bytes[Int(node.range.start)..<Int(node.range.end)], as: UTF8.self)
            let elements = node.arrayElements?.flatMap(texts) ?? []
            let members = node.objectMembers?.flatMap { member in
                let range = Int(member.keyRange.start)..<Int(member.keyRange.end)
                return [String(decoding: source.bytes[range], as: UTF8.self)] + texts(member.value)
            }
            return [own] + elements + (members ?? [])
        }
        #expect(
            texts(node) == [
                "{\n  \"é\" : [ -1.5 , {} ],\n  \"b\":\"\\n\" }", "\"é\"", "[ -1.5 , {} ]", "-1.5", "{}", "\"b\"",
                "\"\\n\"",
            ]
        )
        #expect(source.position(of: node["b"]?.range.start ?? 0) == SourcePosition(line: 3, column: 7))
    }

    @Test(arguments: [
        ("{\"ab\":1,\"ab\":2}", "1:9", "ab", 1),
        ("{\"a\":1,\n \"b\":2,\n \"a\":3}", "3:2", "a", 1),
        ("{\"\":1,\"\":2}", "1:7", "", 1),
        ("{\n\"A\":1,\"\\u0041\":2}", "2:7", "A", 2),
        ("{\"é\":1,\"e\\u0301\":2}", "1:8", "e\u{301}", 1),
        ("{\"K\":1,\"\u{212A}\":2}", "1:8", "\u{212A}", 1),
        ("[{\"a\":{\"x\":1,\"a\":2,\"x\":3}}]", "1:20", "x", 1),
        ("{\"a\\n\":1,\"a\\n\":2}", "1:10", "a\\n", 1),
    ])
    func `refuses a key that stands twice, whatever its spelling`(
        _ text: String,
        _ position: String,
        _ key: String,
        _ firstLine: Int
    ) {
        #expect(
            message(text)
                == "t.json:\(position): expected a key other than that of line \(firstLine), found \"\(key)\" again"
        )
    }

    @Test(arguments: [2, 31, 32, 33, 1_000])
    func `finds the second key in an object of any size`(_ count: Int) {
        // The keys agree in their length and in their first and last eight characters.
        let keys = (0..<count).map { "aaaaaaaa\(String($0 + 100_000))bbbbbbbb" }
        func text(_ keys: [String]) -> String { "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",\n") + "}" }
        #expect(throws: Never.self) { try read(text(keys)) }
        for key in [keys[0], keys[count / 2], keys[count - 1]] {
            #expect(
                message(text(keys + [key]))?.hasPrefix("t.json:\(count + 1):1: expected a key other than that of line ")
                    == true
            )
        }
    }

    @Test func `cuts a long key in the message`() {
        let key = String(repeating: "k", count: 500)
        let shown = String(repeating: "k", count: 60)
        #expect(
            message("{\"\(key)\":1,\"\(key)\":2}")
                == "t.json:1:507: expected a key other than that of line 1, found \"\(shown)\" again"
        )
    }

    @Test func `has limits`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + "0" + String(repeating: "}]", count: depth / 2)
        }
        #expect(message(nested(128)) == nil)
        #expect(
            message(nested(130)) == "t.json:1:385: expected lists and mappings nested at most 128 deep, found one more"
        )
        #expect(message("[[]]", limits: ParseLimits(maximumDepth: 1))?.hasPrefix("t.json:1:2: ") == true)
        #expect(message("[0,0]", limits: ParseLimits(maximumNodes: 3)) == nil)
        #expect(
            message("[0,0,0]", limits: ParseLimits(maximumNodes: 3))
                == "t.json:1:6: expected at most 3 values, found one more"
        )
        #expect(message("[0]", limits: ParseLimits(maximumBytes: 3)) == nil)
        #expect(
            message("[0] ", limits: ParseLimits(maximumBytes: 3))
                == "t.json:1:1: expected a document of at most 3 bytes, found one of 4"
        )
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], "1:2", "the byte 0xFF at byte offset 1"),
            ([0x22, 0xC3, 0x22], "1:2", "the byte 0xC3 at byte offset 1"),
            ([0x22, 0xC0, 0xAF, 0x22], "1:2", "the byte 0xC0 at byte offset 1"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2", "the byte 0xED at byte offset 1"),
            ([0x0A, 0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "2:2", "the byte 0xF4 at byte offset 2"),
            ([0xFF, 0xFE, 0x7B, 0x00], "1:1", "UTF-16 (little endian)"),
            ([0x00, 0x7B, 0x00, 0x7D], "1:1", "UTF-16 (big endian) without a mark"),
        ] as [([UInt8], String, String)]
    )
    func `refuses what is not UTF-8`(_ bytes: [UInt8], _ position: String, _ found: String) {
        let error = #expect(throws: ParseError.self) { try JSONReader.read(bytes, name: "t.json") }
        #expect(error?.code == .encoding)
        #expect(error?.description == "t.json:\(position): expected UTF-8, found \(found)")
    }

    @Test func `gives repeated texts their own meaning`() throws {
        // More texts than the reader remembers, of lengths around those it treats differently, and each twice.
        let texts = (0..<4_000).map { "\($0)" + String(repeating: "x", count: $0 % 80) }
        let list = "[" + (texts + texts).map { "\"\($0)\"" }.joined(separator: ",") + "]"
        #expect(try read(list).value == .array((texts + texts).map { .string($0) }))
    }

    @Test func `makes no message with control characters`() {
        for scalar in (0..<0x20).compactMap({ Unicode.Scalar($0) }) + ["\u{7F}", "\u{85}"] {
            for text in ["\(scalar)x", "\"\\\(scalar)\"", "\"\\u\(scalar)\"", "{\"\(scalar)", "[1\(scalar)1"] {
                let shown = message(text)?.unicodeScalars.contains { $0.properties.generalCategory == .control }
                #expect(shown == false, "\(text.debugDescription)")
            }
        }
        let error = #expect(throws: ParseError.self) { try JSONReader.read([], name: "a\u{1B}[2J") }
        #expect(error?.description.hasPrefix(#"a\u{1B}[2J:1:1: "#) == true)
    }
}
