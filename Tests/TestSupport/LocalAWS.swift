import Foundation
import Testing

/// A local AWS that runs while a test does.
public struct LocalAWS: Sendable {
    /// Where it listens.
    public let endpointURL: String
    private let folder: TemporaryFolder

    /// Starts it on a free port and waits until it answers.
    public init() throws {
        folder = try TemporaryFolder()
        let installed = Tools.folder.appendingPathComponent("aws-local").path
        let result = try run(
            Tools.script("aws-local/aws-local"),
            ["start", installed, "0", folder.url.path],
            limit: .seconds(180)
        )
        try #require(result.status == 0, "\(result.errors)")
        endpointURL = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Stops what was started.
    public func stop() {
        _ = try? run(Tools.script("aws-local/aws-local"), ["stop", folder.url.path])
    }
}
