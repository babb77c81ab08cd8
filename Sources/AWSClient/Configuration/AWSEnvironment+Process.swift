internal import Foundation
internal import Synchronization

extension AWSEnvironment {
    /// This process's own.
    public static var process: AWSEnvironment {
        AWSEnvironment(
            variables: ProcessInfo.processInfo.environment,
            homeFolder: ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory(),
            readFile: { (path, maximumBytes) throws(AWSConfigurationError) in
                try contents(ofFileAt: path, maximumBytes: maximumBytes)
            },
            runCommand: { (command, maximumBytes) async throws(AWSConfigurationError) in
                try await CommandRun.output(of: command, maximumBytes: maximumBytes, seconds: 60)
            }
        )
    }

    private static func contents(
        ofFileAt path: String,
        maximumBytes: Int
    ) throws(AWSConfigurationError) -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw AWSConfigurationError(path.displayable(), "must be readable")
        }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        do {
            // A pipe gives what it has, so one read may not be all.
            while bytes.count <= maximumBytes, let data = try file.read(upToCount: maximumBytes + 1 - bytes.count),
                !data.isEmpty
            {
                bytes += data
            }
        } catch {
            throw AWSConfigurationError(path.displayable(), "must be a readable file")
        }
        guard bytes.count <= maximumBytes else {
            throw AWSConfigurationError(path.displayable(), "must have at most \(maximumBytes) bytes")
        }
        return bytes
    }
}

/// A shell command while it runs.
///
/// The command line is not part of any error: it may hold a secret.
final class CommandRun: Sendable {
    private struct State {
        var output: [UInt8] = []
        var isAtEnd = false
        var status: Int32?
        var outcome: CheckedContinuation<Result<[UInt8], AWSConfigurationError>, Never>?
    }

    private let state = Mutex(State())
    private let maximumBytes: Int

    private init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    static func output(
        of command: String,
        maximumBytes: Int,
        seconds: Double
    ) async throws(AWSConfigurationError) -> [UInt8] {
        let run = CommandRun(maximumBytes: maximumBytes)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = output
        process.terminationHandler = { run.ended(with: $0.terminationStatus) }
        let reader = output.fileHandleForReading
        let timer = Task {
            try await Task.sleep(for: .seconds(seconds))
            run.finish(.failure(failure("must end within \(Int(seconds)) seconds")))
        }
        let result = await withCheckedContinuation { continuation in
            run.state.withLock { $0.outcome = continuation }
            reader.readabilityHandler = { run.received([UInt8]($0.availableData)) }
            do {
                try process.run()
            } catch {
                run.finish(.failure(failure("must be a command that /bin/sh runs")))
            }
        }
        timer.cancel()
        reader.readabilityHandler = nil
        if process.isRunning { process.terminate() }
        return try result.get()
    }

    private static func failure(_ requirement: String) -> AWSConfigurationError {
        AWSConfigurationError("credential_process", requirement)
    }

    private func received(_ bytes: [UInt8]) {
        let isTooLong = state.withLock { state in
            if bytes.isEmpty { state.isAtEnd = true }
            if state.output.count <= maximumBytes { state.output += bytes }
            return state.output.count > maximumBytes
        }
        if isTooLong { finish(.failure(Self.failure("must print at most \(maximumBytes) bytes"))) }
        finishIfComplete()
    }

    private func ended(with status: Int32) {
        state.withLock { $0.status = status }
        finishIfComplete()
    }

    private func finishIfComplete() {
        let (output, status) = state.withLock { ($0.output, $0.isAtEnd ? $0.status : nil) }
        guard let status else { return }
        finish(status == 0 ? .success(output) : .failure(Self.failure("must succeed; it ended with status \(status)")))
    }

    /// Only the first call counts.
    private func finish(_ result: Result<[UInt8], AWSConfigurationError>) {
        let outcome = state.withLock { state in
            defer { state.outcome = nil }
            return state.outcome
        }
        outcome?.resume(returning: result)
    }
}
