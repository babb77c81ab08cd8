import CloudFormation
import TestSupport
import Testing

@testable import TemplateReview

@Suite struct `A review of damaged templates` {
    @Test(arguments: [UInt64(1), 2])
    func `comes to an end in every format`(_ seed: UInt64) throws {
        var mutations = Mutations(seed: seed)
        let templates = try Corpus.templates.map { try Corpus.bytes("templates", $0) }.filter { $0.count < 6_000 }
        var reviewed = 0
        for _ in 0..<Mutations.rounds(300) {
            let (old, new) = (mutations.mutate(templates), mutations.mutate(templates))
            for pair in [(old, new), (new, old), (old, old)] {
                guard let old = try? template(pair.0, "old"), let new = try? template(pair.1, "new") else { continue }
                let review = Review(old: old, new: new)
                let outputs = [review.text(color: true), review.markdown(), review.json(), review.gitHubAnnotations()]
                #expect(outputs.allSatisfy { !$0.isEmpty })
                if pair.0 == pair.1 { #expect(!review.isChanged) }
                reviewed += 1
            }
        }
        #expect(reviewed > 0)
    }

    /// Templates that can be read, with anything in the place of anything.
    @Test(arguments: [UInt64(1), 2])
    func `that can be read says something of each`(_ seed: UInt64) throws {
        var mutations = ValueMutations(seed: seed)
        let values = try Corpus.templates.map { try template(Corpus.bytes("templates", $0), $0).root.value }
            .filter { $0.json(.compact).utf8.count < 6_000 }
        for _ in 0..<Mutations.rounds(400) {
            let value = mutations.pick(values)
            let (old, new) = (try reviewed(value), try reviewed(mutations.mutate(value, values)))
            for (old, new) in [(old, new), (new, old), (new, new)] {
                let review = Review(old: old, new: new)
                #expect(!review.text(color: true).isEmpty && !review.gitHubAnnotations().isEmpty)
                #expect(review.markdown().count < 65_536)
                #expect(throws: Never.self) { try JSONReader.read(Array(review.json().utf8), name: "review.json") }
                let isSame = old.root.value == new.root.value
                #expect(!isSame || !review.isChanged && review.permissions.changes.isEmpty)
            }
        }
    }

    /// What reads the same is passed over, unless there may be aliases; an ampersand in a comment is enough for that.
    @Test(arguments: [UInt64(1), 2])
    func `that can be read says the same with and without a look at the text`(_ seed: UInt64) throws {
        var mutations = ValueMutations(seed: seed)
        let values = try Corpus.templates.map { try template(Corpus.bytes("templates", $0), $0).root.value }
            .filter { $0.json(.compact).utf8.count < 6_000 }
        for _ in 0..<Mutations.rounds(150) {
            let value = mutations.pick(values)
            let (old, new) = (value.yaml(), mutations.mutate(value, values).yaml())
            let reviews = try ["", "# &\n"].map { comment in
                Review(
                    old: try template(Array((old + comment).utf8), "old"),
                    new: try template(Array((new + comment).utf8), "new")
                )
            }
            #expect(reviews[0] == reviews[1])
        }
    }

    /// Each real template against the next one, and against itself in the other format.
    @Test func `of real templates finds them equal to themselves`() throws {
        for name in Corpus.templates {
            let source = SourceText(try Corpus.bytes("templates", name), name: name)
            let node = try Node(parsing: source)
            let converted = SourceText(try Template(parsing: node, in: source).yaml(), name: "converted.yaml")
            let review = Review(
                old: ReviewedTemplate(source: source, root: node),
                new: ReviewedTemplate(source: converted, root: try Node(parsing: converted))
            )
            #expect(!review.isChanged, "\(name): \(review.text(color: false).prefix(1_000))")
        }
    }

    private func template(_ bytes: [UInt8], _ name: String) throws -> ReviewedTemplate {
        let source = SourceText(bytes, name: name)
        return ReviewedTemplate(source: source, root: try Node(parsing: source))
    }
}
