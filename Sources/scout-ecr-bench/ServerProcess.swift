import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A server that runs as a process of its own, until the value goes away.
final class ServerProcess {
    /// The port that it listens on.
    private(set) var port: UInt16 = 0
    private let process = Process()
    private let folder: URL

    /// Starts a server and waits until it says its port.
    ///
    /// - Parameters:
    ///   - arguments: `$FOLDER` in one becomes an empty folder of the server's.
    ///   - environment: variables besides those of this process, with `$FOLDER` likewise.
    ///   - secondsToStart: how long it may take for that.
    ///   - portOf: finds the port in a line that the server has printed.
    init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        secondsToStart: Double = 10,
        portOf: (Substring) -> UInt16?
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("scout-ecr-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let log = folder.appendingPathComponent("log")
        try Data().write(to: log)
        process.executableURL = URL(fileURLWithPath: program)
        let path = folder.path
        process.arguments = arguments.map { $0.replacingOccurrences(of: "$FOLDER", with: path) }
        let values = environment.mapValues { $0.replacingOccurrences(of: "$FOLDER", with: path) }
        process.environment = ProcessInfo.processInfo.environment.merging(values) { _, new in new }
        let output = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let deadline = Date(timeIntervalSinceNow: secondsToStart)
        while Date() < deadline, process.isRunning {
            let text = try String(contentsOf: log, encoding: .utf8)
            if let port = text.split(separator: "\n").lazy.compactMap(portOf).first {
                self.port = port
                return
            }
            Thread.sleep(forTimeInterval: 0.005)
        }
        throw BenchError("\(program) does not start: \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The server's folder.
    var path: String { folder.path }

    /// How much time of processors the server has used, in microseconds.
    func processorMicroseconds() throws -> Double {
        #if os(Linux)
            var clock = clockid_t()
            var time = timespec()
            guard clock_getcpuclockid(process.processIdentifier, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                throw BenchError("the system does not tell the time of another process")
            }
            return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
        #else
            throw BenchError("only Linux tells the time of another process")
        #endif
    }

    /// How much memory the server has in use, in megabytes: its resident set, pages of libraries included.
    ///
    /// - Source: proc(5), `/proc/pid/status`, `VmRSS`.
    func residentMegabytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
            throw BenchError("the system does not tell the memory of another process")
        }
        return kilobytes * 1_024 / 1e6
    }
}
