import CloudFormation
public import ImageEvents
public import ScoutIntegration

/// How the service runs, as its environment says.
public struct ServiceConfiguration: Sendable {
    /// The folder with the data.
    public var dataFolder: String
    /// The host to listen on.
    public var host: String
    /// The port to listen on; 0 for any.
    public var port: UInt16
    /// Whether customers' stacks may be on this machine, for tests.
    public var allowsLoopback: Bool
    /// How log lines are written.
    public var logFormat: Log.Format
    /// From which level on they are.
    public var logLevel: Observation.Level
    /// The lowest version of SNS signatures that is accepted.
    public var minimumSignatureVersion: Int

    /// What it takes to have customers create stacks; the dashboard offers it to nobody without.
    public var launch: LaunchSettings?
    /// Whether the service is reached by https, so that its cookies are for https only.
    public var isSecure: Bool
    /// What images are handed to; nothing is pulled without.
    public var analyzer: AnalyzerCommand?
    /// How long the analyzer may take for an image, in seconds.
    public var analyzerSeconds: Int
    /// The folder for images that are being worked on; `work` in the data folder without.
    public var workFolder: String?
    /// How images are pulled.
    public var processorOptions: ImageProcessor.Options

    /// The variables that are read. The command line has an option for each.
    public enum Variable: String, Sendable, Hashable, CaseIterable {
        /// The folder with the data; `scout-data` without.
        case data = "SCOUT_DATA"
        /// `HOST:PORT` to listen on; `127.0.0.1:8080` without.
        case listen = "SCOUT_LISTEN"
        /// Whether loopback is let in: `1`.
        case allowLoopback = "SCOUT_ALLOW_LOOPBACK"
        /// `text` or `json`.
        case logFormat = "SCOUT_LOG_FORMAT"
        /// `debug`, `info`, `warning` or `error`.
        case logLevel = "SCOUT_LOG_LEVEL"
        /// `1` or `2`.
        case signatureVersion = "SCOUT_MINIMUM_SIGNATURE_VERSION"
        /// Where customers' stacks and browsers reach the service.
        case publicURL = "SCOUT_PUBLIC_URL"
        /// The vendor's account.
        case accountID = "SCOUT_ACCOUNT_ID"
        /// The published template.
        case templateURL = "SCOUT_TEMPLATE_URL"
        /// A command for `/bin/sh`.
        case analyzer = "SCOUT_ANALYZER"
        /// Seconds; 900 without.
        case analyzerTimeout = "SCOUT_ANALYZER_TIMEOUT"
        /// Platforms, separated by commas; all without.
        case platforms = "SCOUT_PLATFORMS"
        /// How many images are worked on at once; 2 without.
        case parallelImages = "SCOUT_PARALLEL_IMAGES"
        /// How many blobs are downloaded at once; 4 without.
        case parallelDownloads = "SCOUT_PARALLEL_DOWNLOADS"
        /// The largest image that is pulled, in gigabytes; 64 without.
        case maximumImage = "SCOUT_MAXIMUM_IMAGE_GB"
        /// A folder.
        case work = "SCOUT_WORK"
        /// `http://127.0.0.1:PORT`, which stands in for all registries where loopback is let in.
        case registryOverride = "SCOUT_REGISTRY_ENDPOINT"
    }

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws(ServiceError) {
        let variables = Variables(values: environment)
        dataFolder = variables.value(.data, "scout-data")
        (host, port) = try Self.address(variables.value(.listen, "127.0.0.1:8080"))
        allowsLoopback = environment.isSet(Variable.allowLoopback)
        logFormat = try variables.choice(.logFormat, .text)
        logLevel = try variables.choice(.logLevel, .info)
        let version = variables.value(.signatureVersion, "2")
        guard let number = Int(version), (1...2).contains(number) else {
            throw ServiceError("\(Variable.signatureVersion.rawValue) \"\(version.displayable)\" must be 1 or 2")
        }
        minimumSignatureVersion = number
        launch = try Self.launchSettings(variables, allowsLoopback: allowsLoopback)
        isSecure = variables.value(.publicURL, "").hasPrefix("https:")
        let command = variables.value(.analyzer, "")
        analyzer = try variables.reading(.analyzer) { () throws(InvalidInput) in
            command.isEmpty ? nil : try AnalyzerCommand(command)
        }
        analyzerSeconds = try variables.number(.analyzerTimeout, 900, in: 1...86_400)
        let work = variables.value(.work, "")
        workFolder = work.isEmpty ? nil : work
        processorOptions = try Self.processorOptions(variables, allowsLoopback: allowsLoopback)
    }

