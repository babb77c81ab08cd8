import CloudFormation
import ScoutIntegration

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Hands images to the operator's command, one process each.
public struct Analyzer: Sendable {
    private let command: AnalyzerCommand
    private let seconds: Int

    /// How long after being asked to end an analyzer is ended by force, in seconds.
    private static let secondsToEnd = 5
    private static let pollInterval = Duration.milliseconds(25)

    /// An analyzer.
    ///
    /// - Parameter seconds: how long it may take.
    public init(_ command: AnalyzerCommand, seconds: Int) {
        self.command = command
        self.seconds = seconds
    }

    /// Starts the command in a folder in which nothing was started yet.
    func start(in folder: String, layout: String, image: String) throws(PullError) -> AnalyzerProcess {
        try AnalyzerProcess.start(command, layout: layout, image: image, in: folder)
    }

    /// Waits for an analyzer, also one that another process has started.
    ///
    /// - Parameter isStopping: whether to wait no longer; the analyzer goes on.
    /// - Returns: what came of it; `nil` where it goes on, or was ended by force and is to be started again.
    func outcome(
        of process: AnalyzerProcess,
        now: () -> Timestamp,
        isStopping: () -> Bool
    ) async throws(PullError) -> ImageAnalysis? {
        let startedAt = process.startedAt ?? now()
        var endedAt: Timestamp?
        while true {
            switch process.state {
            case .ended(let status): return try analysis(process, status, startedAt, now(), wasEnded: endedAt != nil)
            case .gone:
                guard endedAt == nil else { throw tooLong }
                return nil
            case .running: break
            }
            if isStopping() { return nil }
            end(process, startedAt, &endedAt, now())
            try? await Task.sleep(for: Self.pollInterval)
        }
    }

    private var tooLong: PullError { PullError(.transient, "the analyzer took more than \(seconds) seconds") }

    private func end(_ process: AnalyzerProcess, _ startedAt: Timestamp, _ endedAt: inout Timestamp?, _ now: Timestamp)
    {
        guard now >= startedAt.adding(seconds: Int64(seconds)) else { return }
        if let asked = endedAt {
            if now >= asked.adding(seconds: Int64(Self.secondsToEnd)) { process.kill(SIGKILL) }
        } else {
            endedAt = now
            process.kill(SIGTERM)
        }
    }

    private func analysis(
        _ process: AnalyzerProcess,
        _ status: Int,
        _ startedAt: Timestamp,
        _ now: Timestamp,
        wasEnded: Bool
    ) throws(PullError) -> ImageAnalysis {
        if wasEnded { throw tooLong }
        let summary = Self.summary(of: process.output)
        guard status == 0 else {
            let last = summary.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PullError(.transient, "the analyzer ended with status \(status)\(last.displayable(limit: 300))")
        }
        return ImageAnalysis(
            exitCode: status,
            summary: summary,
            seconds: max(0, Double(now.milliseconds - startedAt.milliseconds) / 1_000),
            endedAt: now
        )
    }

    private static let maximumSummary = 2_000

    /// The last lines of an output, without what a terminal would obey.
    private static func summary(of output: String) -> String {
        let lines = output.split(whereSeparator: \.isNewline).map { String($0).escapingControlCharacters }
        return String(lines.joined(separator: "\n").suffix(maximumSummary))
    }
}
