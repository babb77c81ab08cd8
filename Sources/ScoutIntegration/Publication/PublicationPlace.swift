import CloudFormation

/// A format in which the template is published.
public enum TemplateFormat: String, Sendable, Hashable, CaseIterable {
    /// JSON, to which launch links lead.
    case json
    /// YAML, for people.
    case yaml

    /// The media type.
    ///
    /// - Source: RFC 8259; RFC 9512.
    var contentType: String {
        switch self {
        case .json: "application/json"
        case .yaml: "application/yaml"
        }
    }
}

/// Where in S3 the template is published.
///
/// - Shape: below the prefix, `X.Y.Z/docker-scout-ecr.json` and `.yaml`, which never change; the same in `latest/`, and the
///   version that is there in `latest/version.txt`.
public struct PublicationPlace: Sendable, Hashable {
    /// The bucket.
    public let bucket: String
    /// What all keys begin with, without a slash at its end.
    public let prefix: String

    /// The prefix without another one.
    public static let defaultPrefix = "ecr"

    /// The longest key is of a thousand bytes, of which the template's URL leaves less.
    private static let maximumPrefix = 256

    /// A place in a bucket.
    ///
    /// - Source: Amazon S3 User Guide, "General purpose bucket naming rules", "Naming Amazon S3 objects".
    public init(bucket: String, prefix: String = defaultPrefix) throws(InvalidInput) {
        guard TemplateURL.isBucketName(bucket) else {
            throw InvalidInput(
                "bucket",
                given: bucket,
                "must have 3 to 63 lower-case letters, digits, hyphens and dots, a letter or digit at each end"
            )
        }
        let parts = prefix.split(separator: "/", omittingEmptySubsequences: false)
        let isRight = parts.allSatisfy { part in
            part.utf8.first?.isAlphanumeric == true
                && part.utf8.allSatisfy { $0.isAlphanumeric || "_.-".utf8.contains($0) }
        }
        guard isRight, prefix.utf8.count <= Self.maximumPrefix else {
            throw InvalidInput(
                "prefix",
                given: prefix,
                "must be names of letters, digits, _, . and - with a slash between, such as stacks/ecr, at most "
                    + "\(Self.maximumPrefix) characters"
            )
        }
        self.bucket = bucket
        self.prefix = prefix
    }

    /// The key of a version.
    public func key(of version: TemplateVersion, _ format: TemplateFormat) -> String { key(version.text, format) }

    /// The key of the latest version.
    public func latestKey(_ format: TemplateFormat) -> String { key("latest", format) }

    /// The key of the text that says which version the latest one is.
    public var markerKey: String { "\(prefix)/latest/version.txt" }

    private func key(_ folder: String, _ format: TemplateFormat) -> String {
        "\(prefix)/\(folder)/docker-scout-ecr.\(format.rawValue)"
    }

    /// The URL of a key where the bucket is in that region.
    public func url(of key: String, in region: Region) throws(InvalidInput) -> TemplateURL {
        let host = "s3.\(region.name).\(region.partition.dnsSuffix)"
        // The certificate covers one label before it; a bucket with dots has several.
        return try TemplateURL(
            bucket.contains(".") ? "https://\(host)/\(bucket)/\(key)" : "https://\(bucket).\(host)/\(key)"
        )
    }
}
