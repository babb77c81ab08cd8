extension String {
    /// The text as a message can show it: cut after 80 characters, with control characters escaped, so that text from
    /// outside cannot write over a terminal or fill a log.
    package var displayable: String { displayable(limit: 80) }

    /// The text as a message can show it, cut after that many characters.
    package func displayable(limit: Int) -> String {
        let start = String(String.UnicodeScalarView(unicodeScalars.prefix(limit))).escapingControlCharacters
        return unicodeScalars.count > limit ? start + "…" : start
    }

    /// The text with control characters escaped.
    package var escapingControlCharacters: String {
        unicodeScalars.reduce(into: "") { result, scalar in
            result += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }
}
