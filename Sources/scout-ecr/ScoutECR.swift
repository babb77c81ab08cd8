import CloudFormation

/// The program: finds the command, runs it, and turns errors into a sentence and an exit code.
@main
enum ScoutECR {
    static let version = "0.1.0"

    static let commands: [any Command.Type] = [
        TemplateCommand.self, ConvertCommand.self, DiffCommand.self, LaunchURLCommand.self, CostCommand.self,
        PublishCommand.self,
        IntegrationsAddCommand.self, IntegrationsListCommand.self, IntegrationsShowCommand.self,
        IntegrationsRemoveCommand.self, TokensCreateCommand.self, TokensListCommand.self, TokensRevokeCommand.self,
        RepositoriesListCommand.self, RepositoriesActivateCommand.self,
        RepositoriesDeactivateCommand.self, ImagesListCommand.self, ImagesRetryCommand.self, PullCommand.self,
        ServeCommand.self, LambdaCommand.self, DoctorCommand.self,
    ]

    static func main() {
        let arguments = joiningCommand(Array(CommandLine.arguments.dropFirst()))
        let console = Console()
        let program = commands.contains { $0.name == arguments.first } ? "scout-ecr \(arguments[0])" : "scout-ecr"
        do {
            endProcess(try run(arguments, console))
        } catch {
            console.message("\(program): \(error)")
            endProcess(error is OutputError ? .failure : .usage)
        }
    }

    /// The arguments with the two words of a command as one, after `help` too.
    private static func joiningCommand(_ arguments: [String]) -> [String] {
        var arguments = arguments
        let position = arguments.first == "help" ? 1 : 0
        guard arguments.count > position + 1 else { return arguments }
        let words = arguments[position...(position + 1)].joined(separator: " ")
        if commands.contains(where: { $0.name == words }) {
            arguments.replaceSubrange(position...(position + 1), with: [words])
        }
        return arguments
    }

    private static func run(_ arguments: [String], _ console: Console) throws -> ExitCode {
        guard let word = arguments.first else { throw UsageError("a command is required: \(names)") }
        switch word {
        case "--help", "-h", "help":
            try refuse(arguments.dropFirst(2))
            try console.write(arguments.dropFirst().first.map { try command($0).help } ?? help)
            return .success
        case "--version":
            try refuse(arguments.dropFirst())
            try console.write("scout-ecr \(version)\n")
            return .success
        default:
            return try run(try command(word), arguments.dropFirst(), console)
        }
    }

    /// Arguments that nothing takes.
    private static func refuse(_ arguments: ArraySlice<String>) throws(UsageError) {
        if let first = arguments.first { throw UsageError("unexpected argument \"\(first.displayable)\"") }
    }

    private static func run(
        _ command: any Command.Type,
        _ arguments: ArraySlice<String>,
        _ console: Console
    ) throws -> ExitCode {
        let parsed = try Arguments(
            Array(arguments),
            operands: command.operands,
            options: command.options + [.help]
        )
        guard !parsed.has(.help) else {
            try console.write(command.help)
            return .success
        }
        return try command.run(parsed, to: console)
    }

    private static func command(_ word: String) throws -> any Command.Type {
        for command in commands where command.name == word { return command }
        let seconds = commands.map { $0.name }.filter { $0.hasPrefix("\(word) ") }.map { $0.dropFirst(word.count + 1) }
        guard seconds.isEmpty else {
            throw UsageError("\(word) needs another word: \(seconds.joined(separator: ", "))")
        }
        let hint = nearestName(to: word, among: commands.map { $0.name }).map { "; did you mean \($0)?" }
        throw UsageError("unknown command \"\(word.displayable)\"\(hint ?? "; the commands are \(names)")")
    }

    /// The commands, those of one first word together: `integrations add|list`.
    private static var names: String {
        var names: [(first: Substring, second: [Substring])] = []
        for command in commands {
            let words = command.name.split(separator: " ")
            if names.last?.first == words[0] {
                names[names.count - 1].second += words.dropFirst()
            } else {
                names.append((words[0], Array(words.dropFirst())))
            }
        }
        return names.map { $0.second.isEmpty ? "\($0.first)" : "\($0.first) \($0.second.joined(separator: "|"))" }
            .joined(separator: ", ")
    }

    private static var help: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let lines = commands.map { command in
            "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  \(command.summary)"
        }
        return """
            scout-ecr connects AWS accounts to Docker Scout.

            Usage: scout-ecr COMMAND [ARGUMENT]…

            \(lines.joined(separator: "\n"))

            scout-ecr COMMAND --help explains the options. Data goes to standard output, messages to standard error.
            Exit status: 0 fine, 1 the answer is no, 2 wrong usage or input.

            """
    }
}
