import CloudFormation
import ScoutIntegration

/// `scout-ecr launch-url`
enum LaunchURLCommand: Command {
    static let name = "launch-url"
    static let summary = "Print the link that opens the console with the stack filled in (Create on AWS)."
    static let options: [Option] = [
        templateURL, region, stackName, parameter, wizard, stackID, .allowLoopback, .format(LaunchLink.Format.self),
    ]

    private static let templateURL = Option(
        name: "--template-url",
        value: "URL",
        help: "the template's https URL in S3"
    )
    private static let region = Option(name: "--region", value: "REGION", help: "where to create the stack")
    private static let stackName = Option(
        name: "--stack-name",
        value: "NAME",
        help: "the name that the console proposes; \(StackName.proposed.name) without"
    )
    private static let parameter = Option(
        name: "--parameter",
        value: "NAME=VALUE",
        help: "a value of a parameter",
        repeats: true
    )
    private static let wizard = Option(
        name: "--wizard",
        value: LaunchLink.Wizard.allCases.map(\.rawValue).joined(separator: "|"),
        help: "the page that opens; quickcreate without"
    )
    private static let stackID = Option(
        name: "--stack-id",
        value: "ARN",
        help: "make a link that updates this stack to the template instead"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let format = try arguments.choice(.format(LaunchLink.Format.self), of: LaunchLink.Format.self, default: .url)
        let url = try arguments.require(templateURL)
        let templateURL = try naming(Self.templateURL) { () throws(InvalidInput) in try TemplateURL(url) }
        let link =
            if let arn = arguments.value(stackID) {
                try updateLink(arn, to: templateURL, arguments)
            } else {
                try createLink(templateURL, arguments, console)
            }
        try console.write(link.formatted(format) + "\n")
        return .success
    }

    private static func createLink(
        _ templateURL: TemplateURL,
        _ arguments: Arguments,
        _ console: Console
    ) throws -> LaunchLink {
        let code = try arguments.require(region)
        let region = try naming(Self.region) { () throws(InvalidInput) in try Region(code) }
        let name = try naming(stackName) { () throws(InvalidInput) in
            try arguments.value(stackName).map { name throws(InvalidInput) in try StackName(name) } ?? .proposed
        }
        let wizard = try arguments.choice(Self.wizard, of: LaunchLink.Wizard.self, default: .quickcreate)
        let parameters = try arguments.values(parameter).map(assignment)
        let template = try VendorOptions.stack(arguments).template
        let link = try LaunchLink.creating(
            from: templateURL,
            template: template,
            in: region,
            stackName: name,
            parameters: parameters,
            wizard: wizard
        )
        let missing = template.parameters.elements.filter { name, declaration in
            declaration.default == nil && !parameters.contains { $0.name == name }
        }
        if !missing.isEmpty {
            console.message("note: the customer will have to fill in \(missing.map(\.name).joined(separator: ", "))")
        }
        return link
    }

    private static func updateLink(_ arn: String, to templateURL: TemplateURL, _ arguments: Arguments) throws
        -> LaunchLink
    {
        let stack = try naming(stackID) { () throws(InvalidInput) in try StackID(arn) }
        for option in [stackName, parameter, wizard] where arguments.has(option) {
            throw UsageError("\(option.name) cannot be given with \(stackID.name): an update keeps what the stack has")
        }
        if let region = arguments.value(region), region != stack.region.name {
            throw UsageError(
                "\(Self.region.name) \"\(region.displayable)\" must be \(stack.region.name), where the stack is"
            )
        }
        return try LaunchLink.updating(stack, to: templateURL)
    }

    /// Reads `Name=Value`; the value may have further equals signs.
    private static func assignment(_ text: String) throws(UsageError) -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw UsageError("\(parameter.name) \"\(text.displayable)\" must be NAME=VALUE")
        }
        return (parts[0], parts[1])
    }
}
