import CloudFormation
import Foundation
import TestSupport
import Testing

/// What a reader has to say of a file that it has to refuse.
private let refusals: [(file: String, message: String)] = [
    ("duplicate-key.json", "1:46: expected a key other than that of line 1, found \"T\" again"),
    ("deep-flow.json", "1:1665: expected lists and mappings nested at most 128 deep, found one more"),
    ("trailing-comma.json", "1:45: expected a key in double quotes, found '}'"),
    ("single-quotes.json", "1:2: expected a key in double quotes, found a single quote"),
    (
        "truncated.json",
        "1:36: expected '\"' at the end of the text, found the end of the document; the text began at 1:27"
    ),
    (
        "bad-escape.json",
        "1:17: expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found a backslash before 'x41'"
    ),
    ("lone-surrogate.json", "1:17: expected two \\u escapes that are a surrogate pair, found \\ud800"),
    (
        "control-char.json",
        "1:18: expected an escape such as \\n in place of a control character, found the control character U+0001"
    ),
]

@Suite struct `The corpus` {
    @Test func `has 160 templates`() {
        #expect(Corpus.templates.count == 160)
    }

    @Test(arguments: Corpus.templates)
    func `reads as an independent program reads it`(_ name: String) throws {
        let node = try Node(parsing: Corpus.bytes("templates", name), name: name)
        let canonical = Data(try Corpus.bytes("canonical", "\(name).json"))
        #expect(try JSONTree(node.value) == JSONDecoder().decode(JSONTree.self, from: canonical))
    }

    @Test(arguments: Corpus.templates)
    func `keeps all that its templates say`(_ name: String) throws {
        let node = try JSONReader.read(Corpus.bytes("canonical", "\(name).json"), name: name)
        let template = try Template(parsing: node, in: SourceText([], name: name))
        #expect(sorted(template.value) == sorted(node.value))
        #expect(Template(sections: try #require(template.value.objectValue)) == template)
    }

    @Test(arguments: refusals)
    func `is refused, with the place and what would be right, where it is broken`(
        _ refusal: (file: String, message: String)
    ) throws {
        let bytes = try Corpus.bytes("invalid", refusal.file)
        let error = try #require(throws: ParseError.self) { try Node(parsing: bytes, name: refusal.file) }
        #expect(error.description == "\(refusal.file):\(refusal.message)")
    }

    @Test func `keeps the digits of a number that no machine number can hold`() throws {
        let node = try Node(parsing: Corpus.bytes("invalid", "huge-number.json"), name: "huge-number.json")
        #expect(node.value["Metadata"]?["n"]?.scalarSpelling == String(repeating: "9", count: 400))
    }
}

/// The sections of a template in alphabetical order; within them, order counts.
private func sorted(_ value: Value) -> Value {
    guard case .object(let object) = value else { return value }
    return .object(Object(object.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
}
