import TestSupport
import Testing

@testable import CloudFormation

@Suite struct `A regular expression` {
    /// Verdicts of `java.util.regex`; `Fixtures/README.md` says how they were made.
    @Test(arguments: try JavaVerdict.all())
    func `matches what Java matches`(_ verdict: JavaVerdict) throws {
        switch verdict.verdict {
        case "match": #expect(try RegularExpression(verdict.pattern).wholeMatch(verdict.text))
        case "differs": #expect(try !RegularExpression(verdict.pattern).wholeMatch(verdict.text))
        default:
            let refusal = #expect(throws: RegularExpression.Refusal.self) { try RegularExpression(verdict.pattern) }
            #expect(refusal?.invalidity != nil, "Java refuses it, so it is invalid, not unsupported")
        }
    }

    @Test func `has verdicts of Java to be compared with`() throws {
        let counts = Dictionary(grouping: try JavaVerdict.all(), by: \.verdict).mapValues(\.count)
        #expect(counts == ["match": 218, "differs": 156, "refused": 41])
    }

    @Test(arguments: [
        ("(ab", 3, "\")\"", "the group is not closed"),
        ("ab)", 2, "no \")\" without a \"(\"", "no group is open"),
        ("a[b", 3, "\"]\"", "the class is not closed"),
        ("[z-a]", 3, "the end of a range, not below its start", "the range is empty"),
        ("a**", 2, "something to repeat", "a quantifier has no quantifier"),
        ("a{2,1}", 5, "a maximum that is not below the minimum", "the range is empty"),
        ("a{x}", 2, "a number of repetitions", "a brace must be escaped"),
        ("é\\y", 2, "an escape that Java knows", "offsets count scalars, not bytes"),
        ("\\x4", 3, "2 hexadecimal digits", "one digit is missing"),
        ("(?<a>)(?<a>)", 9, "a name that no other group has", "the name is taken"),
        ("\\1(", 3, "\")\"", "a mistake is found behind what is unsupported"),
    ])
    func `says where a pattern is wrong`(_ pattern: String, _ offset: Int, _ expected: String, _ why: String) {
        #expect(throws: RegularExpression.Refusal.invalid(at: offset, expected: expected), "\(why)") {
            try RegularExpression(pattern)
        }
    }

    @Test func `tells the mistake in a sentence that counts from 1`() {
        let refusal = RegularExpression.Refusal.invalid(at: 3, expected: "\")\"")
        #expect(refusal.invalidity == "expected \")\" at character 4")
        #expect(RegularExpression.Refusal.unsupported(.lookaround).invalidity == nil)
    }

    @Test(
        arguments: [
            ("(?=a)a", .lookaround), ("(?!a)b", .lookaround), ("a(?<=a)", .lookaround), ("(?<!b)a", .lookaround),
            ("(?>a)", .atomicGroup), ("a++", .possessiveQuantifier), ("a{2}+", .possessiveQuantifier),
            ("(a)\\1", .backreference), ("(?<n>a)\\k<n>", .backreference),
            ("(?x) a", .flag("x")), ("(?m)^a", .flag("m")), ("(?u:a)", .flag("u")),
            ("\\Qa.b\\E", .quotation), ("[\\Qa]\\E]", .quotation),
            ("\\R", .escape("\\R")), ("\\b{g}", .escape("\\b{")), ("[\\v]", .escape("\\v")),
            ("\\uD800", .escape("\\u")),
            ("\\p{IsLatin}", .property("IsLatin")), ("(?i)\\p{Lu}", .property("Lu")),
            ("(?i)[\\p{Lower}]", .property("Lower")),
            ("[a-z&&[^b]]", .classIntersection), ("[^a[b]]", .nestedNegatedClass),
            ("(^|a){2}", .conditionallyEmptyRepetition),
        ] as [(String, RegularExpression.Construct)]
    )
    func `admits what it cannot judge`(_ pattern: String, _ construct: RegularExpression.Construct) {
        #expect(throws: RegularExpression.Refusal.unsupported(construct)) { try RegularExpression(pattern) }
    }

    @Test(arguments: [
        (String(repeating: "a", count: 10_001), "the pattern is long"),
        (String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000), "groups are deep"),
        (String(repeating: "[", count: 5_000) + "a" + String(repeating: "]", count: 4_999), "classes are deep"),
        ("a{20000}", "copies are many"),
        ("((a{100}){100}){100}", "copies of copies are many"),
        ("(((){9999}){9999}){9999}", "copies of nothing are many"),
        ("a{0,2147483647}", "optional copies are many"),
    ])
    func `bounds its own size`(_ pattern: String, _ why: String) {
        #expect(throws: RegularExpression.Refusal.unsupported(.size), "\(why)") { try RegularExpression(pattern) }
    }

    /// Each of these takes Java's engine longer than anyone waits, on some text of this length.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            ("(a+)+$", "!"), ("(a|a)*b", ""), ("(a|aa)+$", "!"), ("([a-z]+)*!", ""), ("(a*)*b", ""), ("(.*)*x", ""),
            ("(.*a){12}b", ""), ("^(([a-z])+.)+[A-Z]([a-z])+$", ""), ("(a?){200}a{200}", ""), ("(x+x+)+y", ""),
        ]
    )
    func `is not made to hang by a catastrophic pattern`(_ pattern: String, _ end: String) throws {
        let text = String(repeating: "a", count: 4_096) + end
        let expression = try RegularExpression(pattern)
        // A few milliseconds in a release build; a backtracking engine would need longer than the sun has.
        #expect(!expression.wholeMatch(text))
    }
}

/// A line of `Fixtures/java-regex.tsv`.
struct JavaVerdict: Sendable, CustomTestStringConvertible {
    let verdict: String
    let pattern: String
    let text: String

    var testDescription: String { "\(pattern) on \(text.debugDescription)" }

    static func all() throws -> [JavaVerdict] {
        let lines = try Repository.text(of: "Tests/CloudFormationTests/Fixtures/java-regex.tsv")
        return lines.unicodeScalars.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped(Substring($0)) }
            return JavaVerdict(verdict: fields[0], pattern: fields[1], text: fields[2])
        }
    }

    /// `%{9}` is a tab, `%{25}` a percent sign.
    private static func unescaped(_ field: Substring) -> String {
        var text = String.UnicodeScalarView()
        var rest = field.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%", let end = rest.firstIndex(of: "}") else {
                text.append(scalar)
                continue
            }
            let digits = String(rest[..<end].dropFirst())
            if let value = UInt32(digits, radix: 16), let escaped = Unicode.Scalar(value) { text.append(escaped) }
            rest = rest[end...].dropFirst()
        }
        return String(text)
    }
}
