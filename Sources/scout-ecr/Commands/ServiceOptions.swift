import CloudFormation
import ScoutIntegration

/// The options that the service and the commands on its data have in common, each also an environment variable.
enum ServiceOptions {
    static let data = Option(
        name: "--data",
        value: "DIR",
        help: "the folder with the service's data; scout-data without",
        environment: "SCOUT_DATA"
    )
    static let dataOrTable = Option(
        name: data.name,
        value: "DIR|\(DataLocation.tablePrefix)TABLE",
        help: "the folder with the service's data, or its table in Amazon DynamoDB; scout-data without",
        environment: data.environment
    )
    static let publicURL = Option(
        name: "--public-url",
        value: "URL",
        help: "where customers' stacks reach the service: https://scout.example.com",
        environment: "SCOUT_PUBLIC_URL"
    )
    static let accountID = Option(
        name: "--scout-account-id",
        value: "ID",
        help: "the vendor's account, which assumes the stacks' roles",
        environment: "SCOUT_ACCOUNT_ID"
    )
    static let templateURL = Option(
        name: "--template-url",
        value: "URL",
        help: "the published template's https URL in S3",
        environment: "SCOUT_TEMPLATE_URL"
    )
    static let allowLoopback = Option(
        name: "--allow-loopback",
        value: nil,
        help: "let endpoints be http://127.0.0.1…, for tests only",
        environment: "SCOUT_ALLOW_LOOPBACK"
    )
    static let json = Option(name: "--json", value: nil, help: "print JSON for programs")

    private static let defaultFolder = "scout-data"

    /// The data folder, for a command on what is in no table.
    static func folder(_ arguments: Arguments) throws -> DataFolder {
        try DataFolder(
            folderPath(
                arguments,
                insteadOfTable: "this command needs a folder; what is in a table is for the JSON API of its service, "
                    + "/v1/organizations/ORGANIZATION/repositories and /images"
            )
        )
    }

    /// The path of the data folder.
    ///
    /// - Parameter sentence: what to say where the data is in a table.
    static func folderPath(_ arguments: Arguments, insteadOfTable sentence: String) throws(UsageError) -> String {
        switch try location(arguments, data) {
        case .folder(let path): return path
        case .table(let name): throw UsageError("\(data.name) \(DataLocation.tablePrefix)\(name): \(sentence)")
        }
    }

    /// The store in the data folder.
    static func store(_ arguments: Arguments) throws -> FileIntegrationStore {
        try FileIntegrationStore(in: folder(arguments))
    }

    /// The tokens and integrations in the data folder or the table.
    static func records(_ arguments: Arguments) throws -> any Records {
        switch try location(arguments, dataOrTable) {
        case .folder(let path): try FileRecords(in: DataFolder(path))
        case .table(let name): TableRecords(table: name)
        }
    }

    private static func location(_ arguments: Arguments, _ option: Option) throws(UsageError) -> DataLocation {
        try naming(option) { () throws(InvalidInput) in
            try DataLocation(arguments.value(option) ?? defaultFolder)
        }
    }

    /// The stack whose notifications and events come to this service.
    static func stack(_ arguments: Arguments) throws -> ScoutStack {
        let base = try arguments.require(publicURL)
        let digits = try arguments.require(accountID)
        let account = try naming(accountID) { () throws(InvalidInput) in try AccountID(digits) }
        return try naming(publicURL) { () throws(InvalidInput) in
            try ScoutStack(scoutAccountID: account, publicURL: base, allowingLoopback: arguments.has(allowLoopback))
        }
    }
}
