import CloudFormation
import TestSupport

/// Values as nasty as templates can have, the same ones for the same seed.
struct RandomValues {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// A value of bounded depth.
    mutating func value(depth: Int = 4) -> Value {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 9), using: &generator) {
        case 0: .string(text())
        case 1: .string(text())
        case 2: [true, false, 0, -12, 1.5, .null].randomElement(using: &generator) ?? .null
        case 3: .string(text())
        case 4: .object([pick(Self.functions): .string(text())])
        case 5, 6: .array((0..<count()).map { _ in value(depth: depth - 1) })
        case 7: function(of: value(depth: depth - 1))
        default: .object(Object((0..<count()).map { _ in (text(), value(depth: depth - 1)) }))
        }
    }

    private mutating func function(of argument: Value) -> Value { .object([pick(Self.functions): argument]) }

    private mutating func count() -> Int { Int.random(in: 0...3, using: &generator) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    /// A text of words that YAML reads as something else, of indicators, of white space, of any characters.
    mutating func text() -> String {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0, 1: pick(Self.words)
        case 2: pick(Self.words) + pick(Self.separators) + pick(Self.words)
        case 3: String((0..<Int.random(in: 1...3, using: &generator)).map { _ in Character(pick(Self.ascii)) })
        case 4: (0..<Int.random(in: 1...5, using: &generator)).map { _ in pick(Self.lines) }.joined(separator: "\n")
        case 5: String(String.UnicodeScalarView((0..<4).map { _ in pick(Self.scalars) }))
        case 6: "\(Int.random(in: 0...100_000, using: &generator))"
        default: pick(Self.separators) + pick(Self.lines) + pick(Self.separators)
        }
    }

    private static let functions = [
        "Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Base64", "Fn::If", "Fn::And", "Fn::Not", "Fn::GetAZs",
        "Fn::Transform", "Fn::Unknown", "Condition", "Fn::Select", "Fn::ImportValue", "Fn::ForEach::Loop",
    ]
    private static let words = [
        "", "a", "y", "N", "yes", "No", "on", "OFF", "true", "False", "null", "~", "NULL", "<<", "=", "0", "-1", "+12",
        "0123", "0o17", "0x1F", "0b101", "1_000", "1.5", ".5", "1.", "1e3", "-1.5E-3", ".inf", "-.INF", ".nan", "12:30",
        "190:20:30.15", "2012-10-17", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "012345678901", "1.10.2",
        "arn:aws:iam::111122223333:root", "AWS::SNS::Topic", "!Ref", "&a", "*a", "- a", "-a", "?a", "? a", ":a", "a:",
        "a: b", "a #b", "#a", "a#b", "[a", "{a", "]", "}", ",a", "|", ">", "%a", "@a", "`a", "'a", "\"a", "a'b", "a\"b",
        "---", "--- a", "...", "{{resolve:ssm:a}}", "${A}", "it's", "C:\\temp", "ä", "日本", "𝄞", "Topic.Arn", "A.B.C",
    ]
    private static let separators = ["", " ", "  ", "\n", "\n\n", ": ", " #", "\t", ", ", "\r\n", ":", "'", "\"", "\\"]
    private static let lines = [
        "", " ", "a", "  b", "c ", "\tx", "#!/bin/sh", "key: value", "- item", "--", "...", "|", "ü",
    ]
    private static let ascii = (0..<128).compactMap { Unicode.Scalar($0) }
    private static let scalars: [Unicode.Scalar] = [
        "\u{0}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{FFFD}",
        "\u{E000}", "\u{1F600}", "\u{10FFFF}", "a", " ", ":", "#",
    ]
}
