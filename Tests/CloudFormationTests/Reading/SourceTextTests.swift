import CloudFormation
import Testing

@Suite struct `A source text` {
    @Test(arguments: [
        ("", 0, 1, 1),
        ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4), ("abc", 99, 1, 4), ("abc", -1, 1, 1),
        // LF, CR LF and CR each end one line.
        ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\n", 2, 2, 1),
        ("a\r\nb", 2, 1, 3), ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1), ("a\r", 2, 2, 1), ("\r\r\n\n\r", 5, 5, 1),
        // Columns count Unicode scalars.
        ("é日😀x", 0, 1, 1), ("é日😀x", 2, 1, 2), ("é日😀x", 5, 1, 3), ("é日😀x", 9, 1, 4),
        ("é\né", 3, 2, 1), ("é\né", 5, 2, 2), ("e\u{301}x", 3, 1, 3),
        // A byte order mark is no column.
        ("\u{FEFF}ab", 3, 1, 1), ("\u{FEFF}ab", 4, 1, 2), ("\u{FEFF}ab", 0, 1, 1), ("\u{FEFF}a\nb", 5, 2, 1),
        // Lines longer than the words that are looked at, with bytes beside those looked for.
        ("0123456789ab\u{B}\u{C}\u{E}\t\n0123456789\r\nx", 17, 2, 1), ("0123456789\r\n0123456789\r\nx", 24, 3, 1),
    ])
    func `counts lines and columns as editors do`(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
        #expect(SourceText(text, name: "t").position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test(arguments: ["a", "é", "日x\n", "\r\n", "\n", "a\r", "0123456789é\n", "xyz"])
    func `finds every place of a long text`(_ part: String) {
        let text = String(repeating: part, count: 400)
        let source = SourceText(text, name: "t")
        var line = 1
        var column = 1
        var offset = 0
        for (scalar, next) in zip(text.unicodeScalars, Array(text.unicodeScalars.dropFirst()) + [" "]) {
            let position = source.position(of: offset)
            guard position.line == line, position.column == column else {
                Issue.record("\(offset) is at \(position), not at \(line):\(column)")
                return
            }
            offset += String(scalar).utf8.count
            column += 1
            if scalar == "\n" || scalar == "\r" && next != "\n" { (line, column) = (line + 1, 1) }
        }
        #expect(source.position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test func `orders places by line, then by column`() {
        #expect(SourcePosition(line: 1, column: 9) < SourcePosition(line: 2, column: 1))
        #expect(SourcePosition(line: 2, column: 1) < SourcePosition(line: 2, column: 10))
        #expect("\(SourcePosition(line: 2, column: 10))" == "2:10")
    }
}
