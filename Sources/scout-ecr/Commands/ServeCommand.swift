/// `scout-ecr serve`
enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "Serve customers' stacks: complete set-ups, and take image events."
    static let options: [Option] = [ServiceOptions.data, listen] + sharedOptions

    /// The options of the service wherever it runs.
    static let sharedOptions: [Option] = [
        ServiceOptions.publicURL, ServiceOptions.accountID, ServiceOptions.templateURL, ServiceOptions.allowLoopback,
        signatureVersion, logFormat, logLevel, analyzer, analyzerTimeout, platforms, parallelImages, parallelDownloads,
        maximumImage, work, registry,
    ]

    private static let listen = Option(
        name: "--listen",
        value: "HOST:PORT",
        help: "where to listen; 127.0.0.1:8080 without, any free port with port 0",
        environment: "SCOUT_LISTEN"
    )
    private static let signatureVersion = Option(
        name: "--minimum-signature-version",
        value: "1|2",
        help: "the lowest version of SNS signatures to accept; 2, which is SHA-256, without",
        environment: "SCOUT_MINIMUM_SIGNATURE_VERSION"
    )
    private static let logFormat = Option(
        name: "--log-format",
        value: "text|json",
        help: "how to write log lines; text without",
        environment: "SCOUT_LOG_FORMAT"
    )
    private static let logLevel = Option(
        name: "--log-level",
        value: "debug|info|warning|error",
        help: "from which level on to write log lines; info without",
        environment: "SCOUT_LOG_LEVEL"
    )

    private static let analyzer = Option(
        name: "--analyzer",
        value: "COMMAND",
        help: "the shell command that gets each image's layout as its last argument; without, nothing is pulled",
        environment: "SCOUT_ANALYZER"
    )
    private static let analyzerTimeout = Option(
        name: "--analyzer-timeout",
        value: "SECONDS",
        help: "how long the analyzer may take for an image; 900 without",
        environment: "SCOUT_ANALYZER_TIMEOUT"
    )
    private static let platforms = Option(
        name: "--platforms",
        value: "OS/ARCH,…",
        help: "which platforms of multi-platform images to pull; all without",
        environment: "SCOUT_PLATFORMS"
    )
    private static let parallelImages = Option(
        name: "--parallel-images",
        value: "N",
        help: "how many images to work on at once; 2 without",
        environment: "SCOUT_PARALLEL_IMAGES"
    )
    private static let parallelDownloads = Option(
        name: "--parallel-downloads",
        value: "N",
        help: "how many layers to download at once; 4 without",
        environment: "SCOUT_PARALLEL_DOWNLOADS"
    )
    private static let maximumImage = Option(
        name: "--maximum-image-gb",
        value: "N",
        help: "the largest image to pull, in gigabytes; 64 without",
        environment: "SCOUT_MAXIMUM_IMAGE_GB"
    )
    private static let work = Option(
        name: "--work",
        value: "DIR",
        help: "the folder for images being worked on; the folder work in the data folder without",
        environment: "SCOUT_WORK"
    )
    private static let registry = Option(
        name: "--registry-endpoint",
        value: "URL",
        help: "http://127.0.0.1:PORT in the place of all registries, for tests only",
        environment: "SCOUT_REGISTRY_ENDPOINT"
    )

    static func run(_ arguments: Arguments, to console: Console) throws -> ExitCode {
        _ = try ServiceOptions.folderPath(arguments, insteadOfTable: "serve needs a folder, since its queues are files")
        // Memory of large bodies then goes back to the system with them. By itself, glibc goes on to keep as much as was once
        // in use (mallopt(3), M_MMAP_THRESHOLD).
        let threshold = "MALLOC_MMAP_THRESHOLD_"
        if environmentVariable(threshold).isEmpty { setEnvironmentVariable(threshold, "1048576") }
        return try NetworkProgram.become([], options, arguments)
    }
}
