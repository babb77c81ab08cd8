#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Time and chance as the room sees them, so that tests decide about both.
public struct AWSClock: Sendable {
    /// The time of day.
    public var now: @Sendable () -> AWSTimestamp

    /// Seconds since some fixed moment, by a clock that is never set.
    public var uptime: @Sendable () -> Double

    /// Waits so many seconds, or throws when the task is cancelled.
    public var sleep: @Sendable (_ seconds: Double) async throws(CancellationError) -> Void

    /// A number from 0 to below 1.
    public var random: @Sendable () -> Double

    /// A clock of those parts.
    public init(
        now: @escaping @Sendable () -> AWSTimestamp,
        uptime: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (_ seconds: Double) async throws(CancellationError) -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.random = random
    }

    private static let start = ContinuousClock.now

    /// The machine's.
    public static let system = AWSClock(
        now: { AWSTimestamp(secondsSinceEpoch: Int64(clamping: Int(Date().timeIntervalSince1970))) },
        uptime: { (ContinuousClock.now - start) / .seconds(1) },
        sleep: { (seconds) async throws(CancellationError) in
            do {
                try await Task.sleep(for: .seconds(seconds))
            } catch {
                throw CancellationError()
            }
        },
        random: { Double.random(in: 0..<1) }
    )
}
