public import ScoutIntegration

/// The command that images are handed to.
///
/// It is one for `/bin/sh`. The path of the image's layout is its last argument, or the end of its last word where that ends
/// with `:`, `=` or `/`, as in `syft oci-dir:`; a command that names `$1` or `$SCOUT_LAYOUT` gets it there. Standard input, and
/// the file that `$SCOUT_IMAGE` names, is the image as ``Image/listing(in:tags:)`` has it.
public struct AnalyzerCommand: Sendable, Hashable {
    /// The command as the operator has written it.
    public let text: String
    /// What the shell runs, with the layout's path as its first argument.
    let script: String

    /// Checks a command.
    public init(_ text: String) throws(InvalidInput) {
        var command = Substring(text)
        while command.last?.isWhitespace == true { command.removeLast() }
        guard !command.isEmpty, text.utf8.count <= 8_192, !text.utf8.contains(0) else {
            throw InvalidInput(
                "analyzer",
                given: text,
                "must be a command of at most 8192 bytes, such as trivy image --input"
            )
        }
        self.text = text
        let namesLayout = ["$1", "${1}", "$@", "$SCOUT_LAYOUT", "${SCOUT_LAYOUT}"].contains { command.contains($0) }
        let isOpenEnded = command.last.map { ":=/".contains($0) } ?? false
        script = namesLayout ? String(command) : "\(command)\(isOpenEnded ? "" : " ")\"$1\""
    }
}
