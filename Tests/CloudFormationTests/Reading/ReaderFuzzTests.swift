import CloudFormation
import TestSupport
import Testing

@Suite struct `The YAML reader on damaged templates` {
    @Test(arguments: [UInt64(1), 2])
    func `reads or refuses whatever stands there`(_ seed: UInt64) throws {
        var mutations = Mutations(seed: seed)
        let templates = try Corpus.templates.map { try Corpus.bytes("templates", $0) }.filter { $0.count < 8_000 }
        for _ in 0..<Mutations.rounds(1_500) {
            let bytes = mutations.mutate(templates)
            do throws(ParseError) {
                let node = try YAMLReader.read(bytes, name: "-")
                #expect(node.range.end <= UInt32(bytes.count))
            } catch {
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }
}

@Suite struct `The JSON reader on damaged templates` {
    @Test(arguments: [UInt64(1), 2])
    func `reads or refuses whatever stands there`(_ seed: UInt64) throws {
        var mutations = Mutations(seed: seed)
        let templates = try Corpus.files(in: "canonical").map { try Corpus.bytes("canonical", $0) }
            .filter { $0.count < 8_000 }
        for _ in 0..<Mutations.rounds(1_500) {
            let bytes = mutations.mutate(templates)
            do throws(ParseError) {
                let node = try JSONReader.read(bytes, name: "-")
                #expect(node.range.end <= UInt32(bytes.count))
            } catch {
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }
}
