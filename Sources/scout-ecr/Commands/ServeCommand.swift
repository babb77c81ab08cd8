/// `scout-ecr serve`
enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "Serve customers' stacks: complete set-ups, and take image events."
    static let options: [Option] = [
        ServiceOptions.data, listen, ServiceOptions.publicURL, ServiceOptions.accountID, ServiceOptions.templateURL,
        ServiceOptions.allowLoopback, signatureVersion, logFormat, logLevel,
    ]

    private static let listen = Option(
        name: "--listen",
        value: "HOST:PORT",
        help: "where to listen; 127.0.0.1:8080 without, any free port with port 0",
        environment: "SCOUT_LISTEN"
    )
    private static let signatureVersion = Option(
        name: "--minimum-signature-version",
        value: "1|2",
        help: "the lowest version of SNS signatures to accept; 2, which is SHA-256, without",
        environment: "SCOUT_MINIMUM_SIGNATURE_VERSION"
    )
    private static let logFormat = Option(
        name: "--log-format",
        value: "text|json",
        help: "how to write log lines; text without",
        environment: "SCOUT_LOG_FORMAT"
    )
    private static let logLevel = Option(
        name: "--log-level",
        value: "debug|info|warning|error",
        help: "from which level on to write log lines; info without",
        environment: "SCOUT_LOG_LEVEL"
    )

    /// Becomes the program of the service, which needs the network and so much more of Foundation than all else. It reads the
    /// options from its environment.
    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        for option in options {
            guard let variable = option.environment else { continue }
            setEnvironmentVariable(
                variable,
                option.value == nil ? arguments.has(option) ? "1" : "" : arguments.value(option)
            )
        }
        let program = "\(executableFolder())/scout-ecr-service"
        throw UsageError("the program \(program) cannot be run: \(become(program))")
    }
}
