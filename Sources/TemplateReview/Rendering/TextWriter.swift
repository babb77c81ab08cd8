/// Lines for a terminal.
struct TextWriter {
    /// Colours and weights.
    ///
    /// - Source: ECMA-48, 8.3.117, "SGR".
    enum Style: Int {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    /// Whether the terminal shows colours.
    let usesColor: Bool
    /// The lines so far, each with its line break.
    private(set) var text = ""

    /// A writer without lines.
    init(usesColor: Bool) { self.usesColor = usesColor }

    /// Appends a line of those parts that are not empty, with two spaces between them.
    mutating func line(_ parts: String..., level: Int = 0) {
        for _ in 0..<level { text += "  " }
        text += parts.filter { !$0.isEmpty }.joined(separator: "  ")
        text += "\n"
    }

    /// Appends an empty line.
    mutating func blankLine() { text += "\n" }

    /// Appends an empty line and a heading.
    mutating func heading(_ words: String) {
        blankLine()
        line(paint(words, .bold))
    }

    /// The words in that style, where the terminal shows it.
    func paint(_ words: String, _ style: Style?) -> String {
        guard usesColor, let style, !words.isEmpty else { return words }
        return "\u{1B}[\(style.rawValue)m\(words)\u{1B}[0m"
    }

    /// A place, less prominent than what it belongs to.
    func paint(_ location: SourceLocation?) -> String { location.map { paint($0.displayed, .dim) } ?? "" }
}
