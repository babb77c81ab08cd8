import CloudFormation

/// Text of a template in which what only CloudFormation or AWS can fill in stands as a symbol.
///
/// `${Topic.TopicArn}` is the same symbol whether `Fn::GetAtt`, `Fn::Sub` or `Fn::Join` says it. A symbol equals itself and
/// nothing else.
struct SymbolicText: Sendable, Hashable {
    /// A stretch of the text.
    enum Piece: Sendable, Hashable {
        /// Text as it stands.
        case text(String)
        /// A reference, policy variable or function call by its name.
        case symbol(String)
    }

    /// The stretches in order; no two texts stand next to each other.
    private(set) var pieces: [Piece] = []

    /// A text without symbols.
    init(_ text: String = "") { append(text) }

    /// A symbol.
    init(symbol: String) { append(symbol: symbol) }

    /// The text as people write it in `Fn::Sub`.
    var display: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let literal): text += literal
            case .symbol(let name): text += "${\(name)}"
            }
        }
    }

    /// The text, where it has no symbol.
    var literal: String? {
        switch pieces.count {
        case 0: ""
        case 1: if case .text(let text) = pieces[0] { text } else { nil }
        default: nil
        }
    }

    mutating func append(_ text: String) {
        guard !text.isEmpty else { return }
        guard case .text(var last)? = pieces.last else { return pieces.append(.text(text)) }
        // Taken out first, so that the text grows in its place.
        pieces.removeLast()
        last += text
        pieces.append(.text(last))
    }

    mutating func append(symbol: String) { pieces.append(.symbol(symbol)) }

    mutating func append(_ other: SymbolicText) {
        for piece in other.pieces {
            switch piece {
            case .text(let text): append(text)
            case .symbol(let name): append(symbol: name)
            }
        }
    }

    /// Makes text of what reads as variables of the policy language: `${$}{aws:username}` is the text `${aws:username}`.
    mutating func escapeVariables() {
        pieces = pieces.map { piece in
            guard case .text(let text) = piece, text.utf8.contains(UInt8(ascii: "$")) else { return piece }
            return .text(text.split(separator: "${", omittingEmptySubsequences: false).joined(separator: "${$}{"))
        }
    }

    /// The texts between colons, at most as many as asked for; the last keeps the rest.
    func splitAtColons(maximumCount: Int) -> [SymbolicText] {
        var parts = [SymbolicText()]
        for piece in pieces {
            guard case .text(let text) = piece else {
                parts[parts.count - 1].pieces.append(piece)
                continue
            }
            var rest = text[...]
            while parts.count < maximumCount, let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) {
                parts[parts.count - 1].append(String(rest[..<colon]))
                parts.append(SymbolicText())
                rest = rest[rest.utf8.index(after: colon)...]
            }
            parts[parts.count - 1].append(String(rest))
        }
        return parts
    }
}
