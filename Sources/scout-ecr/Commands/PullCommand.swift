/// `scout-ecr pull`
enum PullCommand: Command {
    static let name = "pull"
    static let summary = "Pull an image into an OCI layout, from Amazon ECR or any other registry."
    static let operands = [
        Operand(
            name: "IMAGE",
            help: "[HOST/]NAME[:TAG][@DIGEST]; Docker Hub's without a host, its tag latest without one"
        )
    ]
    static let options: [Option] = [output, platform, user, passwordFromInput, json]

    private static let output = Option(
        name: "--output",
        value: "DIR",
        help: "the layout's folder; NAME-TAG without",
        environment: "SCOUT_PULL_OUTPUT"
    )
    private static let platform = Option(
        name: "--platform",
        value: "OS/ARCH",
        help: "which platform of a multi-platform image to pull; all without",
        repeats: true,
        environment: "SCOUT_PULL_PLATFORMS"
    )
    private static let user = Option(
        name: "--user",
        value: "NAME",
        help: "who to log in as; without, the login of docker login, or of the AWS credentials for Amazon ECR",
        environment: "SCOUT_REGISTRY_USER"
    )
    private static let passwordFromInput = Option(
        name: "--password-stdin",
        value: nil,
        help: "read the password from standard input; else it is in SCOUT_REGISTRY_PASSWORD"
    )
    private static let json = Option(
        name: "--json",
        value: nil,
        help: "print JSON for programs",
        environment: "SCOUT_PULL_JSON"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        if arguments.has(passwordFromInput) {
            guard let line = readLine(), !line.isEmpty else {
                throw UsageError("--password-stdin needs the password as a line of standard input")
            }
            setEnvironmentVariable("SCOUT_REGISTRY_PASSWORD", line)
        }
        setEnvironmentVariable("SCOUT_PULL_IMAGE", arguments.operands[0])
        return try NetworkProgram.become(["pull"], options, arguments)
    }
}
