import Foundation
import Testing

/// DynamoDB on loopback that runs while a test does: moto's, one request at a time, so that conditional writes are atomic.
public struct LocalDynamoDB: Sendable {
    /// Where it listens; for `AWS_ENDPOINT_URL_DYNAMODB`.
    public let endpointURL: String
    private let process: Process
    // The process ends when this closes, whatever becomes of the test.
    private let input: Pipe

    /// Starts it on a free port and waits until it answers.
    ///
    /// - Parameters:
    ///   - table: the name of a table to make, with the keys `pk` and `sk` and the index `byOrganization` over `organization`
    ///     and `createdAt`.
    ///   - expires: whether the table's items expire by `expiresAt`.
    public init(table: String, expires: Bool = false) throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Tools.motoPython)
        process.arguments = [Tools.script("local_dynamodb.py"), "--table", table] + (expires ? ["--ttl"] : [])
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        var line = Data()
        while line.last != UInt8(ascii: "\n"), let byte = try output.fileHandleForReading.read(upToCount: 1),
            !byte.isEmpty
        {
            line += byte
        }
        endpointURL = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
        try #require(endpointURL.hasPrefix("http://"), "local_dynamodb.py does not start")
    }

    /// Stops what was started.
    public func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
