/// An option of a command: declared once, from which parsing and help come.
struct Option: Sendable, Hashable {
    /// The name with its dashes, for instance `--region`.
    let name: String
    /// What stands for the value in the help; `nil` for a flag.
    let value: String?
    /// What the option means, as a phrase.
    let help: String
    /// Whether the option may be given more than once.
    var repeats = false
    /// The environment variable that stands for the option where it is not given.
    var environment: String?
}

/// An argument of a command that has no name.
struct Operand: Sendable, Hashable {
    /// What stands for it in the help, for instance `FILE`.
    let name: String
    /// What it means, as a phrase.
    let help: String
    /// Whether it may be left out; only the last one of a command may.
    var isOptional = false
    /// Whether it may stand more than once; only the last one of a command may.
    var repeats = false

    /// The operand as usage lines have it.
    var usage: String { (isOptional ? "[\(name)]" : name) + (repeats ? "…" : "") }
}

extension Option {
    static let help = Option(name: "--help", value: nil, help: "print this help")
    static let allowLoopback = Option(
        name: "--allow-loopback",
        value: nil,
        help: "let endpoints be http://127.0.0.1…, for tests only"
    )
    static func format<Format: RawRepresentable<String> & CaseIterable>(_: Format.Type) -> Option {
        Option(
            name: "--format",
            value: Format.allCases.map(\.rawValue).joined(separator: "|"),
            help: "how to write the result; \(Format.allCases.first?.rawValue ?? "") without"
        )
    }
}
