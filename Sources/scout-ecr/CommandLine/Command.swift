/// A command of the program: a file each, with its options, that calls one room and prints.
protocol Command: SendableMetatype {
    /// The word, or the two words, that call the command.
    static var name: String { get }
    /// What the command does, as a sentence.
    static var summary: String { get }
    /// The arguments without a name, in order; all of them are required.
    static var operands: [Operand] { get }
    /// The options besides `--help`.
    static var options: [Option] { get }

    /// Does the work; what the result is goes to standard output.
    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode
}

extension Command {
    static var operands: [Operand] { [] }

    /// The command's help.
    static var help: String {
        let options = options + [.help]
        let rows =
            operands.map { ($0.name, $0.help) }
            + options.map { option in
                let head = option.value.map { "\(option.name) \($0)" } ?? option.name
                let variable = option.environment.map { " [\($0)]" } ?? ""
                return (head, "\(option.help)\(option.repeats ? " (may be repeated)" : "")\(variable)")
            }
        let width = rows.map { $0.0.count }.max() ?? 0
        let lines = rows.map { head, help in "  \(head)\(String(repeating: " ", count: width - head.count))  \(help)" }
        let usage = ([name] + operands.map(\.usage) + ["[OPTION]…"]).joined(separator: " ")
        return "\(summary)\n\nUsage: scout-ecr \(usage)\n\n\(lines.joined(separator: "\n"))\n"
    }
}

/// How the program ends.
enum ExitCode: Int32 {
    /// All is well.
    case success = 0
    /// The answer is no, or the result could not be written.
    case failure = 1
    /// Wrong usage or input.
    case usage = 2
}
