/// Scalars in quotes.
extension YAMLScanner {
    /// Scans a scalar in single or double quotes.
    ///
    /// YAML 1.1, sections 9.1.1 and 9.1.2. Further lines may be indented less than the spec asks for, as in PyYAML's
    /// family.
    mutating func quotedScalar() throws(ParseError) -> YAMLScannedScalar {
        let start = position
        let line = lineStart
        let quote = current
        position += 1
        let textStart = position
        mayStartBlock = false
        skipToSpecial(quote: quote)
        if current == quote, !isDoubledSingleQuote {
            position += 1
            let text = textStart..<position - 1
            return YAMLScannedScalar(style: .quoted, start: start, end: position, text: text, isSingleLine: true)
        }
        scratch.removeAll(keepingCapacity: true)
        try unfold(from: textStart, quote: quote, openedAt: start)
        mayStartBlock = false
        return YAMLScannedScalar(
            style: .quoted,
            start: start,
            end: position,
            text: nil,
            isSingleLine: line == lineStart
        )
    }

    /// Goes on to the next quote, line break, backslash in double quotes, or the end.
    private mutating func skipToSpecial(quote: UInt8) {
        let backslash = quote == UInt8(ascii: "\"") ? UInt8(ascii: "\\") : quote
        var offset = position
        while true {
            let byte = bytes[offset]
            if byte == quote || byte == backslash { break }
            if byte < .space, byte != .tab { break }
            if byte >= 0xC2, breakLength(at: offset) > 0 { break }
            offset += 1
        }
        position = offset
    }

    /// YAML 1.1, section 9.1.2: in single quotes, two quotes are one.
    private var isDoubledSingleQuote: Bool {
        current == UInt8(ascii: "'") && bytes[position + 1] == UInt8(ascii: "'")
    }

    /// Puts the text up to the closing quote into ``scratch``, with escapes resolved and lines folded.
    private mutating func unfold(from textStart: Int, quote: UInt8, openedAt start: Int) throws(ParseError) {
        var run = textStart
        while true {
            switch current {
            case quote:
                appendToScratch(run, position)
                position += 1
                guard quote == UInt8(ascii: "'"), current == quote else { return }
                position += 1
                scratch.append(quote)
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                appendToScratch(run, position)
                try escape()
                try requireQuoteGoesOn(openedAt: start)
            case 0:
                throw unclosed(openedAt: start, found: "the end of the document")
            default:
                appendToScratch(run, endOfText(before: position, from: run))
                foldLines()
                try requireQuoteGoesOn(openedAt: start)
            }
            run = position
            skipToSpecial(quote: quote)
        }
    }

    /// White space before a line break is no part of the text.
    @inline(__always)
    private func endOfText(before lineBreak: Int, from start: Int) -> Int {
        var end = lineBreak
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// YAML 1.1, section 9.1.1: a quoted scalar cannot contain the markers between documents.
    private mutating func requireQuoteGoesOn(openedAt start: Int) throws(ParseError) {
        guard position == lineStart, isDocumentMarker(at: position) else { return }
        throw unclosed(openedAt: start, found: "a document marker on line \(place(of: position).line)")
    }

    private mutating func unclosed(openedAt start: Int, found: String) -> ParseError {
        let kind = bytes[start] == UInt8(ascii: "'") ? "single" : "double"
        return error(at: start, expected: "a \(kind) quote that closes this one", found: found)
    }
}

// MARK: - Escapes

extension YAMLScanner {
    /// Resolves the escape here into ``scratch``.
    ///
    /// YAML 1.1, section 5.6, and `\/` as in JSON.
    private mutating func escape() throws(ParseError) {
        let start = position
        position += 2
        switch bytes[start + 1] {
        case UInt8(ascii: "0"): scratch.append(0)
        case UInt8(ascii: "a"): scratch.append(0x07)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "t"), .tab: scratch.append(.tab)
        case UInt8(ascii: "n"): scratch.append(.lineFeed)
        case UInt8(ascii: "v"): scratch.append(0x0B)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "r"): scratch.append(.carriageReturn)
        case UInt8(ascii: "e"): scratch.append(0x1B)
        case .space, UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): scratch.append(bytes[start + 1])
        case UInt8(ascii: "N"): scratch.append(contentsOf: "\u{85}".utf8)
        case UInt8(ascii: "_"): scratch.append(contentsOf: "\u{A0}".utf8)
        case UInt8(ascii: "L"): scratch.append(contentsOf: "\u{2028}".utf8)
        case UInt8(ascii: "P"): scratch.append(contentsOf: "\u{2029}".utf8)
        case UInt8(ascii: "x"): try escapedScalar(digits: 2, from: start)
        case UInt8(ascii: "u"): try escapedScalar(digits: 4, from: start)
        case UInt8(ascii: "U"): try escapedScalar(digits: 8, from: start)
        default: try escapedLineBreak(from: start)
        }
    }

    /// A character by its number; two escapes that are a surrogate pair are one character, as in JSON.
    private mutating func escapedScalar(digits: Int, from start: Int) throws(ParseError) {
        var code = try hexadecimal(digits: digits, from: start)
        if code >> 10 == 0xD800 >> 10, current == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u") {
            position += 2
            let low = try hexadecimal(digits: 4, from: start)
            guard low >> 10 == 0xDC00 >> 10 else { throw invalidScalar(from: start) }
            code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code) else { throw invalidScalar(from: start) }
        scratch.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
    }

    private mutating func invalidScalar(from start: Int) -> ParseError {
        error(at: start, expected: "the number of a Unicode character", found: text(start, position))
    }

    private mutating func hexadecimal(digits: Int, from start: Int) throws(ParseError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else {
                throw error(
                    at: start,
                    expected: "\(digits) hexadecimal digits in an escape",
                    found: text(start, position)
                )
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    /// YAML 1.1, section 9.1.1: an escaped line break is not folded; those behind it are kept.
    private mutating func escapedLineBreak(from start: Int) throws(ParseError) {
        position = start + 1
        guard breakLength(at: position) > 0 else {
            throw error(
                at: start,
                expected: "an escape that YAML 1.1 knows",
                found: text(start, endOfScalar(at: start + 1))
            )
        }
        position += breakLength(at: position)
        beginLine()
        skipBlanks()
        while breakLength(at: position) > 0 {
            appendBreak()
            beginLine()
            skipBlanks()
        }
    }

    /// The byte behind the character at an offset.
    @inline(__always)
    private func endOfScalar(at offset: Int) -> Int {
        var end = min(offset + 1, count)
        while bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
