#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension AWSEnvironment {
    /// This process's own.
    public static var process: AWSEnvironment {
        let variables = ProcessInfo.processInfo.environment
        return AWSEnvironment(
            variables: variables,
            homeFolder: variables["HOME"] ?? userFolder,
            readFile: { (path, maximumBytes) throws(AWSConfigurationError) in
                try contents(ofFileAt: path, maximumBytes: maximumBytes)
            },
            runCommand: { (command, maximumBytes) async throws(AWSConfigurationError) in
                try await ShellCommand.output(of: command, maximumBytes: maximumBytes, seconds: 60)
            }
        )
    }

    /// The home folder that the system knows for this user.
    private static var userFolder: String? {
        getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
    }

    private static func contents(
        ofFileAt path: String,
        maximumBytes: Int
    ) throws(AWSConfigurationError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if [ENOENT, ENOTDIR].contains(errno) { return nil }
            throw AWSConfigurationError(path.displayable(), "must be readable")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= maximumBytes {
            // A pipe gives what it has, so one read may not be all.
            let count = POSIX.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw AWSConfigurationError(path.displayable(), "must be a readable file") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw AWSConfigurationError(path.displayable(), "must have at most \(maximumBytes) bytes")
    }
}
