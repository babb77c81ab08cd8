/// Goes through the characters of a YAML document: white space, comments, line breaks, indentation, and scalars in the
/// files beside this one. What they mean is the parser's matter.
///
/// The document is copied with zeros behind it, so no look ahead needs to ask for the end: a zero byte is the end,
/// since no document may have one.
struct YAMLScanner: ~Copyable {
    /// The document's bytes, and at least 16 zeros behind them.
    let bytes: UnsafePointer<UInt8>
    private let storage: UnsafeMutablePointer<UInt8>

    /// How many bytes the document has.
    let count: Int

    /// How messages call the document.
    let name: String

    /// The next byte to look at.
    var position = 0

    /// The first byte of the line on which ``position`` is.
    var lineStart = 0

    /// Whether a block collection may begin here: behind indentation, or behind the indicators `-` and `?`.
    ///
    /// YAML 1.1, section 9.1.3: a "simple key", and with it a mapping, cannot stand behind `key:` on the same line.
    var mayStartBlock = true

    /// The first tab in front of a token that may start a block, which therefore cannot; -1 without one.
    ///
    /// YAML 1.1, section 5.1: a tab is white space, but no indentation.
    var tab = -1

    /// How many flow collections are open. In them, indentation means nothing, and `,[]{}` end a plain scalar.
    var flowLevel = 0

    /// The text of a scalar that is not in the document as it stands: one with folded lines or with escapes.
    var scratch: [UInt8] = []

    init(source: UnsafeBufferPointer<UInt8>, name: String) {
        let padding = 16
        storage = .allocate(capacity: source.count + padding)
        if let start = source.baseAddress { storage.initialize(from: start, count: source.count) }
        (storage + source.count).initialize(repeating: 0, count: padding)
        bytes = UnsafePointer(storage)
        count = source.count
        self.name = name
        if source.starts(with: SourceText.byteOrderMark) {
            position = SourceText.byteOrderMark.count
            lineStart = position
        }
    }

    deinit { storage.deallocate() }
}

// MARK: - Errors

extension YAMLScanner {
    /// A mistake at an offset. Without `found`, the message shows the word that stands there.
    mutating func error(
        _ code: ParseError.Code = .syntax,
        at offset: Int,
        expected: String,
        found: String? = nil
    ) -> ParseError {
        let source = SourceText(Array(UnsafeBufferPointer(start: bytes, count: count)), name: name)
        return ParseError(code, in: source, at: offset, expected: expected, found: found ?? word(at: offset))
    }

    /// The line and column of an offset, for messages that point at two places.
    func place(of offset: Int) -> SourcePosition {
        SourceText(Array(UnsafeBufferPointer(start: bytes, count: count)), name: name).position(of: offset)
    }

    /// What stands at an offset, up to white space, in quotes.
    private func word(at offset: Int) -> String {
        guard offset < count else { return "the end of the document" }
        var end = offset
        while end < count, end - offset < 160, !isBlankOrEnd(end) { end += 1 }
        if end == offset { return breakLength(at: offset) > 0 ? "the end of the line" : "white space" }
        return "\"\(text(offset, end))\""
    }
}

// MARK: - Characters

extension YAMLScanner {
    /// The byte at ``position``; 0 at the end.
    var current: UInt8 {
        @inline(__always) get { bytes[position] }
    }

    /// Whether a space, a tab, a line break or the end of the document is there.
    @inline(__always)
    func isBlankOrEnd(_ offset: Int) -> Bool {
        let byte = bytes[offset]
        return byte <= .space
            ? isBlank(byte) || byte == 0 || byte == .lineFeed || byte == .carriageReturn : breakLength(at: offset) > 0
    }

    @inline(__always)
    func isBlank(_ byte: UInt8) -> Bool { byte == .space || byte == .tab }

    /// How many bytes the line break at an offset has; 0 where there is none.
    ///
    /// YAML 1.1, section 5.4: besides LF, CR LF and CR, the characters NEL, LS and PS break lines.
    @inline(__always)
    func breakLength(at offset: Int) -> Int {
        switch bytes[offset] {
        case .lineFeed: 1
        case .carriageReturn: bytes[offset + 1] == .lineFeed ? 2 : 1
        case 0xC2: bytes[offset + 1] == 0x85 ? 2 : 0
        case 0xE2: bytes[offset + 1] == 0x80 && bytes[offset + 2] | 1 == 0xA9 ? 3 : 0
        default: 0
        }
    }

