import TestSupport
import Testing

@testable import AWSClient

private func parse(_ text: String) throws -> XMLTree { try XMLTree.parse(Array(text.utf8)) }

@Suite struct `The XML reader` {
    @Test func `reads elements, text, references and CDATA, and leaves attributes and comments out`() throws {
        let tree = try parse(
            "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- a --><a:Root xmlns:a='x&amp;y' b=\"1\"><?pi x?>"
                + "<One>&lt;&#65;&#x1F600;&gt;<!-- c --> x<![CDATA[<&>]]></One><Two/><Two >t</Two ></a:Root>\n<!-- z -->"
        )
        #expect(tree.name == "Root")
        #expect(tree.text("One") == "<A😀> x<&>")
        #expect(tree.children.map(\.name) == ["One", "Two", "Two"])
        #expect(tree.children[2].text == "t")
        #expect(tree.text("One", "Nothing") == nil)
    }

    @Test(arguments: [
        ("", "1:1"), ("text", "1:1"), ("<a>", "1:4"), ("<a></b>", "1:7"), ("<a><b></a>", "1:10"), ("<a/><b/>", "1:5"),
        ("<a/>x", "1:5"), ("<a b/>", "1:5"), ("<a b=1/>", "1:6"), ("<a b='1' b='2'/>", "1:11"),
        ("<a b='1'c='2'/>", "1:9"),
        ("<a>&nbsp;</a>", "1:4"), ("<a>&</a>", "1:4"), ("<a>&#0;</a>", "1:4"), ("<a>&#xD800;</a>", "1:4"),
        ("<a>&#99999999;</a>", "1:4"), ("<a>\u{1}</a>", "1:4"), ("<a>]]></a>", "1:6"), ("<a>\n<!-- -- --></a>", "2:8"),
        ("<1/>", "1:2"), ("<a b='<'/>", "1:7"), ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "1:3"),
        ("<a><!DOCTYPE b></a>", "1:5"), ("<a><![CDATA[x</a>", "1:18"), ("<a>&#;</a>", "1:4"), ("<a>&#x;</a>", "1:4"),
        ("<a", "1:3"), ("<", "1:2"), ("<a></a", "1:7"), ("<?xml version='1.0'", "1:20"),
    ])
    func `says where a text is no XML`(_ text: String, _ place: String) throws {
        let error = #expect(throws: XMLError.self) { try parse(text) }
        #expect(error.map { "\($0.line):\($0.column)" } == place)
    }

    @Test func `refuses what is too deep, too large or not UTF-8`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        _ = try parse(nested(XMLTree.maximumDepth))
        #expect(throws: XMLError.self) { try parse(nested(XMLTree.maximumDepth + 1)) }
        #expect(throws: XMLError.self) { try parse(nested(1_000_000)) }
        #expect(throws: XMLError.self) { try parse("<a>\(String(repeating: "<b/>", count: 100_000))</a>") }
        #expect(throws: XMLError.self) { try parse("<a>\(String(repeating: " ", count: XMLTree.maximumBytes))</a>") }
        #expect(throws: XMLError.self) { try XMLTree.parse([UInt8(ascii: "<"), 0xFF, UInt8(ascii: ">")]) }
    }

    @Test func `reads or refuses damaged answers, and never fails otherwise`() {
        let documents = [
            stsAnswer("AssumeRole", id: "A"), "<a b='c'>&amp;<![CDATA[x]]><!-- y --><d/></a>",
            "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>",
        ].map { Array($0.utf8) }
        var mutations = Mutations(seed: 4)
        var accepted = 0
        for _ in 0..<Mutations.rounds(3000) {
            let bytes = mutations.mutate(documents)
            if (try? XMLTree.parse(bytes)) != nil { accepted += 1 }
            _ = ServiceFailure(IncomingResponse(status: 500, body: bytes))
        }
        #expect(accepted > 0)
    }
}
