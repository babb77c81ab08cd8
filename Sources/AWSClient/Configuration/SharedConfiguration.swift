/// The shared `config` and `credentials` files, read together.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
public struct SharedConfiguration: Sendable, Hashable {
    /// Values by key, by profile; those of the credentials file win.
    private var profiles: [String: [String: String]] = [:]

    /// Values of `[services x]`, like `sts.endpoint_url`, by name.
    private var services: [String: [String: String]] = [:]

    /// The profile in use: `AWS_PROFILE`, or `default`.
    public let profileName: String

    /// Whether `AWS_PROFILE` asks for it, so that it has to exist.
    let isProfileRequired: Bool

    /// Reads the files that the environment names; a file that is missing is empty.
    public init(_ environment: AWSEnvironment) throws(AWSConfigurationError) {
        profileName = environment.variable("AWS_PROFILE") ?? "default"
        isProfileRequired = environment.variable("AWS_PROFILE") != nil
        if let config = try Self.file("AWS_CONFIG_FILE", "~/.aws/config", environment) { add(config: config) }
        if let file = try Self.file("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", environment) {
            for section in file.sections { profiles[section.name, default: [:]].merge(section.values) { $1 } }
        }
    }

    private static func file(
        _ variable: String,
        _ standardPath: String,
        _ environment: AWSEnvironment
    ) throws(AWSConfigurationError) -> INIFile? {
        let path = environment.expanded(environment.variable(variable) ?? standardPath)
        // Without a home folder there is no standard place.
        guard !path.hasPrefix("~/"), let bytes = try environment.readFile(path, INIFile.maximumBytes) else {
            return nil
        }
        return try INIFile(bytes, name: path.displayable())
    }

    private mutating func add(config: INIFile) {
        var hasPrefixedDefault = false
        for section in config.sections {
            let words = section.name.split(maxSplits: 1) { $0 == " " || $0 == "\t" }.map(Self.unquoted)
            switch (words.first, words.count) {
            case ("profile", 2):
                // `[profile default]` hides `[default]`.
                if words[1] == "default", !hasPrefixedDefault {
                    hasPrefixedDefault = true
                    profiles["default"] = [:]
                }
                profiles[words[1], default: [:]].merge(section.values) { $1 }
            case ("default", 1):
                if !hasPrefixedDefault { profiles["default", default: [:]].merge(section.values) { $1 } }
            case ("services", 2): services[words[1], default: [:]].merge(section.values) { $1 }
            default: break
            }
        }
    }

    private static func unquoted(_ word: Substring) -> String {
        let word = word.drop { $0 == " " || $0 == "\t" }
        guard word.count >= 2, let quote = word.first, quote == "\"" || quote == "'", word.last == quote else {
            return String(word)
        }
        return String(word.dropFirst().dropLast())
    }

    /// The values of a profile; nil when there is no such profile.
    subscript(profile name: String) -> [String: String]? { profiles[name] }

    /// A value of the profile in use, when it is not empty.
    func value(_ key: String) -> String? {
        guard let value = profiles[profileName]?[key], !value.isEmpty else { return nil }
        return value
    }

    /// The endpoint that the profile's `services` section, or the profile itself, sets.
    ///
    /// - Parameter key: the service's name in such sections, like `secrets_manager`.
    func endpointURL(for key: String) -> String? {
        if let section = value("services"), let url = services[section]?["\(key).endpoint_url"], !url.isEmpty {
            return url
        }
        return value("endpoint_url")
    }

    /// The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, or the profile's; nil when none is set.
    public func region(_ environment: AWSEnvironment) throws(AWSConfigurationError) -> AWSRegion? {
        for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            if let value = environment.variable(name) { return try AWSRegion(value, setting: name) }
        }
        guard let value = value("region") else { return nil }
        return try AWSRegion(value, setting: "region of profile \(profileName.displayable())")
    }
}
