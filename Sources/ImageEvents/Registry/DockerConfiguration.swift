import CloudFormation
import Cryptography

/// The logins that `docker login` has stored.
///
/// - Source: Docker documentation, "docker login", "Configure credential stores": `auths` in `config.json`. Credential helpers
///   are not asked.
public struct DockerConfiguration: Sendable {
    private let logins: [String: RegistryLogin]

    /// The largest file that is read, in bytes.
    private static let maximumSize = 1 << 20

    /// Reads a file; where there is none, there is no login.
    public init(at path: String) { self.init(Folders.read(path, atMost: Self.maximumSize)) }

    /// Reads the file's bytes.
    init(_ bytes: [UInt8]?) {
        guard let bytes, let root = try? JSONReader.read(bytes, name: "config.json"),
            let members = root["auths"]?.objectMembers
        else {
            logins = [:]
            return
        }
        var logins: [String: RegistryLogin] = [:]
        for member in members {
            guard let text = member.value["auth"]?.stringValue, Base64.decode(Array(text.utf8)) != nil else { continue }
            logins[Self.host(of: member.key)] = RegistryLogin(token: text)
        }
        self.logins = logins
    }

    /// The login for a registry's host.
    public func login(for host: String) -> RegistryLogin? {
        logins[host] ?? (host == ImageReference.dockerHub ? logins["index.docker.io"] ?? logins["docker.io"] : nil)
    }

    /// The host of a key, which may be a URL: Docker Hub's is `https://index.docker.io/v1/`.
    private static func host(of key: String) -> String {
        var rest = Substring(key)
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        return String(rest.prefix { $0 != "/" }).lowercased()
    }
}
