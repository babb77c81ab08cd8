/// A command of the program: a file each, with its options, that calls one room and prints.
protocol Command: SendableMetatype {
    /// The word that calls the command.
    static var name: String { get }
    /// What the command does, as a sentence.
    static var summary: String { get }
    /// The options besides `--help`.
    static var options: [Option] { get }

    /// Does the work; what the result is goes to standard output.
    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode
}

extension Command {
    /// The command's help.
    static var help: String {
        let options = options + [.help]
        let heads = options.map { option in option.value.map { "\(option.name) \($0)" } ?? option.name }
        let width = heads.map(\.count).max() ?? 0
        let lines = zip(options, heads).map { option, head in
            let padding = String(repeating: " ", count: width - head.count)
            return "  \(head)\(padding)  \(option.help)\(option.repeats ? " (may be repeated)" : "")"
        }
        return "\(summary)\n\nUsage: scout-ecr \(name) [OPTION]…\n\n\(lines.joined(separator: "\n"))\n"
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
