/// Plain scalars: without quotes, on one line or on several that are folded.
extension YAMLScanner {
    /// Scans a plain scalar.
    ///
    /// YAML 1.1, section 9.1.3. A scalar that ends at `: ` on its first line may be a key; the caller looks for that.
    ///
    /// - Parameter indent: how far further lines must be indented at least; flow collections do not care.
    mutating func plainScalar(continuedFrom indent: Int) -> YAMLScannedScalar {
        let start = position
        var end = endOfPlainText()
        guard breakLength(at: position) > 0 else { return plain(start, end, isSingleLine: true) }
        guard isPlainContinued(from: indent) else { return plain(start, end, isSingleLine: true) }

        scratch.removeAll(keepingCapacity: true)
        appendToScratch(start, end)
        repeat {
            position = end
            skipBlanks()
            foldLines()
            let line = position
            end = endOfPlainText()
            appendToScratch(line, end)
        } while breakLength(at: position) > 0 && isPlainContinued(from: indent)
        return YAMLScannedScalar(style: .plain, start: start, end: end, text: nil, isSingleLine: false)
    }

    @inline(__always)
    private func plain(_ start: Int, _ end: Int, isSingleLine: Bool) -> YAMLScannedScalar {
        YAMLScannedScalar(style: .plain, start: start, end: end, text: start..<end, isSingleLine: isSingleLine)
    }

    /// Goes over what belongs to a plain scalar on this line, and gives its end without the white space behind it.
    private mutating func endOfPlainText() -> Int {
        let start = position
        let stopsAtFlowIndicators = flowLevel > 0
        mayStartBlock = false
        var offset = start
        scan: while true {
            let byte = bytes[offset]
            // Letters, and all of UTF-8 but what may begin a line break, need no closer look outside of flow.
            if byte > UInt8(ascii: ":"), byte < 0xC2, !stopsAtFlowIndicators {
                offset += 1
                continue
            }
            switch byte {
            case UInt8(ascii: ":") where isColon(at: offset):
                break scan
            case UInt8(ascii: "#") where offset > start && isBlank(bytes[offset - 1]):
                break scan
            case 0, .lineFeed, .carriageReturn:
                break scan
            case 0xC2 where breakLength(at: offset) > 0, 0xE2 where breakLength(at: offset) > 0:
                break scan
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                if stopsAtFlowIndicators { break scan }
                offset += 1
            default:
                offset += 1
            }
        }
        position = offset
        while offset > start, isBlank(bytes[offset - 1]) { offset -= 1 }
        return offset
    }

    /// Whether the byte is a colon between key and value, which ends a plain scalar.
    @inline(__always)
    func isColon(at offset: Int) -> Bool {
        guard bytes[offset] == UInt8(ascii: ":") else { return false }
        return isBlankOrEnd(offset + 1) || flowLevel > 0 && isFlowIndicator(bytes[offset + 1])
    }

    /// Whether the scalar before the line break here goes on behind it.
    ///
    /// If not, the scanner stands where the next token or comment begins, so that nothing is looked at twice.
    private mutating func isPlainContinued(from indent: Int) -> Bool {
        var hasBreak = true
        while hasBreak {
            position += breakLength(at: position)
            beginLine()
            while current == .space { position += 1 }
            while current == .tab || current == .space {
                if current == .tab, tab < 0 { tab = position }
                position += 1
            }
            hasBreak = breakLength(at: position) > 0
        }
        switch current {
        case 0, UInt8(ascii: "#"): return false
        case UInt8(ascii: ":") where isColon(at: position): return false
        case UInt8(ascii: "-"), UInt8(ascii: "."):
            if position == lineStart, isDocumentMarker(at: position) { return false }
        default: break
        }
        return flowLevel > 0 ? !isFlowIndicator(current) : column >= indent
    }

    /// Whether the byte is one of `,[]{}`, which a plain scalar in a flow collection does not contain.
    @inline(__always)
    func isFlowIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}