    private static func launchSettings(
        _ variables: Variables,
        allowsLoopback: Bool
    ) throws(ServiceError) -> LaunchSettings? {
        let (url, account) = (variables.value(.publicURL, ""), variables.value(.accountID, ""))
        let template = variables.value(.templateURL, "")
        guard !url.isEmpty, !account.isEmpty, !template.isEmpty else { return nil }
        let accountID = try variables.reading(.accountID) { () throws(InvalidInput) in try AccountID(account) }
        let stack = try variables.reading(.publicURL) { () throws(InvalidInput) in
            try ScoutStack(scoutAccountID: accountID, publicURL: url, allowingLoopback: allowsLoopback)
        }
        return LaunchSettings(
            stack: stack,
            templateURL: try variables.reading(.templateURL) { () throws(InvalidInput) in
                try TemplateURL(template, allowingLoopback: allowsLoopback)
            }
        )
    }

    private static func processorOptions(
        _ variables: Variables,
        allowsLoopback: Bool
    ) throws(ServiceError) -> ImageProcessor.Options {
        var options = ImageProcessor.Options()
        options.images = try variables.number(.parallelImages, options.images, in: 1...64)
        options.downloads = try variables.number(.parallelDownloads, options.downloads, in: 1...64)
        options.limits.imageBytes = Int64(try variables.number(.maximumImage, 64, in: 1...1_024)) << 30
        let platforms = variables.value(.platforms, "").split(separator: ",").map(String.init)
        if !platforms.isEmpty {
            options.platforms = .only(
                try variables.reading(.platforms) { () throws(InvalidInput) in
                    try platforms.map { text throws(InvalidInput) in try Platform(text) }
                }
            )
        }
        let override = variables.value(.registryOverride, "")
        guard !override.isEmpty else { return options }
        guard allowsLoopback else {
            throw ServiceError(
                "\(Variable.registryOverride.rawValue) needs \(Variable.allowLoopback.rawValue)=1, since it is for tests"
            )
        }
        options.registryOverride = try variables.reading(.registryOverride) { () throws(InvalidInput) in
            try LoopbackURL(override)
        }
        return options
    }

    /// Reads `HOST:PORT`, `[IPV6]:PORT` or `:PORT`, which is every address of this machine.
    private static func address(_ text: String) throws(ServiceError) -> (String, UInt16) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw ServiceError(
                "\(Variable.listen.rawValue) \"\(text.displayable)\" must be HOST:PORT, such as 127.0.0.1:8080"
            )
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return (host.isEmpty ? "0.0.0.0" : host, port)
    }
}

/// Why the service cannot run.
public struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence for people.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// The values of variables.
private struct Variables {
    let values: [String: String]

    func value(_ variable: ServiceConfiguration.Variable, _ defaultValue: String) -> String {
        let value = values[variable.rawValue] ?? ""
        return value.isEmpty ? defaultValue : value
    }

    /// Reads a value, naming the variable where it is wrong.
    func reading<Value>(
        _ variable: ServiceConfiguration.Variable,
        _ read: () throws(InvalidInput) -> Value
    ) throws(ServiceError) -> Value {
        do throws(InvalidInput) {
            return try read()
        } catch {
            throw ServiceError("\(variable.rawValue): \(error)")
        }
    }

    func number(
        _ variable: ServiceConfiguration.Variable,
        _ defaultNumber: Int,
        in range: ClosedRange<Int>
    ) throws(ServiceError) -> Int {
        let text = value(variable, "\(defaultNumber)")
        guard let number = Int(text), range.contains(number) else {
            throw ServiceError(
                "\(variable.rawValue) \"\(text.displayable)\" must be a number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ variable: ServiceConfiguration.Variable,
        _ defaultChoice: Choice
    ) throws(ServiceError) -> Choice {
        let text = value(variable, defaultChoice.rawValue)
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw ServiceError("\(variable.rawValue) \"\(text.displayable)\" must be one of \(names)")
        }
        return choice
    }
}
