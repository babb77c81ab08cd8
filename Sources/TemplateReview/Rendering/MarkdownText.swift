/// Text of templates in Markdown as GitHub renders it.
///
/// It stands in code, where GitHub neither formats it nor looks for mentions, issues, links and mathematics.
///
/// - Source: GitHub Flavored Markdown Spec, 4.10 "Tables", 6.3 "Code spans"; GitHub Docs, "Basic writing and formatting
///   syntax".
enum MarkdownText {
    /// Foreign text as code, cut after `limit` characters; empty text is empty.
    static func code(_ text: String, limit: Int = 120) -> String { code(displayed: text.displayed(limit: limit)) }

    /// Text that is displayed already, as code.
    static func code(displayed text: String) -> String {
        guard !text.isEmpty else { return "" }
        // A pipe ends a table's cell even in a code span, a backtick ends the span, and outer spaces are stripped.
        let isSpan = !text.utf8.contains { "`|<>&".utf8.contains($0) } && text.first != " " && text.last != " "
        return isSpan ? "`\(text)`" : htmlCode(displayed: text)
    }

    /// Text that is displayed already, as code where Markdown is not read, as in a `summary`, and where it is.
    static func htmlCode(displayed text: String) -> String { "<code>\(escaped(text))</code>" }

    /// A sentence in which plain words stand as they are and all else as code.
    ///
    /// What stands between backticks is code as a whole.
    static func prose(_ text: String, limit: Int = 400) -> String {
        let text = text.displayed(limit: limit)
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let codes = stride(from: 1, to: parts.count, by: 2)
        guard parts.count % 2 == 1, codes.allSatisfy({ !parts[$0].isEmpty }) else { return words(text[...]) }
        return parts.enumerated().map { $0 % 2 == 1 ? code(displayed: String($1)) : words($1) }.joined()
    }

    private static func words(_ text: Substring) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word(String($0)) }.joined(separator: " ")
    }

    /// A word with its punctuation outside of the code.
    private static func word(_ text: String) -> String {
        let opening = text.prefix { "(\"".contains($0) }
        let closing = text.dropFirst(opening.count).reversed().prefix { ".,;:!?)\"".contains($0) }
        let middle = String(text.dropFirst(opening.count).dropLast(closing.count))
        // Digits with a period or parenthesis would begin a list.
        let isWord = middle.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } || isNumber(text) || text == "→"
        return isWord ? text : "\(opening)\(code(displayed: middle))\(String(closing.reversed()))"
    }

    private static func isNumber(_ text: String) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// Every character that Markdown or HTML gives a meaning, as a character reference.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let isSafe =
                !scalar.isASCII || scalar.properties.isAlphabetic || "0123456789 -/,".unicodeScalars.contains(scalar)
            if isSafe { result.unicodeScalars.append(scalar) } else { result += "&#\(scalar.value);" }
            // Links to mail addresses are found after references are resolved, but not across a comment.
            if scalar == "@" { result += "<!-- -->" }
        }
    }
}