    /// Whether `-`, `?` or `:` is an indicator at an offset, and not the first character of a plain scalar.
    @inline(__always)
    func isIndicator(_ byte: UInt8, at offset: Int) -> Bool {
        bytes[offset] == byte && isBlankOrEnd(offset + 1)
    }

    /// Whether the document ends here: at its last byte, or where `---` or `...` stands at the beginning of a line.
    @inline(__always)
    var isAtEndOfDocument: Bool {
        current == 0 || position == lineStart && isDocumentMarker(at: position)
    }

    /// Whether `---` or `...` stands at an offset.
    @inline(__always)
    func isDocumentMarker(at offset: Int) -> Bool {
        let byte = bytes[offset]
        return (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && bytes[offset + 1] == byte
            && bytes[offset + 2] == byte && isBlankOrEnd(offset + 3)
    }

    /// How far the token here is indented, in columns from 0; tabs and what follows them are no indentation.
    @inline(__always)
    var column: Int { (tab < 0 ? position : tab) - lineStart }

    /// The text between two offsets.
    @inline(__always)
    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
    }
}

// MARK: - Between tokens

extension YAMLScanner {
    /// Goes over white space, line breaks and comments to the next token.
    ///
    /// YAML 1.1, section 6.6: white space separates a comment from what is before it.
    mutating func skipToToken() {
        while true {
            while current == .space { position += 1 }
            switch current {
            case .tab:
                if mayStartBlock, tab < 0 { tab = position }
                position += 1
            case UInt8(ascii: "#") where position == lineStart || isBlank(bytes[position - 1]):
                skipToEndOfLine()
            case .lineFeed:
                position += 1
                beginLine()
            default:
                let length = breakLength(at: position)
                if length == 0 { return }
                position += length
                beginLine()
            }
        }
    }

    /// Takes note that ``position`` is the first byte of a line.
    @inline(__always)
    mutating func beginLine() {
        lineStart = position
        tab = -1
        if flowLevel == 0 { mayStartBlock = true }
    }

    /// Goes over one of the indicators `-`, `?` and, behind a key of its own line, `:`; a block may begin behind it.
    @inline(__always)
    mutating func skipBlockIndicator() {
        position += 1
        mayStartBlock = true
        tab = -1
    }

    /// Goes over spaces and tabs.
    @inline(__always)
    mutating func skipBlanks() {
        while isBlank(current) { position += 1 }
    }

    /// Goes on to the line break or the end.
    mutating func skipToEndOfLine() {
        var offset = position
        while true {
            let byte = bytes[offset]
            if byte < .space, byte != .tab { break }
            if byte >= 0xC2, breakLength(at: offset) > 0 { break }
            offset += 1
        }
        position = offset
    }

    /// Folds the line breaks here, and the white space around them, into ``scratch``.
    ///
    /// YAML 1.1, section 9.1.1 and 5.4: one line break becomes a space, of more the first is dropped; LS and PS are
    /// kept.
    mutating func foldLines() {
        let isGeneric = isGenericBreak(at: position)
        if !isGeneric { appendBreak() } else { position += breakLength(at: position) }
        var breaks = 0
        while true {
            beginLine()
            while isBlank(current) {
                if current == .tab, tab < 0 { tab = position }
                position += 1
            }
            guard breakLength(at: position) > 0 else { break }
            appendBreak()
            breaks += 1
        }
        if isGeneric, breaks == 0 { scratch.append(.space) }
    }

    /// Goes over the line break here and adds it to ``scratch``, as LF where it is not LS or PS.
    mutating func appendBreak() {
        let length = breakLength(at: position)
        if isGenericBreak(at: position) {
            scratch.append(.lineFeed)
        } else {
            scratch.append(contentsOf: UnsafeBufferPointer(start: bytes + position, count: length))
        }
        position += length
    }

    @inline(__always)
    private func isGenericBreak(at offset: Int) -> Bool { bytes[offset] != 0xE2 }
}
