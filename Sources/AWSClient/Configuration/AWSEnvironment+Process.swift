internal import Foundation

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
                try await ShellCommand.output(of: command, maximumBytes: maximumBytes, seconds: 60)
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
