import CloudFormation
import ScoutIntegration

/// `scout-ecr integrations add`
enum IntegrationsAddCommand: Command {
    static let name = "integrations add"
    static let summary = "Make a pending integration and print the link with which the customer connects it."
    static let options: [Option] = [
        organization, region, stackName, ServiceOptions.dataOrTable, ServiceOptions.publicURL, ServiceOptions.accountID,
        ServiceOptions.templateURL, ServiceOptions.allowLoopback, ServiceOptions.json,
    ]

    private static let organization = Option(name: "--organization", value: "NAME", help: "the customer")
    private static let region = Option(name: "--region", value: "REGION", help: "where the customer's registry is")
    private static let stackName = Option(
        name: "--stack-name",
        value: "NAME",
        help: "the name that the console proposes; \(StackName.proposed.name) without"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let (name, code) = (try arguments.require(organization), try arguments.require(region))
        let url = try arguments.require(ServiceOptions.templateURL)
        let allowsLoopback = arguments.has(ServiceOptions.allowLoopback)
        let integration = Integration(
            organization: try naming(organization) { () throws(InvalidInput) in try OrganizationName(name) },
            region: try naming(region) { () throws(InvalidInput) in try Region(code) },
            createdAt: .now
        )
        let stack = try ServiceOptions.stack(arguments)
        let templateURL = try naming(ServiceOptions.templateURL) { () throws(InvalidInput) in
            try TemplateURL(url, allowingLoopback: allowsLoopback)
        }
        let stackName = try naming(Self.stackName) { () throws(InvalidInput) in
            try arguments.value(Self.stackName).map { name throws(InvalidInput) in try StackName(name) } ?? .proposed
        }
        let link = try integration.launchLink(of: stack, from: templateURL, stackName: stackName)
        // All input is checked by now, so nothing is stored for a command that fails.
        try ServiceOptions.records(arguments).add(integration)
        guard arguments.has(ServiceOptions.json) else {
            console.message("integration \(integration.id.text) of \(name) is pending")
            try console.write(link.url + "\n")
            return .success
        }
        let output = integration.launchListing(of: stack, from: templateURL, stackName: stackName, link: link)
        try console.write(output.json())
        return .success
    }
}

/// `scout-ecr integrations list`
enum IntegrationsListCommand: Command {
    static let name = "integrations list"
    static let summary = "List integrations; removed ones only with --all."
    static let options: [Option] = [all, organization, ServiceOptions.dataOrTable, ServiceOptions.json]

    private static let all = Option(name: "--all", value: nil, help: "list removed integrations too")
    private static let organization = Option(name: "--organization", value: "NAME", help: "list those of one customer")

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let integrations = try ServiceOptions.records(arguments).integrations().filter { integration in
            (arguments.has(all) || integration.status != .removed)
                && (arguments.value(organization).map { $0 == integration.organization.text } ?? true)
        }
        if arguments.has(ServiceOptions.json) {
            try console.write(Value.array(integrations.map(\.listing)).json())
            return .success
        }
        let header = ["ID", "ORGANIZATION", "STATUS", "ACCOUNT", "REGION", "UPDATED", "REASON"]
        let rows = integrations.map { integration in
            [
                integration.id.text, integration.organization.text, integration.status.name,
                integration.account?.digits ?? "-", integration.region.name, integration.updatedAt.iso8601,
                (integration.status.reason ?? "").displayable,
            ]
        }
        try console.write(table([header] + rows))
        return .success
    }
}

/// `scout-ecr integrations show`
enum IntegrationsShowCommand: Command {
    static let name = "integrations show"
    static let summary = "Show an integration with the progress of its stack and its history."
    static let operands = [Operand(name: "INTEGRATION", help: "the integration's id")]
    static let options: [Option] = [ServiceOptions.dataOrTable, ServiceOptions.json]

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let integration = try IntegrationOperand.integration(arguments)
        if arguments.has(ServiceOptions.json) {
            try console.write(integration.details.json())
            return .success
        }
        var lines: [(String, String)] = [
            ("integration", integration.id.text), ("organization", integration.organization.text),
            ("status", integration.status.name), ("region", integration.region.name),
        ]
        if let reason = integration.status.reason { lines.append(("reason", reason.displayable)) }
        if let account = integration.account { lines.append(("account", account.digits)) }
        if let stack = integration.stack {
            lines.append(("stack", stack.id.arn))
            lines.append(("registry role", stack.resources.ecrAccessRole.text))
        }
        for entry in integration.progress {
            let reason = entry.reason.isEmpty ? "" : ": \(entry.reason.displayable)"
            lines.append(("resource", "\(entry.logicalResourceID.displayable) \(entry.status.displayable)\(reason)"))
        }
        for entry in integration.history { lines.append((entry.at.iso8601, entry.text.displayable)) }
        let width = lines.map(\.0.count).max() ?? 0
        let text = lines.map { "\($0)\(String(repeating: " ", count: width - $0.count))  \($1)\n" }.joined()
        try console.write(text)
        return .success
    }
}

/// `scout-ecr integrations remove`
enum IntegrationsRemoveCommand: Command {
    static let name = "integrations remove"
    static let summary = "Remove an integration: its stack is no longer listened to. The stack itself stays."
    static let operands = [Operand(name: "INTEGRATION", help: "the integration's id")]
    static let options: [Option] = [ServiceOptions.dataOrTable]

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let integration = try IntegrationOperand.integration(arguments)
        try ServiceOptions.records(arguments).withdraw(integration.id)
        console.message("integration \(integration.id.text) is removed")
        if let stack = integration.stack {
            console.message("note: the customer's stack remains: \(stack.id.arn)")
        }
        return .success
    }
}

/// The operand that names an integration.
private enum IntegrationOperand {
    static func integration(_ arguments: Arguments) throws -> Integration {
        let id = try IntegrationID(arguments.operands[0])
        guard let integration = try ServiceOptions.records(arguments).integration(id) else {
            throw UsageError("there is no integration \(id.text)")
        }
        return integration
    }
}
