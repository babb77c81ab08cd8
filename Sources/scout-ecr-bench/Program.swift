import Foundation

/// Why something cannot be measured.
struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Programs that are run for what they print.
enum Program {
    /// Where a program is, by `PATH`; a path stands for itself.
    static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
        return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What a program prints; it must end without a fault.
    static func output(of name: String, _ arguments: [String]) throws -> String {
        guard let path = path(of: name) else { throw BenchError("there is no program \(name)") }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(name) ended with \(process.terminationStatus)")
        }
        return String(decoding: output, as: UTF8.self)
    }
}
