import CloudFormation
import Foundation
import TestSupport
import Testing

@Suite struct `The YAML reader on the corpus` {
    @Test func `reads every template as its canonical JSON says, also those in JSON`() throws {
        #expect(Corpus.templates.count == 160)
        for name in Corpus.templates {
            let node = try YAMLReader.read(Corpus.bytes("templates", name), name: name)
            let canonical = try Corpus.bytes("canonical", "\(name).json")
            let expected = try JSONDecoder().decode(JSONTree.self, from: Data(canonical))
            #expect(JSONTree(node.value) == expected, "\(name)")
        }
    }

    @Test func `reads every template again from what the writer makes of it`() throws {
        for name in Corpus.templates {
            let value = try YAMLReader.read(Corpus.bytes("templates", name), name: name).value
            #expect(try YAMLReader.read(value.yaml(), name: name).value == value, "\(name)")
        }
    }

    @Test func `gives each value and each key the place where it is written`() throws {
        for name in Corpus.templates {
            let source = SourceText(try Corpus.bytes("templates", name), name: name)
            let root = try YAMLReader.read(source.bytes, name: name)
            #expect(misplaced(root, in: source, inside: SourceRange(start: 0, end: UInt32(source.bytes.count))) == nil)
        }
    }

    /// The first range of the tree that is outside of what is around it or that does not show what the tree says.
    private func misplaced(_ node: Node, in source: SourceText, inside outer: SourceRange) -> String? {
        let text = String(decoding: source.bytes[Int(node.range.start)..<Int(node.range.end)], as: UTF8.self)
        guard outer.start <= node.range.start, node.range.end <= outer.end else { return "\(node.range) \(text)" }
        // In the place of an alias stands only its name.
        if text.hasPrefix("*") { return nil }
        switch node.content {
        case .null, .bool: return nil
        case .number(let number): return text == number.spelling ? nil : text
        case .string(let string):
            let words = string.split { !$0.isLetter }
            return words.allSatisfy { text.contains($0) || text.contains("\\") } ? nil : text
        case .array(let elements):
            return elements.lazy.compactMap { misplaced($0, in: source, inside: node.range) }.first
        case .object(let members):
            for member in members {
                let key = String(
                    decoding: source.bytes[Int(member.keyRange.start)..<Int(member.keyRange.end)],
                    as: UTF8.self
                )
                guard key.hasPrefix("!") || key.contains(member.key) else { return key }
            }
            // What a merge key brings along stands elsewhere.
            if text.contains("<<") { return nil }
            return members.lazy.compactMap { misplaced($0.value, in: source, inside: node.range) }.first
        }
    }

    @Test(arguments: [
        ("unclosed-double-quote.yaml", ParseError.Code.syntax, "1:14", "quote"),
        ("unclosed-single-quote.yaml", .syntax, "1:14", "quote"),
        ("tab-indent.yaml", .syntax, "2:1", "a tab cannot indent"),
        ("bad-indent.yaml", .syntax, "4:4", "column 3"),
        ("duplicate-key.yaml", .duplicateKey, "4:3", "line 2"),
        ("unknown-anchor.yaml", .alias, "2:6", "unknown alias"),
        ("self-alias.yaml", .alias, "2:6", "inside its own anchor"),
        ("alias-bomb.yaml", .tooLarge, "7:8", "aliases"),
        ("deep-flow.yaml", .tooDeep, "1:139", "128"),
        ("deep-block.yaml", .tooDeep, "129:129", "128"),
        ("unknown-tag.yaml", .tag, "4:30", "!Ref,"),
        ("custom-tag.yaml", .tag, "4:30", "!!python/object:os.system"),
        ("bad-getatt.yaml", .syntax, "4:30", "Name.Attribute"),
        ("truncated.yaml", .syntax, "2:43", "the end of the document"),
        ("invalid-utf8.yaml", .encoding, "1:17", "byte offset 16"),
        ("overlong-utf8.yaml", .encoding, "1:14", "byte offset 13"),
        ("utf16.yaml", .encoding, "1:1", "UTF-16"),
        ("nul-byte.yaml", .syntax, "1:15", "0x0"),
        ("empty.yaml", .notATemplate, "1:1", "an empty document"),
        ("only-comment.yaml", .notATemplate, "2:1", "an empty document"),
        ("two-documents.yaml", .syntax, "4:1", "one document"),
        ("complex-key.yaml", .syntax, "2:5", "a key that is a string"),
        ("unclosed-flow.yaml", .syntax, "1:12", "a } that closes this {"),
        ("block-scalar-bad-indicator.yaml", .syntax, "1:14", "|99"),
        ("anchor-twice.yaml", .syntax, "1:17", "one anchor"),
        ("merge-non-map.yaml", .alias, "3:9", "a mapping"),
    ])
    func `refuses with the place and what would be right`(
        _ name: String,
        _ code: ParseError.Code,
        _ position: String,
        _ message: String
    ) throws {
        let bytes = try Corpus.bytes("invalid", name)
        let error = #expect(throws: ParseError.self) { try YAMLReader.read(bytes, name: name) }
        #expect(error?.code == code)
        #expect(error?.position.description == position)
        #expect(error?.description.contains(message) == true, "\(error.map(String.init(describing:)) ?? "")")
    }

    @Test(arguments: [
        "huge-scalar.yaml", "list-root.yaml", "scalar-root.yaml", "no-resources.yaml", "resources-null.yaml",
        "not-a-resource.yaml", "single-quotes.json",
    ])
    func `reads what is YAML, though no template`(_ name: String) throws {
        _ = try YAMLReader.read(Corpus.bytes("invalid", name), name: name)
    }
}
