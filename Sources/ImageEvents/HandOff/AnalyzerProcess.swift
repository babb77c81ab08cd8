import AWSClient
import ScoutIntegration

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An analyzer at work on one image. It goes on when this process ends, and the next one finds it again.
///
/// A shell runs the command and writes its exit status to a file. It and all that it starts hold a lock, so that whoever finds
/// neither the status nor the lock held knows that the analyzer was ended with the machine or by force.
struct AnalyzerProcess: Sendable {
    /// What has become of it.
    enum State: Sendable, Hashable {
        case running
        /// It has ended, with this exit status; shells give 128 and more for signals.
        case ended(status: Int)
        /// It was ended by force, or never begun.
        case gone
    }

    /// The folder of its files.
    let folder: String
    /// The process, where this process has started it.
    private let child: pid_t?

    /// The end of the output that is kept, in bytes.
    static let outputSize = 16 << 10

    /// Takes over what an earlier process has started, if anything.
    init(in folder: String) {
        self.folder = folder
        child = nil
    }

    private init(in folder: String, child: pid_t) {
        self.folder = folder
        self.child = child
    }

    /// Starts a command.
    ///
    /// - Parameters:
    ///   - layout: the path of the image's layout.
    ///   - image: the path of the image's JSON.
    static func start(
        _ command: AnalyzerCommand,
        layout: String,
        image: String,
        in folder: String
    ) throws(PullError) -> AnalyzerProcess {
        let lock = open(lockPath(in: folder), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw PullError(.storage, "cannot lock \(folder): \(String(cString: strerror(errno)))")
        }
        // The child keeps the lock.
        defer { close(lock) }
        let arguments = ["sh", "-c", wrapper, "sh", folder, command.script, layout, image]
        let child = try spawn(arguments, environment(layout: layout, image: image), lock: lock)
        // Its files tell of its end to whoever asks; that somebody waits for it is for the system.
        POSIX.detachThread { POSIX.waitForEnd(of: child) }
        return AnalyzerProcess(in: folder, child: child)
    }

    /// Runs the command `$2` with the layout `$3` and the image `$4`, keeps the end of its output, and writes its status last.
    private static let wrapper = """
        echo $$ >"$1/pid"
        { /bin/sh -c "$2" analyzer "$3" "$4" <"$4" 2>&1; echo $? >"$1/status.new"; } | tail -c \(outputSize) >"$1/output"
        mv "$1/status.new" "$1/status"
        """

    var state: State {
        if let status { return .ended(status: status) }
        let lock = open(Self.lockPath(in: folder), O_RDWR | O_CLOEXEC)
        guard lock >= 0 else { return .gone }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return .running }
        // It may have ended between the two looks.
        return status.map { .ended(status: $0) } ?? .gone
    }

    /// The end of what it printed.
    var output: String {
        String(decoding: Folders.read("\(folder)/output", atMost: Self.outputSize) ?? [], as: UTF8.self)
    }

    /// When it was started.
    var startedAt: Timestamp? {
        var file = stat()
        return stat("\(folder)/pid", &file) == 0 ? Folders.modificationTime(file) : nil
    }

    /// Ends it with all that it has started.
    func kill(_ signal: Int32) {
        guard let process = child ?? leftProcess, process > 1, case .running = state else { return }
        _ = systemKill(-process, signal)
    }

    private var status: Int? { number(in: "status") }

    private var leftProcess: pid_t? { number(in: "pid").flatMap { pid_t(exactly: $0) } }

    private func number(in file: String) -> Int? {
        guard let bytes = Folders.read("\(folder)/\(file)", atMost: 32) else { return nil }
        return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private static func lockPath(in folder: String) -> String { "\(folder)/lock" }

    // MARK: Starting

    /// This process's variables without the credentials of the vendor, which an analyzer of images has no use for.
    private static func environment(layout: String, image: String) -> [String] {
        var variables: [String] = []
        var next = environ
        while let entry = next.pointee {
            let variable = String(cString: entry)
            if !isSecret(variable.prefix { $0 != "=" }) { variables.append(variable) }
            next += 1
        }
        return variables + ["SCOUT_LAYOUT=\(layout)", "SCOUT_IMAGE=\(image)"]
    }

    private static func isSecret(_ name: Substring) -> Bool {
        [
            "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_PROFILE", "AWS_ROLE_ARN", "SCOUT_LAYOUT",
            "SCOUT_IMAGE",
        ]
        .contains { $0 == name }
            || name.hasPrefix("AWS_SECRET_") || name.hasPrefix("AWS_SESSION_") || name.hasPrefix("AWS_CONTAINER_")
    }

    private static func spawn(
        _ arguments: [String],
        _ environment: [String],
        lock: Int32
    ) throws(PullError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // A duplicate stays open in the child.
        posix_spawn_file_actions_adddup2(&actions, lock, 3)
        // A group of its own: a signal to the service does not end it, and it can be ended with all that it starts.
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        )
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGTERM, SIGINT] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp)
        guard code == 0 else {
            throw PullError(.storage, "cannot start the analyzer: \(String(cString: strerror(code)))")
        }
        return child
    }
}

private func systemKill(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
