/// An element of an XML document, as AWS's answers need it: names without prefixes, text, and elements; attributes are
/// checked and left out.
struct XMLTree: Sendable, Hashable {
    /// The name without a namespace's prefix.
    var name: String

    /// The text directly within the element, references resolved.
    var text = ""

    /// The elements directly within it.
    var children: [XMLTree] = []

    /// The first element of that name directly within this one.
    subscript(name: String) -> XMLTree? { children.first { $0.name == name } }

    /// The text of the element that the names lead to.
    func text(_ path: String...) -> String? {
        var element = self
        for name in path {
            guard let child = element[name] else { return nil }
            element = child
        }
        return element.text
    }

    /// How large a document may be, and how deep its elements may lie within each other.
    static let maximumBytes = 4 << 20
    static let maximumDepth = 64
    static let maximumElements = 100_000

    /// Reads a document.
    ///
    /// - Source: XML 1.0 (Fifth Edition), without document type declarations, so that no entity can grow or fetch.
    static func parse(_ bytes: [UInt8]) throws(XMLError) -> XMLTree {
        var parser = try XMLParser(bytes)
        return try parser.document()
    }
}

/// Why a text is no XML that is taken here.
struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    let line: Int
    /// In bytes, from 1.
    let column: Int
    /// What would have been right.
    let expected: String

    var description: String { "line \(line), column \(column): expected \(expected)" }
}

/// One pass over a document. Open elements are on a stack of its own, so nesting costs no call.
private struct XMLParser {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) throws(XMLError) {
        self.bytes = bytes
        guard bytes.count <= XMLTree.maximumBytes else { throw error("at most \(XMLTree.maximumBytes) bytes") }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw error("UTF-8") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func document() throws(XMLError) -> XMLTree {
        if takeWord("<?xml ") { try skip(past: "?>", "the end of the XML declaration") }
        try skipMiscellany()
        guard current == UInt8(ascii: "<") else { throw error("an element") }
        let root = try element()
        try skipMiscellany()
        guard offset == bytes.count else { throw error("nothing after the element") }
        return root
    }

    private mutating func element() throws(XMLError) -> XMLTree {
        var open: [(tag: String, element: XMLTree)] = []
        var elements = 0
        while true {
            guard let byte = current else { throw error("</\(open.last?.tag ?? "")>") }
            if byte != UInt8(ascii: "<") {
                // Only reached with an open element: the document begins with '<'.
                let text = try text()
                if let last = open.indices.last { open[last].element.text += text }
                continue
            }
            if takeWord("<!--") {
                try skipComment()
            } else if takeWord("<![CDATA[") {
                let start = offset
                try skip(past: "]]>", "]]>")
                let text = String(decoding: bytes[start..<offset - 3], as: UTF8.self)
                if let last = open.indices.last { open[last].element.text += text }
            } else if takeWord("<?") {
                try skip(past: "?>", "?>")
            } else if takeWord("</") {
                let tag = try name()
                guard let last = open.last, last.tag == tag else { throw error("</\(open.last?.tag ?? "")>") }
                skipSpace()
                try take(">")
                open.removeLast()
                guard let parent = open.indices.last else { return last.element }
                open[parent].element.children.append(last.element)
            } else {
                offset += 1
                elements += 1
                guard open.count < XMLTree.maximumDepth else { throw error("at most \(XMLTree.maximumDepth) levels") }
                guard elements <= XMLTree.maximumElements else {
                    throw error("at most \(XMLTree.maximumElements) elements")
                }
                let (tag, isEmpty) = try startTag()
                let element = XMLTree(name: tag.split(separator: ":").last.map(String.init) ?? tag)
                if !isEmpty {
                    open.append((tag, element))
                } else if let parent = open.indices.last {
                    open[parent].element.children.append(element)
                } else {
                    return element
                }
            }
        }
    }

