public import Foundation

/// What a finished process has printed, and how it ended.
public struct CommandResult: Sendable {
    /// The exit status, or minus the signal that ended the process.
    public let status: Int32
    /// What the process printed to standard output.
    public let output: String
    /// What the process printed to standard error.
    public let errors: String
}

/// A process could not be run to its end.
public struct CommandFailure: Error, CustomStringConvertible {
    /// What happened.
    public let description: String
}

/// Runs a program to its end, within a bounded time.
///
/// - Parameters:
///   - program: a path, or a name that is looked up in `PATH`.
///   - input: what the program reads from standard input.
///   - environment: variables to set besides those of this process.
///   - limit: after which time the program is killed and an error thrown.
public func run(
    _ program: String,
    _ arguments: [String] = [],
    input: Data = Data(),
    in folder: URL? = nil,
    environment: [String: String] = [:],
    limit: Duration = .seconds(60)
) throws -> CommandResult {
    // Files instead of pipes: a program that prints more than a pipe holds cannot block.
    let scratch = try TemporaryFolder()
    func file(_ name: String, _ content: Data = Data()) throws -> FileHandle {
        let url = scratch.url.appendingPathComponent(name)
        try content.write(to: url)
        return try FileHandle(forUpdating: url)
    }
    let (input, output, errors) = (try file("input", input), try file("output"), try file("errors"))
    // Foundation keeps processes that have ended for a while, and their files with them. Where more than some 1,350 files are
    // open, it may read beyond the end of their listing as it starts the next one.
    defer { for file in [input, output, errors] { try? file.close() } }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = program.contains("/") ? arguments : [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.currentDirectoryURL = folder ?? Repository.root
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let seconds = Double(limit.components.seconds)
    guard ended.wait(timeout: .now() + seconds) == .success else {
        kill(process.processIdentifier, SIGKILL)
        ended.wait()
        throw CommandFailure(description: "\(program) \(arguments.joined(separator: " ")) took more than \(limit)")
    }
    func text(_ handle: FileHandle) throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return CommandResult(status: status, output: try text(output), errors: try text(errors))
}

/// A folder that goes away with the value.
public final class TemporaryFolder: Sendable {
    /// Where the folder is.
    public let url: URL

    /// Makes an empty folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("scout-ecr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file into the folder and gives its path.
    public func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
