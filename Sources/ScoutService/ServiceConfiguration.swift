import CloudFormation
public import SetupHandler

/// How the service runs, as its environment says.
public struct ServiceConfiguration: Sendable, Hashable {
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
    }

    /// Reads the variables of an environment.
    public init(_ environment: [String: String]) throws(ServiceError) {
        let variables = Variables(values: environment)
        dataFolder = variables.value(.data, "scout-data")
        (host, port) = try Self.address(variables.value(.listen, "127.0.0.1:8080"))
        allowsLoopback = !["0", "false", "no"].contains(variables.value(.allowLoopback, "0"))
        logFormat = try variables.choice(.logFormat, .text)
        logLevel = try variables.choice(.logLevel, .info)
        let version = variables.value(.signatureVersion, "2")
        guard let number = Int(version), (1...2).contains(number) else {
            throw ServiceError("\(Variable.signatureVersion.rawValue) \"\(version.displayable)\" must be 1 or 2")
        }
        minimumSignatureVersion = number
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
