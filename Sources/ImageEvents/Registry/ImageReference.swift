public import ScoutIntegration

/// Where an image is: a registry, a repository, and a tag or a digest.
///
/// - Shape: `[HOST[:PORT]/]NAME[:TAG][@DIGEST]`; without a host it is Docker Hub's, without a tag or digest `latest`.
/// - Source: OCI Distribution Specification; the reference grammar of the Docker command line.
public struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// What leads to a manifest in its repository.
    public enum Version: Sendable, Hashable {
        /// What the tag leads to now.
        case tag(ImageTag)
        /// The manifest of that digest.
        case digest(ImageDigest)

        /// The tag or the digest.
        public var text: String {
            switch self {
            case .tag(let tag): tag.text
            case .digest(let digest): digest.text
            }
        }
    }

    /// The registry's host, with its port if it has one.
    public let host: String
    /// The repository.
    public let repository: RepositoryName
    /// What leads to the manifest: the digest if one was given.
    public let version: Version
    /// The tag, which may be given beside a digest and then leads to nothing.
    public let tag: ImageTag?

    /// The host of Docker Hub's registry.
    static let dockerHub = "registry-1.docker.io"

    /// Reads a reference.
    public init(_ text: String) throws(InvalidInput) {
        guard text.utf8.count <= 1_024 else {
            throw InvalidInput("image", given: text, "must have at most 1024 characters")
        }
        var rest = Substring(text)
        var digest: ImageDigest?
        if let at = rest.firstIndex(of: "@") {
            digest = try ImageDigest(String(rest[rest.index(after: at)...]))
            rest = rest[..<at]
        }
        let host = try Self.takeHost(&rest, of: text)
        var tag: ImageTag?
        if let colon = rest.lastIndex(of: ":") {
            tag = try ImageTag(String(rest[rest.index(after: colon)...]))
            rest = rest[..<colon]
        }
        let isHub = host == nil || host == "docker.io" || host == "index.docker.io"
        let name = isHub && !rest.contains("/") ? "library/\(rest)" : String(rest)
        repository = try RepositoryName(name)
        self.host = isHub ? Self.dockerHub : host ?? Self.dockerHub
        if let digest {
            version = .digest(digest)
            self.tag = tag
        } else {
            let tag = if let tag { tag } else { try ImageTag("latest") }
            version = .tag(tag)
            self.tag = tag
        }
    }

    /// What begins the text and looks like a host: it has a dot or a port, or is `localhost`.
    private static func takeHost(_ rest: inout Substring, of text: String) throws(InvalidInput) -> String? {
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash]
        guard host.contains(".") || host.contains(":") || host == "localhost" else { return nil }
        guard RegistryEndpoint.isHost(String(host)) else {
            throw InvalidInput("image", given: text, "must begin with a host name, and perhaps a port from 1 to 65535")
        }
        rest = rest[rest.index(after: slash)...]
        return host.lowercased()
    }

    /// The reference in full.
    public var description: String {
        let tag = tag.map { ":\($0.text)" } ?? ""
        return switch version {
        case .tag: "\(host)/\(repository.text)\(tag)"
        case .digest(let digest): "\(host)/\(repository.text)\(tag)@\(digest.text)"
        }
    }
}
