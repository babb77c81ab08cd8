/// The document as a whole: directives, markers, and that there is only one.
extension YAMLParser {
    /// Reads the document.
    ///
    /// YAML 1.1, chapter 7, without its stream of several documents.
    mutating func document() throws(ParseError) -> Node {
        if let offset = scanner.firstForbiddenByte() {
            throw scanner.error(
                at: offset,
                expected: "text without control characters",
                found: "the byte 0x\(String(scanner.bytes[offset], radix: 16, uppercase: true))"
            )
        }
        try directives()
        let root = try blockNode(in: -1, mayBeIndentless: false)
        try requireEnd()
        return root
    }

    private mutating func directives() throws(ParseError) {
        var seen: Set<String> = []
        while true {
            scanner.skipToToken()
            guard scanner.position == scanner.lineStart else { break }
            if scanner.current == UInt8(ascii: "%") {
                try directive(&seen)
            } else if seen.isEmpty, scanner.current == UInt8(ascii: "."), scanner.isAtEndOfDocument {
                scanner.position += 3
                try requireEndOfLine()
            } else {
                break
            }
        }
        if scanner.current == UInt8(ascii: "-"), scanner.isAtEndOfDocument {
            scanner.position += 3
            // YAML 1.1, section 7.2: on the line of `---`, no block collection may begin.
            scanner.mayStartBlock = false
        } else if !seen.isEmpty {
            throw scanner.error(at: scanner.position, expected: "--- after the directives")
        } else if scanner.current == 0 {
            throw scanner.error(.notATemplate, at: scanner.position, expected: "a template", found: "an empty document")
        }
    }

    /// `%YAML` of any version 1, and `%TAG`; YAML 1.1, section 7.1: others are ignored.
    ///
    /// - Parameter seen: the directives and handles so far, each of which stands once.
    private mutating func directive(_ seen: inout Set<String>) throws(ParseError) {
        let start = scanner.position
        let words = directiveWords()
        switch words.first {
        case "YAML":
            guard words.count == 2, words[1].utf8.starts(with: "1.".utf8),
                words[1].utf8.dropFirst(2).allSatisfy(\.isDigit),
                words[1].utf8.count > 2, seen.insert("%YAML").inserted
            else {
                throw scanner.error(
                    at: start,
                    expected: "%YAML 1.1, once",
                    found: "\"%\(words.joined(separator: " "))\""
                )
            }
        case "TAG":
            guard words.count == 3, words[1].hasPrefix("!"), words[1].hasSuffix("!"), seen.insert(words[1]).inserted
            else {
                throw scanner.error(
                    at: start,
                    expected: "%TAG with a new handle and a prefix",
                    found: "\"%\(words.joined(separator: " "))\""
                )
            }
            tagHandles[words[1]] = words[2]
            if words[1] == "!" { isPrimaryHandleRedefined = words[2] != "!" }
        default:
            seen.insert("%")
        }
    }

    /// The words of the directive here, up to a comment.
    private mutating func directiveWords() -> [String] {
        var words: [String] = []
        scanner.position += 1
        while true {
            let start = scanner.position
            while !scanner.isBlankOrEnd(scanner.position) { scanner.position += 1 }
            words.append(scanner.text(start, scanner.position))
            scanner.skipBlanks()
            let isComment = scanner.current == UInt8(ascii: "#")
            if isComment { scanner.skipToEndOfLine() }
            if scanner.current == 0 || scanner.breakLength(at: scanner.position) > 0 { return words }
        }
    }

    private mutating func requireEnd() throws(ParseError) {
        scanner.skipToToken()
        guard scanner.isAtEndOfDocument else {
            throw scanner.error(at: scanner.position, expected: "the end of the document")
        }
        while scanner.current == UInt8(ascii: "."), scanner.isAtEndOfDocument {
            scanner.position += 3
            try requireEndOfLine()
        }
        guard scanner.current == 0 else {
            throw scanner.error(at: scanner.position, expected: "one document only", found: "another one")
        }
    }

    /// Nothing but a comment may follow `...` on its line.
    private mutating func requireEndOfLine() throws(ParseError) {
        let line = scanner.lineStart
        scanner.skipToToken()
        guard scanner.lineStart == line, scanner.current != 0 else { return }
        throw scanner.error(at: scanner.position, expected: "the end of the line after ...")
    }
}
