extension String {
    /// The text as a message can show it: cut after 80 characters, with control characters escaped, so that text from
    /// outside cannot write over a terminal or fill a log.
    package var displayable: String {
        var result = ""
        for scalar in unicodeScalars.prefix(80) {
            result += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return unicodeScalars.count > 80 ? result + "…" : result
    }
}
