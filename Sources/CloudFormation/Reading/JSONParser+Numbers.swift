/// Numbers and words.
extension JSONParser {
    /// Reads a number of any size in its own spelling.
    @inline(never)
    mutating func readNumber() throws(JSONMistake) -> Number {
        let start = offset
        if currentByte == UInt8(ascii: "-") { offset += 1 }
        if currentByte == UInt8(ascii: "0") {
            offset += 1
            // `012` is an octal number to some and twelve to others, so the standard has neither.
            if currentByte.isDigit { throw unexpected("no digit after a leading 0") }
        } else {
            try skipDigits()
        }
        if currentByte == UInt8(ascii: ".") {
            offset += 1
            try skipDigits()
        }
        if currentByte | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if currentByte == UInt8(ascii: "+") || currentByte == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
        return Number(checkedSpelling: strings.string(bytes, from: start, to: offset).text)
    }

    private mutating func skipDigits() throws(JSONMistake) {
        guard currentByte.isDigit else { throw unexpected("a digit") }
        while currentByte.isDigit { offset += 1 }
    }

    /// Reads `true`, `false` or `null`.
    @inline(never)
    mutating func readWord() throws(JSONMistake) -> Node.Content {
        let word = bytes[offset...].prefix { $0.isAlphanumeric }
        let content: Node.Content
        if word.elementsEqual("true".utf8) {
            content = .bool(true)
        } else if word.elementsEqual("false".utf8) {
            content = .bool(false)
        } else if word.elementsEqual("null".utf8) {
            content = .null
        } else {
            throw unexpected("a value: an object, a list, a text in double quotes, a number, true, false or null")
        }
        offset += word.count
        return content
    }
}
