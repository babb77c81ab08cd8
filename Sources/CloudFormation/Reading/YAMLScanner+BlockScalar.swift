/// Block scalars: `|` keeps line breaks, `>` folds them.
extension YAMLScanner {
    /// What happens to the line breaks at the end.
    private enum Chomping {
        /// One is kept.
        case clip
        /// `-`: none is kept.
        case strip
        /// `+`: all are kept.
        case keep
    }

    /// Scans a block scalar into ``scratch``.
    ///
    /// YAML 1.1, section 9.2.
    ///
    /// - Parameter indent: the column of the collection in which it stands; -1 for a document that is one scalar.
    mutating func blockScalar(in indent: Int) throws(ParseError) -> YAMLScannedScalar {
        let start = position
        let isLiteral = current == UInt8(ascii: "|")
        let (chomping, indentation) = try blockHeader()
        let headerEnd = position
        if breakLength(at: position) > 0 {
            position += breakLength(at: position)
            beginLine()
        }
        scratch.removeAll(keepingCapacity: true)
        let column =
            if let indentation { max(indent, 0) + indentation } else { try detectedIndentation(minimum: indent + 1) }
        let end = try blockLines(column: column, isLiteral: isLiteral, chomping: chomping) ?? headerEnd
        mayStartBlock = true
        return YAMLScannedScalar(style: .block, start: start, end: end, text: nil, isSingleLine: false)
    }

    /// Goes over `|` or `>`, its indicators in either order, and a comment.
    ///
    /// YAML 1.1, section 9.2.1.
    private mutating func blockHeader() throws(ParseError) -> (Chomping, indentation: Int?) {
        let start = position
        var chomping: Chomping?
        var indentation: Int?
        position += 1
        while true {
            switch current {
            case UInt8(ascii: "-") where chomping == nil: chomping = .strip
            case UInt8(ascii: "+") where chomping == nil: chomping = .keep
            case UInt8(ascii: "1")...UInt8(ascii: "9") where indentation == nil:
                indentation = Int(current - UInt8(ascii: "0"))
            default:
                let end = position
                skipBlanks()
                if current == UInt8(ascii: "#"), position > end { skipToEndOfLine() }
                guard current == 0 || breakLength(at: position) > 0 else {
                    throw error(
                        at: start,
                        expected: "a block scalar's header (for instance |, >- or |2) and the end of the line",
                        found: "\"\(text(start, max(endOfWord(from: position), end)))\""
                    )
                }
                return (chomping ?? .clip, indentation)
            }
            position += 1
        }
    }

    private mutating func endOfWord(from offset: Int) -> Int {
        var end = offset
        while !isBlankOrEnd(end) { end += 1 }
        return end
    }

    /// The indentation of the first line that is not blank, without going there.
    ///
    /// YAML 1.1, section 9.2.1: a blank line before it must not have more spaces.
    private mutating func detectedIndentation(minimum: Int) throws(ParseError) -> Int {
        var offset = position
        var longestBlank: (column: Int, offset: Int) = (0, position)
        while true {
            let start = offset
            while bytes[offset] == .space { offset += 1 }
            let column = offset - start
            let length = breakLength(at: offset)
            if length == 0 {
                let isText = bytes[offset] != 0 && column >= minimum
                guard !isText || longestBlank.column <= column else {
                    throw error(
                        at: longestBlank.offset,
                        expected: "no more spaces than on the first line of the text, which has \(column)",
                        found: "a blank line of \(longestBlank.column)"
                    )
                }
                return max(column, longestBlank.column, minimum)
            }
            if column > longestBlank.column { longestBlank = (column, start) }
            offset += length
        }
    }

    /// Puts the lines that are indented to `column` into ``scratch``; gives the end of the last, or `nil` without any.
    ///
    /// Afterwards the scanner stands at the first line that is not part of the text.
    private mutating func blockLines(column: Int, isLiteral: Bool, chomping: Chomping) throws(ParseError) -> Int? {
        var end: Int?
        var wasIndented = false
        // From here, line breaks have not been added yet.
        var breaks = position
        while skipBlankLines(to: column) {
            let isIndented = isBlank(current)
            if end != nil, !isLiteral, !wasIndented, !isIndented {
                appendFoldedBreaks(from: breaks, to: lineStart)
            } else {
                appendBreaks(from: breaks, to: lineStart)
            }
            let start = position
            skipToEndOfLine()
            appendToScratch(start, position)
            end = position
            wasIndented = isIndented
            breaks = position
        }
        // YAML 1.1, section 5.1: a tab is no indentation.
        if current == .tab, position - lineStart < column {
            throw error(at: position, expected: "spaces, since a tab cannot indent", found: "a tab")
        }
        switch chomping {
        case .strip: break
        case .keep: appendBreaks(from: breaks, to: lineStart)
        case .clip where end != nil && breaks < lineStart:
            appendBreaks(from: breaks, to: breaks + breakLength(at: breaks))
        case .clip: break
        }
        return end
    }

    /// Goes over blank lines, and the indentation of the line behind them; whether that line is part of the text.
    private mutating func skipBlankLines(to column: Int) -> Bool {
        while true {
            while current == .space, position - lineStart < column { position += 1 }
            let length = breakLength(at: position)
            if length == 0 { break }
            position += length
            beginLine()
        }
        return position - lineStart == column && current != 0 && !(column == 0 && isDocumentMarker(at: position))
    }

    /// Adds the line breaks of blank lines, without their spaces.
    private mutating func appendBreaks(from start: Int, to end: Int) {
        let here = position
        position = start
        while position < end {
            if breakLength(at: position) > 0 { appendBreak() } else { position += 1 }
        }
        position = here
    }

    /// YAML 1.1, section 9.2.3: one line break becomes a space, of more the first is dropped; LS and PS are kept.
    private mutating func appendFoldedBreaks(from start: Int, to end: Int) {
        let first = breakLength(at: start)
        if bytes[start] == 0xE2 {
            appendBreaks(from: start, to: end)
        } else if start + first == end {
            scratch.append(.space)
        } else {
            appendBreaks(from: start + first, to: end)
        }
    }
}
