import CloudFormation
import ScoutIntegration

/// `scout-ecr tokens create`
enum TokensCreateCommand: Command {
    static let name = "tokens create"
    static let summary = "Make a token with which a person signs in to the dashboard, or a program calls the API."
    static let options: [Option] = [organization, role, label, days, ServiceOptions.dataOrTable, ServiceOptions.json]

    private static let organization = Option(name: "--organization", value: "NAME", help: "the customer")
    private static let role = Option(
        name: "--role",
        value: AccessToken.Role.allCases.map(\.rawValue).joined(separator: "|"),
        help: "whether the bearer may change things, or see them only"
    )
    private static let label = Option(name: "--name", value: "TEXT", help: "who or what the token is for")
    private static let days = Option(
        name: "--expires-in-days",
        value: "N",
        help: "how long it is good, at most \(AccessToken.maximumDays); 90 without"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let text = try arguments.require(organization)
        _ = try arguments.require(role)
        let role = try arguments.choice(role, of: AccessToken.Role.self, default: .member)
        let daysText = arguments.value(days) ?? "90"
        guard let number = Int(daysText) else {
            throw UsageError("\(days.name) \"\(daysText.displayable)\" must be a whole number")
        }
        let name = try naming(organization) { () throws(InvalidInput) in try OrganizationName(text) }
        let (token, secret) = try AccessToken.new(
            for: name,
            role: role,
            name: arguments.value(label) ?? "",
            days: number,
            at: .now
        )
        try ServiceOptions.records(arguments).add(token)
        guard arguments.has(ServiceOptions.json) else {
            console.message(
                "token \(token.id) for \(name.text), role \(role.rawValue), good until \(token.expiresAt.iso8601)"
            )
            console.message("note: it is shown now and never again")
            try console.write(secret.text + "\n")
            return .success
        }
        guard case .object(var object) = token.listing else { return .failure }
        object["token"] = .string(secret.text)
        try console.write(Value.object(object).json())
        return .success
    }
}

/// `scout-ecr tokens list`
enum TokensListCommand: Command {
    static let name = "tokens list"
    static let summary = "List tokens, those too that are revoked or expired."
    static let options: [Option] = [organization, ServiceOptions.dataOrTable, ServiceOptions.json]

    private static let organization = Option(name: "--organization", value: "NAME", help: "those of one customer")

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let tokens = try ServiceOptions.records(arguments).tokens().filter { token in
            arguments.value(organization).map { $0 == token.organization.text } ?? true
        }
        if arguments.has(ServiceOptions.json) {
            try console.write(Value.array(tokens.map(\.listing)).json())
            return .success
        }
        let now = Timestamp.now
        let rows = tokens.map { token in
            let state = token.revokedAt != nil ? "revoked" : token.isGood(at: now) ? "good" : "expired"
            return [
                token.id, token.organization.text, token.role.rawValue, state, token.expiresAt.iso8601,
                token.name.displayable,
            ]
        }
        try console.write(table([["ID", "ORGANIZATION", "ROLE", "STATE", "EXPIRES", "NAME"]] + rows))
        return .success
    }
}

/// `scout-ecr tokens revoke`
enum TokensRevokeCommand: Command {
    static let name = "tokens revoke"
    static let summary = "Make a token useless, and end what was begun with it."
    static let operands = [Operand(name: "TOKEN", help: "the token's id")]
    static let options: [Option] = [ServiceOptions.dataOrTable]

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        let id = arguments.operands[0]
        guard let token = try ServiceOptions.records(arguments).revokeToken(id) else {
            throw UsageError("there is no token \(id.displayable)")
        }
        console.message("token \(token.id) is revoked")
        return .success
    }
}
