public import Foundation

/// Where things are in this checkout.
public enum Repository: Sendable {
    /// The checkout's top folder.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the build that these tests belong to, with the executables and modules.
    public static let buildFolder: URL = {
        let executable = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return executable.deletingLastPathComponent()
    }()

    /// The path of an executable of this build.
    public static func executable(_ name: String) -> String { buildFolder.appendingPathComponent(name).path }

    /// The text of a file of the checkout.
    public static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}

/// Programs that only tests need, installed by `Tests/Tools/install`.
public enum Tools: Sendable {
    /// The folder that they are installed in.
    public static let folder: URL = {
        let variable = ProcessInfo.processInfo.environment["SCOUT_ECR_TOOLS"]
        return variable.map { URL(fileURLWithPath: $0) } ?? Repository.root.appendingPathComponent(".tools")
    }()

    /// Whether they are installed. In CI they have to be, so nothing is skipped there.
    public static let areInstalled =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["aws-local", "moto", "browser"].allSatisfy { tool in
            FileManager.default.fileExists(atPath: folder.appendingPathComponent("\(tool)/stamp").path)
        }

    /// What to say of a test that is skipped without them.
    public static let hint = "needs the tools that Tests/Tools/install installs"

    /// Whether there is a registry with what fills and reads it: `docker-registry`, `skopeo`, `umoci` and `htpasswd`, which
    /// Debian has. In CI they have to be there.
    public static let haveRegistry =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["docker-registry", "skopeo", "umoci", "htpasswd"].allSatisfy { program in
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains { folder in
                FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)")
            }
        }

    /// What to say of a test that is skipped without them.
    public static let registryHint = "needs Debian's packages docker-registry, skopeo, umoci and apache2-utils"

    /// Whether there is a browser that tests can drive: Debian's `chromium` and `chromedriver`. In CI it has to be there.
    public static let haveBrowser =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy(FileManager.default.isExecutableFile)

    /// What to say of a test that is skipped without it.
    public static let browserHint = "needs Debian's packages chromium and chromium-driver"

    /// Whether there are nginx and `systemd-analyze`, which Debian has. In CI they have to be there.
    public static let haveServerPrograms =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["/usr/sbin/nginx", "/usr/bin/systemd-analyze", "/usr/bin/openssl"].allSatisfy(
            FileManager.default.isExecutableFile
        )

    /// What to say of a test that is skipped without them.
    public static let serverProgramsHint = "needs Debian's packages nginx-light, systemd and openssl"

    /// A Python with Selenium and axe-core.
    public static let browserPython = folder.appendingPathComponent("browser/venv/bin/python").path

    /// Whether there is what checks the JSON API. In CI it has to be there.
    public static let haveAPIChecker =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || FileManager.default.fileExists(atPath: folder.appendingPathComponent("api/stamp").path)

    /// Schemathesis.
    public static let schemathesis = folder.appendingPathComponent("api/venv/bin/schemathesis").path

    /// A Python with cfn-lint, boto3, PyYAML and the local AWS.
    public static let python = folder.appendingPathComponent("aws-local/venv/bin/python").path

    /// A Python with moto's server.
    public static let motoPython = folder.appendingPathComponent("moto/venv/bin/python").path

    /// moto's server.
    public static let moto = folder.appendingPathComponent("moto/venv/bin/moto_server").path

    /// The path of a script in `Tests/Tools`.
    public static func script(_ name: String) -> String {
        Repository.root.appendingPathComponent("Tests/Tools/\(name)").path
    }
}
