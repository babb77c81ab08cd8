import Foundation

/// Damaged copies of documents, the same ones for the same seed.
public struct Mutations: Sendable {
    private var generator: SplitMix64

    /// Mutations that are the same for the same seed.
    public init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// One of the documents with up to eight changes: bytes replaced, removed, doubled, moved or brought from
    /// elsewhere.
    public mutating func mutate(_ documents: [[UInt8]]) -> [UInt8] {
        var bytes = pick(documents)
        for _ in 0...number(below: 8) { change(&bytes, documents) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ documents: [[UInt8]]) {
        let start = number(below: bytes.count + 1)
        let range = start..<min(bytes.count, start + number(below: 40))
        switch number(below: 7) {
        case 0: bytes.removeSubrange(range)
        case 1: bytes.insert(contentsOf: bytes[range], at: start)
        case 2: bytes.removeLast(bytes.count - start)
        case 3:
            let other = pick(documents)
            let from = number(below: other.count)
            bytes.insert(contentsOf: other[from..<min(other.count, from + number(below: 80))], at: start)
        case 4: bytes.insert(UInt8(truncatingIfNeeded: number(below: 256)), at: start)
        default: bytes.insert(contentsOf: pick(Self.pieces).utf8, at: start)
        }
    }

    private mutating func number(below limit: Int) -> Int {
        limit <= 0 ? 0 : Int.random(in: 0..<limit, using: &generator)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    /// How many documents a fuzz test tries: a few, or as many as the environment asks for.
    public static func rounds(_ few: Int) -> Int {
        ProcessInfo.processInfo.environment["SCOUT_ECR_FUZZ_ROUNDS"].flatMap(Int.init) ?? few
    }

    private static let pieces = [
        "&a ", "*a", "<<: *a", "!Ref ", "!GetAtt ", "!!str ", "!<x> ", "|", ">-", "|2+", "\"", "'", "\\", "\\x", "{",
        "}", "[",
        "]", ",", ": ", "- ", "? ", "#", " #", "\n", "\r\n", "\t", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "~",
        "\u{85}",
        "\u{2028}", "\u{FEFF}", "é", "\0", "  ", "\n\n", "- - - ", "[[[[", "{a: {b: ", "? ? ", "e\u{301}: 1\n",
    ]
}
