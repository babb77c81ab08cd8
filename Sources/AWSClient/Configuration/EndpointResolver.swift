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

    /// The service's URL in that region, or its bucket's, without a slash at its end.
    func url(
        of service: AWSService,
        in region: AWSRegion,
        bucket: String? = nil
    ) throws(AWSConfigurationError) -> String {
        let path = bucket.map { "/\($0)" } ?? ""
        if let bucket { try Self.check(bucket: bucket) }
        for name in ["AWS_ENDPOINT_URL_\(service.endpointName)", "AWS_ENDPOINT_URL"] {
            if let url = variables[name] { return try Self.checked(url, setting: name) + path }
        }
        if let configuration, let url = configuration.endpointURL(for: service.endpointName.lowercased()) {
            let setting = "endpoint_url of profile \(configuration.profileName.displayable())"
            return try Self.checked(url, setting: setting) + path
        }
        // A region's name has no character that means something in a URL.
        let host = "\(service.hostPrefix).\(region.name).\(region.dnsSuffix)"
        // The certificate covers one label before it; a bucket with dots has several.
        if let bucket, !bucket.contains(".") { return "https://\(bucket).\(host)" }
        return "https://\(host)\(path)"
    }

    /// The name becomes part of a host's or a path, so nothing else is let through.
    ///
    /// - Source: Amazon S3 User Guide, "General purpose bucket naming rules".
    private static func check(bucket: String) throws(AWSConfigurationError) {
        let labels = bucket.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        let isAllowed = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == hyphen
        }
        guard (3...63).contains(bucket.utf8.count),
            labels.allSatisfy({ $0.allSatisfy(isAllowed) && !$0.isEmpty && $0.first != hyphen && $0.last != hyphen })
        else {
            throw AWSConfigurationError(
                "bucket",
                given: bucket,
                "must be 3 to 63 small letters, digits, hyphens and dots, a letter or digit at each end and beside dots"
            )
        }
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
