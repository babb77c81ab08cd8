import CloudFormation
import ScoutIntegration

/// `scout-ecr template`
enum TemplateCommand: Command {
    static let name = "template"
    static let summary = "Print the CloudFormation template that customers, or the vendor, deploy."
    static let options: [Option] = [stack] + VendorOptions.all + [.format(Format.self)]

    private static let stack = Option(
        name: "--stack",
        value: Stack.allCases.map(\.rawValue).joined(separator: "|"),
        help: "the customers' stack, or the vendor's own; scout without"
    )

    enum Stack: String, CaseIterable {
        case scout, backend
    }

    enum Format: String, CaseIterable {
        case json, yaml
    }

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(.format(Format.self), of: Format.self, default: .json)
        let template =
            switch try arguments.choice(stack, of: Stack.self, default: .scout) {
            case .scout: try scoutTemplate(arguments, console)
            case .backend: try backendTemplate(arguments)
            }
        switch format {
        case .json: try console.write(template.json())
        case .yaml: try console.write(template.yaml())
        }
        return .success
    }

    private static func scoutTemplate(_ arguments: Arguments, _ console: Console) throws -> Template {
        let template = try VendorOptions.stack(arguments).template
        if !arguments.has(VendorOptions.scoutAccountID) {
            console.message(
                "note: without \(VendorOptions.scoutAccountID.name) the template trusts "
                    + "\(VendorOptions.exampleAccountID), an account of AWS's documentation"
            )
        }
        return template
    }

    /// The vendor's stack has the vendor's values as parameters without defaults.
    private static func backendTemplate(_ arguments: Arguments) throws(UsageError) -> Template {
        if let option = VendorOptions.all.first(where: arguments.has) {
            throw UsageError("\(option.name) is for the scout stack; the backend stack takes its values as parameters")
        }
        return BackendStack().template
    }
}

/// The options that set the vendor's values of the stack.
enum VendorOptions {
    static let scoutAccountID = Option(
        name: "--scout-account-id",
        value: "ID",
        help: "the account that may assume the stack's roles; \(exampleAccountID) without"
    )
    static let setupEndpoint = Option(
        name: "--setup-endpoint",
        value: "URL",
        help: "where stacks announce themselves; \(defaultSetupEndpoint) without"
    )
    static let eventsEndpoint = Option(
        name: "--events-endpoint",
        value: "URL",
        help: "where image events go; \(defaultEventsEndpoint) without"
    )
    static let all = [scoutAccountID, setupEndpoint, eventsEndpoint, .allowLoopback]

    /// An account that AWS's documentation uses in examples.
    static let exampleAccountID = "111122223333"
    private static let defaultSetupEndpoint = "https://api.scout.docker.com/v1/setup"
    private static let defaultEventsEndpoint = "https://api.scout.docker.com/v1/events"

    /// The stack that the options ask for.
    static func stack(_ arguments: Arguments) throws -> ScoutStack {
        let allowsLoopback = arguments.has(.allowLoopback)
        func endpoint(_ option: Option, _ defaultURL: String) throws -> Endpoint {
            try naming(option) { () throws(InvalidInput) in
                try Endpoint(arguments.value(option) ?? defaultURL, allowingLoopback: allowsLoopback)
            }
        }
        return ScoutStack(
            scoutAccountID: try naming(scoutAccountID) { () throws(InvalidInput) in
                try AccountID(arguments.value(scoutAccountID) ?? exampleAccountID)
            },
            setupEndpoint: try endpoint(setupEndpoint, defaultSetupEndpoint),
            eventsEndpoint: try endpoint(eventsEndpoint, defaultEventsEndpoint),
            allowsLoopback: allowsLoopback
        )
    }
}

/// Adds the option that gave a value to the error about it.
func naming<Result>(_ option: Option, _ read: () throws(InvalidInput) -> Result) throws(UsageError) -> Result {
    do {
        return try read()
    } catch {
        throw UsageError("\(option.name): \(error)")
    }
}
