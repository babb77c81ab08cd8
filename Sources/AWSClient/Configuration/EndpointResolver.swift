/// Finds where a service is.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
public struct EndpointResolver: Sendable, Hashable {
    /// URLs by variable, and the profile's.
    private let variables: [String: String]
    private let configuration: SharedConfiguration?

    /// Endpoints by the region alone.
    public static let standard = EndpointResolver(variables: [:], configuration: nil)

    private init(variables: [String: String], configuration: SharedConfiguration?) {
        self.variables = variables
        self.configuration = configuration
    }

    /// Endpoints by `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section and its
    /// `endpoint_url`, in this order, and by the region where none of them is set.
    ///
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true`, or the profile's `ignore_configured_endpoint_urls`, turns all of them
    /// off.
    public init(_ environment: AWSEnvironment, _ configuration: SharedConfiguration) {
        let isIgnoredByProfile = configuration.value("ignore_configured_endpoint_urls")?.lowercased() == "true"
        guard !environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), !isIgnoredByProfile else {
            self = .standard
            return
        }
        let variables = environment.variables.filter { $0.key.hasPrefix("AWS_ENDPOINT_URL") && !$0.value.isEmpty }
        self.init(variables: variables, configuration: configuration)
    }

    /// The service's URL in that region, without a slash at its end.
    func url(of service: AWSService, in region: AWSRegion) throws(AWSConfigurationError) -> String {
        for name in ["AWS_ENDPOINT_URL_\(service.endpointName)", "AWS_ENDPOINT_URL"] {
            if let url = variables[name] { return try Self.checked(url, setting: name) }
        }
        if let configuration, let url = configuration.endpointURL(for: service.endpointName.lowercased()) {
            return try Self.checked(url, setting: "endpoint_url of profile \(configuration.profileName.displayable())")
        }
        // A region's name has no character that means something in a URL.
        return "https://\(service.hostPrefix).\(region.name).\(region.dnsSuffix)"
    }

    private static func checked(_ text: String, setting: String) throws(AWSConfigurationError) -> String {
        // What was given is not shown: it may hold a password before the host.
        guard let url = try? RequestURL(text), url.query == nil else {
            throw AWSConfigurationError(setting, "must be an http or https URL without user name, query and fragment")
        }
        let text = url.text
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
