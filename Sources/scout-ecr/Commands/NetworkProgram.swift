/// The program for what needs the network, and so much more of Foundation than all else.
enum NetworkProgram {
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
        let program = "\(executableFolder())/scout-ecr-service"
        throw UsageError("the program \(program) cannot be run: \(scout_ecr.become(program, words))")
    }
}

extension Arguments {
    /// All values of an option, or else the one of its environment variable.
    fileprivate func allValues(_ option: Option) -> [String] {
        let values = values(option)
        return values.isEmpty ? value(option).map { [$0] } ?? [] : values
    }
}
