import CloudFormation

/// One line of text that grows up to a number of characters and is harmless to whoever looks at it.
///
/// What templates say is foreign: it may hold escape sequences that write over a terminal, marks that turn the direction
/// of writing around, or characters that nobody sees. Each of them is shown by its escape.
struct DisplayText {
    /// What fits, without the mark of a cut.
    private(set) var content = ""
    /// Whether something did not fit.
    private(set) var isCut = false
    /// How many characters (Unicode scalars) still fit.
    private(set) var room: Int

    /// An empty line with room for that many characters.
    init(limit: Int) { room = limit }

    /// The line, with an ellipsis where it is cut.
    var text: String { isCut ? content + "…" : content }

    /// Appends words of ours.
    mutating func append(_ words: String) { words.unicodeScalars.forEach { put($0) } }

    /// Appends text of a template with everything harmful escaped.
    mutating func append(foreign text: String) { append(foreign: text, isQuoted: false) }

    /// Appends text of a template in quotes, so that one sees where it begins and ends.
    mutating func append(quoted text: String) {
        append("\"")
        append(foreign: text, isQuoted: true)
        append("\"")
    }

    private mutating func append(foreign text: String, isQuoted: Bool) {
        // Marks join the character before them: one at the beginning would disfigure ours, and a heap of them the lines
        // around.
        var marks = Self.mostMarks
        for scalar in text.unicodeScalars {
            guard !isCut else { return }
            marks = scalar.isMark ? marks + 1 : 0
            if scalar.isHarmful || marks > Self.mostMarks {
                append(scalar.escaped(asASCII: true))
            } else {
                if isQuoted, scalar == "\"" || scalar == "\\" { put("\\") }
                put(scalar)
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        guard room > 0, !isCut else { return isCut = true }
        content.unicodeScalars.append(scalar)
        room -= 1
    }

    private static let mostMarks = 3
}

extension Unicode.Scalar {
    /// Whether one does not see the character, takes it for another kind of space, or a display obeys it.
    var isHarmful: Bool {
        guard !isASCII else { return value < 0x20 || value == 0x7F }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
        case .surrogate, .privateUse, .unassigned: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether the character is drawn onto the one before it.
    fileprivate var isMark: Bool {
        guard !isASCII else { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }
}

extension String {
    /// The text on one line with everything harmful escaped, cut after `limit` characters.
    func displayed(limit: Int = 400) -> String {
        if utf8.count <= limit, utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        var line = DisplayText(limit: limit)
        line.append(foreign: self)
        return line.text
    }

    /// A name: bare where it is made of what names are made of, otherwise in quotes, so that no name can pass for words
    /// of ours.
    func displayedName(limit: Int = 120) -> String {
        utf8.count <= limit && isBare(with: "._-:/@*+=$") ? self : quoted(limit: limit)
    }

    /// Names with commas between them, or a protocol with its ports: bare or in quotes as a whole.
    func displayedNames(limit: Int = 120) -> String {
        guard utf8.count <= limit else { return quoted(limit: limit) }
        let names = split(separator: ",", omittingEmptySubsequences: false)
        let isBare = names.enumerated().allSatisfy { index, name in
            let words = name.dropFirst(index > 0 && name.first == " " ? 1 : 0)
                .split(separator: " ", omittingEmptySubsequences: false)
            let hasPorts = words.count == 2 && words[1].utf8.first.map { (0x30...0x39).contains($0) } == true
            return (words.count == 1 || hasPorts) && words.allSatisfy { String($0).isBare(with: "._-:/@*+=$") }
        }
        return isBare ? self : quoted(limit: limit)
    }

    /// The text in quotes.
    func quoted(limit: Int = 120) -> String {
        var line = DisplayText(limit: limit)
        line.append(quoted: self)
        return line.text
    }

    /// Whether the text has letters and digits of ASCII and those other characters only, and at least one.
    func isBare(with others: StaticString) -> Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                byte.isAlphanumeric
                    || UnsafeBufferPointer(start: others.utf8Start, count: others.utf8CodeUnitCount).contains(byte)
            }
    }
}

extension ValuePath {
    /// The path with keys in quotes where they are more than names: `Tags[0]."a.b"`.
    var displayed: String {
        let path = components.reduce(into: "") { text, component in
            switch component {
            case .key(let key):
                if !text.isEmpty { text += "." }
                text += key.isBare(with: "_-:/@*+=$") ? key : key.quoted()
            case .index(let index): text += "[\(index)]"
            }
        }
        return path.displayed(limit: 240)
    }
}

extension SourceLocation {
    /// `file:line`.
    var displayed: String { "\(file.displayed(limit: 240)):\(position.line)" }
}
