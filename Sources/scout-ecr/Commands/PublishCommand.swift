import CloudFormation
import ScoutIntegration
import TemplateReview

/// `scout-ecr publish`
enum PublishCommand: Command {
    static let name = "publish"
    static let summary =
        "Put the template into S3 as a version that stays, and as the latest one; print its launch link."
    static let options: [Option] = published + VendorOptions.all

    private static let published = [bucket, prefix, version, region, failOn, allowOlder, dryRun, json]
    private static let bucket = Option(
        name: "--bucket",
        value: "NAME",
        help: "the bucket",
        environment: "SCOUT_PUBLISH_BUCKET"
    )
    private static let prefix = Option(
        name: "--prefix",
        value: "PATH",
        help: "what all keys begin with; \(PublicationPlace.defaultPrefix) without",
        environment: "SCOUT_PUBLISH_PREFIX"
    )
    private static let version = Option(
        name: "--version",
        value: "X.Y.Z",
        help: "the version; the next patch version after the last one without, \(TemplateVersion.first.text) at first",
        environment: "SCOUT_PUBLISH_VERSION"
    )
    private static let region = Option(
        name: "--region",
        value: "REGION",
        help: "the bucket's region, and the launch link's; that of the AWS settings without",
        environment: "AWS_REGION"
    )
    private static let failOn = Option(
        name: GateOption.failOn.name,
        value: GateOption.failOn.value,
        help: "publish nothing if the change since the last version does one of these",
        environment: "SCOUT_PUBLISH_FAIL_ON"
    )
    private static let allowOlder = Option(
        name: "--allow-older",
        value: nil,
        help: "let the latest version become a lower one, which stays where it is without",
        environment: "SCOUT_PUBLISH_ALLOW_OLDER"
    )
    private static let dryRun = Option(
        name: "--dry-run",
        value: nil,
        help: "say what would be done, and do nothing",
        environment: "SCOUT_PUBLISH_DRY_RUN"
    )
    private static let json = Option(
        name: "--json",
        value: nil,
        help: "print JSON for programs",
        environment: "SCOUT_PUBLISH_JSON"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        _ = try PublicationPlace(
            bucket: arguments.require(bucket),
            prefix: arguments.value(prefix) ?? PublicationPlace.defaultPrefix
        )
        if let text = arguments.value(version) {
            _ = try naming(version) { () throws(InvalidInput) in try TemplateVersion(text) }
        }
        if let text = arguments.value(region) {
            _ = try naming(region) { () throws(InvalidInput) in try Region(text) }
        }
        _ = try GateOption.gates(arguments, failOn)
        // What customers deploy must trust the vendor, and not an account of AWS's documentation.
        _ = try arguments.require(VendorOptions.scoutAccountID)
        let stack = try VendorOptions.stack(arguments)
        setEnvironmentVariable("SCOUT_PUBLISH_ACCOUNT_ID", stack.scoutAccountID.digits)
        setEnvironmentVariable("SCOUT_PUBLISH_SETUP_ENDPOINT", stack.setupEndpoint.url)
        setEnvironmentVariable("SCOUT_PUBLISH_EVENTS_ENDPOINT", stack.eventsEndpoint.url)
        setEnvironmentVariable("SCOUT_ALLOW_LOOPBACK", stack.allowsLoopback ? "1" : nil)
        return try NetworkProgram.become(["publish"], published, arguments)
    }
}
