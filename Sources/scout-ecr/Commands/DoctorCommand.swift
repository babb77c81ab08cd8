/// `scout-ecr doctor`
enum DoctorCommand: Command {
    static let name = "doctor"
    static let summary = "Find out what works of an integration, and what to do about what does not."
    static let operands = [Operand(name: "INTEGRATION", help: "the integration's id")]
    static let options: [Option] = [
        ServiceOptions.dataOrTable, ServiceOptions.publicURL, ServiceOptions.accountID, ServiceOptions.templateURL,
        customerProfile, customerCredentials, json, ServiceOptions.allowLoopback, registry,
    ]

    private static let customerProfile = Option(
        name: "--customer-profile",
        value: "NAME",
        help: "a profile of AWS's shared files whose credentials may read in the customer's account",
        environment: "SCOUT_CUSTOMER_PROFILE"
    )
    private static let customerCredentials = Option(
        name: "--customer-credentials",
        value: "environment",
        help: "take such credentials from SCOUT_CUSTOMER_ACCESS_KEY_ID, _SECRET_ACCESS_KEY and _SESSION_TOKEN",
        environment: "SCOUT_CUSTOMER_CREDENTIALS"
    )
    private static let json = Option(
        name: "--json",
        value: nil,
        help: "print JSON for programs",
        environment: "SCOUT_DOCTOR_JSON"
    )
    private static let registry = Option(
        name: "--registry-endpoint",
        value: "URL",
        help: "http://127.0.0.1:PORT in the place of the registry, for tests only",
        environment: "SCOUT_REGISTRY_ENDPOINT"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        setEnvironmentVariable("SCOUT_DOCTOR_INTEGRATION", arguments.operands[0])
        return try NetworkProgram.become(["doctor"], options, arguments)
    }
}
