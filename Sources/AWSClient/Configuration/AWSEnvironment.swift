/// What the room takes from the machine that it runs on, so that tests decide about it.
public struct AWSEnvironment: Sendable {
    /// The environment's variables.
    public var variables: [String: String]

    /// The user's home folder.
    public var homeFolder: String?

    /// The bytes of a file; nil when there is none. Throws when it cannot be read or has more bytes.
    public var readFile: @Sendable (_ path: String, _ maximumBytes: Int) throws(AWSConfigurationError) -> [UInt8]?

    /// What a shell command prints, within a bounded time and up to so many bytes. Throws when it fails.
    public var runCommand:
        @Sendable (_ command: String, _ maximumBytes: Int) async throws(AWSConfigurationError) -> [UInt8]

    /// An environment of those parts.
    public init(
        variables: [String: String],
        homeFolder: String?,
        readFile: @escaping @Sendable (_ path: String, _ maximumBytes: Int) throws(AWSConfigurationError) -> [UInt8]?,
        runCommand:
            @escaping @Sendable (_ command: String, _ maximumBytes: Int) async throws(AWSConfigurationError) -> [UInt8]
    ) {
        self.variables = variables
        self.homeFolder = homeFolder
        self.readFile = readFile
        self.runCommand = runCommand
    }

    /// The variable's value, when there is one that is not empty.
    func variable(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// Whether the variable says `true`, in any case.
    func isTrue(_ name: String) -> Bool { variable(name)?.lowercased() == "true" }

    /// The path with the home folder for a leading `~/`.
    func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let homeFolder else { return path }
        return homeFolder + path.dropFirst(1)
    }
}
