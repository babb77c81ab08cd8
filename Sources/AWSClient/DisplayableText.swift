extension String {
    /// The text as an error may show it: at most so many Unicode scalars, and nothing that moves a cursor or breaks a line.
    func displayable(_ limit: Int = 200) -> String {
        var text = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < limit else { return text + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
