import CloudFormation
import Foundation
import TestSupport
import Testing

@Suite struct `Validation of real templates` {
    private static let golden = "Tests/Corpus/findings.txt"

    /// All findings in all templates, so that a change of the validator shows what it means for templates that work.
    ///
    /// `RECORD_FINDINGS=1` writes the file anew and fails that run.
    @Test func `finds what is written down`() throws {
        var text = ""
        for name in Corpus.templates {
            let source = SourceText(try Corpus.bytes("templates", name), name: name)
            let findings = try Template(parsing: source).validate()
            if !findings.isEmpty { text += "\(name)\n" + findings.map { "    \($0)\n" }.joined() }
        }
        if ProcessInfo.processInfo.environment["RECORD_FINDINGS"] == "1" {
            try text.write(to: Repository.root.appendingPathComponent(Self.golden), atomically: true, encoding: .utf8)
            Issue.record("\(Self.golden) is written anew")
        }
        let expected = try Repository.text(of: Self.golden)
        let difference = text.split(separator: "\n").difference(from: expected.split(separator: "\n"))
        #expect(difference.isEmpty, "\(difference)")
    }

    /// Whatever can be read can be judged and written in both formats, and is the same when it is read again.
    @Test(arguments: [UInt64(1), 2])
    func `comes to an end whatever the damage`(_ seed: UInt64) throws {
        var mutations = Mutations(seed: seed)
        let templates = try Corpus.templates.map { try Corpus.bytes("templates", $0) }.filter { $0.count < 8_000 }
        var judged = 0
        for _ in 0..<Mutations.rounds(500) {
            let source = SourceText(mutations.mutate(templates), name: "-")
            guard let template = try? Template(parsing: source) else { continue }
            for finding in template.validate() { #expect(!finding.description.isEmpty) }
            #expect(try Template(parsing: SourceText(template.json(), name: "json")).value == template.value)
            #expect(!template.yaml().isEmpty)
            judged += 1
        }
        #expect(judged > 0)
    }
}
