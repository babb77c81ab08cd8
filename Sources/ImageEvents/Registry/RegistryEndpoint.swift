import AWSClient
import CloudFormation
public import ScoutIntegration

/// Where a registry answers, and where it may send those who ask it.
public struct RegistryEndpoint: Sendable, Hashable {
    /// The registry's host as references have it.
    public let host: String
    /// The beginning of all URLs, without a slash at the end.
    public let url: String
    private let redirects: Redirects

    private enum Redirects: Hashable {
        /// To hosts of AWS whose names end so.
        case hosts(suffix: String)
        /// To any host, by https.
        case encrypted
        /// Within this machine.
        case loopback
    }

    /// The registry of that host: by https, or http where the host is this machine.
    public init(host: String) {
        self.host = host
        let isLoopback = Self.isLoopback(host)
        url = "\(isLoopback ? "http" : "https")://\(host)"
        redirects = isLoopback ? .loopback : .encrypted
    }

    /// The registry of a customer's account.
    ///
    /// It sends for layers to S3 in the same partition, and nowhere else.
    ///
    /// - Parameter override: a URL on this machine that stands in for the registry, for tests.
    public init?(of integration: Integration, override: LoopbackURL?) {
        guard let host = integration.registryHost else { return nil }
        self.host = host
        url = override?.text ?? "https://\(host)"
        redirects = override == nil ? .hosts(suffix: ".\(integration.region.partition.dnsSuffix)") : .loopback
    }

    /// Whether the registry may send for a layer to that URL.
    func allowsRedirect(to url: RequestURL) -> Bool {
        switch redirects {
        case .hosts(let suffix): url.scheme == "https" && url.authority.hasSuffix(suffix)
        case .encrypted: url.scheme == "https" && !Self.isLoopback(url.authority)
        case .loopback: url.scheme == "http" && Self.isLoopback(url.authority)
        }
    }

    /// Whether a host, with or without a port, is this machine by its name.
    static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix("\($0):") }
    }

    /// Whether a text is a host with or without a port.
    static func isHost(_ text: String) -> Bool {
        guard let url = try? RequestURL("https://\(text)/"), !text.contains("/") else { return false }
        if text.hasPrefix("[") { return !url.host.isEmpty }
        return url.host.utf8.count <= 253
            && url.host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                    && label.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            }
    }
}

/// The URL of a service on this machine.
///
/// - Shape: `http://127.0.0.1:PORT`, or `localhost`, without a path.
public struct LoopbackURL: Sendable, Hashable {
    /// The URL without a slash at the end.
    public let text: String

    /// Checks a URL.
    public init(_ text: String) throws(InvalidInput) {
        guard let url = try? RequestURL(text), url.scheme == "http", RegistryEndpoint.isLoopback(url.authority),
            url.path == "/", url.query == nil
        else {
            throw InvalidInput("URL", given: text, "must be of this machine, such as http://127.0.0.1:5000")
        }
        self.text = "http://\(url.authority)"
    }
}
