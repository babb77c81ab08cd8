/// Standard output for data, standard error for messages.
struct Console {
    /// Writes data. Throws when it could not be written whole, so that a full disk is not taken for success.
    func write(_ text: String) throws(OutputError) {
        guard writeAll(text, to: standardOutput) else { throw OutputError() }
    }

    /// Whether standard output shows colours: it is a terminal, and nobody asked for none.
    ///
    /// - Source: no-color.org.
    var hasColor: Bool {
        isTerminal(standardOutput) && environmentVariable("NO_COLOR").isEmpty && environmentVariable("TERM") != "dumb"
    }

    /// Writes a message as a line of its own.
    func message(_ text: String) {
        _ = writeAll(text + "\n", to: standardError)
    }
}

/// Standard output took not all of the data.
struct OutputError: Error, CustomStringConvertible {
    let description = "standard output could not be written"
}