    private mutating func startTag() throws(XMLError) -> (tag: String, isEmpty: Bool) {
        let tag = try name()
        var attributes: Set<String> = []
        while true {
            let hadSpace = skipSpace()
            if takeWord("/>") { return (tag, true) }
            if takeWord(">") { return (tag, false) }
            guard hadSpace else { throw error("white space, '>' or '/>'") }
            guard attributes.insert(try name()).inserted else { throw error("each attribute once") }
            skipSpace()
            try take("=")
            skipSpace()
            try attributeValue()
        }
    }

    private mutating func attributeValue() throws(XMLError) {
        guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw error("a quote")
        }
        offset += 1
        while let byte = current, byte != quote {
            guard byte != UInt8(ascii: "<") else { throw error("no '<' in an attribute") }
            if byte == UInt8(ascii: "&") {
                _ = try reference()
            } else {
                try checkCharacter(byte)
                offset += 1
            }
        }
        guard current == quote else { throw error("the closing quote") }
        offset += 1
    }

    private mutating func text() throws(XMLError) -> String {
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                text += Array(String(try reference()).utf8)
            } else {
                try checkCharacter(byte)
                guard byte != UInt8(ascii: ">") || !text.ends(with: "]]") else { throw error("no ']]>' in text") }
                text.append(byte)
                offset += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// One of the five entities that need no declaration, or a character's number.
    private mutating func reference() throws(XMLError) -> Unicode.Scalar {
        let start = offset
        let window = bytes[start..<min(bytes.count, start + 12)]
        guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { throw error("a reference that ends in ';'") }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        let scalar: Unicode.Scalar? =
            switch name {
            case "amp": "&"
            case "lt": "<"
            case "gt": ">"
            case "quot": "\""
            case "apos": "'"
            default: Self.scalar(numbered: name)
            }
        guard let scalar else { throw error("one of &amp; &lt; &gt; &quot; &apos; or a character's number") }
        offset = end + 1
        return scalar
    }

    private static func scalar(numbered name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.first?.isHexDigit == true, let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            number >= 0x20 || number == 9 || number == 10 || number == 13, number != 0xFFFE, number != 0xFFFF
        else { return nil }
        return Unicode.Scalar(number)
    }

    // MARK: Characters

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func checkCharacter(_ byte: UInt8) throws(XMLError) {
        guard byte >= 0x20 || byte == 9 || byte == 10 || byte == 13 else { throw error("no control characters") }
    }

    private mutating func name() throws(XMLError) -> String {
        let start = offset
        while let byte = current,
            byte.isUnreserved && byte != UInt8(ascii: "~") || byte == UInt8(ascii: ":") || byte >= 0x80
        {
            offset += 1
        }
        guard offset > start, offset - start <= 256, let first = bytes[start...].first,
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first), first != UInt8(ascii: "-"),
            first != UInt8(ascii: ".")
        else {
            offset = start
            throw error("a name")
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func take(_ character: StaticString) throws(XMLError) {
        guard takeWord(character) else { throw error("'\(character)'") }
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let matches = word.withUTF8Buffer { bytes[offset...].starts(with: $0) }
        if matches { offset += word.utf8CodeUnitCount }
        return matches
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = offset
        while let byte = current, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 { offset += 1 }
        return offset > start
    }

    private mutating func skip(past end: StaticString, _ expected: String) throws(XMLError) {
        while offset < bytes.count {
            if takeWord(end) { return }
            try checkCharacter(bytes[offset])
            offset += 1
        }
        throw error(expected)
    }

    private mutating func skipComment() throws(XMLError) {
        try skip(past: "--", "-->")
        try take(">")
    }

    /// White space, comments and processing instructions outside of the element.
    private mutating func skipMiscellany() throws(XMLError) {
        while true {
            skipSpace()
            if takeWord("<!--") {
                try skipComment()
            } else if takeWord("<!") {
                throw error("no document type declaration")
            } else if takeWord("<?") {
                try skip(past: "?>", "?>")
            } else {
                return
            }
        }
    }

    private func error(_ expected: String) -> XMLError {
        let before = bytes.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return XMLError(line: line, column: offset - lineStart + 1, expected: expected.displayable())
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { self.suffix($0.count).elementsEqual($0) }
    }
}
