import CloudFormation
import ScoutIntegration

/// The program for what needs the network, and so much more of Foundation than all else.
enum NetworkProgram {
    private static var program: String { "\(executableFolder())/scout-ecr-service" }

    /// Becomes that program, which reads the options from its environment.
    static func become(
        _ words: [String],
        _ options: [Option],
        _ arguments: Arguments
    ) throws(UsageError) -> ExitCode {
        for option in options {
            guard let variable = option.environment else { continue }
            let value = option.repeats ? arguments.allValues(option).joined(separator: ",") : arguments.value(option)
            setEnvironmentVariable(variable, option.value == nil ? arguments.has(option) ? "1" : "" : value)
        }
        throw UsageError("the program \(program) cannot be run: \(scout_ecr.become(program, words))")
    }

    /// What has come of a request about a table, for which that program is run.
    static func answer(to request: TableRequest) throws(InputError) -> TableAnswer {
        let (status, output, errors) = try ChildProcess.run(
            [program, "store"],
            input: Array("\(request.value.json(.compact))\n".utf8),
            printing: .answer
        )
        guard status == 0 else {
            let reason = ChildProcess.firstLine(errors) ?? "it ended with status \(status)"
            throw InputError("the program \(program) has failed: \(reason.displayable)")
        }
        let limits = ParseLimits(maximumBytes: output.count, maximumNodes: output.count)
        guard let node = try? JSONReader.read(output, name: "answer", limits: limits),
            let answer = TableAnswer(node.value)
        else {
            throw misunderstanding
        }
        return answer
    }

    /// The program is of another version.
    static var misunderstanding: InputError {
        InputError("the program \(program) has answered what this one does not understand: are both of one version?")
    }
}

extension Arguments {
    /// All values of an option, or else the one of its environment variable.
    fileprivate func allValues(_ option: Option) -> [String] {
        let values = values(option)
        return values.isEmpty ? value(option).map { [$0] } ?? [] : values
    }
}
